/** What the three ways of packing have in common: signatures, shadows of parameters, and the tuple of gradients. */

import { FunctionBuilder, RegionBuilder } from '../../ir/builder.js';
import {
  hasTangent,
  isReference,
  isScalar,
  keepsStorage,
  mayHoldIntegers,
  present,
  shadowType,
} from '../../ir/type-facts.js';
import type { IrFunction, IrType, ObjectType, Param, Terminator, ValueId } from '../../ir/types.js';
import { labelCount } from '../../ir/walk.js';
import { completeShadow, incomplete } from '../completed.js';
import { gradientTypeText, innerTypeText, parameterGradientText } from '../gradient-type.js';
import { reachedType, sharesMemory } from '../shares-memory.js';
import { ReversalContext, type ReversalInput } from './context.js';
import type { Scope } from './scope.js';

export class CompanionBuilder {
  readonly input: ReversalInput;
  readonly context: ReversalContext;
  readonly root: RegionBuilder;

  constructor(input: ReversalInput) {
    this.input = input;
    const values = new FunctionBuilder({ values: input.fn.values, labels: labelCount(input.fn.body) });
    this.context = new ReversalContext(input, values);
    this.root = new RegionBuilder(values, input.fn.origin);
  }

  usesTape(): boolean {
    return this.context.tracksUsed().size > 0;
  }

  /** A rest parameter is one array here: something may follow it. */
  primalParams(): readonly Param[] {
    return this.input.fn.params.map((param) => ({ ...param, rest: false }));
  }

