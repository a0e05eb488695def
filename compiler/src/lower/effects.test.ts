/** What code of packages may do to what it is given, as far as its declarations tell. */

import { expect, it } from 'vitest';
import { opsOf } from '../ir/walk.js';
import { lowered } from './lowering.test-support.js';

const sources = {
  'main.ts': `import { asserted, isArray, mayChange } from './package.js';
// @differentiable
export function f(x: number): number {
  const list: unknown = [x];
  const numbers = [x, 2];
  asserted(numbers);
  if (!isArray(numbers) || mayChange(list)) throw new TypeError('no numbers');
  return numbers[0]!;
}`,
  'package.d.ts': `export declare function isArray(value: unknown): value is ArrayLike<number>;
export declare function asserted(value: unknown): asserts value is ArrayLike<number>;
export declare function mayChange(value: unknown): boolean;`,
};

it.each([
  ['isArray', false],
  ['asserted', false],
  ['mayChange', true],
])('a call of %s may change its argument: %s', (name, may) => {
  const [fn] = lowered(sources).functions.values();
  const calls = [...opsOf(fn!.ir.body)].flatMap((op) =>
    op.kind === 'opaque' && op.template.join('').includes(`${name}(`) ? [op.writesArguments] : [],
  );
  expect(calls).toEqual([may]);
});
