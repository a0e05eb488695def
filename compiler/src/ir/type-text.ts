/** Types of the IR as TypeScript text. */

import type { IrType, ObjectType } from './types.js';
import { unreachable } from './walk.js';

export function typeText(type: IrType): string {
  return write(type, new Set());
}

const nothings = { undefined: ['undefined'], null: ['null'], either: ['null', 'undefined'] } as const;

function write(type: IrType, within: ReadonlySet<ObjectType>): string {
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
      const of = write(type.of, within);
      return [parenthesised(of), ...nothings[type.nothing ?? 'undefined']].join(' | ');
    }
    case 'array': {
      if (type.kinds !== undefined) return type.kinds.text;
      if (type.instance !== undefined) return type.instance.text;
      if (type.storage !== 'Array') return type.mayBeSingle ? `${type.storage} | Float32Array` : type.storage;
      const element = write(type.element, within);
      const readOnly = type.readOnly ? 'readonly ' : '';
      if (type.fixedLength === undefined) return `${readOnly}${parenthesised(element)}[]`;
      return `${readOnly}[${Array.from({ length: type.fixedLength }, () => element).join(', ')}]`;
    }
    case 'keyed': {
      const parts = [type.key, type.element].map((part) => write(part, within));
      return `${type.container === 'Map' ? 'Map' : 'Record'}<${parts.join(', ')}>`;
    }
    case 'object': {
      if (type.text !== undefined) return type.text;
      if (within.has(type)) return 'unknown'; // a cyclic type that the compiler made up has no name to write
      const nested = new Set(within).add(type);
      const fields = [...type.fields].map(
        ([name, field]) => [`${propertyName(name)}${type.beyond?.has(name) ? '?' : ''}`, write(field, nested)] as const,
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

/** A union or function type as an element of something else. */
function parenthesised(text: string): string {
  return /\||&|=>|^(?:readonly|keyof|typeof|unique|new|infer)\b|\?/.test(outsideBrackets(text)) ? `(${text})` : text;
}

/** The text without what is in brackets. */
export function outsideBrackets(text: string): string {
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
