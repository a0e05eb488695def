/** Companions that were compiled for debugging say where numbers stop being finite (case RA22). */
import { grad, jvp, valueAndGrad } from '@adc/runtime';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runText } from '../runner/compile-text.js';

const warnings: string[] = [];
beforeEach(() => {
  warnings.length = 0;
  vi.spyOn(console, 'warn').mockImplementation((text: string) => void warnings.push(text));
});
afterEach(() => {
  vi.restoreAllMocks();
});

type Scalar = (x: number) => number;
const compiled = (source: string): Scalar => runText<{ f: Scalar }>(source, { debug: true }).f;

test('outside the domain of an operation', () => {
  const f = compiled(`// @differentiable
export function f(x: number): number {
  const y = 2 * x;
  return y + Math.log(y);
}`);
  expect(grad(f)(-0.5)).toBeNaN();
  expect(warnings).toEqual([
    'ADC5011: program.ts:4:14: `Math.log(y)` is NaN, computed from -1.',
    'ADC5011: program.ts:4:14: `Math.log(y)`, differentiated is NaN, computed from 1, -1.',
  ]);
  expect(grad(f)(-0.25)).toBeNaN();
  expect(warnings, 'once for each place').toHaveLength(2);
});

test('an infinite slope behind a zero one, in both modes', () => {
  const source = (name: string): string => `// @differentiable
export function f(${name}: number): number {
  return Math.sqrt(${name} * ${name});
}`;
  expect(grad(compiled(source('x')))(0)).toBeNaN();
  expect(warnings).toEqual([
    'ADC5011: program.ts:3:10: `Math.sqrt(x * x)`, differentiated is Infinity, computed from 1, 0.',
    'ADC5011: program.ts:3:20: `x * x`, differentiated is NaN, computed from Infinity, 0.',
  ]);
  warnings.length = 0;
  expect(grad(compiled(source('y')))(2)).toBe(1);
  expect(jvp(compiled(source('z')))([3], [1])).toEqual([3, 1]);
  expect(warnings).toEqual([]);
});

test('in a turn of a loop, in a callee, and not on the side that is not taken', () => {
  const f = compiled(`function inverse(x: number): number {
  if (x > 100) return Math.sqrt(-x);
  return 1 / x;
}
// @differentiable
export function f(x: number): number {
  let sum = 0;
  for (let i = -2; i < 3; i++) sum += inverse(x + i);
  return sum;
}`);
  expect(valueAndGrad(f)(1)[0]).toBe(Infinity);
  expect(warnings, 'what follows from it has no warning of its own').toEqual([
    'ADC5011: program.ts:3:10: `1 / x` is Infinity, computed from 1, 0.',
  ]);
});

test('nothing is looked at without the option', () => {
  const { f } = runText<{ f: Scalar }>(`// @differentiable
export function f(x: number): number {
  return Math.acos(x);
}`);
  expect(grad(f)(2)).toBeNaN();
  expect(warnings).toEqual([]);
});
