import { describe, expect, it } from 'vitest';
import { algebra, type Algebra } from './algebra.js';
import { contributionOf } from './contribution.js';
import { numberAlgebra, partialsOf, primitives, type PrimitiveName, type Scalar } from './primitives.js';

/** Where a row is smooth, one interval per argument; `apart`: points that are too near a kink or jump are left out. */
type Domain = {
  readonly intervals: readonly (readonly [number, number])[];
  readonly apart?: (...args: number[]) => boolean;
};

const line = [-4, 4] as const;
const positive = [0.05, 9] as const;
const clear = (gap: number): boolean => Math.abs(gap) > 0.3;

const domains: Partial<Record<PrimitiveName, Domain | readonly Domain[]>> = {
  add: { intervals: [line, line] },
  sub: { intervals: [line, line] },
  mul: { intervals: [line, line] },
  div: { intervals: [line, line], apart: (_, y) => clear(y) },
  mod: [
    { intervals: [line, [0.8, 3]], apart: (x, y) => clear(x % y) && clear((x % y) - y) && clear((x % y) + y) },
    { intervals: [line, [-3, -0.8]], apart: (x, y) => clear(x % y) && clear((x % y) - y) && clear((x % y) + y) },
  ],
  pow: { intervals: [positive, line] },
  mathPow: { intervals: [positive, line] },
  neg: { intervals: [line] },
  plus: { intervals: [line] },
  toNumber: { intervals: [line] },
  abs: { intervals: [line], apart: clear },
  acos: { intervals: [[-0.9, 0.9]] },
  acosh: { intervals: [[1.1, 9]] },
  asin: { intervals: [[-0.9, 0.9]] },
  asinh: { intervals: [line] },
  atan: { intervals: [line] },
  atan2: { intervals: [line, line], apart: (y, x) => Math.hypot(x, y) > 0.5 && (x > 0 || clear(y)) },
  atanh: { intervals: [[-0.9, 0.9]] },
  cbrt: [{ intervals: [positive] }, { intervals: [[-9, -0.05]] }],
  cos: { intervals: [line] },
  cosh: { intervals: [line] },
  exp: { intervals: [line] },
  expm1: { intervals: [line] },
  hypot: [
    { intervals: [line, line], apart: (x, y) => clear(Math.hypot(x, y)) },
    { intervals: [line, line, line], apart: (x, y, z) => clear(Math.hypot(x, y, z)) },
    { intervals: [line], apart: clear },
  ],
  log: { intervals: [positive] },
  log10: { intervals: [positive] },
  log1p: { intervals: [[-0.95, 9]] },
  log2: { intervals: [positive] },
  max: [
    { intervals: [line] },
    { intervals: [line, line], apart: (x, y) => clear(x - y) },
    { intervals: [line, line, line], apart: (x, y, z) => clear(x - y) && clear(y - z) && clear(x - z) },
  ],
  min: [
    { intervals: [line] },
    { intervals: [line, line], apart: (x, y) => clear(x - y) },
    { intervals: [line, line, line], apart: (x, y, z) => clear(x - y) && clear(y - z) && clear(x - z) },
  ],
  sin: { intervals: [line] },
  sinh: { intervals: [line] },
  sqrt: { intervals: [positive] },
  tan: { intervals: [[-1.4, 1.4]] },
  tanh: { intervals: [line] },
};

/** Rows whose derivative is a convention, not the limit of difference quotients, or that have another kind of argument. */
const conventions: ReadonlySet<PrimitiveName> = new Set(['fround', 'f16round', 'select']);

const differentiated = (Object.keys(primitives) as PrimitiveName[]).filter(
  (name) => primitives[name].derivative.kind === 'partials' && !conventions.has(name),
);

describe('partials against finite differences', () => {
  it.each(differentiated)('%s', (name) => {
    let checks = 0;
    for (const args of pointsOf(name, 200)) {
      const partials = partialsAt(name, args);
      args.forEach((_, i) => {
        const { value, error } = ridders(
          (x) => evaluate(name, replaced(args, i, x)),
          args[i]!,
          stepFor(name, args[i]!),
        );
        expectNear(partials[i]!, value, error, `∂${name}(${args})/∂${i}`);
        checks++;
      });
    }
    expect(checks).toBeGreaterThanOrEqual(150);
  });

  it('the oracle notices a wrong derivative', () => {
    const { value, error } = ridders(Math.sin, 1, 0.1);
    expect(error).toBeLessThan(1e-9);
    expect(() => expectNear(Math.cos(1) * (1 + 1e-7), value, error, 'sin')).toThrow();
  });
});

