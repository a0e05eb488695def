class Box<T> {
  constructor(readonly content: T) {}
}

// @differentiable
export function boxed(x: number): number {
  return new Box(x).content * 2;
}

export const codes = [1023];
