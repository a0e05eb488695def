/** Operations come out with the meaning and the order that they had, and with few parentheses. */

import { describe, expect, test } from 'vitest';
import { RegionBuilder } from '../ir/builder.js';
import { BOOLEAN, NUMBER } from '../ir/type-facts.js';
import type { IrType, ValueId } from '../ir/types.js';
import { bodyOf, compare, compiled, emit, functionOf, LIST, load, store, VECTOR } from './build.test-support.js';

type Build = (r: RegionBuilder, a: ValueId, b: ValueId, c: ValueId) => ValueId;

/** The returned expression of a function of three numbers. */
function expressionOf(build: Build): string {
  const fn = functionOf(['a', 'b', 'c'], (r, a, b, c) => [build(r, a!, b!, c!)]);
  return bodyOf(fn).replace(/^return |;$/g, '');
}

describe('operators', () => {
  const cases: readonly (readonly [string, Build])[] = [
    ['a + b + c', (r, a, b, c) => r.apply('add', [r.apply('add', [a, b]), c])],
    ['a + (b + c)', (r, a, b, c) => r.apply('add', [a, r.apply('add', [b, c])])],
    ['a - (b - c)', (r, a, b, c) => r.apply('sub', [a, r.apply('sub', [b, c])])],
    ['a * (b / c)', (r, a, b, c) => r.apply('mul', [a, r.apply('div', [b, c])])],
    ['(a + b) * c', (r, a, b, c) => r.apply('mul', [r.apply('add', [a, b]), c])],
    ['a * b + c', (r, a, b, c) => r.apply('add', [r.apply('mul', [a, b]), c])],
    ['(a * b) % c', (r, a, b, c) => r.apply('mod', [r.apply('mul', [a, b]), c])],
    ['a ** b ** c', (r, a, b, c) => r.apply('pow', [a, r.apply('pow', [b, c])])],
    ['(a ** b) ** c', (r, a, b, c) => r.apply('pow', [r.apply('pow', [a, b]), c])],
    ['(-a) ** b', (r, a, b) => r.apply('pow', [r.apply('neg', [a]), b])],
    ['-(a ** b)', (r, a, b) => r.apply('neg', [r.apply('pow', [a, b])])],
    ['(-2) ** a', (r, a) => r.apply('pow', [r.constant(-2), a])],
    ['a ** -b', (r, a, b) => r.apply('pow', [a, r.apply('neg', [b])])],
    ['-(-a)', (r, a) => r.apply('neg', [r.apply('neg', [a])])],
    ['a + b', (r, a, b) => r.apply('sub', [a, r.apply('neg', [b])])],
    ['a - b', (r, a, b) => r.apply('add', [a, r.apply('neg', [b])])],
    ['a * -b', (r, a, b) => r.apply('mul', [a, r.apply('neg', [b])])],
    ['(a | b) & c', (r, a, b, c) => r.apply('bitAnd', [r.apply('bitOr', [a, b]), c])],
    ['(a << b) + c', (r, a, b, c) => r.apply('add', [r.apply('shl', [a, b]), c])],
    ['Math.hypot(a + b, c)', (r, a, b, c) => r.apply('hypot', [r.apply('add', [a, b]), c])],
    ['a < b ? c : -a', (r, a, b, c) => r.apply('select', [compare(r, 'lt', a, b), c, r.apply('neg', [a])])],
    [
      '!(a < b) && b < c ? a : b',
      (r, a, b, c) => {
        const not = r.apply('not', [compare(r, 'lt', a, b)], BOOLEAN);
        return r.apply('select', [r.apply('and', [not, compare(r, 'lt', b, c)], BOOLEAN), a, b]);
      },
    ],
  ];
  test.each(cases)('%s', (text, build) => {
    expect(expressionOf(build)).toBe(text);
  });
});

