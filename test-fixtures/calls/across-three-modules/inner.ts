export const factor = 1.5;

export function inner(x: number): number {
  return Math.sin(x) * factor;
}
