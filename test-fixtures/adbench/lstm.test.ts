/** The LSTM's gradient is ADBench's golden result. */
import { expect, test } from 'vitest';
import { listFixtures } from '../runner/fixture.js';
import { compileAndLoad } from './compile.js';
import { describeGolden, goldenResults, Numbers, worstDifference } from './golden.js';
import type { lstmObjective } from './lstm/input.js';

type Arguments = Parameters<typeof lstmObjective>;
type Adjoint = (...argsAndBar: [...Arguments, bar: number]) => [value: number, gradients: readonly Float64Array[]];

const results = goldenResults<{ objective: number; gradient: number[] }>('lstm');

describeGolden('lstm', () => {
  test.each(results)('$name', ({ input, objective, gradient }) => {
    const [value, [mainBar, extraBar]] = compiled()(...readLstm(input), 1);
    expect(worstDifference([value], [objective])).toBeLessThan(1e-10);
    expect(worstDifference([...mainBar, ...extraBar], gradient)).toBeLessThan(1e-10);
  });
});

let adjoint: Adjoint | undefined;

function compiled(): Adjoint {
  adjoint ??= compileAndLoad(listFixtures('adbench/lstm')[0])['lstmObjectiveAdjoint'] as Adjoint;
  return adjoint;
}

function readLstm(input: string): Arguments {
  const numbers = new Numbers(input);
  const [layers, characters, bits] = [numbers.one(), numbers.one(), numbers.one()];
  const main = numbers.take(8 * layers * bits);
  const extra = numbers.take(3 * bits);
  const state = numbers.take(2 * layers * bits);
  return [main, extra, state, numbers.take(characters * bits), layers];
}
