/** An array of the function's own that a callee keeps: another writes it by the name of the module. */
let held: number[] = [1, 1];

function hold(array: number[]): void {
  held = array;
}

function setHeld(v: number): void {
  held[0] = v * v;
}

// @differentiable
export function twoWays(x: number, y: number): number {
  const own = [1, 1];
  let result = 0;
  for (let i = 0; i < 3; i++) {
    if (i === 1) hold(own);
    setHeld(x + i);
    result += own[0]! * y;
  }
  return result;
}

export const points: Parameters<typeof twoWays>[] = [
  [0.7, 1.3],
  [-1.4, 0.6],
];
