/** The bytes that `adc explain` tells are those that emitted code puts on its tapes: runs with more and fewer turns are compared. */
import type { CompileOptions, Explanation, LoopExplanation } from '@adc/compiler';
import * as runtime from '@adc/runtime';
import { describe, expect, test } from 'vitest';
import { compileText } from '../runner/compile-text.js';

/** No program here computes it. */
const untouched = 1.2345678e-300;
const cell = 8;

type Tape = ReturnType<typeof runtime.openTape>;

/** The runtime, with tapes that remember how far they were written. */
function measuring() {
  let bytes = 0;
  /** Of checkpointed loops: how many turns were recorded at a time, and into how many cells. */
  const recorded: { readonly turns: number; readonly bytes: number }[] = [];
  const prepared = (): Tape => {
    const tape = runtime.ownTape();
    tape.numbers = new Float64Array(1 << 17).fill(untouched);
    return tape;
  };
  const written = ({ numbers, references }: Tape): number =>
    cell * (numbers.filter((each) => each !== untouched).length + references.length);
  let own: Tape | undefined;
  const checkpointed: typeof runtime.checkpointed = (loop) =>
    runtime.checkpointed({
      ...loop,
      record: (tape, to) => {
        const [turn, top] = [loop.counts.turnNow, tape.top + tape.referenceTop];
        loop.record(tape, to);
        recorded.push({ turns: loop.counts.turnNow - turn, bytes: cell * (tape.top + tape.referenceTop - top) });
      },
    });
  const packages = {
    '@adc/runtime': {
      ...runtime,
      checkpointed,
      openTape: prepared,
      closeTape: (tape: Tape) => void (bytes = written(tape)),
      ownTape: () => (own = prepared()),
    },
  };
  return { packages, recorded, adjoint: () => bytes, pullback: () => (own === undefined ? 0 : written(own)) };
}

type Program = {
  readonly source: string;
  readonly args?: () => readonly unknown[];
  readonly options?: CompileOptions;
  /** Whether turns store more or less, as the branches go. */
  readonly varies?: true;
  /** How many calls in a turn store something. */
  readonly calls?: number;
  /** How many bits a turn stores, all at a time. */
  readonly bits?: number;
};

const f = (body: string, params = 'x: number'): string =>
  `// @differentiable\nexport function f(${params}, n: number): number {\n  ${body}\n}\n`;

const programs: Readonly<Record<string, Program>> = {
  'a recurrence': { source: f('let s = x; for (let i = 0; i < n; i++) s = Math.tanh(s * x); return s;') },
  'a while loop': { source: f('let s = x; let k = n; while (k > 0) { s = Math.sin(s) * x; k -= 1; } return s;') },
  'a do loop': { source: f('let s = x; let k = n; do { s = Math.sin(s) * x; k--; } while (k > 0.5); return s;') },
  'nothing to store': { source: f('let s = x; for (let i = 0; i < n; i++) s = s + 2 * x; return s;') },
  'an array that is overwritten': {
    source: f(
      'for (let i = 0; i < n; i++) a[i % 3] = a[(i + 1) % 3]! * a[i % 3]! + Math.exp(a[0]!); return a[0]!;',
      'a: number[]',
    ),
    args: () => [[0.1, 0.2, 0.3]],
  },
  'turns of a loop with a constant number of them': {
    source: f(
      'let s = x; for (let i = 0; i < n; i++) { s = Math.sin(s); for (let k = 2; k <= 59; k += 3) s = s * Math.cos(s * x); } return s;',
    ),
  },
  'branches with different values': {
    varies: true,
    source: f(
      'let s = x; for (let i = 0; i < n; i++) { if (s * x > 0.1) s = s * s * x; else s = Math.exp(s * s); } return s;',
    ),
  },
  'a branch that stores nothing': {
    varies: true,
    source: f(
      'let s = x; for (let i = 0; i < n; i++) { if (i % 2 === 0) s = Math.exp(s * x) * Math.sin(s); else s = s + 1; } return s;',
    ),
  },
  'a break in the middle': {
    source: f('let s = x; for (let i = 0; ; i++) { s = Math.sin(s * x); if (i >= n) break; s = s * s; } return s;'),
  },
  'a continue in the middle': {
    source: f(
      'let s = x; for (let i = 0; i < n; i++) { s = Math.sin(s * x); if (i % 3 === 1) continue; s = s * s; } return s;',
    ),
  },
  'references to rows': {
    source: f(
      'let s = 0; for (let i = 0; i < n; i++) { const row = a[i % 2]!; s += row[0]! * row[1]!; a[i % 2] = [s, row[0]!]; } return s;',
      'a: number[][]',
    ),
    args: () => [
      [
        [0.1, 0.2],
        [0.3, 0.4],
      ],
    ],
  },
  'what a helper stores': {
    // Too long to be put in line.
    source: `function step(s: number, x: number): number {
        let t = Math.sin(s) * x;
        for (let k = 0; k < 20; k++) t = Math.cos(t * s);
        ${'t = Math.sin(t) + Math.cos(t * s);\n'.repeat(40)}
        return t;
      }
      ${f('let s = x; for (let i = 0; i < n; i++) s = step(s, x) * s; return s;')}`,
    calls: 1,
  },
  objects: {
    source: `class P { constructor(public x: number, public v: number) {} }
      ${f('for (let i = 0; i < n; i++) for (const p of ps) { p.v -= Math.sin(p.x) * p.v; p.x += p.v * p.x; } return ps[0]!.x;', 'ps: [P, P]')}
      export const make = (): P[] => [new P(0.1, 0.2), new P(0.3, 0.4)];`,
  },
  'which branch was taken': {
    source: f(
      'let s = x; for (let i = 0; i < n; i++) { const a = Math.sin(s); const b = Math.cos(s); s = a > b ? s * 0.9 : s + 0.1 * x; } return s;',
    ),
    bits: 1,
  },
  'which of several branches were taken, in words that are not used up': {
    source: f(
      `let s = x; for (let i = 0; i < n; i++) { ${[1, 2, 3, 4].map((k) => `s = Math.sin(${k} * s) > Math.cos(s) ? s * 0.9 : s + 0.1 * x;`).join(' ')} } return s;`,
    ),
    bits: 4,
  },
  'by which exit a loop has ended, and after how many turns': {
    source: f(
      `let s = x; for (let i = 0; i < n; i++) {
        for (let k = 0; k < 6; k++) { if (i % 5 === k) break; if (i % 7 === k) { s = s + x; break; } s = s * 0.9; }
      } return s;`,
    ),
    bits: 5,
  },
  'one of few numbers': {
    source: f(
      'let s = x; let way = 0; for (let i = 0; i < n; i++) { if (way === 2) s = s + x; else if (way === 1) s = s * 0.9; way = Math.sin(s) > Math.cos(s) ? 2 : (i & 1); } return s;',
    ),
    bits: 2,
  },
  'everything, where nothing is optimised': {
    varies: true,
    source: f(
      'let s = x; for (let i = 0; i < n; i++) { const t = s * x; if (t > 2) s = t; else s = Math.sin(t) * s; } return s;',
    ),
    options: { optimise: false },
  },
};

