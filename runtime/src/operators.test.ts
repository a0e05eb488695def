import { expect, test, vi } from 'vitest';
import { AdcError, grad, gradientOf, jvp, ownTape, register, shadows, take, valueAndGrad, vjp } from './index.js';
import type { Companions } from './index.js';

/** x²k, with an omitted k of 3. */
function power(x: number, k = 3): number {
  return x * x * k;
}
register(power, {
  parameters: 2,
  differentiable: [true, true],
  adjoint: (x: number, k: number | undefined, bar: number) =>
    k === undefined ? [3 * x * x, [6 * x * bar, 0]] : [x * x * k, [2 * x * k * bar, x * x * bar]],
  tangent: (x: number, k: number | undefined, xDot: number, kDot: number) => [
    power(x, k),
    2 * x * (k ?? 3) * xDot + x * x * kDot,
  ],
});

function square(x: number): number {
  return x * x;
}
register(square, {
  parameters: 1,
  differentiable: [true],
  adjoint: (x: number, bar: number) => [x * x, [2 * x * bar]],
  pullback: (x: number) => [x * x, (bar: number) => [2 * x * bar]],
  tangent: (x: number, xDot: number) => [x * x, 2 * x * xDot],
});

/** b[0] is overwritten first: 2 a[0] * a[0], or 4 a[0]² when a and b are one array. */
function aliased(a: Float64Array, b: Float64Array): number {
  b[0] = 2 * a[0]!;
  return a[0]! * b[0];
}
type Bars = [Float64Array, Float64Array];
function aliasedReverse([aBar, bBar]: Bars, a0: number, aNow: number, bNow: number, bar: number): void {
  aBar[0]! += bar * bNow;
  bBar[0]! += bar * aNow;
  const bOld = bBar[0]!;
  bBar[0] = 0;
  aBar[0]! += 2 * bOld;
  void a0;
}
register(aliased, {
  parameters: 2,
  differentiable: [true, true],
  adjoint(a: Float64Array, b: Float64Array, bar: number) {
    const bars = shadows(a, b) as Bars;
    const a0 = a[0]!;
    const value = aliased(a, b);
    aliasedReverse(bars, a0, a[0]!, b[0]!, bar);
    return [value, gradientOf(bars, [a, b])];
  },
  pullback(a: Float64Array, b: Float64Array) {
    const bars = shadows(a, b) as Bars;
    const tape = ownTape();
    tape.numbers[0] = a[0]!;
    const value = aliased(a, b);
    tape.numbers[1] = a[0]!;
    tape.numbers[2] = b[0]!;
    return [
      value,
      (bar: number) => {
        aliasedReverse(bars, tape.numbers[0]!, tape.numbers[1]!, tape.numbers[2]!, bar);
        return take(bars, [a, b]);
      },
    ];
  },
  tangent(a: Float64Array, b: Float64Array, aDot: Float64Array, bDot: Float64Array) {
    bDot[0] = 2 * aDot[0]!;
    b[0] = 2 * a[0]!;
    return [a[0]! * b[0], aDot[0]! * b[0] + a[0]! * bDot[0]];
  },
});

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof AdcError) return error.code;
    throw error;
  }
  return 'no error';
}

test('one parameter bare, several as a tuple, wrt one or a list', () => {
  expect(grad(square)(3)).toBe(6);
  expect(grad(square, { wrt: [0] })(3)).toEqual([6]);
  expect(grad(power)(2, 5)).toEqual([20, 4]);
  expect(grad(power, { wrt: 0 })(2, 5)).toBe(20);
  expect(grad(power, { wrt: [1, 0] })(2, 5)).toEqual([4, 20]);
  expect(valueAndGrad(power, { wrt: 1 })(2, 5)).toEqual([20, 4]);
});

test('an omitted default has gradient zero, and no tangent', () => {
  expect(grad(power)(2)).toEqual([12, 0]);
  expect(jvp(power)([2], [1, 100])).toEqual([12, 12]);
  expect(jvp(power)([2, 5], [1, 1])).toEqual([20, 24]);
});

