/** Adjoint of the gravity integration: only the positions of the four stages of a step are stored. */

import { Scratch } from './scratch.js';

const scratch = Array.from({ length: 6 }, () => new Scratch());

export function nBodyByHand(
  state: Float64Array,
  masses: Float64Array,
  step: number,
  steps: number,
  bar: number,
): [value: number, gradients: [stateBar: Float64Array, massesBar: Float64Array]] {
  const size = state.length;
  const half = size / 2;
  const stored = scratch[0].atLeast(4 * half * steps);
  const current = state.slice();
  const [stage, k1, k2, k3, k4] = [1, 2, 3, 4, 5].map((i) => scratch[i].atLeast(size));

  let top = 0;
  for (let i = 0; i < steps; i++) {
    derivative(k1, current, masses);
    for (let j = 0; j < half; j++) stored[top + j] = current[j];
    top = advance(stage, current, k1, 0.5 * step, stored, top + half);
    derivative(k2, stage, masses);
    top = advance(stage, current, k2, 0.5 * step, stored, top);
    derivative(k3, stage, masses);
    top = advance(stage, current, k3, step, stored, top);
    derivative(k4, stage, masses);
    for (let j = 0; j < size; j++) current[j] += (step / 6) * (k1[j] + 2 * k2[j] + 2 * k3[j] + k4[j]);
  }
  let value = 0;
  for (let j = 0; j < half; j++) value += current[j] * current[j];

  const stateBar = new Float64Array(size);
  const massesBar = new Float64Array(masses.length);
  for (let j = 0; j < half; j++) stateBar[j] = 2 * bar * current[j];
  const [stageBar, kBar, nextBar] = [stage, k1, k2];
  const sixth = step / 6;
  for (let i = steps - 1; i >= 0; i--) {
    for (let j = 0; j < size; j++) {
      nextBar[j] = stateBar[j];
      kBar[j] = sixth * nextBar[j];
    }
    for (let s = 3; s > 0; s--) {
      top -= half;
      derivativeReverse(stageBar, massesBar, kBar, stored, top, masses);
      const own = s === 1 ? sixth : 2 * sixth;
      const through = s === 3 ? step : 0.5 * step;
      for (let j = 0; j < size; j++) {
        stateBar[j] += stageBar[j];
        kBar[j] = own * nextBar[j] + through * stageBar[j];
      }
    }
    top -= half;
    derivativeReverse(stageBar, massesBar, kBar, stored, top, masses);
    for (let j = 0; j < size; j++) stateBar[j] += stageBar[j];
  }
  return [value, [stateBar, massesBar]];
}

/** Writes `from + factor * direction` into `out`, and the positions in it into `stored`; says where the next ones go. */
function advance(
  out: Float64Array,
  from: Float64Array,
  direction: Float64Array,
  factor: number,
  stored: Float64Array,
  top: number,
): number {
  const half = out.length / 2;
  for (let j = 0; j < half; j++) {
    const position = from[j] + factor * direction[j];
    out[j] = position;
    stored[top + j] = position;
  }
  for (let j = half; j < out.length; j++) out[j] = from[j] + factor * direction[j];
  return top + half;
}

/** Writes the rate of change of `state` into `out`. */
function derivative(out: Float64Array, state: Float64Array, masses: Float64Array): void {
  const bodies = masses.length;
  const velocities = 3 * bodies;
  for (let j = 0; j < velocities; j++) {
    out[j] = state[velocities + j];
    out[velocities + j] = 0;
  }
  for (let a = 0; a < bodies; a++) {
    const ax = state[3 * a];
    const ay = state[3 * a + 1];
    const az = state[3 * a + 2];
    const atA = velocities + 3 * a;
    const massA = masses[a];
    let axDot = out[atA];
    let ayDot = out[atA + 1];
    let azDot = out[atA + 2];
    for (let b = a + 1; b < bodies; b++) {
      const dx = state[3 * b] - ax;
      const dy = state[3 * b + 1] - ay;
      const dz = state[3 * b + 2] - az;
      const squared = dx * dx + dy * dy + dz * dz;
      const pull = 1 / (squared * Math.sqrt(squared));
      const onA = masses[b] * pull;
      const onB = massA * pull;
      const atB = velocities + 3 * b;
      axDot += onA * dx;
      ayDot += onA * dy;
      azDot += onA * dz;
      out[atB] -= onB * dx;
      out[atB + 1] -= onB * dy;
      out[atB + 2] -= onB * dz;
    }
    out[atA] = axDot;
    out[atA + 1] = ayDot;
    out[atA + 2] = azDot;
  }
}

/** Overwrites `stateBar` with the adjoint of what `derivative` read, and adds to `massesBar`. */
function derivativeReverse(
  stateBar: Float64Array,
  massesBar: Float64Array,
  outBar: Float64Array,
  positions: Float64Array,
  at: number,
  masses: Float64Array,
): void {
  const bodies = masses.length;
  const velocities = 3 * bodies;
  for (let j = 0; j < velocities; j++) {
    stateBar[j] = 0;
    stateBar[velocities + j] = outBar[j];
  }
  for (let a = 0; a < bodies; a++) {
    const ax = positions[at + 3 * a];
    const ay = positions[at + 3 * a + 1];
    const az = positions[at + 3 * a + 2];
    const atA = velocities + 3 * a;
    const massA = masses[a];
    const axDotBar = outBar[atA];
    const ayDotBar = outBar[atA + 1];
    const azDotBar = outBar[atA + 2];
    let axBar = 0;
    let ayBar = 0;
    let azBar = 0;
    let massABar = 0;
    for (let b = a + 1; b < bodies; b++) {
      const dx = positions[at + 3 * b] - ax;
      const dy = positions[at + 3 * b + 1] - ay;
      const dz = positions[at + 3 * b + 2] - az;
      const squared = dx * dx + dy * dy + dz * dz;
      const pull = 1 / (squared * Math.sqrt(squared));
      const massB = masses[b];
      const atB = velocities + 3 * b;
      const bxDotBar = outBar[atB];
      const byDotBar = outBar[atB + 1];
      const bzDotBar = outBar[atB + 2];
      const alongA = dx * axDotBar + dy * ayDotBar + dz * azDotBar;
      const alongB = dx * bxDotBar + dy * byDotBar + dz * bzDotBar;
      massesBar[b] += pull * alongA;
      massABar -= pull * alongB;
      // pull = |d|⁻³, so its derivative in d is -3 pull d / |d|²
      const radial = (-3 * pull * (massB * alongA - massA * alongB)) / squared;
      const dxBar = pull * (massB * axDotBar - massA * bxDotBar) + radial * dx;
      const dyBar = pull * (massB * ayDotBar - massA * byDotBar) + radial * dy;
      const dzBar = pull * (massB * azDotBar - massA * bzDotBar) + radial * dz;
      stateBar[3 * b] += dxBar;
      stateBar[3 * b + 1] += dyBar;
      stateBar[3 * b + 2] += dzBar;
      axBar -= dxBar;
      ayBar -= dyBar;
      azBar -= dzBar;
    }
    stateBar[3 * a] += axBar;
    stateBar[3 * a + 1] += ayBar;
    stateBar[3 * a + 2] += azBar;
    massesBar[a] += massABar;
  }
}
