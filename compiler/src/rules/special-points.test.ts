import { describe, expect, it } from 'vitest';
import { contributionOf } from './contribution.js';
import { conventions } from './conventions.test-support.js';
import { emittedFor, keyOf, type Subject } from './emitted.test-support.js';
import { isGuarded, numberAlgebra, partialsOf, primitives, type PrimitiveName, type Scalar } from './primitives.js';

/** A line, read. */
type Fact = {
  readonly line: string;
  readonly name: PrimitiveName;
  readonly args: readonly number[];
  readonly literals: readonly number[];
  readonly partials: readonly (number | undefined)[];
  readonly subject: Subject;
};

function factOf(line: string): Fact {
  const [, called, list, partials] = /^(\w+)\((.*)\):(.*)$/.exec(line)!;
  const texts = list === '' ? [] : list!.split(', ');
  const literals = texts.flatMap((text, i) => (text.endsWith("'") ? [i] : []));
  const name = called as PrimitiveName;
  return {
    line,
    name,
    args: numbers(list!.replaceAll("'", '')) as readonly number[],
    literals,
    partials: numbers(partials!.replaceAll('_', 'undefined')),
    subject: { name, operands: texts.map((text, i) => (literals.includes(i) ? text.slice(0, -1) : undefined)) },
  };
}

describe('partials at special points', () => {
  const lines = conventions.trim().split('\n');
  const all = [...lines, ...lines.filter((line) => line.startsWith('pow')).map((line) => `mathP${line.slice(1)}`)].map(
    factOf,
  );
  const withVariables = all.filter(({ subject }) => subject.operands.includes(undefined));
  const emitted = emittedFor(withVariables.map(({ subject }) => subject));

  it.each(all)('$line', ({ name, args, literals, partials }) => {
    const actual = partialsAt(name, args, literals);
    expect(actual).toHaveLength(partials.length);
    partials.forEach((partial, i) => partial === undefined || expectSame(actual[i], partial, `∂/∂${i}`));
  });

  it.each(withVariables)('$line, as generated', ({ subject, args, partials }) => {
    const code = emitted.get(keyOf(subject))!;
    const adjoint = code.reverse(args, 1);
    partials.forEach((partial, i) => {
      if (partial === undefined) return;
      expectSame(adjoint[i], partial, `the adjoint of operand ${i}`);
      expectSame(code.forward(args, i, 1), partial, `the tangent of operand ${i}`);
    });
  });

  it.each(['pow', 'mathPow'] as const)('%s: a known base changes nothing', (name) => {
    for (const base of [0, -0, 1, -2, 0.5, 2, 5e-324, Infinity, -Infinity, NaN])
      for (const y of [0, 1, 2, -1, 0.5, -0.5, Infinity, -Infinity, NaN]) {
        const literalValue = (i: number): number | undefined => (i === 0 ? base : undefined);
        const [, known] = partialsOf<Scalar>(name, {
          args: [base, y],
          out: base ** y,
          on: numberAlgebra,
          literalValue,
        });
        const [, unknown] = partialsAt(name, [base, y]);
        expectSame(known, unknown!, `∂(${base} ** ${y})`);
      }
  });

  it.each(['pow', 'mathPow'] as const)('%s: a known exponent changes nothing', (name) => {
    for (const exponent of [0, 1, 2, 3, 0.5, -1, -2, 1.5, 4])
      for (const x of [0, -0, 1, -1, 2, -2, 0.3, 1e200, 5e-324, Infinity, -Infinity, NaN]) {
        const out = x ** exponent;
        const literalValue = (i: number): number | undefined => (i === 1 ? exponent : undefined);
        const [known] = partialsOf<Scalar>(name, { args: [x, exponent], out, on: numberAlgebra, literalValue });
        const [unknown] = partialsAt(name, [x, exponent]);
        expectSame(known, unknown!, `∂(${x} ** ${exponent})`);
      }
  });
});

describe('rules without partials', () => {
  it('lose a derivative in the piecewise constant rows, and say so', () => {
    const lost = namesWhere((name) => {
      const { derivative } = primitives[name];
      return derivative.kind === 'zero' && derivative.lost;
    });
    expect(lost.sort()).toEqual([
      'bitAnd',
      'bitNot',
      'bitOr',
      'bitXor',
      'ceil',
      'clz32',
      'floor',
      'imul',
      'round',
      'shl',
      'shr',
      'sign',
      'trunc',
      'ushr',
    ]);
    expect(partialsAt('floor', [NaN])).toEqual([undefined]);
  });

  it('stop a derivative on request without calling it lost', () => {
    expect(primitives.stopGradient.derivative).toEqual({ kind: 'zero', lost: false });
    expect(primitives.stopGradient.evaluate(3)).toBe(3);
  });

  it('have none where the result is a boolean, and only there', () => {
    expect(namesWhere((name) => primitives[name].derivative.kind === 'none')).toEqual(
      namesWhere((name) => primitives[name].result === 'boolean'),
    );
  });
});