test('more arguments than declared are ignored', () => {
  expect([1, 2].map(grad(square) as (x: number) => number)).toEqual([2, 4]);
});

test('a rest parameter is one array to companions and in gradients', () => {
  const dot = register((k: number, ...xs: number[]): number => k * xs.reduce((a, b) => a + b, 0), {
    parameters: 2,
    differentiable: [true, true],
    rest: true,
    adjoint: (k: number, xs: number[], bar: number) => {
      const sum = xs.reduce((a, b) => a + b, 0);
      return [k * sum, [sum * bar, xs.map(() => k * bar)]];
    },
    tangent: (k: number, xs: number[], kDot: number, xsDot: number[]) => {
      const sum = xs.reduce((a, b) => a + b, 0);
      return [k * sum, kDot * sum + k * xsDot.reduce((a, b) => a + b, 0)];
    },
  });
  expect(grad(dot)(2, 3, 4)).toEqual([7, [2, 2]]);
  expect(grad(dot)(2)).toEqual([0, []]);
  expect(jvp(dot)([2, 3, 4], [1, 1, 0])).toEqual([14, 9]);
});

test('uncompiled: an error that says so and how to mend it', () => {
  const plain = (x: number): number => x;
  for (const run of [() => grad(plain), () => valueAndGrad(plain), () => jvp(plain), () => vjp(plain)]) {
    expect(run).toThrow(AdcError);
    expect(run).toThrow(/`plain` was not compiled by adc.*@differentiable/s);
  }
  try {
    grad(plain);
  } catch (error) {
    expect(error).toMatchObject({ name: 'AdcError', code: 'ADC5001' });
    expect((error as AdcError).remedy).toMatch(/adc build|@differentiable/);
  }
  expect(codeOf(() => grad(undefined as unknown as typeof plain))).toBe('ADC5001');
});

test('compiled for less than is asked', () => {
  const partly = register((x: number, y: number, tag: string): number => x * y + tag.length, {
    parameters: 3,
    differentiable: [true, true, false],
    wrt: [1],
    adjoint: (x: number, y: number, tag: string, bar: number) => [x * y + tag.length, [0, x * bar, undefined]],
    tangent: (x: number, y: number, tag: string, _xDot: number, yDot: number) => [x * y + tag.length, x * yDot],
  });
  expect(codeOf(() => grad(partly))).toBe('ADC5002');
  expect(codeOf(() => grad(partly, { wrt: [1, 0] }))).toBe('ADC5002');
  expect(grad(partly, { wrt: [1, 2] })(3, 4, '')).toEqual([3, undefined]);
  expect(codeOf(() => vjp(partly, { wrt: 1 }))).toBe('ADC5002');
  expect(jvp(partly)([3, 4, ''], [0, 2, undefined])).toEqual([12, 6]);
  expect(codeOf(() => jvp(partly)([3, 4, ''], [1, 2, undefined]))).toBe('ADC5002');
  expect(codeOf(() => vjp(partly, { out: 0, wrt: 1 }))).toBe('ADC5002');
});

test('an option that names no parameter', () => {
  expect(codeOf(() => grad(power, { wrt: 2 as 0 }))).toBe('ADC5006');
  expect(codeOf(() => grad(power, { wrt: [0, -1 as 0] }))).toBe('ADC5006');
  expect(codeOf(() => vjp(aliased, { out: 7 as 0 }))).toBe('ADC5006');
  expect(codeOf(() => jvp(aliased, { out: 0.5 as 0 }))).toBe('ADC5006');
});

test('a result that is not a number has no gradient', () => {
  const pair = register((x: number) => [x, x], {
    parameters: 1,
    differentiable: [true],
    adjoint: (x: number, bar: number[]) => [[x, x], [bar[0]! + bar[1]!]],
  });
  expect(codeOf(() => grad(pair as unknown as typeof square)(1))).toBe('ADC5003');
});

