/** Which loops are unrolled and which arrays become variables; and that what is computed stays what it is, bit for bit. */

import { describe, expect, it } from 'vitest';
import { interpreter } from '../ir/interpret.js';
import type { IrFunction, Op, OpKind } from '../ir/types.js';
import { verify } from '../ir/verify.js';
import { opsOf } from '../ir/walk.js';
import { lowered } from '../lower/lowering.test-support.js';
import { PreparedProgram, type Unrolling } from '../prepared-program.js';
import { simplify, sizeOf } from './simplify.js';
import { splitArrays } from './split-arrays.js';
import { UNROLL_LIMITS, type UnrollNote, unrollLoops } from './unroll.js';

const key = '/project/main.ts#f';
const head = '// @differentiable\nexport function f(x: number, n: number, xs: number[], ys: Float64Array): number {\n';
const inside = (body: string): string => `${head}${body}\n}`;

function primalOf(source: string): { before: IrFunction; primal: IrFunction; unrolling: Unrolling } {
  const { functions, diagnostics } = lowered(source);
  expect(diagnostics).toEqual([]);
  let primal: IrFunction | undefined;
  const irs = new Map([...functions].map(([each, { ir }]) => [each, ir]));
  const options = { optimise: true, recordEverything: false, checkpoints: true };
  const prepared = new PreparedProgram(
    irs,
    () => true,
    options,
    (stage, fn) => {
      if (stage === 'primal' && fn.key === key) primal = fn;
    },
  );
  return { before: irs.get(key)!, primal: primal!, unrolling: prepared.unrolling(key) };
}

const kindsIn = (fn: IrFunction, ...kinds: readonly OpKind[]): number =>
  [...opsOf(fn.body)].filter(({ kind }: Op) => kinds.includes(kind)).length;

function run(fn: IrFunction, args: readonly unknown[]): unknown {
  const own = structuredClone(args) as unknown[];
  // The only text is what asks for elements, which are all there.
  const machine = interpreter(new Map([[key, fn]]), () => () => true);
  return [machine.call(key, own)[0], own];
}

const arguments_ = [-3, 0, 1, 2, 3, 4, 5, 6, 7, 2.5, 3.999, -0, NaN].map((n) => [
  0.3,
  n,
  [1.5, -0.25, 0.125, 3, -2],
  new Float64Array([0.1, 0.2, 0.3, 0.7]),
]);

/** The outcomes of the loops, without where they stand. */
const outcomes = (notes: readonly UnrollNote[]): unknown[] =>
  notes.map(({ turns, outcome }) => (typeof outcome === 'number' ? outcome : [outcome, turns]));

