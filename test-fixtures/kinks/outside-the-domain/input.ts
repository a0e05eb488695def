/** Outside the domain the value is NaN, and so is the derivative; a side that was not taken stays out of it. */
// @differentiable
export function undefinedSomewhere(x: number, which: number): number {
  switch (which) {
    case 0:
      return Math.log(x);
    case 1:
      return Math.sqrt(x);
    case 2:
      return Math.acos(x);
    case 3:
      return Math.pow(x, 0.5);
    case 4:
      return x / x;
    case 5:
      return Math.acosh(x);
    default:
      return x > 0 ? Math.log(x) * Math.sqrt(x) : x;
  }
}

export const cases = ['RA22'];

export const points: Parameters<typeof undefinedSomewhere>[] = [
  [-1, 0],
  [-1, 1],
  [2, 2],
  [-1, 3],
  [0, 4],
  [0.5, 5],
  [-1, 6],
];

export const discrete = [1];

export const kinks = [0, 1, 2, 3, 4, 5];

export const expected = [
  { value: NaN, gradient: [NaN, 0] },
  { value: NaN, gradient: [NaN, 0] },
  { value: NaN, gradient: [NaN, 0] },
  { value: NaN, gradient: [NaN, 0] },
  { value: NaN, gradient: [NaN, 0] },
  { value: NaN, gradient: [NaN, 0] },
  { value: -1, gradient: [1, 0] },
];