describe('second derivatives through the table itself', () => {
  it.each(differentiated)('%s', (name) => {
    for (const args of pointsOf(name, 60)) {
      args.forEach((_, j) => {
        const tangents = partialsAlong(name, args, j);
        args.forEach((_, i) => {
          const partial = (x: number): number => partialsAt(name, replaced(args, j, x))[i]!;
          const { value, error } = ridders(partial, args[j]!, stepFor(name, args[j]!));
          expectNear(tangents[i]!, value, error, `∂²${name}(${args})/∂${i}∂${j}`);
        });
      });
    }
  });

  it('is symmetric for two arguments', () => {
    for (const name of ['mul', 'div', 'pow', 'mathPow', 'atan2', 'hypot'] as const)
      for (const args of pointsOf(name, 30)) {
        if (args.length !== 2) continue;
        const [byX, byY] = [partialsAlong(name, args, 0), partialsAlong(name, args, 1)];
        expect(Math.abs(byX[1]! - byY[0]!)).toBeLessThan(1e-12 * Math.max(1, Math.abs(byX[1]!)));
      }
  });

  const along = (f: <T>(x: T, on: Algebra<T>) => T, x: number): readonly number[] => derivatives(f, x);

  it.each([
    ['a known', <T>(on: Algebra<T>): T => on.constant(3)],
    ['a variable', <T>(on: Algebra<T>): T => on.sub(on.constant(4), on.constant(1))],
  ] as const)('of x ** 3 with %s exponent', (_, exponent) => {
    const cube = <T>(x: T, on: Algebra<T>): T => on.apply('pow', x, exponent(on));
    expect(along(cube, 0).map(unsigned)).toEqual([0, 0, 0, 6]);
    expect(along(cube, 2)).toEqual([8, 12, 12, 6]);
    expect(along(cube, -2)).toEqual([-8, 12, -12, 6]);
  });

  it('of x ** y at y = 0, where ∂²/∂x∂y = 1/x and ∂³/∂x∂y² = 2·log(x)/x', () => {
    expect(partialsAlong('pow', [2, 0], 1)[0]).toBe(0.5);
    expect(partialsAlong('pow', [2, 0], 0)[1]).toBe(0.5);
    expect(partialsAlong('pow', [3, 1], 1)[0]).toBeCloseTo(1 + Math.log(3), 14);
    const on = dualAlgebra(dualAlgebra(numberAlgebra));
    const y = { value: { value: 0, dot: 1 }, dot: { value: 1, dot: 0 } };
    const x = on.constant(2);
    const [byX] = partialsOf('pow', { args: [x, y], out: on.apply('pow', x, y), on });
    expect((byX!.dot as Dual<Scalar>).dot).toBeCloseTo(2 * Math.log(2) * 0.5, 14);
  });

  it('of log, sqrt and friends', () => {
    expect(along((x, on) => on.math('log', x), 2)).toEqual([Math.log(2), 0.5, -0.25, 0.25]);
    expect(along((x, on) => on.math('sqrt', x), 1)).toEqual([1, 0.5, -0.25, 0.375]);
    expect(along((x, on) => on.math('exp', x), 0)).toEqual([1, 1, 1, 1]);
    expect(along((x, on) => on.math('abs', x), -2)).toEqual([2, -1, 0, 0]);
  });

  it('is NaN outside the domain, to every order', () => {
    for (const [name, x] of [
      ['log', -2],
      ['log2', -2],
      ['log10', -2],
      ['log1p', -3],
      ['atanh', 2],
      ['acosh', 0],
      ['asin', 2],
      ['acos', -2],
      ['sqrt', -1],
    ] as const)
      expect(along((z, on) => on.math(name, z), x).slice(1), name).toEqual([NaN, NaN, NaN]);
  });

  it('of x > 0 ? sqrt(x) : 0 at -1, 0 and 1', () => {
    const guardedRoot = <T>(x: T, on: Algebra<T>): T =>
      on.select(on.gt(x, on.constant(0)), on.math('sqrt', x), on.constant(0));
    expect(along(guardedRoot, -1).map(unsigned)).toEqual([0, 0, 0, 0]);
    expect(along(guardedRoot, 0).map(unsigned)).toEqual([0, 0, 0, 0]);
    expect(along(guardedRoot, 1)).toEqual([1, 0.5, -0.25, 0.375]);
  });

  it('of max where one argument wins', () => {
    const larger = <T>(x: T, on: Algebra<T>): T => on.math('max', on.mul(x, x), x);
    expect(along(larger, 3)).toEqual([9, 6, 2, 0]);
    expect(along(larger, 0.5)).toEqual([0.5, 1, 0, 0]);
  });

  it('of a guarded contribution where the seed is zero: ∂²(w·log x)/∂w∂x = 1/x at w = 0', () => {
    const on = dualAlgebra(numberAlgebra);
    const seed: Dual<Scalar> = { value: 0, dot: 1 };
    const x: Dual<Scalar> = { value: 4, dot: 0 };
    const contribution = contributionOf('log', 0, { args: [x], out: on.math('log', x), on }, seed);
    expect(contribution).toEqual({ value: 0, dot: 0.25 });
  });
});

/* ------------------------------------------------------------- evaluation */

function evaluate(name: PrimitiveName, args: readonly number[]): number {
  return primitives[name].evaluate(...args) as number;
}

