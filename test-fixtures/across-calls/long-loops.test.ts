/**
 * Ten million turns: no stack, and as many bytes of tape as the documentation says. The tape comes from the pool, so what a
 * gradient used is read off the tape that the pool hands out next.
 */
import { closeTape, grad, openTape, vjp, valueAndGrad } from '@adc/runtime';
import { describe, expect, test } from 'vitest';
import { runText } from '../runner/compile-text.js';

const turns = 1e7;

/** The bytes of tape that a call grew, beginning without any. */
function tapeBytes(call: () => void): number {
  for (let i = 0; i < 16; i++) openTape(); // more than the pool keeps: what was there is dropped
  call();
  const tape = openTape();
  const bytes = tape.numbers.byteLength;
  closeTape(tape);
  return bytes;
}

type F = { f: (w: number, turns: number) => number };
type Program = {
  readonly source: string;
  /** How many numbers one turn records. */
  readonly perTurn: number;
};

const body = (loop: string): string => `
  // @differentiable
  export function f(w: number, turns: number): number {
    let x = 0.5;
    ${loop}
    return x;
  }`;

const programs: Readonly<Record<string, Program>> = {
  'a for loop': {
    source: body('for (let i = 0; i < turns; i++) x = Math.tanh(w * x);'),
    perTurn: 1,
  },
  'a while loop': {
    source: body('let i = 0; while (i < turns) { x = Math.tanh(w * x); i++; }'),
    perTurn: 1,
  },
  'a while loop that the data end': {
    source: body('let t = 0; while (t + 0 * x < turns) { x = Math.tanh(w * x); t += 1; }'),
    perTurn: 1,
  },
  'a loop that may break': {
    source: body('for (let i = 0; ; i++) { if (i >= turns) break; x = Math.tanh(w * x); if (x > 2) return x; }'),
    perTurn: 2,
  },
  'a loop inside a loop': {
    source: body('for (let i = 0; i < turns; i += 10) for (let j = 0; j < 10; j++) x = Math.tanh(w * x);'),
    perTurn: 1,
  },
  'a callee with a loop of its own': {
    source: `
      function steps(w: number, x: number): number {
        let y = x;
        for (let k = 0; k < 10; k++) y = Math.tanh(w * y);
        return y;
      }
      ${body('for (let i = 0; i < turns; i += 10) x = steps(w, x);')}`,
    perTurn: 1.2,
  },
};

const w = 0.9999999;
/** The recurrence and its tangent. */
function byHand(): readonly [value: number, derivative: number] {
  let [x, dx] = [0.5, 0];
  for (let i = 0; i < turns; i++) {
    const y = Math.tanh(w * x);
    dx = (1 - y * y) * (x + w * dx);
    x = y;
  }
  return [x, dx];
}
const [value, derivative] = byHand();

test.each(Object.entries(programs))('%s of ten million turns', (_name, { source, perTurn }) => {
  const { f } = runText<F>(source);
  let result: readonly [number, number] = [NaN, NaN];
  const bytes = tapeBytes(() => {
    result = valueAndGrad(f, { wrt: 0 })(w, turns);
  });
  expect(result[0]).toBe(value);
  expect(Math.abs(result[1] - derivative)).toBeLessThan(1e-9 * Math.abs(derivative));
  // A full tape doubles.
  expect(bytes).toBeLessThan(2 * 8 * (perTurn * turns + 64));
});

test('a loop that only adds up needs no tape', () => {
  const { f } = runText<F>(body('for (let i = 0; i < turns; i++) x += w * w * i;'));
  let gradient = NaN;
  const bytes = tapeBytes(() => {
    gradient = grad(f, { wrt: 0 })(2, turns);
  });
  expect(gradient).toBe(2 * turns * (turns - 1));
  expect(bytes).toBeLessThan(4096);
});

test('a pullback over ten million turns keeps a tape of its own while it lives', () => {
  const { f } = runText<F>(programs['a while loop']!.source);
  const bytes = tapeBytes(() => {
    const [v, pull] = vjp(f, { wrt: 0 })(w, turns);
    const [first, second] = [pull(1), pull(2)];
    expect([v, second]).toEqual([value, 2 * first]);
    expect(Math.abs(first - derivative)).toBeLessThan(1e-9 * Math.abs(derivative));
  });
  expect(bytes).toBeLessThan(4096);
});

test('the reserve of a long loop is used again, and grows no further', () => {
  const { f } = runText<F>(programs['a for loop']!.source);
  const once = tapeBytes(() => void grad(f, { wrt: 0 })(w, 1e6));
  const often = tapeBytes(() => {
    for (let i = 0; i < 20; i++) grad(f, { wrt: 0 })(w, 1e6);
  });
  expect(often).toBe(once);
});

describe('recursion', () => {
  const { power } = runText<{ power: (x: number, n: number) => number }>(`
    // @differentiable
    export function power(x: number, n: number): number {
      return n === 0 ? 1 : x * power(x, n - 1);
    }`);
  const deepest = (call: (depth: number) => void): number => {
    let [low, high] = [1, 1e6];
    while (high - low > 8) {
      const middle = (low + high) >> 1;
      try {
        call(middle);
        low = middle;
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
        high = middle;
      }
    }
    return low;
  };

  test('goes at least a third as deep as the function itself', () => {
    const plain = deepest((depth) => void power(1, depth));
    const gradient = deepest((depth) => void grad(power, { wrt: 0 })(1, depth));
    const pullback = deepest((depth) => void vjp(power, { wrt: 0 })(1, depth)[1](1));
    expect(gradient).toBeGreaterThan(plain / 3);
    expect(pullback).toBeGreaterThan(plain / 3);
    expect(grad(power, { wrt: 0 })(1, 1000)).toBe(1000);
  });
});
