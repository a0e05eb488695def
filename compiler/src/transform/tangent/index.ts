/**
 * Forward mode: the primal with a tangent beside every active scalar and a shadow of tangents beside every reference.
 * Before: simplified primal, activity known. After: ordinary IR; exits stay where the user put them.
 */

import { FunctionBuilder, RegionBuilder } from '../../ir/builder.js';
import { handedOutType, hasTangent, keepsStorage, mayHoldIntegers, tangentType } from '../../ir/type-facts.js';
import type { CallOp, IrFunction, IrType, Label, Op, Region, Terminator, ValueId } from '../../ir/types.js';
import { labelCount, resultsOf, unreachable } from '../../ir/walk.js';
import { unlessIntegers } from '../completed.js';
import { gradientTypeText } from '../gradient-type.js';
import { locate } from '../locate.js';
import { applyTangent } from './apply.js';
import { type TangentInput, Tangents } from './context.js';
import { allocTangent, helperTangent, methodTangent, readTangent, writeTangent } from './memory.js';
import { completeDots, copyDots, dotParams, makeStateDots } from './parameters.js';
import { tangentOfSolution } from './solution.js';

export type { SolvedLoop, TangentInput, TangentShape } from './context.js';

/** The type of a tangent as the user gets it. */
function handedOut(type: IrType): IrType {
  return mayHoldIntegers(type) ? { kind: 'opaque', text: gradientTypeText(type) } : handedOutType(type);
}

/** `fTangent(...params, ...dots): [value, tangent]` */
export function transformTangent(input: TangentInput): IrFunction {
  return new Tangent(input).function();
}

class Tangent {
  readonly #input: TangentInput;
  readonly #values: FunctionBuilder;
  readonly #tangents: Tangents;
  /** For each label, which of its values are followed by a tangent. */
  readonly #breaks = new Map<Label, readonly ValueId[]>();
  readonly #continues = new Map<Label, readonly ValueId[]>();

  constructor(input: TangentInput) {
    this.#input = input;
    this.#values = new FunctionBuilder({ values: input.fn.values, labels: labelCount(input.fn.body) });
    this.#tangents = new Tangents(input, this.#values);
  }

