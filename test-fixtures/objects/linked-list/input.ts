type Link = { value: number; next: Link | null };

// @differentiable
export function weightedSum(first: Link | null, q: number): number {
  let sum = 0;
  let weight = 1;
  for (let link = first; link !== null; link = link.next) {
    sum += weight * link.value ** 2;
    weight *= q;
  }
  return sum;
}

export const points: Parameters<typeof weightedSum>[] = [
  [{ value: 2, next: { value: 3, next: null } }, 0.5],
  [null, 0.5],
];

export const expected = [{ value: 8.5, gradient: [{ value: 4, next: { value: 3 } }, 9] }];
