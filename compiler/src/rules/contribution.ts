/** What an argument contributes: a partial times an adjoint or tangent, written so that it stays short and finite. */

import { algebra, type Algebra } from './algebra.js';
import type { PrimitiveName } from './names.js';
import { isGuarded, partialOf, type Application } from './primitives.js';

/**
 * `seed · ∂out/∂args[index]`, `undefined` when that is zero by kind.
 *
 * The seed goes into the branches of a choice (`x > 0 ? seed : 0`): a branch that was not taken never makes NaN of an infinite
 * seed. A guarded rule gives `seed === 0 && !Number.isFinite(partial) ? 0 : seed * partial`. Unlike a jump around the
 * multiplication, that has the right derivative in the seed where the seed is zero: ∂²(w·log x)/∂w∂x at w = 0 is 1/x.
 */
export function contributionOf<T>(name: string, index: number, application: Application<T>, seed: T): T | undefined {
  const { on } = application;
  const terms = application.args.map((value): Term<T> => ({ kind: 'value', value }));
  const partial = partialOf<Term<T>>(name, index, {
    ...application,
    args: terms,
    out: { kind: 'value', value: application.out },
    on: termAlgebra(),
  });
  if (partial === undefined) return undefined;
  if (!isGuarded(name, index, application)) {
    // Where this is differentiated again, what is zero here must not meet an infinite partial of the partial either.
    const own = application.inArms === true ? (on.strong ?? on) : on;
    const plain = scaled(partial, seed, own, maker(own));
    if (application.inArms === true) {
      const unused = on.apply('and', on.eq(seed, on.constant(0)), on.apply('not', on.apply('numberIsFinite', plain)));
      return on.select(unused, on.constant(0), plain);
    }
    if (application.ofNorm !== true || index !== 0) return plain;
    // At the kink of a norm the root has an infinite slope, and the power none.
    const isKink = on.apply(
      'and',
      on.eq(application.args[0]!, on.constant(0)),
      on.eq(on.math('abs', seed), on.constant(Infinity)),
    );
    return on.select(isKink, on.constant(0), plain);
  }
  // Where this is differentiated again, what is zero here must not meet an infinite partial of the partial either.
  const strong = on.strong ?? on;
  const factor = maker(strong)(partial);
  const singular = on.apply('not', on.apply('numberIsFinite', factor));
  const poisoned = on.apply('and', on.eq(seed, on.constant(0)), singular);
  return on.select(poisoned, on.constant(0), strong.mul(seed, factor));
}

/** An expression that has not been made yet. */
type Term<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'apply'; readonly name: PrimitiveName; readonly args: readonly Term<T>[] };

function termAlgebra<T>(): Algebra<Term<T>> {
  return algebra<Term<T>>({
    constant: (value) => ({ kind: 'constant', value }),
    apply: (name, ...args) => ({ kind: 'apply', name, args }),
  });
}

/** Makes terms, each shared part once. */
function maker<T>(on: Algebra<T>): (term: Term<T>) => T {
  const made = new Map<Term<T>, T>();
  const make = (term: Term<T>): T => {
    switch (term.kind) {
      case 'value':
        return term.value;
      case 'constant':
        return on.constant(term.value);
      case 'apply':
        return on.apply(term.name, ...term.args.map(shared));
    }
  };
  const shared = (term: Term<T>): T => {
    const known = made.get(term);
    if (known !== undefined) return known;
    const result = make(term);
    made.set(term, result);
    return result;
  };
  return shared;
}

/** The term times the seed. */
function scaled<T>(term: Term<T>, seed: T, on: Algebra<T>, make: (term: Term<T>) => T): T {
  if (term.kind === 'constant') {
    if (term.value === 0 || Number.isNaN(term.value)) return make(term);
    if (term.value === 1) return seed;
    if (term.value === -1) return on.neg(seed);
  }
  if (term.kind === 'apply') {
    const [x, y, z] = term.args as readonly [Term<T>, Term<T>, Term<T>];
    if (isChoiceOfConstant(term)) return on.select(make(x), scaled(y, seed, on, make), scaled(z, seed, on, make));
    if (term.name === 'neg') return on.neg(scaled(x, seed, on, make));
    if (term.name === 'div' && x.kind === 'constant' && Math.abs(x.value) === 1)
      return on.div(scaled(x, seed, on, make), make(y));
  }
  return on.mul(seed, make(term));
}

function isChoiceOfConstant<T>(term: Term<T>): boolean {
  if (term.kind !== 'apply' || term.name !== 'select') return false;
  return term.args.slice(1).some((branch) => branch.kind === 'constant' || isChoiceOfConstant(branch));
}
