import { Voigt } from './derived.js';
import { areaOf, Peak, type PeakOptions, total } from './peak.js';

export interface Shape {
  area(): number;
}

// @differentiable
export function areas(x: number, y: number): number {
  const shapes: Shape[] = [new Peak(x, y), new Voigt(y), new Peak(y, x * x)];
  const options: PeakOptions = { width: x };
  return total(shapes) + areaOf(options) * areaOf(new Voigt(x)) + areaOf(new Peak(x * y, y));
}

export const points: Parameters<typeof areas>[] = [
  [0.7, 1.4],
  [1.3, -0.4],
  [2, 0],
];
