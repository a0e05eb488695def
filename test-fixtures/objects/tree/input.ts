type Tree = { value: number; children: Tree[] };

// @differentiable
export function treeSum(tree: Tree, factor: number): number {
  let sum = tree.value * tree.value;
  for (const child of tree.children) sum += factor * treeSum(child, factor);
  return sum;
}

export const points: Parameters<typeof treeSum>[] = [
  [
    {
      value: 1,
      children: [
        { value: 2, children: [] },
        { value: 3, children: [{ value: 4, children: [] }] },
      ],
    },
    0.5,
  ],
];

export const expected = [
  {
    value: 1 + 2 + 0.5 * (9 + 8),
    gradient: [
      {
        value: 2,
        children: [
          { value: 2, children: [] },
          { value: 3, children: [{ value: 2, children: [] }] },
        ],
      },
      4 + 9 + 2 * 0.5 * 16,
    ],
  },
];
