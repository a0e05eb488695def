/** What the table says of a primitive, and the small vocabulary in which its rows are written. */

import type { Algebra } from './algebra.js';
import type { MathName } from './names.js';

export type Scalar = number | boolean;

export type Primitive = {
  readonly arity: number | 'variadic';
  readonly print: PrintForm;
  /**
   * The value in JavaScript. Engines agree on it to the last bit except in rows of cost `costly`: what is folded at compile time
   * there may differ from what the run would give.
   */
  readonly evaluate: (...args: readonly Scalar[]) => Scalar;
  readonly result: 'number' | 'boolean';
  readonly cost: Cost;
  readonly derivative: Derivative;
};

/** To compute again rather than to store. */
export type Cost = 'free' | 'cheap' | 'costly';

/** Precedences are those of JavaScript: 13 `**`, 12 `*`, 11 `+`, …, 3 `||`, 2 `?:`. */
export type PrintForm =
  | {
      readonly form: 'infix';
      readonly operator: string;
      readonly precedence: number;
      readonly associativity: 'left' | 'right';
    }
  | { readonly form: 'prefix'; readonly operator: string; readonly precedence: 14 }
  | { readonly form: 'call'; readonly callee: string }
  | { readonly form: 'ternary'; readonly precedence: 2 }
  /** As its only argument. */
  | { readonly form: 'argument' };

export type Derivative =
  /**
   * `guarded`: a partial may be infinite or NaN while other paths through the program stay finite. A zero adjoint or tangent
   * contributes exactly zero then.
   */
  | { readonly kind: 'partials'; readonly guarded: boolean; readonly partial: PartialRule }
  /**
   * Piecewise constant: exactly zero everywhere, also at the jumps and for a NaN. `lost`: whoever passes an active value may
   * not expect that.
   */
  | { readonly kind: 'zero'; readonly lost: boolean }
  /** A boolean: there is nothing to differentiate. */
  | { readonly kind: 'none' };

/** ∂out/∂args[index]; `undefined` for an argument that has no derivative by its type. */
export type PartialRule = <T>(index: number, context: PartialContext<T>) => T | undefined;

export type PartialContext<T> = {
  readonly args: readonly T[];
  readonly out: T;
  readonly on: Algebra<T>;
  /** Whether the argument is a literal in the user's text: conventions at kinks depend on it. */
  readonly literal: (index: number) => boolean;
  /** The argument's value when it is a known constant: it makes partials shorter, never different. */
  readonly literalValue: (index: number) => number | undefined;
};

export type UnaryRule = <T>(of: { readonly x: T; readonly out: T; readonly on: Algebra<T> }) => T;
type BinaryContext<T> = PartialContext<T> & { readonly x: T; readonly y: T };
export type BinaryRule = <T>(of: BinaryContext<T>) => T;

export const one: BinaryRule & UnaryRule = ({ on }) => on.constant(1);
export const minusOne: BinaryRule & UnaryRule = ({ on }) => on.constant(-1);

/** The partial of a function of one argument. */
export function ofOne(rule: UnaryRule): PartialRule {
  return (_, { args, out, on }) => rule({ x: args[0]!, out, on });
}

/** The partials of a function of two arguments. */
export function ofTwo(byX: BinaryRule, byY: BinaryRule): PartialRule {
  return (index, context) => (index === 0 ? byX : byY)({ ...context, x: context.args[0]!, y: context.args[1]! });
}

export const smooth = (partial: PartialRule): Derivative => ({ kind: 'partials', guarded: false, partial });
export const guarded = (partial: PartialRule): Derivative => ({ kind: 'partials', guarded: true, partial });
export const constantInSteps: Derivative = { kind: 'zero', lost: true };
export const nothing: Derivative = { kind: 'none' };

export const infix = (operator: string, precedence: number, associativity: 'left' | 'right' = 'left'): PrintForm => ({
  form: 'infix',
  operator,
  precedence,
  associativity,
});
export const prefix = (operator: string): PrintForm => ({ form: 'prefix', operator, precedence: 14 });
export const call = (callee: string): PrintForm => ({ form: 'call', callee });

/** A row with a number as its result. */
export function numeric(
  arity: number | 'variadic',
  print: PrintForm,
  cost: Cost,
  evaluate: (...args: number[]) => number,
  derivative: Derivative,
): Primitive {
  return { arity, print, cost, result: 'number', evaluate: (...args) => evaluate(...(args as number[])), derivative };
}

/** A row with a boolean as its result. */
export function logical(arity: number, print: PrintForm, evaluate: (...args: readonly Scalar[]) => boolean): Primitive {
  return { arity, print, cost: 'free', result: 'boolean', evaluate, derivative: nothing };
}

/** A row of `Math` with one argument. */
export function mathOfOne(name: MathName & keyof Math, cost: Cost, derivative: Derivative): Primitive {
  return numeric(1, call(`Math.${name}`), cost, Math[name] as (x: number) => number, derivative);
}