describe('constants', () => {
  test.each([
    [-0, '-0'],
    [NaN, 'NaN'],
    [Infinity, 'Infinity'],
    [-Infinity, '-Infinity'],
    [1e21, '1e+21'],
    [-1.5, '-1.5'],
  ])('%d', (value, text) => {
    const fn = functionOf([], (r) => [r.constant(value)]);
    expect(bodyOf(fn)).toBe(`return ${text};`);
    expect(compiled(fn)()).toBe(value);
  });

  test('are written as the user wrote them', () => {
    expect(bodyOf(functionOf([], (r) => [r.constant(0.001, '1e-3')]))).toBe('return 1e-3;');
  });
});

describe('order', () => {
  const list = { name: 'list', type: LIST, text: 'number[]' };

  test('a load does not move behind a store', () => {
    const fn = functionOf([list, 'x'], (r, array, x) => {
      const zero = r.constant(0);
      const old = load(r, array!, zero, 'old');
      store(r, array!, zero, x!);
      return [r.apply('add', [old, x!])];
    });
    expect(bodyOf(fn)).toBe(['const old = list[0]!;', 'list[0] = x;', 'return old + x;'].join('\n'));
  });

  test('an element is changed in place', () => {
    const fn = functionOf([list, 'i', 'x'], (r, array, i, x) => {
      const at = r.apply('add', [i!, r.constant(1)]);
      store(r, array!, at, r.apply('add', [load(r, array!, at), r.apply('mul', [x!, x!])]));
      return [];
    });
    expect(bodyOf(fn)).toBe('list[i + 1]! += x * x;');
    const cells = [1, 2];
    compiled(fn)(cells, 0, 3);
    expect(cells).toEqual([1, 11]);
  });

  test('calls keep their order, whatever the order of their use', () => {
    const call = (r: RegionBuilder, name: string): ValueId =>
      r.emit(NUMBER, (result) => ({
        kind: 'call',
        results: [result],
        callee: { key: `test.ts#${name}`, companion: 'primal', variant: '' },
        args: [],
      }));
    const straight = functionOf([], (r) => {
      const [first, second] = [call(r, 'g'), call(r, 'h')];
      return [r.apply('sub', [first, second])];
    });
    expect(bodyOf(straight)).toBe('return g() - h();');
    const crossed = functionOf([], (r) => {
      const [first, second] = [call(r, 'g'), call(r, 'h')];
      return [r.apply('sub', [second, first])];
    });
    expect(bodyOf(crossed)).toBe(['const t = g();', 'return h() - t;'].join('\n'));
  });

  test('nothing moves into a loop from outside', () => {
    const fn = functionOf(['x', 'n'], (r, x, n) => {
      const costly = r.apply('sin', [x!]);
      const label = r.fn.label();
      const [i, s] = [r.fn.value(NUMBER, 'i'), r.fn.value(NUMBER, 's')];
      const [iEnd, sEnd] = [r.fn.value(NUMBER, 'i'), r.fn.value(NUMBER, 's')];
      const testing = r.nested();
      const body = r.nested();
      const zero = r.constant(0);
      const next = body.apply('add', [s, costly]);
      r.add({
        kind: 'loop',
        label,
        params: [i, s],
        initial: [zero, zero],
        test: testing.end({ kind: 'yield', values: [compare(testing, 'lt', i, n!)] }),
        body: body.end({ kind: 'continue', label, values: [body.apply('add', [i, body.constant(1)]), next] }),
        results: [iEnd, sEnd],
      });
      return [sEnd];
    });
    expect(bodyOf(fn)).toContain('const t = Math.sin(x);');
  });
});