describe('loops that constants count', () => {
  it.each<[string, string, readonly unknown[]]>([
    ['up', 'let s = x; for (let k = 0; k < 3; k++) s = s * x + k; return s;', [['fully', 3]]],
    ['down by two', 'let s = x; for (let k = 7; k > 0; k -= 2) s = s * x + k; return s;', [['fully', 4]]],
    ['in fractions', 'let s = x; for (let t = 0; t < 0.5; t += 0.1) s = s * x + t; return s;', [['fully', 5]]],
    ['by doubling', 'let s = x; for (let k = 1; k < 40; k *= 2) s = s * x + k; return s;', [['fully', 6]]],
    ['never', 'let s = x; for (let k = 3; k < 3; k++) s = NaN; return s;', [['fully', 0]]],
    ['by two counters', 'let s = x; for (let i = 0, j = 5; i < j; i++, j--) s += i * j * s; return s;', [['fully', 3]]],
    ['while', 'let s = x; let k = 4; while (k) { s *= x; k--; } return s;', [['fully', 4]]],
    ['the values of an array', 'let s = x; for (const y of [1, x, 3]) s = s * x + y; return s;', [['fully', 3]]],
    [
      'the length of a typed array',
      'const v = new Float64Array(4); for (let k = 0; k < v.length; k++) v[k] = x * k; return v[1]! * v[3]!;',
      [['fully', 4]],
    ],
    [
      'the length of a tuple',
      'const v: [number, number] = [x, n]; let s = 0; for (let k = 0; k < v.length; k++) s += v[k]! * x; return s;',
      [['fully', 2]],
    ],
    [
      'a callback',
      'return [x, 2 * x, 3].map((y) => y * y).reduce((a, y) => a + y * x, 0);',
      [
        ['fully', 3],
        ['fully', 3],
      ],
    ],
    [
      'a nest',
      'let s = x; for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) s = s * x + i * j; return s;',
      [
        ['fully', 3],
        ['fully', 3],
      ],
    ],
    [
      'a triangle',
      'let s = x; for (let i = 0; i < 3; i++) for (let j = 0; j <= i; j++) s = s * x + i * j; return s;',
      [
        ['fully', 3],
        ['fully', 1],
        ['fully', 2],
        ['fully', 3],
      ],
    ],
  ])('%s', (_, body, expected) => {
    const { before, primal, unrolling } = primalOf(inside(body));
    expect(outcomes(unrolling.notes)).toEqual(expected);
    expect(kindsIn(primal, 'loop', 'alloc', 'load', 'store')).toBe(0);
    for (const args of arguments_) expect(run(primal, args)).toEqual(run(before, args));
  });

  it.each<[string, string, readonly unknown[]]>([
    ['too many turns', 'let s = x; for (let k = 0; k < 17; k++) s *= x; return s;', [['over budget', undefined]]],
    ['turns that the run counts', 'let s = x; for (let k = 0; k < n; k++) s *= x; return s;', []],
    [
      'an array that grows',
      'const v = [x]; for (let k = 0; k < v.length; k++) if (k < n) v.push(v[k]! * x); return v.length;',
      [],
    ],
    [
      'an array that may grow by a store',
      'const v = [x]; v[n] = 1; let s = 0; for (let k = 0; k < v.length; k++) s += v[k]!; return s;',
      [],
    ],
    [
      'a loop around one that the run counts',
      'let s = x; for (let k = 0; k < 3; k++) for (const y of xs) s += y * s; return s;',
      [],
    ],
    ['a loop that may be left', 'let s = x; for (let k = 0; k < 3; k++) { s *= x; if (s > 9) break; } return s;', []],
    ['a loop that is to stay', 'let s = x;\n// @unroll 1\nfor (let k = 0; k < 3; k++) s *= x; return s;', []],
    ['a checkpointed loop', 'let s = x;\n// @checkpoint every(2)\nfor (let k = 0; k < 3; k++) s *= x; return s;', []],
    ['endless ones', 'let s = x; while (true) { s *= 0.5; if (s < 0.1) break; } return s;', []],
  ])('stay loops: %s', (_, body, expected) => {
    const { before, primal, unrolling } = primalOf(inside(body));
    expect(outcomes(unrolling.notes)).toEqual(expected);
    expect(kindsIn(primal, 'loop')).toBe(kindsIn(before, 'loop'));
  });

  it('keep within what a loop and a function may become', () => {
    const term = 's = Math.sin(s * x + k) * Math.cos(s) + x / (1 + s * s);';
    const body = `let s = x; ${`for (let k = 0; k < 12; k++) { ${term} }`.repeat(20)} return s;`;
    const { primal, unrolling } = primalOf(inside(body));
    const unrolled = unrolling.notes.filter(({ outcome }) => outcome === 'fully');
    expect(unrolled.length).toBeGreaterThan(3);
    expect(unrolled.reduce((sum, { operations }) => sum + operations, 0)).toBeLessThanOrEqual(UNROLL_LIMITS.function);
    expect(unrolling.notes.filter(({ outcome }) => outcome === 'over budget')).toHaveLength(20 - unrolled.length);
    expect(kindsIn(primal, 'loop')).toBe(20 - unrolled.length);

    const large = `let s = x; for (let k = 0; k < 12; k++) { ${term.repeat(4)} } return s;`;
    expect(outcomes(primalOf(inside(large)).unrolling.notes)).toEqual([['over budget', 12]]);
  });

  it('tell the size that they became', () => {
    const { primal, unrolling } = primalOf(
      inside('let s = x; for (let k = 0; k < 5; k++) s = Math.sin(s) + k * x; return s;'),
    );
    const [note] = unrolling.notes;
    // The first product, with zero, is computed as well as the others.
    expect(note?.operations).toBe(15);
    expect(sizeOf(primal.body)).toBeLessThanOrEqual(16);
  });
});

