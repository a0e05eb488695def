type Sample = { time: number; value: number };

// @differentiable
export function decay(rate: number, n: number): Sample[] {
  const samples: Sample[] = [];
  for (let i = 0; i < n; i++) samples.push({ time: i * 0.5, value: Math.exp(-rate * i * 0.5) });
  return samples;
}

export const points: Parameters<typeof decay>[] = [
  [0.7, 3],
  [0.7, 0],
];

export const discrete = [1];
