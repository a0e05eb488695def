/** What a callee makes is written by a function that the module keeps. */
let write: (v: number) => void = () => undefined;

function make(): number[] {
  const made = [1, 1];
  write = (v) => {
    made[0] = v;
  };
  return made;
}

function set(v: number): void {
  write(v);
}

// @differentiable
export function kept(x: number, y: number): number {
  const own = make();
  set(x * y);
  return own[0]! * x;
}

export const codes = [1017];
