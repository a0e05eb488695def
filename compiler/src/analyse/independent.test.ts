/** Which loops are reversed turn by turn while they run, and what keeps others from it. */

import { describe, expect, it } from 'vitest';
import { lowered } from '../lower/lowering.test-support.js';
import { opsOf } from '../ir/walk.js';
import { Pipeline } from '../pipeline.js';
import { PreparedProgram } from '../prepared-program.js';

const key = '/project/main.ts#f';
const params =
  'x: number, n: number, xs: Float64Array, list: number[], p: { a: number; b: number[] }, rows: number[][]';
const helpers = `
function twice(of: number): number { return of > 9 ? twice(of - 1) + 2 : 2 * of; }
function put(into: Float64Array, of: number): void { if (of > 9) put(into, of - 1); else into[0] = of; }
`;

/** For each loop of the adjoint, in the order of the text: whether it is. */
function independentIn(body: string, recordEverything = false): readonly boolean[] {
  const { functions, diagnostics } = lowered(
    `${helpers}// @differentiable\nexport function f(${params}): number {\n${body}\n}`,
  );
  expect(diagnostics).toEqual([]);
  const irs = new Map([...functions].map(([each, { ir }]) => [each, ir]));
  const options = { optimise: true, recordEverything, checkpoints: true };
  const pipeline = new Pipeline(
    new PreparedProgram(
      irs,
      () => true,
      options,
      () => {},
    ),
  );
  const request = { key, mask: '111111', tangent: false, adjoint: true, pullback: true };
  const { reversals } = pipeline.differentiate([request]);
  const { input } = reversals.find(({ companion }) => companion === 'adjoint')!;
  const { input: later } = reversals.find(({ companion }) => companion === 'pullback')!;
  for (const op of opsOf(later.fn.body))
    if (op.kind === 'loop') expect(later.recording.independent(op)).toBe(undefined);
  return [...opsOf(input.fn.body)].flatMap((op) =>
    op.kind === 'loop' ? [input.recording.independent(op) !== undefined] : [],
  );
}

const each = 'for (let i = 0; i < xs.length; i++)';

describe('turns that have nothing to do with each other', () => {
  it.each<[string, string, readonly boolean[]]>([
    ['a sum', `let s = 0; ${each} s += xs[i] * x; return s;`, [true]],
    ['a mean', `let s = 0; ${each} s += xs[i] * x; return s / xs.length;`, [true]],
    ['what is behind is linear', `let s = x; ${each} s -= Math.sin(xs[i]); return -(s + x * x) * 0.5 + x;`, [true]],
    [
      'one sum, two loops',
      `let s = 0; ${each} s += xs[i] * x; for (const e of list) s -= e * x; return s;`,
      [true, true],
    ],
    ['two sums', `let s = 0, t = x; ${each} { s += xs[i] * x; t = xs[i] + t; } return s - 2 * t;`, [true]],
    ['inner loops', `let s = 0; ${each} { let z = x; for (const e of list) z *= e; s += z; } return s;`, [true, false]],
    ['sums of sums', `let s = 0; ${each} for (const e of list) s += Math.sin(e * xs[i]); return s;`, [true, true]],
    ['arms', `let s = 0; ${each} { if (xs[i] > x) s += xs[i] * x; else s -= x; } return s;`, [true]],
    ['a choice', `let s = 0; ${each} s = i % 2 === 0 ? s + xs[i] * x : s; return s;`, [true]],
    ['an early end', `let s = 0; ${each} { if (i > n) break; s += xs[i] * x; } return s;`, [true]],
    ['an end behind', `let s = 0; ${each} { s += xs[i] * x; if (i > n) break; } return s;`, [true]],
    [
      'turns left early',
      `let s = 0; ${each} { const y = xs[i] * x; if (i === 3) continue; s += y; } return s;`,
      [true],
    ],
    ['an early return', `if (n > 3) return x; let s = 0; ${each} s += xs[i] * x; return s;`, [true]],
    ['an exception', `let s = 0; ${each} { if (i > n) throw new Error(); s += xs[i] * x; } return s;`, [true]],
    ['calls', `let s = 0; ${each} s += twice(xs[i] * x); return s;`, [true]],
    ['own memory', `let s = 0; ${each} { const a = [x, xs[i]]; a[i % 2] *= x; s += a[0] * a[1]; } return s;`, [true]],
    ['own objects', `let s = 0; ${each} { const o = { a: x }; if (i > n) o.a = xs[i]; s += o.a; } return s;`, [true]],
    [
      'constants',
      `let s = 0, t = 0; ${each} { s += xs[i] * x; if (s > t) t = s; list[i] = 3; } console.log(t); return s;`,
      [true],
    ],
    ['stores before', `let s = 0; xs[0] = x; rows[0] = [x, 1]; ${each} s += xs[i] * rows[0][0]; return s;`, [true]],
    ['stores elsewhere', `let s = 0; ${each} s += xs[i] * x; p.a = x; return s + p.a;`, [true]],
    ['rows exchanged behind', `let s = 0; ${each} s += rows[i][0] * x; rows[0] = [x]; return s + rows[0][0];`, [true]],
    ['a pragma', `let s = 0;\n// @checkpoint revolve(2)\n${each} s += xs[i] * x; return s;`, [true]],
    [
      'arrays that turns share',
      `const a = new Float64Array(n); let s = 0; ${each} { for (let k = 0; k < a.length; k++) a[k] = x * xs[k]; s += a[0] * a[1]; } return s;`,
      [true, false],
    ],
    [
      'such that are filled',
      `const a = new Float64Array(3); let s = 0; ${each} { a.fill(x); a[i] *= x; s += a[i]; } return s;`,
      [true],
    ],
  ])('%s', (_, body, wanted) => expect(independentIn(body)).toEqual(wanted));
});

