/** The user already has a function called like a companion. */
function loss2Tangent(x: number): number {
  return x + 1;
}

function cells(x: number): number {
  return loss2Tangent(x) * 2;
}

// @differentiable
export function loss2(tape: number, top: number): number {
  const hBar = tape * top;
  let sum = 0;
  for (let i = 0; i < 3; i++) sum += Math.sin(hBar + i) * cells(top) + sum * tape;
  return sum;
}

export const points: Parameters<typeof loss2>[] = [[0.4, 0.9]];
