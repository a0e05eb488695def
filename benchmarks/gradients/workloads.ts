/** The programs that are timed: where each one's source is, its arguments, and its hand-written adjoint. */

import { generateProblem, uniformGenerator } from '../../examples/gmm/src/data.js';
import { gmmObjectiveByHand } from './hand/gmm.js';
import { logisticLossByHand } from './hand/logistic-regression.js';
import { mlpLossByHand } from './hand/mlp.js';
import { nBodyByHand } from './hand/n-body.js';
import { sumOfRootsByHand } from './hand/newton-roots.js';
import { sumOfSquaresByHand } from './hand/sum-of-squares.js';
import { tanhRecurrenceByHand } from './hand/tanh-recurrence.js';

export type Value = number | Float64Array;

export interface Workload {
  readonly title: string;
  /** The file that holds the program, relative to the folder of this one. */
  readonly source: string;
  /** The program's name; its adjoint is called `…Adjoint`. */
  readonly program: string;
  /** Which parameters have a gradient, in the order of the hand-written adjoint's. */
  readonly wrt: readonly number[];
  readonly args: readonly Value[];
  /** The first step of the finite differences that check the gradient; 0.01 unless stated. */
  readonly step?: number;
  readonly byHand: (...argsAndBar: never[]) => [value: number, gradients: readonly Value[]];
}

export const workloads: readonly Workload[] = [
  {
    title: 'tanh recurrence, 10^5 steps',
    source: 'programs/tanh-recurrence.ts',
    program: 'tanhRecurrence',
    wrt: [0, 1, 2],
    args: [1, 1, 0, 1e5],
    // At w = 1 the recurrence turns from decay to bistability, within about 1 / steps of w.
    step: 1e-6,
    byHand: tanhRecurrenceByHand,
  },
  {
    title: 'sum of squares, 10^6',
    source: 'programs/sum-of-squares.ts',
    program: 'sumOfSquares',
    wrt: [0],
    args: [numbers(1e6, -1, 1, 1)],
    byHand: sumOfSquaresByHand,
  },
  {
    title: 'Gaussian mixture, d=10 k=25 n=1000',
    source: '../../examples/gmm/src/gmm.ts',
    program: 'gmmObjective',
    wrt: [0, 1, 2],
    args: mixture(10, 25, 1000),
    byHand: gmmObjectiveByHand,
  },
  {
    title: 'n-body RK4, 5 bodies, 1000 steps',
    source: 'programs/n-body.ts',
    program: 'nBody',
    wrt: [0, 1],
    args: [...planets(), 0.005, 1000],
    byHand: nBodyByHand,
  },
  {
    title: 'logistic regression, 1000 x 100',
    source: 'programs/logistic-regression.ts',
    program: 'logisticLoss',
    wrt: [0],
    args: [numbers(100, -0.5, 0.5, 2), numbers(1000 * 100, -1, 1, 3), numbers(1000, -1, 1, 4).map(Math.sign)],
    byHand: logisticLossByHand,
  },
  {
    title: 'Newton square roots, 10^4',
    source: 'programs/newton-roots.ts',
    program: 'sumOfRoots',
    wrt: [0],
    args: [numbers(1e4, 0.1, 100, 5)],
    byHand: sumOfRootsByHand,
  },
  {
    title: 'MLP 64-128-64-1, batch of 64',
    source: 'programs/mlp.ts',
    program: 'mlpLoss',
    wrt: [0, 1, 2, 3, 4, 5],
    args: network(64, 128, 64, 64),
    byHand: mlpLossByHand,
  },
];

function numbers(length: number, from: number, to: number, seed: number): Float64Array {
  const uniform = uniformGenerator(seed);
  return Float64Array.from({ length }, () => from + (to - from) * uniform());
}

function mixture(dimension: number, components: number, points: number): Value[] {
  const { alphas, means, icf, x } = generateProblem(dimension, components, points, 1);
  return [alphas, means, icf, x, 1, 0];
}

/** A sun and four planets on slightly tilted, nearly circular orbits; a year is 1, the earth's orbit has radius 1. */
function planets(): [state: Float64Array, masses: Float64Array] {
  const radii = [0.7, 1, 1.5, 2.4];
  const state = new Float64Array(30);
  for (const [i, radius] of radii.entries()) {
    const at = 3 * (i + 1);
    const speed = (2 * Math.PI) / Math.sqrt(radius);
    const angle = 1.3 * i;
    state.set([radius * Math.cos(angle), radius * Math.sin(angle), 0.05 * i], at);
    state.set([-speed * Math.sin(angle), speed * Math.cos(angle), 0.02 * speed], 15 + at);
  }
  const masses = Float64Array.of(1, 1e-4, 3e-4, 2e-4, 1e-3).map((mass) => mass * 4 * Math.PI ** 2);
  return [state, masses];
}

function network(inputs: number, hidden1: number, hidden2: number, samples: number): Value[] {
  return [
    numbers(hidden1 * inputs, -0.2, 0.2, 6),
    numbers(hidden1, -0.1, 0.1, 7),
    numbers(hidden2 * hidden1, -0.2, 0.2, 8),
    numbers(hidden2, -0.1, 0.1, 9),
    numbers(hidden2, -0.3, 0.3, 10),
    0.1,
    numbers(samples * inputs, -1, 1, 11),
    numbers(samples, -1, 1, 12),
  ];
}
