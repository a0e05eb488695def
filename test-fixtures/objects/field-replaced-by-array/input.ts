type Holder = { items: number[]; factor: number };

// @differentiable
export function replaced(holder: Holder): number {
  const before = holder.items;
  holder.items = [before[0]! * holder.factor, before[1]!];
  before[0]! += 1;
  return holder.items[0]! * before[0]! + holder.items[1]!;
}

export const points: Parameters<typeof replaced>[] = [[{ items: [2, 3], factor: 5 }]];

export const expected = [{ value: 33, gradient: { items: [25, 1], factor: 6 } }];
