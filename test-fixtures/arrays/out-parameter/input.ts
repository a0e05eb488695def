import { jvp, vjp } from '@adc/runtime';

// @differentiable
export function multiply(out: Float64Array, a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i]! * b[i]!;
}

export const options = { out: 0 };

export const along = jvp(multiply, { out: 0 });
export const back = vjp(multiply, { out: 0 });

export const points: Parameters<typeof multiply>[] = [
  [new Float64Array([9, 9]), new Float64Array([2, 3]), new Float64Array([5, 7])],
];

export const expected = [
  {
    value: new Float64Array([10, 21]),
    gradient: [new Float64Array([0, 0]), new Float64Array([5, 7]), new Float64Array([2, 3])],
  },
];
