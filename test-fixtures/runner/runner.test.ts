/** The runner finds what is wrong: companions written by hand, right ones and spoilt ones. */
import { describe, expect, test } from 'vitest';
import { checkDerivatives } from './check-derivatives.js';
import { checkPullback } from './check-pullback.js';
import { checkValues } from './check-values.js';
import type { Companions } from './companions.js';
import { differentiate } from './differences.js';
import { copy, difference, leavesOf, misshapen, zeros } from './leaves.js';
import { runBase, type Subject } from './primal.js';
import { seeded } from './random.js';
import { createReport } from './report.js';

type Numbers = Float64Array;

/** y = Σ x³, and x is doubled in place. */
const subject: Subject = {
  exports: { points: [[new Float64Array([1, 2, -0.5])]] },
  target: {
    name: 'cubes',
    parameters: [{ name: 'x', tangent: true, number: false, rest: false }],
    mode: 'both',
    wrt: undefined,
  },
  primal: (...[x]) => cubes(x as Numbers),
};
function cubes(x: Numbers): number {
  const sum = x.reduce((total, each) => total + each ** 3, 0);
  x.forEach((each, i) => (x[i] = 2 * each));
  return sum;
}
const right: Required<Companions> = {
  tangent: ([x], [dot]) => {
    const slope = (x as Numbers).reduce((total, each, i) => total + 3 * each * each * (dot as Numbers)[i]!, 0);
    return [cubes(x as Numbers), slope];
  },
  adjoint: (slots, bar) => {
    const [value, pull] = right.pullback(slots);
    return [value, pull(bar)];
  },
  pullback: ([x]) => {
    const before = copy(x as Numbers);
    return [cubes(x as Numbers), (bar) => [before.map((each) => 3 * each * each * (bar as number))]];
  },
};

function failuresOf(companions: Companions): readonly string[] {
  const report = createReport('cubes');
  const base = runBase(subject, 0);
  checkValues(subject, companions, base, seeded(1), report);
  checkDerivatives(subject, companions, base, seeded(1), report);
  checkPullback(subject, companions, base, seeded(1), report);
  return report.failures;
}

describe('the checks', () => {
  test('accept right companions', () => {
    expect(failuresOf(right)).toEqual([]);
  });

  test('see a value that differs in one bit', () => {
    const failures = failuresOf({
      ...right,
      tangent: (s, t) => [(right.tangent(s, t)[0] as number) * (1 + 2 ** -52), right.tangent(copy(s), t)[1]],
    });
    expect(failures[0]).toMatch(/point 0 · tangent · .*bit for bit/);
  });

  test('see an effect that happens twice', () => {
    const twice: Companions = {
      ...right,
      adjoint: (s, bar) => {
        right.adjoint(s, bar);
        return right.adjoint(s, bar);
      },
    };
    expect(failuresOf(twice).some((line) => /adjoint · argument x\[0\] after the call/.test(line))).toBe(true);
  });

  test('see a wrong tangent, by differences and against the adjoint', () => {
    const failures = failuresOf({
      ...right,
      tangent: (s, t) => {
        const [v, d] = right.tangent(s, t);
        return [v, (d as number) * (1 + 1e-8)];
      },
    });
    expect(failures.some((line) => /along a random direction/.test(line))).toBe(true);
    expect(failures.some((line) => /⟨x̄, ẋ⟩/.test(line))).toBe(true);
  });

  test('see an adjoint that changes its cotangent or has another shape', () => {
    const failures = failuresOf({
      ...right,
      adjoint: (s, bar) => [right.adjoint(s, bar)[0], [Array.from(right.adjoint(s, bar)[1][0] as Numbers)]],
    });
    expect(failures.some((line) => /is a Array, not a Float64Array/.test(line))).toBe(true);
  });

  test('see a pullback that works only once', () => {
    let calls = 0;
    const once: Companions = {
      ...right,
      pullback: (s) => {
        const [v, pull] = right.pullback(s);
        return [v, (bar) => pull((bar as number) * (calls++ > 1 ? 2 : 1))];
      },
    };
    expect(failuresOf(once).some((line) => /a second call with the same cotangent/.test(line))).toBe(true);
  });
});

describe('leaves', () => {
  const row = [1, 2];
  const buffer = new Float64Array([1, 2, 3]);

  test('are visited once each, whatever leads to them', () => {
    expect(leavesOf([row, row]).length).toBe(2);
    expect(leavesOf([buffer.subarray(0, 2), buffer.subarray(1)]).length).toBe(3);
    expect(leavesOf({ a: 'text', b: true, c: new Int32Array(2), d: null }).length).toBe(0);
  });

  test('keep aliases in copies and zeros', () => {
    const [a, b] = copy([row, row]);
    expect(a).toBe(b);
    const [c, d] = copy([buffer.subarray(0, 2), buffer.subarray(1)]) as [Numbers, Numbers];
    c[1] = 7;
    expect(d[0]).toBe(7);
    expect(zeros({ a: 1, b: 'x', c: [2, 'y'] })).toEqual({ a: 0, c: [0, undefined] });
  });

  test('differ when aliases do', () => {
    expect(
      difference(
        [row, row],
        [
          [1, 2],
          [1, 2],
        ],
      )?.keys,
    ).toEqual([1]);
    expect(difference([0], [-0])?.keys).toEqual([0]);
    expect(
      misshapen(
        [
          [1, 2],
          [1, 2],
        ],
        [row, row],
      )?.what,
    ).toMatch(/alias/);
  });
});

test('difference quotients know their error', () => {
  const [smooth] = differentiate((t) => [Math.exp(1 + t)], 'double');
  expect(Math.abs(smooth!.value - Math.E)).toBeLessThan(30 * smooth!.error + 1e-10);
  const [jump] = differentiate((t) => [t > 0 ? 1 : 0], 'double');
  expect(jump!.error).toBeGreaterThan(1);
});
