/** Literals whose types come from where they stand: tuples, names of alternatives, functions whose parameters say nothing. */
type Step = (n: number) => number;
type Mode = 'up' | 'down';

const turn = (mode: Mode, [low, high]: readonly [low: number, high: number]): number => (mode === 'up' ? high : low);
const apply = (options: { mode: Mode; step: Step; range: [string, number] }, n: number): number =>
  options.step(n) + options.range[1] + (options.mode === 'up' ? 1 : 0);

type Options = { mode: Mode; steps: Record<string, Step>; pair: [Mode, Step] };
// eslint-disable-next-line prefer-const
let tell = ({ mode, steps, pair }: Options): number => steps['a']!(1) + pair[1](mode === 'up' ? 1 : 2);

// @differentiable
export function total(x: number, text: string): number {
  const n = text.length;
  let s = x;
  const once: Step = (k) => k + 1;
  try {
    const table = new Map<string, Step>([['once', once]]);
    const both = new Map<string, Step>([
      ['once', once],
      ['twice', (k) => 2 * k],
    ]);
    const known = new Set<Mode>(['up', 'down']);
    const lists = new Map<Mode, [string, number][]>([['up', [['a', n]]]]);
    const pairs: [Mode, Step][] = [
      ['down', once],
      ['up', (k) => k - n],
    ];
    const told = tell({ mode: 'up', steps: { a: once }, pair: pairs[1] ?? ['down', once] }) + new Map(pairs).size;
    const count = told + table.get('once')!(n) + both.get('twice')!(n) + known.size + lists.get('up')![0]![1];
    const more = apply({ mode: 'up', step: (k) => k * n, range: ['r', n] }, n) + turn('up', [n, n + 1]);
    if (count > 20) throw new RangeError('too many');
    s = Math.sin(s) * (count + more);
  } catch (error) {
    s = error instanceof RangeError ? s * s : 0;
  }
  return s;
}

export const points = [
  [0.5, 'ab'],
  [0.5, 'abcdefghijklmnopqrst'],
];