describe('a zero seed', () => {
  const guardedRows = [
    'acos',
    'acosh',
    'asin',
    'atanh',
    'cbrt',
    'cosh',
    'exp',
    'expm1',
    'log',
    'log10',
    'log1p',
    'log2',
    'mathPow',
    'mod',
    'pow',
    'sinh',
    'sqrt',
  ];

  it('is guarded in exactly these rows', () => {
    expect(namesWhere((name) => isGuarded(name, 0) || isGuarded(name, 1)).sort()).toEqual(guardedRows);
  });

  it('is as safe with a natural exponent as with a product', () => {
    const withExponent = (exponent: number) =>
      isGuarded('pow', 0, { literalValue: (i) => (i === 1 ? exponent : undefined) });
    expect([0, 1, 2, 3].map(withExponent)).toEqual([false, false, false, false]);
    expect([-1, 0.5, 1.5].map(withExponent)).toEqual([true, true, true]);
    expect(isGuarded('pow', 1, { literalValue: () => 2 })).toBe(true);
  });

  it.each([
    ['acos', [1]],
    ['acosh', [1]],
    ['acosh', [0]],
    ['asin', [-1]],
    ['asin', [2]],
    ['atanh', [1]],
    ['cbrt', [0]],
    ['cosh', [-1000]],
    ['exp', [1000]],
    ['expm1', [1000]],
    ['log', [0]],
    ['log', [-1]],
    ['log10', [0]],
    ['log1p', [-1]],
    ['log2', [0]],
    ['mathPow', [0, 0.5]],
    ['pow', [0, -1]],
    ['pow', [-2, 0.5]],
    ['mod', [1, 0]],
    ['sinh', [1000]],
    ['sqrt', [0]],
    ['sqrt', [-1]],
  ] as const)('contributes exactly zero through %s at %j', (name, args) => {
    expect(contributionsAt(name, args, 0)).toEqual(args.map(() => 0));
    expect(contributionsAt(name, args, 1)).toEqual(partialsAt(name, args));
  });

  it('keeps the derivative of 1 / (1 + exp(-x)) at -1000 at zero, where exp overflows', () => {
    const grown = Math.exp(1000);
    const [, ofSum] = contributionsAt('div', [1, 1 + grown], 1);
    const [, ofGrown] = contributionsAt('add', [1, grown], ofSum as number);
    const [ofExponent] = contributionsAt('exp', [1000], ofGrown as number);
    const [slope] = contributionsAt('neg', [-1000], ofExponent as number);
    expect(Math.abs(slope as number)).toBe(0);
  });
});

describe('a choice', () => {
  it('never makes NaN of an infinite seed for what was not chosen', () => {
    expect(contributionsAt('max', [0, -1], Infinity, [0])[1]).toBe(0);
    expect(contributionsAt('max', [2, 1], Infinity)).toEqual([Infinity, 0]);
    expect(contributionsAt('min', [1, 2, 3], Infinity)).toEqual([Infinity, 0, 0]);
    const out = primitives.select.evaluate(true, 1, 2);
    const select = (i: number) =>
      contributionOf<Scalar>('select', i, { args: [true, 1, 2], out, on: numberAlgebra }, Infinity);
    expect([0, 1, 2].map(select)).toEqual([undefined, Infinity, 0]);
  });
});

/** The values of a list of expressions. */
function numbers(list: string): readonly (number | undefined)[] {
  return new Function(`return [${list}];`)() as readonly (number | undefined)[];
}

function partialsAt(name: PrimitiveName, args: readonly number[], literals: readonly number[] = []) {
  const literal = (i: number): boolean => literals.includes(i);
  return partialsOf<Scalar>(name, { args, out: primitives[name].evaluate(...args), on: numberAlgebra, literal });
}

function contributionsAt(name: PrimitiveName, args: readonly number[], seed: number, literals: readonly number[] = []) {
  const literal = (i: number): boolean => literals.includes(i);
  const application = { args, out: primitives[name].evaluate(...args), on: numberAlgebra, literal };
  return args.map((_, i) => contributionOf<Scalar>(name, i, application, seed));
}

function namesWhere(holds: (name: PrimitiveName) => boolean): PrimitiveName[] {
  return (Object.keys(primitives) as PrimitiveName[]).filter((name) => holds(name));
}

/** Equal up to the rounding of one operation; the sign of a zero is free, that of an infinity is not. */
function expectSame(actual: unknown, expected: Scalar, what: string): void {
  const [a, e] = [Number(actual), Number(expected)];
  const near = Number.isFinite(e) && Math.abs(a - e) <= 4 * Number.EPSILON * Math.abs(e);
  if (!Object.is(a, e) && !near) expect.fail(`${what} is ${a}, not ${e}`);
}
