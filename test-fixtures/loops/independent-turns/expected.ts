import { closeTape, openTape, ownTape, register, shadows, snapshot, take } from '@adc/runtime';

/** Turns add to a sum, and each is reversed as soon as it has run; a second loop goes on with the sum. */
// @differentiable
export function penalised(w: Float64Array, data: Float64Array, kept: boolean[], rate: number): number {
  let loss = 0;
  for (let i = 0; i < kept.length; i++) {
    if (!kept[i]) continue;
    let margin = 0;
    for (let j = 0; j < w.length; j++) margin += w[j]! * data[i * w.length + j]!;
    if (margin > 0) loss += margin * margin * rate;
    else loss -= Math.sqrt(1 - margin) * rate;
  }
  for (const each of w) loss += rate * each * each;
  return (-(loss + rate) * 0.5) / kept.length;
}

/** Tangent of `penalised`: its value, and how that changes along the given tangents of its parameters. */
export function penalisedTangent(
  w: Float64Array,
  data: Float64Array,
  kept: boolean[],
  rate: number,
  wDot: Float64Array,
  dataDot: Float64Array,
  rateDot: number,
): [value: number, tangent: number] {
  let loss = 0;
  let lossDot = 0;
  for (let i = 0; i < kept.length; i++) {
    if (!kept[i]!) continue;
    let margin = 0;
    let marginDot = 0;
    for (let j = 0; j < w.length; j++) {
      const t = w[j]!;
      const t1 = i * w.length + j;
      const t2 = data[t1]!;
      margin += t * t2;
      marginDot += wDot[j]! * t2 + dataDot[t1]! * t;
    }
    if (margin > 0) {
      const t = margin * margin;
      const t1 = marginDot * margin;
      loss += t * rate;
      lossDot += (t1 + t1) * rate + rateDot * t;
    } else {
      const t = -marginDot;
      const t1 = Math.sqrt(1 - margin);
      const t2 = 0.5 / Math.abs(t1);
      loss -= t1 * rate;
      lossDot -= (t === 0 && !Number.isFinite(t2) ? 0 : t * t2) * rate + rateDot * t1;
    }
  }
  for (let i = 0; i < w.length; i++) {
    const each = w[i]!;
    const eachDot = wDot[i]!;
    const t = rate * each;
    loss += t * each;
    lossDot += (rateDot * each + eachDot * rate) * each + eachDot * t;
  }
  const length = kept.length;
  return [-(loss + rate) * 0.5 / length, -(lossDot + rateDot) * 0.5 / length];
}

/** Adjoint of `penalised`: its value, and the gradients with respect to its parameters. */
export function penalisedAdjoint(
  w: Float64Array,
  data: Float64Array,
  kept: boolean[],
  rate: number,
  resultBar: number,
): [value: number, gradients: [wBar: Float64Array, dataBar: Float64Array, keptBar: undefined, rateBar: number]] {
  const tape = openTape();
  let cells = tape.numbers;
  const [wBar, dataBar] = shadows(w, data);
  const t = resultBar / kept.length * 0.5;
  const t1 = -t;
  let loss = 0;
  let rateBar = 0;
  for (let i = 0; i < kept.length; i++) {
    const t3 = !kept[i]!;
    let top = 0;
    if (!t3) {
      let margin = 0;
      for (let j = 0; j < w.length; j++) {
        margin += w[j]! * data[i * w.length + j]!;
      }
      if (1 > cells.length) cells = tape.grow(1);
      cells[0] = margin;
      loss = margin > 0 ? loss + margin * margin * rate : loss - Math.sqrt(1 - margin) * rate;
      top = 1;
    }
    if (!t3) {
      const margin = cells[--top]!;
      let marginBar: number;
      if (margin > 0) {
        const t4 = t1 * rate * margin;
        rateBar += t1 * (margin * margin);
        marginBar = t4 + t4;
      } else {
        const t4 = Math.sqrt(1 - margin);
        const t5 = t * rate;
        const t6 = 0.5 / Math.abs(t4);
        rateBar += t * t4;
        marginBar = -(t5 === 0 && !Number.isFinite(t6) ? 0 : t5 * t6);
      }
      for (let j = w.length - 1; j >= 0; j--) {
        const t4 = i * w.length + j;
        const t5 = marginBar * data[t4]!;
        dataBar[t4]! += marginBar * w[j]!;
        wBar[j]! += t5;
      }
    }
  }
  const t2 = -(resultBar / kept.length * 0.5);
  let rateBar1 = 0;
  for (let i = 0; i < w.length; i++) {
    const each = w[i]!;
    const t3 = rate * each;
    loss += t3 * each;
    const t4 = t2 * each;
    rateBar1 += t4 * each;
    wBar[i]! += t2 * t3 + t4 * rate;
  }
  const length = kept.length;
  const rateBar2 = rateBar1 - resultBar / length * 0.5 + rateBar;
  closeTape(tape);
  return [-(loss + rate) * 0.5 / length, [wBar, dataBar, undefined, rateBar2]];
}

