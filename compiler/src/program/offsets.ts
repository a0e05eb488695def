/** Offsets in a text, and lines and columns. */

/** The last of the items, sorted by `offsetOf`, that does not lie behind `offset`. */
export function lastAtOrBefore<T>(items: readonly T[], offset: number, offsetOf: (item: T) => number): T | undefined {
  let [found, behind] = [-1, items.length];
  while (behind - found > 1) {
    const middle = (found + behind) >> 1;
    const item = items[middle];
    if (item !== undefined && offsetOf(item) <= offset) found = middle;
    else behind = middle;
  }
  return items[found];
}

export type Line = { readonly number: number; readonly start: number };

/** Numbered from 1. */
export function linesOf(text: string): readonly Line[] {
  const lines = [{ number: 1, start: 0 }];
  for (const { index } of text.matchAll(/\n/g)) lines.push({ number: lines.length + 1, start: index + 1 });
  return lines;
}

/** Lines from 1, columns from 0. */
export function positionOf(lines: readonly Line[], offset: number): { line: number; column: number } {
  const { number, start } = lastAtOrBefore(lines, offset, (line) => line.start) ?? { number: 1, start: 0 };
  return { line: number, column: offset - start };
}
