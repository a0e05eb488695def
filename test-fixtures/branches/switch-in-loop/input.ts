/** `break` leaves the switch, `continue` the turn. */
// @differentiable
export function program(ops: string, x: number): number {
  let y = x;
  for (const op of ops.split('')) {
    switch (op) {
      case '+':
        y += x;
        break;
      case '*':
        y *= x;
        if (y > 50) break;
        y -= 1;
        break;
      case ' ':
        continue;
      case '!':
        return y;
    }
    y *= 1.1;
  }
  return y;
}

export const cases = ['AC4'];

export const points: Parameters<typeof program>[] = [
  ['+* +*', 3],
  ['+!*', 3],
  ['', 3],
];
