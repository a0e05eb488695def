/**
 * A companion as an input: an ordinary function again, whose derivatives the transformations can form as those of any other.
 *
 * What only companions contain is put in terms of ordinary memory. A tape is an array for each type of value on it, all
 * addressed by the cursors that it had, and an object that holds these where functions share it; a function with several results returns a tuple; a gradient that has
 * the storage of its shadow is the shadow. Allocations of shadows and `accumulate` stay as they are: they have rules.
 *
 * Before: simplified companions. After: IR of primals; what has no such form is left out, and so are all that call it.
 */

import { FunctionBuilder, RegionBuilder } from '../ir/builder.js';
import { NUMBER, VOID, keepsStorage, present } from '../ir/type-facts.js';
import { typeText } from '../ir/type-text.js';
import type {
  Callee,
  FunctionKey,
  HelperOp,
  IrFunction,
  IrType,
  ObjectType,
  Op,
  Region,
  TapeOp,
  Terminator,
  ValueId,
  ValueInfo,
} from '../ir/types.js';
import { labelCount, opsOf, regionsOf } from '../ir/walk.js';

/** A companion and the name under which it is a function like any other. */
export type Reopened = { readonly key: FunctionKey; readonly name: string; readonly fn: IrFunction };

/** The key of a companion that is treated as a function of its own. */
export function keyOfCompanion({ key, companion, variant }: Callee): FunctionKey {
  return companion === 'primal' ? key : `${key}:${companion}${variant}`;
}

/**
 * @param companions adjoints and halves; those that call each other share a tape.
 * @param primals the functions of the user's program, which companions call where nothing is active.
 */
export function asPrimals(
  companions: readonly Reopened[],
  primals: ReadonlyMap<FunctionKey, IrFunction>,
): ReadonlyMap<FunctionKey, IrFunction> {
  const found = new Map<FunctionKey, IrFunction>();
  for (const connected of connectedIn(companions)) {
    const tape = new TapeLayout(connected.map(({ fn }) => fn));
    for (const { key, name, fn } of connected) {
      if (isExpressible(fn)) found.set(key, { ...new Reopening(fn, tape).function(), key, name });
    }
  }
  for (let changed = true; changed; ) {
    changed = false;
    for (const [key, fn] of found) {
      const calls = [...opsOf(fn.body)].flatMap((op) => (op.kind === 'call' ? [op.callee.key] : []));
      if (calls.every((callee) => found.has(callee) || primals.has(callee))) continue;
      found.delete(key);
      changed = true;
    }
  }
  return found;
}

/** The companions of functions that call each other, near or far; those of others have no types in common with them. */
function connectedIn(companions: readonly Reopened[]): readonly (readonly Reopened[])[] {
  const roots = new Map<FunctionKey, FunctionKey>();
  const rootOf = (key: FunctionKey): FunctionKey => {
    let root = key;
    for (let next = roots.get(root); next !== undefined; next = roots.get(root)) root = next;
    return root;
  };
  for (const { fn } of companions) {
    for (const op of opsOf(fn.body)) {
      if (op.kind !== 'call') continue;
      const [caller, callee] = [rootOf(fn.key), rootOf(op.callee.key)];
      if (caller !== callee) roots.set(callee, caller);
    }
  }
  const groups = new Map<FunctionKey, Reopened[]>();
  for (const companion of companions) {
    const root = rootOf(companion.fn.key);
    groups.set(root, [...(groups.get(root) ?? []), companion]);
  }
  return [...groups.values()];
}

/** Whether everything in the companion has a form in terms of ordinary memory. */
function isExpressible(fn: IrFunction): boolean {
  return [...opsOf(fn.body)].every((op) => op.kind !== 'closure' && (op.kind !== 'helper' || hasForm(fn, op)));
}

