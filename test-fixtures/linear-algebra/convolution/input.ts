// @differentiable
export function convolve(signal: Float64Array, kernel: Float64Array): Float64Array {
  const out = new Float64Array(signal.length - kernel.length + 1);
  for (let i = 0; i < out.length; i++) {
    for (let k = 0; k < kernel.length; k++) out[i] = out[i]! + signal[i + k]! * kernel[k]!;
  }
  return out;
}

export const points: Parameters<typeof convolve>[] = [[new Float64Array([1, 2, 3, 4]), new Float64Array([0.5, -1])]];

export const expected = [
  {
    value: new Float64Array([-1.5, -2, -2.5]),
    gradient: [new Float64Array([0.5, -0.5, -0.5, -1]), new Float64Array([6, 9])],
  },
];
