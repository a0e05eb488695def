/** A table of functions, one of which is reached by a name within a name. */
namespace Easing {
  export function soft(t: number): number {
    return t * t;
  }
}

const table: { linear: (t: number) => number; soft: (t: number) => number; bent: (t: number) => number } = {
  linear: (t) => 2 * t,
  soft: Easing.soft,
  bent: Math.sin,
};

// @differentiable
export function f(x: number, y: number): number {
  let s = y;
  for (const name of ['linear', 'soft', 'bent', 'soft'] as const) s += Math.sin(table[name](0.5)) * x;
  return s;
}

export const points: Parameters<typeof f>[] = [
  [0.3, 0.7],
  [-2, 1.1],
];
