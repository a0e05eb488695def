/** Objects that the turns change in place, and functions that they call. */
class Body {
  constructor(
    public x: number,
    public v: number,
    readonly mass: number,
  ) {}
}

function force(a: Body, b: Body): number {
  const d = b.x - a.x;
  return (b.mass * d) / Math.pow(d * d + 0.1, 1.5);
}

// @differentiable
export function simulate(bodies: readonly Body[], dt: number, n: number): number {
  // @checkpoint revolve(4)
  for (let s = 0; s < n; s++) {
    for (const a of bodies) {
      let f = 0;
      for (const b of bodies) if (a !== b) f += force(a, b);
      a.v += dt * f;
    }
    for (const a of bodies) a.x += dt * a.v;
  }
  let energy = 0;
  for (const b of bodies) energy += b.mass * b.v * b.v + b.x;
  return energy;
}

const three = (): Body[] => [new Body(0, 0.1, 1), new Body(1, -0.2, 0.5), new Body(-1.3, 0.3, 2)];

export const points: Parameters<typeof simulate>[] = [
  [three(), 0.05, 0],
  [three(), 0.05, 1],
  [three(), 0.05, 17],
];
export const discrete = [2];
