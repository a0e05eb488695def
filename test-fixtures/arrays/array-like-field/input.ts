/** What is asked for is only something with a length and elements. */
import { grad } from '@adc/runtime';

type Data = { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> };

function total(data: Data): number {
  let sum = 0;
  for (let i = 0; i < data.x.length; i++) sum += data.x[i]! * data.y[i]! ** 2;
  return sum;
}

// @differentiable
export function f(x: number[], y: Float64Array, z: ArrayLike<number>): number {
  return total({ x, y }) * total({ x: z, y: z });
}

export const slope = grad(f);

export const points: Parameters<typeof f>[] = [
  [[1, 2], Float64Array.of(3, 4), [0.5, 1]],
  [[1, 2], Float64Array.of(3, 4), Float64Array.of(0.5, 1)],
  [[1, 2], Float64Array.of(3, 4), new Uint8Array([3, 1])],
];
