class Vec extends Array<number> {
  constructor(x: number, y = 0, z = 0) {
    super(x, y, z);
  }
  static unit(angle: number): Vec {
    return new Vec(Math.cos(angle), Math.sin(angle));
  }
  get x(): number {
    return this[0]!;
  }
  set x(value: number) {
    this[0] = value;
  }
  dot(other: readonly number[]): number {
    let sum = 0;
    for (let i = 0; i < this.length; i++) sum += this[i]! * other[i]!;
    return sum;
  }
  add(...others: number[][]): this {
    for (const other of others) for (let i = 0; i < 3; i++) this[i]! += other[i]!;
    return this;
  }
  scaled(by: number): Vec {
    return new Vec(this[0]! * by, this[1]! * by, this[2]! * by);
  }
}

// @differentiable
export function steered(angle: number, speed: number, target: number[]): number {
  const position = new Vec(speed, angle * speed);
  let nearest = Infinity;
  for (let step = 0; step < 5; step++) {
    const heading = Vec.unit(angle * (step + 1));
    position.add(heading.scaled(speed), target, [0.1, angle, step]);
    position.x *= 0.9;
    const reach = position.dot(position);
    if (reach < nearest) nearest = reach;
    if (position.x > 8) break;
    if (reach > 500) return -reach;
  }
  return nearest + position.dot(target) * position.x;
}

export const points: Parameters<typeof steered>[] = [
  [0.4, 1.2, [0.3, -0.2, 1]],
  [2.1, 0.5, [3, 1, 0.5]],
  [0.3, 2, [9, 10, 12]],
];
