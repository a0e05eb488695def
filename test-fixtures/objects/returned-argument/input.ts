type Complex = { re: number; im: number };

// @differentiable
export function squareInPlace(z: Complex): Complex {
  const re = z.re * z.re - z.im * z.im;
  z.im = 2 * z.re * z.im;
  z.re = re;
  return z;
}

export const points: Parameters<typeof squareInPlace>[] = [[{ re: 2, im: 3 }]];

export const expected = [{ value: { re: -5, im: 12 }, cotangent: { re: 1, im: 0 }, gradient: { re: 4, im: -6 } }];
