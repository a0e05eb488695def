/** Companions that were compiled with `adjointGrowth` tell how adjoints grow in loops (cases: LR22, BI43). */
import {
  type CarriedGrowth,
  configure,
  grad,
  growthText,
  jvp,
  type LoopGrowth,
  vjp,
  withAdjointGrowth,
  withTapeBudget,
} from '@adc/runtime';
import type { CompileOptions } from '@adc/compiler';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { compileText, runText } from '../runner/compile-text.js';

type Scalar = (...args: number[]) => number;

const warnings: string[] = [];
beforeEach(() => {
  warnings.length = 0;
  vi.spyOn(console, 'warn').mockImplementation((text: string) => void warnings.push(text));
});
afterEach(() => {
  configure({ onAdjointGrowth: 'warn', growthLimit: 1e8 });
  vi.restoreAllMocks();
});

function compiled<F>(source: string, options: CompileOptions = { adjointGrowth: true }): F {
  return runText<{ f: F }>(`// @differentiable\n${source}`, options).f;
}
const watch = (f: Scalar, ...args: number[]): readonly LoopGrowth[] =>
  withAdjointGrowth(() => grad(f as (...args: never[]) => number)(...(args as never[]))).loops;
const only = (loops: readonly LoopGrowth[]): CarriedGrowth => {
  expect(loops).toHaveLength(1);
  expect(loops[0]!.carried).toHaveLength(1);
  return loops[0]!.carried[0]!;
};

const linear = `export function f(x: number, a: number, n: number): number {
  for (let i = 0; i < n; i++) x = a * x;
  return x;
}`;

describe('known growth', () => {
  test.each([
    [2, 100],
    [0.5, 100],
    [-3, 40],
    [1.1, 100],
    [0.9, 100],
    [-0.25, 7],
    [1, 1000],
  ])('x ← %d · x', (a, n) => {
    const loops = watch(compiled<Scalar>(linear), 0.7, a, n);
    const { perTurn, behind, before, largest } = only(loops);
    expect(loops[0]).toMatchObject({ loop: 'program.ts:3:3: `for (let i = 0; i < n; i++)`', runs: 1, turns: n });
    expect(perTurn).toBeCloseTo(Math.abs(a), 14);
    expect(behind).toBe(1);
    expect(before / Math.abs(a) ** n).toBeCloseTo(1, 12);
    expect(largest).toBe(Math.max(before, 1));
  });

  test('the products of the reference cases: 1.1^100 and 0.9^100, which neither explode nor vanish', () => {
    const f = compiled<Scalar>(linear);
    expect(only(watch(f, 1, 1.1, 100)).before).toBeCloseTo(13780.6123398, 6);
    expect(only(watch(f, 1, 0.9, 100)).before).toBeCloseTo(2.6561398887587544e-5, 18);
    for (const a of [1.1, 0.9]) {
      expect(only(watch(f, 1, a, 100))).not.toHaveProperty('exploded');
      expect(only(watch(f, 1, a, 100))).not.toHaveProperty('vanished');
    }
  });

  test('the turn at which an adjoint explodes or vanishes first, counted as the loop runs', () => {
    const f = compiled<Scalar>(linear);
    // 10⁹ is the first above the limit: nine turns back from the last.
    expect(only(watch(f, 1, 10, 20)).exploded).toEqual({ turn: 12, of: 20 });
    expect(only(watch(f, 1, 0.1, 20)).vanished).toEqual({ turn: 12, of: 20 });
    configure({ growthLimit: 50 });
    expect(only(watch(f, 1, 10, 20)).exploded).toEqual({ turn: 19, of: 20 });
  });

  test('the logistic map', () => {
    const f = compiled<Scalar>(`export function f(x: number, r: number, n: number): number {
  for (let i = 0; i < n; i++) x = r * x * (1 - x);
  return x;
}`);
    const { before, perTurn, exploded } = only(watch(f, 0.3, 3.9, 50));
    expect(before / 1.77183258975e11).toBeCloseTo(1, 10);
    expect(perTurn).toBeCloseTo(before ** (1 / 50), 12);
    expect(exploded).toEqual({ turn: 14, of: 50 });
  });

  test('a tanh recurrence', () => {
    const f = compiled<Scalar>(`export function f(w: number, b: number, n: number): number {
  let h = 0;
  for (let t = 0; t < n; t++) h = Math.tanh(w * h + b);
  return h;
}`);
    let product = 1;
    let h = 0;
    for (let t = 0; t < 60; t++) {
      h = Math.tanh(0.5 * h + 0.3);
      product *= 0.5 * (1 - h * h);
    }
    const { before, perTurn, vanished } = only(watch(f, 0.5, 0.3, 60));
    expect(before / product).toBeCloseTo(1, 10);
    expect(perTurn).toBeCloseTo(product ** (1 / 60), 10);
    expect(vanished!.of - vanished!.turn).toBeGreaterThan(15);
  });

  test('overflow and underflow', () => {
    const f = compiled<Scalar>(linear);
    const over = only(watch(f, 0, 1e100, 5));
    expect(over).toMatchObject({ notFinite: { turn: 2, of: 5 }, exploded: { turn: 5, of: 5 }, before: Infinity });
    expect(over.perTurn / 1e100).toBeCloseTo(1, 10);
    const under = only(watch(f, 1, 1e-100, 5));
    expect(under).toMatchObject({ vanished: { turn: 5, of: 5 }, before: 0 });
    expect(under.perTurn / 1e-100).toBeCloseTo(1, 10);
    const seeded = vjp(f as (x: number, a: number, n: number) => number)(1, 2, 3)[1];
    expect(only(withAdjointGrowth(() => seeded(NaN)).loops).notFinite).toEqual({ turn: 4, of: 3 });
  });
});

