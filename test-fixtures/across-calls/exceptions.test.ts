/**
 * An exception thrown through a differentiated function passes unchanged, and leaves the runtime as it was: the next gradient
 * has the same bits as the one before (cases: BI23).
 */
import { AdcError, grad, jvp, valueAndGrad, vjp } from '@adc/runtime';
import { describe, expect, test } from 'vitest';
import { runText } from '../runner/compile-text.js';

type Of = (x: number, limit: number, at: (turn: number) => void) => number;
const quiet = (): void => undefined;

/** Each throws a RangeError of its own when `limit` is passed; all of them record on a tape. */
const programs: Readonly<Record<string, string>> = {
  'in a loop with a tape': `
    // @differentiable
    export function f(x: number, limit: number, at: (turn: number) => void): number {
      let y = x;
      for (let i = 0; i < 200; i++) {
        at(i);
        y = Math.sin(y) + x / (1 + i);
        if (i >= limit) throw new RangeError('limit');
      }
      return y;
    }`,
  'in a while loop': `
    // @differentiable
    export function f(x: number, limit: number, at: (turn: number) => void): number {
      let y = x;
      let turns = 0;
      while (y < 1e6) {
        at(turns);
        if (turns >= limit) throw new RangeError('limit');
        y = y * y + 0.5 * x;
        turns++;
      }
      return y;
    }`,
  'in a callee with a tape of its own': `
    function step(y: number, x: number, i: number, limit: number, at: (turn: number) => void): number {
      let z = y;
      while (z > 1) {
        z = 0.5 * z + 0.1 * Math.cos(z) * z;
        at(i);
        if (i >= limit) throw new RangeError('limit');
      }
      return z * z + x;
    }
    // @differentiable
    export function f(x: number, limit: number, at: (turn: number) => void): number {
      let y = x;
      for (let i = 0; i < 30; i++) y = Math.sin(y) + step(y + 3, x, i, limit, at);
      return y;
    }`,
  'in a recursion': `
    function descend(x: number, depth: number, limit: number, at: (turn: number) => void): number {
      at(depth);
      if (depth >= limit) throw new RangeError('limit');
      if (depth > 20) return x;
      const y = descend(Math.sin(x) + x, depth + 1, limit, at);
      return y * descend(0.5 * x, depth + 19, limit, at) + Math.exp(-y);
    }
    // @differentiable
    export function f(x: number, limit: number, at: (turn: number) => void): number {
      return descend(x, 0, limit, at);
    }`,
  'after writing into local arrays': `
    // @differentiable
    export function f(x: number, limit: number, at: (turn: number) => void): number {
      const rows: number[][] = [];
      for (let i = 0; i < 20; i++) {
        at(i);
        const row = [x, x * i];
        rows.push(row);
        if (i >= limit) throw new RangeError('limit');
        row[1] = row[0]! * row[1]! + (rows[i >> 1]![0] ?? 0);
      }
      let sum = 0;
      for (const row of rows) sum += row[0]! * row[1]!;
      return sum;
    }`,
};

