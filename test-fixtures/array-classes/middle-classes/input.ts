import { Vec2, Vec3 } from './vectors.js';

function turned(out: number[], a: readonly number[], angle: number): number[] {
  const x = a[0]!;
  const y = a[1]!;
  out[0] = x * Math.cos(angle) - y * Math.sin(angle);
  out[1] = x * Math.sin(angle) + y * Math.cos(angle);
  return out;
}

// @differentiable
export function path(a: number, b: number, kind: number): number {
  const start = new Vec3([a, b, a * b]);
  const flat = new Vec2(b, a);
  turned(start, start, b);
  turned(flat, flat, a);
  const end = start.clone().negate();
  if (kind > 1) end.copy([b, a, 2]);
  else end.subtract(start);
  return end.lengthSquared() + start.x * flat.y + flat.lengthSquared() * start.z;
}

export const points: Parameters<typeof path>[] = [
  [0.7, 1.4, 0],
  [1.1, 0.3, 2],
];
export const discrete = [2];
