/** What earlier calls left behind is a constant; what this call adds to it is not. */
const history: number[] = [];

// @differentiable
export function averaged(x: number): number {
  history.push(x * x);
  let sum = 0;
  for (const each of history) sum += each;
  return sum / history.length;
}

export const codes = [1017];
