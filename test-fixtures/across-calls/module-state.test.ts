/** What a module keeps, in what no single call shows: buffers that are arguments, too, pullbacks beside other calls, every way in. */
import { grad, jvp, vjp } from '@adc/runtime';
import { describe, expect, test } from 'vitest';
import { runText } from '../runner/compile-text.js';

/** By central differences, from the same state each time. */
function slopes(f: (...x: number[]) => number, at: readonly number[]): number[] {
  const h = 1e-6;
  const moved = (i: number, by: number): number => f(...at.map((x, j) => (i === j ? x + by : x)));
  return at.map((_, i) => (moved(i, h) - moved(i, -h)) / (2 * h));
}

describe('a buffer that is an argument as well', () => {
  const { tmp, held, plain, within } = runText<{
    tmp: number[];
    held: { v: number[] };
    plain: (a: number[]) => number;
    within: (a: { rows: number[][] }) => number;
  }>(`
    export const tmp = [2, 5];
    export const held = { v: [2, 5] };
    // @differentiable
    export function plain(a: number[]): number {
      tmp[0] = a[1]! * a[0]!;
      return tmp[0]! * a[0]! + a[1]!;
    }
    // @differentiable
    export function within(a: { rows: number[][] }): number {
      held.v[0] = a.rows[0]![1]! * a.rows[0]![0]!;
      return held.v[0]! * a.rows[0]![0]! + a.rows[0]![1]!;
    }
  `);
  const fresh = <T>(value: T): T => {
    tmp.splice(0, 2, 2, 5);
    held.v.splice(0, 2, 2, 5);
    return value;
  };

  test('is one place, in both modes', () => {
    expect(grad(plain)([2, 5])).toEqual([20, 5]);
    expect(fresh(grad(plain))(tmp)).toEqual([100, 41]);
    expect(fresh(jvp(plain))([tmp], [[1, 0]])[1]).toBe(100);
    expect(fresh(jvp(plain))([tmp], [[0, 1]])[1]).toBe(41);
    const [value, pullback] = fresh(vjp(plain))(tmp);
    expect(value).toBe(105);
    fresh(0);
    expect([pullback(1), pullback(1)]).toEqual([
      [100, 41],
      [100, 41],
    ]);
  });

  test('also where both only hold it', () => {
    const rows = [held.v];
    expect(fresh(grad(within))({ rows })).toEqual({ rows: [[100, 41]] });
    expect(fresh(jvp(within))([{ rows }], [{ rows: [[1, 0]] }])[1]).toBe(100);
    const [, pullback] = fresh(vjp(within))({ rows });
    expect([pullback(1), pullback(1)]).toEqual([{ rows: [[100, 41]] }, { rows: [[100, 41]] }]);
  });
});

describe('a function that writes into its arguments', () => {
  const { tmp, f } = runText<{ tmp: number[]; f: (out: number[], a: number[]) => void }>(`
    export const tmp = [0, 0];
    let first = 0;
    // @differentiable
    export function f(out: number[], a: number[]): void {
      first = a[0]!;
      tmp[0] = a[0]! * a[1]!;
      out[0] = tmp[0]! * a[1]! * first;
      out[1] = tmp[0]!;
    }
  `);

  test('has derivatives through what its module keeps', () => {
    const [value, pullback] = vjp(f, { out: 0 })([0, 0], [3, 4]);
    f([0, 0], [1, 1]);
    expect(value).toEqual([144, 12]);
    for (let i = 0; i < 2; i++) {
      expect(pullback([1, 0])[1]).toEqual([96, 72]);
      expect(pullback([0, 1])[1]).toEqual([4, 3]);
    }
    const dots: [number[], number[]] = [
      [0, 0],
      [1, 0],
    ];
    expect(
      jvp(f, { out: 0 })(
        [
          [0, 0],
          [3, 4],
        ],
        dots,
      )[1],
    ).toEqual([96, 4]);
  });

  test('also where the buffer is what it writes into', () => {
    const [value, pullback] = vjp(f, { out: 0 })(tmp, [3, 4]);
    expect(value).toEqual([144, 144]);
    expect(pullback([1, 0])[1]).toEqual([96, 72]);
    expect(pullback([0, 1])[1]).toEqual([96, 72]);
    const dots: [number[], number[]] = [
      [0, 0],
      [1, 0],
    ];
    expect(jvp(f, { out: 0 })([tmp, [3, 4]], dots)[1]).toEqual([96, 96]);
  });
});

test('a pullback into an argument begins with nothing left of its last run', () => {
  const { f, reset } = runText<{ f: (out: number[], x: number) => void; reset: () => void }>(`
    let last = 0;
    let rows = [[0.5, 2]];
    export function reset(): void {
      last = 0.3;
      rows = [[0.5, 2]];
    }
    // @differentiable
    export function f(out: number[], x: number): void {
      out[0] = last * x + rows[0]![1]! * x;
      last = Math.sin(x);
      const row = rows[0]!;
      rows = [[x, last], row];
      out[0] += last * rows[0]![0]! + rows[1]![0]! * last;
      rows.push([x * x, last]);
      out[0] *= rows[2]![0]!;
      last *= last + rows[1]![0]! + x;
    }
  `);
  reset();
  const [, pullback] = vjp(f, { out: 0, wrt: 1 })([0], 0.8);
  const value = (x: number): number => {
    const out = [0];
    reset();
    f(out, x);
    return out[0]!;
  };
  const first = pullback([1]);
  expect(first).toBeCloseTo((value(0.8 + 1e-6) - value(0.8 - 1e-6)) / 2e-6, 6);
  for (let i = 0; i < 3; i++) expect(pullback([1])).toBe(first);
});

