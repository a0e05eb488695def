/** Types in emitted code: of results, over several lines, and what they say of a value. */

import { outsideBrackets, typeText } from '../ir/type-text.js';
import type { IrType, ObjectType } from '../ir/types.js';

/** Whether a value of the type cannot be missing. */
export function isThere({ kind }: IrType): boolean {
  return (
    kind === 'number' ||
    kind === 'boolean' ||
    kind === 'string' ||
    kind === 'array' ||
    kind === 'keyed' ||
    kind === 'object'
  );
}

/** The result of a function that returns these types; labels name the elements of a tuple. */
export function resultText(results: readonly IrType[], labels?: readonly string[]): string {
  if (results.length === 0) return 'void';
  if (results.length === 1) return typeText(results[0]!);
  const elements = results.map((type, index) => {
    const label = labels?.[index];
    return label === undefined ? typeText(type) : `${label}: ${typeText(type)}`;
  });
  return `[${elements.join(', ')}]`;
}

/** A type that takes more than `width` columns and ends in a tuple, with an element on each line. */
export function breakType(text: string, width: number, indent: string): string {
  const open = lastTuple(text);
  if (text.length <= width || open === undefined) return text;
  const inner = `${indent}  `;
  const elements = splitOutside(text.slice(open + 1, -1));
  const lines = elements.map(
    (element) => `${inner}${breakType(element, width + indent.length - inner.length, inner)},\n`,
  );
  return `${text.slice(0, open)}[\n${lines.join('')}${indent}]`;
}

/** Where the tuple begins that ends the text. */
function lastTuple(text: string): number | undefined {
  if (!text.endsWith(']') || text.endsWith('[]')) return undefined;
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at--) {
    if (text[at] === ']') depth += 1;
    if (text[at] === '[') depth -= 1;
    if (depth === 0) return /[\w\])>]$/.test(text.slice(0, at)) && !/=>$/.test(text.slice(0, at)) ? undefined : at;
  }
  return undefined;
}

/** The parts between commas that are inside no brackets. */
function splitOutside(text: string): readonly string[] {
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const c = text[at]!;
    if ('([{<'.includes(c)) depth += 1;
    else if (')]}'.includes(c) || (c === '>' && text[at - 1] !== '=')) depth -= 1;
    else if (c === ',' && depth === 0) {
      parts.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  return [...parts, text.slice(start).trim()];
}

/** Whether the type is a union as the user wrote it, or one that the compiler made and that may be a union. */
export function mayBeUnion({ text }: ObjectType): boolean {
  return text === undefined || outsideBrackets(text).includes('|');
}
