/** A class that no other file can name, and that could be given for their records. */
class Squared {
  constructor(readonly root: number) {}
  get value(): number {
    return this.root * this.root;
  }
}

export const four: { value: number } = new Squared(2);
