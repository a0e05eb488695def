/** Tangents of parameters, as callers hand them in. */

import type { RegionBuilder } from '../../ir/builder.js';
import { isReference, mayHoldIntegers } from '../../ir/type-facts.js';
import type { ObjectType, Param, ValueId } from '../../ir/types.js';
import { completeShadow } from '../completed.js';
import { innerTypeText } from '../gradient-type.js';
import { reachedType, sharesMemory } from '../shares-memory.js';
import type { Tangents } from './context.js';

/** The parameters for tangents, one for each parameter whose tangent the signature has. */
export function dotParams(tangents: Tangents): Param[] {
  const { fn, dots } = tangents.input;
  return fn.params.flatMap((param, i) => {
    if (dots[i] !== true) return [];
    const value = tangents.givenDot(param.value);
    tangents.known.set(param.value, value);
    const typeText = innerTypeText(param, tangents.values.typeOf(param.value), 'either'); // callers that are differentiated hand in doubles
    return [{ value, typeText, optional: false, rest: false, shadowOf: param.value }];
  });
}

/** Copies of the tangents that the function would write into, made at once, so that tangents that are one object stay one. */
export function copyDots(tangents: Tangents, into: RegionBuilder): void {
  const { copied } = tangents.input;
  const copy = (value: ValueId): ValueId => {
    const info = tangents.values.infoOf(value);
    return into.emit(info.type, (result) => ({ kind: 'helper', name: 'snapshot', result, args: [value] }), info.name);
  };
  if (copied.length === 0) return;
  if (copied.length === 1) {
    tangents.known.set(copied[0]!, copy(tangents.known.get(copied[0]!)!));
    return;
  }
  const dots = copied.map((param) => tangents.known.get(param)!);
  const tuple: ObjectType = {
    kind: 'object',
    fields: new Map(dots.map((dot, i) => [String(i), tangents.values.typeOf(dot)])),
    tuple: true,
    text: undefined,
  };
  const together = into.emit(tuple, (result) => ({
    kind: 'alloc',
    result,
    init: { form: 'literal', elements: dots },
  }));
  const copies = copy(together);
  copied.forEach((param, i) => {
    const { type, name } = tangents.values.infoOf(dots[i]!);
    tangents.known.set(
      param,
      into.emit(type, (result) => ({ kind: 'get', result, object: copies, field: String(i) }), name),
    );
  });
}

/**
 * The tangents of what a module keeps, where two such things may be, or hold, the same, or the arguments may: zeros, except for what the
 * arguments hold of it.
 */
export function makeStateDots(tangents: Tangents, into: RegionBuilder): void {
  const { fn } = tangents.input;
  const made = fn.params.filter(
    ({ value, state }) => state !== undefined && tangents.hasShadow(value) && !tangents.known.has(value),
  );
  const given = fn.params.filter(
    ({ value, state }) =>
      state === undefined && tangents.known.has(value) && isReference(tangents.values.typeOf(value)),
  );
  const meet = (a: Param, b: Param): boolean => a !== b && sharesMemory(reachedType(fn, a), reachedType(fn, b));
  const kept = made.filter((param) => [...made, ...given].some((other) => meet(param, other)));
  if (kept.length === 0) return;
  const near = given.filter((param) => kept.some((other) => meet(param, other)));
  const typeOf = (values: readonly ValueId[]): ObjectType => ({
    kind: 'object',
    fields: new Map(values.map((value, i) => [String(i), tangents.values.typeOf(value)])),
    tuple: true,
    text: undefined,
  });
  const tuple = (values: readonly ValueId[]): ValueId =>
    into.emit(typeOf(values), (result) => ({ kind: 'alloc', result, init: { form: 'literal', elements: values } }));
  const args = [
    tuple(kept.map(({ value }) => value)),
    tuple(near.map(({ value }) => value)),
    tuple(near.map(({ value }) => tangents.known.get(value)!)),
  ];
  const dots = kept.map(({ value }) => tangents.pair(value));
  const all = into.emit(typeOf(dots), (result) => ({ kind: 'helper', name: 'shadowAmong', result, args }));
  dots.forEach((result, i) => into.add({ kind: 'get', result, object: all, field: String(i) }));
}

/** Gives the tangents of unions of arrays what callers leave out: shadows of what holds integers. */
export function completeDots(tangents: Tangents, into: RegionBuilder): void {
  for (const { value } of tangents.input.fn.params) {
    const given = tangents.known.get(value);
    if (given !== undefined && mayHoldIntegers(tangents.values.typeOf(value)))
      completeShadow(given, value, tangents.pair(value), into);
  }
}