test('exceptions of the user pass through unchanged', () => {
  const failure = new RangeError('mine');
  const failing = register(
    (x: number): number => {
      if (x < 0) throw failure;
      return x;
    },
    {
      parameters: 1,
      differentiable: [true],
      adjoint: (x: number, bar: number) => {
        if (x < 0) throw failure;
        return [x, [bar]];
      },
    },
  );
  let caught: unknown;
  try {
    grad(failing)(-1);
  } catch (error) {
    caught = error;
  }
  expect(caught).toBe(failure);
  expect(grad(failing)(1)).toBe(1);
});

test('one array in two arguments: the total in both, as one object', () => {
  const a = Float64Array.of(3);
  const [value, [da, db]] = valueAndGrad(aliased)(a, a);
  expect([value, da[0], db[0]]).toEqual([36, 24, 24]);
  expect(db).toBe(da);
  expect([...a]).toEqual([6]);
  expect(grad(aliased)(Float64Array.of(3), Float64Array.of(1))).toEqual([Float64Array.of(12), Float64Array.of(0)]);
});

test('pullbacks: any number of times, any number alive', () => {
  const [v1, first] = vjp(square)(3);
  const [v2, second] = vjp(square, { wrt: [0] })(5);
  expect([v1, v2]).toEqual([9, 25]);
  expect([first(1), second(1), first(2), first(1), second(0)]).toEqual([6, [10], 12, 6, [0]]);

  const a = Float64Array.of(3);
  const [, pull] = vjp(aliased)(a, a);
  const [, other] = vjp(aliased)(Float64Array.of(1), Float64Array.of(1));
  const once = pull(1);
  expect(once).toEqual([Float64Array.of(24), Float64Array.of(24)]);
  expect(other(1)).toEqual([Float64Array.of(4), Float64Array.of(0)]);
  expect(pull(10)).toEqual([Float64Array.of(240), Float64Array.of(240)]);
  expect(once[0][0]).toBe(24);
});

test('operators are re-entrant', () => {
  const outer = register((x: number): number => grad(square)(x) * x, {
    parameters: 1,
    differentiable: [true],
    adjoint: (x: number, bar: number) => [grad(square)(x) * x, [4 * x * bar]],
  });
  expect(valueAndGrad(outer)(3)).toEqual([18, 12]);
});

test('jvp: tangents follow aliases and are never changed', () => {
  const a = Float64Array.of(3);
  const b = Float64Array.of(1);
  const tangents: [Float64Array, Float64Array] = [Float64Array.of(1), Float64Array.of(5)];
  expect(jvp(aliased)([a, b], tangents)).toEqual([18, 12]);
  expect(tangents).toEqual([Float64Array.of(1), Float64Array.of(5)]);

  const c = Float64Array.of(3);
  const same = Float64Array.of(1);
  expect(jvp(aliased)([c, c], [same, Float64Array.of(1)])).toEqual([36, 24]);
  expect([...same]).toEqual([1]);
  const d = Float64Array.of(3);
  expect(codeOf(() => jvp(aliased)([d, d], [Float64Array.of(1), Float64Array.of(2)]))).toBe('ADC5005');
  expect([...d]).toEqual([3]);
});

test('jvp: contradictions between overlapping views, in maps and inside objects', () => {
  const noop = register((a: unknown, b: unknown): number => (a === b ? 0 : 0), {
    parameters: 2,
    differentiable: [true, true],
    tangent: () => [0, 0],
  }) as (a: unknown, b: unknown) => number;
  const run = jvp(noop) as unknown as (args: unknown[], tangents: unknown[]) => unknown;
  const cells = new Float64Array(3);
  const views = [cells.subarray(0, 2), cells.subarray(1)];
  expect(codeOf(() => run(views, [Float64Array.of(0, 1), Float64Array.of(2, 0)]))).toBe('ADC5005');
  expect(codeOf(() => run(views, [Float64Array.of(0, 1), Float64Array.of(1, 0)]))).toBe('no error');
  const shared = { x: 1 };
  expect(codeOf(() => run([{ s: shared }, shared], [{ s: { x: 1 } }, { x: 2 }]))).toBe('ADC5005');
  expect(codeOf(() => run([{ s: shared }, shared], [{ s: { x: NaN } }, { x: NaN }]))).toBe('no error');
  const map = new Map([['k', 1]]);
  expect(codeOf(() => run([map, map], [new Map([['k', 1]]), new Map([['k', 2]])]))).toBe('ADC5005');
});

