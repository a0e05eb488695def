/** Which of several ways a turn went is a number: those up to three fit into two bits. */
// @differentiable
export function ways(u: readonly number[], x: number): number {
  let s = x;
  let mode = 0;
  for (let i = 0; i < 70; i++) {
    const a = u[i % u.length]!;
    const before = mode;
    if (Math.sin(s * 5) > 0.4) mode = 1;
    else if (Math.cos(s * 3 + a) > 0.5) mode = 2;
    else if (Math.sin(s + i) > 0.9) mode = 3;
    switch (before) {
      case 0:
        s = s * 0.9 + 0.1 * a * a;
        break;
      case 1:
        s = 1 - s * a;
        break;
      case 2:
        s = Math.sin(s) * 1.1;
        break;
      default:
        s *= 0.7;
    }
  }
  return s;
}

export const points: Parameters<typeof ways>[] = [[[0.4, 0.7, 0.9], 0.3]];
