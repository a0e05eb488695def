/** What other modules keep, exported or not. */
import { advance, momentum as m, reset, state, velocity } from './body.js';

// @differentiable
export function flight(x: number, steps: number): number {
  velocity[0] = x;
  let y = 0;
  for (let i = 0; i < steps; i++) {
    y += advance(x + i, steps - i) * velocity[1]!;
    velocity[0]! *= 1.1;
  }
  return y + m.value * velocity[0]!;
}

export const effects = { reset, read: state };

export const keepsState = true;

export const points: Parameters<typeof flight>[] = [
  [0.7, 3],
  [-1.2, 0],
  [0.3, 2],
];

export const discrete = [1];
