/** What an explanation says of values, reasons and sizes, in words. */
import type { Bytes, Piece, Extent, What, Why } from '@adc/compiler';

export const quoted = (text: string): string => `\`${text}\``;

/** `a, b and c`. */
export function listed(items: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(items);
}

export function bytesText({ open, bits, ...bytes }: Bytes): string {
  if (open) return bytes.least === 0 ? 'a number of bytes that varies' : `${bytes.least} bytes and more, which varies`;
  if (bits.most === 0) return rangeText(bytes, 'bytes');
  const inBits = bits.least === 1 && bits.most === 1 ? itemSizeText(1) : rangeText(bits, 'bits');
  return bytes.most === 0 ? inBits : `${rangeText(bytes, 'bytes')} and ${inBits}`;
}

function rangeText({ least, most }: Extent, unit: string): string {
  return least === most ? `${most} ${unit}` : `${least} to ${most} ${unit}`;
}

/** How much a single item takes. */
export function itemSizeText(bits: number | undefined): string {
  return bits === undefined ? '8 bytes' : `${bits} ${bits === 1 ? 'bit' : 'bits'}`;
}

export function whatText(what: What): string {
  const named = (name: string | undefined, otherwise: string): string =>
    name === undefined ? otherwise : quoted(name);
  switch (what.kind) {
    case 'value': {
      if (what.at === undefined) return named(what.name, 'a value in between');
      const { text, line } = what.at;
      const isName = what.name === undefined || text.split(' ').at(-1) === what.name;
      return isName
        ? `${quoted(what.name ?? text)} (line ${line})`
        : `${quoted(what.name)} = ${quoted(text)} (line ${line})`;
    }
    case 'carried':
      return `${named(what.name, 'what is handed from turn to turn')} as a turn finds it (line ${what.at.line})`;
    case 'parameter':
      return `parameter ${quoted(what.name)}`;
    case 'copy':
      return `where a copy of ${named(what.name, 'an array')}, made before the loop at line ${what.at.line} (8 bytes for each element that it reads), begins`;
    case 'left':
      return `${named(what.name, 'the outcome')} behind the ${what.by} at line ${what.at.line}`;
    case 'derivatives':
      return `reference to the derivatives of ${referenceText(what.of)}`;
    case 'length':
      return `the number of elements that the loop at line ${what.at.line} goes over`;
    case 'turns':
      return `the number of turns of the loop at line ${what.at.line}`;
    case 'exit':
      return `how the loop at line ${what.at.line} was left`;
    case 'states':
      return stateText(what, 'states');
    default:
      return `the derivatives of ${stateText(what, 'state')}`;
  }
}

function stateText({ by, at }: { readonly by: 'loop' | 'call'; readonly at: Piece }, what: 'state' | 'states'): string {
  return by === 'call' ? `what the call at line ${at.line} starts from` : `the ${what} of the loop at line ${at.line}`;
}

function referenceText(what: What): string {
  if (what.kind === 'value' && what.name !== undefined && what.at !== undefined)
    return `${quoted(what.name)} (line ${what.at.line})`;
  return whatText(what);
}

export function whyText({ use, at, again }: Why): string {
  const of = quoted(at.text);
  switch (use) {
    case 'operand':
      return again
        ? `from it is computed again what the derivative of ${of} reads`
        : `the derivative of ${of} reads it`;
    case 'result':
      return `the derivative of ${of} reads its result`;
    case 'index':
      return again ? `from it is computed again the index of ${of}` : `index of ${of}`;
    case 'branch':
      return again
        ? `from it is computed again what decides the branch at line ${at.line}`
        : `decides the branch at line ${at.line}`;
    case 'bound':
      return again
        ? `from it are computed again the bounds of the loop at line ${at.line}`
        : `bounds the loop at line ${at.line}`;
    default:
      return `the derivative of ${of} goes there`;
  }
}
