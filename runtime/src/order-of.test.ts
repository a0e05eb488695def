import { expect, test } from 'vitest';
import { orderOf } from './index.js';

const sorted = <T>(array: ArrayLike<T>, compare?: (a: T, b: T) => number): T[] =>
  orderOf(array, compare).map((index) => array[index]!);

test('typed arrays are sorted by number, with -0 before 0 and NaN last', () => {
  const floats = Float64Array.of(3, NaN, 0, -0.5, -0, NaN, Infinity, 10, 0, -Infinity, -0);
  expect(sorted(floats)).toEqual([...floats.slice().sort()]);
});

test('arrays are sorted by text where nothing else is said, or as the comparison says', () => {
  const numbers = [10, 9, 1, -2, 200, 1e21, NaN];
  expect(sorted(numbers)).toEqual(numbers.slice().sort());
  expect(sorted(numbers.slice(0, 5), (a, b) => b - a)).toEqual([200, 10, 9, 1, -2]);
});

test('equals stay in their order', () => {
  expect(orderOf([2, 1, 2, 1], (a, b) => a - b)).toEqual([1, 3, 0, 2]);
});
