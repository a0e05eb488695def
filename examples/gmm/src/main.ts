/** Evaluates the mixture objective and its gradient, checks the gradient, and times it. */

import { valueAndGrad } from '@adc/runtime';
import { generateProblem, uniformGenerator } from './data.js';
import { gmmObjective } from './gmm.js';
import { ridders } from './ridders.js';

const dimension = 10;
const components = 25;
const points = 1000;
const tolerance = 1e-8;

const { alphas, means, icf, x } = generateProblem(dimension, components, points, 1);
const objective = (): number => gmmObjective(alphas, means, icf, x, 1, 0);
const gradient = valueAndGrad(gmmObjective, { wrt: [0, 1, 2] });

const [value, [alphasBar, meansBar, icfBar]] = gradient(alphas, means, icf, x, 1, 0);
const gradientNorm = Math.sqrt(dot(alphasBar, alphasBar) + dot(meansBar, meansBar) + dot(icfBar, icfBar));

console.log(`Gaussian mixture: ${points} points in ${dimension} dimensions, ${components} components.\n`);
console.log(`value           ${value}`);
console.log(
  `                ${value === objective() ? 'the same bits as the function itself' : 'NOT the function itself'}`,
);
console.log(`gradient        ${alphasBar.length + meansBar.length + icfBar.length} entries, norm ${gradientNorm}`);
console.log(`  in alphas     ${listed(alphasBar)}`);
console.log(`  in means      ${listed(meansBar)}`);
console.log(`  in icf        ${listed(icfBar)}\n`);

let worst = 0;
const normal = centredGenerator(7);
for (let round = 0; round < 4; round++) {
  const [alphasDot, meansDot, icfDot] = [alphas, means, icf].map((a) => a.map(normal));
  const exact = dot(alphasBar, alphasDot) + dot(meansBar, meansDot) + dot(icfBar, icfDot);
  const [numeric] = ridders(
    (t) => gmmObjective(moved(alphas, alphasDot, t), moved(means, meansDot, t), moved(icf, icfDot, t), x, 1, 0),
    0.05,
  );
  const difference = Math.abs(exact - numeric) / Math.max(1, Math.abs(exact));
  worst = Math.max(worst, difference);
  console.log(`direction ${round + 1}     ${exact}, by differences ${numeric}`);
}
const agrees = worst < tolerance && value === objective();
console.log(
  `                largest relative difference ${worst.toExponential(1)}: ${agrees ? 'agrees' : 'DISAGREES'}\n`,
);

const [primalTime, gradientTime] = medianTimes([objective, () => gradient(alphas, means, icf, x, 1, 0)], 41);
console.log(`function        ${primalTime.toFixed(2)} ms`);
console.log(
  `with gradient   ${gradientTime.toFixed(2)} ms, ${(gradientTime / primalTime).toFixed(2)} times the function`,
);

if (!agrees) process.exitCode = 1;

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function moved(from: Float64Array, direction: Float64Array, t: number): Float64Array {
  return from.map((value, i) => value + t * direction[i]);
}

function centredGenerator(seed: number): () => number {
  const uniform = uniformGenerator(seed);
  return () => 2 * uniform() - 1;
}

function listed(values: Float64Array): string {
  return `${Array.from(values.subarray(0, 3), (value) => value.toPrecision(8)).join(', ')}, …`;
}

/** Median milliseconds of each task; the tasks take turns, so that noise of the machine meets all of them alike. */
function medianTimes(tasks: readonly (() => unknown)[], runs: number): number[] {
  const warmup = 5;
  const times: number[][] = tasks.map(() => []);
  for (let run = 0; run < warmup + runs; run++) {
    for (const [i, task] of tasks.entries()) {
      const start = performance.now();
      task();
      if (run >= warmup) times[i].push(performance.now() - start);
    }
  }
  return times.map((list) => list.sort((a, b) => a - b)[runs >> 1]);
}
