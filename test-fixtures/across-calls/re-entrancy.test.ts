/** Gradients inside gradients, pullbacks called while others run, and tasks that take turns: no tape is shared wrongly. */
import { jvp, valueAndGrad, vjp } from '@adc/runtime';
import { describe, expect, test } from 'vitest';
import { runText } from '../runner/compile-text.js';

type Of = (x: number, at: (y: number) => void) => number;
const quiet = (): void => undefined;

const { f, g, helped } = runText<{ f: Of; g: Of; helped: Of }>(`
  // @differentiable
  export function f(x: number, at: (y: number) => void): number {
    let y = x;
    for (let i = 0; i < 40; i++) {
      at(y);
      y = Math.sin(y) * y + x / (1 + i);
    }
    return y;
  }

  function inner(y: number, x: number, at: (y: number) => void): number {
    let z = y;
    while (Math.abs(z) > 0.1) {
      z = 0.5 * Math.sin(z) * x;
      at(z);
    }
    return z * y + x;
  }

  // @differentiable
  export function g(x: number, at: (y: number) => void): number {
    let y = x;
    for (let i = 0; i < 10; i++) y = Math.cos(y) * inner(y, x, at);
    return y;
  }

  // @differentiable
  export function helped(x: number, at: (y: number) => void): number {
    const rows: Float64Array[] = [];
    for (let i = 0; i < 12; i++) {
      const row = new Float64Array(3);
      for (let j = 0; j < 3; j++) row[j] = x * j + (rows[i - 1]?.[j] ?? 1);
      at(i);
      rows.push(row);
    }
    let product = 1;
    for (const row of rows) product *= Math.tanh(row[0]! * row[1]! - row[2]!);
    return product;
  }
`);

const all = Object.entries({ f, g, helped });
const alone = new Map(all.map(([name, each]) => [name, valueAndGrad(each, { wrt: 0 })(0.9, quiet)]));

describe.each(all)('%s', (outerName, outer) => {
  test.each(all)('whose callback asks for a gradient of %s', (innerName, inner) => {
    const seen = new Set<string>();
    const nested = (): void => {
      seen.add(JSON.stringify(valueAndGrad(inner, { wrt: 0 })(0.9, quiet)));
    };
    expect(valueAndGrad(outer, { wrt: 0 })(0.9, nested)).toEqual(alone.get(outerName));
    expect([...seen]).toEqual([JSON.stringify(alone.get(innerName))]);
  });

  test.each(all)('whose callback opens and calls pullbacks of %s', (innerName, inner) => {
    const [value, gradient] = alone.get(innerName)!;
    const [, before] = vjp(inner, { wrt: 0 })(0.9, quiet);
    const opened: ((cotangent: number) => number)[] = [];
    const nested = (): void => {
      expect(before(1)).toBe(gradient);
      const [v, pull] = vjp(inner, { wrt: 0 })(0.9, quiet);
      expect(v).toBe(value);
      opened.push(pull);
      expect(opened[opened.length >> 1]!(1)).toBe(gradient);
    };
    expect(valueAndGrad(outer, { wrt: 0 })(0.9, nested)).toEqual(alone.get(outerName));
    const [outerValue, outerPull] = vjp(outer, { wrt: 0 })(0.9, nested);
    expect([outerValue, outerPull(1)]).toEqual(alone.get(outerName));
    for (const pull of opened) expect(pull(1)).toBe(gradient);
    expect(jvp(outer)([0.9, nested], [1, undefined])[0]).toBe(outerValue);
  });

  test('nested more deeply than the pool keeps tapes', () => {
    let depth = 0;
    const nested = (): void => {
      if (depth >= 24) return;
      depth++;
      expect(valueAndGrad(outer, { wrt: 0 })(0.9, nested)).toEqual(alone.get(outerName));
    };
    expect(valueAndGrad(outer, { wrt: 0 })(0.9, nested)).toEqual(alone.get(outerName));
    expect(depth).toBe(24);
  });
});

