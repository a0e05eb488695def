/** Objects of a generic class where one of another class is wanted that has the same members. */
import { grad } from '@adc/runtime';
import { expect, test } from 'vitest';
import { runText } from '../runner/compile-text.js';

const source = `
class Plain {
  constructor(public value: number) {}
  at(x: number): number { return this.value * x; }
}
class Boxed<T> {
  constructor(public value: T) {}
  at(x: number): number { return x * x * 3; }
}
export const plain = (): Plain => new Plain(0.5);
export const boxed = (): Plain => new Boxed(0.5);

// @differentiable
export function asked(of: Plain, x: number): number {
  let sum = 0;
  for (let i = 1; i < 3; i++) sum += of.at(x) * i;
  return sum;
}
`;

type Module = {
  readonly asked: (of: object, x: number) => number;
  readonly plain: () => object;
  readonly boxed: () => object;
};

test('a companion does not run the code of one class on an object of another', () => {
  const { asked, plain, boxed } = runText<Module>(source);
  expect(grad(asked)(plain(), 2)[1]).toBe(1.5);
  expect(asked(boxed(), 2)).toBe(36);
  expect(() => grad(asked)(boxed(), 2)).toThrow('ADC5010');
});
