/** An object in an array is more than its parts, and its private field has no name where a companion stands. */
class Cell {
  #value: number;
  constructor(value: number) {
    this.#value = value;
  }
  get(): number {
    return this.#value;
  }
}

// @differentiable
export function first(x: number): number {
  const cells = [new Cell(x)];
  return cells[0]!.get();
}

export const codes = [1019, 1023];
