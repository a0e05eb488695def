// @differentiable
export function f(x: number, y: number): number {
  const terms = new Map<string, number>();
  terms.set('a', x * y).set('b', Math.sin(x));
  terms.set('a', terms.get('a')! * y);
  return terms.get('a')! * terms.get('b')! + terms.size;
}

export const points: Parameters<typeof f>[] = [
  [0.7, 1.3],
  [-1.2, 0.4],
  [2.5, -0.6],
];