/** Pullback of `penalised`: its value, and a function from the adjoint of that to those of the parameters. */
export function penalisedPullback(
  w: Float64Array,
  data: Float64Array,
  kept: boolean[],
  rate: number,
): [
  value: number,
  pullback: (resultBar: number) => [wBar: Float64Array, dataBar: Float64Array, keptBar: undefined, rateBar: number],
] {
  const tape = ownTape();
  let cells = tape.numbers;
  const [wBar, dataBar] = shadows(w, data);
  const keptAtEntry = snapshot(kept);
  const wAtEntry = snapshot(w);
  const dataAtEntry = snapshot(data);
  const length = kept.length;
  if (length > cells.length) cells = tape.grow(length);
  let loss = 0;
  let top = 0;
  for (let i = 0; i < length; i++) {
    if (kept[i]!) {
      let margin = 0;
      for (let j = 0; j < w.length; j++) {
        margin += w[j]! * data[i * w.length + j]!;
      }
      cells[top++] = margin;
      loss = margin > 0 ? loss + margin * margin * rate : loss - Math.sqrt(1 - margin) * rate;
    }
  }
  for (let i = 0; i < w.length; i++) {
    const each = w[i]!;
    loss += rate * each * each;
  }
  const top1 = top;
  return [-(loss + rate) * 0.5 / length, (resultBar: number) => {
    const cells1 = tape.numbers;
    const t = resultBar / length * 0.5;
    const t1 = -t;
    let rateBar = t1;
    for (let i = wAtEntry.length - 1; i >= 0; i--) {
      const each = wAtEntry[i]!;
      const t3 = t1 * each;
      rateBar += t3 * each;
      wBar[i]! += t1 * (rate * each) + t3 * rate;
    }
    let top2 = top1;
    for (let i = keptAtEntry.length - 1; i >= 0; i--) {
      if (keptAtEntry[i]!) {
        const margin = cells1[--top2]!;
        let marginBar: number;
        if (margin > 0) {
          const t3 = t1 * rate * margin;
          rateBar += t1 * (margin * margin);
          marginBar = t3 + t3;
        } else {
          const t3 = Math.sqrt(1 - margin);
          const t4 = t * rate;
          const t5 = 0.5 / Math.abs(t3);
          rateBar += t * t3;
          marginBar = -(t4 === 0 && !Number.isFinite(t5) ? 0 : t4 * t5);
        }
        for (let j = wAtEntry.length - 1; j >= 0; j--) {
          const t3 = i * wAtEntry.length + j;
          const t4 = marginBar * dataAtEntry[t3]!;
          dataBar[t3]! += marginBar * wAtEntry[j]!;
          wBar[j]! += t4;
        }
      }
    }
    const t2 = take([wBar, dataBar], [w, data]);
    return [t2[0], t2[1], undefined, rateBar];
  }];
}

register(penalised, {
  tangent: penalisedTangent,
  adjoint: penalisedAdjoint,
  pullback: penalisedPullback,
  parameters: 4,
  differentiable: [true, true, false, true],
});

export const points: Parameters<typeof penalised>[] = [
  [Float64Array.of(0.5, -0.3), Float64Array.of(1, 2, 0.3, -0.4, 0.7, 1.5, -2, 0.1), [true, true, false, true], 0.25],
  [Float64Array.of(0.2), Float64Array.of(0.4, -3, 1), [true, true, true], -0.5],
];
