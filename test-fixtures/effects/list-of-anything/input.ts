// A list of anything that only takes notes has no part in the derivative.
const notes: unknown[] = [];

type Step = { at: number; size: number };

// @differentiable
export function noted(x: number, y: number): number {
  const own: unknown[] = [];
  let sum = 0;
  for (let i = 1; i < 4; i++) {
    const step: Step = { at: x * i, size: y / i };
    own.push(step, step.at, i > 2 ? { step: i } : 'early');
    sum += Math.sin(step.at) * step.size;
  }
  notes.push(own.length, sum > 0);
  return sum * own.length;
}

export const effects = {
  reset: (): void => void (notes.length = 0),
  read: (): unknown => [...notes],
};

export const points = [
  [0.4, 1.3],
  [-1.1, 0.2],
];
