import { expect, test } from 'vitest';
import { adjointGrowth, furtherGrowth, growthAcross, withAdjointGrowth } from './growth.js';

/** The size that is told of an adjoint. */
function sizeOf(adjoint: unknown): number | undefined {
  const { loops } = withAdjointGrowth(() => {
    const growth = adjointGrowth('loop', 'x');
    growth.behind(1);
    growth.before(adjoint);
    growth.end();
  });
  return loops[0]!.carried[0]!.before;
}

test('sizes are absolute values, and norms of all that an object holds, once', () => {
  expect(sizeOf(-3)).toBe(3);
  expect(sizeOf([])).toBe(0);
  expect(sizeOf([3, [4]])).toBe(5);
  expect(sizeOf(Float64Array.of(-2e-200, 1e-200, 2e-200))! / 3e-200).toBeCloseTo(1, 14);
  expect(sizeOf(Float32Array.of(2, -3, 6))).toBe(7);
  expect(sizeOf([2e300, 1e300, new Map([['a', -2e300]])])! / 3e300).toBeCloseTo(1, 14);
  const shared = { x: 3, y: { z: 4 }, none: undefined };
  expect(sizeOf([shared, shared])).toBe(5);
  for (const broken of [
    [NaN, 1],
    [1, NaN, 1e300],
    [Infinity, -Infinity],
  ])
    expect(Number.isFinite(sizeOf(broken))).toBe(false);
  expect(sizeOf([1, NaN])).toBeNaN();
  expect(sizeOf([1, -Infinity])).toBe(Infinity);
});

test('a loop that is reversed a few turns at a time is told of as a whole', () => {
  const turns = (...sizes: number[]): void => {
    const growth = furtherGrowth('loop', 'x');
    growth.behind(sizes[0]);
    for (const size of sizes.slice(1)) growth.before(size);
    growth.end();
  };
  const { loops } = withAdjointGrowth(() => {
    const whole = growthAcross('loop');
    turns(1, 2, 4);
    turns(4, 8);
    whole.end();
    turns(1, 2);
  });
  expect(loops).toEqual([
    { loop: 'loop', runs: 1, turns: 3, carried: [{ name: 'x', perTurn: 2, behind: 1, before: 8, largest: 8 }] },
  ]);
});

test('one within another keeps its reports', () => {
  const once = (): void => {
    const growth = adjointGrowth('loop', 'x', 'y');
    growth.behind(1, 0);
    growth.before(2, 0);
    growth.end();
  };
  const outer = withAdjointGrowth(() => {
    once();
    const inner = withAdjointGrowth(() => {
      once();
      once();
    });
    expect(inner.loops[0]).toMatchObject({ runs: 2, turns: 2 });
    return 7;
  });
  expect(outer.result).toBe(7);
  expect(outer.loops).toHaveLength(1);
  expect(outer.loops[0]).toMatchObject({ runs: 1, carried: [{ name: 'x' }] });
});
