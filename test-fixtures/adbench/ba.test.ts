/** The sparse Jacobian of bundle adjustment is ADBench's golden result, by the pullback and by the tangent of one observation. */
import { jvp, vjp } from '@adc/runtime';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listFixtures } from '../runner/fixture.js';
import type { reprojectionError } from './ba/input.js';
import type { weightError } from './ba/weight-error.js';
import { compileAndLoad } from './compile.js';
import { describeGolden, goldenResults, Numbers, worstDifference } from './golden.js';

type Result = {
  readonly first_obs: number;
  readonly reproj_err: number[];
  readonly w_err: number[];
  readonly rows: number[];
  readonly cols: number[];
  readonly vals: number[];
  readonly w_cols: number[];
  readonly w_vals: number[];
  readonly sum_reproj_err: number;
  readonly sum_w_err: number;
  readonly sum_vals: number;
  readonly sumsq_vals: number;
};
type Problem = {
  readonly cameras: readonly Float64Array[];
  readonly points: readonly Float64Array[];
  readonly weights: Float64Array;
  readonly features: readonly Float64Array[];
};
type Functions = { readonly reprojectionError: typeof reprojectionError; readonly weightError: typeof weightError };
type Sparse = {
  readonly errors: Float64Array;
  readonly weightErrors: Float64Array;
  readonly rows: number[];
  readonly cols: number[];
  readonly vals: number[];
};

const results = goldenResults<Result>('ba');

describeGolden('ba', () => {
  test.each(results)('$name by pullbacks', (golden) => {
    const sparse = jacobianByPullbacks(compiled(), readProblem(golden.input));
    const head = golden.first_obs;
    const cut = sparse.vals.length - sparse.weightErrors.length;
    expect(sparse.rows.slice(0, 2 * head + 1)).toEqual(golden.rows);
    expect(sparse.cols.slice(0, 30 * head)).toEqual(golden.cols);
    expect(sparse.cols.slice(cut, cut + head)).toEqual(golden.w_cols);
    expect(worstDifference(sparse.errors.slice(0, 2 * head), golden.reproj_err)).toBeLessThan(1e-10);
    expect(worstDifference(sparse.weightErrors.slice(0, head), golden.w_err)).toBeLessThan(1e-10);
    expect(worstDifference(sparse.vals.slice(0, 30 * head), golden.vals)).toBeLessThan(1e-10);
    expect(worstDifference(sparse.vals.slice(cut, cut + head), golden.w_vals)).toBeLessThan(1e-10);
    const sums = [sum(sparse.errors), sum(sparse.weightErrors), sum(sparse.vals), sum(sparse.vals.map((v) => v * v))];
    const wanted = [golden.sum_reproj_err, golden.sum_w_err, golden.sum_vals, golden.sumsq_vals];
    for (const [i, total] of sums.entries()) expect(Math.abs(total / wanted[i] - 1)).toBeLessThan(1e-9);
  });

  test.each(results)('$name, first observation by tangents', (golden) => {
    const { cameras, points, weights, features } = readProblem(golden.input);
    const along = jvp(compiled().reprojectionError);
    const zero = new Float64Array(2);
    const block = new Float64Array(30);
    for (let column = 0; column < 15; column++) {
      const direction = Float64Array.from({ length: 15 }, (_, i) => (i === column ? 1 : 0));
      const dots: Parameters<typeof along>[1] = [direction.slice(0, 11), direction.slice(11, 14), direction[14], zero];
      const [, rates] = along([cameras[0], points[0], weights[0], features[0]], dots);
      block.set([rates[0]], column);
      block.set([rates[1]], 15 + column);
    }
    expect(worstDifference(block, golden.vals.slice(0, 30))).toBeLessThan(1e-10);
  });
});

let functions: Functions | undefined;

function compiled(): Functions {
  const fixture = listFixtures('adbench/ba')[0];
  functions ??= {
    ...(compileAndLoad(fixture) as Pick<Functions, 'reprojectionError'>),
    ...(compileAndLoad(fixture, join(fixture.folder, 'weight-error.ts')) as Pick<Functions, 'weightError'>),
  };
  return functions;
}

function jacobianByPullbacks({ reprojectionError, weightError }: Functions, problem: Problem): Sparse {
  const { cameras, points, weights, features } = problem;
  const [n, m, p] = [cameras.length, points.length, features.length];
  const errors = new Float64Array(2 * p);
  const weightErrors = new Float64Array(p);
  const rows = [0];
  const cols: number[] = [];
  const vals: number[] = [];
  const endRow = (): void => {
    rows.push(vals.length);
  };
  const observe = vjp(reprojectionError, { wrt: [0, 1, 2] });
  for (let i = 0; i < p; i++) {
    const [value, pull] = observe(cameras[i % n], points[i % m], weights[i], features[i]);
    errors.set(value, 2 * i);
    for (const [cameraBar, pointBar, weightBar] of [pull([1, 0]), pull([0, 1])]) {
      for (let j = 0; j < 11; j++) cols.push(11 * (i % n) + j);
      for (let j = 0; j < 3; j++) cols.push(11 * n + 3 * (i % m) + j);
      cols.push(11 * n + 3 * m + i);
      vals.push(...cameraBar, ...pointBar, weightBar);
      endRow();
    }
  }
  const weigh = vjp(weightError);
  for (let i = 0; i < p; i++) {
    const [value, pull] = weigh(weights[i]);
    weightErrors[i] = value;
    cols.push(11 * n + 3 * m + i);
    vals.push(pull(1));
    endRow();
  }
  return { errors, weightErrors, rows, cols, vals };
}

/** The file holds one camera, point, weight and feature; the instance repeats them. */
function readProblem(input: string): Problem {
  const numbers = new Numbers(input);
  const [n, m, p] = [numbers.one(), numbers.one(), numbers.one()];
  const [camera, point, weight, feature] = [numbers.take(11), numbers.take(3), numbers.one(), numbers.take(2)];
  return {
    cameras: repeated(camera, n),
    points: repeated(point, m),
    weights: new Float64Array(p).fill(weight),
    features: repeated(feature, p),
  };
}

function repeated(values: Float64Array, count: number): Float64Array[] {
  return Array.from({ length: count }, () => values.slice());
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
