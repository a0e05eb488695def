/** Bodies on a plane that attract one another, integrated by a symplectic Euler method; their state is changed in place. */
// @differentiable wrt=x,v
export function nbody(x: Float64Array, v: Float64Array, mass: Float64Array, dt: number, steps: number): number {
  const n = mass.length;
  // @checkpoint none
  for (let t = 0; t < steps; t++) {
    for (let i = 0; i < n; i++) {
      let ax = 0;
      let ay = 0;
      for (let j = 0; j < n; j++) {
        if (j === i) continue;
        const dx = x[2 * j]! - x[2 * i]!;
        const dy = x[2 * j + 1]! - x[2 * i + 1]!;
        const r2 = dx * dx + dy * dy + 0.01;
        const f = mass[j]! / (r2 * Math.sqrt(r2));
        ax += f * dx;
        ay += f * dy;
      }
      v[2 * i]! += dt * ax;
      v[2 * i + 1]! += dt * ay;
    }
    for (let i = 0; i < 2 * n; i++) x[i]! += dt * v[i]!;
  }
  let energy = 0;
  for (let i = 0; i < n; i++) energy += mass[i]! * (v[2 * i]! * v[2 * i]! + v[2 * i + 1]! * v[2 * i + 1]!);
  return energy;
}