describe('what is no growth', () => {
  test('sums, and values that each turn makes anew, are not told of', () => {
    const f = compiled<Scalar>(`export function f(w: number, n: number): number {
  let sum = 0;
  let last = 1;
  for (let i = 0; i < n; i++) {
    last = w * i;
    sum += last * last;
  }
  return sum * last;
}`);
    expect(watch(f, 2, 10)).toEqual([]);
  });

  test('a value that does not reach the result', () => {
    const f = compiled<Scalar>(`export function f(x: number, y: number, n: number): number {
  for (let i = 0; i < n; i++) {
    x = 2 * x;
    if (i === 3) x = y;
  }
  return x;
}`);
    const growth = only(watch(f, 1, 1, 8));
    expect(growth).toMatchObject({ behind: 1, before: 0, largest: 16 });
    expect(growth.perTurn, 'over the turns before it is cut off').toBeCloseTo(2, 14);
    expect(growth).not.toHaveProperty('vanished');
  });

  test('a change of sign is not vanishing, nor is the smaller of two adjoints explosive', () => {
    const f = compiled<Scalar>(`export function f(p: number, v: number, c: number, s: number, n: number): number {
  for (let i = 0; i < n; i++) {
    const q = c * p - s * v;
    v = s * p + c * v;
    p = q;
  }
  return p + 1e-12 * v;
}`);
    for (let n = 1; n < 13; n++) {
      const { carried } = watch(f, 1, 0, Math.cos(Math.PI / 6), Math.sin(Math.PI / 6), n)[0]!;
      for (const each of carried) {
        expect(each).not.toHaveProperty('vanished');
        expect(each).not.toHaveProperty('exploded');
      }
    }
  });
});

