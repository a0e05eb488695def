/** A class that the records of the other file know nothing of, and that could be given for one. */
export class Cell {
  #value: number;
  constructor(value: number) {
    this.#value = value;
  }
  get value(): number {
    return this.#value;
  }
}
