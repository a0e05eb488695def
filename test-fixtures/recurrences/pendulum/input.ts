/** A leapfrog pendulum over a thousand steps. */
// @differentiable
export function finalAngle(length: number, angle0: number): number {
  const dt = 0.01;
  const gravity = 9.81;
  let angle = angle0;
  let speed = 0;
  for (let i = 0; i < 1000; i++) {
    speed -= 0.5 * dt * (gravity / length) * Math.sin(angle);
    angle += dt * speed;
    speed -= 0.5 * dt * (gravity / length) * Math.sin(angle);
  }
  return angle;
}

export const cases = ['LR8', 'LR19', 'RA12'];

export const points: Parameters<typeof finalAngle>[] = [[1.3, 0.8]];