function hasForm(fn: IrFunction, op: HelperOp): boolean {
  switch (op.name) {
    case 'openTape':
    case 'closeTape':
    case 'shadows':
    case 'accumulate':
    case 'extend':
    case 'holdsIntegers':
    case 'orderOf':
    case 'keysOf':
    case 'keepStructure':
    case 'restore':
    case 'locate':
    case 'adjointGrowth':
    case 'growthBehind':
    case 'growthBefore':
    case 'growthEnd':
      return true;
    case 'gradientOf': {
      const type = fn.values.get(op.args[1]!)!.type;
      return keepsStorage(type) || isOfAnyKind(type) || (isRounded(type) && op.args.length === 2);
    }
    default:
      return false;
  }
}

/** An array whose gradient is a narrower copy of its shadow. */
function isRounded(type: IrType): boolean {
  const t = present(type);
  return t.kind === 'array' && t.storage === 'Float32Array';
}

/** Arrays whose kind only the run knows: the shadow is as good a gradient, with the precision of doubles. */
function isOfAnyKind(type: IrType): boolean {
  const t = present(type);
  return t.kind === 'array' && t.kinds !== undefined;
}

const TOPS = { number: 'top', reference: 'referenceTop' } as const;

/** Which arrays stand for a tape: one for each type of what is stored on it. */
class TapeLayout {
  /** Of the object that holds the arrays of a tape that functions share. */
  readonly type: ObjectType;
  readonly #fields = new Map<string, { readonly field: string; readonly type: IrType }>();
  readonly #ids = new Map<ObjectType, number>();