describe('@unroll', () => {
  it.each<[string, string]>([
    ['many turns', 'let s = x;\n// @unroll\nfor (let k = 0; k < 100; k++) s = 0.5 * s + k; return s;'],
    ['break', 'let s = x;\n// @unroll\nfor (let k = 0; k < 9; k++) { s += k; if (s > n) break; s *= 1.5; } return s;'],
    [
      'continue',
      'let s = x;\n// @unroll\nfor (let k = 0; k < 4; k++) { s += k; if (s > n) continue; s *= 1.5; } return s;',
    ],
    [
      'return',
      'let s = x;\n// @unroll\nfor (let k = 0; k < 4; k++) { s += k; if (s > n) return -s; s *= 1.5; } return s;',
    ],
    ['do', 'let s = x; let k = 0;\n// @unroll\ndo { s = s * 1.5 + k; k++; } while (k < 4); return s;'],
    ['while with a side effect', 'let s = x; let k = 4;\n// @unroll\nwhile (k-- > 0) s = s * 1.5 + k; return s + k;'],
  ])('%s', (_, body) => {
    const { before, primal, unrolling } = primalOf(inside(body));
    expect(unrolling.refusals).toEqual([]);
    expect(kindsIn(primal, 'loop')).toBe(0);
    for (const args of arguments_) expect(run(primal, args)).toEqual(run(before, args));
  });

  it('goes with its loop into functions that are put in line, and holds where the count is known there', () => {
    const power =
      'function power(x: number, n: number): number {\n  let y = 1;\n  // @unroll\n  for (let k = 0; k < n; k++) y *= x;\n  return y;\n}\n';
    const known = primalOf(power + inside('return power(x, 20) + power(n, 3);'));
    expect(outcomes(known.unrolling.notes)).toEqual([
      ['fully', 20],
      ['fully', 3],
    ]);
    expect(known.unrolling.refusals).toEqual([]);
    const unknown = primalOf(power + inside('return power(x, 3) + power(x, n);'));
    expect(unknown.unrolling.refusals.map(({ code }) => code)).toEqual([4011]);
  });
});

describe('@unroll N', () => {
  const counted: readonly [string, string][] = [
    ['less', 'for (let i = 0; i < n; i++) s = s * 0.7 + i * x;'],
    ['less or equal', 'for (let i = 1; i <= n; i++) s = s * 0.7 + i * x;'],
    ['greater', 'for (let i = 9; i > n; i -= 1) s = s * 0.7 + i * x;'],
    ['greater or equal', 'for (let i = 9; i >= n; i -= 2) s = s * 0.7 + i * x;'],
    ['the bound on the left', 'for (let i = 0; n > i; i += 3) s = s * 0.7 + i * x;'],
    ['a bound in the test', 'for (let i = 0; i < n * 2 - 1; i++) s = s * 0.7 + i * x;'],
    [
      'the length of an array that is changed',
      'for (let i = 1; i < ys.length; i++) { ys[i]! += ys[i - 1]! * x; s += ys[i]! * s; }',
    ],
    ['an array that does not grow', 'for (let i = 0; i < xs.length; i++) s = s * 0.7 + xs[i]! * i;'],
    ['continue', 'for (let i = 0; i < n; i++) { if (i % 2 === 1) continue; s = s * 0.7 + i * x; }'],
    ['return', 'for (let i = 0; i < n; i++) { s = s * 0.7 + i * x; if (s > 2) return s * 100 + i; }'],
    ['for…of', 'for (const y of ys) s = s * 0.7 + y * x;'],
    ['a constant count', 'for (let i = 0; i < 7; i++) s = s * 0.7 + i * x;'],
  ];
  it.each(counted.flatMap(([name, loop]) => [2, 3, 4, 7].map((by) => [name, by, loop] as const)))(
    '%s, by %i',
    (_, by, loop) => {
      const { before, primal, unrolling } = primalOf(inside(`let s = x;\n// @unroll ${by}\n${loop}\nreturn s;`));
      expect(outcomes(unrolling.notes)).toContain(by);
      expect(unrolling.refusals).toEqual([]);
      for (const args of arguments_) expect(run(primal, args)).toEqual(run(before, args));
    },
  );

  it('takes whole numbers as they are near the bound', () => {
    const body = 'let s = 0;\n// @unroll 3\nfor (let i = 0; i <= n; i++) s = s * 10 + i; return s;';
    const { before, primal } = primalOf(inside(body));
    for (const whole of [0, 1, 2, 3, 4, 5, 6])
      for (const n of [
        whole - 2 ** -52,
        whole - 2 ** -51,
        whole,
        whole + 2 ** -52,
        whole + 2 ** -50,
        whole - 2 ** -1074,
      ])
        expect(run(primal, [0, n, [], []])).toEqual(run(before, [0, n, [], []]));
  });

  it.each<[string, string, number]>([
    ['break', 'for (let i = 0; i < n; i++) { s += i; if (s > 3) break; }', 4012],
    ['a bound that changes', 'for (let i = 0; i < m; i++) { s += i; m -= 0.5; }', 4012],
    ['an array that grows', 'for (let i = 0; i < xs.length; i++) if (xs.length < 9) xs.push(i);', 4012],
    ['an array that may grow', 'for (let i = 0; i < xs.length; i++) xs[i + 1] = 0;', 4012],
    ['a condition', 'for (let i = 0; i < n && s < 3; i++) s += i;', 4012],
    ['a fraction', 'for (let i = 0.5; i < n; i++) s += i;', 4012],
  ])('is refused: %s', (_, loop, code) => {
    const { unrolling } = primalOf(inside(`let [s, m] = [x, n];\n// @unroll 2\n${loop}\nreturn s + m;`));
    expect(unrolling.refusals.map((refusal) => refusal.code)).toEqual([code]);
  });

  it('is refused where the loop would become too large', () => {
    const body = 'let s = x;\n// @unroll 5000\nfor (let i = 0; i < n; i++) s = Math.sin(s) * x + i;\nreturn s;';
    expect(primalOf(inside(body)).unrolling.refusals.map(({ code }) => code)).toEqual([4013]);
  });
});

