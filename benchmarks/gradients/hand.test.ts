/** The hand-written adjoints are right: the program's value to the bit, and directional derivatives as differences give them. */

import { expect, test } from 'vitest';
import { uniformGenerator } from '../../examples/gmm/src/data.js';
import { ridders } from '../../examples/gmm/src/ridders.js';
import { workloads, type Value, type Workload } from './workloads.js';

type Program = (...args: readonly Value[]) => number;
type ByHand = (...argsAndBar: readonly Value[]) => [value: number, gradients: readonly Value[]];

test.each(workloads)('$title', async (workload: Workload) => {
  const module = (await import(new URL(workload.source, import.meta.url).href)) as Record<string, Program>;
  const program = module[workload.program];
  const [value, gradients] = (workload.byHand as ByHand)(...workload.args, 1);
  expect(value).toBe(program(...workload.args));

  const uniform = uniformGenerator(42);
  const centred = (): number => 2 * uniform() - 1;
  for (let round = 0; round < 3; round++) {
    const directions = workload.args.map((arg, i) => {
      if (!workload.wrt.includes(i)) return undefined;
      return typeof arg === 'number' ? centred() : arg.map(centred);
    });
    const exact = gradients.reduce<number>((sum, bar, i) => sum + dot(bar, directions[workload.wrt[i]]!), 0);
    const [numeric] = ridders(
      (t) => program(...workload.args.map((arg, i) => moved(arg, directions[i], t))),
      workload.step ?? 1e-2,
    );
    expect(Math.abs(exact - numeric) / Math.max(1, Math.abs(exact))).toBeLessThan(1e-7);
  }
});

function dot(a: Value, b: Value): number {
  if (typeof a === 'number' || typeof b === 'number') return Number(a) * Number(b);
  return a.reduce((sum, entry, i) => sum + entry * b[i], 0);
}

function moved(from: Value, direction: Value | undefined, t: number): Value {
  if (direction === undefined) return from;
  if (typeof from === 'number' || typeof direction === 'number') return Number(from) + t * Number(direction);
  return from.map((entry, i) => entry + t * direction[i]);
}
