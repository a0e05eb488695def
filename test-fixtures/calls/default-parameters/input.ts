function damped(x: number, rate = 0.5, phase = rate * 2): number {
  return Math.exp(-rate * x) * Math.cos(x + phase);
}

// @differentiable
export function wave(x: number, rate: number): number {
  return damped(x) + damped(x, rate) + damped(x, rate, 0.1) + damped(x, undefined, rate);
}

export const points: Parameters<typeof wave>[] = [[0.8, 0.3]];
