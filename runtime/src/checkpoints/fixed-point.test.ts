/** What is said of iterations that have no fixed point; those that have one are fixtures. */
import { describe, expect, test } from 'vitest';
import { fixedPoint, solveTangent } from './fixed-point.js';

/** z ← slope · z + p, at z. */
function linear(z: number, slope: number, p: number): { reverse: () => void; bar: { zNow: number; pNow: number } } {
  const state = { zNow: z, pNow: p };
  const stateBar = { zNow: 1, pNow: 0 };
  const reverse = fixedPoint({
    state,
    stateBar,
    carried: ['zNow'],
    counts: { turnNow: 0 },
    record: () => void (state.zNow = slope * state.zNow + p),
    reverse: () => {
      stateBar.pNow += stateBar.zNow;
      stateBar.zNow *= slope;
    },
  });
  return { reverse, bar: stateBar };
}

describe('fixedPoint', () => {
  test.each([0.5, -0.9, 0.99, 0])('slope %d', (slope) => {
    const { reverse, bar } = linear(2 / (1 - slope), slope, 2);
    reverse();
    expect(bar.pNow).toBeCloseTo(1 / (1 - slope), 10);
    expect(bar.zNow).toBe(0);
  });

  test('an iteration that has not converged', () => {
    expect(linear(1, 0.5, 2).reverse).toThrow('ADC5013: One more turn of the loop changes its result');
  });

  test.each([1.1, -1, 1])('slope %d does not contract', (slope) => {
    const { reverse } = slope === 1 ? linear(1, 1, 0) : linear(2 / (1 - slope), slope, 2);
    expect(reverse).toThrow('ADC5013');
  });
});

/** The same with tangents, begun with that of z. */
function linearTangent(
  z: number,
  slope: number,
  p: number,
): { solve: () => void; dot: { zNow: number; pNow: number } } {
  const state = { zNow: z, pNow: p };
  const stateDot = { zNow: 7, pNow: 1 };
  const counts = { turnNow: 0 };
  const turn = (to: number): void => {
    expect(to).toBe(1);
    expect(state.zNow).toBe(z);
    stateDot.zNow = slope * stateDot.zNow + stateDot.pNow;
    state.zNow = slope * state.zNow + state.pNow;
    counts.turnNow = to;
  };
  return { solve: () => solveTangent({ state, stateDot, carried: ['zNow'], counts, turn }), dot: stateDot };
}

describe('solveTangent', () => {
  test.each([0.5, -0.9, 0.99, 0])('slope %d', (slope) => {
    const { solve, dot } = linearTangent(2 / (1 - slope), slope, 2);
    solve();
    expect(dot.zNow).toBeCloseTo(1 / (1 - slope), 10);
    expect(dot.pNow).toBe(1);
  });

  test('an iteration that has not converged', () => {
    expect(linearTangent(1, 0.5, 2).solve).toThrow('ADC5013: One more turn of the loop changes its result');
  });

  test.each([1.1, -1])('slope %d does not contract', (slope) => {
    expect(linearTangent(2 / (1 - slope), slope, 2).solve).toThrow(
      'ADC5013: The tangent of the loop does not converge',
    );
  });
});
