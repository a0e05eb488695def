export function step(x: number): number {
  return Math.sin(x);
}
