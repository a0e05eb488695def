/** Every row of the table, as generated code computes it, against derivatives in arbitrary precision. */
import { describe, expect, it } from 'vitest';
import { emittedFor, keyOf, type Emitted, type Subject } from './emitted.test-support.js';
import { exact, rounded, ulpsApart } from './exact.test-support.js';
import { primitives, type PrimitiveName } from './primitives.js';
import { references, type Reference } from './reference.test-support.js';

type Slopes = Extract<Reference, { kind: 'slopes' }>;

const names = Object.keys(primitives) as PrimitiveName[];
const rowsOf = <K extends Reference['kind']>(kind: K): (readonly [PrimitiveName, Extract<Reference, { kind: K }>])[] =>
  names.flatMap((name) => {
    const row: Reference | undefined = references[name];
    return row?.kind === kind ? [[name, row as Extract<Reference, { kind: K }>] as const] : [];
  });

const subjectOf = (name: PrimitiveName, args: readonly number[]): Subject => ({
  name,
  operands: args.map(() => undefined),
});
const subjects = [...rowsOf('slopes'), ...rowsOf('zero')].flatMap(([name, { points }]) =>
  points.map((args) => subjectOf(name, args)),
);
const exponents = ['0', '1', '2', '3', '7', '0.5', '1.5', '-0.5', '-1', '-2', '1 / 3'];
const bases = ['2', '10', '0.3', '1'];
const withLiteral: readonly Subject[] = (['pow', 'mathPow'] as const).flatMap((name) => [
  ...exponents.map((text): Subject => ({ name, operands: [undefined, text] })),
  ...bases.map((text): Subject => ({ name, operands: [text, undefined] })),
]);
const emitted = emittedFor([...subjects, ...withLiteral]);
const codeOf = (name: PrimitiveName, args: readonly number[]): Emitted => emitted.get(keyOf(subjectOf(name, args)))!;

describe('the references', () => {
  it('are there for each primitive, and of its kind', () => {
    const kinds = { partials: 'slopes', zero: 'zero', none: 'logic' } as const;
    expect(Object.fromEntries(Object.entries(references).map(([name, { kind }]) => [name, kind]))).toEqual(
      Object.fromEntries(names.map((name) => [name, kinds[primitives[name].derivative.kind]])),
    );
  });

  it('notice one unit in the last place', () => {
    for (const x of [1, 0.7, 5e-324, 2 ** -1022, 1.5e-310, 1e300, Number.MAX_VALUE / 2]) {
      expect(ulpsApart(x, exact(x))).toBe(0);
      const [up] = new Float64Array(BigInt64Array.of(new BigInt64Array(Float64Array.of(x).buffer)[0]! + 1n).buffer);
      expect(ulpsApart(up!, exact(x)), String(x)).toBe(1);
    }
    expect(ulpsApart(NaN, exact(1))).toBe(Infinity);
    expect(ulpsApart(Infinity, exact(1))).toBe(Infinity);
    expect(exact(0.1).toString()).toBe('0.1000000000000000055511151231257827021181583404541015625');
  });
});

describe('generated derivatives', () => {
  it.each(rowsOf('slopes'))('of %s', (name, row) => {
    for (const args of row.points)
      args.forEach((_, index) => {
        if (name === 'select' && index === 0) return;
        checkSlope(name, row, codeOf(name, args), args, index);
      });
  });

  it.each(withLiteral.map((subject) => [keyOf(subject), subject] as const))('of %s', (key, { name, operands }) => {
    const row = references[name] as Slopes;
    const literal = operands.findIndex((text) => text !== undefined);
    const known = new Function(`return ${operands[literal]}`)() as number;
    const positive = [0.3, 1, 1.7, 10, 1e5, 1e-5, 1e100, 1e-100];
    const isWhole = literal === 1 && Number.isInteger(known);
    for (const x of literal === 0 || isWhole ? positive.flatMap((size) => [size, -size]) : positive) {
      const args = literal === 0 ? [known, x] : [x, known];
      checkSlope(name, row, emitted.get(key)!, args, 1 - literal);
    }
  });

  it.each(rowsOf('zero'))('of %s are zero', (name, { points }) => {
    for (const args of points) {
      const code = codeOf(name, args);
      for (const seed of [1, Infinity, NaN]) {
        const contributions = [...code.reverse(args, seed), ...args.map((_, i) => code.forward(args, i, seed))];
        if (contributions.some((contribution) => contribution !== 0))
          expect.fail(`${name}(${args.join(', ')}) contributes ${contributions.join(', ')} for the seed ${seed}`);
      }
    }
  });
});

/** The adjoint and the tangent, for a seed that changes nothing and for one that is multiplied. */
function checkSlope(name: PrimitiveName, row: Slopes, code: Emitted, args: readonly number[], index: number): void {
  const slope = row.slope(args.map(exact), index);
  for (const seed of [1, -0.75]) {
    const overflows = !Number.isFinite(rounded(slope));
    const expected = overflows ? exact(rounded(slope) * seed) : slope.times(exact(seed));
    const allowed = row.ulps(args, index) + (seed === 1 ? 0 : 1);
    for (const [mode, actual] of [
      ['adjoint', code.reverse(args, seed)[index]!],
      ['tangent', code.forward(args, index, seed)],
    ] as const) {
      const ulps = ulpsApart(actual, expected);
      if (ulps <= allowed || exact(actual).minus(expected).abs().lte(row.absolute(args, index))) continue;
      expect.fail(
        `${mode} of ${name}(${args.join(', ')}) by operand ${index}, seed ${seed}: ${actual} instead of ` +
          `${rounded(expected)}, ${ulps.toPrecision(3)} ulp apart where ${allowed.toPrecision(3)} are allowed`,
      );
    }
  }
}
