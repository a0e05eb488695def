/** The mixture example's gradient, and the hand-written one of the benchmarks, are ADBench's golden results. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { gmmObjectiveByHand } from '../../benchmarks/gradients/hand/gmm.js';
import { root } from '../runner/fixture.js';
import { compileAndLoad } from './compile.js';
import { describeGolden, goldenResults, Numbers, worstDifference } from './golden.js';

type Mixture = [
  alphas: Float64Array,
  means: Float64Array,
  icf: Float64Array,
  x: Float64Array,
  gamma: number,
  m: number,
];
type Adjoint = (...argsAndBar: [...Mixture, bar: number]) => [value: number, gradients: readonly Float64Array[]];

const source = join(root, '../examples/gmm/src/gmm.ts');
const results = goldenResults<{ objective: number; gradient: number[] }>('gmm');

describeGolden('gmm', () => {
  const adjoints: [name: string, load: () => Adjoint][] = [
    ['compiled', compiled],
    ['by hand', () => gmmObjectiveByHand],
  ];
  describe.each(adjoints)('%s', (_, load) => {
    test.each(results)('$name', ({ input, objective, gradient }) => {
      const [value, [alphasBar, meansBar, icfBar]] = load()(...readMixture(input), 1);
      expect(worstDifference([value], [objective])).toBeLessThan(1e-10);
      expect(worstDifference([...alphasBar, ...meansBar, ...icfBar], gradient)).toBeLessThan(1e-10);
    });
  });
});

let adjoint: Adjoint | undefined;

function compiled(): Adjoint {
  const files = new Map([[source, readFileSync(source, 'utf8')]]);
  adjoint ??= compileAndLoad({ name: 'gmm', folder: dirname(source), files, input: source })[
    'gmmObjectiveAdjoint'
  ] as Adjoint;
  return adjoint;
}

function readMixture(input: string): Mixture {
  const numbers = new Numbers(input);
  const [d, k, n] = [numbers.one(), numbers.one(), numbers.one()];
  const [alphas, means, icf] = [numbers.take(k), numbers.take(k * d), numbers.take((k * d * (d + 1)) / 2)];
  return [alphas, means, icf, numbers.take(n * d), numbers.one(), numbers.one()];
}
