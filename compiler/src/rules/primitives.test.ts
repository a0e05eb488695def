import { describe, expect, it } from 'vitest';
import { algebra } from './algebra.js';
import { contributionOf } from './contribution.js';
import {
  isPrimitiveName,
  partialsOf,
  primitiveNamed,
  primitives,
  readsOf,
  type ArgumentFacts,
  type PrimitiveName,
} from './primitives.js';

const names = Object.keys(primitives) as PrimitiveName[];

const grid = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  1.5,
  -1.5,
  2,
  -2,
  2.5,
  3,
  -7,
  10,
  0.1,
  1e-3,
  31,
  32,
  33,
  255.5,
  2 ** 31,
  -(2 ** 31),
  2 ** 32,
  2 ** 53,
  1e21,
  1e200,
  -1e200,
  1e-200,
  5e-324,
  -5e-324,
  2.2250738585072014e-308,
  Number.MAX_VALUE,
  Infinity,
  -Infinity,
  NaN,
];

describe('the table', () => {
  it('has a row for every function of Math', () => {
    const elsewhere = new Set(['random', 'sumPrecise']);
    const functions = Object.getOwnPropertyNames(Math).filter(
      (name) => typeof Math[name as keyof Math] === 'function' && !elsewhere.has(name),
    );
    for (const name of functions)
      expect(primitiveNamed(name === 'pow' ? 'mathPow' : name).print, name).toEqual({
        form: 'call',
        callee: `Math.${name}`,
      });
    expect(functions.length).toBeGreaterThan(30);
  });

  it('has no others than those and the agreed ones', () => {
    const others = names.filter((name) => !(name in Math) || name === 'pow');
    expect(others.sort()).toEqual(
      (
        'add and bitAnd bitNot bitOr bitXor div eq f16round ge gt isFinite isNaN le looseEq looseNe lt mathPow mod mul ne neg not ' +
        'numberIsFinite numberIsInteger numberIsNaN or plus pow select shl shr stopGradient sub toNumber ushr'
      )
        .split(' ')
        .filter((name) => !(name in Math) || name === 'pow'),
    );
  });

  it('knows its names', () => {
    expect(isPrimitiveName('sin')).toBe(true);
    expect(isPrimitiveName('toString')).toBe(false);
    expect(() => primitiveNamed('toString')).toThrow('no rule for the primitive toString');
  });

  it('calls transcendental functions costly and logic free', () => {
    const costly = names.filter((name) => primitives[name].cost === 'costly');
    expect(costly).toEqual(
      expect.arrayContaining(['sin', 'exp', 'log', 'pow', 'mathPow', 'mod', 'tanh', 'hypot', 'cbrt']),
    );
    for (const name of ['neg', 'plus', 'lt', 'eq', 'not', 'and', 'select', 'toNumber', 'stopGradient'] as const)
      expect(primitives[name].cost, name).toBe('free');
    for (const name of ['add', 'mul', 'div', 'abs', 'min', 'max', 'sqrt', 'floor'] as const)
      expect(primitives[name].cost, name).toBe('cheap');
  });
});

describe('evaluate is JavaScript', () => {
  const unary = names.filter((name) => primitives[name].arity === 1);
  const binary = names.filter((name) => primitives[name].arity === 2 || primitives[name].arity === 'variadic');

  it.each(unary)('%s', (name) => {
    const run = inJavaScript(name, 'x');
    for (const x of grid) expectBits(primitives[name].evaluate(x), run(x), `${name}(${x})`);
  });

  it.each(binary)('%s', (name) => {
    const run = inJavaScript(name, 'x', 'y');
    for (const x of grid)
      for (const y of grid) expectBits(primitives[name].evaluate(x, y), run(x, y), `${name}(${x}, ${y})`);
  });

  it.each(['max', 'min', 'hypot'] as const)('%s with none, one and three arguments', (name) => {
    for (const args of [[], [-0], [NaN], [-0, 0, -0], [3, 4, 12], [1, NaN, Infinity], [-Infinity, 2, Infinity]])
      expectBits(primitives[name].evaluate(...args), Math[name](...args), `${name}(${args})`);
  });

  it('select', () => {
    expect(primitives.select.evaluate(true, 1, 2)).toBe(1);
    expect(primitives.select.evaluate(false, 1, -0)).toBe(-0);
  });

  it('logic on booleans', () => {
    for (const x of [true, false])
      for (const y of [true, false]) {
        expect(primitives.and.evaluate(x, y)).toBe(x && y);
        expect(primitives.or.evaluate(x, y)).toBe(x || y);
        expect(primitives.eq.evaluate(x, y)).toBe(x === y);
      }
    expect(primitives.not.evaluate(false)).toBe(true);
    expect(primitives.looseEq.evaluate(true, 1)).toBe(true);
    expect(primitives.toNumber.evaluate(true)).toBe(1);
  });

  it('f16round, also where the engine has none', () => {
    const expected: readonly (readonly [number, number])[] = [
      [0.1, 0.0999755859375],
      [1.337, 1.3369140625],
      [65504, 65504],
      [65519.99, 65504],
      [65520, Infinity],
      [-1e9, -Infinity],
      [2 ** -24, 2 ** -24],
      [2 ** -25, 0],
      [-(2 ** -25), -0],
      [1.0000001 * 2 ** -25, 2 ** -24],
      [3 * 2 ** -25, 2 ** -23],
      [2049, 2048],
      [2051, 2052],
      [-0, -0],
      [0, 0],
      [NaN, NaN],
      [1 - 2 ** -53, 1],
    ];
    for (const [x, y] of expected) expectBits(primitives.f16round.evaluate(x), y, `f16round(${x})`);
  });
});

