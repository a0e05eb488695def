export type Kernel = (x: number, scale: number) => number;

export const gauss: Kernel = (x, scale) => Math.exp(-((x / scale) ** 2));

export function cauchy(x: number, scale: number): number {
  return 1 / (1 + (x / scale) ** 2);
}

export class Density {
  private kernel: Kernel;
  private readonly norm: (values: readonly number[]) => number;
  readonly total: number;

  constructor(
    private readonly scale: number,
    offset: number | undefined,
  ) {
    if (offset !== undefined) {
      this.kernel = gauss;
      this.norm = sumOf;
    } else {
      this.kernel = cauchy;
      this.norm = largestOf;
    }
    this.total = this.norm([scale, offset ?? 1, this.kernel(1, scale)]);
  }

  widen(): void {
    this.kernel = this.kernel === cauchy ? gauss : cauchy;
  }

  at(xs: readonly number[]): number {
    let sum = 0;
    for (const x of xs) {
      if (x > 9) break;
      sum += this.kernel(x, this.scale);
    }
    return sum / this.norm(xs);
  }

  weighted = (x: number): number => this.total * this.kernel(x, this.scale);
}

export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 2);
}

export const largestOf = (values: readonly number[]): number => {
  let largest = -Infinity;
  for (const value of values) if (value > largest) largest = value;
  return largest;
};
