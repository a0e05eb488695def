// @differentiable
export function total(charges: Record<string, number[]>): number {
  let sum = 0;
  for (const key in charges) sum += charges[key]![0]! ** 2;
  return sum;
}

export const codes = [1012];
