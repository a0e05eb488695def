/** What the oracle's programs may call: methods of arrays and typed arrays, constructors and static functions. */
import { type Num, valueOf } from './hyper-dual.js';
import { toNumber } from './oracle-operators.js';
import { Floats, indexOf, isNumber, plain, type Fn, type Value } from './oracle-values.js';

const unknownName = (what: string): never => {
  throw new Error(`the oracle does not know ${what}`);
};

const number = (x: Value): Num => (isNumber(x) ? x : unknownName('this number'));
const integer = (x: Value, otherwise: number): number => (x === undefined ? otherwise : indexOf(x));
const fn = (x: Value): Fn => (typeof x === 'function' ? x : unknownName('this function'));
const within = (x: number, length: number): number => (x < 0 ? Math.max(0, length + x) : Math.min(x, length));

/** Items of anything that `for…of` takes. */
export const itemsOf = (x: Value): readonly Value[] =>
  Array.isArray(x) ? x : x instanceof Floats ? x.items() : unknownName('this iterable');

type Method = (self: Value[] | Floats, args: readonly Value[]) => Value;

const like = (self: Value[] | Floats, items: readonly Value[]): Value =>
  self instanceof Floats ? Floats.of(items as readonly Num[], self.single) : [...items];
const at = (self: Value[] | Floats, i: number): Value => (self instanceof Floats ? self.get(i) : self[i]);
const put = (self: Value[] | Floats, i: number, x: Value): void => {
  if (self instanceof Floats) self.set(i, number(x));
  else self[i] = x;
};
const rewrite = (self: Value[] | Floats, items: readonly Value[]): Value => {
  items.forEach((x, i) => put(self, i, x));
  return self;
};

function search(self: Value[] | Floats, test: Fn): { readonly index: number; readonly found: Value } {
  for (let i = 0, { length } = self; i < length; i++) {
    const found = at(self, i);
    if (plain(test(found, i, self))) return { index: i, found };
  }
  return { index: -1, found: undefined };
}

const shared: Readonly<Record<string, Method>> = {
  at: (self, [i]) => at(self, indexOf(i) < 0 ? self.length + indexOf(i) : indexOf(i)),
  fill: (self, [x, from, to]) => {
    const end = within(integer(to, self.length), self.length);
    for (let i = within(integer(from, 0), self.length); i < end; i++) put(self, i, x);
    return self;
  },
  slice: (self, [from, to]) => like(self, itemsOf(self).slice(integer(from, 0), integer(to, self.length))),
  reverse: (self) => rewrite(self, [...itemsOf(self)].reverse()),
  copyWithin: (self, [target, from, to]) => {
    const items = [...itemsOf(self)];
    return rewrite(self, items.copyWithin(indexOf(target), integer(from, 0), integer(to, items.length)));
  },
  map: (self, [f]) =>
    like(
      self,
      // Read one by one: the function may write the elements that follow.
      Array.from({ length: self.length }, (_, i) => fn(f)(at(self, i), i, self)),
    ),
  forEach: (self, [f]) => {
    for (let i = 0, { length } = self; i < length; i++) fn(f)(at(self, i), i, self);
    return undefined;
  },
  filter: (self, [f]) => {
    const kept: Value[] = [];
    for (let i = 0, { length } = self; i < length; i++) {
      const x = at(self, i);
      if (plain(fn(f)(x, i, self))) kept.push(x);
    }
    return like(self, kept);
  },
  findIndex: (self, [f]) => search(self, fn(f)).index,
  find: (self, [f]) => search(self, fn(f)).found,
  some: (self, [f]) => search(self, fn(f)).index >= 0,
  every: (self, [f]) => search(self, (...args) => !plain(fn(f)(...args))).index < 0,
  reduceRight: (self, [f, initial]) => {
    let total: Value = initial;
    for (let i = self.length - 1; i >= 0; i--) total = fn(f)(total, at(self, i), i, self);
    return total;
  },
  reduce: (self, args) => {
    let i = args.length > 1 ? 0 : 1;
    let total: Value = args.length > 1 ? args[1] : at(self, 0);
    for (const { length } = self; i < length; i++) total = fn(args[0])(total, at(self, i), i, self);
    return total;
  },
};

const ofArrays: Readonly<Record<string, (self: Value[], args: readonly Value[]) => Value>> = {
  push: (self, args) => self.push(...args),
  pop: (self) => self.pop(),
  shift: (self) => self.shift(),
  unshift: (self, args) => self.unshift(...args),
  concat: (self, args) => self.concat(...(args as Value[][])),
};

const ofFloats: Readonly<Record<string, (self: Floats, args: readonly Value[]) => Value>> = {
  subarray: (self, [from, to]) => {
    const start = within(integer(from, 0), self.length);
    return new Floats(
      self.cells,
      self.offset + start,
      Math.max(0, within(integer(to, self.length), self.length) - start),
      self.single,
    );
  },
  set: (self, [source, offset]) => {
    [...itemsOf(source)].forEach((x, i) => self.set(i + integer(offset, 0), number(x)));
    return undefined;
  },
};

export function callMethod(self: Value[] | Floats, name: string, args: readonly Value[]): Value {
  if (Array.isArray(self) && name in ofArrays) return ofArrays[name]!(self, args);
  if (self instanceof Floats && name in ofFloats) return ofFloats[name]!(self, args);
  return (shared[name] ?? unknownName(`the method ${name}`))(self, args);
}

/** Whether they hold single precision. */
const floatClasses: Readonly<Record<string, boolean>> = { Float64Array: false, Float32Array: true };

export function construct(name: string, args: readonly Value[]): Value {
  const [first] = args;
  const count = isNumber(first) ? valueOf(first) : undefined;
  if (name in floatClasses)
    return Floats.of(
      count !== undefined ? Array.from<Num>({ length: count }).fill(0) : (itemsOf(first) as readonly Num[]),
      floatClasses[name]!,
    );
  if (/Error$/.test(name)) return { name, message: first };
  if (name === 'Array') return count !== undefined && args.length === 1 ? new Array<Value>(count) : [...args];
  return unknownName(`new ${name}`);
}

const predicates: Readonly<Record<string, (x: number) => boolean>> = {
  isNaN: Number.isNaN,
  isFinite: Number.isFinite,
  isInteger: Number.isInteger,
  isSafeInteger: Number.isSafeInteger,
};

/** Functions that belong to no object. */
export const isGlobal = (name: string): boolean => name === 'isNaN' || name === 'isFinite' || name === 'Number';

export function callGlobal(name: string, [x]: readonly Value[]): Value {
  const converted = toNumber(x);
  return name === 'Number' ? converted : predicates[name]!(valueOf(converted));
}

export function callStatic(owner: string, name: string, args: readonly Value[]): Value {
  const [first, f] = args;
  if (owner === 'Array' && name === 'from') {
    const items =
      Array.isArray(first) || first instanceof Floats
        ? itemsOf(first)
        : new Array<Value>(indexOf((first as { length: Value }).length)).fill(undefined);
    return Array.from(items, (x, i) => (f === undefined ? x : fn(f)(x, i)));
  }
  if (owner === 'Number' && name in predicates) return isNumber(first) && predicates[name]!(valueOf(first));
  if (owner === 'Object' && name === 'is') return Object.is(plain(first), plain(f));
  if (owner in floatClasses && (name === 'from' || name === 'of'))
    return Floats.of((name === 'of' ? args : itemsOf(first)) as readonly Num[], floatClasses[owner]!);
  return unknownName(`${owner}.${name}`);
}
