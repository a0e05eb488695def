interface Point {
  a: number;
  b: number;
}

// @differentiable
export function f(point: Point, record: Record<string, number>): number {
  const before = point.a * (record['b'] ?? 1);
  record['a'] = (record['a'] ?? 2) * point.b;
  const between = point.a + before;
  point.b = between * between;
  return (record['b'] ?? 0) * record['a'] * point.a + before;
}

const shared = (): [Point, Record<string, number>] => {
  const one = { a: 1.2, b: 0.7 };
  return [one, one];
};

export const points: Parameters<typeof f>[] = [
  [
    { a: 2, b: 3 },
    { a: 0.5, c: 1 },
  ],
  shared(),
];