describe('read sets', () => {
  it.each([
    ['add', [], false],
    ['sub', [], false],
    ['neg', [], false],
    ['mul', [0, 1], false],
    ['div', [1], true],
    ['sin', [0], false],
    ['exp', [], true],
    ['tan', [], true],
    ['tanh', [], true],
    ['sqrt', [], true],
    ['cbrt', [], true],
    ['log', [0], false],
    ['abs', [0], false],
    ['max', [0, 1], false],
    ['hypot', [0, 1], true],
    ['atan2', [0, 1], false],
    ['pow', [0, 1], true],
    ['select', [0], false],
    ['floor', [], false],
    ['lt', [], false],
    ['stopGradient', [], false],
  ] as const)('%s reads the arguments %j, and its result: %s', (name, args, out) => {
    const { arity } = primitives[name];
    expect(
      reads(
        name,
        Array.from({ length: arity === 'variadic' ? 2 : arity }, () => true),
      ),
    ).toEqual({ args, out });
  });

  it('hold only what the active arguments need', () => {
    expect(reads('mul', [true, false])).toEqual({ args: [1], out: false });
    expect(reads('mul', [false, true])).toEqual({ args: [0], out: false });
    expect(reads('div', [true, false])).toEqual({ args: [1], out: false });
    expect(reads('pow', [true, false])).toEqual({ args: [0, 1], out: false });
    expect(reads('mul', [false, false])).toEqual({ args: [], out: false });
  });

  it('shrink with known arguments', () => {
    const literalValue = (i: number): number | undefined => (i === 1 ? 1 : undefined);
    expect(reads('pow', [true, false], { literalValue })).toEqual({ args: [], out: false });
    expect(reads('pow', [true, false], { literalValue: (i) => (i === 1 ? 2 : undefined) })).toEqual({
      args: [0],
      out: false,
    });
  });
});

