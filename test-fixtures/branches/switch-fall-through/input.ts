// @differentiable
export function accumulated(level: number, x: number): number {
  let y = x;
  switch (level) {
    case 3:
      y *= x;
    case 2:
      y += Math.sin(y);
    case 1:
      y *= 2;
      break;
    case 0:
    case -1:
      y = -y;
      break;
    default:
      y = y * y * y;
  }
  return y;
}

export const points: Parameters<typeof accumulated>[] = [
  [3, 0.7],
  [2, 0.7],
  [1, 0.7],
  [0, 0.7],
  [-1, 0.7],
  [8, 0.7],
];

export const discrete = [0];
