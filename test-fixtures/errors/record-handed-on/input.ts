/** An object with functions that is not only taken apart. */
function renamed(parts: { f: (v: number) => number }): number {
  const held = { parts };
  return held.parts.f(2);
}

// @differentiable
export function handedOn(x: number): number {
  const parts = { f: (v: number) => v * x };
  return renamed(parts);
}

export const codes = [1019];
