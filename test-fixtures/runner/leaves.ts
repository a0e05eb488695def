/** Walks structured values: their number leaves, copies that keep aliases, zeros of the same shape, and deep comparison. */

export type Key = string | number;
/** Where a number sits, from the root down. */
export type Leaf = { readonly keys: readonly Key[] };

type Container = Record<Key, unknown>;

export const isFloatArray = (value: unknown): value is Float64Array | Float32Array =>
  value instanceof Float64Array || value instanceof Float32Array;

const isContainer = (value: unknown): value is Container =>
  typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !(value instanceof Date);

/** Every number that can be reached, each storage cell once, however many names lead to it. */
export function leavesOf(root: unknown): readonly Leaf[] {
  const leaves: Leaf[] = [];
  const seen = new Set<unknown>();
  const cells = new Map<ArrayBufferLike, Set<number>>();
  const visit = (value: unknown, keys: readonly Key[]): void => {
    if (typeof value === 'number') {
      leaves.push({ keys });
    } else if (isFloatArray(value)) {
      const known = cells.get(value.buffer) ?? new Set<number>();
      cells.set(value.buffer, known);
      for (let i = 0; i < value.length; i++) {
        const offset = value.byteOffset + i * value.BYTES_PER_ELEMENT;
        if (!known.has(offset)) leaves.push({ keys: [...keys, i] });
        known.add(offset);
      }
    } else if (isContainer(value) && !seen.has(value)) {
      seen.add(value);
      for (const key of keysOf(value)) visit(at(value, key), [...keys, key]);
    }
  };
  visit(root, []);
  return leaves;
}

/** A `Map` is walked by its keys, whatever they are. */
const keysOf = (value: Container): readonly Key[] =>
  value instanceof Map
    ? [...(value as Map<Key, unknown>).keys()]
    : Array.isArray(value) || ArrayBuffer.isView(value)
      ? Array.from(value as unknown as ArrayLike<unknown>, (_, index) => index)
      : Object.keys(value);

const at = (value: object | undefined, key: Key): unknown =>
  value instanceof Map ? value.get(key) : (value as Container | undefined)?.[key];

function put(value: object, key: Key, inner: unknown): void {
  if (value instanceof Map) value.set(key, inner);
  else (value as Container)[key] = inner;
}

export function read(root: unknown, keys: readonly Key[]): unknown {
  let value = root;
  for (const key of keys) value = at(value as object | undefined, key);
  return value;
}

export function write(root: unknown, keys: readonly Key[], value: number): void {
  const parent = read(root, keys.slice(0, -1)) as Container;
  put(parent, keys[keys.length - 1]!, value);
}

/** The leaf as an expression, with the names that `first` gives to the outermost position. */
export function pathText(keys: readonly Key[], first: readonly string[]): string {
  const [head, ...rest] = keys;
  if (head === undefined) return 'result';
  const start = typeof head === 'number' ? (first[head] ?? `#${head}`) : head;
  return start + rest.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
}

/** A deep copy: aliases stay aliases, views of one buffer stay views of one buffer, functions are shared. */
export function copy<T>(root: T): T {
  return rebuild(root, (value) => value) as T;
}

/** Zeros in the shape of a tangent of `root`: numbers 0, inert values undefined, inert fields absent. */
export function zeros(root: unknown): unknown {
  return rebuild(root, (value) => (typeof value === 'number' ? 0 : undefined), true);
}

function rebuild(root: unknown, scalar: (value: unknown) => unknown, tangent = false): unknown {
  const made = new Map<unknown, unknown>();
  const buffers = new Map<ArrayBufferLike, ArrayBuffer>();
  const bufferOf = (old: ArrayBufferLike): ArrayBuffer => {
    const known = buffers.get(old);
    if (known) return known;
    const fresh = tangent ? new ArrayBuffer(old.byteLength) : (old as ArrayBuffer).slice(0);
    buffers.set(old, fresh);
    return fresh;
  };
  const visit = (value: unknown): unknown => {
    if (isFloatArray(value)) {
      if (made.has(value)) return made.get(value);
      const Class = value.constructor as typeof Float64Array;
      const result = new Class(bufferOf(value.buffer), value.byteOffset, value.length);
      made.set(value, result);
      return result;
    }
    if (ArrayBuffer.isView(value)) return tangent ? undefined : structuredClone(value);
    if (!isContainer(value)) return scalar(value);
    if (made.has(value)) return made.get(value);
    const result = (
      Array.isArray(value)
        ? new Array(value.length)
        : value instanceof Map
          ? new Map()
          : Object.create(Object.getPrototypeOf(value))
    ) as Container;
    if (Array.isArray(value) && !tangent) Object.setPrototypeOf(result, Object.getPrototypeOf(value));
    made.set(value, result);
    for (const key of keysOf(value)) {
      const inner = visit(at(value, key));
      if (!tangent || inner !== undefined || Array.isArray(value)) put(result, key, inner);
    }
    return result;
  };
  return visit(root);
}

