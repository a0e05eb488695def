export class Spring {
  constructor(readonly stiffness: number) {}

  // @differentiable
  energy(stretch: number): number {
    return 0.5 * this.stiffness * stretch ** 2;
  }
}

export const codes = [1011];
