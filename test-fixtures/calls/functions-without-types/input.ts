import { between, dot, firstAbove, inverse, length, norm, power, scale, turned, walk } from './vectors.js';

type Point = { x: number; y: number };

// @differentiable
export function shape(x: number, ys: number[], buffer: Float64Array, p: Point): number {
  const scaled = scale([], ys, x) as number[];
  const typed = scale(new Float64Array(buffer.length), buffer, x) as Float64Array;
  let sum = dot(ys, scaled) + dot(buffer, typed) * length(scaled);
  for (let i = 0; i < 3; i++) {
    const v = turned([x, ys[i]!], x * i);
    sum += v[0] * (v[1] as number);
    if (i === 1 && x > 1) break;
  }
  const m = inverse([], [x, ys[0]!, ys[1]!, 3 * x]);
  if (m !== null) sum += m[0] * m[3];
  if (inverse([], [x, x, 2, 2]) !== null) return 0;
  const middle = between([x, 1], ys, 0.25);
  sum += middle[0] * middle[1] + power(x, 3) * firstAbove(ys, 1) + norm(p);
  return sum + walk(ys, 2, (y: number, i: number) => y * y * x + i) * norm({ x: sum, y: x });
}

export const points: Parameters<typeof shape>[] = [
  [0.7, [1.2, -0.4, 2], new Float64Array([0.3, 0.9]), { x: 0.2, y: -1 }],
  [1.6, [0.2, 0.8, -1.7], new Float64Array([1.3, -0.5, 2]), { x: 1.1, y: 0.4 }],
];
