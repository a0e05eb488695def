/**
 * Scalar replacement of small arrays: one that is made here, goes by one name, and is only read and written at constant indices, becomes
 * a variable for each element, which branches and loops yield and carry. Nobody else sees it, so it has no aliases.
 * Before: a simplified primal. After: the same function without these arrays. Elements that would be read before they are written (holes)
 * keep their array, and so does storage that rounds.
 */

import { FunctionBuilder } from '../ir/builder.js';
import { aliasKey, present } from '../ir/type-facts.js';
import type { AllocInit, ArrayType, IrFunction, IrType, Label, Op, Region, Terminator, ValueId } from '../ir/types.js';
import { carriedBy, cloneRegion, labelCount, operandsOf, opsOf, regionsWithin } from '../ir/walk.js';

/** The longest array that becomes variables. */
const LONGEST = 32;

export function splitArrays(fn: IrFunction): IrFunction {
  let arrays = splittable(fn);
  while (arrays.size > 0) {
    const splitter = new Splitter(fn, arrays);
    const result = splitter.function();
    if (splitter.unset.size === 0) return result;
    arrays = new Map([...arrays].filter(([array]) => !splitter.unset.has(array)));
  }
  return fn;
}

type Arrays = ReadonlyMap<ValueId, { readonly type: ArrayType; readonly length: number }>;

/** Arrays of which nothing is done but to ask for their length, and to read and write elements that are known to be there. */
function splittable(fn: IrFunction): Arrays {
  const constants = new Map<ValueId, unknown>();
  const found = new Map<ValueId, { type: ArrayType; length: number }>();
  const typeOf = (value: ValueId): IrType => fn.values.get(value)!.type;
  for (const op of opsOf(fn.body)) {
    if (op.kind === 'const') constants.set(op.result, op.value);
    if (op.kind !== 'alloc') continue;
    const type = typeOf(op.result);
    const length = lengthOf(op.init, constants);
    if (type.kind !== 'array' || length === undefined || length > LONGEST) continue;
    if (type.kinds !== undefined || type.instance !== undefined || type.storage === 'Float32Array') continue;
    const elements = op.init.form === 'literal' ? op.init.elements : op.init.form === 'filled' ? [op.init.value] : [];
    if (elements.every((element) => isSame(typeOf(element), type.element))) found.set(op.result, { type, length });
  }
  const isInside = (array: ValueId, index: ValueId): boolean => {
    const at = constants.get(index);
    return (
      typeof at === 'number' &&
      Number.isInteger(at) &&
      !Object.is(at, -0) &&
      at >= 0 &&
      at < (found.get(array)?.length ?? 0)
    );
  };
  for (const op of opsOf(fn.body)) {
    const used = new Set(operandsOf(op));
    if (op.kind === 'length') used.delete(op.array);
    if (op.kind === 'load' && !op.mayMiss && isInside(op.array, op.index)) {
      const element = present(typeOf(op.array));
      if (element.kind === 'array' && isSame(typeOf(op.result), element.element)) used.delete(op.array);
    }
    if (op.kind === 'store' && op.value !== op.array && isInside(op.array, op.index)) {
      const element = present(typeOf(op.array));
      if (element.kind === 'array' && isSame(typeOf(op.value), element.element)) used.delete(op.array);
    }
    used.forEach((value) => found.delete(value));
  }
  for (const { end } of regionsWithin(fn.body)) carriedBy(end).forEach((value) => found.delete(value));
  return found;
}

/** A copy rounds, should the storage be another. */
function lengthOf(init: AllocInit, constants: ReadonlyMap<ValueId, unknown>): number | undefined {
  if (init.form === 'literal') return init.elements.length;
  if (init.form !== 'sized' && init.form !== 'filled') return undefined;
  const length = constants.get(init.length);
  return typeof length === 'number' && Number.isInteger(length) && length >= 0 ? length : undefined;
}

function isSame(a: IrType, b: IrType): boolean {
  return a === b || (a.kind === b.kind && a.kind !== 'opaque' && a.kind !== 'maybe' && aliasKey(a) === aliasKey(b));
}

