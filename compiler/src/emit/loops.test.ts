/** Loops and choices come out as a person writes them, and compute the same. */

import { describe, expect, test } from 'vitest';
import {
  bodyOf,
  compare,
  compiled,
  functionOf,
  ifOf,
  lengthOf,
  load,
  loopOf,
  store,
  VECTOR,
} from './build.test-support.js';

const xs = { name: 'xs', type: VECTOR, text: 'Float64Array' };

describe('variables carried round a loop', () => {
  test('are updated in place', () => {
    const fn = functionOf(['h0', 'w', 'b', 'n'], (r, h0, w, b, n) => {
      const [h] = loopOf(
        r,
        [
          { name: 'h', initial: h0! },
          { name: 'i', initial: r.constant(0) },
        ],
        (t, _h, i) => compare(t, 'lt', i!, n!),
        (body, _label, h, i) => {
          const next = body.apply('tanh', [body.apply('add', [body.apply('mul', [w!, h!]), b!])]);
          return [next, body.apply('add', [i!, body.constant(1)])];
        },
      );
      return [h!];
    });
    expect(bodyOf(fn)).toBe(
      ['let h = h0;', 'for (let i = 0; i < n; i++) {', '  h = Math.tanh(w * h + b);', '}', 'return h;'].join('\n'),
    );
    expect(compiled(fn)(0.5, 2, 0.1, 2)).toBe(Math.tanh(2 * Math.tanh(2 * 0.5 + 0.1) + 0.1));
  });

  test('are exchanged through a constant', () => {
    const fn = functionOf(['n'], (r, n) => {
      const [a, b] = loopOf(
        r,
        [
          { name: 'a', initial: r.constant(0) },
          { name: 'b', initial: r.constant(1) },
          { name: 'i', initial: r.constant(0) },
        ],
        (t, _a, _b, i) => compare(t, 'lt', i!, n!),
        (body, _label, a, b, i) => [b!, body.apply('add', [a!, b!]), body.apply('add', [i!, body.constant(1)])],
      );
      return [a!, b!];
    });
    expect(bodyOf(fn)).toBe(
      [
        'let a = 0;',
        'let b = 1;',
        'for (let i = 0; i < n; i++) {',
        '  const b1 = a + b;',
        '  a = b;',
        '  b = b1;',
        '}',
        'return [a, b];',
      ].join('\n'),
    );
    expect(compiled(fn)(10)).toEqual([55, 89]);
  });

  test('keep the value before the last turn when it is read afterwards', () => {
    const fn = functionOf(['n'], (r, n) => {
      const [x, before] = loopOf(
        r,
        [
          { name: 'x', initial: r.constant(1) },
          { name: 'before', initial: r.constant(0) },
          { name: 'i', initial: r.constant(0) },
        ],
        (t, _x, _before, i) => compare(t, 'lt', i!, n!),
        (body, _label, x, _before, i) => [
          body.apply('mul', [x!, body.constant(2)]),
          x!,
          body.apply('add', [i!, body.constant(1)]),
        ],
      );
      return [x!, before!];
    });
    expect(compiled(fn)(5)).toEqual([32, 16]);
    expect(compiled(fn)(0)).toEqual([1, 0]);
  });

  test('stay apart from their first value when that is read later', () => {
    const fn = functionOf(['x', 'n'], (r, x, n) => {
      const start = r.apply('mul', [x!, x!], undefined, 's');
      const [s] = loopOf(
        r,
        [
          { name: 's', initial: start },
          { name: 'i', initial: r.constant(0) },
        ],
        (t, _s, i) => compare(t, 'lt', i!, n!),
        (body, _label, s, i) => [body.apply('add', [s!, start]), body.apply('add', [i!, body.constant(1)])],
      );
      return [s!, start];
    });
    expect(bodyOf(fn)).toContain('let s1 = s;');
    expect(compiled(fn)(3, 2)).toEqual([27, 9]);
  });
});

