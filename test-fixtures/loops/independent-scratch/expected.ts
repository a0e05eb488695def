import { closeTape, openTape, ownTape, register, shadows, snapshot, take } from '@adc/runtime';

/** Turns share arrays, of which each writes all before it reads any: they are its own. */
// @differentiable
export function network(w1: Float64Array, w2: Float64Array, inputs: Float64Array, targets: Float64Array): number {
  const hidden = new Float64Array(w2.length);
  const terms = new Float64Array(2);
  let loss = 0;
  for (let i = 0; i < targets.length; i++) {
    for (let row = 0; row < hidden.length; row++) hidden[row] = Math.tanh(w1[row]! * inputs[i]!);
    terms.fill(w1[0]!);
    let y = 0;
    for (let k = 0; k < hidden.length; k++) y += w2[k]! * hidden[k]!;
    terms[1]! += y;
    loss += (terms[0]! * terms[1]! - targets[i]!) ** 2;
  }
  // Once more, with other contents.
  for (let i = 0; i < inputs.length; i++) {
    for (let row = 0; row < hidden.length; row++) hidden[row] = w1[row]! * inputs[i]!;
    loss -= hidden[0]! * hidden[hidden.length - 1]!;
  }
  return loss * 0.5;
}

/** Tangent of `network`: its value, and how that changes along the given tangents of its parameters. */
export function networkTangent(
  w1: Float64Array,
  w2: Float64Array,
  inputs: Float64Array,
  targets: Float64Array,
  w1Dot: Float64Array,
  w2Dot: Float64Array,
  inputsDot: Float64Array,
  targetsDot: Float64Array,
): [value: number, tangent: number] {
  const length = w2.length;
  const hidden = new Float64Array(length);
  const hiddenDot = new Float64Array(length);
  const terms = new Float64Array(2);
  const termsDot = new Float64Array(2);
  let loss = 0;
  let lossDot = 0;
  for (let i = 0; i < targets.length; i++) {
    for (let row = 0; row < hidden.length; row++) {
      const t3 = w1[row]!;
      const input = inputs[i]!;
      const t4 = Math.tanh(t3 * input);
      const t5 = (w1Dot[row]! * input + inputsDot[i]! * t3) * ((1 - t4) * (1 + t4));
      hidden[row] = t4;
      hiddenDot[row] = t5;
    }
    const t = w1Dot[0]!;
    terms.fill(w1[0]!);
    termsDot.fill(t);
    let y = 0;
    let yDot = 0;
    for (let k = 0; k < hidden.length; k++) {
      const t3 = w2[k]!;
      const t4 = hidden[k]!;
      y += t3 * t4;
      yDot += w2Dot[k]! * t4 + hiddenDot[k]! * t3;
    }
    const t1: number = termsDot[1]! + yDot;
    terms[1]! += y;
    termsDot[1] = t1;
    const terms0 = terms[0]!;
    const terms1 = terms[1]!;
    const t2 = terms0 * terms1 - targets[i]!;
    loss += t2 ** 2;
    lossDot += (termsDot[0]! * terms1 + termsDot[1]! * terms0 - targetsDot[i]!) * (2 * t2);
  }
  for (let i = 0; i < inputs.length; i++) {
    for (let row = 0; row < hidden.length; row++) {
      const t2 = w1[row]!;
      const input = inputs[i]!;
      const t3 = w1Dot[row]! * input + inputsDot[i]! * t2;
      hidden[row] = t2 * input;
      hiddenDot[row] = t3;
    }
    const hidden0 = hidden[0]!;
    const t = hidden.length - 1;
    const t1 = hidden[t]!;
    loss -= hidden0 * t1;
    lossDot -= hiddenDot[0]! * t1 + hiddenDot[t]! * hidden0;
  }
  return [loss * 0.5, lossDot * 0.5];
}