/**
 * The first difference between two values, or undefined: every leaf by `same`, the same keys and classes, and the same
 * places sharing one object.
 */
export function difference(
  computed: unknown,
  wanted: unknown,
  same: (a: unknown, b: unknown) => boolean = Object.is,
): { readonly keys: readonly Key[]; readonly computed: unknown; readonly wanted: unknown } | undefined {
  const partner = new Map<unknown, unknown>();
  const owner = new Map<unknown, unknown>();
  const visit = (a: unknown, b: unknown, keys: readonly Key[]): ReturnType<typeof difference> => {
    const differ = { keys, computed: a, wanted: b };
    if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null)
      return same(a, b) ? undefined : differ;
    if (partner.has(a) || owner.has(b)) return partner.get(a) === b && owner.get(b) === a ? undefined : differ;
    partner.set(a, b);
    owner.set(b, a);
    // The primal and its companions are modules of their own, each with its own classes.
    if (a.constructor.name !== b.constructor.name) return differ;
    const [left, right] = [keysOf(a as Container), keysOf(b as Container)];
    if ((Array.isArray(a) || ArrayBuffer.isView(a)) && lengthOf(a) !== lengthOf(b)) return differ;
    if (new Set([...left, ...right]).size !== left.length || left.length !== right.length) return differ;
    for (const key of left) {
      const found = visit(at(a, key), at(b, key), [...keys, key]);
      if (found) return found;
    }
    return undefined;
  };
  return visit(computed, wanted, []);
}

const lengthOf = (value: object): unknown => (value as { length?: unknown }).length;

/** Where a gradient or tangent fails to have the shape that a tangent of `primal` has, or undefined. */
export function misshapen(
  computed: unknown,
  primal: unknown,
): { readonly keys: readonly Key[]; readonly what: string } | undefined {
  const seen = new Map<unknown, unknown>();
  const visit = (a: unknown, b: unknown, keys: readonly Key[]): ReturnType<typeof misshapen> => {
    const wrong = (what: string): ReturnType<typeof misshapen> => ({ keys, what });
    if (typeof b === 'number') return typeof a === 'number' ? undefined : wrong(`is ${kindOf(a)}, not a number`);
    if (!isContainer(b) && !isFloatArray(b))
      return a === undefined ? undefined : wrong(`is ${kindOf(a)}, not undefined`);
    if (typeof a !== 'object' || a === null) return leavesOf(b).length === 0 ? undefined : wrong(`is ${kindOf(a)}`);
    if (seen.has(b)) return seen.get(b) === a ? undefined : wrong('is not the one object that mirrors its alias');
    seen.set(b, a);
    if (isFloatArray(b) || Array.isArray(b)) {
      const length = (a as unknown as ArrayLike<unknown>).length;
      const kind = Array.isArray(b) ? Array : b.constructor; // whatever class extends it
      if (a.constructor !== kind) return wrong(`is a ${a.constructor.name}, not a ${kind.name}`);
      if (length !== b.length) return wrong(`has length ${length}, not ${b.length}`);
      if (isFloatArray(b)) return undefined;
    } else {
      if (a instanceof Map !== b instanceof Map) return wrong(`is a ${a.constructor.name}`);
      const known = new Set(keysOf(b));
      const extra = keysOf(a as Container).find((key) => at(a, key) !== undefined && !known.has(key) && !(key in b));
      if (extra !== undefined) return wrong(`has the foreign field ${extra}`);
    }
    for (const key of keysOf(b as Container)) {
      const found = visit(at(a, key), at(b, key), [...keys, key]);
      if (found) return found;
    }
    return undefined;
  };
  return visit(computed, primal, []);
}

const kindOf = (value: unknown): string =>
  value === null ? 'null' : typeof value === 'object' ? value.constructor.name : typeof value;

/** The numbers at `leaves`, in order; NaN where there is none. */
export const numbersAt = (root: unknown, leaves: readonly Leaf[]): number[] =>
  leaves.map(({ keys }) => {
    const value = read(root, keys);
    return typeof value === 'number' ? value : NaN;
  });

/** A value as short text for a failure message. */
export function show(value: unknown): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (isFloatArray(value))
    return `${value.constructor.name}[${Array.from(value.slice(0, 8), show).join(', ')}${value.length > 8 ? ', …' : ''}]`;
  if (value instanceof Map) return `Map ${show([...value])}`;
  try {
    return (JSON.stringify(value) ?? String(value)).slice(0, 160);
  } catch {
    return String(value);
  }
}