describe('partials as text', () => {
  it.each([
    ['mul', ['y', 'x']],
    ['div', ['1 / y', '-(z / y)']],
    ['sin', ['Math.cos(x)']],
    ['cos', ['-Math.sin(x)']],
    ['tan', ['1 + z * z']],
    ['tanh', ['(1 - z) * (1 + z)']],
    ['exp', ['z']],
    ['sqrt', ['0.5 / Math.abs(z)']],
    ['log', ['(x >= 0 ? 1 : NaN) / Math.abs(x)']],
    ['abs', ['Math.sign(x)']],
    ['mod', ['1', '-Math.round((x - z) / y)']],
    [
      'max',
      [
        'x > y ? 1 : x === y ? 0.5 : Number.isNaN(x) ? NaN : 0',
        'y > x ? 1 : y === x ? 0.5 : Number.isNaN(y) ? NaN : 0',
      ],
    ],
  ] as const)('%s', (name, expected) => {
    expect(partialTexts(name)).toEqual(expected);
  });

  it.each([
    [0, '0'],
    [1, '1'],
    [2, '2 * x'],
    [3, '3 * x ** 2'],
    [0.5, '0.5 * x ** -0.5'],
    [-1, '-1 * x ** -2'],
  ])('x ** %d', (exponent, expected) => {
    expect(partialTexts('pow', { literalValue: (i) => (i === 1 ? exponent : undefined) })[0]).toBe(expected);
  });

  it('a known base needs no care at 0', () => {
    const [, byExponent] = partialTexts('pow', { literalValue: (i) => (i === 0 ? 2 : undefined) });
    expect(byExponent).toBe('z * Math.log(x)');
  });

  it('a finite known argument shortens a length', () => {
    const [byX] = partialTexts('hypot', { literalValue: (i) => (i === 1 ? 1 : undefined) });
    expect(byX).toBe('Math.abs(x) === z + z ? Math.sign(x) : x / z');
  });

  it.each([
    ['add', 'g'],
    ['neg', '-g'],
    ['mul', 'g * y'],
    ['div', 'g / y'],
    ['cos', '-(g * Math.sin(x))'],
    ['atan', 'g / (1 + x * x)'],
    ['select', undefined],
    ['hypot', 'g * (Math.abs(x) - Math.abs(y) === z + z ? Math.sign(x) : x / z)'],
    ['sqrt', 'g === 0 && !Number.isFinite(0.5 / Math.abs(z)) ? 0 : g * (0.5 / Math.abs(z))'],
    ['floor', undefined],
  ] as const)('%s with a seed', (name, expected) => {
    expect(seeded(name)).toBe(expected);
  });

  it('with a seed and facts', () => {
    expect(seeded('max', { literal: (i) => i === 1 })).toBe('x > y ? g : Number.isNaN(x) ? NaN : 0');
    expect(seeded('pow', { literalValue: (i) => (i === 1 ? 2 : undefined) })).toBe('g * (2 * x)');
  });
});

function reads(name: PrimitiveName, active: readonly boolean[], facts?: ArgumentFacts) {
  const { args, out } = readsOf(name, active, active.length, facts);
  return { args: [...args].sort(), out };
}

/** Code and how tightly its outermost operation binds. */
type Text = { readonly code: string; readonly precedence: number };

const atom = (code: string): Text => ({ code, precedence: 20 });

/** Prints by the table's own forms. */
const texts = algebra<Text>({
  constant: (value) => (value < 0 ? { code: String(value), precedence: 14 } : atom(String(value))),
  apply: (name, ...args) => {
    const { print } = primitives[name];
    const at = (i: number, precedence: number): string => {
      const arg = args[i]!;
      return arg.precedence < precedence ? `(${arg.code})` : arg.code;
    };
    switch (print.form) {
      case 'infix': {
        const { operator, precedence, associativity } = print;
        const [left, right] = associativity === 'left' ? [0, 1] : [2, 0];
        return { code: `${at(0, precedence + left)} ${operator} ${at(1, precedence + right)}`, precedence };
      }
      case 'prefix':
        return { code: print.operator + at(0, print.precedence + 1), precedence: print.precedence };
      case 'call':
        return atom(`${print.callee}(${args.map((arg) => arg.code).join(', ')})`);
      case 'ternary':
        return { code: `${at(0, 3)} ? ${at(1, 2)} : ${at(2, 2)}`, precedence: print.precedence };
      case 'argument':
        return args[0]!;
    }
  },
});

function partialTexts(name: PrimitiveName, facts: ArgumentFacts = {}): readonly (string | undefined)[] {
  const args = ['x', 'y'].slice(0, primitives[name].arity === 1 ? 1 : 2).map(atom);
  return partialsOf(name, { args, out: atom('z'), on: texts, ...facts }).map((partial) => partial?.code);
}

function seeded(name: PrimitiveName, facts: ArgumentFacts = {}): string | undefined {
  const args = ['x', 'y'].slice(0, primitives[name].arity === 1 ? 1 : 2).map(atom);
  return contributionOf(name, 0, { args, out: atom('z'), on: texts, ...facts }, atom('g'))?.code;
}

/** The operation as the engine runs it, from its printed form. */
function inJavaScript(name: PrimitiveName, ...params: string[]): (...args: number[]) => unknown {
  if (name === 'f16round' && !('f16round' in Math)) return primitives.f16round.evaluate;
  if (name === 'and' || name === 'or') return (x, y) => (name === 'and' ? Boolean(x && y) : Boolean(x || y));
  return new Function(...params, `return ${texts.apply(name, ...params.map(atom)).code};`) as (
    ...args: number[]
  ) => unknown;
}

function expectBits(actual: unknown, expected: unknown, what: string): void {
  if (!Object.is(actual, expected)) expect.fail(`${what} is ${String(actual)}, not ${String(expected)}`);
}
