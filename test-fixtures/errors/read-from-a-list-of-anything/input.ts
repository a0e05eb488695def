// Types that promise nothing, in lists that are empty at first: what goes in has a derivative, and what is read would have none.
interface Shape {}
interface Circle extends Shape {
  r: number;
}

// @differentiable
export function property(x: number): number {
  const rows: any[] = [];
  rows.push({ u: x });
  return rows[0].u;
}

// @differentiable
export function stored(x: number): number {
  const rows: any[] = [];
  rows[0] = [x];
  return rows[0][0] * 2;
}

// @differentiable
export function objects(x: number): number {
  const held: object[] = [];
  held.push([x]);
  return (held[0] as number[])[0]!;
}

// @differentiable
export function empty(x: number): number {
  const shapes: Shape[] = [];
  const circle: Circle = { r: x };
  shapes.push(circle);
  return (shapes[0] as Circle).r * 2;
}

export const codes = [2001, 2001, 2002, 2002, 2002, 2002];
