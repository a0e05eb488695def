class Box {
  readonly #unit = 2;
  constructor(readonly content: number) {}
  get size(): number {
    return this.content * this.#unit;
  }
}

// @differentiable
export function boxed(x: number): number {
  return new Box(x).content * 2;
}

export const codes = [1023];
