/** A root at 0 whose result is multiplied by zero later: exactly zero, not NaN. */
// @differentiable
export function gated(x: number, gate: number): number {
  const root = Math.sqrt(x);
  const log = Math.log(x);
  return gate > 0 ? root * gate + log : x * gate;
}

export const points: Parameters<typeof gated>[] = [
  [0, -2],
  [4, 3],
];

export const kinks = [0];

export const expected = [{ gradient: [-2, 0] }, { gradient: [3 / 4 + 1 / 4, 2], within: 1e-15 }];
