class Box {
  readonly #unit = 2;
  constructor(readonly content: number) {}
  get size(): number {
    return this.content * this.#unit;
  }
}

// @differentiable
export function boxed(x: number): number {
  const boxes = [new Box(x)];
  return boxes[0]!.content * 2;
}

export const codes = [1023];
