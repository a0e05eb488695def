/** What a module keeps in rows and in a list of numbers, of which an argument might be one: none hides what the others hold. */
let rows: number[][] = [
  [1.25, 2],
  [0.9, 1.25],
];
let list: number[] = [0.3, 2];

// @differentiable
export function f(pair: [number, number], n: number): number[] {
  list.fill(Math.hypot(pair[1], rows[0]![n % 2]!, 1.5));
  rows[1]![n % 2]! = Math.tanh(pair[0]);
  return [0.7 * pair[0] * pair[1], rows[0]![0]!];
}

export function reset(): void {
  rows = [[1.25, 2], []];
  list = [];
}

export const points: Parameters<typeof f>[] = [
  [[0.4, 0.7], 0],
  [[-0.3, 1.1], 1],
];
export const discrete = [1];