  function(): IrFunction {
    const { fn } = this.#input;
    const into = new RegionBuilder(this.#values, fn.origin);
    const dots = dotParams(this.#tangents);
    copyDots(this.#tangents, into);
    completeDots(this.#tangents, into);
    makeStateDots(this.#tangents, into);
    this.#complete(
      fn.params.map(({ value }) => value),
      into,
    );
    const body = this.#region(fn.body, into, []);
    const result = fn.results[0];
    const tangent: IrType =
      result === undefined || !hasTangent(result)
        ? { kind: 'opaque', text: 'undefined' }
        : this.#input.outward
          ? handedOut(result)
          : tangentType(result);
    return {
      ...fn,
      params: [...fn.params.map((param) => ({ ...param, rest: false })), ...dots],
      results: [result ?? { kind: 'opaque', text: 'undefined' }, tangent],
      body,
      values: this.#values.values,
    };
  }

  #region(source: Region, into: RegionBuilder, results: readonly ValueId[]): Region {
    into.params.push(...source.params);
    for (const op of source.ops) {
      into.origin = op.origin;
      this.#op(op, into);
      this.#complete(resultsOf(op), into);
    }
    return into.end(this.#end(source.end, into, results));
  }

  /**
   * Every reference that shares a class with active ones has one shadow: what is put into it by one use is there for the next. One that
   * nothing active reaches yet (the result of a call without active arguments) gets zeros of its own.
   */
  #complete(values: readonly ValueId[], into: RegionBuilder): void {
    for (const value of values) {
      if (!this.#tangents.hasShadow(value) || this.#tangents.known.has(value)) continue;
      const shadow = this.#tangents.pair(value);
      into.add({ kind: 'alloc', result: shadow, init: { form: 'shadow', of: value } });
    }
  }

  #nested(source: Region, into: RegionBuilder, results: readonly ValueId[]): Region {
    return this.#region(source, into.nested(), results);
  }

  #end(end: Terminator, into: RegionBuilder, results: readonly ValueId[]): Terminator {
    const extended = (values: readonly ValueId[], targets: readonly ValueId[]): readonly ValueId[] => [
      ...values,
      ...targets.flatMap((target, i) =>
        this.#tangents.isPaired(target) ? [this.#tangents.handOn(values[i]!, into)] : [],
      ),
    ];
    switch (end.kind) {
      case 'throw':
        return end;
      case 'yield':
        return { ...end, values: extended(end.values, results) };
      case 'break':
        return { ...end, values: extended(end.values, this.#breaks.get(end.label)!) };
      case 'continue':
        return { ...end, values: extended(end.values, this.#continues.get(end.label)!) };
      case 'return': {
        const [value] = end.values;
        if (value === undefined)
          return { kind: 'return', values: [into.constant(undefined), into.constant(undefined)] };
        const type = this.#input.fn.results[0]!;
        if (!hasTangent(type)) return { kind: 'return', values: [value, into.constant(undefined)] };
        const dot = this.#tangents.handOn(value, into);
        if (!this.#input.outward || keepsStorage(type)) return { kind: 'return', values: [value, dot] };
        const round = (to: RegionBuilder): ValueId =>
          to.emit(handedOut(type), (result) => ({ kind: 'helper', name: 'gradientOf', result, args: [dot, value] }));
        return {
          kind: 'return',
          values: [value, mayHoldIntegers(type) ? unlessIntegers(value, round, into) : round(into)],
        };
      }
      default:
        return unreachable(end);
    }
  }

  #op(op: Op, into: RegionBuilder): void {
    const { activity } = this.#input;
    switch (op.kind) {
      case 'if': {
        const then = this.#nested(op.then, into, op.results);
        const otherwise = this.#nested(op.else, into, op.results);
        into.ops.push({ ...op, then, else: otherwise, results: this.#tangents.paired(op.results) });
        return;
      }
      case 'block': {
        this.#breaks.set(op.label, op.results);
        const body = this.#nested(op.body, into, op.results);
        into.ops.push({ ...op, body, results: this.#tangents.paired(op.results) });
        return;
      }
      case 'loop': {
        const solved = this.#input.solved(op);
        if (solved !== undefined) return tangentOfSolution(this.#tangents, op, solved, into);
        // A parameter and its result are paired together: they share one tangent variable.
        const both = op.params.map(
          (param, i) => this.#tangents.isPaired(param) || this.#tangents.isPaired(op.results[i]!),
        );
        const carried = op.params.map((param, i) =>
          both[i] === true ? (this.#tangents.isPaired(param) ? param : op.results[i]!) : param,
        );
        this.#breaks.set(op.label, carried);
        this.#continues.set(op.label, carried);
        const initial = [
          ...op.initial,
          ...op.initial.flatMap((value, i) => (both[i] === true ? [this.#tangents.handOn(value, into)] : [])),
        ];
        const params = [
          ...op.params,
          ...op.params.flatMap((param, i) => (both[i] === true ? [this.#tangents.pair(param)] : [])),
        ];
        const test = this.#nested(op.test, into, []);
        const body = this.#nested(op.body, into, []);
        const results = [
          ...op.results,
          ...op.results.flatMap((result, i) => (both[i] === true ? [this.#tangents.pair(result)] : [])),
        ];
        into.ops.push({ ...op, initial, params, test, body, results });
        return;
      }
      case 'call':
        return this.#call(op, into);
      case 'apply':
        into.ops.push(op);
        locate(this.#input.placeOf, 'value', op, op.result, op.args, into);
        if (activity.isActive(op.result)) applyTangent(this.#tangents, op, into);
        return;
      case 'const':
        into.ops.push(op);
        if (this.#tangents.hasShadow(op.result))
          into.add({ kind: 'const', result: this.#tangents.pair(op.result), value: undefined });
        return;
      case 'load':
      case 'get':
        into.ops.push(op);
        if (this.#tangents.isPaired(op.result)) readTangent(this.#tangents, op, into);
        return;
      case 'store':
      case 'set':
        into.ops.push(op);
        writeTangent(this.#tangents, op, into);
        return;
      case 'alloc':
        into.ops.push(op);
        if (activity.hasShadow(op.result)) allocTangent(this.#tangents, op, into);
        return;
      case 'method':
        return methodTangent(this.#tangents, op, into);
      case 'helper':
        return helperTangent(this.#tangents, op, into);
      default:
        into.ops.push(op);
    }
  }

  #call(op: CallOp & Op, into: RegionBuilder): void {
    const mask = this.#input.activity.callMask(op);
    if (mask === undefined) {
      into.ops.push(op);
      return;
    }
    const shape = this.#input.shape(op, mask);
    const dots = op.args.flatMap((arg, i) => (shape.dots[i] === true ? [this.#tangents.handOn(arg, into)] : []));
    const [result] = op.results;
    const value = result ?? this.#values.value({ kind: 'opaque', text: 'undefined' });
    const tangent =
      result !== undefined && this.#tangents.isPaired(result)
        ? this.#tangents.pair(result)
        : this.#values.value(
            result === undefined ? { kind: 'opaque', text: 'undefined' } : tangentType(this.#values.typeOf(result)),
          );
    into.add({ kind: 'call', callee: shape.callee, args: [...op.args, ...dots], results: [value, tangent] });
  }
}
