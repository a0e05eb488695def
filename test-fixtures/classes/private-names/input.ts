/** Private fields, methods, getters and static helpers, in objects that are only taken apart. */
class Account {
  static #scaled(value: number, by: number): number {
    return value * by;
  }
  #balance = 1;
  #steps = 0;
  readonly #log: number[] = [];
  constructor(
    start: number,
    private rate: number,
  ) {
    this.#balance += start;
    for (let i = 0; i < 3; i++) {
      if (i === 1) continue;
      this.#note(i * start);
    }
  }
  #note(value: number): void {
    this.#log.push(value);
    this.#steps++;
  }
  get mean(): number {
    return this.#log.reduce((sum, each) => sum + each, 0) / this.#steps;
  }
  grow(by: number): number {
    for (let i = 0; i < 4; i++) {
      this.#balance = Account.#scaled(this.#balance, by) + this.rate;
      if (this.#balance > 50) break;
    }
    if (by < 0) return this.#balance;
    this.#note(this.#balance);
    return this.mean;
  }
  over(other: Account): number {
    return this.#balance / (1 + other.#balance * other.#balance);
  }
}

class Complex {
  readonly #re: number;
  readonly #im: number;
  constructor(re: number, im: number) {
    this.#re = re;
    this.#im = im;
  }
  times(other: Complex): Complex {
    return new Complex(this.#re * other.#re - this.#im * other.#im, this.#re * other.#im + this.#im * other.#re);
  }
  size(): number {
    return this.#re * this.#re + 2 * this.#im * this.#im;
  }
}

function fill(account: Account, x: number): number {
  return account.grow(x) + account.mean;
}

// @differentiable
export function balanced(x: number, y: number): number {
  const first = new Account(x, y);
  const second = new Account(y * y, 0.5);
  let sum = 0;
  for (let i = 0; i < 3; i++) {
    if (i === 1) {
      sum += fill(second, x);
      continue;
    }
    sum += first.grow(y + i) * x;
    if (sum > 1e5) return sum + first.mean;
  }
  const z = new Complex(x, y);
  const square = z.times(z);
  const fourth = square.times(new Complex(y, 1));
  return sum + first.over(second) + fourth.size() + new Complex(sum, x).size() / 100;
}

export const points: Parameters<typeof balanced>[] = [
  [0.8, 0.6],
  [-0.4, 1.3],
  [1.7, -0.9],
];
