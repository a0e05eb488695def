// A field that the type promises, and the object has only where what is copied has it.
type Part = { rate?: number };

// @differentiable
export function scaled(x: number, part: Part): number {
  const whole = Object.assign({}, { scale: x }, part) as { scale: number } & { rate: number };
  return whole.scale * whole.rate;
}

export const codes = [1016];