test('pullbacks keep what they need, whatever runs in between', () => {
  const { f, spoil } = runText<{ f: (x: number, y: number) => number; spoil: () => void }>(`
    const tmp = new Float64Array(2);
    let k = 0;
    // @differentiable
    export function f(x: number, y: number): number {
      tmp[0] = x * y;
      k = tmp[0]! * x;
      tmp[0] = k * Math.sin(tmp[0]!);
      return tmp[0]! * k;
    }
    export function spoil(): void {
      tmp.fill(7);
      k = 4;
    }
  `);
  const [, one] = vjp(f)(1.1, 0.4);
  const [, other] = vjp(f)(0.2, 2);
  const [first, second] = [grad(f)(1.1, 0.4), grad(f)(0.2, 2)];
  spoil();
  for (let i = 0; i < 2; i++) {
    expect(one(1)).toEqual(first);
    f(9, 9);
    expect(other(1)).toEqual(second);
    spoil();
  }
  slopes(f, [1.1, 0.4]).forEach((slope, i) => expect(first[i]).toBeCloseTo(slope, 7));
});

test('a function that calls itself hands its shadows down', () => {
  const { f, reset } = runText<{ f: (x: number, n: number) => number; reset: () => void }>(`
    const tmp = [0, 0];
    let d = 0;
    export function reset(): void {
      tmp[0] = 0.3;
      d = 0.1;
    }
    // @differentiable
    export function f(x: number, n: number): number {
      d += x;
      tmp[0] = tmp[0]! * 0.5 + x;
      if (n === 0) return tmp[0]! * d;
      const before = tmp[0]!;
      const inner = f(x * 0.9, n - 1);
      return before * tmp[0]! + inner * d;
    }
  `);
  const from = <T>(run: () => T): T => (reset(), run());
  const [slope] = slopes((x) => from(() => f(x!, 3)), [1.2]);
  expect(from(() => grad(f, { wrt: 0 })(1.2, 3))).toBeCloseTo(slope!, 4);
  expect(from(() => jvp(f)([1.2, 3], [1, 0]))[1]).toBeCloseTo(slope!, 4);
  expect(from(() => vjp(f)(1.2, 3))[1](1)[0]).toBeCloseTo(slope!, 4);
});

test('closures, patterns and loops assign variables of a module; texts read them', () => {
  const lines: string[] = [];
  const { f } = runText<{ f: (xs: number[], log: string[]) => number }>(`
    const tmp: number[] = [0, 0, 0];
    let last = 1, sum = 0;
    function note(log: string[]): void {
      log.push(\`\${last} \${JSON.stringify(tmp)}\`);
    }
    // @differentiable
    export function f(xs: number[], log: string[]): number {
      sum = 0; last = 1;
      xs.forEach((x, i) => { tmp[i] = x * last; last = tmp[i]!; });
      const g = (n: number): number => { sum += tmp[n]!; return n > 0 ? g(n - 1) * last : 1; };
      const product = g(xs.length - 1);
      [tmp[0], tmp[1]] = [tmp[1]!, tmp[0]!];
      for (last of xs) sum += last * tmp[0]!;
      ({ last } = { last: last * 2 });
      note(log);
      return product + sum * last;
    }
  `);
  const gradient = grad(f)([2, 3, 0.5], lines)[0];
  slopes((...xs) => f(xs, []), [2, 3, 0.5]).forEach((slope, i) => expect(gradient[i]).toBeCloseTo(slope, 5));
  expect(lines).toEqual(['1 [6,2,3]']);
});

test('views of one buffer, arrays of single precision, indices and flags', () => {
  const { views, chosen, lazy } = runText<{
    views: (x: number) => number;
    chosen: (xs: number[]) => number;
    lazy: (x: number, y: number) => number;
  }>(`
    const all = new Float64Array(6);
    const left = all.subarray(0, 3);
    const right = all.subarray(2);
    // @differentiable
    export function views(x: number): number {
      left[2] = x * x;
      right[0]! *= 2;
      return all[2]! * x;
    }
    const single = new Float32Array(4);
    const order = new Int32Array(4);
    let ready = false, hits = 0;
    // @differentiable
    export function chosen(xs: number[]): number {
      if (!ready) ready = true;
      hits++;
      for (let i = 0; i < 3; i++) {
        order[i] = 2 - i;
        single[i] = xs[i]! * xs[i]!;
      }
      let sum = 0;
      for (let i = 0; i < 3; i++) sum += single[order[i]!]! * xs[i]!;
      return sum + hits;
    }
    let cache: Float64Array | undefined;
    function space(n: number): Float64Array {
      cache ??= new Float64Array(n);
      return cache;
    }
    // @differentiable
    export function lazy(x: number, y: number): number {
      const s = space(4);
      s[0] = x * y;
      const t = space(4);
      t[1] = s[0]! * x;
      return cache![1]! * 2;
    }
  `);
  expect(grad(views)(3)).toBe(54);
  expect(jvp(views)([3], [1])[1]).toBe(54);
  expect(vjp(views)(3)[1](1)).toBe(54);
  expect(grad(chosen)([1, 2, 3])).toEqual([15, 12, 7]);
  for (let i = 0; i < 2; i++) expect(grad(lazy)(3, 2)).toEqual([24, 18]);
});

test('what an earlier call left is a constant, also where it spares a call the work', () => {
  const { f } = runText<{ f: (x: number) => number }>(`
    let key = NaN, known = 0;
    // @differentiable
    export function f(x: number): number {
      if (x !== key) {
        key = x;
        known = x * x;
      }
      return known * x;
    }
  `);
  expect([grad(f)(3), grad(f)(3), grad(f)(2)]).toEqual([27, 9, 12]);
});
