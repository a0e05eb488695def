export const width = 0.8;

export const helper = (x: number): number => x * x;

export default function gaussian(x: number, sigma: number): number {
  return Math.exp(-helper(x / sigma) / 2);
}
