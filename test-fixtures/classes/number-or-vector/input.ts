/** Methods that take a number or an object of their class, as vector classes have them, in another module. */

import { Weighted, Vector } from './vector.js';

function times(v: Vector, by: number | Vector): Vector {
  return by instanceof Weighted ? v.scale(by.weight) : by instanceof Vector ? v.scale(by) : v.scale(by);
}

// @differentiable
export function combined(x: number, y: number): number {
  const v = new Vector(x, y);
  let w: Vector = v.scale(2).scale(v, new Vector(1, 1));
  for (let i = 0; i < 3; i++) {
    w = times(w, i === 1 ? new Vector(y, x) : v);
    if (w.cross(v) > 1) w = w.cross(x);
  }
  const c = new Weighted(y, 2);
  c.weight = x * y;
  return c.cross(w) + times(w, 0.5).cross(times(v, c)) + c.weight;
}

export const points: Parameters<typeof combined>[] = [
  [0.7, 1.3],
  [1.4, 0.6],
  [-0.8, 0.9],
];
