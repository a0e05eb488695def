/** An array that a callee makes and keeps: another writes it by the name of the module, with what the first knows nothing of. */
let held: number[] = [1, 1];

/** Nothing of the argument gets into the array. */
function make(v: number): number[] {
  const made = [1, 1];
  held = made;
  if (v > 0) made[1] = 3;
  return made;
}

function makeByAnother(): number[] {
  return make(1);
}

function setHeld(v: number): void {
  held[0] = v;
}

function setHeldByAnother(v: number): void {
  setHeld(v * v);
}

// @differentiable
export function made(x: number, y: number): number {
  const own = makeByAnother();
  setHeldByAnother(x * y);
  const other = make(x);
  setHeld(y);
  return own[0]! * own[1]! * x + other[0]! * other[1]! * y;
}

export const points: Parameters<typeof made>[] = [
  [0.7, 1.3],
  [-1.4, 0.6],
  [2.1, -0.9],
];
