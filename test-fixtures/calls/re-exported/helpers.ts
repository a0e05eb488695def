export const cube = (x: number): number => x ** 3;
export const twice = (x: number): number => 2 * x;
