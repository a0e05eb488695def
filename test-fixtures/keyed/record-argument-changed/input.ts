// @differentiable
export function f(state: Record<string, number>, x: number): number {
  state['new'] = x * x;
  for (const name of Object.keys(state)) state[name]! *= x;
  const a = state['a'] ?? 1;
  delete state['a'];
  state['b'] = a * (state['b'] ?? x);
  let sum = 0;
  for (const name in state) sum += Math.sin(state[name]!);
  return sum;
}

export const points: Parameters<typeof f>[] = [
  [{ a: 2, b: 1.5, c: 3 }, 0.7],
  [{ new: 3 }, 1.1],
];