  #shadowedParams(): readonly Param[] {
    return this.input.fn.params.filter((param) => this.input.activity.hasShadow(param.value));
  }

  /** Zero shadows of parameters without an active use that may be one object with another parameter: their gradient is then shared. */
  readonly #mirrors = new Map<ValueId, ValueId>();

  #mirroredParams(): readonly ValueId[] {
    const { context, input } = this;
    const given = input.fn.params
      .filter((param, i) => input.activity.mask[i] === '1' && isReference(present(context.typeOf(param.value))))
      .map((param) => param.value);
    return given.filter(
      (a) =>
        !input.activity.hasShadow(a) &&
        given.some((b) => a !== b && sharesMemory(context.typeOf(a), context.typeOf(b))),
    );
  }

  /** Parameters whose gradient is made from a shadow that exists from the start. */
  #accumulating(): readonly ValueId[] {
    const { activity, fn } = this.input;
    return fn.params.map(({ value }) => value).filter((value) => activity.hasShadow(value) || this.#mirrors.has(value));
  }

  #shadowOf(param: ValueId): ValueId {
    return this.#given.get(param) ?? this.#mirrors.get(param) ?? this.context.shadows.get(param)!;
  }

  /** Parameters of the storing half: each reference that has a shadow is followed by it. */
  pairedParams(): readonly Param[] {
    return this.primalParams().flatMap((param) => {
      const shadow = this.context.shadows.get(param.value);
      const type = this.context.typeOf(param.value);
      if (shadow === undefined) return [param];
      const typeText = innerTypeText(param, type, 'double');
      return [param, { value: shadow, typeText, optional: false, rest: false, shadowOf: param.value }];
    });
  }

  /** Shadows of parameters that come from outside. */
  declareShadows(): void {
    for (const param of this.#shadowedParams()) {
      this.context.shadows.set(param.value, this.context.shadowValue(param.value));
    }
  }

  /** Gives shadows of what may change its structure that of the entry: gradients belong to what was there on entry. */
  #restore: ValueId | undefined;

  /** Zero gradients of inactive parameters that do not keep their length. */
  readonly #zeros = new Map<ValueId, ValueId>();

  noteEntryStructure(): void {
    this.input.fn.params.forEach(({ value }, i) => {
      const type = this.context.typeOf(value);
      if (!isReference(type) || !hasTangent(type) || this.input.activity.mask[i] !== '1') return;
      if (this.input.activity.hasShadow(value) || this.#mirrors.has(value) || !this.input.isResized(value)) return;
      this.#zeros.set(value, this.#zeroGradient(value, this.root));
    });
    const resized = this.#accumulating().filter((value) => this.input.isResized(value));
    if (resized.length === 0) return;
    const shadows = resized.map((value) => this.#shadowOf(value));
    const of = shadows.length === 1 ? shadows[0]! : this.#tuple(shadows, this.root);
    this.#restore = this.root.emit(
      { kind: 'opaque', text: '() => void' },
      (result) => ({ kind: 'helper', name: 'keepStructure', result, args: [of] }),
      'restore',
    );
  }

  #tuple(of: readonly ValueId[], into: RegionBuilder): ValueId {
    return into.emit(tupleOf(of.map((value) => this.context.typeOf(value))), (result) => ({
      kind: 'alloc',
      result,
      init: { form: 'literal', elements: of },
    }));
  }

  /** Zero shadows of parameters; those that may be one object get one shadow. */
  makeShadows(): void {
    const { context, root } = this;
    const mirrored = new Set(this.#mirroredParams());
    const params = this.input.fn.params
      .map((param) => param.value)
      .filter((value) => this.input.activity.hasShadow(value) || mirrored.has(value));
    const shadowFor = (param: ValueId): ValueId => {
      const shadow = context.shadowValue(param);
      (mirrored.has(param) ? this.#mirrors : context.shadows).set(param, shadow);
      return shadow;
    };
    const reached = new Map(this.input.fn.params.map((param) => [param.value, reachedType(this.input.fn, param)]));
    const mayAlias = (a: ValueId, b: ValueId): boolean => sharesMemory(reached.get(a)!, reached.get(b)!);
    const alone = params.filter(
      (a) => !mayHoldIntegers(context.typeOf(a)) && !params.some((b) => a !== b && mayAlias(a, b)),
    );
    const together = params.filter((a) => !alone.includes(a));
    for (const param of alone) {
      const shadow = shadowFor(param);
      root.add({ kind: 'alloc', result: shadow, init: { form: 'shadow', of: param } });
    }
    if (together.length === 0) return;
    const shadows = this.#shadowsFromRuntime(together);
    together.forEach((param, i) => {
      const shadow = shadowFor(param);
      const hasAny = !mayHoldIntegers(context.typeOf(param));
      const given = hasAny ? shadow : context.values.value(incomplete(context.typeOf(shadow)), context.barName(param));
      root.add({ kind: 'get', result: given, object: shadows, field: String(i) });
      if (hasAny) return;
      this.#given.set(param, given);
      completeShadow(given, param, shadow, root);
    });
  }

  /** The shadows of arrays as the runtime makes them: none where an array turns out to be one of integers. */
  readonly #given = new Map<ValueId, ValueId>();

  #shadowsFromRuntime(params: readonly ValueId[]): ValueId {
    const { context, root } = this;
    const types = params.map((param) => {
      const [type, shadow] = [context.typeOf(param), shadowType(context.typeOf(param))];
      return mayHoldIntegers(type) ? incomplete(shadow) : shadow;
    });
    return root.emit(tupleOf(types), (result) => ({ kind: 'helper', name: 'shadows', result, args: params }));
  }

  /** Copies of what the reverse sweep will read and the caller may change in between. */
  makeSnapshots(): void {
    for (const param of this.input.recording.snapshots) {
      const info = this.context.values.infoOf(param);
      const copy = this.root.emit(
        info.type,
        (result) => ({ kind: 'helper', name: 'snapshot', result, args: [param] }),
        info.name === undefined ? undefined : `${info.name}AtEntry`,
      );
      this.context.snapshots.set(param, copy);
    }
  }

  cotangentParam(value: ValueId | undefined): Param | undefined {
    if (value === undefined) return undefined;
    const type = this.input.fn.results[0]!;
    const name = `${this.context.nameOf(value) ?? 'result'}Bar`;
    return {
      value: this.context.values.value(type, name),
      typeText: gradientTypeText(type),
      optional: false,
      rest: false,
    };
  }

  seed(value: ValueId | undefined, cotangent: ValueId | undefined, scope: Scope): void {
    if (value === undefined || cotangent === undefined) return;
    if (this.input.activity.isActive(value)) scope.accumulate(value, cotangent);
    else if (this.input.activity.hasShadow(value)) {
      const target = this.context.shadows.get(value)!;
      scope.into.add({ kind: 'helper', name: 'accumulate', result: undefined, args: [target, cotangent] });
    }
  }

  /** The tuple of gradients over all parameters. */
  gradients(scope: Scope, finish: 'gradientOf' | 'take'): ValueId {
    const { context, input } = this;
    const { into } = scope;
    const states = new Set(input.fn.params.flatMap(({ value, state }) => (state === undefined ? [] : [value])));
    // Of what a module keeps nobody wants a gradient, but a pullback that is called again wants a zero shadow.
    const isLeft = (value: ValueId): boolean =>
      states.has(value) && (finish === 'gradientOf' || !input.isResized(value));
    const shadowed = this.#accumulating().filter((value) => !isLeft(value));
    const cleared = finish === 'take' ? this.#accumulating().filter(isLeft) : [];
    for (const value of cleared)
      into.add({ kind: 'helper', name: 'clear', result: undefined, args: [this.#shadowOf(value)] });
    const converted = new Map<ValueId, ValueId>();
    const isConverted = (param: ValueId): boolean => finish === 'take' || !keepsStorage(context.typeOf(param));
    let restore = this.#restore;
    const needsCall = (param: ValueId): boolean =>
      isConverted(param) || (restore !== undefined && input.isResized(param));
    const restoreArgs = (param: ValueId): readonly ValueId[] =>
      restore !== undefined && input.isResized(param) ? [restore] : [];
    const gradientType = (param: ValueId): IrType => ({
      kind: 'opaque',
      text: gradientTypeText(context.typeOf(param), input.fn.params.find(({ value }) => value === param)?.typeText),
    });
    let calls = shadowed.filter(needsCall);
    if (restore !== undefined && calls.length > 1 && finish === 'gradientOf') {
      into.add({ kind: 'helper', name: 'restore', result: undefined, args: [restore] });
      restore = undefined;
      calls = shadowed.filter(needsCall);
    }
    // `restore` gives all of them their structure back at once, so they are taken at once.
    const together = restore !== undefined && calls.length > 1;
    const aliasing = calls.filter(
      (a) => together || calls.some((b) => a !== b && sharesMemory(context.typeOf(a), context.typeOf(b))),
    );
    for (const param of shadowed) {
      const shadow = this.#shadowOf(param);
      if (!needsCall(param)) converted.set(param, shadow);
      else if (!aliasing.includes(param)) {
        converted.set(
          param,
          into.emit(gradientType(param), (result) => ({
            kind: 'helper',
            name: finish,
            result,
            args: [shadow, param, ...restoreArgs(param)],
          })),
        );
      }
    }
    if (aliasing.length > 0) {
      const shadows = aliasing.map((param) => this.#shadowOf(param));
      const [from, like] = [this.#tuple(shadows, into), this.#tuple(aliasing, into)];
      const both = into.emit(tupleOf(aliasing.map(gradientType)), (result) => ({
        kind: 'helper',
        name: finish,
        result,
        args: [from, like, ...(restore === undefined ? [] : [restore])],
      }));
      aliasing.forEach((param, i) =>
        converted.set(
          param,
          into.emit(gradientType(param), (result) => ({ kind: 'get', result, object: both, field: String(i) })),
        ),
      );
    }
    const elements = input.fn.params.flatMap((param, i) => {
      if (param.captured === true) return [];
      const type = context.typeOf(param.value);
      if (!hasTangent(type) || input.activity.mask[i] !== '1') return into.constant(undefined);
      const known = converted.get(param.value);
      if (known !== undefined) return known;
      if (isScalar(type)) return scope.bars.get(param.value) ?? into.constant(0);
      const zero = this.#zeros.get(param.value);
      if (zero === undefined) return this.#zeroGradient(param.value, into);
      if (finish === 'gradientOf') return zero;
      return into.emit(type, (result) => ({ kind: 'helper', name: 'snapshot', result, args: [zero] }));
    });
    return into.emit(
      this.#gradientsType(),
      (result) => ({ kind: 'alloc', result, init: { form: 'literal', elements } }),
      'gradients',
    );
  }

  #zeroGradient(param: ValueId, into: RegionBuilder): ValueId {
    const { type, name } = this.context.values.infoOf(param);
    if (mayHoldIntegers(type)) {
      const shadows = into.emit(tupleOf([incomplete(shadowType(type))]), (result) => ({
        kind: 'helper',
        name: 'shadows',
        result,
        args: [param],
      }));
      const given = into.emit(incomplete(shadowType(type)), (result) => ({
        kind: 'get',
        result,
        object: shadows,
        field: '0',
      }));
      return into.emit(type, (result) => ({ kind: 'helper', name: 'gradientOf', result, args: [given, param] }));
    }
    const shadow = into.emit(
      shadowType(type),
      (result) => ({ kind: 'alloc', result, init: { form: 'shadow', of: param } }),
      `${name ?? 'x'}Bar`,
    );
    if (keepsStorage(type)) return shadow;
    return into.emit(type, (result) => ({ kind: 'helper', name: 'gradientOf', result, args: [shadow, param] }));
  }

  #gradientsType(): ObjectType {
    return tupleOf(
      this.input.fn.params.flatMap((param, i): IrType | [] => {
        if (param.captured === true) return [];
        const type = this.context.typeOf(param.value);
        return hasTangent(type) && this.input.activity.mask[i] === '1' ? type : { kind: 'opaque', text: 'undefined' };
      }),
      this.gradientsTypeText(),
    );
  }

  gradientsTypeText(): string {
    const slots = this.input.fn.params.flatMap((param, i) => {
      if (param.captured === true) return [];
      const type = this.context.typeOf(param.value);
      const name = this.context.nameOf(param.value) ?? `p${i}`;
      const text =
        hasTangent(type) && this.input.activity.mask[i] === '1' ? parameterGradientText(param, type) : 'undefined';
      return `${name}Bar: ${text}`;
    });
    return `[${slots.join(', ')}]`;
  }

  pullbackType(cotangent: Param | undefined): string {
    const params =
      cotangent === undefined ? '' : `${this.context.nameOf(cotangent.value) ?? 'cotangent'}: ${cotangent.typeText}`;
    return `(${params}) => ${this.gradientsTypeText()}`;
  }

  returned(value: ValueId | undefined, second: ValueId, into: RegionBuilder): Terminator {
    return { kind: 'return', values: [value ?? into.constant(undefined), second] };
  }

  finish(params: readonly Param[], end: Terminator): IrFunction {
    const types = end.kind === 'return' ? end.values.map((v) => this.context.typeOf(v)) : this.input.fn.results;
    return { ...this.input.fn, params, results: types, body: this.root.end(end), values: this.context.values.values };
  }
}

function tupleOf(types: readonly IrType[], text?: string): ObjectType {
  return { kind: 'object', fields: new Map(types.map((type, i) => [String(i), type])), tuple: true, text };
}
