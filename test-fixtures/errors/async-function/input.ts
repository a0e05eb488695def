// @differentiable
export async function later(x: number): Promise<number> {
  await Promise.resolve();
  return x * x;
}

export const codes = [1004];
