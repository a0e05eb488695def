/** A class that the records of the other file know nothing of, and that could be given for one. */
export class Cell {
  #amount: number;
  constructor(amount: number) {
    this.#amount = amount;
  }
  get amount(): number {
    return this.#amount;
  }
}
