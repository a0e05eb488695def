interface Dial {
  level: number;
}

class Gauge implements Dial {
  constructor(public level: number) {}
}

class Knob implements Dial {
  private raw = 1;
  turns = 0;
  get level(): number {
    return this.raw * this.raw;
  }
  set level(value: number) {
    this.raw = Math.sqrt(value) * 1.5;
    this.turns++;
  }
}

class Fine extends Knob {
  constructor(readonly step: number) {
    super();
    this.level = step * 2;
  }
  override get level(): number {
    return super.level * this.step;
  }
  override set level(value: number) {
    this.turns += value;
  }
}

function raise(dial: Dial, by: number): number {
  dial.level += by;
  dial.level *= 2;
  const before = dial.level++;
  return before * dial.level;
}

// @differentiable
export function raised(x: number, y: number, kind: number): number {
  const dials: Dial[] = [{ level: x * y }, new Knob(), new Fine(x)];
  let sum = raise(dials[kind]!, y);
  for (const dial of dials) sum += raise(dial, x) * dial.level;
  const knob = new Knob();
  knob.level = x * y;
  ({ x: knob.level } = { x: knob.level * 2 });
  return sum + knob.level * knob.turns;
}

export const points: Parameters<typeof raised>[] = [
  [0.7, 1.4, 0],
  [1.1, 0.3, 1],
  [0.4, 0.9, 2],
];
export const discrete = [2];
