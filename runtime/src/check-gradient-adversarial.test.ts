/** What misleads finite differences, and what hides a wrong derivative. */
import { expect, test } from 'vitest';
import { AdcError, checkGradient, type GradientReport, register } from './index.js';

const one = { parameters: 1, differentiable: [true] };
type Scalar = (x: number) => number;
type OfVector = (v: Float64Array) => number;

/** A function with any derivative one likes. */
function claim(f: Scalar, slope: Scalar): Scalar {
  return register((x: number) => f(x), { ...one, adjoint: (x: number, bar: number) => [f(x), [slope(x) * bar]] });
}
function claimOfVector(f: OfVector, gradient: (v: Float64Array) => Float64Array): OfVector {
  return register((v: Float64Array) => f(v), {
    ...one,
    adjoint: (v: Float64Array, bar: number) => [f(v), [gradient(v).map((entry) => entry * bar)]],
  });
}
const check = (f: Scalar, slope: Scalar, x: number): GradientReport => checkGradient(claim(f, slope))(x);
const constant =
  (value: number): Scalar =>
  () =>
    value;

const oscillations: OfVector = (v) => v.reduce((sum, x, i) => sum + Math.sin(x) * Math.cos(i * x) + x * x * 0.1, 0);
const slopesOfOscillations = (v: Float64Array): Float64Array =>
  v.map((x, i) => Math.cos(x) * Math.cos(i * x) - i * Math.sin(x) * Math.sin(i * x) + 0.2 * x);
const squares: OfVector = (v) => v.reduce((sum, x) => sum + x * x, 0);
const spread = (count: number): Float64Array => Float64Array.from({ length: count }, (_, i) => 3 * Math.sin(i + 1));

const off = (gradient: (v: Float64Array) => Float64Array, at: number) => (v: Float64Array) => {
  const wrong = gradient(v);
  wrong[at]! *= 1.001;
  return wrong;
};

test.each([
  ['one by one', 1000],
  ['in groups', undefined],
] as const)('one of a thousand entries is wrong by a thousandth: %s', (_, entries) => {
  const options = entries === undefined ? {} : { entries };
  for (const [f, gradient] of [
    [squares, (v: Float64Array) => v.map((x) => 2 * x)],
    [oscillations, slopesOfOscillations],
  ] as const) {
    expect(checkGradient(claimOfVector(f, gradient), options)(spread(1000))).toMatchObject({
      ...{ ok: true, entries: 1000, skipped: 0, wrong: [], undecided: [], kinks: [] },
    });
    for (const at of entries === undefined ? [0, 7, 500, 999] : [500]) {
      const report = checkGradient(claimOfVector(f, off(gradient, at)), options)(spread(1000));
      expect(report).toMatchObject({ ok: false, entries: 1000, worst: { path: `v[${at}]` } });
      expect(report.wrong).toHaveLength(1);
    }
  }
});

test('one of twenty thousand entries is missing, in single precision too', () => {
  const at = 12_345;
  const f = (v: Float32Array): number => v.reduce((sum, x) => sum + x * x, 0);
  const missing = register((v: Float32Array) => f(v), {
    ...one,
    adjoint: (v: Float32Array, bar: number) => [f(v), [v.map((x, i) => (i === at ? 0 : 2 * x * bar))]],
  });
  const v = Float32Array.from({ length: 20_000 }, (_, i) => 1 + (i % 7) / 8);
  expect(checkGradient(missing, { entries: 50 })(v)).toMatchObject({ ok: false, worst: { path: `v[${at}]` } });
  const doubles = claimOfVector(squares, (w) => w.map((x, i) => (i === at ? 0 : 2 * x)));
  expect(checkGradient(doubles, { entries: 50 })(spread(20_000)).wrong).toMatchObject([{ path: `v[${at}]` }]);
});

test('groups with kinks are taken apart, as far as the number of comparisons allows', () => {
  const sizes: OfVector = (v) => v.reduce((sum, x) => sum + Math.abs(x), 0);
  const right = claimOfVector(sizes, (v) => v.map(Math.sign));
  const v = spread(400);
  for (const at of [3, 250]) v[at] = 0;
  const report = checkGradient(right, { entries: 20 })(v);
  expect(report).toMatchObject({ ok: true, entries: 400, skipped: 0, wrong: [] });
  expect(report.kinks.map(({ path }) => path).sort()).toEqual(['v[250]', 'v[3]']);
  expect(checkGradient(right, { entries: 2 })(new Float64Array(400)).skipped).toBeGreaterThan(0);
});

