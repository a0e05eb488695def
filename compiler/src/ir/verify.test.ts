/** The verifier finds each kind of malformed IR, and shows where it is. */

import { describe, expect, test } from 'vitest';
import { FunctionBuilder, RegionBuilder } from './builder.js';
import { printFunction } from './print.js';
import { BOOLEAN, NUMBER } from './type-facts.js';
import type { IrFunction, IrType, Label, Region, ValueId } from './types.js';
import { verify } from './verify.js';

const origin = { file: 'test.ts', start: 0, end: 0 };

function make(fill: (r: RegionBuilder, x: ValueId) => Region, results: readonly IrType[] = [NUMBER]): IrFunction {
  const fn = new FunctionBuilder();
  const x = fn.value(NUMBER, 'x');
  const body = fill(new RegionBuilder(fn, origin), x);
  const params = [{ value: x, typeText: 'number', optional: false, rest: false }];
  return { key: 'test.ts#f', name: 'f', params, results, body, values: fn.values, origin };
}

const returning = (r: RegionBuilder, ...values: ValueId[]): Region => r.end({ kind: 'return', values });

/** A loop that counts to x, with something wrong put in by the arguments. */
function counting(
  r: RegionBuilder,
  x: ValueId,
  {
    results = 1,
    carried = 1,
    label = 0,
    test = BOOLEAN,
  }: { results?: number; carried?: number; label?: number; test?: IrType } = {},
): readonly ValueId[] {
  const own = r.fn.label();
  const i = r.fn.value(NUMBER, 'i');
  const ends = Array.from({ length: results }, () => r.fn.value(NUMBER, 'i'));
  const start = r.constant(0);
  const testing = r.nested();
  const going = testing.emit(test, (result) => ({ kind: 'apply', result, primitive: 'lt', args: [i, x] }));
  const body = r.nested();
  const next = body.apply('add', [i, body.constant(1)]);
  const values = Array.from({ length: carried }, () => next);
  r.add({
    kind: 'loop',
    label: own,
    params: [i],
    initial: [start],
    test: testing.end({ kind: 'yield', values: [going] }),
    body: body.end({ kind: 'continue', label: (own + label) as Label, values }),
    results: ends,
  });
  return ends;
}

describe('well-formed IR', () => {
  test('passes, and prints', () => {
    const fn = make((r, x) => returning(r, counting(r, x)[0]!));
    verify(fn, 'test');
    expect(printFunction(fn)).toBe(
      `
func f(%x: number) -> number
  %1: number = const 0
  %i.1: number = loop @1 (%i = %1)
    test
      %2: boolean = lt %i, %x
      yield %2
    body
      %3: number = const 1
      %4: number = add %i, %3
      continue @1 %4
  return %i.1
`.trim(),
    );
  });
});

describe('malformed IR', () => {
  const problems: readonly (readonly [string, string, () => IrFunction])[] = [
    [
      'a value out of scope',
      'is out of scope',
      () =>
        make((r, x) => {
          const arm = r.nested();
          const inner = arm.apply('neg', [x]);
          const test = r.apply('lt', [x, x], BOOLEAN);
          r.add({
            kind: 'if',
            results: [],
            test,
            then: arm.end({ kind: 'yield', values: [] }),
            else: r.nested().end({ kind: 'yield', values: [] }),
          });
          return returning(r, inner);
        }),
    ],
    [
      'a value before its definition',
      'is used before it is defined',
      () =>
        make((r, x) => {
          const late = r.fn.value(NUMBER, 'late');
          const sum = r.apply('add', [x, late]);
          r.add({ kind: 'apply', result: late, primitive: 'neg', args: [x] });
          return returning(r, sum);
        }),
    ],
    [
      'a value defined twice',
      'is defined twice',
      () =>
        make((r, x) => {
          const y = r.apply('neg', [x]);
          r.add({ kind: 'apply', result: y, primitive: 'neg', args: [x] });
          return returning(r, y);
        }),
    ],
    [
      'too few results of a loop',
      'has 0 results',
      () => make((r, x) => (counting(r, x, { results: 0 }), returning(r, x))),
    ],
    [
      'too many values carried on',
      'continue carries 2 values where 1 are due',
      () => make((r, x) => (counting(r, x, { carried: 2 }), returning(r, x))),
    ],
    [
      'an unknown label',
      'names a label that is not around it',
      () => make((r, x) => (counting(r, x, { label: 5 }), returning(r, x))),
    ],
    [
      'a test that is no boolean',
      'lt gives a boolean',
      () =>
        make(
          (r, x) => (
            counting(r, x, { test: { kind: 'array', storage: 'Array', element: NUMBER, fixedLength: undefined } }),
            returning(r, x)
          ),
        ),
    ],
    [
      'arms that yield unequally',
      'yield carries 0 values where 1 are due',
      () =>
        make((r, x) => {
          const result = r.fn.value(NUMBER);
          const test = r.apply('lt', [x, x], BOOLEAN);
          r.add({
            kind: 'if',
            results: [result],
            test,
            then: r.nested().end({ kind: 'yield', values: [x] }),
            else: r.nested().end({ kind: 'yield', values: [] }),
          });
          return returning(r, result);
        }),
    ],
    ['a wrong number of results', 'return carries 2 values where 1 are due', () => make((r, x) => returning(r, x, x))],
    [
      'a boolean where a number is due',
      'value of return 0 is a boolean',
      () => make((r, x) => returning(r, r.apply('lt', [x, x], BOOLEAN))),
    ],
  ];

  test.each(problems)('%s', (_, message, fn) => {
    expect(() => verify(fn(), 'simplify')).toThrow(message);
    expect(() => verify(fn(), 'simplify')).toThrow(/^ADC9001: after simplify, f is not well formed/);
  });

  test('is shown with the lines around it', () => {
    const fn = make((r, x) => {
      const y = r.apply('neg', [x], NUMBER, 'y');
      r.add({ kind: 'apply', result: y, primitive: 'sin', args: [x] });
      return returning(r, y);
    });
    expect(() => verify(fn, 'simplify')).toThrow('>   %y: number = sin %x');
  });
});
