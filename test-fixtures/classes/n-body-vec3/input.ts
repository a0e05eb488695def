// A simulation as one would write it: vectors with methods, a law of force behind an interface, an integrator that works in place.
export class Vec3 {
  constructor(
    public x: number,
    public y: number,
    public z: number,
  ) {}

  plus(other: Vec3): Vec3 {
    return new Vec3(this.x + other.x, this.y + other.y, this.z + other.z);
  }
  minus(other: Vec3): Vec3 {
    return new Vec3(this.x - other.x, this.y - other.y, this.z - other.z);
  }
  times(factor: number): Vec3 {
    return new Vec3(this.x * factor, this.y * factor, this.z * factor);
  }
  dot(other: Vec3): number {
    return this.x * other.x + this.y * other.y + this.z * other.z;
  }
  add(other: Vec3): this {
    this.x += other.x;
    this.y += other.y;
    this.z += other.z;
    return this;
  }
}

export class Body {
  constructor(
    readonly mass: number,
    readonly position: Vec3,
    readonly velocity: Vec3,
  ) {}

  push(impulse: Vec3): void {
    this.velocity.add(impulse.times(1 / this.mass));
  }
  drift(dt: number): void {
    this.position.add(this.velocity.times(dt));
  }
}

export interface Law {
  /** The force of one body on another at a distance. */
  between(one: Body, other: Body, apart: Vec3): Vec3;
}

export class Gravity implements Law {
  constructor(
    readonly strength: number,
    readonly softening: number,
  ) {}
  between(one: Body, other: Body, apart: Vec3): Vec3 {
    const squared = apart.dot(apart) + this.softening * this.softening;
    return apart.times((this.strength * one.mass * other.mass) / (squared * Math.sqrt(squared)));
  }
}

export class Springs implements Law {
  constructor(
    readonly stiffness: number,
    readonly rest: number,
  ) {}
  between(_one: Body, _other: Body, apart: Vec3): Vec3 {
    const length = Math.sqrt(apart.dot(apart));
    return apart.times((this.stiffness * (length - this.rest)) / length);
  }
}

function eachPair(bodies: readonly Body[], visit: (one: Body, other: Body) => void): void {
  for (let i = 0; i < bodies.length; i++) for (let j = 0; j < i; j++) visit(bodies[i]!, bodies[j]!);
}

export function simulate(bodies: readonly Body[], law: Law, steps: number, dt: number): void {
  for (let step = 0; step < steps; step++) {
    eachPair(bodies, (one, other) => {
      const impulse = law.between(one, other, other.position.minus(one.position)).times(dt);
      one.push(impulse);
      other.push(impulse.times(-1));
    });
    for (const body of bodies) body.drift(dt);
  }
}

function bodiesOf(masses: readonly number[], state: Float64Array): Body[] {
  return masses.map((mass, i) => {
    const at = 6 * i;
    const position = new Vec3(state[at]!, state[at + 1]!, state[at + 2]!);
    return new Body(mass, position, new Vec3(state[at + 3]!, state[at + 4]!, state[at + 5]!));
  });
}

// @differentiable
export function spread(masses: number[], state: Float64Array, strength: number, bound: boolean, dt: number): number {
  const bodies = bodiesOf(masses, state);
  const law: Law = bound ? new Springs(strength, 0.7) : new Gravity(strength, 0.1);
  simulate(bodies, law, 3, dt);
  let sum = 0;
  eachPair(bodies, (one, other) => {
    const apart = other.position.minus(one.position);
    sum += apart.dot(apart);
  });
  return sum;
}

const masses = [1, 2, 0.5];
const state = (): Float64Array =>
  Float64Array.of(0.1, -0.2, 0.3, 0, 0.4, 0.1, 1.4, 0.5, -0.3, -0.3, 0, 0.2, -0.7, 1.1, 0.9, 0.2, -0.6, 0);

export const points: Parameters<typeof spread>[] = [
  [masses, state(), 0.8, false, 0.1],
  [masses, state(), 1.2, true, 0.1],
  [[1], state(), 0.8, false, 0.1],
];
