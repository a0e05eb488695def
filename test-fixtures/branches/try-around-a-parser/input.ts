/** Code without derivatives may throw as well. */
// @differentiable
export function caught(x: number, text: string): number {
  let y = x;
  let k = 0;
  try {
    y *= x;
    k = (JSON.parse(text) as { k: number }).k;
    y = y * k;
  } catch (e) {
    y = y * x + (e as Error).message.length * 0;
  } finally {
    y += x;
  }
  return y * x;
}
export const points: Parameters<typeof caught>[] = [
  [1.5, '{"k":2}'],
  [1.5, 'oops'],
];
