type Node = { value: number; next?: Node };

// @differentiable
export function secondValue(node: Node): number {
  return (node.next?.value ?? 1) * node.value + (node.next?.next?.value ?? node.value);
}

export const points: Parameters<typeof secondValue>[] = [
  [{ value: 2, next: { value: 3, next: { value: 5 } } }],
  [{ value: 2, next: { value: 3 } }],
  [{ value: 2 }],
];

export const expected = [
  { value: 11, gradient: { value: 3, next: { value: 2, next: { value: 1 } } } },
  { value: 8, gradient: { value: 4, next: { value: 2 } } },
  { value: 4, gradient: { value: 2 } },
];
