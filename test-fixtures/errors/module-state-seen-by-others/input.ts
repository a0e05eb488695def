/** What a module keeps may be read and changed by code that is not followed: callbacks, generators, what is marked as a constant. */
const tmp = [0, 0];
let last = 0;

function deep(callback: () => void, n: number): number {
  callback();
  return n > 0 ? deep(callback, n - 1) : 1;
}

// @differentiable
export function byCallback(x: number, callback: () => void): number {
  tmp[0] = x * x;
  callback();
  return tmp[0]!;
}

// @differentiable
export function byHelper(x: number, callback: () => void): number {
  last = x * x;
  const factor = deep(callback, 2);
  return last * factor;
}

// @nondifferentiable
function fill(x: number): void {
  tmp[0] = x;
}

// @differentiable
export function byConstant(x: number): number {
  tmp[0] = x * x;
  fill(x);
  return tmp[0]! * x;
}

class Odd {
  static look(): number {
    if (tmp.length > 9) throw new Error('too long');
    return Number(String(tmp[0]));
  }
}

declare const lookUp: (name: string) => typeof Odd;

// @differentiable
export function byUnknown(x: number): number {
  tmp[0] = x * x;
  return tmp[0]! + lookUp('odd').look();
}

export const codes = [1034, 1034, 1034, 1034];
