class Gain {
  constructor(readonly factor: number) {}
  apply(x: number): number {
    return x * this.factor;
  }
}

class Inverse extends Gain {
  override apply(x: number): number {
    return x / this.factor;
  }
}

class Box<T> {
  constructor(readonly content: T) {}
}

// @differentiable
export function amplified(x: number, inverse: boolean): number {
  const gain = inverse ? new Inverse(x) : new Gain(x);
  return gain.apply(3);
}

// @differentiable
export function boxed(x: number): number {
  return new Box(x).content * 2;
}

export const codes = [1019, 1023];
