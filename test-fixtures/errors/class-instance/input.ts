class Gain {
  constructor(readonly factor: number) {}
  apply(x: number): number {
    return x * this.factor;
  }
}

// @differentiable
export function amplified(x: number): number {
  return new Gain(x).apply(3);
}

export const codes = [1019];
