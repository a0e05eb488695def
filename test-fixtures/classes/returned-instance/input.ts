export class Complex {
  constructor(
    readonly re: number,
    readonly im: number,
  ) {}
  static readonly one = new Complex(1, 0);
  static of(angle: number): Complex {
    return new Complex(Math.cos(angle), Math.sin(angle));
  }
  times(o: Complex): Complex {
    return new Complex(this.re * o.re - this.im * o.im, this.re * o.im + this.im * o.re);
  }
}

// @differentiable
export function power(z: Complex, angle: number, n: number): Complex {
  let result = Complex.of(angle);
  const steps: Complex[] = [result];
  for (let i = 0; i < n; i++) {
    result = result.times(z);
    steps.push(result);
  }
  return steps[n >> 1]!.times(steps[steps.length - 1]!);
}

export const points: Parameters<typeof power>[] = [
  [new Complex(0.4, -0.8), 0.3, 0],
  [new Complex(0.4, -0.8), 0.3, 5],
];
export const discrete = [2];