function partialsAt(name: PrimitiveName, args: readonly number[]): readonly (number | undefined)[] {
  return partialsOf<Scalar>(name, { args, out: evaluate(name, args), on: numberAlgebra }) as (number | undefined)[];
}

/** The derivatives of all partials along one argument. */
function partialsAlong(name: PrimitiveName, values: readonly number[], along: number): readonly (number | undefined)[] {
  const on = dualAlgebra(numberAlgebra);
  const args = values.map((value, i): Dual<Scalar> => ({ value, dot: i === along ? 1 : 0 }));
  const partials = partialsOf(name, { args, out: on.apply(name, ...args), on });
  return partials.map((partial) => partial?.dot as number | undefined);
}

/** Value and the first three derivatives of a function of one number. */
function derivatives(f: <T>(x: T, on: Algebra<T>) => T, x: number): readonly number[] {
  const on = dualAlgebra(dualAlgebra(dualAlgebra(numberAlgebra)));
  const flat = { value: { value: x, dot: 1 }, dot: { value: 1, dot: 0 } };
  const zero = { value: { value: 0, dot: 0 }, dot: { value: 0, dot: 0 } };
  const result = f({ value: flat, dot: { ...zero, value: { value: 1, dot: 0 } } }, on);
  return [result.value.value.value, result.value.value.dot, result.value.dot.dot, result.dot.dot.dot] as number[];
}

const unsigned = (x: number): number => x + 0;

/** Forward mode over the table: a value, and its derivative by one variable. */
type Dual<T> = { readonly value: T; readonly dot: T; readonly known?: number };

function dualAlgebra<T>(on: Algebra<T>): Algebra<Dual<T>> {
  return algebra<Dual<T>>({
    constant: (value) => ({ value: on.constant(value), dot: on.constant(0), known: value }),
    apply: (name, ...duals) => {
      const args = duals.map((dual) => dual.value);
      const out = on.apply(name, ...args);
      const literalValue = (i: number): number | undefined => duals[i]?.known;
      const terms = duals.map((dual, i) => contributionOf(name, i, { args, out, on, literalValue }, dual.dot));
      const dot = terms.filter((term) => term !== undefined).reduce(on.add, on.constant(0));
      return { value: out, dot };
    },
  });
}

/* ----------------------------------------------------------------- oracle */

/** Differences extrapolated over shrinking steps, with an estimate of the error (Ridders 1982). */
function ridders(f: (x: number) => number, x: number, initialStep: number): { value: number; error: number } {
  const shrink = 1.4;
  let row: number[] = [];
  let best = { value: NaN, error: Infinity };
  let step = initialStep;
  for (let i = 0; i < 12; i++, step /= shrink) {
    const [above, below] = [x + step, x - step];
    const next = [(f(above) - f(below)) / (above - below)];
    let factor = shrink * shrink;
    for (let j = 1; j <= i; j++, factor *= shrink * shrink) {
      next.push((next[j - 1]! * factor - row[j - 1]!) / (factor - 1));
      const error = Math.max(Math.abs(next[j]! - next[j - 1]!), Math.abs(next[j]! - row[j - 1]!));
      if (error <= best.error) best = { value: next[j]!, error };
    }
    row = next;
  }
  return best;
}

function expectNear(actual: number, expected: number, error: number, what: string): void {
  const tolerance = 1e-10 * Math.max(1, Math.abs(expected)) + 10 * error;
  expect(error, `${what}: the oracle is unsure`).toBeLessThan(1e-6 * Math.max(1, Math.abs(expected)));
  if (!(Math.abs(actual - expected) <= tolerance))
    expect.fail(`${what}: ${actual}, differences say ${expected} ± ${error}`);
}

/** Small enough to stay in every domain above. */
function stepFor(name: PrimitiveName, x: number): number {
  switch (name) {
    case 'log':
    case 'log2':
    case 'log10':
    case 'sqrt':
    case 'cbrt':
    case 'pow':
    case 'mathPow':
      return Math.min(0.2, Math.abs(x) / 3 + (x > 0 ? 0 : 0.01));
    case 'log1p':
      return Math.min(0.2, (1 + x) / 3);
    default:
      return 0.05;
  }
}

function pointsOf(name: PrimitiveName, count: number): readonly (readonly number[])[] {
  const listed = domains[name];
  if (listed === undefined) return expect.fail(`${name} has no domain to be tested on`);
  const random = generator(1);
  return [listed]
    .flat()
    .flatMap(({ intervals, apart = () => true }: Domain) =>
      Array.from({ length: count }, () => intervals.map(([low, high]) => low + (high - low) * random())).filter(
        (point) => apart(...point),
      ),
    );
}

function replaced(args: readonly number[], index: number, x: number): readonly number[] {
  return args.map((arg, i) => (i === index ? x : arg));
}

/** A small linear congruential generator, so that every run sees the same points. */
function generator(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
