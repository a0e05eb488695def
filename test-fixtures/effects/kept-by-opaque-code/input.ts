/** What code without derivatives has got hold of is changed by other such code: a class, a map, a generator. */
class Counter {
  readonly #weights: number[];
  constructor(weights: number[]) {
    this.#weights = weights;
  }
  bump(): void {
    this.#weights[0] = this.#weights[0]! + 1;
  }
}

function* steps(weights: number[]): Generator<number> {
  for (let i = 0; i < 30; i++) {
    weights[0] = weights[0]! + 1;
    yield i;
  }
}

// @differentiable
export function reread(x: number): number {
  const [counted, mapped, stepped] = [
    [2, 3],
    [2, 3],
    [2, 3],
  ];
  const counter = new Counter(counted!);
  const map = new Map([['w', mapped!]]);
  const generator = steps(stepped!);
  let s = x;
  for (let i = 0; i < 3; i++) {
    s = Math.sin(s) * counted![0]! + mapped![0]! * s + Math.cos(s) * stepped![0]!;
    counter.bump();
    map.get('w')![0] = i;
    generator.next();
    if (s > 1e3) break;
  }
  return s * x;
}

export const points: Parameters<typeof reread>[] = [[1.5]];
