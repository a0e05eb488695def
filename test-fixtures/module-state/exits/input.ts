/** Buffers and variables with loops that are left early, branches and returns. */
const stack = new Float64Array(16);
let top = 0;
let best = -Infinity;

function push(value: number): void {
  stack[top++] = value;
}

function pop(): number {
  top--;
  return stack[top]!;
}

// @differentiable
export function run(xs: number[], limit: number): number {
  top = 0;
  best = -Infinity;
  outer: for (let i = 0; i < xs.length; i++) {
    const x = xs[i]!;
    if (Math.abs(x) < 0.2) continue;
    push(x * x);
    for (let j = 0; ; j++) {
      if (j > i) break;
      if (stack[j]! > limit) {
        push(Math.sqrt(stack[j]!));
        continue outer;
      }
      stack[j] = stack[j]! * x + 0.1;
      if (top > 6) break outer;
    }
    if (x < -2) return pop() * best;
    best = best < stack[0]! ? stack[0]! * x : best + 1;
  }
  let sum = 0;
  while (top > 0) sum = sum * 0.5 + pop();
  return sum * best;
}

export const effects = {
  reset(): void {
    top = 3;
    best = 7;
    stack.fill(2);
  },
  read: (): unknown => [top, best, [...stack]],
};

export const points: Parameters<typeof run>[] = [
  [[1.5, 0, 0.3, 2.5], 3.2],
  [[1.5, 0.3, -2.5, 1], 100],
  [[0.5, 0.7, 1.2, 0.9, 1.1, 0.4, 0.6, 0.8], 2],
];

/** Whether the stack is empty is a question to what the module keeps, which second derivatives take for active. */
export const firstDerivativesOnly = true;
