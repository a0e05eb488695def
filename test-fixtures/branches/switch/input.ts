// @differentiable
export function activation(kind: number, x: number): number {
  switch (kind) {
    case 0:
      return Math.tanh(x);
    case 1:
      return x * x;
    case 2: {
      const e = Math.exp(-x);
      return 1 / (1 + e);
    }
    default:
      return x;
  }
}

export const points: Parameters<typeof activation>[] = [
  [0, 0.7],
  [1, 0.7],
  [2, 0.7],
  [9, 0.7],
];

export const discrete = [0];
