/** What is put back, and what is left alone. */
import { describe, expect, test } from 'vitest';
import { Contents } from './contents.js';

describe('contents', () => {
  test('come back, at any depth, into the same arrays and objects', () => {
    const inner = Float64Array.of(1, 2);
    const rows = [[1, 2], [3]];
    const state = { x: 1, inner, rows, name: 'a' };
    const contents = new Contents([state]);
    state.x = 2;
    inner[1] = 9;
    rows[0]!.push(7);
    rows[1]![0] = 8;
    state.name = 'b';
    contents.restore();
    expect(state).toEqual({ x: 1, inner: Float64Array.of(1, 2), rows: [[1, 2], [3]], name: 'a' });
    expect(state.inner).toBe(inner);
    expect(state.rows).toBe(rows);
  });

  test('are those of now once they are renewed', () => {
    const values = [1, 2, 3];
    const record: Record<string, number> = { a: 1 };
    const map = new Map([['k', 1]]);
    const contents = new Contents([values, record, map]);
    values.length = 2;
    record['b'] = 5;
    map.set('l', 2);
    contents.renew();
    values.push(4, 5);
    delete record['a'];
    record['c'] = 6;
    map.clear();
    contents.restore();
    expect([values, record, [...map]]).toEqual([
      [1, 2],
      { a: 1, b: 5 },
      [
        ['k', 1],
        ['l', 2],
      ],
    ]);
  });

  test('holes keep the length', () => {
    const sparse = new Array<number>(4);
    sparse[1] = 5;
    const contents = new Contents([sparse]);
    sparse[1] = 6;
    contents.restore();
    expect(sparse.length).toBe(4);
    expect([0, 1, 2, 3].map((i) => i in sparse)).toEqual([false, true, false, false]);
    expect(sparse[1]).toBe(5);
  });

  test('what is frozen or computed is left alone', () => {
    let asked = 0;
    const frozen = Object.freeze([1, NaN]);
    const object = Object.freeze({
      x: 1,
      get y(): number {
        return ++asked;
      },
    });
    const contents = new Contents([frozen, object]);
    contents.restore();
    contents.renew();
    expect(asked).toBe(0);
  });

  test('cycles end', () => {
    const one: { other?: object; x: number } = { x: 1 };
    one.other = { one };
    const contents = new Contents([one]);
    one.x = 2;
    contents.restore();
    expect(one.x).toBe(1);
  });
});
