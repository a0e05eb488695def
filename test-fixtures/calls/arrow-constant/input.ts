// @differentiable
export const logistic = (x: number, k = 1): number => 1 / (1 + Math.exp(-k * x));

export const points: Parameters<typeof logistic>[] = [[0.5, 2], [-3]];

export const expected = [undefined, { gradient: [0.045176659730912, 0], within: 1e-12 }];
