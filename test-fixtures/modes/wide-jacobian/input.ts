/** Three inputs, two outputs: both kinds of product. */
// @differentiable
export function wide(x: Float64Array): Float64Array {
  const y = new Float64Array(2);
  y[0] = x[0]! * x[1]! + Math.exp(x[2]!);
  y[1] = Math.sin(x[0]!) * x[2]!;
  return y;
}

export const cases = ['AC16', 'RA14', 'RA4'];

export const points: Parameters<typeof wide>[] = [[new Float64Array([1, 2, 0])], [new Float64Array([1, 2, 0])]];

export const expected = [
  {
    value: new Float64Array([3, 0]),
    cotangent: new Float64Array([1, 0]),
    gradient: new Float64Array([2, 1, 1]),
    direction: [new Float64Array([0, 0, 1])],
    tangent: new Float64Array([1, Math.sin(1)]),
  },
  {
    cotangent: new Float64Array([0, 1]),
    gradient: new Float64Array([0, 0, Math.sin(1)]),
    direction: [new Float64Array([0, 1, 0])],
    tangent: new Float64Array([1, 0]),
  },
];
