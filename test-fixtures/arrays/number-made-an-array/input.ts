/** Parameters that are a number or a list until they are made a list; a variable without a type whose first use is a field by its name. */

function scaled(list: number[] | number, by: number | number[]): number {
  if (!Array.isArray(list)) list = [list, list];
  if (typeof by === 'number') by = [by, by * by];
  let sum = 0;
  for (let i = 0; i < 2; i++) sum += list[i]! * by[i]!;
  return sum;
}

// @differentiable
export function f(x: number, y: number): number {
  let rate;
  let sum = scaled(x, y) + scaled([x, y], x) * scaled(y, [y, x]);
  if (y > 0) {
    rate = x * y;
    const options = { rate, sum };
    sum += options.rate * options.sum;
  }
  return sum;
}

export const points: Parameters<typeof f>[] = [
  [0.7, 1.3],
  [1.4, -0.6],
];
