/** Which arrays carry no derivative. */

/** Whether an array is one of integers: what is stored in it is rounded, and loses its derivative. */
export function holdsIntegers(array: unknown): boolean {
  return ArrayBuffer.isView(array) && !(array instanceof Float64Array || array instanceof Float32Array);
}
