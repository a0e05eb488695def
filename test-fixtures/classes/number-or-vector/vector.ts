export class Vector {
  static get zero(): Vector {
    return new Vector(0, 0);
  }

  constructor(
    public x: number,
    public y: number,
  ) {}

  scale(by: Vector, into?: Vector): Vector;
  scale(by: number, into?: Vector): Vector;
  scale(by: number | Vector, into?: Vector): Vector {
    const result = into ?? Vector.zero;
    if (by instanceof Vector) {
      result.x = this.x * by.x;
      result.y = this.y * by.y;
    } else {
      result.x = this.x * by;
      result.y = this.y * by;
    }
    return result;
  }

  cross(other: Vector): number;
  cross(other: number): Vector;
  cross(other: any): any {
    if (other instanceof Vector) {
      return this.x * other.y - this.y * other.x;
    } else if (typeof other === 'number') {
      return new Vector(-other * this.y, other * this.x);
    }
  }
}

/** A vector with a weight. */
export class Weighted extends Vector {
  weight = 2;
}