describe('turns that have', () => {
  it.each<[string, string, readonly boolean[]]>([
    ['a recurrence', `let s = 0; ${each} s = s * x + xs[i]; return s;`, [false]],
    ['a sum that is read', `let s = 0; ${each} s += xs[i] * x + Math.sin(s); return s;`, [false]],
    ['a sum that is doubled', `let s = x; ${each} s += s; return s;`, [false]],
    ['a sum that begins anew', `let s = 0; ${each} { s += xs[i]; if (i === n) s = x; } return s;`, [false]],
    ['one sum in another', `let s = 0, t = 0; ${each} { s += xs[i]; t += s * x; } return t;`, [false]],
    ['a value of the last turn', `let s = 0, t = 0; ${each} { t = xs[i] * x; s += t; } return s + t;`, [false]],
    [
      'inner loops that take long',
      `let s = 0; ${each} { let z = x; for (const e of list) z = Math.sin(z * e); s += z; } return s;`,
      [false, false],
    ],
    [
      'exponentials beside loops',
      `let s = 0; ${each} { let z = x; for (const e of list) z *= e; s += Math.exp(z); } return s;`,
      [false, false],
    ],
    ['a sum that is squared', `let s = 0; ${each} s += xs[i] * x; return s * s;`, [false]],
    ['a root', `let s = 0; ${each} s += xs[i] * x; return Math.sqrt(s);`, [false]],
    ['a factor of behind', `let s = 0; ${each} s += xs[i] * x; const k = Math.sin(xs[0]); return s * k;`, [false]],
    ['a factor that the loop changes', `let s = 0, k = 0; ${each} { s += xs[i] * x; k++; } return s * k;`, [false]],
    [
      'a length that changes',
      `let s = 0; for (let i = 0; i < n; i++) { const e = xs[i]; s += e * x; list.push(1); } return s / list.length;`,
      [false],
    ],
    ['a sum in memory', `const o = { s: 0 }; ${each} o.s += xs[i] * x; return o.s;`, [false]],
    ['a sum that is stored', `let s = 0; ${each} s += xs[i] * x; p.a = s; return p.a * p.a;`, [false]],
    ['stores', `let s = 0; ${each} { s += xs[i] * x; xs[i + 1] = x; } return s;`, [false]],
    ['stores behind', `let s = 0; ${each} s += xs[i] * x; xs[0] = x * x; return s + xs[0];`, [false]],
    [
      'stores to rows behind',
      `let s = 0; ${each} s += rows[i][0] * x; rows[1][0] = x; return s + rows[1][0];`,
      [false],
    ],
    ['additions behind', `let s = 0; ${each} s += xs[i] * x; xs[0] += x * x; return s + xs[0];`, [false]],
    ['stores to what may be the same', `let s = 0; ${each} s += p.b[i] * x; list[0] = x; return s + list[0];`, [false]],
    ['a fill behind', `let s = 0; ${each} s += xs[i] * x; xs.fill(x); return s + xs[0];`, [false]],
    ['a push behind', `let s = 0; ${each} s += list[i] * x; list.push(x); return s + list[list.length - 1];`, [false]],
    ['a call behind that stores', `let s = 0; ${each} s += xs[i] * x; put(xs, x); return s + xs[0];`, [false]],
    ['a call that stores', `let s = 0; ${each} { s += xs[i] * x; put(xs, x); } return s;`, [false]],
    ['arrays handed on', `let s = 0; let a = [x]; ${each} { s += a[0]; a = [xs[i]]; } return s;`, [false]],
    [
      'arrays that get out',
      `const all: number[][] = []; let s = 0; ${each} { const a = [x]; all.push(a); s += a[0]; a[0] = xs[i]; } return s + all[0][0];`,
      [false],
    ],
    [
      'arrays of which a part is written',
      `const a = new Float64Array(3); let s = 0; ${each} { a[i] = x * xs[i]; s += a[0] * a[1]; } return s;`,
      [false],
    ],
    [
      'arrays that are written by some turns',
      `const a = new Float64Array(3); let s = 0; ${each} { if (i > n) a.fill(xs[i]); s += a[0] * a[1]; } return s;`,
      [false],
    ],
    [
      'arrays that are read first',
      `const a = new Float64Array(3); let s = 0; ${each} { s += a[0] * a[1]; a.fill(xs[i]); } return s;`,
      [false],
    ],
    [
      'arrays of which elements are left out',
      `const a = new Float64Array(n); let s = 0; ${each} { for (let k = 0; k < a.length; k++) { if (k === i) continue; a[k] = x * xs[k]; } s += a[0]; } return s;`,
      [false, false],
    ],
    [
      'arrays that begin with what was in them',
      `const a = new Float64Array(n); let s = 0; ${each} { for (let k = 0; k < a.length; k++) a[k] = a[0] * xs[k] + x; s += a[0]; } return s;`,
      [false, false],
    ],
    [
      'arrays that are read behind',
      `const a = new Float64Array(3); let s = 0; ${each} { a.fill(xs[i]); s += a[0] * a[1]; } return s + a[0];`,
      [false],
    ],
    [
      'solutions',
      `let s = x;\n// @fixed-point\nfor (let k = 0; k < 99; k++) s += 0.5 * (Math.cos(x) - Math.cos(x) * 2); return s;`,
      [false],
    ],
  ])('%s', (_, body, wanted) => expect(independentIn(body)).toEqual(wanted));

  it('everything is to be recorded', () => {
    expect(independentIn(`let s = 0; ${each} s += xs[i] * x; return s;`, true)).toEqual([false]);
  });
});
