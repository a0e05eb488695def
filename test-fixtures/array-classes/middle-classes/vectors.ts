import { Vector } from './base.js';

export class Vec2 extends Vector {
  constructor(x = 0, y = 0) {
    super(x, y);
  }
  get ELEMENTS(): number {
    return 2;
  }
  copy(array: readonly number[]): this {
    this[0] = array[0]!;
    this[1] = array[1]!;
    return this.check();
  }
}

export class Vec3 extends Vector {
  constructor(array?: readonly number[]) {
    super(-0, -0, -0);
    if (array !== undefined) this.copy(array);
  }
  get ELEMENTS(): number {
    return 3;
  }
  get z(): number {
    return this[2]!;
  }
  clone(): Vec3 {
    return new Vec3(this);
  }
  copy(array: readonly number[]): this {
    this[0] = array[0]!;
    this[1] = array[1]!;
    this[2] = array[2]!;
    return this.check();
  }
}