  constructor(functions: readonly IrFunction[]) {
    for (const fn of functions) {
      for (const op of opsOf(fn.body)) {
        const value = op.kind === 'tapeStore' ? op.value : op.kind === 'tapeLoad' ? op.result : undefined;
        const type = value === undefined ? undefined : fn.values.get(value)!.type;
        if (type === undefined || this.#fields.has(this.#keyOf(type))) continue;
        const field =
          type.kind === 'number' ? 'numbers' : type.kind === 'boolean' ? 'booleans' : `references${this.#fields.size}`;
        this.#fields.set(this.#keyOf(type), { field, type: arrayOf(type) });
      }
    }
    const fields = new Map<string, IrType>([...this.#fields.values()].map(({ field, type }) => [field, type]));
    for (const top of Object.values(TOPS)) fields.set(top, NUMBER);
    this.type = { kind: 'object', fields, tuple: false, text: undefined };
  }

  /** Whether a function's tape is its own from beginning to end. */
  static isOwn(fn: IrFunction): boolean {
    return [...opsOf(fn.body)].every((op) => op.kind !== 'tapeTop' && op.kind !== 'tapeSetTop');
  }

  /** The array that holds what is stored of this type. */
  holding(type: IrType): { readonly field: string; readonly type: IrType } {
    return this.#fields.get(this.#keyOf(type))!;
  }

  get arrays(): readonly { readonly field: string; readonly type: IrType }[] {
    return [...this.#fields.values()];
  }

  #keyOf(type: IrType): string {
    switch (type.kind) {
      case 'array':
        return `${type.readOnly ? 'readonly ' : ''}${type.kinds?.text ?? type.storage}<${this.#keyOf(type.element)}>${type.fixedLength ?? ''}`;
      case 'keyed':
        return `${type.container}<${this.#keyOf(type.key)},${this.#keyOf(type.element)}>`;
      case 'maybe':
        return `${this.#keyOf(type.of)}?${type.nothing ?? ''}`;
      case 'opaque':
        return `opaque ${type.text}`;
      case 'object': {
        let id = this.#ids.get(type);
        if (id === undefined) this.#ids.set(type, (id = this.#ids.size));
        return `object ${id}`;
      }
      default:
        return type.kind;
    }
  }
}

function arrayOf(element: IrType): IrType {
  return { kind: 'array', storage: 'Array', element, fixedLength: undefined };
}

class Reopening {
  readonly #source: IrFunction;
  readonly #tape: TapeLayout;
  readonly #values: FunctionBuilder;
  /** The arrays of a tape that no other function sees, by field. */
  readonly #arrays = new Map<string, ValueId>();
  /** Gradients that are the shadow itself. */
  readonly #same = new Map<ValueId, ValueId>();
  /** For each function that restores a structure: the shadow that it belongs to, until it is called. */
  readonly #restores = new Map<ValueId, ValueId>();

  constructor(source: IrFunction, tape: TapeLayout) {
    this.#source = source;
    this.#tape = tape;
    this.#values = new FunctionBuilder({ values: source.values, labels: labelCount(source.body) });
    for (const [value, info] of source.values) {
      if (info.type.kind === 'tape') this.#retype(value, { ...info, type: tape.type });
    }
  }

  function(): IrFunction {
    const { params, results } = this.#source;
    const body = this.#region(this.#source.body);
    return {
      ...this.#source,
      params: params.map((param) =>
        this.#source.values.get(param.value)!.type.kind === 'tape'
          ? { ...param, typeText: typeText(this.#tape.type) }
          : param,
      ),
      results: results.length > 1 ? [this.#resultType ?? VOID] : results,
      body,
      values: this.#values.values,
    };
  }

  #resultType: ObjectType | undefined;

  #retype(value: ValueId, info: ValueInfo): void {
    this.#values.values.set(value, info);
  }

  #region(source: Region): Region {
    const into = new RegionBuilder(this.#values, this.#source.origin);
    into.params.push(...source.params);
    for (const op of source.ops) {
      into.origin = op.origin;
      this.#op(op, into);
    }
    return into.end(this.#end(source.end, into));
  }

  #end(end: Terminator, into: RegionBuilder): Terminator {
    if (end.kind === 'throw') return end;
    const values = end.values.map((value) => this.#same.get(value) ?? value);
    if (end.kind !== 'return' || values.length < 2) return { ...end, values };
    const type = (this.#resultType ??= this.#tupleOf(values.map((value) => this.#values.typeOf(value))));
    return { kind: 'return', values: [this.#tuple(type, values, into)] };
  }

  #tuple(type: ObjectType, elements: readonly ValueId[], into: RegionBuilder): ValueId {
    return into.emit(type, (result) => ({ kind: 'alloc', result, init: { form: 'literal', elements } }));
  }

  #tupleOf(types: readonly IrType[], text?: string): ObjectType {
    return { kind: 'object', fields: new Map(types.map((type, i) => [String(i), type])), tuple: true, text };
  }

  #op(op: Op, into: RegionBuilder): void {
    switch (op.kind) {
      case 'tapeStore':
      case 'tapeLoad':
      case 'tapeReserve':
      case 'tapeTop':
      case 'tapeSetTop':
        return this.#tapeOp(op, into);
      case 'helper':
        return this.#helper(op, into);
      case 'call': {
        const callee: Callee = { key: keyOfCompanion(op.callee), companion: 'primal', variant: '' };
        if (op.results.length < 2) return into.add({ ...op, callee });
        const type = this.#tupleOf(op.results.map((result) => this.#values.typeOf(result)));
        const results = into.emit(type, (result) => ({ ...op, callee, results: [result] }));
        op.results.forEach((result, i) => into.add({ kind: 'get', result, object: results, field: String(i) }));
        return;
      }
      case 'alloc': {
        const type = this.#values.typeOf(op.result);
        if (op.init.form === 'literal' && type.kind === 'object' && type.tuple) {
          const elements = op.init.elements.map((element) => this.#same.get(element) ?? element);
          const own = this.#tupleOf(
            elements.map((element) => this.#values.typeOf(element)),
            type.text,
          );
          this.#retype(op.result, { ...this.#values.infoOf(op.result), type: own });
          return into.add({ ...op, init: { form: 'literal', elements } });
        }
        return void into.ops.push(op);
      }
      case 'get': {
        const object = this.#same.get(op.object);
        const type = object === undefined ? undefined : this.#values.typeOf(object);
        if (object === undefined || type?.kind !== 'object') return void into.ops.push(op);
        this.#retype(op.result, { ...this.#values.infoOf(op.result), type: type.fields.get(op.field)! });
        return into.add({ ...op, object });
      }
      case 'if':
        return void into.ops.push({ ...op, then: this.#region(op.then), else: this.#region(op.else) });
      case 'loop':
        return void into.ops.push({ ...op, test: this.#region(op.test), body: this.#region(op.body) });
      case 'block':
        return void into.ops.push({ ...op, body: this.#region(op.body) });
      default:
        if (regionsOf(op).length > 0) throw new Error(`ADC9010: ${op.kind} in a companion that is differentiated`);
        into.ops.push(op);
    }
  }

  #tapeOp(op: TapeOp, into: RegionBuilder): void {
    const array = (of: IrType): ValueId => {
      const { field, type } = this.#tape.holding(of);
      const own = this.#arrays.get(field);
      if (own !== undefined) return own;
      return into.emit(type, (result) => ({ kind: 'get', result, object: op.tape, field }), field);
    };
    switch (op.kind) {
      case 'tapeStore':
        return into.add({
          kind: 'store',
          array: array(this.#source.values.get(op.value)!.type),
          index: op.cursor,
          value: op.value,
        });
      case 'tapeLoad':
        return into.add({
          kind: 'load',
          result: op.result,
          array: array(this.#source.values.get(op.result)!.type),
          index: op.cursor,
          mayMiss: false,
        });
      case 'tapeReserve':
        return;
      case 'tapeTop':
        return into.add({ kind: 'get', result: op.result, object: op.tape, field: TOPS[op.lane] });
      case 'tapeSetTop':
        return into.add({ kind: 'set', object: op.tape, field: TOPS[op.lane], value: op.cursor });
    }
  }

  /** Once is enough. */
  #restore(restore: ValueId, into: RegionBuilder): void {
    const shadow = this.#restores.get(restore);
    if (shadow === undefined) return;
    into.add({ kind: 'helper', name: 'restore', result: undefined, args: [restore, shadow] });
    this.#restores.delete(restore);
  }

  #helper(op: HelperOp & Op, into: RegionBuilder): void {
    switch (op.name) {
      case 'openTape': {
        const arrays = this.#tape.arrays.map(({ field, type }) => ({
          name: field,
          value: into.emit(
            type,
            (result) => ({ kind: 'alloc', result, init: { form: 'literal', elements: [] } }),
            field,
          ),
        }));
        if (TapeLayout.isOwn(this.#source)) {
          for (const { name, value } of arrays) this.#arrays.set(name, value);
          return;
        }
        const tops = Object.values(TOPS).map((name) => ({ name, value: into.constant(0) }));
        return into.add({ kind: 'alloc', result: op.result!, init: { form: 'object', fields: [...arrays, ...tops] } });
      }
      case 'closeTape':
      case 'locate':
      case 'adjointGrowth':
      case 'growthBehind':
      case 'growthBefore':
      case 'growthEnd':
        return;
      case 'gradientOf': {
        const [shadow, primal, restore] = op.args;
        if (restore !== undefined) this.#restore(restore, into);
        const { type } = this.#values.infoOf(primal!);
        if (!isRounded(type)) return void this.#same.set(op.result!, shadow!);
        this.#retype(op.result!, { ...this.#values.infoOf(op.result!), type: present(type) });
        return into.add({ kind: 'alloc', result: op.result!, init: { form: 'copy', of: shadow! } });
      }
      case 'restore':
        return this.#restore(op.args[0]!, into);
      case 'keepStructure':
        this.#restores.set(op.result!, op.args[0]!);
        return void into.ops.push(op);
      default:
        into.ops.push(op);
    }
  }
}
