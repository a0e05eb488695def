// @differentiable
export function deferred(x: number): number {
  let y = x;
  const tasks: (() => number)[] = [];
  tasks.push(() => y * 2);
  y = y * x;
  return tasks[0]!();
}

export const codes = [1008];
