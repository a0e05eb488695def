/** Every way out of a `try` in a loop: its end, `continue`, `break`, an exception, `return` from `catch`, each by way of `finally`. */
function check(x: number): void {
  if (!(x < 2)) throw new Error('big');
}
// @differentiable
export function caught(x: number, log: string[]): number {
  let s = x;
  let fails = 0;
  for (let i = 0; i < 6; i++) {
    try {
      if (i === 4) continue;
      s = s * 1.3 * x;
      check(s);
      s += 0.1 * x;
      if (i === 5) break;
    } catch {
      s = Math.sin(s);
      fails++;
      if (fails > 2) return s * x;
    } finally {
      log.push('i' + i);
      s *= 1.1;
    }
  }
  return s + fails;
}
export const points: Parameters<typeof caught>[] = [
  [1.2, []],
  [2.5, []],
  [0.3, []],
];
