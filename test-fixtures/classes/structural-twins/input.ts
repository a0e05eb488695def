// Two classes of one structure: to the type checker each may stand for the other, and a choice of both has the type of one.
class Sine {
  constructor(readonly rate: number) {}
  at(x: number): number {
    return Math.sin(this.rate * x);
  }
}

class Decay {
  constructor(readonly rate: number) {}
  at(x: number): number {
    return Math.exp(-this.rate * x);
  }
}

function both(wave: Sine, x: number): number {
  return wave.at(x) + 2 * wave.at(x * x);
}

// @differentiable
export function chosen(x: number, rate: number, decays: boolean): number {
  const wave = decays ? new Decay(rate) : new Sine(rate);
  const other: Sine = new Decay(x);
  const list = [new Sine(x * rate), other, wave];
  let sum = both(wave, x) * both(new Decay(x), rate);
  for (const each of list) sum += each.at(rate) * each.rate;
  return sum;
}

export const points: Parameters<typeof chosen>[] = [
  [0.7, 1.4, false],
  [0.7, 1.4, true],
];
