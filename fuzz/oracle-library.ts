/** What the oracle's programs may call: methods of arrays and typed arrays, constructors and static functions. */
import { type Num, valueOf } from './hyper-dual.js';
import { iterations, listOf } from './oracle-iterators.js';
import { toNumber } from './oracle-operators.js';
import { Floats, indexOf, isFields, isNumber, plain, type Fields, type Fn, type Value } from './oracle-values.js';

const unknownName = (what: string): never => {
  throw new Error(`the oracle does not know ${what}`);
};

const number = (x: Value): Num => (isNumber(x) ? x : unknownName('this number'));
const integer = (x: Value, otherwise: number): number => (x === undefined ? otherwise : indexOf(x));
const fn = (x: Value): Fn => (typeof x === 'function' ? x : unknownName('this function'));
const within = (x: number, length: number): number => (x < 0 ? Math.max(0, length + x) : Math.min(x, length));

const itemsOf = (x: Value): readonly Value[] => (Array.isArray(x) ? x : listOf(x));

type Method = (self: Value[] | Floats, args: readonly Value[]) => Value;

const like = (self: Value[] | Floats, items: readonly Value[]): Value =>
  self instanceof Floats ? Floats.of(items as readonly Num[], self.single) : items.slice();
/** Holes have no element: most methods that call back pass over them. */
const has = (self: Value[] | Floats, i: number): boolean => self instanceof Floats || i in self;
const at = (self: Value[] | Floats, i: number): Value => (self instanceof Floats ? self.get(i) : self[i]);
const put = (self: Value[] | Floats, i: number, x: Value): void => {
  if (self instanceof Floats) self.set(i, number(x));
  else self[i] = x;
};
const rewrite = (self: Value[] | Floats, items: readonly Value[]): Value => {
  items.forEach((x, i) => put(self, i, x));
  return self;
};

type Match = { readonly index: number; readonly found: Value };

function search(self: Value[] | Floats, test: Fn, { backwards = false, passesOver = false } = {}): Match {
  for (let k = 0, { length } = self; k < length; k++) {
    const i = backwards ? length - 1 - k : k;
    if (passesOver && !has(self, i)) continue;
    const found = at(self, i);
    if (plain(test(found, i, self))) return { index: i, found };
  }
  return { index: -1, found: undefined };
}

const sorted = (self: Value[] | Floats, [compare]: readonly Value[]): Value[] => {
  const order = (a: Value, b: Value): number =>
    compare === undefined ? valueOf(number(a)) - valueOf(number(b)) : valueOf(number(fn(compare)(a, b)));
  if (compare === undefined && Array.isArray(self)) return unknownName('the order of texts');
  return [...itemsOf(self)].sort(order);
};

const sameAs =
  (x: Value) =>
  (y: Value): boolean =>
    plain(x) === plain(y);

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
  map: (self, [f]) => {
    // Read one by one: the function may write the elements that follow.
    const made = new Array<Value>(self.length);
    for (let i = 0, { length } = self; i < length; i++) if (has(self, i)) made[i] = fn(f)(at(self, i), i, self);
    return like(self, made);
  },
  forEach: (self, [f]) => {
    for (let i = 0, { length } = self; i < length; i++) if (has(self, i)) fn(f)(at(self, i), i, self);
    return undefined;
  },
  filter: (self, [f]) => {
    const kept: Value[] = [];
    for (let i = 0, { length } = self; i < length; i++) {
      if (!has(self, i)) continue;
      const x = at(self, i);
      if (plain(fn(f)(x, i, self))) kept.push(x);
    }
    return like(self, kept);
  },
  sort: (self, args) => rewrite(self, sorted(self, args)),
  toSorted: (self, args) => like(self, sorted(self, args)),
  toReversed: (self) => like(self, [...itemsOf(self)].reverse()),
  with: (self, [i, x]) => {
    const fresh = like(self, itemsOf(self)) as Value[] | Floats;
    put(fresh, indexOf(i) < 0 ? self.length + indexOf(i) : indexOf(i), x);
    return fresh;
  },
  indexOf: (self, [x]) => itemsOf(self).findIndex(sameAs(x)),
  lastIndexOf: (self, [x]) => itemsOf(self).findLastIndex(sameAs(x)),
  includes: (self, [x]) => itemsOf(self).some((y) => sameAs(x)(y) || Object.is(plain(x), plain(y))),
  join: (self, [by]) =>
    itemsOf(self)
      .map(plain)
      .join(by as string),
  ...iterations,
  findLast: (self, [f]) => search(self, fn(f), { backwards: true }).found,
  findLastIndex: (self, [f]) => search(self, fn(f), { backwards: true }).index,
  findIndex: (self, [f]) => search(self, fn(f)).index,
  find: (self, [f]) => search(self, fn(f)).found,
  some: (self, [f]) => search(self, fn(f), { passesOver: true }).index >= 0,
  every: (self, [f]) => search(self, (...args) => !plain(fn(f)(...args)), { passesOver: true }).index < 0,
  reduceRight: (self, args) => {
    let i = self.length - 1;
    while (args.length < 2 && !has(self, i)) i--;
    let total: Value = args.length > 1 ? args[1] : at(self, i--);
    for (; i >= 0; i--) if (has(self, i)) total = fn(args[0])(total, at(self, i), i, self);
    return total;
  },
  reduce: (self, args) => {
    let i = 0;
    while (args.length < 2 && !has(self, i) && i < self.length) i++;
    let total: Value = args.length > 1 ? args[1] : at(self, i++);
    for (const { length } = self; i < length; i++) if (has(self, i)) total = fn(args[0])(total, at(self, i), i, self);
    return total;
  },
};

