/** What is looked for under a key would not be found in a field, nor the other way round. */
type Point = { a: number; b: number };

function sum(record: Record<string, number>): number {
  let total = 0;
  for (const name in record) total += record[name]!;
  return total;
}

// @differentiable
export function given(x: number): number {
  const point: Point = { a: x, b: x * x };
  return sum(point);
}

// @differentiable
export function declared(x: number): number {
  const point: Point = { a: x, b: 2 };
  const record: Record<string, number> = point;
  record['a'] = record['a']! * x;
  return point.a;
}

// @differentiable
export function chosen(x: number): number {
  const point = { a: x };
  const record: Record<string, number> = x > 1 ? point : { b: x };
  return record['a'] ?? record['b']!;
}

// @differentiable
export function kept(x: number): number {
  const holder: { of: Record<string, number> } = { of: {} };
  const point = { a: x };
  holder.of = point;
  return holder.of['a']!;
}

// @differentiable
export function back(x: number): number {
  const record: Record<string, number> = { a: x };
  const point: { a?: number } = record;
  return point.a ?? 1;
}

// @differentiable
export function returned(x: number): Record<string, number> {
  const point = { a: x };
  return point;
}

// @differentiable
export function listed(x: number): number {
  const point = { a: x };
  const list: Record<string, number>[] = [point];
  return list[0]!['a']!;
}

export const codes = [1033, 1033, 1033, 1033, 1033, 1033, 1033, 1033];
