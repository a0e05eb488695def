/**
 * Forward mode: the primal with a tangent beside every active scalar and a shadow of tangents beside every reference.
 * Before: simplified primal, activity known. After: ordinary IR; exits stay where the user put them.
 */

import { FunctionBuilder, RegionBuilder } from '../ir/builder.js';
import {
  NUMBER,
  handedOutType,
  hasTangent,
  isReference,
  isScalar,
  keepsStorage,
  mayHoldIntegers,
  present,
  tangentType,
} from '../ir/type-facts.js';
import type {
  AllocOp,
  CallOp,
  Callee,
  HelperOp,
  IrFunction,
  IrType,
  Label,
  MethodOp,
  ObjectType,
  Op,
  Param,
  Region,
  Terminator,
  ValueId,
} from '../ir/types.js';
import { labelCount, unreachable } from '../ir/walk.js';
import { contributionOf } from '../rules/contribution.js';
import type { Activity, Mask } from '../analyse/activity.js';
import { ELEMENTS, type Memory } from '../analyse/memory.js';
import { completeShadow, incomplete, unlessIntegers } from './completed.js';
import { gradientTypeText, innerTypeText } from './gradient-type.js';
import { type PlaceOf, locate } from './locate.js';
import { regionAlgebra } from './region-algebra.js';

export type TangentShape = {
  readonly callee: Callee;
  /** For each parameter: whether a tangent of it follows the parameters. */
  readonly dots: readonly boolean[];
};

