// @differentiable
export function trajectory(x: number, n: number): number[] {
  const path = [x];
  // @checkpoint every(3)
  for (let i = 0; i < n; i++) path.push(Math.sin(path[i]!) + x);
  return path;
}

export const codes = [4020];
