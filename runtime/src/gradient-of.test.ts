import { expect, test } from 'vitest';
import { accumulate, gradientOf, keepStructure, shadow, shadows, snapshot, take } from './index.js';

test('nothing to convert: the shadow itself', () => {
  for (const primal of [Float64Array.of(1), [1, 2], { x: 1, v: [2] }, new Map([['a', 1]])]) {
    const its = shadow(primal);
    expect(gradientOf(its, primal)).toBe(its);
  }
  expect(gradientOf(3.5, 1)).toBe(3.5);
  expect(gradientOf(undefined, 'text')).toBeUndefined();
});

test('a Float32Array has a Float32Array, rounded once', () => {
  const primal = Float32Array.of(1);
  const its = shadow(primal) as unknown as Float64Array;
  for (let i = 0; i < 3; i++) its[0]! += 2 ** -25; // each alone would vanish beside a 1
  its[0]! += 1;
  expect(gradientOf(its, primal)).toStrictEqual(Float32Array.of(1 + 2 ** -23));
});

test('nested conversion keeps aliases and cycles', () => {
  interface Layer {
    w: Float32Array;
    b: Float64Array;
    self?: Layer;
  }
  const w = Float32Array.of(1, 2);
  const layer: Layer = { w, b: Float64Array.of(3) };
  layer.self = layer;
  const primals = [layer, [w], new Map([['w', w]])] as const;
  const its = shadows(...primals);
  (its[0].w as unknown as Float64Array)[1] = 0.1;
  const [first, second, third] = gradientOf(its, primals);
  expect(first.w).toStrictEqual(Float32Array.of(0, 0.1));
  expect(first.b).toStrictEqual(new Float64Array(1));
  expect(first.self).toBe(first);
  expect(second[0]).toBe(first.w);
  expect(third.get('w')).toBe(first.w);
});

test('a gradient has the length on entry', () => {
  const grown = shadow([0, 0]);
  const restore = keepStructure(grown);
  grown.splice(0, 2, 1, 2, 3);
  expect(gradientOf(grown, [0, 0, 0], restore)).toEqual([1, 2]);

  const shrunk = shadow([0, 0, 0]);
  const restoreShrunk = keepStructure(shrunk);
  shrunk.splice(0, 3, 1);
  expect(gradientOf(shrunk, [0], restoreShrunk)).toEqual([1, 0, 0]);
});

test('nested arrays have their lengths on entry', () => {
  const primal = { rows: [[0], [0]], layer: { v: [0, 0] }, cells: Float64Array.of(0) };
  const its = shadow(primal);
  const restore = keepStructure(its);
  its.rows[0]!.splice(0, 1, 1, 2);
  its.rows[1]![0] = 3;
  its.rows.push([9]);
  its.layer.v.splice(0, 2, 4);
  its.cells[0] = 5;
  expect(gradientOf(its, primal, restore)).toEqual({
    rows: [[1], [3]],
    layer: { v: [4, 0] },
    cells: Float64Array.of(5),
  });
});

test('take: the copy has the lengths on entry, the shadow keeps its own', () => {
  const primals = [[0, 0], { rows: [[0]] }] as const;
  const its = shadows(...primals) as [number[], { rows: number[][] }];
  const restore = keepStructure(its);
  its[0].push(7);
  its[1].rows[0]!.splice(0, 1, 4, 5);
  expect(take(its, primals, restore)).toEqual([[0, 0], { rows: [[4]] }]);
  expect(its).toEqual([[0, 0, 0], { rows: [[0, 0]] }]);
});

test('take: a fresh copy, and the shadow is zero again', () => {
  const shared = Float32Array.of(1, 2);
  const primals = [shared, { v: shared, n: 1, list: [1, 2] }, 's'] as const;
  const its = shadows(...primals);
  const cells = its[0] as unknown as Float64Array;
  cells[0] = 5;
  its[1].n = 4;
  its[1].list[1] = 3;
  const taken = take(its, primals);
  expect(taken).toEqual([Float32Array.of(5, 0), { v: Float32Array.of(5, 0), n: 4, list: [0, 3] }, undefined]);
  expect(taken[1].v).toBe(taken[0]);
  expect(its).toEqual([new Float64Array(2), { v: new Float64Array(2), n: 0, list: [0, 0] }, undefined]);
  expect(its[0]).toBe(cells);
  cells[0] = 9;
  expect(taken[0][0]).toBe(5);
});

