/** Scratch memory that is kept between calls, as someone who writes an adjoint for speed would keep it. */

export class Scratch {
  private cells = new Float64Array(0);

  /** At least `length` cells, with whatever was in them. */
  atLeast(length: number): Float64Array {
    if (this.cells.length < length) this.cells = new Float64Array(length);
    return this.cells;
  }
}
