class Runner {
  constructor(readonly g: (v: number) => number) {}
  run(): number {
    return this.g(2);
  }
}

// @differentiable
export function kept(x: number): number {
  return new Runner((v) => v * x).run();
}

export const codes = [1019];
