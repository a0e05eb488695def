import { register } from '@adc/runtime';

// @differentiable
export function huber(r: number, delta: number): number {
  if (Math.abs(r) <= delta) {
    return 0.5 * r * r;
  } else {
    return delta * (Math.abs(r) - 0.5 * delta);
  }
}

/** Tangent of `huber`: its value, and how that changes along the given tangents of its parameters. */
export function huberTangent(
  r: number,
  delta: number,
  rDot: number,
  deltaDot: number,
): [value: number, tangent: number] {
  const t = Math.abs(r);
  if (t <= delta) {
    const t2 = 0.5 * r;
    return [t2 * r, rDot * 0.5 * r + rDot * t2];
  }
  const t1 = t - 0.5 * delta;
  return [delta * t1, deltaDot * t1 + (rDot * Math.sign(r) - deltaDot * 0.5) * delta];
}

/** Adjoint of `huber`: its value, and the gradients with respect to its parameters. */
export function huberAdjoint(
  r: number,
  delta: number,
  resultBar: number,
): [value: number, gradients: [rBar: number, deltaBar: number]] {
  const t = Math.abs(r);
  const t1 = t <= delta;
  let rBar: number;
  let deltaBar: number;
  let t2: number;
  if (t1) {
    rBar = resultBar * (0.5 * r) + resultBar * r * 0.5;
    deltaBar = 0;
    t2 = 0;
  } else {
    t2 = resultBar * delta;
    rBar = 0;
    deltaBar = resultBar * (t - 0.5 * delta) + -t2 * 0.5;
  }
  return [t1 ? 0.5 * r * r : delta * (t - 0.5 * delta), [rBar + t2 * Math.sign(r), deltaBar]];
}

/** Pullback of `huber`: its value, and a function from the adjoint of that to those of the parameters. */
export function huberPullback(
  r: number,
  delta: number,
): [value: number, pullback: (resultBar: number) => [rBar: number, deltaBar: number]] {
  const t = Math.abs(r);
  const t1 = t <= delta;
  return [t1 ? 0.5 * r * r : delta * (t - 0.5 * delta), (resultBar: number) => {
    let rBar: number;
    let deltaBar: number;
    let t2: number;
    if (t1) {
      rBar = resultBar * (0.5 * r) + resultBar * r * 0.5;
      deltaBar = 0;
      t2 = 0;
    } else {
      t2 = resultBar * delta;
      rBar = 0;
      deltaBar = resultBar * (t - 0.5 * delta) + -t2 * 0.5;
    }
    return [rBar + t2 * Math.sign(r), deltaBar];
  }];
}

register(huber, {
  tangent: huberTangent,
  adjoint: huberAdjoint,
  pullback: huberPullback,
  parameters: 2,
  differentiable: [true, true],
});

export const points: Parameters<typeof huber>[] = [
  [0.5, 1],
  [3, 1],
  [-3, 1],
];

export const expected = [
  { value: 0.125, gradient: [0.5, 0] },
  { value: 2.5, gradient: [1, 2] },
  { value: 2.5, gradient: [-1, 2] },
];