test('generators that take turns between a value and its pullback', () => {
  function* task(each: Of, x: number): Generator<undefined, [number, number]> {
    const [value, pull] = vjp(each, { wrt: 0 })(x, quiet);
    yield;
    const [, other] = vjp(each, { wrt: 0 })(x + 0.1, quiet);
    yield;
    other(2);
    yield;
    return [value, pull(1)];
  }
  const tasks = [0.3, 0.6, 0.9].flatMap((x) => all.map(([, each]) => ({ x, each, run: task(each, x) })));
  const results: unknown[] = [];
  for (let turn = 0; turn < 4; turn++) {
    tasks.forEach(({ run }, k) => {
      const { done, value } = run.next();
      if (done) results[k] = value;
    });
  }
  expect(results).toEqual(tasks.map(({ x, each }) => valueAndGrad(each, { wrt: 0 })(x, quiet)));
});

test('async tasks that take turns', async () => {
  const task = async (each: Of, x: number): Promise<[number, number]> => {
    const [value, pull] = vjp(each, { wrt: 0 })(x, quiet);
    await Promise.resolve();
    const again = valueAndGrad(each, { wrt: 0 })(x, quiet);
    await Promise.resolve();
    expect([value, pull(1)]).toEqual(again);
    return again;
  };
  const points = [0.2, 0.5, 0.8].flatMap((x) => all.map(([, each]) => ({ x, each })));
  const results = await Promise.all(points.map(({ x, each }) => task(each, x)));
  expect(results).toEqual(points.map(({ x, each }) => valueAndGrad(each, { wrt: 0 })(x, quiet)));
});

test('a differentiated function that asks for gradients of constants', () => {
  const { newton } = runText<{ newton: (x: number, start: number) => number }>(`
    import { grad } from '@adc/runtime';

    // @differentiable
    export function cubic(t: number): number {
      let y = t;
      for (let i = 0; i < 2; i++) y *= t;
      return y - 5 * t;
    }

    // @differentiable
    export function newton(x: number, start: number): number {
      let scale = 1;
      let t = Math.round(start);
      for (let i = 0; i < 4; i++) {
        const slope = grad(cubic)(t);
        scale = scale * x + slope;
        t += 1;
      }
      return scale;
    }
  `);
  // slopes 3t² − 5 at t = 2, 3, 4, 5: 7, 22, 43, 70; scale = x⁴ + 7x³ + 22x² + 43x + 70
  expect(valueAndGrad(newton, { wrt: 0 })(2, 2)).toEqual([16 + 56 + 88 + 86 + 70, 32 + 84 + 88 + 43]);
});

test('arguments that the caller changes before calling the pullback', () => {
  const { mixed } = runText<{ mixed: (a: Float64Array, b: { rows: number[][] }, k: number) => number }>(`
    // @differentiable
    export function mixed(a: Float64Array, b: { rows: number[][] }, k: number): number {
      let sum = 0;
      for (let i = 0; i < b.rows.length; i++) {
        const row = b.rows[i]!;
        for (let j = 0; j < a.length; j++) sum += Math.sin(a[j]! * row[j]!) * k;
      }
      return sum;
    }
  `);
  const arguments_ = (): [Float64Array, { rows: number[][] }, number] => {
    const row = [1, 2, 3];
    return [Float64Array.of(0.1, 0.2, 0.3), { rows: [row, [0.4, 0.5, 0.6], row] }, 2];
  };
  const wanted = vjp(mixed)(...arguments_())[1](1);
  const [a, b, k] = arguments_();
  const [, pull] = vjp(mixed)(a, b, k);
  a.fill(100);
  b.rows[0]![1] = -7;
  b.rows[1] = [9, 9, 9];
  b.rows.push([1, 1, 1]);
  expect(pull(1)).toEqual(wanted);
  b.rows.length = 1;
  expect(pull(1)).toEqual(wanted);
});
