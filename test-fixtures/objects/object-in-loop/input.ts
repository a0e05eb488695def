/** A fresh object at every turn, kept in the one before it. */
// @differentiable
export function nestedChain(x: number, n: number): number {
  let node: { value: number; previous: { value: number } } = { value: x, previous: { value: 1 } };
  for (let i = 0; i < n; i++) {
    node = { value: Math.sin(node.value) * node.previous.value, previous: { value: node.value + x } };
  }
  return node.value + node.previous.value;
}

export const points: Parameters<typeof nestedChain>[] = [
  [0.8, 3],
  [0.8, 0],
];

export const discrete = [1];
