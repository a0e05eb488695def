/** Parameters and locals named as generated code would name its own. */
// @differentiable
export function shadowing(x: number, xBar: number, xDot: number, value: number): number {
  let valueBar = x * xBar;
  for (let i = 0; i < 2; i++) {
    const tape = valueBar * xDot;
    valueBar = Math.sin(tape) + value;
  }
  return valueBar * value;
}

export const points: Parameters<typeof shadowing>[] = [[0.3, 0.7, 1.1, -0.4]];
