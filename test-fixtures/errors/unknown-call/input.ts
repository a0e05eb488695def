declare function besselJ0(x: number): number;

// @differentiable
export function wave(x: number): number {
  return x * besselJ0(x);
}

export const cases = ['BI50', 'BI44'];

export const codes = [1002];
