/** Names that the compiler makes up. */

import { describe, expect, test } from 'vitest';
import { NUMBER } from '../ir/type-facts.js';
import type { IrType, ObjectType } from '../ir/types.js';
import { companionName, companionNames, resultText, typeText, uniqueName } from './index.js';

describe('companions', () => {
  test.each([
    ['power', 'tangent', '', 'powerTangent'],
    ['Spring.energy', 'adjoint', '', 'springEnergyAdjoint'],
    ['Outer.Inner.f', 'pullback', '', 'outerInnerFPullback'],
    ['power', 'forward', '01', 'powerForward01'],
    ['power', 'reverse', 'wrt x', 'powerReverseWrtx'],
    ['power', 'primal', '', 'power'],
  ] as const)('%s: %s %s', (name, companion, variant, expected) => {
    expect(companionName(name, companion, variant)).toBe(expected);
  });

  test('all at once', () => {
    expect(companionNames('loss')).toEqual({
      tangent: 'lossTangent',
      adjoint: 'lossAdjoint',
      pullback: 'lossPullback',
      forward: 'lossForward',
      reverse: 'lossReverse',
    });
  });

  test('a name that is taken gets a number', () => {
    const taken = new Set(['x', 'x1', 'y2']);
    const isTaken = (name: string): boolean => taken.has(name);
    expect(uniqueName('x', isTaken)).toBe('x2');
    expect(uniqueName('y2', isTaken)).toBe('y2_1');
    expect(uniqueName('z', isTaken)).toBe('z');
  });
});

describe('types', () => {
  const list = (element: IrType): IrType => ({ kind: 'array', storage: 'Array', element, fixedLength: undefined });
  const maybe: IrType = { kind: 'maybe', of: NUMBER };

  test.each<readonly [string, IrType]>([
    ['number[][]', list(list(NUMBER))],
    ['(number | undefined)[]', list(maybe)],
    ['[number, number]', { kind: 'array', storage: 'Array', element: NUMBER, fixedLength: 2 }],
    ['Float32Array', { kind: 'array', storage: 'Float32Array', element: NUMBER, fixedLength: undefined }],
    ['((x: number) => void)[]', list({ kind: 'opaque', text: '(x: number) => void' })],
    ['(readonly number[])[]', list({ kind: 'opaque', text: 'readonly number[]' })],
    ['Tape', { kind: 'tape' }],
    ['{ x: number; "a b": number }', record(['x', 'a b'])],
  ])('%s', (text, type) => {
    expect(typeText(type)).toBe(text);
  });

  test('of several results', () => {
    expect(resultText([])).toBe('void');
    expect(resultText([NUMBER, list(NUMBER)], ['value', 'gradient'])).toBe('[value: number, gradient: number[]]');
  });

  function record(names: readonly string[]): ObjectType {
    return { kind: 'object', fields: new Map(names.map((name) => [name, NUMBER])), tuple: false, text: undefined };
  }
});
