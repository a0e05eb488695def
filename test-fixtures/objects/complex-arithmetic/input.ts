type Complex = { readonly re: number; readonly im: number };

const add = (a: Complex, b: Complex): Complex => ({ re: a.re + b.re, im: a.im + b.im });
const mul = (a: Complex, b: Complex): Complex => ({ re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re });

// @differentiable
export function escape(c: Complex, turns: number): number {
  let z: Complex = { re: 0, im: 0 };
  for (let i = 0; i < turns; i++) z = add(mul(z, z), c);
  return z.re * z.re + z.im * z.im;
}

export const points: Parameters<typeof escape>[] = [
  [{ re: 0.3, im: 0.4 }, 4],
  [{ re: 0.3, im: 0.4 }, 0],
];

export const discrete = [1];
