/** Gives the shadow of an array of numbers zeros up to a length, unless it is as long already, or cannot get longer. */
export function extend(shadow: (number | undefined)[] | Float64Array, length: number): void {
  // A store at an index that no array has makes a property.
  if (Array.isArray(shadow) && length > shadow.length && length < 2 ** 32)
    while (shadow.length < length) shadow.push(0);
}
