import { accumulate, closeTape, extend, openTape, ownTape, register, shadow, take, type Tangent } from '@adc/runtime';

// @differentiable
export function cholesky(a: number[][]): number[][] {
  const n = a.length;
  const l: number[][] = [];
  for (let i = 0; i < n; i++) {
    l.push(new Array<number>(n).fill(0));
    for (let j = 0; j <= i; j++) {
      let sum = a[i]![j]!;
      for (let k = 0; k < j; k++) sum -= l[i]![k]! * l[j]![k]!;
      l[i]![j] = i === j ? Math.sqrt(sum) : sum / l[j]![j]!;
    }
  }
  return l;
}

/** Tangent of `cholesky`: its value, and how that changes along the given tangents of its parameters. */
export function choleskyTangent(a: number[][], aDot: Tangent<number[][]>): [value: number[][], tangent: number[][]] {
  const n = a.length;
  const l: number[][] = [];
  const lDot: number[][] = [];
  for (let i = 0; i < n; i++) {
    const t = new Array<number>(n).fill(0);
    l.push(new Array<number>(n).fill(0));
    lDot.push(t);
    for (let j = 0; j <= i; j++) {
      let sum = a[i]![j]!;
      let sumDot = aDot[i]![j]!;
      for (let k = 0; k < j; k++) {
        const t4 = l[i]![k]!;
        const t5 = l[j]![k]!;
        sum -= t4 * t5;
        sumDot -= lDot[i]![k]! * t5 + lDot[j]![k]! * t4;
      }
      let t1: number;
      let t2: number;
      if (i === j) {
        t1 = Math.sqrt(sum);
        const t4 = 0.5 / Math.abs(t1);
        t2 = sumDot === 0 && !Number.isFinite(t4) ? 0 : sumDot * t4;
      } else {
        const t4 = l[j]![j]!;
        t1 = sum / t4;
        t2 = sumDot / t4 - lDot[j]![j]! * (t1 / t4);
      }
      const t3 = lDot[i]!;
      l[i]![j] = t1;
      t3[j] = t2;
    }
  }
  return [l, lDot];
}

/** Adjoint of `cholesky`: its value, and the gradients with respect to its parameters. */
export function choleskyAdjoint(
  a: number[][],
  lBar: number[][],
): [value: number[][], gradients: [aBar: Tangent<number[][]>]] {
  const tape = openTape();
  let cells = tape.numbers;
  const aBar = shadow(a);
  const n = a.length;
  const l: number[][] = [];
  const lBar1: number[][] = [];
  let top = 0;
  let referenceTop = 0;
  for (let i = 0; i < n; i++) {
    const t = new Array<number>(n).fill(0);
    l.push(new Array<number>(n).fill(0));
    lBar1.push(t);
    for (let j = 0; j <= i; j++) {
      let sum = a[i]![j]!;
      const t1 = j * 2;
      if (top + t1 > cells.length) cells = tape.grow(top + t1);
      for (let k = 0; k < j; k++) {
        const t4 = l[i]![k]!;
        const t5 = l[j]![k]!;
        sum -= t4 * t5;
        cells[top++] = t4;
        cells[top++] = t5;
        tape.references[referenceTop++] = lBar1[i]!;
        tape.references[referenceTop++] = lBar1[j]!;
      }
      const t2 = lBar1[i]!;
      let t3: number;
      if (i === j) {
        t3 = Math.sqrt(sum);
      } else {
        const t4 = l[j]![j]!;
        if (top + 1 > cells.length) cells = tape.grow(top + 1);
        cells[top++] = t4;
        tape.references[referenceTop++] = lBar1[j]!;
        t3 = sum / t4;
      }
      l[i]![j] = t3;
      extend(t2, j);
      t2[j] = 0;
      if (top + 1 > cells.length) cells = tape.grow(top + 1);
      cells[top++] = sum;
      tape.references[referenceTop++] = t2;
    }
  }
  accumulate(lBar1, lBar);
  for (let i = n - 1; i >= 0; i--) {
    let j = i;
    while (j >= 0) {
      const sum = cells[--top]!;
      const t = tape.references[--referenceTop] as number[];
      const t1 = t[j]!;
      t[j] = 0;
      let sumBar: number;
      if (i === j) {
        const t4 = 0.5 / Math.abs(Math.sqrt(sum));
        sumBar = t1 === 0 && !Number.isFinite(t4) ? 0 : t1 * t4;
      } else {
        const t4 = cells[--top]!;
        const t5 = tape.references[--referenceTop] as number[];
        if (j < t5.length) t5[j]! -= t1 * (sum / t4 / t4);
        sumBar = t1 / t4;
      }
      const t2 = j - 1;
      for (let k = t2; k >= 0; k--) {
        const t4 = cells[--top]!;
        top -= 1;
        const t5 = tape.references[--referenceTop] as number[];
        const t6 = tape.references[--referenceTop] as number[];
        const t7 = -sumBar;
        const t8 = t7 * cells[top]!;
        if (k < t5.length) t5[k]! += t8;
        if (k < t6.length) t6[k]! += t7 * t4;
      }
      const t3 = aBar[i]!;
      if (j < t3.length) t3[j]! += sumBar;
      j = t2;
    }
  }
  closeTape(tape);
  return [l, [aBar]];
}