describe('which loops', () => {
  const loopsOf = (loops: readonly LoopGrowth[]): unknown =>
    loops.map(({ loop, runs, turns, carried }) => [
      loop.slice(loop.indexOf('`')),
      runs,
      turns,
      carried.map((c) => c.name),
    ]);

  test('while, do, nested ones, and those that are left early', () => {
    const f = compiled<Scalar>(`export function f(x: number, n: number): number {
  while (Math.abs(x) < 1000) {
    x = 1.5 * x + 1;
    let y = x;
    for (let i = 0; i < n; i++) y *= 1.25;
    x = y;
  }
  let k = 0;
  do {
    x = x / 2;
    if (k === 5) break;
    k++;
  } while (x > 1);
  return x;
}`);
    const loops = watch(f, 1, 3);
    expect(loopsOf(loops)).toEqual([
      ['`do … while (x > 1)`', 1, 6, ['x']],
      ['`for (let i = 0; i < n; i++)`', 6, 18, ['y']],
      ['`while (Math.abs(x) < 1000)`', 1, 6, ['x']],
    ]);
    const factors = loops.map(({ carried }) => carried[0]!.perTurn);
    [0.5, 1.25, 1.5 * 1.25 ** 3].forEach((factor, i) => expect(factors[i]).toBeCloseTo(factor, 13));
  });

  test('of callees, and of functions that are given', () => {
    const f = compiled<(xs: number[], a: number) => number>(`export function f(xs: number[], a: number): number {
  let sum = 0;
  for (const x of xs) sum += power(x, a, 6);
  return sum * xs.reduce((product, x) => product * x * a, 1);
}
function power(x: number, a: number, n: number): number {
  if (n > 100) return power(x, a, n - 1);
  for (let i = 0; i < n; i++) x = a * x;
  return x;
}`);
    const { loops } = withAdjointGrowth(() => grad(f)([1, 2, 3], 2));
    expect(loopsOf(loops)).toEqual([
      ['`xs.reduce((product, x) => product * x * a, 1)`', 1, 3, ['product']],
      ['`for (let i = 0; i < n; i++)`', 3, 18, ['x']],
    ]);
    expect(loops[1]!.carried[0]!.perTurn).toBeCloseTo(2, 14);
  });

  test('a pullback tells of each of its runs; forward mode has nothing to tell', () => {
    const f = compiled<(x: number, a: number, n: number) => number>(linear);
    const { result, loops } = withAdjointGrowth(() => vjp(f)(1, 2, 10));
    expect(loops).toEqual([]);
    const twice = withAdjointGrowth(() => [result[1](1), result[1](-3)]);
    expect(loopsOf(twice.loops)).toEqual([['`for (let i = 0; i < n; i++)`', 2, 20, ['x']]]);
    expect(twice.loops[0]!.carried[0]).toMatchObject({ perTurn: 2, behind: 3, before: 3072, largest: 3072 });
    expect(withAdjointGrowth(() => jvp(f)([1, 2, 3], [1, 0, 0])).loops).toEqual([]);
  });

  test.each(['none', 'every(7)', 'revolve(3)', ''])('checkpointed, %s: as if every turn had recorded', (plan) => {
    const source = (pragma: string): string => `export function f(x: number, y: number, n: number): number {
  ${pragma}
  for (let i = 0; i < n; i++) {
    x = 3.9 * x * (1 - x);
    y = Math.tanh(y + x);
  }
  return x * y;
}`;
    const plain = watch(compiled<Scalar>(source('')), 0.3, 0.1, 50);
    const offered = compiled<Scalar>(source(''), { adjointGrowth: true, tapeBudget: 1 });
    expect(watch(offered, 0.3, 0.1, 50)).toEqual(plain);
    const f = compiled<Scalar>(source(`// @checkpoint ${plan}`));
    for (const budget of [100, 2000, '1MB'] as const) {
      expect(withTapeBudget(budget, () => watch(f, 0.3, 0.1, 50))).toEqual(plain);
    }
  });

  test('in calls that are made again', () => {
    const f = compiled<Scalar>(`export function f(x: number, n: number): number {
  let sum = 0;
  for (let k = 0; k < 3; k++) sum += power(x + k, n);
  return sum;
}
// @checkpoint
function power(x: number, n: number): number {
  for (let i = 0; i < n; i++) x = 2 * x;
  return x;
}`);
    expect(loopsOf(watch(f, 1, 10))).toEqual([['`for (let i = 0; i < n; i++)`', 3, 30, ['x']]]);
  });

  test('a fixed point has no turns to tell of, and an unrolled loop is none', () => {
    const fixed = compiled<Scalar>(`export function f(a: number): number {
  let x = 1;
  // @fixed-point
  for (let k = 0; k < 100; k++) {
    const next = (x + a / x) / 2;
    if (Math.abs(next - x) < 1e-15) break;
    x = next;
  }
  return x;
}`);
    expect(watch(fixed, 2)).toEqual([]);
    const unrolled = compiled<Scalar>(`export function f(x: number): number {
  for (let k = 0; k < 3; k++) x = x * x;
  return x;
}`);
    expect(watch(unrolled, 2)).toEqual([]);
  });
});

