import { describe, expect, it } from 'vitest';
import { contributionOf } from './contribution.js';
import { isGuarded, numberAlgebra, partialsOf, primitives, type PrimitiveName, type Scalar } from './primitives.js';

/** One line for each point: the arguments (' marks a literal), and the partials (_: not asked for). */
const facts = `
abs(0): 0
abs(-0): 0
abs(-3): -1
abs(Infinity): 1
abs(-Infinity): -1
abs(NaN): NaN
acos(1): -Infinity
acos(-1): -Infinity
acos(0): -1
acos(1.5): NaN
acos(-Infinity): NaN
acosh(1): Infinity
acosh(0.5): NaN
acosh(-2): NaN
acosh(1e200): 1e-200
acosh(Infinity): 0
asin(1): Infinity
asin(-1): Infinity
asin(0): 1
asin(-1.5): NaN
asin(Infinity): NaN
asinh(0): 1
asinh(1e200): 1e-200
asinh(-Infinity): 0
atan(1e200): 0
atan(Infinity): 0
atan2(0, 0): 0, 0
atan2(-0, 0): 0, 0
atan2(0, -0): 0, 0
atan2(0, 2): 0.5, 0
atan2(2, 0): 0, -0.5
atan2(3e200, 4e200): 0.8 / 5e200, -0.6 / 5e200
atan2(3e-200, 4e-200): 0.8 / 5e-200, -0.6 / 5e-200
atan2(1, Infinity): 0, 0
atan2(-Infinity, 1): 0, 0
atan2(NaN, 1): NaN, NaN
atanh(1): Infinity
atanh(-1): Infinity
atanh(2): NaN
atanh(1 + 2 ** -52): NaN
atanh(-Infinity): NaN
atanh(NaN): NaN
cbrt(0): Infinity
cbrt(-0): Infinity
cbrt(-8): 1 / 12
cbrt(Infinity): 0
cos(Infinity): NaN
sin(-Infinity): NaN
cosh(1000): Infinity
cosh(-1000): -Infinity
sinh(-1000): Infinity
exp(-Infinity): 0
exp(1000): Infinity
exp(0): 1
expm1(-800): 0
expm1(-40): Math.exp(-40)
expm1(0): 1
fround(1e39): 1
fround(0.1): 1
f16round(1e6): 1
hypot(0, 0): 0, 0
hypot(-0, 0, 0): 0, 0, 0
hypot(3, 4): 0.6, 0.8
hypot(3, 0): 1, 0
hypot(0, -3): 0, -1
hypot(-5): -1
hypot(0): 0
hypot(Infinity, 2): 1, 0
hypot(2, -Infinity): 0, -1
hypot(1, -Infinity, 3): 0, -1, 0
hypot(Infinity, Infinity): NaN, NaN
hypot(-Infinity, 1, Infinity): NaN, 0, NaN
hypot(NaN, 1): NaN, NaN
hypot(3e200, 4e200): 0.6, 0.8
hypot(1.2e308, 0.9e308): 0.8, 0.6
hypot():
log(0): Infinity
log(-0): Infinity
log(-2): NaN
log(-Infinity): NaN
log(NaN): NaN
log(4): 0.25
log(Infinity): 0
log10(0): Infinity
log10(-0): Infinity
log10(-2): NaN
log10(4): 0.25 / Math.LN10
log2(0): Infinity
log2(-0): Infinity
log2(-2): NaN
log2(4): 0.25 / Math.LN2
log1p(-1): Infinity
log1p(-2): NaN
log1p(0): 1
log1p(NaN): NaN
max(2, 1): 1, 0
max(1, 2): 0, 1
max(1, 1): 0.5, 0.5
max(0, -0): 0.5, 0.5
max(-Infinity, -Infinity): 0.5, 0.5
max(-Infinity, 3): 0, 1
max(Infinity, 3): 1, 0
max(1, 1, 1): 1 / 3, 1 / 3, 1 / 3
max(1, 1, 0): 0.5, 0.5, 0
max(1, 2, 0): 0, 1, 0
max(NaN, 1): NaN, 0
max(1, NaN): 0, NaN
max(NaN, NaN): NaN, NaN
max(1, NaN, 2): 0, NaN, 0
max(5): 1
max():
max(0', 0): _, 0
max(0, -0'): 0, _
max(0', 2): _, 1
max(0', -2): _, 0
max(0', NaN): _, NaN
max(0', -Infinity): _, 0
max(0', 0, 0): _, 0, 0
max(0', 3, 3): _, 0.5, 0.5
max(0', 3, 1): _, 1, 0
max(0', 1', 2): _, _, 1
max(0', 1', 1): _, _, 0
max(2', 1', 2): _, _, 0
min(2, 1): 0, 1
min(1, 2): 1, 0
min(1, 1): 0.5, 0.5
min(0, -0): 0.5, 0.5
min(Infinity, Infinity): 0.5, 0.5
min(Infinity, 3): 0, 1
min(1, 1, 1): 1 / 3, 1 / 3, 1 / 3
min(1, 1, 2): 0.5, 0.5, 0
min(NaN, 1): NaN, 0
min(1, NaN, 2): 0, NaN, 0
min(1, 1'): 0, _
min(0.5, 1'): 1, _
min(1.5, 1'): 0, _
min(NaN, 1'): NaN, _
min(1, 1, 1'): 0, 0, _
mod(7, 3): 1, -2
mod(-7, 3): 1, 2
mod(7, -3): 1, 2
mod(6, 3): 1, -2
mod(2, 3): 1, 0
mod(2, Infinity): 1, 0
mod(0.3, 0.1): 1, -2
mod(1, 0.1): 1, -9
mod(1, 0): 1, NaN
div(1, 0): Infinity, -Infinity
div(0, 0): Infinity, NaN
div(6, 3): 1 / 3, -2 / 3
mul(0, Infinity): Infinity, 0
sqrt(0): Infinity
sqrt(-0): Infinity
sqrt(-1): NaN
sqrt(4): 0.25
sqrt(Infinity): 0
tan(0): 1
tanh(0): 1
tanh(30): 0
tanh(-30): 0
pow(0, 2): 0, 0
pow(0, 1): 1, 0
pow(-0, 1): 1, 0
pow(0, 0): 0, 0
pow(-0, 0): 0, 0
pow(0, 0.5): Infinity, 0
pow(-0, 0.5): Infinity, 0
pow(0, -1): -Infinity, -Infinity
pow(-0, -1): -Infinity, -Infinity
pow(-2, 3): 12, NaN
pow(-2, 0.5): NaN, NaN
pow(2, 0): 0, Math.log(2)
pow(-2, 0): 0, NaN
pow(2, 1): 1, 2 * Math.log(2)
pow(5e-324, 0): 0, Math.log(5e-324)
pow(NaN, 0): 0, NaN
pow(NaN, 2): NaN, NaN
pow(2, NaN): NaN, NaN
pow(Infinity, 0): 0, Infinity
pow(-Infinity, 3): Infinity, NaN
`;

describe('partials at special points', () => {
  const lines = facts.trim().split('\n');

  it.each([...lines, ...lines.filter((line) => line.startsWith('pow')).map((line) => line.replace('pow', 'mathPow'))])(
    '%s',
    (line) => {
      const [, name, args, partials] = /^(\w+)\((.*)\):(.*)$/.exec(line)!;
      const literals = args!.split(', ').flatMap((arg, i) => (arg.endsWith("'") ? [i] : []));
      const expected = numbers(partials!.replaceAll('_', 'undefined'));
      const actual = partialsAt(name as PrimitiveName, numbers(args!.replaceAll("'", '')) as number[], literals);
      expect(actual).toHaveLength(expected.length);
      expected.forEach((partial, i) => partial === undefined || expectSame(actual[i], partial, `∂/∂${i}`));
    },
  );

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
