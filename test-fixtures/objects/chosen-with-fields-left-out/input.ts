/** A choice between literals that leave out a field which their type has. */
type Node = { value: number; inner?: { value: number } };

// @differentiable
export function summed(x: number, y: number): number {
  const first: Node | undefined = y > 1 ? { value: x } : undefined;
  let sum = first?.inner?.value ?? first?.value ?? y;
  for (let i = 0; i < 4; i++) {
    const node: Node | undefined = y > i ? { value: x * i } : i === 3 ? { value: y, inner: { value: x } } : undefined;
    if (node === undefined) continue;
    if (node.inner !== undefined && node.inner.value > 5) break;
    node.inner ??= { value: y };
    node.inner.value *= x;
    sum += (node?.inner?.value ?? x) + node.value;
  }
  return sum;
}

export const points: Parameters<typeof summed>[] = [
  [0.7, 1.3],
  [1.5, 0.4],
  [6.5, 2.4],
];
