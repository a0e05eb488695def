import type { Shape } from './input.js';

export interface PeakOptions {
  width?: number;
  height?: number;
}

/** Another file's class computes both fields, and that file imports this one. */
export function areaOf(options: PeakOptions): number {
  const { width = 2, height = 1 } = options;
  return width * height * Math.sqrt(Math.PI);
}

export class Peak implements Shape {
  constructor(
    public width: number,
    public height: number,
  ) {}
  area(): number {
    return areaOf(this);
  }
}

export function total(shapes: readonly Shape[]): number {
  let sum = 0;
  for (const shape of shapes) {
    if (sum > 1e6) break;
    sum += shape.area();
  }
  return sum;
}
