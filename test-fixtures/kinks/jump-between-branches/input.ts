/** A jump: the derivative of the side that ran, and nothing for the height of the jump. */
// @differentiable
export function tariff(hours: number): number {
  if (hours < 8) return 10 * hours;
  return 100 + 15 * (hours - 8) * (hours - 8);
}

export const cases = ['RA18', 'RA25', 'AC21'];

export const points: Parameters<typeof tariff>[] = [[7], [8], [9]];

export const kinks = [1];

export const expected = [
  { value: 70, gradient: 10 },
  { value: 100, gradient: 0 },
  { value: 115, gradient: 30 },
];
