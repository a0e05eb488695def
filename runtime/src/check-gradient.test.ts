import { expect, test } from 'vitest';
import { AdcError, checkGradient, gradientOf, register, shadow, shadows } from './index.js';
import { extentOf, slopesAt } from './slopes.js';

const one = { parameters: 1, differentiable: [true] };

function wave(x: number): number {
  return (Math.exp(x) * Math.sin(3 * x)) / (1 + x * x);
}
function waveSlope(x: number): number {
  const d = 1 + x * x;
  return (Math.exp(x) * (Math.sin(3 * x) + 3 * Math.cos(3 * x))) / d - (2 * x * wave(x)) / d;
}
register(wave, {
  ...one,
  adjoint: (x: number, bar: number) => [wave(x), [waveSlope(x) * bar]],
  pullback: (x: number) => [wave(x), (bar: number) => [waveSlope(x) * bar]],
  tangent: (x: number, dot: number) => [wave(x), waveSlope(x) * dot],
});

/** A scalar function with any derivative one likes. */
function claim(f: (x: number) => number, slope: (x: number) => number): (x: number) => number {
  return register((x: number) => f(x), { ...one, adjoint: (x: number, bar: number) => [f(x), [slope(x) * bar]] });
}

test('right derivatives, in every companion', () => {
  for (const x of [-2, -1e-3, 0, 1e-9, 0.7, 2, 40]) {
    const report = checkGradient(wave)(x);
    expect(report.wrong).toEqual([]);
    expect(report).toMatchObject({ ok: true, entries: 1, skipped: 0, kinks: [] });
    expect(report.dotProduct).toMatchObject({ ok: true });
    expect(report.worst!.error).toBeLessThan(1e-7 * Math.max(1, Math.abs(waveSlope(x))));
  }
  expect(String(checkGradient(wave)(0.5))).toMatch(/^wave: derivatives agree, 1 compared\n {2}worst: x \(/);
});

test('the argument of large and small size', () => {
  const log = claim(Math.log, (x) => 1 / x);
  for (const x of [1e-12, 1e-8, 1e-3, 1, 1e6, 1e12]) {
    expect(checkGradient(log)(x)).toMatchObject({ ok: true, entries: 1 });
  }
  const wrong = claim(Math.log, (x) => 1.001 / x);
  for (const x of [1e-8, 1, 1e6]) expect(checkGradient(wrong)(x).ok).toBe(false);
});

test('a wrong derivative is found and named', () => {
  const report = checkGradient(claim(wave, (x) => waveSlope(x) + 1e-4))(0.7);
  expect(report.ok).toBe(false);
  expect(report.worst!.path).toBe('x');
  expect(report.worst!.computed).toBeCloseTo(report.worst!.expected + 1e-4, 8);
  expect(String(report)).toMatch(/WRONG DERIVATIVES/);
  expect(checkGradient(claim(wave, () => NaN))(0.7).ok).toBe(false);
  expect(checkGradient(claim(wave, () => 0))(0.7).ok).toBe(false);
  expect(checkGradient(claim(wave, () => Infinity))(0.7).ok).toBe(false);
  expect(
    checkGradient(
      claim(
        (x) => 5 + 0 * x,
        () => 1e-3,
      ),
    )(0.7).ok,
  ).toBe(false);
});

test('a kink is told from a wrong derivative', () => {
  for (const slope of [-1, 0, 0.3, 1]) {
    const report = checkGradient(claim(Math.abs, () => slope))(0);
    expect(report).toMatchObject({ ok: true, kinks: [{ path: 'x', left: -1, right: 1, computed: slope }] });
  }
  expect(checkGradient(claim(Math.abs, () => 1.5))(0)).toMatchObject({ ok: false, worst: { expected: 1 } });
  expect(checkGradient(claim(Math.abs, Math.sign))(1e-3)).toMatchObject({ ok: true, kinks: [] });
  expect(checkGradient(claim(Math.abs, () => 0))(1e-3).ok).toBe(false);
  expect(String(checkGradient(claim(Math.abs, () => 1))(0))).toMatch(
    /kink: x has slope -1 to the left, 1 to the right/,
  );
});

test('jumps and ends of a domain', () => {
  const root = claim(Math.sqrt, (x) => 0.5 / Math.sqrt(x));
  expect(checkGradient(root)(0).ok).toBe(true); // infinite
  expect(checkGradient(root)(1e-10).ok).toBe(true);
  const end = (x: number): number => x ** 1.5 + x;
  expect(checkGradient(claim(end, (x) => 1.5 * Math.sqrt(x) + 1))(0).ok).toBe(true);
  expect(checkGradient(claim(end, () => 2))(0).ok).toBe(false);
  const step = (x: number): number => (x >= 1 ? 10 + 2 * x : x);
  expect(checkGradient(claim(step, () => 2))(1)).toMatchObject({ ok: true, kinks: [{ right: 2 }] });
  expect(checkGradient(claim(step, () => 1))(1).ok).toBe(false);
  const count = (n: number): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += i;
    return sum;
  };
  expect(checkGradient(claim(count, () => 0))(3).ok).toBe(true);
});

