/** All levels of a recursion share the buffer: what an inner one leaves there, the outer one finds. */
const work = new Float64Array(4);
let depth = 0;

function descend(x: number, n: number): number {
  depth = depth + 1;
  work[0] = work[0]! + x;
  work[n] = x * work[0]!;
  if (n === 0) return work[1]! * x;
  const inner = descend(x * 0.5, n - 1) + descend(Math.sin(x), n - 1);
  work[1] = work[1]! + inner * work[n]!;
  return inner + work[0]! * work[1]!;
}

// @differentiable
export function total(x: number, y: number): number {
  work.fill(0);
  const first = descend(x, 2);
  work[3] = first;
  return descend(y, 1) * work[3]! + depth;
}

export const effects = {
  reset(): void {
    depth = 0;
    work.fill(1);
  },
  read: (): unknown => [depth, [...work]],
};

export const keepsState = true;

export const points: Parameters<typeof total>[] = [
  [0.7, 1.3],
  [-0.4, 0.2],
];
