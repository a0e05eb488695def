/** Popping goes on when nothing is left, and something else stands in. */
// @differentiable
export function drained(x: number[], y: number): number {
  const stack: number[] = [y];
  for (let i = 0; i < x.length; i++) if (x[i]! > 0) stack.push(x[i]! * y);
  let sum = 1;
  for (let k = 0; k < 4; k++) sum = sum * (stack.pop() ?? y * y) + y;
  stack.pop();
  stack.push(sum);
  return stack[0]! * stack.length;
}

export const points: Parameters<typeof drained>[] = [
  [[0.5, -1, 2], 1.5],
  [[-1], 0.75],
  [[1, 2, 3, 4], 0.5],
];