test('a function that refuses arguments close by', () => {
  const whole = (x: number): number => {
    if (x !== 2) throw new RangeError('two only');
    return 5;
  };
  expect(checkGradient(claim(whole, () => 0))(2)).toMatchObject({ ok: true, entries: 0 });
  expect(String(checkGradient(claim(whole, () => 0))(2))).toMatch(/nothing to compare/);
  expect(() => checkGradient(claim(whole, () => 0))(3)).toThrow(RangeError);
});

interface Body {
  name: string;
  x: number;
  v: Float64Array;
  friends: Body[];
}
function energy(bodies: Body[], k: number): number {
  let sum = 0;
  for (const body of bodies) {
    sum += k * body.x * body.x;
    for (let i = 0; i < body.v.length; i++) sum += body.v[i]! ** 3;
    body.x = 100; // an effect that must not pile up
  }
  return sum;
}
function energyAdjoint(bodies: Body[], k: number, bar: number, slip = 0): unknown {
  const bodiesBar = shadow(bodies);
  let kBar = 0;
  bodies.forEach((body, b) => {
    bodiesBar[b]!.x += 2 * k * body.x * bar;
    kBar += body.x * body.x * bar;
    body.v.forEach((v, i) => (bodiesBar[b]!.v[i] = 3 * v * v * bar));
  });
  bodiesBar.at(-1)!.v[1]! += slip;
  return [energy(bodies, k), [bodiesBar, kBar]];
}
const bodiesOf = (): Body[] => {
  const first: Body = { name: 'a', x: 2, v: Float64Array.of(1, 2), friends: [] };
  const second: Body = { name: 'b', x: 3, v: Float64Array.of(-1, 0.5), friends: [first] };
  first.friends.push(second);
  return [first, second];
};

test('structures: every number once, by path, on copies of the arguments', () => {
  const both = { parameters: 2, differentiable: [true, true] };
  register(energy, { ...both, adjoint: energyAdjoint });
  const bodies = bodiesOf();
  expect(checkGradient(energy)(bodies, 5)).toMatchObject({ ok: true, entries: 7 });
  expect(bodies).toEqual(bodiesOf());

  const wrong = register((bodies: Body[], k: number): number => energy(bodies, k), {
    ...both,
    adjoint: (bodies: Body[], k: number, bar: number) => energyAdjoint(bodies, k, bar, 1),
  });
  const report = checkGradient(wrong)(bodies, 5);
  expect(report.worst).toMatchObject({ path: 'bodies[1].v[1]', from: 'adjoint' });
  expect(report.wrong).toHaveLength(1);
  expect(checkGradient(wrong, { wrt: 1 })(bodies, 5)).toMatchObject({ ok: true, entries: 1 });
  expect(checkGradient(wrong, { entries: 2 })(bodies, 5)).toMatchObject({
    ...{ ok: false, entries: 7, skipped: 0, wrong: [{ path: 'bodies[1].v[1]' }] },
  });
});

test('a value that differs from the function itself', () => {
  const off = register((x: number): number => x, { ...one, adjoint: (x: number, bar: number) => [x + 1e-12, [bar]] });
  expect(checkGradient(off)(1)).toMatchObject({ ok: false, worst: { path: '(value)' } });
});

test('a pullback that works only once', () => {
  let spent = 0;
  const once = register((x: number): number => x, {
    ...one,
    pullback: (x: number) => [x, (bar: number) => [spent++ === 0 ? bar : 2 * bar]],
  });
  expect(checkGradient(once)(1)).toMatchObject({ ok: false, worst: { from: 'second pullback' } });
});

test('several results are weighted, and both modes compared', () => {
  const rotate = (v: Float64Array): { p: Float64Array; q: number } => ({ p: v.map((e) => e * e), q: v[0]! * v[1]! });
  const adjoint = (v: Float64Array, bar: { p: Float64Array; q: number }) => [
    rotate(v),
    [Float64Array.of(2 * v[0]! * bar.p[0]! + v[1]! * bar.q, 2 * v[1]! * bar.p[1]! + v[0]! * bar.q)],
  ];
  const tangent = (v: Float64Array, dot: Float64Array) => [
    rotate(v),
    { p: v.map((e, i) => 2 * e * dot[i]!), q: v[0]! * dot[1]! + v[1]! * dot[0]! },
  ];
  const right = register((v: Float64Array) => rotate(v), { ...one, adjoint, tangent });
  const report = checkGradient(right)(Float64Array.of(2, 3));
  expect(report).toMatchObject({ ok: true, entries: 2 });
  expect(report.dotProduct!.forward).toBeCloseTo(report.dotProduct!.reverse, 12);

  const skewed = (v: Float64Array, dot: Float64Array) => [rotate(v), { p: dot, q: 0 }];
  const wrong = register((v: Float64Array) => rotate(v), { ...one, adjoint, tangent: skewed });
  const found = checkGradient(wrong)(Float64Array.of(2, 3));
  expect(found).toMatchObject({ ok: false, dotProduct: { ok: false }, worst: { from: 'tangent' } });
  expect(String(found)).toMatch(/dot product: .*: WRONG/);
});

