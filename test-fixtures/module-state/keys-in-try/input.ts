/** A key is read where an error would be caught, under the type that the program gives it. */

const started = { p: 2, q: -0.7 };
let held: { p: number; q: number } = started;

// @differentiable
export function f(x: number, y: number): number {
  held = { ...started };
  held.q /= 1.5;
  let turns = 0;
  try {
    for (const key in held) {
      try {
        if (held[key as keyof typeof started] > 2 + x) throw new Error('too large');
        turns += 1;
      } finally {
        held.p += 0.1;
      }
    }
  } catch {
    held.q += 1;
  }
  return x * y * turns * held.q;
}

export const points = [
  [0.3, 0.7],
  [-0.4, 0.2],
];
