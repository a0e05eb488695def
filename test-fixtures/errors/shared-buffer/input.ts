// @differentiable
export function reinterpreted(x: number): number {
  const doubles = new Float64Array(1);
  const words = new Int32Array(doubles.buffer);
  doubles[0] = x;
  words[0] = 0;
  return doubles[0]! * 2;
}

export const codes = [1023, 3002];
