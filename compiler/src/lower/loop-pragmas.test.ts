/** What pragmas say of loops: where they may stand, what is refused, and that it is kept up to differentiation. */

import { describe, expect, it } from 'vitest';
import type { IrFunction, LoopDirectives } from '../ir/types.js';
import { opsOf } from '../ir/walk.js';
import { inlineCalls, INLINE_LIMITS } from '../transform/inline.js';
import { structureExits } from '../transform/exits.js';
import { simplify } from '../transform/simplify.js';
import { lowered } from './lowering.test-support.js';

const directivesIn = (fn: IrFunction): (LoopDirectives | undefined)[] =>
  [...opsOf(fn.body)].flatMap((op) => (op.kind === 'loop' ? [op.directives] : []));

const around = (loop: string): string =>
  `// @differentiable\nexport function f(x: number, xs: number[]): number {\n  let s = x;\n  let k = 0;\n${loop}\n  return s;\n}`;

/** What a loop is said to be, and the code and place of each error. The refusal of checkpoints as such is left out. */
const said = (source: string): { directives: (LoopDirectives | undefined)[]; problems: string[] } => {
  const { functions, diagnostics } = lowered(source);
  const problems = diagnostics
    .filter(({ code }) => code !== 4005)
    .map(({ code, origin }) => `${code} ${origin === undefined ? '' : source.slice(origin.start, origin.end)}`);
  return { directives: [...functions.values()].flatMap(({ ir }) => directivesIn(ir)), problems };
};

describe('pragmas of loops', () => {
  it.each<[string, LoopDirectives]>([
    ['@unroll', { unroll: 'fully' }],
    ['@unroll -- three turns', { unroll: 'fully' }],
    ['@unroll 4', { unroll: 4 }],
    ['@unroll 1 -- keep it', { unroll: 1 }],
    ['@checkpoint', { checkpoint: { plan: 'auto' } }],
    ['@checkpoint revolve(12)', { checkpoint: { plan: 'revolve', slots: 12 } }],
    ['@checkpoint every(100)', { checkpoint: { plan: 'every', turns: 100 } }],
    ['@checkpoint none', { checkpoint: { plan: 'none' } }],
    ['@checkpoint none\n  // @unroll 2', { unroll: 2, checkpoint: { plan: 'none' } }],
    ['@unroll 1\n  /** @checkpoint */', { unroll: 1, checkpoint: { plan: 'auto' } }],
  ])('%s', (pragma, expected) => {
    expect(said(around(`  // ${pragma}\n  for (const y of xs) s += y;`))).toEqual({
      directives: [expected],
      problems: [],
    });
  });

  it.each([
    ['for', 'for (let i = 0; i < 3; i++) s *= x;'],
    ['while', 'while (s < 10) s *= 2;'],
    ['do', 'do s *= 2; while (s < 10);'],
    ['for…of', 'for (const y of xs) s += y;'],
    ['for…of with another variable', 'for (k of xs) s += k;'],
    ['for…of over entries', 'for (const [i, y] of xs.entries()) s += i * y;'],
    ['for…of over a set', 'for (const y of new Set([1, 2])) s += y * x;'],
    ['for…of over a map', 'for (const [i, y] of new Map([[1, x]])) s += i * y;'],
    ['for…in', "for (const name in { a: 1 }) s *= name === 'a' ? x : 1;"],
    ['a loop with a label', 'outer: for (;;) { s *= x; if (s > 3) break outer; }'],
    ['a loop behind its label', 'outer:\n  // @checkpoint none\n  for (;;) { s *= x; if (s > 3) break outer; }'],
    ['a loop whose test stands in its body', 'while (k++ < 3) s *= x;'],
  ])('belong to: %s', (_, loop) => {
    const { directives, problems } = said(around(`  // @unroll 3\n  ${loop}`));
    const checkpoint = loop.includes('@') ? { checkpoint: { plan: 'none' } } : {};
    expect({ directives: directives.filter((each) => each !== undefined), problems }).toEqual({
      directives: [{ unroll: 3, ...checkpoint }],
      problems: [],
    });
  });

  it('belong to the loop behind them only', () => {
    const source = around(
      '  // @unroll\n  for (let i = 0; i < 3; i++) for (const y of xs) s += y;\n  while (s > 9) s /= 2;',
    );
    expect(said(source).directives).toEqual([{ unroll: 'fully' }, undefined, undefined]);
  });

  it.each([
    ['@unroll 0', ['4002 0']],
    ['@unroll -2', ['4002 -2']],
    ['@unroll 1.5', ['4002 1.5']],
    ['@unroll 1e3', ['4002 1e3']],
    ['@unroll fully', ['4001 fully']],
    ['@unroll 2 3', ['4003 3']],
    ['@unroll 2 times', ['4001 times']],
    ['@unroll\n  // @unroll 2', ['4003 @unroll']],
    ['@checkpoint revolve', ['4002 revolve']],
    ['@checkpoint revolve()', ['4002 revolve()']],
    ['@checkpoint revolve(0)', ['4002 revolve(0)']],
    ['@checkpoint every(-1)', ['4002 every(-1)']],
    ['@checkpoint every(2.5)', ['4002 every(2.5)']],
    ['@checkpoint none(2)', ['4002 none(2)']],
    ['@checkpoint 5', ['4001 5']],
    ['@checkpoint online', ['4001 online']],
    ['@checkpoint revolve(2) every(3)', ['4004 every(3)']],
    ['@checkpoint every(2) every(3)', ['4003 every(3)']],
    ['@checkpoint\n  // @checkpoint none', ['4003 @checkpoint']],
    ['@checkpoint\n  // @unroll', ['4004 @unroll']],
    ['@unroll 2\n  // @checkpoint every(3)', ['4004 @checkpoint']],
  ])('are refused: %s', (pragma, problems) => {
    expect(said(around(`  // ${pragma}\n  for (const y of xs) s += y;`)).problems).toEqual(problems);
  });

  it('stay with a loop that is put in line, restructured and simplified', () => {
    const { functions } = lowered(`
function power(x: number, limit: number): number {
  let y = 1;
  // @unroll 2
  for (let k = 0; k < 3; k++) {
    if (y > limit) return y;
    y *= x;
  }
  return y;
}
// @differentiable
export function f(x: number): number {
  const local = (y: number) => {
    // @unroll 5
    while (y < 10) y *= x;
    return y;
  };
  return power(x, 7) + local(x);
}`);
    const primals = new Map([...functions].map(([key, { ir }]) => [key, simplify(ir)]));
    const inlined = inlineCalls(primals, () => true, INLINE_LIMITS);
    const f = [...inlined.values()].find(({ name }) => name === 'f')!;
    expect([...opsOf(f.body)].some(({ kind }) => kind === 'call')).toBe(false);
    expect(directivesIn(simplify(structureExits(f)))).toEqual([{ unroll: 2 }, { unroll: 5 }]);
  });
});
