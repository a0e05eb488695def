/** The tangents that a forward sweep starts from. */

import { AdcError } from './error.js';
import type { Companions } from './registry.js';
import { shadows } from './shadow.js';
import { matchShape } from './shape.js';
import { get, put } from './structure.js';

/**
 * Copies of `tangents` in the structure of `params`: what is one object there has one tangent, and views overlap as they do
 * there. A tangent that is left out is zero, and so is that of an argument left out, whose default is a constant.
 */
export function seed(params: readonly unknown[], tangents: readonly unknown[], companions: Companions): unknown[] {
  const { differentiable, wrt } = companions;
  const omitted = (i: number): boolean => params[i] === undefined;
  const given = tangents.map((tangent, i) => (omitted(i) ? undefined : tangent));
  const dots = shadows(
    ...params.map((param, i) => (differentiable[i] ? (omitted(i) ? (tangents[i] ?? 0) : param) : undefined)),
  );
  matchShape(dots, given, 'tangents', put);
  matchShape(dots, given, 'tangents', (its, key, number) => {
    if (get(its, key) !== number && !Number.isNaN(number)) throw contradiction();
  });
  if (wrt) {
    const fixed = dots.map((dot, i) => (wrt.includes(i) ? undefined : dot));
    matchShape(fixed, given, 'tangents', (_its, _key, number) => {
      if (number !== 0) throw uncompiled();
    });
  }
  return dots;
}

function contradiction(): AdcError {
  return new AdcError(
    'ADC5005',
    'What stands in several places of the arguments has different tangents there.',
    'Give one object the same tangent everywhere, or pass copies of it.',
  );
}

function uncompiled(): AdcError {
  return new AdcError(
    'ADC5002',
    'A tangent is given for a parameter that `wrt` in the `// @differentiable` of the function leaves out.',
    'Name the parameter there, or pass zero.',
  );
}