describe('local arrays', () => {
  it.each<[string, string]>([
    ['in a branch', 'const v = [x, 2]; if (n > 2) v[0] = v[1]! * x; else v[1] = 7; return v[0]! - v[1]!;'],
    [
      'in a loop',
      'const v = [x, 2]; for (let i = 0; i < n; i++) { v[0] = v[1]! * x; v[1]! += v[0] + i; } return v[0]! - v[1]!;',
    ],
    [
      'made anew in every turn',
      'let s = 0; for (let i = 0; i < n; i++) { const v = [i, s]; v[0]! += x; if (i > 2) v[1] = 1; s = v[0]! * v[1]!; } return s;',
    ],
    [
      'with exits',
      'const v = [x, 1]; a: { if (n > 3) { v[0] = 9; break a; } v[1] = 4; if (n > 1) return v[0]! + 100; v[0]! *= 3; } return v[0]! * 10 + v[1]!;',
    ],
    [
      'left by break',
      'const v = [x, 1]; for (;;) { v[0]! += 1; if (v[0]! > n) break; v[1]! *= 2; if (v[1]! > 9) { v[1] = 0; break; } } return v[0]! * 100 + v[1]!;',
    ],
    ['exchanged', 'const v = [x, n, 1]; [v[0], v[1]] = [v[1]!, v[0]!]; return v[0]! * 2 + v[1]! - v[2]!;'],
    [
      'of arrays',
      'const m = [[x, 1], [2, n]]; m[0]![1]! += m[1]![0]!; const row = m[1]!; row[1] = 5; return m[0]![1]! * m[1]![1]!;',
    ],
    ['typed, of zeros', 'const v = new Float64Array(2); v[1]! -= x; return v[0]! * v[1]! + v.length;'],
    ['filled', 'const v = new Array<number>(3).fill(x); v[2] = n; return v[0]! - v[2]!;'],
    ['with negative zero', 'const v = [-0, x]; return 1 / v[0]! + v[1]!;'],
  ])('become variables: %s', (_, body) => {
    const { before, primal } = primalOf(inside(body));
    expect(kindsIn(primal, 'alloc', 'load', 'store', 'length')).toBe(0);
    for (const args of arguments_) expect(run(primal, args)).toEqual(run(before, args));
  });

  it.each<[string, string]>([
    ['an index of the run', 'const v = [x, 2]; v[n] = 3; return v[0]!;'],
    ['an index outside', 'const v = [x, 2]; return v[0]! + (v[2] ?? 1);'],
    ['a negative index', 'const v = [x, 2]; return v[0]! + (v[-1] ?? 1);'],
    ['a fraction as index', 'const v = [x, 2]; return v[0]! + (v[0.5] ?? 1);'],
    ['another name', 'const v = [x, 2]; const w = n > 2 ? v : [1, 2]; w[0] = 3; return v[0]!;'],
    ['a hole', 'const v = new Array<number>(2); if (n > 2) v[0] = x; return v[0] === undefined ? 1 : v[0];'],
    ['single precision', 'const v = new Float32Array(1); v[0] = x; return v[0];'],
    ['growth', 'const v = [x]; v.push(n); return v[0]! * v.length;'],
    ['being kept', 'const v = [x]; const o = [v, v]; o[n > 2 ? 1 : 0]![0] = 3; return v[0]!;'],
  ])('stay arrays: %s', (_, body) => {
    const { before, primal } = primalOf(inside(body));
    expect(kindsIn(primal, 'alloc')).toBeGreaterThan(0);
    for (const args of arguments_) expect(run(primal, args)).toEqual(run(before, args));
  });

  it('are left as they are where there is nothing to do', () => {
    const fn = simplify(primalOf(inside('return xs[0]! * x;')).primal);
    expect(splitArrays(fn)).toBe(fn);
    expect(unrollLoops(fn).fn).toBe(fn);
    verify(fn, 'test');
  });
});
