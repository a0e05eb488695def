import { ownTape, register, take } from '@adc/runtime';

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

// @differentiable
export function gram(rows: Float64Array, width: number): number {
  let total = 0;
  for (let i = 0; i < rows.length; i += width) {
    const row = rows.subarray(i, i + width);
    total += dot(row, row) * dot(row, rows.subarray(0, width));
  }
  return total;
}

/** Tangent of `gram`: its value, and how that changes along the given tangents of its parameters. */
export function gramTangent(
  rows: Float64Array,
  width: number,
  rowsDot: Float64Array,
  _widthDot: number,
): [value: number, tangent: number] {
  let total = 0;
  let i = 0;
  let totalDot = 0;
  while (i < rows.length) {
    const t = i + width;
    const row = rows.subarray(i, t);
    const rowDot = rowsDot.subarray(i, t);
    let sum = 0;
    let sumDot = 0;
    for (let i1 = 0; i1 < row.length; i1++) {
      const t3 = row[i1]!;
      const t4 = rowDot[i1]! * t3;
      sum += t3 * t3;
      sumDot += t4 + t4;
    }
    const t1 = rows.subarray(0, width);
    const t2 = rowsDot.subarray(0, width);
    let sum1 = 0;
    let sumDot1 = 0;
    for (let i1 = 0; i1 < row.length; i1++) {
      const t3 = row[i1]!;
      const t4 = t1[i1]!;
      sum1 += t3 * t4;
      sumDot1 += rowDot[i1]! * t4 + t2[i1]! * t3;
    }
    total += sum * sum1;
    totalDot += sumDot * sum1 + sumDot1 * sum;
    i = t;
  }
  return [total, totalDot];
}

/** Adjoint of `gram`: its value, and the gradients with respect to its parameters. */
export function gramAdjoint(
  rows: Float64Array,
  width: number,
  totalBar: number,
): [value: number, gradients: [rowsBar: Float64Array, widthBar: number]] {
  const rowsBar = new Float64Array(rows.length);
  let total = 0;
  let i = 0;
  while (i < rows.length) {
    const t = i + width;
    const row = rows.subarray(i, t);
    const rowBar = rowsBar.subarray(i, t);
    let sum = 0;
    for (let i1 = 0; i1 < row.length; i1++) {
      const t5 = row[i1]!;
      sum += t5 * t5;
    }
    const t1 = rows.subarray(0, width);
    const t2 = rowsBar.subarray(0, width);
    let sum1 = 0;
    for (let i1 = 0; i1 < row.length; i1++) {
      sum1 += row[i1]! * t1[i1]!;
    }
    total += sum * sum1;
    const t3 = totalBar * sum1;
    const t4 = totalBar * sum;
    for (let i1 = row.length - 1; i1 >= 0; i1--) {
      const t5 = t4 * t1[i1]!;
      t2[i1]! += t4 * row[i1]!;
      rowBar[i1]! += t5;
    }
    for (let i1 = row.length - 1; i1 >= 0; i1--) {
      const t5 = t3 * row[i1]!;
      rowBar[i1]! += t5 + t5;
    }
    i = t;
  }
  return [total, [rowsBar, 0]];
}

/** Pullback of `gram`: its value, and a function from the adjoint of that to those of the parameters. */
export function gramPullback(
  rows: Float64Array,
  width: number,
): [value: number, pullback: (totalBar: number) => [rowsBar: Float64Array, widthBar: number]] {
  const tape = ownTape();
  let cells = tape.numbers;
  const rowsBar = new Float64Array(rows.length);
  let total = 0;
  let i = 0;
  let turns = 0;
  let referenceTop = 0;
  let top = 0;
  while (i < rows.length) {
    turns += 1;
    const t = i + width;
    const row = rows.subarray(i, t);
    const length = row.length;
    if (top + length > cells.length) cells = tape.grow(top + length);
    let sum = 0;
    for (let i1 = 0; i1 < length; i1++) {
      const t3 = row[i1]!;
      sum += t3 * t3;
      cells[top++] = t3;
    }
    const t1 = rows.subarray(0, width);
    const t2 = length * 2;
    if (top + t2 > cells.length) cells = tape.grow(top + t2);
    let sum1 = 0;
    for (let i1 = 0; i1 < length; i1++) {
      const t3 = row[i1]!;
      const t4 = t1[i1]!;
      sum1 += t3 * t4;
      cells[top++] = t3;
      cells[top++] = t4;
    }
    total += sum * sum1;
    if (top + 2 > cells.length) cells = tape.grow(top + 2);
    cells[top++] = sum;
    cells[top++] = sum1;
    tape.references[referenceTop++] = row;
    tape.references[referenceTop++] = rowsBar.subarray(i, t);
    tape.references[referenceTop++] = rowsBar.subarray(0, width);
    i = t;
  }
  const turns1 = turns;
  const referenceTop1 = referenceTop;
  const top1 = top;
  return [total, (totalBar: number) => {
    const cells1 = tape.numbers;
    let referenceTop2 = referenceTop1;
    let top2 = top1;
    for (let turn = turns1; turn > 0; turn--) {
      const sum = cells1[--top2]!;
      top2 -= 1;
      const t = tape.references[--referenceTop2] as Float64Array;
      const rowBar = tape.references[--referenceTop2] as Float64Array;
      const row = tape.references[--referenceTop2] as Float64Array;
      const t1 = totalBar * sum;
      const t2 = totalBar * cells1[top2]!;
      for (let i1 = row.length - 1; i1 >= 0; i1--) {
        const t3 = cells1[--top2]!;
        top2 -= 1;
        t[i1]! += t2 * cells1[top2]!;
        rowBar[i1]! += t2 * t3;
      }
      for (let i1 = row.length - 1; i1 >= 0; i1--) {
        top2 -= 1;
        const t3 = t1 * cells1[top2]!;
        rowBar[i1]! += t3 + t3;
      }
    }
    return [take(rowsBar, rows), 0];
  }];
}

register(gram, {
  tangent: gramTangent,
  adjoint: gramAdjoint,
  pullback: gramPullback,
  parameters: 2,
  differentiable: [true, true],
});

export const points: Parameters<typeof gram>[] = [[new Float64Array([1, 2, 0.5, -1, 0.3, 0.7]), 2]];

export const discrete = [1];
