/** The rule table: for each primitive how it prints, its value, its cost and its derivative; and the questions asked of it. */

import { algebra, readSetAlgebra, readsNothing, unite, type Algebra, type ReadSet } from './algebra.js';
import { elementary } from './elementary.js';
import { extremes } from './extremes.js';
import type { PrimitiveName } from './names.js';
import { operators } from './operators.js';
import { isPolynomialExponent, powPartials } from './power.js';
import {
  call,
  guarded,
  logical,
  numeric,
  ofOne,
  one,
  smooth,
  type PartialContext,
  type Primitive,
  type Scalar,
} from './primitive.js';

export type { PrimitiveName } from './names.js';
export type { Cost, Derivative, PartialContext, Primitive, PrintForm, Scalar } from './primitive.js';

export const primitives: Readonly<Record<PrimitiveName, Primitive>> = {
  ...operators,
  ...elementary,
  ...extremes,
  mathPow: numeric(2, call('Math.pow'), 'costly', Math.pow, guarded(powPartials('mathPow'))),
  isNaN: logical(1, call('isNaN'), (x) => Number.isNaN(Number(x))),
  isFinite: logical(1, call('isFinite'), (x) => Number.isFinite(Number(x))),
  numberIsNaN: logical(1, call('Number.isNaN'), Number.isNaN),
  numberIsFinite: logical(1, call('Number.isFinite'), Number.isFinite),
  numberIsInteger: logical(1, call('Number.isInteger'), Number.isInteger),
  toNumber: numeric(1, call('Number'), 'free', Number, smooth(ofOne(one))),
  stopGradient: numeric(1, { form: 'argument' }, 'free', (x) => x, { kind: 'zero', lost: false }),
};

export function isPrimitiveName(name: string): name is PrimitiveName {
  return Object.hasOwn(primitives, name);
}

export function primitiveNamed(name: string): Primitive {
  if (!isPrimitiveName(name)) throw new Error(`no rule for the primitive ${name}`);
  return primitives[name];
}

/** Facts about the arguments that an application may know; by default none. */
export type ArgumentFacts = {
  /** Whether the argument is a literal in the user's text. */
  readonly literal?: (index: number) => boolean;
  /** The argument's value when it is a known constant. */
  readonly literalValue?: (index: number) => number | undefined;
  /** Whether the application was made by a guarded rule, and is guarded like it. */
  readonly strong?: boolean;
  /** Whether the application is an even power that only becomes part of a sum under a root. */
  readonly ofNorm?: boolean;
  /** Whether the result is only used where the run may not come by. */
  readonly inArms?: boolean;
};

export type Application<T> = Pick<PartialContext<T>, 'args' | 'out' | 'on'> & ArgumentFacts;

/** ∂out/∂args[index]; `undefined` when it is zero by the primitive's or the argument's kind. */
export function partialOf<T>(name: string, index: number, application: Application<T>): T | undefined {
  const { derivative } = primitiveNamed(name);
  if (derivative.kind !== 'partials') return undefined;
  const { literal = () => false, literalValue = () => undefined } = application;
  return derivative.partial(index, { ...application, literal, literalValue });
}

/** The partials by all arguments, or by those that are active. */
export function partialsOf<T>(
  name: string,
  application: Application<T> & { readonly active?: (index: number) => boolean },
): readonly (T | undefined)[] {
  const { active = () => true } = application;
  return application.args.map((_, index) => (active(index) ? partialOf(name, index, application) : undefined));
}

/** Which operands, and whether the result, the partials by the active arguments read. */
export function readsOf(
  name: string,
  activeArgs: readonly boolean[],
  argCount: number,
  facts: ArgumentFacts = {},
): ReadSet {
  const args = Array.from({ length: argCount }, (_, i): ReadSet => ({ args: new Set([i]), out: false }));
  const partials = partialsOf(name, {
    ...facts,
    args,
    out: { args: new Set<number>(), out: true },
    on: readSetAlgebra,
    active: (i) => activeArgs[i] === true,
  });
  return unite(partials.map((partial) => partial ?? readsNothing));
}

/** Whether a zero adjoint or tangent must be kept from meeting an infinite or NaN partial by this argument. */
export function isGuarded(name: string, index: number, facts: ArgumentFacts = {}): boolean {
  const { derivative } = primitiveNamed(name);
  if (derivative.kind !== 'partials') return false;
  if (facts.strong === true) return name !== 'add' && name !== 'sub' && name !== 'neg';
  if (!derivative.guarded) return false;
  if (name === 'mod') return index === 1;
  const isPower = name === 'pow' || name === 'mathPow';
  return !(isPower && index === 0 && isPolynomialExponent(facts.literalValue?.(1)));
}

/** The algebra of values. */
export const numberAlgebra: Algebra<Scalar> = algebra<Scalar>({
  constant: (value) => value,
  apply: (name, ...args) => primitives[name].evaluate(...args),
});