test('take: overlapping views both have the total', () => {
  const buffer = new Float64Array(3);
  const views = [buffer.subarray(0, 2), buffer.subarray(1, 3)] as const;
  const its = shadows(...views);
  its[0].set([1, 2]);
  its[1][1] = 3;
  expect(take(its, views).map((view) => [...view])).toEqual([
    [1, 2],
    [2, 3],
  ]);
  expect(its.map((view) => [...view])).toEqual([
    [0, 0],
    [0, 0],
  ]);
});

test('accumulate adds leaf by leaf, to any depth', () => {
  const target = { x: 1, v: Float64Array.of(1, 2), rows: [[1], [2, 3]], m: new Map([['k', 1]]) };
  accumulate(target, { x: 10, v: Float64Array.of(10, 20), rows: [[10], [20, 30]], m: new Map([['k', 10]]) });
  expect(target).toEqual({ x: 11, v: Float64Array.of(11, 22), rows: [[11], [22, 33]], m: new Map([['k', 11]]) });
});

test('accumulate takes what is missing for zero, and keeps nothing of the source', () => {
  const target: { list: (number | undefined)[]; inner?: number[] } = { list: [1, undefined] };
  const source = { list: [1, 2, 3], inner: [4] };
  accumulate(target, source);
  expect(target).toEqual({ list: [2, 2, 3], inner: [4] });
  expect(target.inner).not.toBe(source.inner);
  expect(source).toEqual({ list: [1, 2, 3], inner: [4] });
});

test('accumulate adds a float array to an array with gaps, or one that is shorter', () => {
  const gaps = [1, 2];
  gaps[3] = 4;
  accumulate(gaps, Float64Array.of(10, 20, 30));
  expect(gaps).toEqual([11, 22, 30, 4]);
  const short = [1];
  accumulate(short, Float64Array.of(10, 20));
  expect(short).toEqual([11, 20]);
});

test('accumulate adds one pair of objects once, and different pairs each', () => {
  const row = [0];
  const cotangent = [1];
  accumulate([row, row], [cotangent, cotangent]);
  expect(row).toEqual([1]);
  accumulate([row, row], [[1], [1]]);
  expect(row).toEqual([3]);
  const p = { x: 0 };
  const q = { x: 0 };
  const c = { x: 1 };
  accumulate([p, q], [c, c]);
  expect([p.x, q.x]).toEqual([1, 1]);
  const ring = { x: 1, self: {} as object };
  ring.self = ring;
  const bar = shadow(ring);
  accumulate(bar, ring);
  expect(bar.x).toBe(1);
});

test('accumulate leaves alone what does not fit', () => {
  const target = [1, 2];
  accumulate(target, 1);
  accumulate(1, target);
  accumulate(undefined, target);
  accumulate(target, undefined);
  expect(target).toEqual([1, 2]);
  const cells = new Float64Array(1);
  accumulate(cells, [1, 2]);
  expect([...cells]).toEqual([1]);
});

test('snapshot: deep, with classes, identity, views and cycles', () => {
  class Point {
    self: Point = this;
    constructor(
      public x: number,
      public tags: Set<string>,
    ) {}
    get double() {
      return 2 * this.x;
    }
  }
  const buffer = new Float64Array(4);
  const at = new Date(0);
  const original = {
    p: new Point(3, new Set(['a'])),
    at,
    a: buffer.subarray(0, 3),
    bytes: new Uint8Array(buffer.buffer, 8, 8),
    ids: Int32Array.of(1),
    f: Math.sin,
    m: new Map([['size', [1]]]),
    gap: [1, , 3], // eslint-disable-line no-sparse-arrays
  };
  const copy = snapshot(original);
  expect(copy).toEqual(original);
  expect(copy.p).toBeInstanceOf(Point);
  expect(copy.p).not.toBe(original.p);
  expect(copy.p.self).toBe(copy.p);
  expect(copy.p.double).toBe(6);
  expect(copy.at).not.toBe(at);
  expect(copy.m.get('size')).not.toBe(original.m.get('size'));
  expect(1 in copy.gap).toBe(false);
  copy.a[1] = 1;
  expect(copy.bytes[7]).toBe(0x3f);
  expect([...buffer]).toEqual([0, 0, 0, 0]);
  expect(snapshot(5)).toBe(5);
  expect(snapshot(Math.sin)).toBe(Math.sin);
});

test('snapshot of a field that the prototype answers for too', () => {
  class Guarded {
    set x(_: number) {
      throw new Error('must not run');
    }
  }
  const original = Object.defineProperty(new Guarded(), 'x', { value: 1, writable: true, enumerable: true });
  expect(Object.getOwnPropertyDescriptor(snapshot(original), 'x')?.value).toBe(1);
});