describe.each(Object.entries(programs))('%s', (_, source) => {
  const { f } = runText<{ f: Of }>(source);
  const usual = valueAndGrad(f, { wrt: 0 });
  const before = usual(1.3, Infinity, quiet);
  const again = (): void => {
    expect(usual(1.3, Infinity, quiet)).toEqual(before);
  };

  test('the derivative itself is right', () => {
    const h = 1e-5;
    const slope = (f(1.3 + h, Infinity, quiet) - f(1.3 - h, Infinity, quiet)) / (2 * h);
    expect(before[0]).toBe(f(1.3, Infinity, quiet));
    expect(Math.abs(before[1] - slope)).toBeLessThan(1e-5 * Math.abs(slope));
  });

  test.each([0, 1, 2])('thrown by the function at turn %i', (limit) => {
    const ways: (() => unknown)[] = [
      () => f(1.3, limit, quiet),
      () => grad(f, { wrt: 0 })(1.3, limit, quiet),
      () => vjp(f, { wrt: 0 })(1.3, limit, quiet),
      () => jvp(f)([1.3, limit, quiet] as never, [1, 0, undefined] as never),
    ];
    for (const way of ways) {
      for (let round = 0; round < 20; round++) {
        expect(way).toThrow(new RangeError('limit'));
        again();
      }
    }
  });

  test('thrown by a callback of the user, the very object passes', () => {
    const thrown = { mine: true };
    let turns = 0;
    const fail = (): void => {
      if (++turns > 3) throw thrown as unknown as Error;
    };
    for (const way of [grad(f, { wrt: 0 }), vjp(f, { wrt: 0 })]) {
      turns = 0;
      let caught: unknown;
      try {
        way(1.3, Infinity, fail);
      } catch (error) {
        caught = error;
      }
      expect(caught).toBe(thrown);
      expect(turns).toBe(4);
      again();
    }
  });

  test('a pullback that is alive survives exceptions elsewhere', () => {
    const [value, pull] = vjp(f, { wrt: 0 })(1.3, Infinity, quiet);
    expect(() => grad(f, { wrt: 0 })(1.3, 2, quiet)).toThrow(RangeError);
    expect(() => vjp(f, { wrt: 0 })(1.3, 2, quiet)).toThrow(RangeError);
    expect([value, pull(1)]).toEqual(before);
    again();
    expect([value, pull(1)]).toEqual(before);
  });

  test('an exception inside a gradient that is caught by a callback of another gradient', () => {
    let caught = 0;
    const nested = (): void => {
      try {
        grad(f, { wrt: 0 })(0.7, 1, quiet);
      } catch {
        caught++;
      }
    };
    expect(usual(1.3, Infinity, nested)).toEqual(before);
    expect(caught).toBeGreaterThan(3);
  });
});

test('an argument that was written before the exception holds what the function left in it', () => {
  const { f } = runText<{ f: (a: Float64Array, limit: number) => number }>(`
    // @differentiable
    export function f(a: Float64Array, limit: number): number {
      let product = 1;
      for (let i = 0; i < a.length; i++) {
        a[i] = a[i]! * 2;
        if (i >= limit) throw new RangeError('limit');
        product *= a[i]!;
      }
      return product;
    }`);
  for (const way of [grad(f, { wrt: 0 }), vjp(f, { wrt: 0 })]) {
    const a = Float64Array.of(1, 2, 3);
    expect(() => way(a, 1)).toThrow(RangeError);
    expect([...a]).toEqual([2, 4, 3]);
  }
  expect(grad(f, { wrt: 0 })(Float64Array.of(1, 2, 3), 9)).toEqual(Float64Array.of(48, 24, 16));
});

test('a function that writes its result into a parameter', () => {
  const { f } = runText<{ f: (out: number[], x: number, limit: number) => void }>(`
    // @differentiable
    export function f(out: number[], x: number, limit: number): void {
      let y = x;
      for (let i = 0; i < out.length; i++) {
        if (i >= limit) throw new RangeError('limit');
        y = Math.sin(y) + x;
        out[i] = y * y;
      }
    }`);
  const run = (limit: number): unknown => {
    const [value, pull] = vjp(f, { out: 0, wrt: 1 })([0, 0, 0], 0.5, limit);
    return [[...value], pull([1, 2, 3])];
  };
  const before = run(9);
  expect(() => run(2)).toThrow(RangeError);
  expect(run(9)).toEqual(before);
  expect(() => jvp(f, { out: 0 })([[0, 0, 0], 0.5, 1], [[0, 0, 0], 1, 0])).toThrow(RangeError);
  expect(run(9)).toEqual(before);
});

test('a cotangent that is refused leaves the pullback usable', () => {
  const { f } = runText<{ f: (x: number[]) => number[] }>(`
    // @differentiable
    export function f(x: number[]): number[] {
      const y: number[] = [];
      for (const each of x) y.push(Math.exp(each) * each);
      return y;
    }`);
  const [, pull] = vjp(f)([0.5, 1]);
  const wanted = pull([1, 1]);
  expect(() => pull([1])).toThrow(AdcError);
  expect(pull([1, 1])).toEqual(wanted);
});

test('a recursion deeper than the stack is the RangeError of the engine, and the next gradient is right', () => {
  const { power } = runText<{ power: (x: number, n: number) => number }>(`
    // @differentiable
    export function power(x: number, n: number): number {
      return n === 0 ? 1 : x * power(x, n - 1);
    }`);
  for (const way of [() => grad(power, { wrt: 0 })(1, 1e6), () => vjp(power, { wrt: 0 })(1, 1e6)]) {
    expect(way).toThrow(RangeError);
    expect(grad(power, { wrt: 0 })(2, 10)).toBe(5120);
  }
});
