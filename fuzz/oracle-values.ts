/** The values of the oracle's programs: structures of hyper-dual numbers, made from plain ones and turned back into them. */
import { component, Dual, type Num, unary, valueOf } from './hyper-dual.js';

/** A Float64Array, or with `single` a Float32Array: a window onto cells that other windows may share. */
export class Floats {
  constructor(
    readonly cells: Num[],
    readonly offset: number,
    readonly length: number,
    readonly single: boolean,
  ) {}
  get(index: number): Num | undefined {
    return Number.isInteger(index) && index >= 0 && index < this.length ? this.cells[this.offset + index] : undefined;
  }
  set(index: number, x: Num): void {
    if (Number.isInteger(index) && index >= 0 && index < this.length)
      this.cells[this.offset + index] = this.single ? unary(x, Math.fround(valueOf(x)), 1, 0) : x;
  }
  items(): Num[] {
    return this.cells.slice(this.offset, this.offset + this.length);
  }
  static of(items: readonly Num[], single: boolean): Floats {
    const made = new Floats(new Array<Num>(items.length).fill(0), 0, items.length, single);
    items.forEach((x, i) => made.set(i, x));
    return made;
  }
}

export type Fn = (...args: Value[]) => Value;
export type Fields = { [name: string]: Value };
/** Keys are plain; values of maps are what they were given. */
export type Container = Map<unknown, Value> | Set<unknown>;
export type Value =
  | Num
  | boolean
  | string
  | undefined
  | null
  | Value[]
  | Floats
  | Fields
  | Fn
  | Container
  | Iterable<Value>;

export const isNumber = (x: Value): x is Num => typeof x === 'number' || x instanceof Dual;
export const isFields = (x: Value): x is Fields =>
  typeof x === 'object' && x !== null && !(Symbol.iterator in x) && !(x instanceof Dual) && !(x instanceof Floats);

/** What `typeof`, `if` and `!` see. */
export const plain = (x: Value): unknown => (x instanceof Dual ? x.v : x);

/** Arguments with two directions of the same shape; what is one object stays one object, across all of them. */
export function lift(args: readonly unknown[], first: readonly unknown[], second: readonly unknown[]): Value[] {
  const made = new Map<unknown, Value>();
  const buffers = new Map<ArrayBufferLike, Num[]>();
  const visit = (x: unknown, a: unknown, b: unknown): Value => {
    if (typeof x === 'number') return new Dual(x, a as number, b as number, 0, Math.abs(a as number));
    if (typeof x !== 'object' || x === null) return x as Value;
    const known = made.get(x);
    if (known !== undefined) return known;
    if (x instanceof Float64Array || x instanceof Float32Array) {
      let cells = buffers.get(x.buffer);
      if (!cells)
        buffers.set(x.buffer, (cells = Array.from<Num>({ length: x.buffer.byteLength / x.BYTES_PER_ELEMENT }).fill(0)));
      const floats = new Floats(cells, x.byteOffset / x.BYTES_PER_ELEMENT, x.length, x instanceof Float32Array);
      x.forEach((entry, i) => floats.set(i, visit(entry, (a as number[])[i], (b as number[])[i]) as Num));
      made.set(x, floats);
      return floats;
    }
    if (Array.isArray(x)) {
      const items: Value[] = [];
      made.set(x, items);
      x.forEach((entry, i) => items.push(visit(entry, (a as unknown[])[i], (b as unknown[])[i])));
      return items;
    }
    if (x instanceof Map) {
      const map = new Map<unknown, Value>();
      made.set(x, map);
      for (const [key, entry] of x as Map<unknown, unknown>)
        map.set(key, visit(entry, (a as typeof x).get(key), (b as typeof x).get(key)));
      return map;
    }
    const fields: Fields = {};
    made.set(x, fields);
    for (const [key, entry] of Object.entries(x))
      fields[key] = visit(entry, (a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]);
    return fields;
  };
  return args.map((x, i) => visit(x, first[i], second[i]));
}

/** One component of every number, in plain arrays and objects. */
export function lower(root: Value, which: 'v' | 'a' | 'b' | 'c' | 'm'): unknown {
  const made = new Map<unknown, unknown>();
  const visit = (x: Value): unknown => {
    if (isNumber(x)) return component(x, which);
    if (typeof x !== 'object' || x === null) return x;
    if (made.has(x)) return made.get(x);
    if (x instanceof Floats) {
      const items = x.items().map((each) => component(each, which));
      const floats = x.single && which === 'v' ? Float32Array.from(items) : Float64Array.from(items);
      made.set(x, floats);
      return floats;
    }
    if (Array.isArray(x)) {
      const items: unknown[] = [];
      made.set(x, items);
      for (const each of x) items.push(visit(each));
      return items;
    }
    if (x instanceof Map) {
      const map = new Map<unknown, unknown>();
      made.set(x, map);
      for (const [key, each] of x as Map<unknown, Value>) map.set(key, visit(each));
      return map;
    }
    const fields: Record<string, unknown> = {};
    made.set(x, fields);
    for (const [key, each] of Object.entries(x as Fields)) fields[key] = visit(each);
    return fields;
  };
  return visit(root);
}

export const indexOf = (x: Value): number => {
  if (!isNumber(x)) throw new Error('an index that is no number');
  return valueOf(x);
};
