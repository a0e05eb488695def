/** Shadows of what a module keeps: zeros, but for what arguments hold of it. */
import { shadowAmong } from '@adc/runtime';
import { expect, test } from 'vitest';

test('zeros where nothing is shared', () => {
  const rows = [[1, 2], [3]];
  const [its, number, list] = shadowAmong([rows, { value: 4 }, Float64Array.of(1, 2)], [[5]], [[0.5]]);
  expect(its).toEqual([[0, 0], [0]]);
  expect(number).toEqual({ value: 0 });
  expect(list).toEqual(new Float64Array(2));
});

test('the shadow of the argument where it is, or holds, the same', () => {
  const [inner, list] = [[1, 2], Float64Array.of(3)];
  const kept = { a: inner, b: [inner, [7]], c: list };
  const shadow = { rows: [[0.25, 0.5]], list: Float64Array.of(0.75) };
  const [its, same] = shadowAmong([kept, inner], [{ rows: [inner], list }], [shadow]);
  expect(its.a).toBe(shadow.rows[0]);
  expect(its.b[0]).toBe(shadow.rows[0]);
  expect(its.b[1]).toEqual([0]);
  expect(its.c).toBe(shadow.list);
  expect(same).toBe(shadow.rows[0]);
});

test('kept things share what they have in common, cycles included', () => {
  type Node = { x: number; next?: Node };
  const node: Node = { x: 1 };
  node.next = node;
  const list = [2];
  const [a, b, c] = shadowAmong([node, list, { list, node }], [], []);
  expect(a.next).toBe(a);
  expect(c.list).toBe(b);
  expect(c.node).toBe(a);
});

test('views that overlap without being one are refused', () => {
  const all = new Float64Array(4);
  expect(() => shadowAmong([all.subarray(1)], [all], [new Float64Array(4)])).toThrow(/ADC5007/);
  expect(shadowAmong([all.subarray(2)], [all.subarray(0, 2)], [new Float64Array(2)])[0]).toEqual(new Float64Array(2));
});
