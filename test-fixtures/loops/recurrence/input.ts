// @differentiable
export function recurrence(h0: number, w: number, b: number, n: number): number {
  let h = h0;
  for (let i = 0; i < n; i++) {
    h = Math.tanh(w * h + b);
  }
  return h;
}

export const cases = ['LR1', 'LR3', 'LR4', 'LR5', 'BI19'];

export const points: Parameters<typeof recurrence>[] = [
  [0.5, 0.8, 0.1, 3],
  [0.5, 0.8, 0.1, 100],
  [0.5, 0.8, 0.1, 0],
  [0.5, 0.8, 0.1, 1],
  [-0.3, 1.2, -0.4, 2.5],
];

export const discrete = [3];

export const expected = [
  { value: 0.4221960757549689, gradient: [0.2674223313493719, 0.7725534481309397, 1.6873381941879855, 0] },
  { value: 0.39052668203405155, gradient: [undefined, 1.0278196087536466, 2.6318806269529786, 0] },
  { value: 0.5, gradient: [1, 0, 0, 0] },
];
