/** Pushes and pops in turn, as an evaluator does. */
// @differentiable
export function evaluate(x: number, y: number): number {
  const stack: number[] = [];
  stack.push(x);
  stack.push(y);
  stack.push(stack.pop()! * stack.pop()!);
  stack.push(x);
  const top = stack.pop()!;
  const below = stack.pop()!;
  stack.push(below - top * below);
  return stack.pop()!;
}

export const points: Parameters<typeof evaluate>[] = [[2, 3]];

export const expected = [{ value: -6, gradient: [3 - 12, 2 - 4] }];
