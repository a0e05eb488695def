import type { Shape } from './input.js';
import { areaOf } from './peak.js';

const ratio = Math.sqrt(2);

export class Voigt implements Shape {
  constructor(private readonly sigma: number) {}
  get width(): number {
    return this.sigma * ratio;
  }
  get height(): number {
    return 1 / (1 + this.sigma ** 2);
  }
  area(): number {
    return areaOf(this) * 3;
  }
}
