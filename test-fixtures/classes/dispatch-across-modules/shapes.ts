import { Base, type Kernel } from './kernel.js';

export class Gauss extends Base {
  at(distance: number): number {
    return Math.exp(-(this.scaled(distance) ** 2));
  }
}

export class Cauchy extends Base {
  readonly shift: number = 0.5;
  at(distance: number): number {
    return 1 / (1 + (this.scaled(distance) - this.shift) ** 2);
  }
  protected override scaled(distance: number): number {
    return super.scaled(distance) * 1.5;
  }
}

export class Constant implements Kernel {
  readonly scale = 3;
  constructor(private readonly value: number) {}
  at(): number {
    return this.value;
  }
}
