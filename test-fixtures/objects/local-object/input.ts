// @differentiable
export function kinetic(mass: number, vx: number, vy: number): number {
  const body = { mass, velocity: { x: vx, y: vy } };
  body.velocity.x *= 2;
  const { x, y } = body.velocity;
  return 0.5 * body.mass * (x * x + y * y);
}

export const points: Parameters<typeof kinetic>[] = [[2, 3, 4]];

export const expected = [{ value: 52, gradient: [26, 24, 8] }];
