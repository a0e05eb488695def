export const options = { debug: false };

export abstract class MathArray extends Array<number> {
  abstract get ELEMENTS(): number;
  abstract copy(array: readonly number[]): this;

  negate(): this {
    for (let i = 0; i < this.ELEMENTS; ++i) this[i] = -this[i]!;
    return this.check();
  }
  subtract(...vectors: (readonly number[])[]): this {
    for (const vector of vectors) for (let i = 0; i < this.ELEMENTS; ++i) this[i]! -= vector[i]!;
    return this.check();
  }
  check(): this {
    if (options.debug && !this.validate()) throw new Error(`${this.constructor.name} is not valid`);
    return this;
  }
  validate(): boolean {
    let valid = this.length === this.ELEMENTS;
    for (let i = 0; i < this.ELEMENTS; ++i) valid = valid && Number.isFinite(this[i]);
    return valid;
  }
}

export abstract class Vector extends MathArray {
  get x(): number {
    return this[0]!;
  }
  get y(): number {
    return this[1]!;
  }
  lengthSquared(): number {
    let length = 0;
    for (let i = 0; i < this.ELEMENTS; ++i) length += this[i]! * this[i]!;
    return length;
  }
}