const ofArrays: Readonly<Record<string, (self: Value[], args: readonly Value[]) => Value>> = {
  push: (self, args) => self.push(...args),
  pop: (self) => self.pop(),
  shift: (self) => self.shift(),
  unshift: (self, args) => self.unshift(...args),
  concat: (self, args) => self.concat(...(args as Value[][])),
  splice: (self, [from, count, ...fresh]) => self.splice(indexOf(from), integer(count, self.length), ...fresh),
  toSpliced: (self, [from, count, ...fresh]) =>
    [...self].toSpliced(indexOf(from), integer(count, self.length), ...fresh),
  flat: (self) => self.flat(),
  flatMap: (self, [f]) => {
    const all: Value[] = [];
    for (let i = 0, { length } = self; i < length; i++) {
      if (!has(self, i)) continue;
      const made = fn(f)(self[i], i, self);
      if (Array.isArray(made)) made.forEach((x) => all.push(x));
      else all.push(made);
    }
    return all;
  },
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
  if (name === 'Map')
    return new Map(
      first === undefined ? [] : listOf(first).map((pair) => [plain((pair as Value[])[0]), (pair as Value[])[1]]),
    );
  if (name === 'Set') return new Set(first === undefined ? [] : listOf(first).map(plain));
  if (name === 'Array') return count !== undefined && args.length === 1 ? new Array<Value>(count) : [...args];
  return unknownName(`new ${name}`);
}

const predicates: Readonly<Record<string, (x: number) => boolean>> = {
  isNaN: Number.isNaN,
  isFinite: Number.isFinite,
  isInteger: Number.isInteger,
  isSafeInteger: Number.isSafeInteger,
};

/** What `instanceof` says of a class of the language. */
export function isOfLibrary(x: Value, name: string): boolean {
  if (/Error$/.test(name))
    return isFields(x) && typeof x['name'] === 'string' && (name === 'Error' || x['name'] === name);
  if (name === 'Array') return Array.isArray(x);
  return name in floatClasses ? x instanceof Floats && x.single === floatClasses[name] : unknownName(name);
}

/** Functions that belong to no object. */
export const isGlobal = (name: string): boolean => ['isNaN', 'isFinite', 'Number', 'structuredClone'].includes(name);

/** A deep copy; what is one object stays one. */
function cloned(root: Value): Value {
  const made = new Map<Value, Value>();
  const visit = (x: Value): Value => {
    if (made.has(x)) return made.get(x);
    if (x instanceof Floats) {
      const fresh = Floats.of(x.items(), x.single);
      made.set(x, fresh);
      return fresh;
    }
    if (Array.isArray(x)) {
      const fresh: Value[] = [];
      made.set(x, fresh);
      for (const each of x) fresh.push(visit(each));
      return fresh;
    }
    if (!isFields(x)) return x;
    const fresh: Fields = {};
    made.set(x, fresh);
    for (const [name, each] of Object.entries(x)) fresh[name] = visit(each);
    return fresh;
  };
  return visit(root);
}

export function callGlobal(name: string, [x]: readonly Value[]): Value {
  if (name === 'structuredClone') return cloned(x);
  const converted = toNumber(x);
  return name === 'Number' ? converted : predicates[name]!(valueOf(converted));
}

function callObject(name: string, [first, ...others]: readonly Value[]): Value {
  const of = first as Fields;
  switch (name) {
    case 'is':
      return Object.is(plain(first), plain(others[0]));
    case 'assign':
      return Object.assign(of, ...(others as Fields[])) as Fields;
    case 'freeze':
      return Object.freeze(of);
    case 'keys':
      return Object.keys(of);
    case 'values':
      return Object.values(of);
    case 'entries':
      return Object.entries(of);
    default:
      return unknownName(`Object.${name}`);
  }
}

export function callStatic(owner: string, name: string, args: readonly Value[]): Value {
  const [first, f] = args;
  if (owner === 'Array' && name === 'from') {
    const items = !isFields(first)
      ? listOf(first)
      : new Array<Value>(indexOf((first as { length: Value }).length)).fill(undefined);
    return Array.from(items, (x, i) => (f === undefined ? x : fn(f)(x, i)));
  }
  if (owner === 'Number' && name in predicates) return isNumber(first) && predicates[name]!(valueOf(first));
  if (owner === 'Array' && name === 'of') return [...args];
  if (owner === 'Array' && name === 'isArray') return Array.isArray(first);
  if (owner === 'Object') return callObject(name, args);
  if (owner in floatClasses && (name === 'from' || name === 'of'))
    return Floats.of((name === 'of' ? args : itemsOf(first)) as readonly Num[], floatClasses[owner]!);
  return unknownName(`${owner}.${name}`);
}