/** What each element of the arrays holds, where the cursor is; `undefined`: nothing yet. */
type Cells = Map<ValueId, readonly (ValueId | undefined)[]>;
/** An element that a branch or a loop gives a value. */
type Cell = { readonly array: ValueId; readonly index: number };
/** What the exits of a loop or block hand on besides their values. */
type Target = { readonly breaks: readonly Cell[]; readonly continues: readonly Cell[] };

class Splitter {
  readonly #fn: IrFunction;
  readonly #arrays: Arrays;
  readonly #builder: FunctionBuilder;
  readonly #constants = new Map<ValueId, number>();
  readonly #replaced = new Map<ValueId, ValueId>();
  readonly #targets = new Map<Label, Target>();
  #cells: Cells = new Map();
  /** Arrays of which an element is read that may not have been written. */
  readonly unset = new Set<ValueId>();

  constructor(fn: IrFunction, arrays: Arrays) {
    this.#fn = fn;
    this.#arrays = arrays;
    this.#builder = new FunctionBuilder({ values: fn.values, labels: labelCount(fn.body) });
    for (const op of opsOf(fn.body)) if (op.kind === 'const') this.#constants.set(op.result, Number(op.value));
  }

  function(): IrFunction {
    const body = this.#region(this.#fn.body, []);
    const map = new Map([...this.#replaced.keys()].map((value) => [value, this.#resolve(value)]));
    const gone = (value: ValueId): boolean => this.#arrays.has(value) || map.has(value);
    const values = new Map([...this.#builder.values].filter(([value]) => !gone(value)));
    return { ...this.#fn, body: cloneRegion(body, map, (value) => value), values };
  }

  #resolve(value: ValueId): ValueId {
    let at = value;
    for (let next = this.#replaced.get(at); next !== undefined; next = this.#replaced.get(at)) at = next;
    return at;
  }

  /** @param yields what is handed on where the region falls out. */
  #region(region: Region, yields: readonly Cell[]): Region {
    const ops = region.ops.flatMap((op) => this.#op(op));
    const { end } = region;
    return { ...region, ops, end: this.#end(end, yields, ops) };
  }

  #end(end: Terminator, yields: readonly Cell[], ops: Op[]): Terminator {
    switch (end.kind) {
      case 'yield':
        return { ...end, values: [...end.values, ...this.#valuesOf(yields, ops)] };
      case 'break':
        return { ...end, values: [...end.values, ...this.#valuesOf(this.#targets.get(end.label)!.breaks, ops)] };
      case 'continue':
        return { ...end, values: [...end.values, ...this.#valuesOf(this.#targets.get(end.label)!.continues, ops)] };
      default:
        return end;
    }
  }

  #valuesOf(cells: readonly Cell[], ops: Op[]): readonly ValueId[] {
    return cells.map(({ array, index }) => {
      const value = this.#cells.get(array)?.[index];
      if (value !== undefined) return value;
      // Behind this place some way has no value: it is never read there, or the array stays.
      this.unset.add(array);
      const result = this.#builder.value(this.#arrays.get(array)!.type.element);
      ops.push({ kind: 'const', result, value: undefined, origin: undefined });
      return result;
    });
  }

  #op(op: Op): readonly Op[] {
    switch (op.kind) {
      case 'alloc':
        return this.#arrays.has(op.result) ? this.#alloc(op) : [op];
      case 'load': {
        if (!this.#arrays.has(op.array)) return [op];
        const value = this.#cells.get(op.array)?.[this.#constants.get(op.index)!];
        if (value === undefined) this.unset.add(op.array);
        else this.#replaced.set(op.result, value);
        return [];
      }
      case 'store':
        if (!this.#arrays.has(op.array)) return [op];
        this.#name(op.value, op.array, this.#constants.get(op.index)!);
        this.#write(op.array, this.#constants.get(op.index)!, op.value);
        return [];
      case 'length': {
        const length = this.#arrays.get(op.array)?.length;
        return length === undefined ? [op] : [{ kind: 'const', result: op.result, value: length, origin: op.origin }];
      }
      case 'if': {
        const before = this.#cells;
        const written = this.#writtenIn([op.then, op.else], before);
        const arm = (region: Region): Region => {
          this.#cells = new Map(before);
          return this.#region(region, written);
        };
        const [then, otherwise] = [arm(op.then), arm(op.else)];
        this.#cells = before;
        return [{ ...op, then, else: otherwise, results: [...op.results, ...this.#define(written)] }];
      }
      case 'block': {
        const before = this.#cells;
        const written = this.#writtenIn([op.body], before);
        this.#targets.set(op.label, { breaks: written, continues: [] });
        this.#cells = new Map(before);
        const body = this.#region(op.body, written);
        this.#cells = before;
        return [{ ...op, body, results: [...op.results, ...this.#define(written)] }];
      }
      case 'loop': {
        const before = this.#cells;
        const written = this.#writtenIn([op.body], before);
        const initial: Op[] = [];
        const first = this.#valuesOf(written, initial);
        this.#targets.set(op.label, { breaks: written, continues: written });
        this.#cells = new Map(before);
        const params = this.#define(written);
        const inTurn = this.#cells;
        const test = this.#region(op.test, []);
        this.#cells = new Map(inTurn);
        const body = this.#region(op.body, []);
        this.#cells = before;
        const results = this.#define(written);
        return [
          ...initial,
          {
            ...op,
            initial: [...op.initial, ...first],
            params: [...op.params, ...params],
            test,
            body,
            results: [...op.results, ...results],
          },
        ];
      }
      case 'closure':
        return [{ ...op, body: this.#region(op.body, []) }];
      default:
        return [op];
    }
  }

  #alloc(op: Extract<Op, { kind: 'alloc' }>): readonly Op[] {
    const { type, length } = this.#arrays.get(op.result)!;
    if (op.init.form === 'literal') {
      op.init.elements.forEach((value, index) => this.#name(value, op.result, index));
      this.#cells.set(op.result, op.init.elements);
      return [];
    }
    const fill = (value: ValueId | undefined): void =>
      void this.#cells.set(
        op.result,
        Array.from({ length }, () => value),
      );
    if (op.init.form === 'filled') fill(op.init.value);
    else if (type.storage === 'Array') fill(undefined);
    else {
      const zero = this.#builder.value(type.element);
      fill(zero);
      return [{ kind: 'const', result: zero, value: 0, origin: op.origin }];
    }
    return [];
  }

  /** What has no name of its own is called after the element. */
  #name(value: ValueId, array: ValueId, index: number): void {
    const info = this.#builder.infoOf(value);
    const { name } = this.#builder.infoOf(array);
    if (info.name === undefined && name !== undefined && !this.#constants.has(value))
      this.#builder.values.set(value, { ...info, name: `${name}${index}` });
  }

  #write(array: ValueId, index: number, value: ValueId): void {
    const cells = this.#cells.get(array);
    // Where the array is not made yet control never gets.
    if (cells !== undefined) this.#cells.set(array, cells.with(index, value));
  }

  /** The elements that a store in these regions may change, of arrays made before. */
  #writtenIn(regions: readonly Region[], before: Cells): readonly Cell[] {
    const found = new Map<string, Cell>();
    for (const region of regions)
      for (const op of opsOf(region)) {
        if (op.kind !== 'store' || !before.has(op.array)) continue;
        const index = this.#constants.get(op.index)!;
        found.set(`${op.array} ${index}`, { array: op.array, index });
      }
    return [...found.values()];
  }

  /** A fresh value for each of the elements, which holds it from here on. */
  #define(cells: readonly Cell[]): readonly ValueId[] {
    return cells.map(({ array, index }) => {
      const { name } = this.#builder.infoOf(array);
      const value = this.#builder.value(this.#arrays.get(array)!.type.element, name && `${name}${index}`);
      this.#write(array, index, value);
      return value;
    });
  }
}
