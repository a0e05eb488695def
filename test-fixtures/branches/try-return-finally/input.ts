/** `return` within `try` and `catch`, and a `finally` that counts. */
let open = 0;
// @differentiable
export function caught(x: number): number {
  open++;
  try {
    if (x > 1) return x * x * x;
    throw new Error('small');
  } catch {
    return x * 2;
  } finally {
    open--;
  }
}
export const points: Parameters<typeof caught>[] = [[1.5], [0.5]];