describe('objects and arrays', () => {
  const point: IrType = {
    kind: 'object',
    fields: new Map([
      ['x', NUMBER],
      ['y', NUMBER],
    ]),
    tuple: false,
    text: 'Point',
  };

  test('literals, fields and copies', () => {
    const fn = functionOf(
      [{ name: 'p', type: point, text: 'Point' }, 'x', { name: 'list', type: LIST, text: 'number[]' }],
      (r, p, x, list) => {
        const y = r.emit(NUMBER, (result) => ({ kind: 'get', result, object: p!, field: 'y' }));
        const made = r.emit(point, (result) => ({
          kind: 'alloc',
          result,
          init: {
            form: 'object',
            fields: [
              { name: 'x', value: x! },
              { name: 'y', value: r.apply('neg', [y]) },
            ],
          },
        }));
        const copy = r.emit(LIST, (result) => ({ kind: 'alloc', result, init: { form: 'copy', of: list! } }));
        const typed = r.emit(VECTOR, (result) => ({ kind: 'alloc', result, init: { form: 'copy', of: list! } }));
        const shadow = r.emit(LIST, (result) => ({ kind: 'alloc', result, init: { form: 'shadow', of: list! } }));
        return [made, copy, typed, shadow];
      },
    );
    expect(bodyOf(fn)).toBe(
      'return [{ x, y: -p.y }, list.slice(), new Float64Array(list), new Array<number>(list.length).fill(0)];',
    );
    expect(compiled(fn)({ x: 1, y: 2 }, 3, [4])).toEqual([{ x: 3, y: -2 }, [4], new Float64Array([4]), [0]]);
  });

  test('a shadow of more than one level comes from the runtime', () => {
    const rows: IrType = { kind: 'array', storage: 'Array', element: LIST, fixedLength: undefined };
    const fn = functionOf([{ name: 'rows', type: rows, text: 'number[][]' }], (r, of) => [
      r.emit(rows, (result) => ({ kind: 'alloc', result, init: { form: 'shadow', of: of! } })),
    ]);
    expect(emit(fn).helpers).toEqual(new Set(['shadow']));
    expect(bodyOf(fn)).toBe('return shadow(rows);');
  });
});

describe("the user's own text", () => {
  const refusal = { code: 1, details: {}, origin: { file: 'test.ts', start: 0, end: 0 } };

  test('has its holes filled, and its variables declared', () => {
    const fn = functionOf(['x', 'y'], (r, x, y) => {
      const count = r.emit(NUMBER, (result) => ({
        kind: 'opaque',
        form: 'expression',
        results: [result],
        template: ['count(', { arg: 0 }, ') | 0'],
        args: [r.apply('add', [x!, y!])],
        variables: [],
        effects: 'pure',
        writesArguments: false,
        refusal,
      }));
      const doubled = r.apply('mul', [count, r.constant(2)]);
      const result = r.fn.value(NUMBER, 'k');
      r.add({
        kind: 'opaque',
        form: 'statement',
        results: [],
        template: ['for (const v of [1, 2]) ', { variable: 0 }, ' += v * ', { arg: 0 }, ';'],
        args: [doubled],
        variables: [{ initial: x!, result }],
        effects: 'pure',
        writesArguments: false,
        refusal,
      });
      return [result];
    });
    expect(bodyOf(fn)).toBe(
      ['const t = (count(x + y) | 0) * 2;', 'let k = x;', 'for (const v of [1, 2]) k += v * t;', 'return k;'].join(
        '\n',
      ),
    );
    expect(compiled(fn, { count: (n: number) => n + 0.5 })(1, 2)).toBe(19);
  });

  test('names that it uses are not taken', () => {
    const fn = functionOf(['v'], (r, v) => [
      r.emit(NUMBER, (result) => ({
        kind: 'opaque',
        form: 'expression',
        results: [result],
        template: ['[1].map((v) => v + ', { arg: 0 }, ')[0]'],
        args: [v!],
        variables: [],
        effects: 'pure',
        writesArguments: false,
        refusal,
      })),
    ]);
    expect(emit(fn).code).toContain('function f(v1: number)');
    expect(compiled(fn)(4)).toBe(5);
  });
});
