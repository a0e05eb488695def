function lorentz(x: number, width: number): number {
  return 1 / (1 + (x / width) ** 2);
}

// @differentiable
export function spectrum(x: number, width: number): number {
  return lorentz(x - 1, width) + 0.5 * lorentz(x + 2, width * 2);
}

export const points: Parameters<typeof spectrum>[] = [[0.7, 0.4]];
