type Node = { readonly name: string };

// @differentiable
export function f(x: number, y: number): number {
  const nodes: Node[] = [{ name: 'p' }, { name: 'qq' }, { name: 'r' }];
  const potential = new Map<Node, number>();
  nodes.forEach((node, i) => potential.set(node, x * i + y));
  for (const node of nodes) potential.set(node, potential.get(node)! * potential.get(nodes[1]!)!);
  let sum = 0;
  for (const [node, value] of potential) sum += value * node.name.length;
  return sum;
}

export const points: Parameters<typeof f>[] = [
  [0.7, 1.3],
  [-1.2, 0.4],
  [2.5, -0.6],
];
