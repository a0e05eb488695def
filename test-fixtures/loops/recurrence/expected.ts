import { closeTape, openTape, ownTape, register } from '@adc/runtime';

// @differentiable
export function recurrence(h0: number, w: number, b: number, n: number): number {
  let h = h0;
  for (let i = 0; i < n; i++) {
    h = Math.tanh(w * h + b);
  }
  return h;
}

/** Tangent of `recurrence`: its value, and how that changes along the given tangents of its parameters. */
export function recurrenceTangent(
  h0: number,
  w: number,
  b: number,
  n: number,
  h0Dot: number,
  wDot: number,
  bDot: number,
  _nDot: number,
): [value: number, tangent: number] {
  let h = h0;
  let hDot = h0Dot;
  for (let i = 0; i < n; i++) {
    const t = wDot * h + hDot * w + bDot;
    h = Math.tanh(w * h + b);
    hDot = t * ((1 - h) * (1 + h));
  }
  return [h, hDot];
}

/** Adjoint of `recurrence`: its value, and the gradients with respect to its parameters. */
export function recurrenceAdjoint(
  h0: number,
  w: number,
  b: number,
  n: number,
  hBar: number,
): [value: number, gradients: [h0Bar: number, wBar: number, bBar: number, nBar: number]] {
  const tape = openTape();
  let cells = tape.numbers;
  const t = Math.ceil(n);
  if (t > cells.length) cells = tape.grow(t);
  let h = h0;
  let top = 0;
  for (let i = 0; i < n; i++) {
    cells[top++] = h;
    h = Math.tanh(w * h + b);
  }
  let wBar = 0;
  let bBar = 0;
  let h1 = h;
  for (let i = t - 1; i >= 0; i--) {
    const h2 = cells[--top]!;
    const t1 = hBar * ((1 - h1) * (1 + h1));
    bBar += t1;
    wBar += t1 * h2;
    hBar = t1 * w;
    h1 = h2;
  }
  closeTape(tape);
  return [h, [hBar, wBar, bBar, 0]];
}

/** Pullback of `recurrence`: its value, and a function from the adjoint of that to those of the parameters. */
export function recurrencePullback(
  h0: number,
  w: number,
  b: number,
  n: number,
): [value: number, pullback: (hBar: number) => [h0Bar: number, wBar: number, bBar: number, nBar: number]] {
  const tape = ownTape();
  let cells = tape.numbers;
  const t = Math.ceil(n);
  if (t > cells.length) cells = tape.grow(t);
  let h = h0;
  let top = 0;
  for (let i = 0; i < n; i++) {
    cells[top++] = h;
    h = Math.tanh(w * h + b);
  }
  const h1 = h;
  const top1 = top;
  return [h, (hBar: number) => {
    const cells1 = tape.numbers;
    let wBar = 0;
    let bBar = 0;
    let h2 = h1;
    let top2 = top1;
    for (let i = t - 1; i >= 0; i--) {
      const h3 = cells1[--top2]!;
      const t1 = hBar * ((1 - h2) * (1 + h2));
      bBar += t1;
      wBar += t1 * h3;
      hBar = t1 * w;
      h2 = h3;
    }
    return [hBar, wBar, bBar, 0];
  }];
}

register(recurrence, {
  tangent: recurrenceTangent,
  adjoint: recurrenceAdjoint,
  pullback: recurrencePullback,
  parameters: 4,
  differentiable: [true, true, true, true],
});

export const cases = ['LR1', 'LR3', 'LR4', 'LR5', 'BI19'];

export const points: Parameters<typeof recurrence>[] = [
  [0.5, 0.8, 0.1, 3],
  [0.5, 0.8, 0.1, 100],
  [0.5, 0.8, 0.1, 0],
  [0.5, 0.8, 0.1, 1],
  [-0.3, 1.2, -0.4, 2.5],
];

export const discrete = [3];

export const expected = [
  { value: 0.4221960757549689, gradient: [0.2674223313493719, 0.7725534481309397, 1.6873381941879855, 0] },
  { value: 0.39052668203405155, gradient: [undefined, 1.0278196087536466, 2.6318806269529786, 0] },
  { value: 0.5, gradient: [1, 0, 0, 0] },
];
