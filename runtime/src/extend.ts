/** Gives the shadow of an array of numbers zeros up to a length, unless it is as long already. */
export function extend(shadow: number[], length: number): void {
  // A store at an index that no array has makes a property.
  if (length > shadow.length && length < 2 ** 32) while (shadow.length < length) shadow.push(0);
}
