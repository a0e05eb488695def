// Options that may be left out, which a class with accessors of these names could be given for, too.
interface HeightOptions {
  fwhm?: number;
  mu?: number;
  weight?: number;
}

class Plain {
  readonly kind = 'plain' as const;
  constructor(
    public fwhm: number,
    public mu = 0.5,
  ) {}
  height(): number {
    return heightOf({ fwhm: this.fwhm, mu: this.mu });
  }
}

class Computing {
  readonly kind = 'computing' as const;
  constructor(public sigma: number) {}
  get fwhm(): number {
    return this.sigma * 2.35;
  }
  set fwhm(value: number) {
    this.sigma = value / 2.35;
  }
}

function heightOf(options: HeightOptions = {}): number {
  const { fwhm = 1, mu = 0.5, weight = 1 } = options;
  return (2 * weight) / (fwhm * (mu * 1.3 + (1 - mu) * Math.PI));
}

// @differentiable
export function heights(x: number, y: number): number {
  const own = heightOf({ fwhm: x, mu: y, weight: 3 }) + heightOf({ fwhm: y }) + heightOf();
  return own * new Plain(x, y).height() + heightOf(new Plain(x)) + heightOf(new Computing(y));
}

export const points: Parameters<typeof heights>[] = [
  [0.7, 1.4],
  [1.1, -0.3],
];
