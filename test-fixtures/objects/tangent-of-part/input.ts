/** The tangent of a result has what carries a derivative, and what is there. */
export interface Sized {
  name: string;
  w: number;
  h?: number;
}

// @differentiable
export function sized(x: number, y: number): Sized {
  if (x > 1) return { name: 'narrow', w: x * y };
  return { name: 'wide', w: x, h: x * Math.sin(y) };
}

export const points: Parameters<typeof sized>[] = [
  [1.2, 0.4],
  [0.3, 1.5],
];
