/** Which operations may not change places: what each reads and writes besides values. */

import { isKeyed, present } from '../ir/type-facts.js';
import type { IrType, Label, MethodName, Op, ValueId } from '../ir/types.js';
import { opsOf, regionsOf, regionsWithin, unreachable } from '../ir/walk.js';
import { NOWHERE } from './reach.js';

/** Parts of memory by name. The part `world` stands for everything, the outside included. */
export type Effects = { readonly reads: ReadonlySet<string>; readonly writes: ReadonlySet<string> };

export const noEffects: Effects = { reads: new Set(), writes: new Set() };

export function conflict(a: Effects, b: Effects): boolean {
  return meets(a.writes, b.reads) || meets(a.writes, b.writes) || meets(a.reads, b.writes);
}

export function unite(effects: readonly Effects[]): Effects {
  const [first = noEffects, ...rest] = effects.filter((one) => one.reads.size > 0 || one.writes.size > 0);
  if (rest.length === 0) return first;
  return {
    reads: new Set([first, ...rest].flatMap((one) => [...one.reads])),
    writes: new Set([first, ...rest].flatMap((one) => [...one.writes])),
  };
}

/**
 * Effects of an operation and of all that is nested in it. What may leave early decides whether later effects happen, and so stays
 * in order with them.
 */
export function effectsWithin(op: Op, typeOf: (value: ValueId) => IrType): Effects {
  const nested = regionsOf(op).flatMap((region) => [...opsOf(region)]);
  return unite([...(mayLeave(op) ? [readsEverything] : []), ...[op, ...nested].map((one) => opEffects(one, typeOf))]);
}

function mayLeave(op: Op): boolean {
  const inside = new Set<Label>();
  for (const one of [op, ...regionsOf(op).flatMap((region) => [...opsOf(region)])]) {
    if (one.kind === 'loop' || one.kind === 'block') inside.add(one.label);
  }
  return regionsOf(op)
    .flatMap((region) => [...regionsWithin(region)])
    .some(({ end }) => {
      if (end.kind === 'return' || end.kind === 'throw') return end !== NOWHERE;
      return end.kind !== 'yield' && !inside.has(end.label);
    });
}

/** Effects of one operation, nested regions left out. */
export function opEffects(op: Op, typeOf: (value: ValueId) => IrType): Effects {
  switch (op.kind) {
    case 'const':
    case 'apply':
    case 'if':
    case 'loop':
    case 'block':
    case 'closure':
      return noEffects;
    case 'opaque':
      if (op.effects === 'effects' || op.writesArguments) return everything;
      return op.effects === 'reads' ? readsEverything : noEffects;
    case 'alloc':
      return op.init.form === 'literal' || op.init.form === 'object' ? noEffects : readsEverything;
    case 'load':
      return reading(...elementsOf(typeOf(op.array)));
    case 'store':
      if (isKeyed(typeOf(op.array))) return writing(...elementsOf(typeOf(op.array)));
      return writing(...elementsOf(typeOf(op.array)), ...(isList(typeOf(op.array)) ? ['length'] : []));
    case 'length':
      if (isKeyed(typeOf(op.array))) return reading(...elementsOf(typeOf(op.array)));
      return isList(typeOf(op.array)) ? reading('length') : noEffects;
    case 'get':
      return reading(fieldPart(op.field));
    case 'set':
      return writing(fieldPart(op.field));
    case 'method':
      return methodEffects(op.name, elementsOf(typeOf(op.array)));
    case 'call':
      return everything;
    case 'helper':
      if (op.name === 'ownTape' || op.name === 'holdsIntegers') return noEffects;
      if (op.name === 'extend') return writing(...elementsOf(typeOf(op.args[0]!)), 'length');
      return op.name === 'snapshot' || op.name === 'shadows' || op.name === 'shadowAmong' || op.name === 'gradientOf'
        ? readsEverything
        : everything;
    case 'tapeStore':
      return writing(`tape ${op.lane}`);
    case 'tapeLoad':
      return reading(`tape ${op.lane}`);
    case 'tapeReserve':
      return writing('tape capacity');
    case 'tapeTop':
      return reading(`tape top ${op.lane}`);
    case 'tapeSetTop':
      return writing(`tape top ${op.lane}`);
    default:
      return unreachable(op);
  }
}

function methodEffects(name: MethodName, elements: readonly string[]): Effects {
  switch (name) {
    case 'slice':
      return { reads: new Set([...elements, 'length']), writes: new Set() };
    case 'subarray':
      return noEffects;
    case 'push':
    case 'pop':
    case 'setLength':
    case 'delete':
    case 'clear':
      return writing(...elements, 'length');
    case 'fill':
    case 'set':
    case 'reverse':
    case 'copyWithin':
      return { reads: new Set(['length', 'elements', 'typed elements']), writes: new Set(elements) };
    default:
      return unreachable(name);
  }
}

const everything: Effects = { reads: new Set(['world']), writes: new Set(['world']) };
const readsEverything: Effects = { reads: new Set(['world']), writes: new Set() };
const reading = (...parts: string[]): Effects => ({ reads: new Set(parts), writes: new Set() });
const writing = (...parts: string[]): Effects => ({ reads: new Set(), writes: new Set(parts) });

const isList = (type: IrType): boolean => {
  const array = present(type);
  return array.kind !== 'array' || array.storage === 'Array';
};

/** Views over one buffer may differ in their element type. */
const elementsOf = (type: IrType): readonly string[] => {
  const array = present(type);
  // The cells of a record may be the fields of an object, those of a `Map` are nothing else.
  if (array.kind === 'keyed') return [array.container === 'Map' ? 'entries' : 'world'];
  if (array.kind === 'array' && array.kinds !== undefined) return ['elements', 'typed elements'];
  return [isList(type) ? 'elements' : 'typed elements'];
};

/** A tuple of mixed types is an array all the same. */
const fieldPart = (field: string): string => (/^\d+$/.test(field) ? 'elements' : `field ${field}`);

function meets(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size === 0 || b.size === 0) return false;
  if (a.has('world') || b.has('world')) return true;
  for (const part of a) if (b.has(part)) return true;
  return false;
}
