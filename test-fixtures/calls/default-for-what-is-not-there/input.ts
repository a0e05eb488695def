/** An element that is not there leaves its parameter to the default, also where the function is lowered in place. */
function weighed(list: readonly number[], weigh: (value: number) => number, scale = 0.4): number {
  let sum = 0;
  for (const each of list) {
    if (each > 3) break;
    sum += weigh(each) * scale;
  }
  return sum;
}

function kept(value: number, scale: number = 0.5): number {
  const state = {
    total: value,
    add(by: number): void {
      this.total += by * scale;
    },
  };
  for (let i = 0; i < 2; i++) state.add(i * value);
  return state.total * scale;
}

class Damped {
  #now: number;
  constructor(start: number, damping = 0.7) {
    this.#now = start * damping;
  }
  get dampedSquare(): number {
    return this.#now * this.#now;
  }
}

// @differentiable
export function weighted(xs: number[], y: number): number {
  const local = (value: number, factor = y): number => value * value * factor;
  let sum = 0;
  for (let i = 0; i < 4; i++) {
    if (i === 1) continue;
    sum += weighed(xs, (value) => value * y, xs[i]!) + kept(y, xs[i]!) + local(y, xs[i + 1]!);
    sum += new Damped(y + i, xs[i]!).dampedSquare;
    if (sum > 1e3) return sum;
  }
  xs.push(xs.shift()! * kept(y, xs[2]!));
  return sum + xs[0]! * xs[xs.length - 1]!;
}

export const points: Parameters<typeof weighted>[] = [
  [[0.3, 0.4, 0.6], 0.5],
  [[1.2], -0.7],
  [[0.8, 1.1, -0.3, 0.2, 0.9], 1.4],
];