describe('the form of a loop', () => {
  test('an array is summed with its length in the header', () => {
    const fn = functionOf([xs], (r, array) => {
      const [s] = loopOf(
        r,
        [
          { name: 's', initial: r.constant(0) },
          { name: 'i', initial: r.constant(0) },
        ],
        (t, _s, i) => compare(t, 'lt', i!, lengthOf(t, array!)),
        (body, _label, s, i) => {
          const x = load(body, array!, i!, 'x');
          return [body.apply('add', [s!, body.apply('mul', [x, x])]), body.apply('add', [i!, body.constant(1)])];
        },
      );
      return [s!];
    });
    expect(bodyOf(fn)).toBe(
      [
        'let s = 0;',
        'for (let i = 0; i < xs.length; i++) {',
        '  const x = xs[i]!;',
        '  s += x * x;',
        '}',
        'return s;',
      ].join('\n'),
    );
    expect(compiled(fn)(new Float64Array([1, 2, 3]))).toBe(14);
  });

  test('a block that ends the body is left by `continue`', () => {
    const fn = functionOf([xs], (r, array) => {
      const [s] = loopOf(
        r,
        [
          { name: 's', initial: r.constant(0) },
          { name: 'i', initial: r.constant(0) },
        ],
        (t, _s, i) => compare(t, 'lt', i!, lengthOf(t, array!)),
        (body, _label, s, i) => {
          const skip = body.fn.label();
          const [sum] = [body.fn.value({ kind: 'number' }, 's')];
          const inner = body.nested();
          const x = load(inner, array!, i!, 'x');
          ifOf(
            inner,
            compare(inner, 'lt', x, inner.constant(0)),
            [],
            () => ({ kind: 'break', label: skip, values: [s!] }),
            () => [],
          );
          const more = inner.apply('add', [s!, x]);
          body.add({ kind: 'block', label: skip, body: inner.end({ kind: 'yield', values: [more] }), results: [sum!] });
          return [sum!, body.apply('add', [i!, body.constant(1)])];
        },
      );
      return [s!];
    });
    expect(bodyOf(fn)).toBe(
      [
        'let s = 0;',
        'for (let i = 0; i < xs.length; i++) {',
        '  const x = xs[i]!;',
        '  if (x < 0) continue;',
        '  s += x;',
        '}',
        'return s;',
      ].join('\n'),
    );
    expect(compiled(fn)(new Float64Array([1, -2, 3]))).toBe(4);
  });

  test('a loop that tests at its end is a `do` loop', () => {
    const fn = functionOf(['x'], (r, x) => {
      const [y] = loopOf(
        r,
        [{ name: 'y', initial: x! }],
        (t) => t.constant(true),
        (body, label, y) => {
          const next = body.apply('div', [y!, body.constant(2)]);
          ifOf(
            body,
            compare(body, 'gt', next, body.constant(1)),
            [],
            () => [],
            () => ({ kind: 'break', label, values: [next] }),
          );
          return [next];
        },
      );
      return [y!];
    });
    expect(bodyOf(fn)).toBe(['let y = x;', 'do {', '  y /= 2;', '} while (y > 1);', 'return y;'].join('\n'));
    expect(compiled(fn)(20)).toBe(0.625);
  });

  test('a jump out of two loops has a label', () => {
    const fn = functionOf(['n'], (r, n) => {
      const [found] = loopOf(
        r,
        [
          { name: 'found', initial: r.constant(-1) },
          { name: 'i', initial: r.constant(0) },
        ],
        (t, _found, i) => compare(t, 'lt', i!, n!),
        (outer, label, found, i) => {
          loopOf(
            outer,
            [{ name: 'j', initial: outer.constant(0) }],
            (t, j) => compare(t, 'lt', j!, n!),
            (body, _inner, j) => {
              const product = body.apply('mul', [i!, j!], undefined, 'product');
              ifOf(
                body,
                compare(body, 'eq', product, body.constant(12)),
                [],
                () => ({ kind: 'break', label, values: [product, i!] }),
                () => [],
              );
              return [body.apply('add', [j!, body.constant(1)])];
            },
          );
          return [found!, outer.apply('add', [i!, outer.constant(1)])];
        },
      );
      return [found!];
    });
    expect(bodyOf(fn)).toBe(
      [
        'let found = -1;',
        'loop1: for (let i = 0; i < n; i++) {',
        '  for (let j = 0; j < n; j++) {',
        '    const product = i * j;',
        '    if (product === 12) {',
        '      found = product;',
        '      break loop1;',
        '    }',
        '  }',
        '}',
        'return found;',
      ].join('\n'),
    );
    expect(compiled(fn)(7)).toBe(12);
    expect(compiled(fn)(2)).toBe(-1);
  });
});

describe('choices', () => {
  test('of one value are an expression', () => {
    const fn = functionOf(['x'], (r, x) => {
      const zero = r.constant(0);
      const [y] = ifOf(
        r,
        compare(r, 'gt', x!, zero),
        [undefined],
        () => [x!],
        (arm) => [arm.apply('mul', [x!, arm.constant(0.1)])],
      );
      return [y!];
    });
    expect(bodyOf(fn)).toBe('return x > 0 ? x : x * 0.1;');
  });

  test('that leave a variable as it was have no other arm', () => {
    const fn = functionOf([xs, 'limit'], (r, array, limit) => {
      const [s] = loopOf(
        r,
        [
          { name: 's', initial: r.constant(0) },
          { name: 'i', initial: r.constant(0) },
        ],
        (t, _s, i) => compare(t, 'lt', i!, lengthOf(t, array!)),
        (body, _label, s, i) => {
          const x = load(body, array!, i!, 'x');
          const [sum] = ifOf(
            body,
            compare(body, 'lt', x, limit!),
            ['s'],
            (arm) => [arm.apply('add', [s!, x])],
            () => [s!],
          );
          return [sum!, body.apply('add', [i!, body.constant(1)])];
        },
      );
      return [s!];
    });
    expect(bodyOf(fn)).toContain('if (x < limit) s += x;');
  });

  test('of which one arm leaves need no `else`', () => {
    const fn = functionOf([xs, 'x'], (r, array, x) => {
      ifOf(
        r,
        compare(r, 'lt', x!, r.constant(0)),
        [],
        (arm) => ({ kind: 'return', values: [arm.constant(0)] }),
        (arm) => {
          store(arm, array!, arm.constant(0), x!);
          return [];
        },
      );
      return [r.apply('sqrt', [x!])];
    });
    expect(bodyOf(fn)).toBe(['if (x < 0) return 0;', 'xs[0] = x;', 'return Math.sqrt(x);'].join('\n'));
  });

  test('of booleans are `&&` and `||`', () => {
    const fn = functionOf(['x', 'y'], (r, x, y) => {
      const zero = r.constant(0);
      const [both] = ifOf(
        r,
        compare(r, 'gt', x!, zero),
        [undefined],
        (arm) => [compare(arm, 'gt', y!, zero)],
        (arm) => [arm.constant(false)],
        { kind: 'boolean' },
      );
      return [both!];
    });
    expect(bodyOf(fn)).toBe('return x > 0 && y > 0;');
  });
});
