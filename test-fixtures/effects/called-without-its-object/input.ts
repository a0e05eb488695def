/** Functions that are taken off an object: as variables they are called without it. */

const table = {
  count: 2,
  who(): number {
    return this === undefined ? 1 : 2;
  },
  inner: {
    who(): number {
      return this === undefined ? 3 : 4;
    },
  },
};

// @differentiable
export function counted(x: number, y: number): number {
  const who = table.who;
  const { who: first } = table.inner;
  return x * y * who() + table.who() * y + first() * x + table.inner.who();
}

export const points: Parameters<typeof counted>[] = [
  [0.7, 1.3],
  [-1.4, 0.6],
];
