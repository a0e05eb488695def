/** Bodies under their mutual gravity, integrated by classical Runge-Kutta steps. */

/** The squared distances from the origin, summed over the bodies, after `steps` steps. `state` is all positions, then all velocities. */
// @differentiable wrt=state,masses
export function nBody(state: Float64Array, masses: Float64Array, step: number, steps: number): number {
  const size = state.length;
  const current = state.slice();
  const stage = new Float64Array(size);
  const k1 = new Float64Array(size);
  const k2 = new Float64Array(size);
  const k3 = new Float64Array(size);
  const k4 = new Float64Array(size);
  for (let i = 0; i < steps; i++) {
    derivative(k1, current, masses);
    advance(stage, current, k1, 0.5 * step);
    derivative(k2, stage, masses);
    advance(stage, current, k2, 0.5 * step);
    derivative(k3, stage, masses);
    advance(stage, current, k3, step);
    derivative(k4, stage, masses);
    for (let j = 0; j < size; j++) current[j] += (step / 6) * (k1[j] + 2 * k2[j] + 2 * k3[j] + k4[j]);
  }
  let sum = 0;
  for (let j = 0; j < size / 2; j++) sum += current[j] * current[j];
  return sum;
}

/** Writes `from + factor * direction` into `out`. */
function advance(out: Float64Array, from: Float64Array, direction: Float64Array, factor: number): void {
  for (let j = 0; j < out.length; j++) out[j] = from[j] + factor * direction[j];
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
    for (let b = a + 1; b < bodies; b++) {
      const dx = state[3 * b] - state[3 * a];
      const dy = state[3 * b + 1] - state[3 * a + 1];
      const dz = state[3 * b + 2] - state[3 * a + 2];
      const squared = dx * dx + dy * dy + dz * dz;
      const pull = 1 / (squared * Math.sqrt(squared));
      const onA = masses[b] * pull;
      const onB = masses[a] * pull;
      out[velocities + 3 * a] += onA * dx;
      out[velocities + 3 * a + 1] += onA * dy;
      out[velocities + 3 * a + 2] += onA * dz;
      out[velocities + 3 * b] -= onB * dx;
      out[velocities + 3 * b + 1] -= onB * dy;
      out[velocities + 3 * b + 2] -= onB * dz;
    }
  }
}