describe('arrays and objects', () => {
  const growthOf = <A extends readonly unknown[]>(source: string, ...args: A): readonly LoopGrowth[] => {
    const numbers = compiled<(...args: A) => number>(source);
    const all = compiled<(...args: A) => number>(source, { adjointGrowth: 'arrays' });
    const run = (f: (...args: A) => number): ReturnType<typeof withAdjointGrowth> =>
      withAdjointGrowth(() =>
        (grad as unknown as (f: unknown) => (...args: A) => unknown)(f)(...structuredClone(args)),
      );
    expect(run(numbers).loops).toEqual([]);
    expect(run(all).result).toEqual(run(numbers).result);
    return run(all).loops;
  };

  test('written in place', () => {
    const source = `export function f(h: Float64Array, a: number, n: number): number {
  const next = new Float64Array(h.length);
  for (let t = 0; t < n; t++) {
    for (let i = 0; i < h.length; i++) next[i] = -a * h[(i + 1) % h.length]!;
    for (let i = 0; i < h.length; i++) h[i] = next[i]!;
  }
  return h[0]! + h[1]!;
}`;
    const loops = growthOf(source, Float64Array.of(3, 4, 5), 0.5, 30);
    expect(loops).toHaveLength(1);
    const growth = only(loops);
    expect(growth).toMatchObject({ name: 'h', behind: Math.SQRT2, vanished: { of: 30 } });
    expect(growth.perTurn).toBeCloseTo(0.5, 14);
  });

  test('made anew in each turn, and exchanged', () => {
    const anew = `export function f(h: number[], a: number, n: number): number {
  for (let t = 0; t < n; t++) h = h.map((x) => a * x);
  return h[0]! + h[1]!;
}`;
    expect(only(growthOf(anew, [3, 4, 5], 4, 20))).toMatchObject({
      name: 'h',
      perTurn: 4,
      exploded: { turn: 7, of: 20 },
    });
    const exchanged = `export function f(u: Float64Array, a: number, n: number): number {
  let now: Float64Array = u;
  let next: Float64Array = new Float64Array(u.length);
  for (let t = 0; t < n; t++) {
    for (let i = 0; i < u.length; i++) next[i] = a * now[i]!;
    [now, next] = [next, now];
  }
  return now[0]! * now[1]!;
}`;
    const carried = growthOf(exchanged, Float64Array.of(3, 4), 4, 20).find(({ turns }) => turns === 20)!.carried;
    expect(carried.map(({ name }) => name)).toEqual(['now']);
    expect(carried[0]!.perTurn).toBeCloseTo(4, 13);
  });

  test('objects that are written through others, and by callees', () => {
    const bodies = `type Body = { x: number; v: number };
// @differentiable
export function f(bodies: Body[], dt: number, n: number): number {
  for (let t = 0; t < n; t++) for (const body of bodies) step(body, dt);
  return bodies[0]!.x;
}
function step(body: Body, dt: number): void {
  if (dt > 100) step(body, dt / 2);
  body.v -= dt * body.x;
  body.x += dt * body.v;
}`;
    const { f } = runText<{ f: (bodies: object[], dt: number, n: number) => number }>(bodies, {
      adjointGrowth: 'arrays',
    });
    const { loops } = withAdjointGrowth(() =>
      grad(f)(
        [
          { x: 1, v: 0 },
          { x: 2, v: 1 },
        ],
        0.1,
        50,
      ),
    );
    const outer = loops.find(({ turns }) => turns === 50)!;
    expect(outer.carried.map(({ name }) => name)).toEqual(['bodies']);
    expect(outer.carried[0]!.perTurn).toBeCloseTo(1, 2);
  });

  test('checkpointed', () => {
    const source = (pragma: string): string => `export function f(h: Float64Array, a: number, n: number): number {
  ${pragma}
  for (let t = 0; t < n; t++) for (let i = 1; i < h.length; i++) h[i] = a * h[i]! + 0.1 * h[i - 1]!;
  return h[2]!;
}`;
    const args = [Float64Array.of(3, 4, 5), 1.5, 30] as const;
    const [plain, every] = ['', '// @checkpoint every(4)'].map((pragma) =>
      growthOf(source(pragma), ...args).filter(({ turns }) => turns === 30),
    );
    expect(plain).toHaveLength(1);
    expect(every).toEqual(plain);
  });
});

