import { jvp, vjp } from '@adc/runtime';

type State = { position: number; speed: number };

// @differentiable
export function advance(state: State, force: number, dt: number): void {
  state.speed += force * dt;
  state.position += state.speed * dt;
}

export const options = { out: 0 };

export const along = jvp(advance, { out: 0 });
export const back = vjp(advance, { out: 0 });

export const points: Parameters<typeof advance>[] = [[{ position: 1, speed: 2 }, 3, 0.5]];

export const expected = [
  { value: { position: 2.75, speed: 3.5 }, gradient: [{ position: 1, speed: 1.5 }, 0.75, 3 + 2 + 3] },
];
