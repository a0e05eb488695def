import { expect, test } from 'vitest';
import { AdcError, extend, shadow, shadows } from './index.js';

test('leaves', () => {
  expect(shadow(3)).toBe(0);
  for (const inert of ['s', true, null, undefined, 4n, Symbol('s'), () => 1, new Date(), /x/, new Set([1])]) {
    expect(shadow(inert)).toBeUndefined();
  }
  for (const inert of [new Int32Array(2), new Uint8Array(2), new DataView(new ArrayBuffer(8)), new ArrayBuffer(8)]) {
    expect(shadow(inert)).toBeUndefined();
  }
});

test('float arrays of both kinds have a shadow of doubles', () => {
  expect(shadow(Float64Array.of(1, 2))).toStrictEqual(new Float64Array(2));
  expect(shadow(Float32Array.of(1, 2))).toStrictEqual(new Float64Array(2));
  expect(shadow(new Float64Array(0))).toStrictEqual(new Float64Array(0));
});

test('arrays, with gaps and with what carries no derivative', () => {
  expect(shadow([1, 2])).toStrictEqual([0, 0]);
  expect(shadow([])).toStrictEqual([]);
  expect(shadow([[1], [2, 3], []])).toStrictEqual([[0], [0, 0], []]);
  expect(shadow([1, 'a', [2]])).toStrictEqual([0, undefined, [0]]);
  expect(shadow(['a', 'b'])).toStrictEqual([undefined, undefined]);
  expect(shadow([1, undefined])).toStrictEqual([0, 0]);
  expect(shadow(new Array<number>(3))).toStrictEqual([0, 0, 0]);
  expect(shadow([undefined, { x: 1 }])).toStrictEqual([undefined, { x: 0 }]);
  expect(shadow(Object.freeze([1, 2]))).toStrictEqual([0, 0]);
});

test('objects: own enumerable data fields with a tangent, in order, without running getters', () => {
  class Body {
    name = 'earth';
    mass = 1;
    position = new Float64Array(3);
    parent: Body | undefined;
    #secret = 2;
    get weight(): number {
      throw new Error(`must not run ${this.#secret}`);
    }
  }
  const its = shadow(new Body());
  expect(its).toStrictEqual({ mass: 0, position: new Float64Array(3) });
  expect(Object.keys(its)).toEqual(['mass', 'position']);
  const literal = {
    get bad(): number {
      throw new Error('must not run');
    },
    x: 1,
  };
  expect(shadow(literal)).toStrictEqual({ x: 0 });
  expect(shadow({})).toStrictEqual({});
  expect(shadow({ s: 'only text' })).toStrictEqual({});
});

test('a map has a map', () => {
  const map = new Map<string, unknown>([
    ['a', 1],
    ['b', [2]],
    ['c', Float32Array.of(1)],
    ['d', 'text'],
  ]);
  const expected = new Map<string, unknown>([
    ['a', 0],
    ['b', [0]],
    ['c', new Float64Array(1)],
    ['d', undefined],
  ]);
  expect(shadow(map)).toStrictEqual(expected);
  expect([...(shadow(map) as Map<string, unknown>).keys()]).toEqual(['a', 'b', 'c', 'd']);
});

test('identity, aliases and cycles are kept', () => {
  interface Ring {
    value: number;
    next?: Ring;
    all: Ring[];
  }
  const a: Ring = { value: 1, all: [] };
  const b: Ring = { value: 2, next: a, all: a.all };
  a.next = b;
  a.all.push(a, b);
  const its = shadow(a);
  expect(its.next!.next).toBe(its);
  expect(its.all[1]).toBe(its.next);
  expect(its.next!.all).toBe(its.all);
});

test('a long chain needs no deep stack', () => {
  interface Link {
    value: number;
    next: Link | undefined;
  }
  let chain: Link = { value: 0, next: undefined };
  for (let i = 0; i < 100_000; i++) chain = { value: i, next: chain };
  let count = 0;
  for (let its: { next?: unknown } | undefined = shadow(chain); its; its = its.next as typeof its) count += 1;
  expect(count).toBe(100_001);
});

test('one object in two arguments has one shadow, on the top and inside', () => {
  const a = [1, 2];
  const f = new Float64Array(2);
  const [x, y, z, w, v] = shadows(a, a, { a }, f, [f]);
  expect(y).toBe(x);
  expect(z.a).toBe(x);
  expect(v[0]).toBe(w);
});

test('overlapping views share one shadow buffer with matching offsets', () => {
  const buffer = new Float64Array(10).buffer;
  const a = new Float64Array(buffer, 16, 4); // cells 2 to 5
  const b = new Float64Array(buffer, 32, 4); // cells 4 to 7
  const c = new Float64Array(buffer, 72, 1); // cell 9
  const [aBar, bBar, inner] = shadows(a, b, { c, again: a });
  aBar[2] = 7;
  expect([...bBar]).toEqual([7, 0, 0, 0]);
  bBar[1] = 5;
  expect([...aBar]).toEqual([0, 0, 7, 5]);
  expect(inner.c.length).toBe(1);
  expect(inner.c.buffer).not.toBe(aBar.buffer);
  expect(inner.again).toBe(aBar);
  expect(aBar.buffer.byteLength).toBe(6 * 8);
});

test('views that do not overlap need no memory in between', () => {
  const matrix = new Float64Array(1_000_000);
  const [first, last] = shadows(matrix.subarray(0, 3), matrix.subarray(999_997));
  expect(first.buffer.byteLength + last.buffer.byteLength).toBe(48);
});

test('views over float32 cells share a shadow of doubles', () => {
  const whole = new Float32Array(6);
  const [its, part] = shadows(whole, whole.subarray(1, 3));
  expect(its.length).toBe(6);
  part[0] = 1 + 2 ** -40;
  expect(its[1]).toBe(1 + 2 ** -40);
});

test('overlapping views of both float types are refused', () => {
  const buffer = new ArrayBuffer(32);
  expect(() => shadows(new Float64Array(buffer), new Float32Array(buffer))).toThrow(AdcError);
  expect(shadows(new Float64Array(buffer, 0, 1), new Float32Array(buffer, 8))).toHaveLength(2);
  expect(shadows(new Float64Array(buffer), new Int32Array(buffer))[1]).toBeUndefined();
});

test('extend gives zeros up to a length, and leaves what is there', () => {
  const its = [1];
  extend(its, 3);
  expect(its).toEqual([1, 0, 0]);
  for (const length of [2, -1, NaN, Infinity, 2 ** 32]) extend(its, length);
  expect(Object.entries(its)).toEqual([
    ['0', 1],
    ['1', 0],
    ['2', 0],
  ]);
  extend(its, 3.5);
  expect(its.length).toBe(4);
});
