/** The few operations that partial derivatives are written in, so that one rule runs over values, code and read sets. */

import type { MathName, PrimitiveName } from './names.js';

/** What an instance has to say: how a constant and an application of a primitive are made. */
export interface AlgebraCore<T> {
  constant(value: number): T;
  apply(primitive: PrimitiveName, ...args: readonly T[]): T;
}

export interface Algebra<T> extends AlgebraCore<T> {
  add(x: T, y: T): T;
  sub(x: T, y: T): T;
  mul(x: T, y: T): T;
  div(x: T, y: T): T;
  neg(x: T): T;
  lt(x: T, y: T): T;
  le(x: T, y: T): T;
  gt(x: T, y: T): T;
  ge(x: T, y: T): T;
  eq(x: T, y: T): T;
  select(condition: T, then: T, otherwise: T): T;
  math(name: MathName, ...args: readonly T[]): T;
  /** The same where what is made may be differentiated, and is then guarded as the rule is that makes it. */
  readonly strong?: Algebra<T>;
}

/** Completes an instance. */
export function algebra<T>(core: AlgebraCore<T>): Algebra<T> {
  const constant = (value: number): T => core.constant(value);
  const apply = (primitive: PrimitiveName, ...args: readonly T[]): T => core.apply(primitive, ...args);
  return {
    constant,
    apply,
    add: (x, y) => apply('add', x, y),
    sub: (x, y) => apply('sub', x, y),
    mul: (x, y) => apply('mul', x, y),
    div: (x, y) => apply('div', x, y),
    neg: (x) => apply('neg', x),
    lt: (x, y) => apply('lt', x, y),
    le: (x, y) => apply('le', x, y),
    gt: (x, y) => apply('gt', x, y),
    ge: (x, y) => apply('ge', x, y),
    eq: (x, y) => apply('eq', x, y),
    select: (condition, then, otherwise) => apply('select', condition, then, otherwise),
    math: (name, ...args) => apply(name, ...args),
  };
}

/** Which operands of an operation, and whether its result, an expression reads. */
export type ReadSet = { readonly args: ReadonlySet<number>; readonly out: boolean };

export const readsNothing: ReadSet = { args: new Set(), out: false };

export const readSetAlgebra: Algebra<ReadSet> = algebra<ReadSet>({
  constant: () => readsNothing,
  apply: (_, ...args) => unite(args),
});

export function unite(sets: readonly ReadSet[]): ReadSet {
  return { args: new Set(sets.flatMap((set) => [...set.args])), out: sets.some((set) => set.out) };
}