describe('where it is told', () => {
  test('on the console, once for each loop, and only what goes wrong', () => {
    const f = compiled<(x: number, a: number, n: number) => number>(linear);
    grad(f)(1, 1.1, 10);
    expect(warnings).toEqual([]);
    const g = compiled<
      (x: number, y: number, n: number) => number
    >(`export function f(x: number, y: number, n: number): number {
  for (let k = 0; k < n; k++) {
    x *= 4;
    y *= 1.5;
  }
  return x + y;
}`);
    grad(g)(1, 1, 20);
    grad(g)(1, 1, 20);
    expect(warnings).toEqual([
      'ADC5014: program.ts:3:3: `for (let k = 0; k < n; k++)`, 20 turns:\n' +
        '  the adjoint of `x`: × 4 per turn, from 1 behind the last turn to 1.100e+12 before the first; explodes (before turn 7 of 20)',
    ]);
  });

  test('to a handler, run by run', () => {
    const f = compiled<(x: number, a: number, n: number) => number>(linear);
    const told: LoopGrowth[] = [];
    configure({ onAdjointGrowth: (report) => told.push(report) });
    grad(f)(1, 2, 3);
    grad(f)(1, 2 ** -30, 3);
    expect(told.map(({ runs, turns, carried }) => [runs, turns, carried[0]!.before])).toEqual([
      [1, 3, 8],
      [1, 3, 2 ** -90],
    ]);
    expect(told.map(growthText)[1]).toContain('vanishes (before turn 3 of 3)');
    expect(withAdjointGrowth(() => grad(f)(1, 2, 3)).loops).toHaveLength(1);
    expect(told, 'withAdjointGrowth keeps its reports to itself').toHaveLength(2);
    expect(warnings).toEqual([]);
  });

  test('what throws leaves nothing behind', () => {
    const f = compiled<(x: number, a: number, n: number) => number>(linear);
    expect(() =>
      withAdjointGrowth(() => {
        throw new Error('stop');
      }),
    ).toThrow('stop');
    grad(f)(1, 4, 20);
    expect(warnings).toHaveLength(1);
  });

  test('a limit that is none', () => {
    for (const growthLimit of [1, NaN, -2]) expect(() => configure({ growthLimit })).toThrow('ADC5012');
  });
});

test('without the option nothing is watched', () => {
  expect(compileText(`// @differentiable\n${linear}`).text).not.toContain('rowth');
  expect(watch(compiled<Scalar>(linear, {}), 1, 10, 20)).toEqual([]);
});

test('with derivatives of derivatives', () => {
  const f = compiled<Scalar>(linear, { adjointGrowth: 'arrays', secondDerivatives: true });
  expect(only(watch(f, 1, 2, 10)).perTurn).toBe(2);
});