/** Adjoint of `network`: its value, and the gradients with respect to its parameters. */
export function networkAdjoint(
  w1: Float64Array,
  w2: Float64Array,
  inputs: Float64Array,
  targets: Float64Array,
  resultBar: number,
): [
  value: number,
  gradients: [w1Bar: Float64Array, w2Bar: Float64Array, inputsBar: Float64Array, targetsBar: Float64Array],
] {
  const tape = openTape();
  let cells = tape.numbers;
  const [w1Bar, w2Bar, inputsBar, targetsBar] = shadows(w1, w2, inputs, targets);
  const length = w2.length;
  const hidden = new Float64Array(length);
  const hiddenBar = new Float64Array(length);
  const terms = new Float64Array(2);
  const termsBar = new Float64Array(2);
  const t = resultBar * 0.5;
  let loss = 0;
  for (let i = 0; i < targets.length; i++) {
    const t1 = hidden.length;
    if (t1 > cells.length) cells = tape.grow(t1);
    let top = 0;
    for (let row = 0; row < hidden.length; row++) {
      const t4 = Math.tanh(w1[row]! * inputs[i]!);
      hidden[row] = t4;
      cells[top++] = t4;
    }
    terms.fill(w1[0]!);
    let y = 0;
    for (let k = 0; k < hidden.length; k++) {
      y += w2[k]! * hidden[k]!;
    }
    terms[1]! += y;
    const terms0 = terms[0]!;
    const terms1 = terms[1]!;
    const t2 = terms0 * terms1 - targets[i]!;
    loss += t2 ** 2;
    const t3 = t * (2 * t2);
    targetsBar[i]! -= t3;
    termsBar[1]! += t3 * terms0;
    termsBar[0]! += t3 * terms1;
    const yBar = termsBar[1]!;
    for (let k = hidden.length - 1; k >= 0; k--) {
      const t4 = yBar * hidden[k]!;
      hiddenBar[k]! += yBar * w2[k]!;
      w2Bar[k]! += t4;
    }
    const length1 = termsBar.length;
    let sum = 0;
    for (let i1 = 0; i1 < length1; i1++) {
      sum += termsBar[i1]!;
    }
    termsBar.fill(0);
    w1Bar[0]! += sum;
    for (let row = hidden.length - 1; row >= 0; row--) {
      const t4 = cells[--top]!;
      const t5 = hiddenBar[row]!;
      hiddenBar[row] = 0;
      const t6 = t5 * ((1 - t4) * (1 + t4));
      const t7 = t6 * inputs[i]!;
      inputsBar[i]! += t6 * w1[row]!;
      w1Bar[row]! += t7;
    }
  }
  for (let i = 0; i < inputs.length; i++) {
    for (let row = 0; row < hidden.length; row++) {
      hidden[row] = w1[row]! * inputs[i]!;
    }
    const hidden0 = hidden[0]!;
    const t1 = hidden.length - 1;
    const t2 = hidden[t1]!;
    loss -= hidden0 * t2;
    const t3 = -t;
    hiddenBar[t1]! += t3 * hidden0;
    hiddenBar[0]! += t3 * t2;
    for (let row = hidden.length - 1; row >= 0; row--) {
      const t4 = hiddenBar[row]!;
      hiddenBar[row] = 0;
      const t5 = t4 * inputs[i]!;
      inputsBar[i]! += t4 * w1[row]!;
      w1Bar[row]! += t5;
    }
  }
  closeTape(tape);
  return [loss * 0.5, [w1Bar, w2Bar, inputsBar, targetsBar]];
}