/** Pullback of `cholesky`: its value, and a function from the adjoint of that to those of the parameters. */
export function choleskyPullback(
  a: number[][],
): [value: number[][], pullback: (lBar: number[][]) => [aBar: Tangent<number[][]>]] {
  const tape = ownTape();
  let cells = tape.numbers;
  const aBar = shadow(a);
  const n = a.length;
  const l: number[][] = [];
  const lBar: number[][] = [];
  let referenceTop = 0;
  let top = 0;
  for (let i = 0; i < n; i++) {
    const t = new Array<number>(n).fill(0);
    l.push(new Array<number>(n).fill(0));
    lBar.push(t);
    for (let j = 0; j <= i; j++) {
      let sum = a[i]![j]!;
      const t1 = j * 2;
      if (top + t1 > cells.length) cells = tape.grow(top + t1);
      for (let k = 0; k < j; k++) {
        const t4 = l[i]![k]!;
        const t5 = l[j]![k]!;
        sum -= t4 * t5;
        cells[top++] = t4;
        cells[top++] = t5;
        tape.references[referenceTop++] = lBar[i]!;
        tape.references[referenceTop++] = lBar[j]!;
      }
      const t2 = lBar[i]!;
      let t3: number;
      if (i === j) {
        t3 = Math.sqrt(sum);
      } else {
        const t4 = l[j]![j]!;
        if (top + 1 > cells.length) cells = tape.grow(top + 1);
        cells[top++] = t4;
        tape.references[referenceTop++] = lBar[j]!;
        t3 = sum / t4;
      }
      l[i]![j] = t3;
      extend(t2, j);
      t2[j] = 0;
      if (top + 1 > cells.length) cells = tape.grow(top + 1);
      cells[top++] = sum;
      tape.references[referenceTop++] = t2;
    }
    tape.references[referenceTop++] = t;
  }
  const referenceTop1 = referenceTop;
  const top1 = top;
  return [l, (lBar1: number[][]) => {
    const cells1 = tape.numbers;
    accumulate(lBar, lBar1);
    let referenceTop2 = referenceTop1;
    let top2 = top1;
    for (let i = n - 1; i >= 0; i--) {
      referenceTop2 -= 1;
      let j = i;
      const t = tape.references[referenceTop2] as number[];
      while (j >= 0) {
        const sum = cells1[--top2]!;
        const t1 = tape.references[--referenceTop2] as number[];
        const t2 = t1[j]!;
        t1[j] = 0;
        let sumBar: number;
        if (i === j) {
          const t5 = 0.5 / Math.abs(Math.sqrt(sum));
          sumBar = t2 === 0 && !Number.isFinite(t5) ? 0 : t2 * t5;
        } else {
          const t5 = cells1[--top2]!;
          const t6 = tape.references[--referenceTop2] as number[];
          if (j < t6.length) t6[j]! -= t2 * (sum / t5 / t5);
          sumBar = t2 / t5;
        }
        const t3 = j - 1;
        for (let k = t3; k >= 0; k--) {
          const t5 = cells1[--top2]!;
          top2 -= 1;
          const t6 = tape.references[--referenceTop2] as number[];
          const t7 = tape.references[--referenceTop2] as number[];
          const t8 = -sumBar;
          const t9 = t8 * cells1[top2]!;
          if (k < t6.length) t6[k]! += t9;
          if (k < t7.length) t7[k]! += t8 * t5;
        }
        const t4 = aBar[i]!;
        if (j < t4.length) t4[j]! += sumBar;
        j = t3;
      }
      t.fill(0);
    }
    return [take(aBar, a)];
  }];
}

register(cholesky, {
  tangent: choleskyTangent,
  adjoint: choleskyAdjoint,
  pullback: choleskyPullback,
  parameters: 1,
  differentiable: [true],
});

export const cases = ['BI31'];

export const points: Parameters<typeof cholesky>[] = [
  [
    [
      [4, 2],
      [2, 3],
    ],
  ],
];

export const expected = [
  {
    value: [
      [2, 0],
      [1, Math.SQRT2],
    ],
    cotangent: [
      [0, 0],
      [0, 1],
    ],
    gradient: [
      [undefined, 0],
      [undefined, 0.3535533905932738],
    ],
  },
];