test('forward mode alone', () => {
  const f = register((x: number, ...rest: number[]): number => x * rest[1]!, {
    parameters: 2,
    differentiable: [true, true],
    rest: true,
    tangent: (x: number, rest: number[], xDot: number, restDot: number[]) => [
      x * rest[1]!,
      xDot * rest[1]! + x * restDot[1]!,
    ],
  });
  const report = checkGradient(f)(2, 3, 4);
  expect(report).toMatchObject({ ok: true, entries: 3, worst: { from: 'tangent' } });
  expect(report.dotProduct).toBeUndefined();
});

test('out: what the parameter holds at the end is the result', () => {
  const scale = register(
    (out: Float64Array, k: number): void => {
      for (let i = 0; i < out.length; i++) out[i] = out[i]! * k;
    },
    {
      parameters: 2,
      differentiable: [true, true],
      references: [true, false],
      tangentInPlace(out: Float64Array, k: number, dot: Float64Array, kDot: number) {
        for (let i = 0; i < out.length; i++) {
          dot[i] = dot[i]! * k + out[i]! * kDot;
          out[i] = out[i]! * k;
        }
        return [undefined, undefined];
      },
      forward(tape: { references: unknown[] }, out: Float64Array, outBar: Float64Array, k: number) {
        tape.references = [out.slice(), outBar, k];
        for (let i = 0; i < out.length; i++) out[i] = out[i]! * k;
      },
      reverse(tape: { references: unknown[] }) {
        const [before, bar, k] = tape.references as [Float64Array, Float64Array, number];
        let kBar = 0;
        for (let i = 0; i < bar.length; i++) {
          kBar += bar[i]! * before[i]!;
          bar[i]! *= k;
        }
        return kBar;
      },
    },
  );
  const out = Float64Array.of(1, 2, 3);
  const report = checkGradient(scale, { out: 0 })(out, 4);
  expect(report.wrong).toEqual([]);
  expect(report).toMatchObject({ ok: true, entries: 4, dotProduct: { ok: true } });
  expect([...out]).toEqual([1, 2, 3]);
});

test('aliases, and cells of single precision', () => {
  const mix = register((a: Float32Array, b: Float32Array): number => a[0]! * b[0]!, {
    parameters: 2,
    differentiable: [true, true],
    adjoint(a: Float32Array, b: Float32Array, bar: number) {
      const bars = shadows(a, b);
      bars[0][0]! += bar * b[0]!;
      bars[1][0]! += bar * a[0]!;
      return [a[0]! * b[0]!, gradientOf(bars, [a, b])];
    },
  });
  const a = Float32Array.of(1.1);
  expect(checkGradient(mix)(a, a)).toMatchObject({ ok: true, entries: 1 });
  expect(checkGradient(mix)(a, Float32Array.of(-3.3))).toMatchObject({ ok: true, entries: 2 });
});

test('private state needs a copy of the user’s', () => {
  class Cell {
    #scale: number;
    constructor(
      public x: number,
      scale: number,
    ) {
      this.#scale = scale;
    }
    get value(): number {
      return this.x * this.#scale;
    }
    clone(): Cell {
      return new Cell(this.x, this.#scale);
    }
  }
  const f = register((cell: Cell): number => cell.value, {
    ...one,
    adjoint: (cell: Cell, bar: number) => [cell.value, [{ x: 3 * bar }]],
  });
  expect(() => checkGradient(f)(new Cell(2, 3))).toThrow(TypeError);
  expect(checkGradient(f, { copy: ([cell]) => [cell.clone()] })(new Cell(2, 3))).toMatchObject({
    ok: true,
    entries: 1,
  });
});

test('nothing to check', () => {
  expect(() => checkGradient((x: number) => x)).toThrow(AdcError);
  expect(() => checkGradient(register((x: number) => x, one))).toThrow(/without its adjoint/);
  const text = register((x: number): string => String(x), { ...one, adjoint: () => ['', [0]] });
  expect(() => checkGradient(text)(1)).toThrow(/holds no number/);
});

test('slopes: accuracy and honest error estimates', () => {
  for (let x = -2; x <= 2; x += 0.01) {
    const sample = (step: number) => ({ step: x + step - x, value: wave(x + step) });
    const { central, left, right } = slopesAt(sample, extentOf(x), wave(x), 2 ** -52);
    const scale = Math.max(1, Math.abs(waveSlope(x)));
    expect(Math.abs(central.value - waveSlope(x))).toBeLessThan(1e-9 * scale);
    expect(Math.abs(central.value - waveSlope(x))).toBeLessThan(10 * central.error);
    for (const side of [left, right]) expect(Math.abs(side.value - waveSlope(x))).toBeLessThan(1e-6 * scale);
  }
});