/** Pullback of `network`: its value, and a function from the adjoint of that to those of the parameters. */
export function networkPullback(
  w1: Float64Array,
  w2: Float64Array,
  inputs: Float64Array,
  targets: Float64Array,
): [
  value: number,
  pullback: (resultBar: number) => [
    w1Bar: Float64Array,
    w2Bar: Float64Array,
    inputsBar: Float64Array,
    targetsBar: Float64Array,
  ],
] {
  const tape = ownTape();
  let cells = tape.numbers;
  const [w1Bar, w2Bar, inputsBar, targetsBar] = shadows(w1, w2, inputs, targets);
  const targetsAtEntry = snapshot(targets);
  const w1AtEntry = snapshot(w1);
  const inputsAtEntry = snapshot(inputs);
  const w2AtEntry = snapshot(w2);
  const length = w2.length;
  const hidden = new Float64Array(length);
  const hiddenBar = new Float64Array(length);
  const terms = new Float64Array(2);
  const termsBar = new Float64Array(2);
  let loss = 0;
  let top = 0;
  for (let i = 0; i < targets.length; i++) {
    const t1 = hidden.length;
    if (top + t1 > cells.length) cells = tape.grow(top + t1);
    for (let row = 0; row < hidden.length; row++) {
      const t2 = Math.tanh(w1[row]! * inputs[i]!);
      hidden[row] = t2;
      cells[top++] = t2;
    }
    terms.fill(w1[0]!);
    const length1 = hidden.length;
    if (top + length1 > cells.length) cells = tape.grow(top + length1);
    let y = 0;
    for (let k = 0; k < length1; k++) {
      const t2 = hidden[k]!;
      y += w2[k]! * t2;
      cells[top++] = t2;
    }
    terms[1]! += y;
    const terms0 = terms[0]!;
    const terms1 = terms[1]!;
    loss += (terms0 * terms1 - targets[i]!) ** 2;
    if (top + 2 > cells.length) cells = tape.grow(top + 2);
    cells[top++] = terms0;
    cells[top++] = terms1;
  }
  const t = inputs.length * 2;
  if (top + t > cells.length) cells = tape.grow(top + t);
  for (let i = 0; i < inputs.length; i++) {
    for (let row = 0; row < hidden.length; row++) {
      hidden[row] = w1[row]! * inputs[i]!;
    }
    const hidden0 = hidden[0]!;
    const t1 = hidden[hidden.length - 1]!;
    loss -= hidden0 * t1;
    cells[top++] = hidden0;
    cells[top++] = t1;
  }
  const top1 = top;
  return [loss * 0.5, (resultBar: number) => {
    const cells1 = tape.numbers;
    const t1 = resultBar * 0.5;
    let top2 = top1;
    for (let i = inputsAtEntry.length - 1; i >= 0; i--) {
      const t3 = cells1[--top2]!;
      top2 -= 1;
      const t4 = -t1;
      hiddenBar[hidden.length - 1]! += t4 * cells1[top2]!;
      hiddenBar[0]! += t4 * t3;
      for (let row = hidden.length - 1; row >= 0; row--) {
        const t5 = hiddenBar[row]!;
        hiddenBar[row] = 0;
        const t6 = t5 * inputsAtEntry[i]!;
        inputsBar[i]! += t5 * w1AtEntry[row]!;
        w1Bar[row]! += t6;
      }
    }
    for (let i = targetsAtEntry.length - 1; i >= 0; i--) {
      const t3 = cells1[--top2]!;
      const t4 = cells1[--top2]!;
      const t5 = t1 * (2 * (t4 * t3 - targetsAtEntry[i]!));
      targetsBar[i]! -= t5;
      termsBar[1]! += t5 * t4;
      termsBar[0]! += t5 * t3;
      const yBar = termsBar[1]!;
      for (let k = hidden.length - 1; k >= 0; k--) {
        top2 -= 1;
        hiddenBar[k]! += yBar * w2AtEntry[k]!;
        w2Bar[k]! += yBar * cells1[top2]!;
      }
      const length1 = termsBar.length;
      let sum = 0;
      for (let i1 = 0; i1 < length1; i1++) {
        sum += termsBar[i1]!;
      }
      termsBar.fill(0);
      w1Bar[0]! += sum;
      for (let row = hidden.length - 1; row >= 0; row--) {
        const t6 = cells1[--top2]!;
        const t7 = hiddenBar[row]!;
        hiddenBar[row] = 0;
        const t8 = t7 * ((1 - t6) * (1 + t6));
        const t9 = t8 * inputsAtEntry[i]!;
        inputsBar[i]! += t8 * w1AtEntry[row]!;
        w1Bar[row]! += t9;
      }
    }
    termsBar.fill(0);
    hiddenBar.fill(0);
    const t2 = take([w1Bar, w2Bar, inputsBar, targetsBar], [w1, w2, inputs, targets]);
    return [t2[0], t2[1], t2[2], t2[3]];
  }];
}

register(network, {
  tangent: networkTangent,
  adjoint: networkAdjoint,
  pullback: networkPullback,
  parameters: 4,
  differentiable: [true, true, true, true],
});

export const points: Parameters<typeof network>[] = [
  [
    Float64Array.of(0.5, -0.3, 0.8),
    Float64Array.of(1.2, 0.7, -0.4),
    Float64Array.of(0.3, -1, 2),
    Float64Array.of(1, 0.5, -0.2),
  ],
];
