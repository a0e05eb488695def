/** Static fields, and what has no structure. */
class Registers {
  static first = 0;
}
let anything: any = 0;
const numbers: ArrayLike<number> & { [index: number]: number } = [0, 0];

// @differentiable
export function byStatic(x: number): number {
  Registers.first = x * x;
  return Registers.first;
}

// @differentiable
export function byAnything(x: number): number {
  anything = x * x;
  return anything;
}

// @differentiable
export function byAnyKind(x: number): number {
  numbers[0] = x * x;
  return numbers[0]!;
}

export const codes = [1017, 1017, 2002];
