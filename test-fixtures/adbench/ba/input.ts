/**
 * The error of one camera's view of one point. A camera is its rotation vector (3), centre (3), focal length,
 * principal point (2) and radial distortion (2).
 */
// @differentiable wrt=camera,point,weight
export function reprojectionError(
  camera: Float64Array,
  point: Float64Array,
  weight: number,
  feature: Float64Array,
): [horizontal: number, vertical: number] {
  const [u, v] = project(camera, point);
  return [weight * (u - feature[0]), weight * (v - feature[1])];
}

type Vector = readonly [x: number, y: number, z: number];

function project(camera: Float64Array, point: Float64Array): [u: number, v: number] {
  const rotation: Vector = [camera[0], camera[1], camera[2]];
  const fromCentre: Vector = [point[0] - camera[3], point[1] - camera[4], point[2] - camera[5]];
  const [x, y, z] = rotate(rotation, fromCentre);
  const [s, q] = distort(camera[9], camera[10], x / z, y / z);
  return [camera[6] * s + camera[7], camera[6] * q + camera[8]];
}

/** Turns `p` about the axis along `rotation` by its length (Rodrigues' formula). */
function rotate(rotation: Vector, p: Vector): Vector {
  const squared = dot(rotation, rotation);
  if (squared === 0) return add(p, cross(rotation, p));
  const angle = Math.sqrt(squared);
  const axis = scale(1 / angle, rotation);
  const cosine = Math.cos(angle);
  const along = scale(dot(axis, p) * (1 - cosine), axis);
  return add(add(scale(cosine, p), scale(Math.sin(angle), cross(axis, p))), along);
}

function distort(k1: number, k2: number, s: number, q: number): [s: number, q: number] {
  const squared = s * s + q * q;
  const factor = 1 + k1 * squared + k2 * squared * squared;
  return [s * factor, q * factor];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function scale(factor: number, a: Vector): Vector {
  return [factor * a[0], factor * a[1], factor * a[2]];
}

function add(a: Vector, b: Vector): Vector {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

const lens = [1.2, 0.3, -0.2, 0.05, -0.01];

export const adjointKinks = [1];

export const points: Parameters<typeof reprojectionError>[] = [
  [
    Float64Array.of(0.4, -0.7, 0.3, 0.5, -1, -4, ...lens),
    Float64Array.of(0.6, 0.2, 1.5),
    0.8,
    Float64Array.of(0.1, -0.3),
  ],
  [Float64Array.of(0, 0, 0, 0.5, -1, -4, ...lens), Float64Array.of(0.6, 0.2, 1.5), 0.8, Float64Array.of(0.1, -0.3)],
];
