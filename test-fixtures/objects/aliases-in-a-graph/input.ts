/** One body under several names, in a list, in a field and as an argument, changed through each of them. */
type Body = { x: number; v: number; partner?: Body };

function push(a: Body, b: Body, dt: number): void {
  const force = Math.sin(a.x - b.x);
  a.v -= dt * force;
  b.v += dt * force;
  a.x += dt * a.v;
}

// @differentiable
export function simulated(a: Body, b: Body, dt: number): number {
  const bodies = [a, b, a];
  a.partner = b;
  b.partner = bodies[2]!;
  for (let step = 0; step < 4; step++) {
    for (const body of bodies) push(body, body.partner!, dt);
    if (step === 1) bodies[1] = bodies[0]!;
  }
  return a.x * b.v + bodies[1]!.x;
}

export const cases = ['RA20', 'BI24'];

export const points: Parameters<typeof simulated>[] = [[{ x: 0.3, v: 0.5 }, { x: 1.1, v: -0.2 }, 0.3]];
