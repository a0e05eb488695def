/** What `grad` says of a function that has no companions: which of the known causes it is, as far as the run can tell. */
import { AdcError, grad, register } from '@adc/runtime';
import { expect, test } from 'vitest';

const square = (x: number): number => x * x;
const complaint = (f: unknown): string => {
  try {
    grad(f as typeof square);
  } catch (error) {
    if (error instanceof AdcError && error.code === 'ADC5001') return error.message;
    throw error;
  }
  throw new Error('grad found companions');
};

test('nothing was compiled: the build is to blame', () => {
  expect(complaint(square)).toMatch(/`square` was not compiled by adc, nor was anything else\. .*`adc build`.*`tspc`/);
});

test('others were compiled: the function is to blame', () => {
  const cube = (x: number): number => x ** 3;
  register(cube, {
    adjoint: (x: number, bar: number) => [x ** 3, [3 * x * x * bar]],
    parameters: 1,
    differentiable: [true],
  });
  expect(grad(cube)(2)).toBe(12);
  expect(complaint(square)).toMatch(/`square` was not compiled by adc\. .*@differentiable/);
  expect(complaint(cube.bind(undefined))).toMatch(/`bound cube` was not compiled by adc\. Pass the function itself\./);
  expect(complaint(cube(2))).toMatch(/^ADC5001: 8 was not compiled by adc\. Pass the function itself\./);
  expect(complaint(undefined)).toMatch(/undefined was not compiled/);
});