test('jvp: the tangent of a Float32Array is a Float32Array', () => {
  const double = register((x: Float32Array): Float32Array => x.map((e) => 2 * e), {
    parameters: 1,
    differentiable: [true],
    tangent: (x: Float32Array, xDot: Float64Array) => [x.map((e) => 2 * e), xDot.map((e) => 2 * e)],
  });
  expect(jvp(double)([Float32Array.of(1)], [Float32Array.of(0.1)])[1]).toStrictEqual(Float32Array.of(0.2));
});

test('tangents and cotangents of the wrong shape are named', () => {
  interface Body {
    at: Float64Array;
    parts: number[];
    tags: Map<string, number>;
  }
  const identity = register((body: Body): Body => body, {
    parameters: 1,
    differentiable: [true],
    tangent: (body: Body, dot: unknown) => [body, dot],
    pullback: (body: Body) => [body, (bar: unknown) => [bar]],
  });
  const body: Body = { at: new Float64Array(2), parts: [1, 2], tags: new Map([['k', 1]]) };
  const good = (): Body => ({ at: new Float64Array(2), parts: [1, 2], tags: new Map([['k', 1]]) });
  const [, pull] = vjp(identity)(body);
  expect(pull(good())).toEqual(good());
  expect(() => pull({ ...good(), at: new Float64Array(3) })).toThrow(
    /`cotangent\.at` must be a float array of length 2/,
  );
  expect(() => pull({ ...good(), parts: [1] })).toThrow(/`cotangent\.parts` must be an array of length 2/);
  expect(() => pull({ ...good(), parts: [1, 'x' as unknown as number] })).toThrow(
    /`cotangent\.parts\[1\]` must be a number, but is 'x'/,
  );
  expect(() => pull({ ...good(), tags: new Map() })).toThrow(
    /`cotangent\.tags\.get\('k'\)` must be a number, but is undefined/,
  );
  expect(() => pull(1 as unknown as Body)).toThrow(/`cotangent` must be an object, but is 1/);
  body.parts.push(3); // what happens to the value later does not matter
  expect(codeOf(() => pull(good()))).toBe('no error');
  expect(() => jvp(identity)([good()], [{ ...good(), parts: [] }])).toThrow(/`tangents\[0\]\.parts`/);
  const [, pullNumber] = vjp(square)(1);
  expect(() => pullNumber([1] as unknown as number)).toThrow(/`cotangent` must be a number/);
});

test('the registry is shared, merges, and takes frozen functions', () => {
  const frozen = Object.freeze((x: number): number => 2 * x);
  const base: Companions = { parameters: 1, differentiable: [true] };
  expect(register(frozen, { ...base, adjoint: (x: number, bar: number) => [2 * x, [2 * bar]] })).toBe(frozen);
  register(frozen, { ...base, tangent: (x: number, dot: number) => [2 * x, 2 * dot] });
  expect(grad(frozen)(1)).toBe(2);
  expect(jvp(frozen)([1], [1])).toEqual([2, 2]);
  const shared = (globalThis as unknown as Record<symbol, WeakMap<object, Companions>>)[Symbol.for('adc.companions')];
  expect(shared!.get(frozen)!.parameters).toBe(1);
});

test('two copies of the runtime agree', async () => {
  vi.resetModules();
  const other = await import('./index.js');
  expect(other.grad).not.toBe(grad);
  expect(other.grad(square)(3)).toBe(6);
});