/** The one outermost loop of the function. */
function loopOf(explanations: readonly Explanation[], companion: string): LoopExplanation {
  return explanations.find((each) => each.name === 'f' && each.companion === companion)!.loops[0]!;
}

describe.each(Object.entries(programs))('%s', (_, { source, args = () => [0.7], options, varies, calls = 0, bits }) => {
  const compiled = compileText(source, options);
  const explanations = compiled.explain();

  test.each(['adjoint', 'pullback'] as const)('%s', (companion) => {
    const { stored } = loopOf(explanations, companion).reversal!;
    const measure = (turns: number): number => {
      const { packages, ...measured } = measuring();
      const exports = compiled.run<Record<string, (...args: readonly unknown[]) => unknown>>(packages);
      const given = exports['make'] === undefined ? args() : [exports['make']()];
      if (companion === 'adjoint') exports['fAdjoint']!(...given, turns, 1);
      else exports['fPullback']!(...given, turns);
      return measured[companion]();
    };
    // After that many turns words are as full as they were, whatever they take at a time.
    const turns = 30 * 28;
    const perTurn = (measure(7 + turns) - measure(7)) / turns;
    const { bytes } = stored;
    expect(bytes.open).toBe(false);
    expect(bytes.most > bytes.least).toBe(varies === true);
    expect(stored.calls.length).toBe(calls);
    expect(perTurn).toBeGreaterThanOrEqual(bytes.least + (cell / 30) * bytes.bits.least);
    expect(perTurn).toBeLessThanOrEqual(bytes.most + (cell / 16) * bytes.bits.most);
    if (bits !== undefined) {
      expect(bytes.bits).toEqual({ least: bits, most: bits });
      expect(perTurn).toBeCloseTo(bytes.most + cell / Math.floor(30 / bits), 12);
    }
    // What is listed is all there is.
    if (stored.calls.length === 0 && loopOf(explanations, companion).loops.length === 0) {
      expect(cell * stored.items.filter((each) => each.bits === undefined).length).toBeGreaterThanOrEqual(bytes.most);
      expect(stored.items.reduce((sum, each) => sum + (each.bits ?? 0), 0)).toBeGreaterThanOrEqual(bytes.bits.most);
    }
  });
});

test('what the turns of a checkpointed loop record', () => {
  const compiled = compileText(
    f(
      'let s = x;\n  // @checkpoint every(4)\n  for (let i = 0; i < n; i++) s = Math.sin(s * x) * Math.exp(s);\n  return s;',
    ),
  );
  const { reversal } = loopOf(compiled.explain(), 'adjoint');
  const { packages, recorded } = measuring();
  compiled.run<{ fAdjoint: (...args: number[]) => void }>(packages).fAdjoint(0.7, 10, 1);
  const [two, four] = [2, 4].map((turns) => recorded.find((each) => each.turns === turns)!.bytes);
  const perTurn = (four! - two!) / 2;
  expect(perTurn).toBeGreaterThan(0);
  expect(reversal!.stored.bytes).toMatchObject({ least: perTurn, most: perTurn, open: false });
});
