/** Functions of objects that cannot be told: nothing is guessed. */

class Reassigned {
  constructor(readonly rate: number) {}
  value = (x: number): number => this.rate * x;
}

// @differentiable
export function reassigned(x: number): number {
  const made = new Reassigned(x);
  made.value = (y) => y * y * made.rate;
  return made.value(x);
}

class Patched {
  constructor(readonly rate: number) {}
  scaled = (x: number): number => this.rate * x;
}

// @differentiable
export function patched(x: number): number {
  const made = new Patched(x);
  Object.assign(made, { scaled: (y: number) => y * y });
  return made.scaled(x);
}

class Named {
  constructor(readonly rate: number) {}
  named = (x: number): number => this.rate * x;
}

// @differentiable
export function named(x: number, key: 'named'): number {
  const made = new Named(x);
  made['named'] = (y) => y * y;
  return made.named(x) + made[key](x);
}

/** What the constructor calls is not the derived class's yet. */
class Early {
  readonly start: number;
  constructor(readonly rate: number) {
    this.start = this.first(rate);
  }
  first(x: number): number {
    return x * this.rate;
  }
  get doubled(): number {
    return this.first(2);
  }
}

class Later extends Early {
  readonly shift = 3;
  second = (x: number): number => x + this.shift;
}

// @differentiable
export function early(x: number): number {
  const made = new Later(x);
  return made.second(x) * made.start * made.doubled;
}

/** A closure is none of the functions that have a name. */
class Holder {
  private step: (x: number) => number;
  constructor(rate: number) {
    this.step = (x) => x * rate;
  }
  run(x: number): number {
    return this.step(x);
  }
}

// @differentiable
export function closure(x: number): number {
  return new Holder(x).run(x);
}

/** It runs once, as the program says. */
let made = 0;

class Counting {
  readonly rate: number;
  constructor(rate: number) {
    made += 1;
    this.rate = rate * made;
  }
  value = (x: number): number => this.rate * x;
}

// @differentiable
export function counting(x: number): number {
  return new Counting(x).value(x);
}

class Keyed {
  constructor(readonly rate: number) {}
  keyed = (x: number): number => this.rate * x;
}

// @differentiable
export function keyed(x: number, key: 'keyed'): number {
  const value = new Keyed(x);
  value[key] = (y) => y * y;
  return value.keyed(x);
}

export const codes = [1015, 1016, 1019, 1019, 1019, 1019, 1019, 1019, 1019, 1019, 1019, 1023, 1023, 1023, 1023, 1023];
