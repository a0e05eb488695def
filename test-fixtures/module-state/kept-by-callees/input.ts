/** Callees of which nothing comes back change what the module keeps, at several levels and in a recursion. */
let memo: number[] = [];
let sum = 0;
let last = 0;
let point = { x: 0, y: 1 };

function remember(at: number, x: number): void {
  memo[at] = memo[at]! * x;
}

function replace(v: number): void {
  point = { x: v * v, y: point.x + point.y * v };
}

function add(v: number): void {
  sum += v * v;
}

function addAll(n: number, v: number): void {
  if (n <= 0) return;
  add(v * n);
  addAll(n - 1, v * 0.5);
}

function carryOver(): void {
  last = sum * 2;
}

// @differentiable
export function kept(x: number, y: number): number {
  memo = [1, 1];
  remember(0, x);
  for (let i = 0; i < 3; i++) remember(i % 2 === 0 ? 0 : 1, y + i);
  sum = 0;
  addAll(3, x * y);
  for (let i = 0; i < 5; i++) {
    add(x * i);
    if (sum > 20) break;
  }
  point = { x: 1, y: 2 };
  replace(x);
  replace(y);
  carryOver();
  let result = last + point.x * point.y;
  for (const value of memo) result += value * value;
  return result;
}

export const points: Parameters<typeof kept>[] = [
  [0.7, 1.3],
  [-1.4, 0.6],
  [2.1, -0.9],
];
