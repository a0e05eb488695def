/** The oracle against difference quotients, and against what is known. */
import { describe, expect, test } from 'vitest';
import { callMath, component, Dual, operators, type Num } from './hyper-dual.js';
import { createOracle } from './oracle.js';
import { lower } from './oracle-values.js';

const parts = ['v', 'a', 'b', 'c'] as const;

test('x³ at 2', () => {
  const oracle = createOracle(
    'export function f(x: number): number { let y = 1; for (let i = 0; ; i++) { if (i === 3) return y; y *= x; } }',
  );
  const { value } = oracle('f', [2], [1], [1]);
  expect(parts.map((part) => lower(value, part))).toEqual([8, 12, 12, 12]);
});

test('arrays are changed in place, views of one buffer are one memory', () => {
  const oracle = createOracle(`export function f(x: number, a: Float64Array): void {
    const b = a.subarray(1);
    b[0]! += Math.sin(x);
    [a[0], a[1]] = [a[1]!, a[0]!];
  }`);
  const { args } = oracle('f', [2, Float64Array.of(3, 4)], [1, Float64Array.of(0, 1)], [0, new Float64Array(2)]);
  expect(lower(args[1], 'v')).toEqual(Float64Array.of(4 + Math.sin(2), 3));
  expect(lower(args[1], 'a')).toEqual(Float64Array.of(1 + Math.cos(2), 0));
});

test('each turn of a loop has a variable of its own', () => {
  const oracle = createOracle(`export function f(x: number): number {
    const all: (() => number)[] = [];
    outer: for (let i = 0; i < 4; i++) {
      switch (i) {
        case 1: continue outer;
        case 3: break outer;
        default: all.push(() => i * x);
      }
    }
    return all.reduce((sum, each) => sum + each(), 0);
  }`);
  expect(lower(oracle('f', [5], [1], [1]).value, 'v')).toBe(10);
  expect(lower(oracle('f', [5], [1], [1]).value, 'a')).toBe(2);
});

test('classes: fields, accessors, methods that are overridden, super, private and static members', () => {
  const oracle = createOracle(`
    abstract class Shape {
      scale = 2;
      constructor(protected readonly size: number) {}
      abstract base(): number;
      volume(h: number): number { return this.base() * h * this.scale; }
    }
    class Box extends Shape {
      #extra = 1;
      static unit = 3;
      constructor(size: number) { super(size * Box.unit); this.scale = size; }
      base(): number { return this.size * this.size + this.#extra; }
      get edge(): number { return this.size; }
      set edge(value: number) { this.scale = value; }
      override volume(h: number): number { return super.volume(h) + 1; }
    }
    export function f(x: number): number {
      const box: Shape = new Box(x);
      if (box instanceof Box) box.edge = box.edge * 2;
      return box.volume(x);
    }`);
  // (9x² + 1) · x · 6x + 1
  const { value } = oracle('f', [2], [1], [0]);
  expect([lower(value, 'v'), lower(value, 'a')]).toEqual([37 * 24 + 1, 54 * 4 * 8 + 12 * 2]);
});

test('a function that map calls may write the elements that follow', () => {
  const oracle = createOracle(`export function f(xs: Float64Array): number {
    return xs.map((x, i) => (i === 0 ? (xs[1] = 3 * x) : x))[1]!;
  }`);
  const evaluation = oracle('f', [Float64Array.of(2, 7)], [[1, 1]], [[1, 1]]);
  expect([lower(evaluation.value, 'v'), lower(evaluation.value, 'a')]).toEqual([6, 3]);
});

describe('rules agree with differences', () => {
  const names = 'sin cos tan sinh cosh tanh exp expm1 log log2 log10 log1p sqrt cbrt asin acos atan asinh atanh abs';
  const agree = (f: (t: Num) => Num, at: number): void => {
    const h = 1e-4;
    const along = (t: number, part: 'v' | 'a'): number => component(f(new Dual(t, 1, 1, 0, 1)), part);
    const slope = (part: 'v' | 'a'): number =>
      (8 * (along(at + h, part) - along(at - h, part)) - (along(at + 2 * h, part) - along(at - 2 * h, part))) /
      (12 * h);
    const second = component(f(new Dual(at, 1, 1, 0, 1)), 'c');
    expect(along(at, 'a') / (1 + Math.abs(slope('v')))).toBeCloseTo(slope('v') / (1 + Math.abs(slope('v'))), 9);
    expect(second / (1 + Math.abs(slope('a')))).toBeCloseTo(slope('a') / (1 + Math.abs(slope('a'))), 9);
  };
  test.each(names.split(' '))('%s', (name) => agree((t) => callMath(name, [t])!, 0.43));
  test('acosh', () => agree((t) => callMath('acosh', [t])!, 1.43));
  test.each(['atan2', 'hypot', 'pow', 'max', 'min'])('%s', (name) => {
    agree((t) => callMath(name, [t, operators['-']!(operators['*']!(t, t), 0.9)])!, 1.3);
    agree((t) => callMath(name, [1.7, t])!, 1.3);
  });
  test.each(Object.keys(operators))('%s', (name) => {
    agree((t) => operators[name]!(t, operators['+']!(0.3, operators['*']!(t, t))), 2.3);
    agree((t) => operators[name]!(2.9, t), 1.3);
    agree((t) => operators[name]!(t, 2), 1.3);
  });
});
