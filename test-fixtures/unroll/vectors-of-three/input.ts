type Vector = [number, number, number];

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function norm(v: Vector): number {
  let sum = 0;
  for (let k = 0; k < 3; k++) sum += v[k]! * v[k]!;
  return Math.sqrt(sum);
}

// @differentiable
export function torque(force: Vector, arm: Vector, drag: number): number {
  const turned = cross(arm, force);
  const damped = [0, 0, 0];
  for (let k = 0; k < 3; k++) damped[k] = turned[k]! - drag * arm[k]!;
  let along = 0;
  for (let k = 0; k < 3; k++) along += damped[k]! * force[k]!;
  return norm(turned) + along;
}

export const points: Parameters<typeof torque>[] = [
  [[1, 2, 3], [0.5, -1, 2], 0.3],
  [[-2, 0.1, 1], [3, 1, 1], -1],
];
