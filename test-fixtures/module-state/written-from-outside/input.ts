/** An array that a callee keeps is written by another that is handed nothing, and takes from outside what it writes. */
let held: number[] = [1, 1];
let scale = 1;

function hold(array: number[]): void {
  held = array;
}

function setScale(v: number): void {
  scale = v;
}

function apply(): void {
  held[0] = scale * scale;
}

// @differentiable
export function applied(x: number, y: number): number {
  const own = [1, 1];
  hold(own);
  setScale(x);
  apply();
  return own[0]! * y;
}

export const points: Parameters<typeof applied>[] = [
  [0.7, 1.3],
  [-1.4, 0.6],
  [2.1, -0.9],
];
