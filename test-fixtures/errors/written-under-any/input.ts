// Text that writes into objects and lists by a name without a type: what is read from them afterwards would have no derivative.
function made(x: number): { a: number } {
  const of: any = {};
  of.a = x;
  return of;
}

// @differentiable
export function byAlias(x: number): number {
  const point = { a: 1 };
  const alias: any = point;
  alias.a = x;
  return point.a;
}

// @differentiable
export function byResult(x: number): number {
  return made(x).a;
}

// @differentiable
export function byLibrary(x: number): number {
  const point = { a: 1 };
  Reflect.set(point, 'a', x);
  return point.a;
}

// @differentiable
export function withinField(x: number): number {
  const point = { a: 1 };
  const holder: { held: any } = { held: null };
  holder.held = point;
  holder.held.a = x;
  return point.a;
}

// @differentiable
export function withinPart(x: number, y: number): number {
  const point = { a: [1] };
  const alias: any = point;
  alias.a[0] = x;
  return point.a[0]! * y;
}

// @differentiable
export function inSet(x: number, y: number): number {
  const point = { a: 1 };
  const set = new Set([point]);
  set.forEach((each) => {
    each.a = x;
  });
  return point.a * y;
}

export const codes = [1015, 1016, 1016, 2001, 2001, 2002];
