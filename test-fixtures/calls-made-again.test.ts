/** Checkpointed calls that only optimised code lets turns of checkpointed loops make again: the error of what may fail is not handed on there. */
import { checkGradient } from '@adc/runtime';
import { expect, test } from 'vitest';
import { compileText } from './runner/compile-text.js';

const source = `
const steps = [(t: number): number => Math.sin(t) * t, (t: number): number => Math.cos(t)];

// @checkpoint
function stepped(values: Float64Array, x: number): number {
  for (let i = steps.length - 1; i >= 0; i--) {
    if (x < 0.6) x = Math.sin(x * x);
    x += steps[i]!(x * 0.3) * values[1]!;
  }
  return x;
}

// @differentiable
export function f(values: Float64Array, x: number, n: number): number {
  try {
    let i = 0;
    // @checkpoint every(2)
    while (i < values.length && values[i]! < n) {
      values[i]! += Math.tanh(stepped(values, x));
      i++;
    }
    if (n > 100) throw new RangeError('too many');
  } catch {
    return x;
  }
  return values[0]! * values[1]! + values[2]!;
}
`;

test.each([
  [[0.3, 0.2, 0.9], 0.5, 2],
  [[0.3, -1.2, 0.9], 1.5, 0.5],
] as const)('calls that may fail, in turns within try: %j, %d, %d', (values, x, n) => {
  const { diagnostics, run } = compileText(source);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { f } = run<{ f: (values: Float64Array, x: number, n: number) => number }>();
  const report = checkGradient(f)(new Float64Array(values), x, n);
  expect(report.ok, report.toString()).toBe(true);
});
