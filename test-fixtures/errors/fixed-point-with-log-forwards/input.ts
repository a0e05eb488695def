const seen: number[] = [];
const note = (x: number): void => void seen.push(Math.round(x));

// @differentiable mode=forward
export function root(a: number): number {
  let x = 1;
  // @fixed-point
  for (let k = 0; k < 50; k++) {
    x = (x + a / x) / 2;
    note(x);
  }
  return x;
}

export const codes = [4020];
