// @differentiable
export function throughScratch(x: number): number {
  const scratch = new Float32Array(2);
  scratch[0] = x;
  scratch[1] = scratch[0]! * 3;
  return scratch[0]! * scratch[1]!;
}

export const points: Parameters<typeof throughScratch>[] = [[0.5]];

/** The scratch cells make steps of their own, so finite differences mean nothing. */
export const kinks = [0];

export const expected = [{ value: 0.75, gradient: 3 }];