test('nearly everything is wrong: the report stays short', () => {
  const report = checkGradient(claimOfVector(squares, (v) => v.map((x) => 3 * x)))(spread(5000));
  expect(report.ok).toBe(false);
  expect(report.wrong.length).toBeLessThan(400);
  expect(String(report).split('\n').length).toBeLessThan(15);
});

test('a kink at the point and near it', () => {
  const bend = (x: number): number => Math.abs(x - 1);
  for (const slope of [-1, 0, 0.5, 1])
    expect(check(bend, constant(slope), 1)).toMatchObject({ ok: true, kinks: [{ left: -1, right: 1 }] });
  for (const slope of [-1.5, 1.5]) expect(check(bend, constant(slope), 1).ok).toBe(false);
  for (const distance of [1e-3, 1e-5, 1e-7])
    for (const side of [-1, 1]) {
      const x = 1 + side * distance;
      expect(check(bend, constant(side), x)).toMatchObject({ ok: true, kinks: [], entries: 1 });
      for (const slope of [0, 0.5 * side, -side, 1.5 * side]) expect(check(bend, constant(slope), x).ok).toBe(false);
    }
  for (const distance of [1e-9, 1e-12, 1e-15])
    for (const side of [-1, 1]) {
      const x = 1 + side * distance;
      expect(check(bend, constant(side), x)).toMatchObject({ ok: true, kinks: [{}] });
      expect(check(bend, constant(1.5 * side), x).ok).toBe(false);
    }
});

test('no kink where both sides agree', () => {
  expect(check((x) => x * Math.abs(x), constant(0), 0)).toMatchObject({ ok: true, kinks: [], entries: 1 });
  expect(check((x) => x * Math.abs(x), constant(1e-3), 0).ok).toBe(false);
});

test('a jump at the point and near it', () => {
  const step = (x: number): number => (x >= 1 ? 5 + 2 * x : x);
  for (const distance of [0, 1e-12, 1e-9, 1e-6, 1e-3]) {
    expect(check(step, constant(2), 1 + distance)).toMatchObject({ ok: true, entries: 1 });
    for (const slope of [1, 1.5, 2.1, NaN]) expect(check(step, constant(slope), 1 + distance).ok).toBe(false);
  }
  const [jump] = check(step, constant(2), 1).kinks;
  expect(jump).toMatchObject({ left: NaN });
  expect(String(check(step, constant(2), 1))).toMatch(/jump or edge: x has slope none to the left, 2 to the right/);
  expect(check(Math.floor, constant(0), 2)).toMatchObject({ ok: true, kinks: [{ left: NaN, right: 0 }] });
  for (const x of [2, 2.5]) expect(check(Math.floor, constant(1), x).ok).toBe(false);
});

test('a function with noise', () => {
  const noisy = (size: number): Scalar => {
    return (x) => {
      const drawn = Math.sin(x * 1e9) * 1e9;
      return Math.sin(x) + size * (drawn - Math.floor(drawn) - 0.5);
    };
  };
  for (let x = -2; x < 2; x += 0.01) {
    const right = check(noisy(1e-10), Math.cos, x);
    expect(right, String(right)).toMatchObject({ ok: true });
    expect(right.worst?.uncertainty ?? 1).toBeGreaterThan(1e-10);
    if (Math.abs(Math.cos(x)) > 0.1) expect(check(noisy(1e-10), (z) => 1.01 * Math.cos(z), x).ok).toBe(false);
    const rough = check(noisy(1e-6), Math.cos, x);
    expect(rough, `${x} ${String(rough)}`).toMatchObject({ ok: true });
  }
});

test('fast oscillations', () => {
  for (const rate of [30, 805, 1e3, 1e4, 1e5])
    for (let x = -2; x < 2; x += 0.05) {
      const f = (z: number): number => Math.sin(rate * z);
      const report = check(f, (z) => rate * Math.cos(rate * z), x);
      expect(report, `${rate} ${x} ${String(report)}`).toMatchObject({ ok: true, entries: 1, kinks: [] });
      if (Math.abs(Math.cos(rate * x)) > 0.1)
        expect(check(f, (z) => 1.001 * rate * Math.cos(rate * z), x).ok, `${rate} ${x}`).toBe(false);
    }
});

