import { expect, test } from 'vitest';
import { jvp, register, type Tape, vjp } from './index.js';

/** out[i] = out[i] * k + a[i], in place. */
function update(out: Float64Array, a: Float64Array, k: number): void {
  for (let i = 0; i < out.length; i++) out[i] = out[i]! * k + a[i]!;
}
register(update, {
  parameters: 3,
  differentiable: [true, true, true],
  references: [true, true, false],
  tangentInPlace(
    out: Float64Array,
    a: Float64Array,
    k: number,
    outDot: Float64Array,
    aDot: Float64Array,
    kDot: number,
  ) {
    for (let i = 0; i < out.length; i++) {
      outDot[i] = outDot[i]! * k + out[i]! * kDot + aDot[i]!;
      out[i] = out[i]! * k + a[i]!;
    }
    return [undefined, undefined];
  },
  forward(tape: Tape, out: Float64Array, outBar: Float64Array, a: Float64Array, aBar: Float64Array, k: number) {
    for (let i = 0; i < out.length; i++) {
      tape.numbers[tape.top++] = out[i]!;
      out[i] = out[i]! * k + a[i]!;
    }
    tape.numbers[tape.top++] = k;
    tape.references[tape.referenceTop++] = outBar;
    tape.references[tape.referenceTop++] = aBar;
  },
  reverse(tape: Tape) {
    const aBar = tape.references[--tape.referenceTop] as Float64Array;
    const outBar = tape.references[--tape.referenceTop] as Float64Array;
    const k = tape.numbers[--tape.top]!;
    let kBar = 0;
    for (let i = outBar.length - 1; i >= 0; i--) {
      const bar = outBar[i]!;
      outBar[i] = bar * k;
      aBar[i]! += bar;
      kBar += bar * tape.numbers[--tape.top]!;
    }
    return kBar;
  },
});

test('jvp with out: the value is that object, its tangent a fresh one', () => {
  const out = Float64Array.of(1, 2);
  const outDot = Float64Array.of(1, 0);
  const [value, dot] = jvp(update, { out: 0 })([out, Float64Array.of(10, 20), 3], [outDot, Float64Array.of(0, 1), 1]);
  expect(value).toBe(out);
  expect([...value]).toEqual([13, 26]);
  expect([...dot]).toEqual([4, 3]);
  expect([...outDot]).toEqual([1, 0]);
});

test('vjp with out: effects once, any number of pullbacks, its own slot for the contents on entry', () => {
  const out = Float64Array.of(1, 2);
  const [value, pullback] = vjp(update, { out: 0 })(out, Float64Array.of(10, 20), 3);
  expect(value).toBe(out);
  expect([...out]).toEqual([13, 26]);
  const cotangent = Float64Array.of(1, 10);
  for (let turn = 0; turn < 2; turn++) {
    expect(pullback(cotangent)).toEqual([Float64Array.of(3, 30), Float64Array.of(1, 10), 21]);
  }
  expect([...cotangent]).toEqual([1, 10]);
  expect([...out]).toEqual([13, 26]);
  expect(() => pullback(new Float64Array(3))).toThrow(/length 2/);
});

test('vjp with out and wrt; out that is also an input under another name', () => {
  const [, pullback] = vjp(update, { out: 0, wrt: [2] })(Float64Array.of(1, 2), Float64Array.of(10, 20), 3);
  expect(pullback(Float64Array.of(1, 0))).toEqual([1]);
  const both = Float64Array.of(5);
  const [, pullBoth] = vjp(update, { out: 0, wrt: 1 })(both, both, 3);
  expect([...both]).toEqual([20]);
  expect([...pullBoth(Float64Array.of(1))]).toEqual([4]);
});

/** Appends x and 2 x as rows of one number. */
function append(out: { rows: number[][] }, x: number, y: number): number {
  out.rows.push([x], [y * x]);
  return x;
}
register(append, {
  parameters: 3,
  differentiable: [true, true, true],
  references: [true, false, false],
  forward(tape: Tape, out: { rows: number[][] }, outBar: { rows: number[][] }, x: number, y: number) {
    const bars = [[0], [0]];
    out.rows.push([x], [y * x]);
    outBar.rows.push(...bars);
    tape.references[tape.referenceTop++] = outBar;
    tape.numbers[tape.top++] = x;
    tape.numbers[tape.top++] = y;
    return x;
  },
  reverse(tape: Tape, bar: number) {
    const outBar = tape.references[--tape.referenceTop] as { rows: number[][] };
    const y = tape.numbers[--tape.top]!;
    const x = tape.numbers[--tape.top]!;
    const second = outBar.rows.pop()!;
    const first = outBar.rows.pop()!;
    const [p, q] = [first[0]!, second[0]!];
    first[0] = 0;
    second[0] = 0;
    return [bar + p + y * q, x * q];
  },
});

test('what the function appends to out is there again for every pullback', () => {
  const out = { rows: [[7]] };
  const [value, pullback] = vjp(append, { out: 0 })(out, 3, 2);
  expect(value).toBe(out);
  expect(out.rows).toEqual([[7], [3], [6]]);
  for (const scale of [1, 2, 1]) {
    const gradients = pullback({ rows: [[scale], [10 * scale], [100 * scale]] });
    expect(gradients).toEqual([{ rows: [[scale]] }, 210 * scale, 300 * scale]);
  }
});

/** Fills an empty array by index. */
function fill(out: number[], x: number): void {
  for (let i = 0; i < 2; i++) out[i] = x;
}
register(fill, {
  parameters: 2,
  differentiable: [true, true],
  references: [true, false],
  forward(tape: Tape, out: number[], outBar: number[], x: number) {
    tape.references[tape.referenceTop++] = outBar;
    for (let i = 0; i < 2; i++) {
      out[i] = x;
      outBar[i] = 0;
    }
  },
  reverse(tape: Tape) {
    const outBar = tape.references[--tape.referenceTop] as number[];
    let xBar = 0;
    for (let i = 1; i >= 0; i--) {
      xBar += outBar[i]!;
      outBar[i] = 0;
    }
    return xBar;
  },
});

test('the gradient of an array filled by index has the length on entry', () => {
  const [, pullback] = vjp(fill, { out: 0 })([], 4);
  expect(pullback([1, 2])).toEqual([[], 3]);
  expect(pullback([1, 1])).toEqual([[], 2]);
});
