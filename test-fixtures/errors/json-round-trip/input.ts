// @differentiable
export function copied(p: { x: number }): number {
  const q = JSON.parse(JSON.stringify(p)) as { x: number };
  return q.x * q.x;
}

export const codes = [1016];
