/** Callees get no further arguments, and use their list of them all the same. */
function leveled(x: number, ...rest: number[]): number {
  rest.fill(0.5);
  return Math.floor(x * x);
}

function counted(x: number, ...rest: number[]): number {
  return rest.concat([x]).length;
}

function grown(x: number, ...rest: number[]): number {
  rest.push(x);
  return rest[rest.length - 1]! * rest.length;
}

// @differentiable
export function f(x: number, y: number): number {
  if (leveled(x) > 0) return x * y * counted(y);
  return x + y * counted(x) + grown(x) * grown(y, x, 2);
}

export const points = [
  [0.3, 0.7],
  [1.2, 0.4],
];
