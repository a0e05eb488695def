// An array that stands for an object with fields would lose its elements.
class Vec extends Array<number> {
  constructor(x: number, y: number) {
    super(x, y);
  }
  get x(): number {
    return this[0]! * 3;
  }
  set x(v: number) {
    this[0] = v * v;
  }
}
interface HasX {
  x: number;
}
class Own {
  x = 1;
}
function getX(p: HasX): number {
  p.x *= 2;
  return p.x * 2;
}
// @differentiable
export function f(x: number, y: number, k: number): number {
  const v = new Vec(x, y);
  const o = new Own();
  o.x = y;
  const w: HasX = k > 0 ? v : o;
  return getX(w) * getX({ x: y }) + v[0]! + getX(v);
}

export const codes = [1001, 1001, 2002, 2002];
