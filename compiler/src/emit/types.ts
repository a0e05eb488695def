/** Types of the IR as TypeScript text. */

import type { IrType, ObjectType } from '../ir/types.js';
import { unreachable } from '../ir/walk.js';

/** How a value that is missing looks where it could be this type: `undefined`, `null` or both. */
export type Absence = (type: string) => readonly string[];

export function typeText(type: IrType, absence: Absence = () => ['undefined']): string {
  return write(type, new Set(), absence);
}

/** Whether a value of the type cannot be missing. */
export function isThere({ kind }: IrType): boolean {
  return kind === 'number' || kind === 'boolean' || kind === 'string' || kind === 'array' || kind === 'object';
}

/** The result of a function that returns these types; labels name the elements of a tuple. */
export function resultText(results: readonly IrType[], labels?: readonly string[], absence?: Absence): string {
  if (results.length === 0) return 'void';
  if (results.length === 1) return typeText(results[0]!, absence);
  const elements = results.map((type, index) => {
    const label = labels?.[index];
    return label === undefined ? typeText(type, absence) : `${label}: ${typeText(type, absence)}`;
  });
  return `[${elements.join(', ')}]`;
}

function write(type: IrType, within: ReadonlySet<ObjectType>, absence: Absence): string {
  switch (type.kind) {
    case 'number':
    case 'boolean':
    case 'string':
    case 'void':
      return type.kind;
    case 'tape':
      return 'Tape';
    case 'opaque':
      return type.text;
    case 'maybe': {
      const of = write(type.of, within, absence);
      return [parenthesised(of), ...absence(of)].join(' | ');
    }
    case 'array': {
      if (type.storage !== 'Array') return type.storage;
      const element = write(type.element, within, absence);
      if (type.fixedLength === undefined) return `${parenthesised(element)}[]`;
      return `[${Array.from({ length: type.fixedLength }, () => element).join(', ')}]`;
    }
    case 'object': {
      if (type.text !== undefined) return type.text;
      if (within.has(type)) return 'unknown'; // a cyclic type that the compiler made up has no name to write
      const nested = new Set(within).add(type);
      const fields = [...type.fields].map(
        ([name, field]) => [propertyName(name), write(field, nested, absence)] as const,
      );
      if (type.tuple) return `[${fields.map(([, text]) => text).join(', ')}]`;
      return fields.length === 0 ? '{}' : `{ ${fields.map(([name, text]) => `${name}: ${text}`).join('; ')} }`;
    }
    default:
      return unreachable(type);
  }
}

/** How a property is named in an object literal or type. */
export function propertyName(name: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) || /^(?:0|[1-9]\d{0,14})$/.test(name)
    ? name
    : JSON.stringify(name);
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

/** A union or function type as an element of something else. */
function parenthesised(text: string): string {
  return /\||&|=>|^(?:readonly|keyof|typeof|unique|new|infer)\b|\?/.test(outsideBrackets(text)) ? `(${text})` : text;
}

function outsideBrackets(text: string): string {
  let depth = 0;
  let outside = '';
  for (let at = 0; at < text.length; at++) {
    const c = text[at]!;
    if (c === '=' && text[at + 1] === '>') {
      if (depth === 0) outside += '=>';
      at += 1;
    } else if ('([{<'.includes(c)) depth += 1;
    else if (')]}>'.includes(c)) depth -= 1;
    else if (depth === 0) outside += c;
  }
  return outside;
}