test('arguments of 1e8 and 1e-8 together', () => {
  const f: OfVector = ([x, y]) => (x! / 1e8) ** 2 + Math.sin(y! * 1e8) + x! * y!;
  const gradient = ([x, y]: Float64Array): Float64Array =>
    Float64Array.of((2 * x!) / 1e16 + y!, 1e8 * Math.cos(y! * 1e8) + x!);
  const v = Float64Array.of(1.3e8, 1.7e-8);
  expect(checkGradient(claimOfVector(f, gradient))(v)).toMatchObject({ ok: true, entries: 2 });
  for (const at of [0, 1])
    expect(checkGradient(claimOfVector(f, off(gradient, at)))(v)).toMatchObject({ worst: { path: `v[${at}]` } });
  const lost = checkGradient(claimOfVector(squares, (w) => w.map((x) => 2 * x)))(Float64Array.of(1e8, 1e-8));
  expect(lost.ok).toBe(true);
  expect(lost.worst!.uncertainty).toBeGreaterThan(1); // nobody could see 2e-8 beside 1e16
});

test('values, arguments and derivatives that are infinite or NaN', () => {
  const none = { ok: true, entries: 0, undecided: [{ path: 'x' }] };
  expect(check(Math.sqrt, constant(NaN), -1)).toMatchObject(none);
  expect(check(Math.exp, Math.exp, 1000)).toMatchObject(none);
  expect(
    check(
      (x) => x * x,
      (x) => 2 * x,
      NaN,
    ),
  ).toMatchObject(none);
  for (const x of [Infinity, -Infinity])
    expect(
      check(
        (z) => 1 / z,
        (z) => -1 / z / z,
        x,
      ),
    ).toMatchObject(none);
  expect(check(Math.sqrt, constant(Infinity), 0)).toMatchObject(none);
  expect(String(check(Math.exp, Math.exp, 1000))).toMatch(/nothing to compare, 0 compared, 1 undecided/);
  for (const slope of [NaN, Infinity, -Infinity]) {
    expect(check((x) => x * x, constant(slope), 0).ok).toBe(false);
    expect(check(constant(0), constant(slope), 0).ok).toBe(false);
    expect(check(Math.abs, constant(slope), 0).ok).toBe(false);
  }
});

test('zero, huge and tiny gradients', () => {
  for (const value of [0, 3, 1e10])
    expect(check(constant(value), constant(0), 2)).toMatchObject({ ok: true, entries: 1 });
  expect(check((x) => 1e10 + x, constant(0), 2).ok).toBe(false);
  expect(check((x) => 1 + 1e-7 * x, constant(0), 2).ok).toBe(false);
  for (const size of [1e-200, 1e200, 1e300]) {
    const f = (x: number): number => size * Math.sin(x);
    expect(check(f, (x) => size * Math.cos(x), 2)).toMatchObject({ ok: true, entries: 1 });
    expect(check(f, (x) => 1.001 * size * Math.cos(x), 2).ok).toBe(false);
  }
});

test('integers in the arguments are looked at, and left out by wrt', () => {
  const repeat = (x: number, n: number): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += x * x;
    return sum;
  };
  const f = register(repeat, {
    parameters: 2,
    differentiable: [true, true],
    adjoint: (x: number, n: number, bar: number) => [repeat(x, n), [2 * x * Math.max(0, Math.ceil(n)) * bar, 0]],
  });
  expect(checkGradient(f)(3, 5)).toMatchObject({ ok: true, entries: 2, kinks: [{ path: 'n', left: 0, right: NaN }] });
  expect(checkGradient(f, { wrt: 0 })(3, 5)).toMatchObject({ ok: true, entries: 1, kinks: [] });
});

test('a function that was not compiled says what to do', () => {
  expect(() => checkGradient((x: number) => x)).toThrow(
    /was not compiled by adc.*(?:`\/\/ @differentiable`|`adc build`)/,
  );
});

test('a function that draws lots, or counts its calls, is refused', () => {
  let calls = 0;
  for (const f of [(x: number) => x + Math.random(), (x: number) => x + calls++]) {
    const refused = (): unknown => check(f, constant(1), 2);
    expect(refused).toThrow(AdcError);
    expect(refused).toThrow(/different values for the same arguments/);
  }
});

test('effects beyond the arguments happen in every run, those on the arguments never', () => {
  let runs = 0;
  const f = (v: Float64Array): number => {
    runs++;
    v[0]! *= 2;
    return v[0]!;
  };
  const v = Float64Array.of(1.5);
  expect(checkGradient(claimOfVector(f, () => Float64Array.of(2)))(v).ok).toBe(true);
  expect([...v]).toEqual([1.5]);
  expect(runs).toBeGreaterThan(5);
  expect(runs).toBeLessThan(40);
});
