/** Functions that older platforms lack are the platform's here. */
function slowLog2(x: number): number {
  return Math.log(x) * Math.LOG2E;
}

const log2 = Math.log2 || slowLog2;
const hypot = Math.hypot ?? ((a: number, b: number) => Math.sqrt(a * a + b * b));

// @differentiable
export function levels(x: number, y: number): number {
  let sum = 0;
  for (let i = 1; i < 3; i++) sum += log2(x * i) * hypot(x, y);
  return sum;
}

export const points: Parameters<typeof levels>[] = [
  [1.5, 0.7],
  [0.2, -2],
];
