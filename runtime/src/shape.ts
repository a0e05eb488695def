/** Whether tangents and cotangents that a user passes in have the shape that they must have. */

import { AdcError } from './error.js';
import { type Container, each, get, isContainer, isFloatArray } from './structure.js';

/** Called for each number inside a container, with the place in the shadow that it belongs to. */
export type NumberVisitor = (shadow: Container | Float64Array, key: unknown, number: number) => void;

/** Walks `given` along `shadow`, whose shape it must have; an error names the place where it has another. */
export function matchShape(shadow: unknown, given: unknown, name: string, visit?: NumberVisitor): void {
  const seen = new Map<unknown, Set<unknown>>();
  const work: [shadow: Container, given: Container, path: string][] = [];

  /** Whether there is a number here. */
  const match = (its: unknown, value: unknown, path: () => string): boolean => {
    if (its === undefined || its === null) return false;
    if (typeof its === 'number') {
      if (typeof value !== 'number') throw mismatch(path(), 'a number', value);
      return true;
    }
    const pairs = seen.get(its) ?? new Set();
    if (pairs.has(value)) return false;
    seen.set(its, pairs.add(value));
    if (its instanceof Float64Array) {
      if (!isFloatArray(value) || value.length !== its.length) {
        throw mismatch(path(), `a float array of length ${its.length}`, value);
      }
      if (visit) value.forEach((number, i) => visit(its, i, number));
      return false;
    }
    if (!isContainer(its)) return false;
    if (Array.isArray(its) && (!Array.isArray(value) || value.length !== its.length)) {
      throw mismatch(path(), `an array of length ${its.length}`, value);
    }
    if (its instanceof Map && !(value instanceof Map)) throw mismatch(path(), 'a Map', value);
    if (!isContainer(value)) throw mismatch(path(), 'an object', value);
    work.push([its, value, path()]);
    return false;
  };

  match(shadow, given, () => name);
  for (const [its, value, path] of work) {
    each(its, (inner, key) => {
      const part = get(value, key);
      if (part === undefined && Array.isArray(its)) return; // a gap in an array, an argument left out
      if (match(inner, part, () => step(path, its, key))) visit?.(its, key, part as number);
    });
  }
}

/** `path` followed by the access to `key`, as a programmer writes it. */
export function step(path: string, container: unknown, key: unknown): string {
  if (container instanceof Map) return `${path}.get(${typeof key === 'string' ? `'${key}'` : String(key)})`;
  return typeof key === 'string' && /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key)
    ? `${path}.${key}`
    : `${path}[${typeof key === 'string' ? `'${key}'` : String(key)}]`;
}

function mismatch(path: string, wanted: string, value: unknown): AdcError {
  return new AdcError(
    'ADC5004',
    `\`${path}\` must be ${wanted}, but is ${describe(value)}.`,
    'Give it the shape of the value that it belongs to.',
  );
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return `an array of length ${value.length}`;
  if (isFloatArray(value)) return `a ${value.constructor.name} of length ${value.length}`;
  if (typeof value === 'object' && value !== null) return `a ${value.constructor?.name ?? 'object'}`;
  return typeof value === 'string' ? `'${value}'` : String(value);
}
