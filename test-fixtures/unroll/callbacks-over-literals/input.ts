// @differentiable
export function reduceAll(x: number, y: number): number {
  const v = [x, y, x * y].map((each) => each * each + x);
  let sum = v.reduce((total, each) => total + each * y, 0);
  for (const w of [1, 2, y]) sum += w * v[1]!;
  [x, y].forEach((each, i) => {
    sum *= each + i;
  });
  return sum;
}

export const points: Parameters<typeof reduceAll>[] = [
  [0.3, 2],
  [-1, 0.5],
];