export type TangentInput = {
  readonly fn: IrFunction;
  readonly memory: Memory;
  readonly activity: Activity;
  readonly shape: (call: CallOp, mask: Mask) => TangentShape;
  /** Which parameters the signature has a tangent for. */
  readonly dots: readonly boolean[];
  /** Whether the tangent goes to the user, in the storage of the value, and not to a caller that is differentiated itself. */
  readonly outward: boolean;
  /** Tangents of parameters that the function overwrites are copied first: those passed in stay as they are. */
  readonly copied: readonly ValueId[];
  /** Given: the companion says where numbers stop being finite. */
  readonly placeOf: PlaceOf | undefined;
};

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
  /** Tangents of scalars and shadows of references; a scalar that is absent has tangent zero. */
  readonly #dots = new Map<ValueId, ValueId>();
  /** For each label, which of its values are followed by a tangent. */
  readonly #breaks = new Map<Label, readonly ValueId[]>();
  readonly #continues = new Map<Label, readonly ValueId[]>();

  constructor(input: TangentInput) {
    this.#input = input;
    this.#values = new FunctionBuilder({ values: input.fn.values, labels: labelCount(input.fn.body) });
  }

  function(): IrFunction {
    const { fn } = this.#input;
    const into = new RegionBuilder(this.#values, fn.origin);
    const dots: Param[] = fn.params.flatMap((param, i) => {
      if (this.#input.dots[i] !== true) return [];
      const value = this.#givenDot(param.value);
      this.#dots.set(param.value, value);
      const typeText = innerTypeText(param, this.#values.typeOf(param.value), 'either'); // callers that are differentiated hand in doubles
      return [{ value, typeText, optional: false, rest: false }];
    });
    this.#copyDots(into);
    this.#completeDots(into);
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

  /** Copies at once, so that tangents that are one object stay one. */
  #copyDots(into: RegionBuilder): void {
    const { copied } = this.#input;
    const copy = (value: ValueId): ValueId => {
      const info = this.#values.infoOf(value);
      return into.emit(info.type, (result) => ({ kind: 'helper', name: 'snapshot', result, args: [value] }), info.name);
    };
    if (copied.length === 0) return;
    if (copied.length === 1) {
      this.#dots.set(copied[0]!, copy(this.#dots.get(copied[0]!)!));
      return;
    }
    const dots = copied.map((param) => this.#dots.get(param)!);
    const tuple: ObjectType = {
      kind: 'object',
      fields: new Map(dots.map((dot, i) => [String(i), this.#values.typeOf(dot)])),
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
      const { type, name } = this.#values.infoOf(dots[i]!);
      this.#dots.set(
        param,
        into.emit(type, (result) => ({ kind: 'get', result, object: copies, field: String(i) }), name),
      );
    });
  }

  #completeDots(into: RegionBuilder): void {
    for (const { value } of this.#input.fn.params) {
      const given = this.#dots.get(value);
      if (given !== undefined && mayHoldIntegers(this.#values.typeOf(value)))
        completeShadow(given, value, this.#pair(value), into);
    }
  }

  /** A tangent that comes from outside, where an array of integers has none. */
  #givenDot(of: ValueId): ValueId {
    const dot = this.#dotValue(of);
    if (!mayHoldIntegers(this.#values.typeOf(of))) return dot;
    const { type, name } = this.#values.infoOf(dot);
    return this.#values.value(incomplete(type), name);
  }

  /** Takes the tangent of something out of a structure of tangents. */
  #pairWith(of: ValueId, take: (result: ValueId) => void, into: RegionBuilder): void {
    if (!mayHoldIntegers(this.#values.typeOf(of))) return take(this.#pair(of));
    const given = this.#givenDot(of);
    take(given);
    completeShadow(given, of, this.#pair(of), into);
  }

  #dotValue(of: ValueId): ValueId {
    const { type, name } = this.#values.infoOf(of);
    return this.#values.value(tangentType(type), name === undefined ? undefined : `${name}Dot`);
  }

  #pair(of: ValueId): ValueId {
    const dot = this.#dotValue(of);
    this.#dots.set(of, dot);
    return dot;
  }

  /** Whether a value is followed by its tangent wherever it is handed on. */
  #isPaired(value: ValueId): boolean {
    return this.#input.activity.isActive(value) || this.#hasShadow(value);
  }

  #hasShadow(value: ValueId): boolean {
    return isReference(this.#values.typeOf(value)) && this.#input.activity.hasShadow(value);
  }

  /** The tangent of a scalar, zero when it has none. */
  #dot(value: ValueId, into: RegionBuilder): ValueId {
    return this.#dots.get(value) ?? into.constant(0);
  }

  #shadow(value: ValueId, into: RegionBuilder): ValueId {
    const known = this.#dots.get(value);
    if (known !== undefined) return known;
    // Something inactive beside active things: a shadow of zeros that nobody keeps.
    return into.emit(tangentType(this.#values.typeOf(value)), (result) => ({
      kind: 'alloc',
      result,
      init: { form: 'shadow', of: value },
    }));
  }

  #handOn(value: ValueId, into: RegionBuilder): ValueId {
    return isScalar(this.#values.typeOf(value)) ? this.#dot(value, into) : this.#shadow(value, into);
  }

  #region(source: Region, into: RegionBuilder, results: readonly ValueId[]): Region {
    into.params.push(...source.params);
    for (const op of source.ops) {
      into.origin = op.origin;
      this.#op(op, into);
    }
    return into.end(this.#end(source.end, into, results));
  }

  #nested(source: Region, into: RegionBuilder, results: readonly ValueId[]): Region {
    return this.#region(source, into.nested(), results);
  }

  #end(end: Terminator, into: RegionBuilder, results: readonly ValueId[]): Terminator {
    const extended = (values: readonly ValueId[], targets: readonly ValueId[]): readonly ValueId[] => [
      ...values,
      ...targets.flatMap((target, i) => (this.#isPaired(target) ? [this.#handOn(values[i]!, into)] : [])),
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
        const dot = this.#handOn(value, into);
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
    const { activity, memory } = this.#input;
    switch (op.kind) {
      case 'if': {
        const then = this.#nested(op.then, into, op.results);
        const otherwise = this.#nested(op.else, into, op.results);
        into.ops.push({ ...op, then, else: otherwise, results: this.#paired(op.results) });
        return;
      }
      case 'block': {
        this.#breaks.set(op.label, op.results);
        const body = this.#nested(op.body, into, op.results);
        into.ops.push({ ...op, body, results: this.#paired(op.results) });
        return;
      }
      case 'loop': {
        // A parameter and its result are paired together: they share one tangent variable.
        const both = op.params.map((param, i) => this.#isPaired(param) || this.#isPaired(op.results[i]!));
        const carried = op.params.map((param, i) =>
          both[i] === true ? (this.#isPaired(param) ? param : op.results[i]!) : param,
        );
        this.#breaks.set(op.label, carried);
        this.#continues.set(op.label, carried);
        const initial = [
          ...op.initial,
          ...op.initial.flatMap((value, i) => (both[i] === true ? [this.#handOn(value, into)] : [])),
        ];
        const params = [
          ...op.params,
          ...op.params.flatMap((param, i) => (both[i] === true ? [this.#pair(param)] : [])),
        ];
        const test = this.#nested(op.test, into, []);
        const body = this.#nested(op.body, into, []);
        const results = [
          ...op.results,
          ...op.results.flatMap((result, i) => (both[i] === true ? [this.#pair(result)] : [])),
        ];
        into.ops.push({ ...op, initial, params, test, body, results });
        return;
      }
      case 'call':
        return this.#call(op, into);
      case 'apply':
        into.ops.push(op);
        locate(this.#input.placeOf, 'value', op, op.result, op.args, into);
        if (activity.isActive(op.result)) this.#apply(op, into);
        return;
      case 'const':
        into.ops.push(op);
        if (this.#hasShadow(op.result)) into.add({ kind: 'const', result: this.#pair(op.result), value: undefined });
        return;
      case 'load':
        into.ops.push(op);
        if (this.#isPaired(op.result)) {
          const array = this.#shadow(op.array, into);
          this.#pairWith(op.result, (result) => into.add({ ...op, array, result, mayMiss: false }), into);
        }
        return;
      case 'get':
        into.ops.push(op);
        if (this.#isPaired(op.result)) {
          const object = this.#shadow(op.object, into);
          this.#pairWith(op.result, (result) => into.add({ ...op, object, result }), into);
        }
        return;
      case 'store': {
        into.ops.push(op);
        if (!activity.hasShadow(op.array)) return;
        const scalar = isScalar(this.#values.typeOf(op.value));
        if (scalar ? activity.isActiveCell(memory.classOf(op.array)!, ELEMENTS) : this.#hasShadow(op.value)) {
          into.add({ ...op, array: this.#shadow(op.array, into), value: this.#handOn(op.value, into) });
        }
        return;
      }
      case 'set': {
        into.ops.push(op);
        if (!activity.hasShadow(op.object)) return;
        const scalar = isScalar(this.#values.typeOf(op.value));
        if (scalar ? activity.isActiveCell(memory.classOf(op.object)!, op.field) : this.#hasShadow(op.value)) {
          into.add({ ...op, object: this.#shadow(op.object, into), value: this.#handOn(op.value, into) });
        }
        return;
      }
      case 'alloc':
        into.ops.push(op);
        if (activity.hasShadow(op.result)) this.#alloc(op, into);
        return;
      case 'method':
        return this.#method(op, into);
      case 'helper':
        return this.#helper(op, into);
      default:
        into.ops.push(op);
    }
  }

  #paired(results: readonly ValueId[]): readonly ValueId[] {
    return [...results, ...results.flatMap((result) => (this.#isPaired(result) ? [this.#pair(result)] : []))];
  }

  #apply(op: Extract<Op, { kind: 'apply' }>, into: RegionBuilder): void {
    const literals = new Set(op.literals);
    const on = regionAlgebra(into);
    const start = into.ops.length;
    let sum: ValueId | undefined;
    const dots: ValueId[] = [];
    op.args.forEach((arg, i) => {
      const dot = this.#input.activity.isActive(arg) ? this.#dots.get(arg) : undefined;
      if (dot === undefined) return;
      dots.push(dot);
      const before = into.ops.length;
      const term = contributionOf(
        op.primitive,
        i,
        {
          args: op.args,
          out: op.result,
          on,
          literal: (at) => literals.has(at),
          literalValue: (at) => this.#constant(op.args[at]!),
          strong: op.strong === true,
        },
        dot,
      );
      if (term === undefined) return;
      sum = sum === undefined ? term : this.#add(sum, term, into.ops.length > before, into);
    });
    if (sum === undefined) return;
    const dot = into.ops.length > start ? this.#named(sum, op.result, into) : sum;
    this.#dots.set(op.result, dot);
    locate(this.#input.placeOf, 'derivative', op, dot, [...dots, ...op.args], into);
  }

  #add(sum: ValueId, term: ValueId, fresh: boolean, into: RegionBuilder): ValueId {
    const last = into.ops.at(-1);
    if (fresh && last?.kind === 'apply' && last.primitive === 'neg' && last.result === term) {
      into.ops.pop();
      return into.apply('sub', [sum, last.args[0]!]);
    }
    return into.apply('add', [sum, term]);
  }

  /** Gives the operation that made a tangent the name of what it is the tangent of. */
  #named(dot: ValueId, of: ValueId, into: RegionBuilder): ValueId {
    const { name } = this.#values.infoOf(of);
    const last = into.ops.at(-1);
    if (name === undefined || last === undefined || !('result' in last) || last.result !== dot) return dot;
    const renamed = this.#values.value(NUMBER, `${name}Dot`);
    into.ops[into.ops.length - 1] = { ...last, result: renamed } as Op;
    return renamed;
  }

  readonly #constants = new Map<ValueId, number>();
  #constant(value: ValueId): number | undefined {
    if (this.#constants.size === 0) {
      const visit = (region: Region): void => {
        for (const op of region.ops) {
          if (op.kind === 'const' && typeof op.value === 'number') this.#constants.set(op.result, op.value);
          if (op.kind === 'if') [op.then, op.else].forEach(visit);
          if (op.kind === 'loop') [op.test, op.body].forEach(visit);
          if (op.kind === 'block') visit(op.body);
        }
      };
      visit(this.#input.fn.body);
    }
    return this.#constants.get(value);
  }

  #call(op: CallOp & Op, into: RegionBuilder): void {
    const mask = this.#input.activity.callMask(op);
    if (mask === undefined) {
      into.ops.push(op);
      return;
    }
    const shape = this.#input.shape(op, mask);
    const dots = op.args.flatMap((arg, i) => (shape.dots[i] === true ? [this.#handOn(arg, into)] : []));
    const [result] = op.results;
    const value = result ?? this.#values.value({ kind: 'opaque', text: 'undefined' });
    const tangent =
      result !== undefined && this.#isPaired(result)
        ? this.#pair(result)
        : this.#values.value(
            result === undefined ? { kind: 'opaque', text: 'undefined' } : tangentType(this.#values.typeOf(result)),
          );
    into.add({ kind: 'call', callee: shape.callee, args: [...op.args, ...dots], results: [value, tangent] });
  }

  #alloc(op: AllocOp & Op, into: RegionBuilder): void {
    const type = present(this.#values.typeOf(op.result));
    const { init } = op;
    const field = (value: ValueId, fieldType: IrType): ValueId | undefined =>
      hasTangent(fieldType) ? this.#handOn(value, into) : undefined;
    const make = (made: AllocOp['init']): void =>
      into.add({ kind: 'alloc', result: this.#pair(op.result), init: made });
    switch (init.form) {
      case 'literal': {
        const elements = init.elements.map((element, i) => {
          const elementType = type.kind === 'object' ? type.fields.get(String(i))! : this.#values.typeOf(element);
          return field(element, elementType) ?? into.constant(undefined);
        });
        return make({ form: 'literal', elements });
      }
      case 'object': {
        const fields = init.fields.flatMap(({ name, value }) => {
          const dot = field(value, (type.kind === 'object' ? type.fields.get(name) : undefined) ?? { kind: 'void' });
          return dot === undefined ? [] : [{ name, value: dot }];
        });
        return make({ form: 'object', fields });
      }
      case 'sized':
        if (type.kind === 'array' && type.storage === 'Array') {
          const zero = isScalar(type.element) ? into.constant(0) : into.constant(undefined, 'undefined!');
          return make({ form: 'filled', length: init.length, value: zero });
        }
        return make(init);
      case 'filled':
        return make({ form: 'filled', length: init.length, value: this.#handOn(init.value, into) });
      case 'copy':
        return make({ form: 'copy', of: this.#shadow(init.of, into) });
      case 'spread':
        return make({
          form: 'spread',
          parts: init.parts.map((part) => ({ ...part, value: this.#handOn(part.value, into) })),
        });
      // Of the same, not of the result: where that has `undefined` nobody can tell what is no number from what is missing.
      case 'shadow':
        return make(init);
      default:
        return unreachable(init);
    }
  }

  /** Shadows and additions to them: what companions are made of, when they are differentiated in their turn. */
  #helper(op: HelperOp & Op, into: RegionBuilder): void {
    into.ops.push(op);
    if (op.name === 'accumulate' && op.args.every((arg) => this.#hasShadow(arg)))
      into.add({ ...op, args: op.args.map((arg) => this.#shadow(arg, into)) });
    else if (op.name === 'extend' && this.#hasShadow(op.args[0]!))
      into.add({ ...op, args: [this.#shadow(op.args[0]!, into), op.args[1]!] });
    else if (op.name === 'keepStructure' && this.#hasShadow(op.args[0]!)) {
      const { type, name } = this.#values.infoOf(op.result!);
      const result = this.#values.value(type, `${name ?? 'restore'}Dot`);
      into.add({ ...op, result, args: [this.#shadow(op.args[0]!, into)] });
      this.#dots.set(op.result!, result);
    } else if (op.name === 'restore' && this.#hasShadow(op.args[1]!)) {
      into.add({ ...op, args: [this.#dots.get(op.args[0]!)!, this.#shadow(op.args[1]!, into)] });
    } else if (op.result !== undefined && this.#hasShadow(op.result)) {
      const result = this.#pair(op.result);
      if (op.name === 'shadows') into.add({ ...op, result });
      else into.add({ kind: 'alloc', result, init: { form: 'shadow', of: op.result } });
    }
  }

  #method(op: MethodOp & Op, into: RegionBuilder): void {
    const type = present(this.#values.typeOf(op.array));
    const growsByNumbers =
      this.#input.activity.hasShadow(op.array) &&
      op.name === 'setLength' &&
      type.kind === 'array' &&
      isScalar(type.element);
    const before = growsByNumbers
      ? into.emit(NUMBER, (result) => ({ kind: 'length', result, array: op.array }))
      : undefined;
    into.ops.push(op);
    if (!this.#input.activity.hasShadow(op.array)) return;
    const array = this.#shadow(op.array, into);
    const result = op.result !== undefined && this.#isPaired(op.result) ? this.#pair(op.result) : undefined;
    switch (op.name) {
      case 'push':
        into.add({ ...op, array, args: op.args.map((arg) => this.#handOn(arg, into)) });
        return;
      case 'fill':
      case 'set':
        into.add({ ...op, array, args: op.args.map((arg, i) => (i === 0 ? this.#handOn(arg, into) : arg)) });
        return;
      case 'setLength': {
        into.add({ ...op, array });
        if (before !== undefined)
          into.add({ kind: 'method', name: 'fill', result: undefined, array, args: [into.constant(0), before] });
        return;
      }
      case 'pop':
      case 'slice':
      case 'subarray':
      case 'reverse':
      case 'copyWithin':
        into.add({ ...op, array, result });
        return;
      default:
        unreachable(op.name);
    }
  }
}
