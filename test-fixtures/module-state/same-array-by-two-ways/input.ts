/** An array that a callee makes and keeps: written here and read by the name of the module. */
let held: number[] = [1, 1];

function make(): number[] {
  const made = [1, 1];
  held = made;
  return made;
}

function readHeld(): number {
  return held[0]!;
}

// @differentiable
export function twoWays(x: number, y: number): number {
  const made = make();
  made[0] = x * y;
  return readHeld() * x;
}

export const points: Parameters<typeof twoWays>[] = [
  [0.7, 1.3],
  [-1.4, 0.6],
];
