import { closeTape, openTape, ownTape, register, take, type Tangent, type Tape, unknownClass } from '@adc/runtime';

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

/** Tangent of `simulate` that changes the tangents of its arguments as `simulate` changes the arguments. */
export function simulateTangentInPlaceOfBodiesLawDt(
  bodies: readonly Body[],
  law: Law,
  steps: number,
  dt: number,
  bodiesDot: Tangent<readonly Body[]>,
  lawDot: Tangent<Law>,
  dtDot: number,
): [value: undefined, tangent: undefined] {
  for (let step = 0; step < steps; step++) {
    for (let i = 0; i < bodies.length; i++) {
      for (let j = 0; j < i; j++) {
        const one = bodies[i]!;
        const oneDot = bodiesDot[i]!;
        const other = bodies[j]!;
        const otherDot = bodiesDot[j]!;
        const position = other.position;
        const position1 = otherDot.position;
        const position2 = one.position;
        const position3 = oneDot.position;
        const x = position.x - position2.x;
        const xDot = position1.x - position3.x;
        const y = position.y - position2.y;
        const yDot = position1.y - position3.y;
        const z = position.z - position2.z;
        const zDot = position1.z - position3.z;
        let x1: number;
        let y1: number;
        let z1: number;
        let xDot1: number;
        let yDot1: number;
        let zDot1: number;
        if ((law as object).constructor === Gravity) {
          const t10 = xDot * x;
          const t11 = yDot * y;
          const t12 = zDot * z;
          const softening = (law as Gravity).softening;
          const t13 = (lawDot as Tangent<Gravity>).softening * softening;
          const squared = x * x + y * y + z * z + softening * softening;
          const squaredDot = t10 + t10 + (t11 + t11) + (t12 + t12) + (t13 + t13);
          const strength = (law as Gravity).strength;
          const mass2 = one.mass;
          const t14 = strength * mass2;
          const mass3 = other.mass;
          const t15 = ((lawDot as Tangent<Gravity>).strength * mass2 + oneDot.mass * strength) * mass3;
          const t16 = Math.sqrt(squared);
          const t17 = 0.5 / Math.abs(t16);
          const t18 = squared * t16;
          const t19 = (squaredDot === 0 && !Number.isFinite(t17) ? 0 : squaredDot * t17) * squared;
          const t20 = t14 * mass3 / t18;
          const t21 = (t15 + otherDot.mass * t14) / t18 - (squaredDot * t16 + t19) * (t20 / t18);
          x1 = x * t20;
          y1 = y * t20;
          z1 = z * t20;
          xDot1 = xDot * t20 + t21 * x;
          yDot1 = yDot * t20 + t21 * y;
          zDot1 = zDot * t20 + t21 * z;
        } else {
          if (!((law as object).constructor === Springs)) {
            throw unknownClass(law, "Law.between");
          }
          const t10 = xDot * x;
          const t11 = yDot * y;
          const t12 = zDot * z;
          const t13 = t10 + t10 + (t11 + t11) + (t12 + t12);
          const length = Math.sqrt(x * x + y * y + z * z);
          const t14 = 0.5 / Math.abs(length);
          const lengthDot = t13 === 0 && !Number.isFinite(t14) ? 0 : t13 * t14;
          const stiffness = (law as Springs).stiffness;
          const t15 = length - (law as Springs).rest;
          const t16 = (lengthDot - (lawDot as Tangent<Springs>).rest) * stiffness;
          const t17 = stiffness * t15 / length;
          const t18 = ((lawDot as Tangent<Springs>).stiffness * t15 + t16) / length - lengthDot * (t17 / length);
          x1 = x * t17;
          y1 = y * t17;
          z1 = z * t17;
          xDot1 = xDot * t17 + t18 * x;
          yDot1 = yDot * t17 + t18 * y;
          zDot1 = zDot * t17 + t18 * z;
        }
        const x2 = x1 * dt;
        const xDot2 = xDot1 * dt + dtDot * x1;
        const y2 = y1 * dt;
        const yDot2 = yDot1 * dt + dtDot * y1;
        const z2 = z1 * dt;
        const zDot2 = zDot1 * dt + dtDot * z1;
        const velocity = one.velocity;
        const velocity1 = oneDot.velocity;
        const mass = one.mass;
        const t = 1 / mass;
        const t1 = -(oneDot.mass * (t / mass));
        const t2 = velocity1.x + (xDot2 * t + t1 * x2);
        velocity.x += x2 * t;
        velocity1.x = t2;
        const t3 = velocity1.y + (yDot2 * t + t1 * y2);
        velocity.y += y2 * t;
        velocity1.y = t3;
        const t4 = velocity1.z + (zDot2 * t + t1 * z2);
        velocity.z += z2 * t;
        velocity1.z = t4;
        const x3 = x2 * -1;
        const y3 = y2 * -1;
        const z3 = z2 * -1;
        const velocity2 = other.velocity;
        const velocity3 = otherDot.velocity;
        const mass1 = other.mass;
        const t5 = 1 / mass1;
        const t6 = -(otherDot.mass * (t5 / mass1));
        const t7 = velocity3.x + (xDot2 * -1 * t5 + t6 * x3);
        velocity2.x += x3 * t5;
        velocity3.x = t7;
        const t8 = velocity3.y + (yDot2 * -1 * t5 + t6 * y3);
        velocity2.y += y3 * t5;
        velocity3.y = t8;
        const t9 = velocity3.z + (zDot2 * -1 * t5 + t6 * z3);
        velocity2.z += z3 * t5;
        velocity3.z = t9;
      }
    }
    for (let i = 0; i < bodies.length; i++) {
      const body = bodies[i]!;
      const bodyDot = bodiesDot[i]!;
      const position = body.position;
      const position1 = bodyDot.position;
      const velocity = body.velocity;
      const velocity1 = bodyDot.velocity;
      const x = velocity.x;
      const y = velocity.y;
      const z = velocity.z;
      const t = position1.x + (velocity1.x * dt + dtDot * x);
      position.x += x * dt;
      position1.x = t;
      const t1 = position1.y + (velocity1.y * dt + dtDot * y);
      position.y += y * dt;
      position1.y = t1;
      const t2 = position1.z + (velocity1.z * dt + dtDot * z);
      position.z += z * dt;
      position1.z = t2;
    }
  }
  return [undefined, undefined];
}

/** First half of the adjoint of `simulate`: its value, with what the second half needs left on the tape. */
export function simulateForwardOfBodiesLawDt(
  tape: Tape,
  bodies: readonly Body[],
  bodiesBar: Tangent<readonly Body[]>,
  law: Law,
  lawBar: Tangent<Law>,
  steps: number,
  dt: number,
): void {
  let cells = tape.numbers;
  let top = tape.top;
  let referenceTop = tape.referenceTop;
  for (let step = 0; step < steps; step++) {
    let turns = 0;
    for (let i = 0; i < bodies.length; i++) {
      turns += 1;
      const t1 = i * 15;
      if (top + t1 > cells.length) cells = tape.grow(top + t1);
      for (let j = 0; j < i; j++) {
        const one = bodies[i]!;
        const other = bodies[j]!;
        const position = other.position;
        const position1 = one.position;
        const x = position.x - position1.x;
        const y = position.y - position1.y;
        const z = position.z - position1.z;
        const t2 = (law as object).constructor === Gravity;
        let x1: number;
        let y1: number;
        let z1: number;
        if (t2) {
          const softening = (law as Gravity).softening;
          const squared = x * x + y * y + z * z + softening * softening;
          const strength = (law as Gravity).strength;
          const mass2 = one.mass;
          const mass3 = other.mass;
          const t5 = strength * mass2 * mass3 / (squared * Math.sqrt(squared));
          cells[top++] = softening;
          cells[top++] = strength;
          cells[top++] = mass2;
          cells[top++] = mass3;
          x1 = x * t5;
          y1 = y * t5;
          z1 = z * t5;
        } else {
          if (!((law as object).constructor === Springs)) {
            throw unknownClass(law, "Law.between");
          }
          const length = Math.sqrt(x * x + y * y + z * z);
          const stiffness = (law as Springs).stiffness;
          const t5 = length - (law as Springs).rest;
          const t6 = stiffness * t5 / length;
          cells[top++] = stiffness;
          cells[top++] = t5;
          x1 = x * t6;
          y1 = y * t6;
          z1 = z * t6;
        }
        const x2 = x1 * dt;
        const y2 = y1 * dt;
        const z2 = z1 * dt;
        const velocity = one.velocity;
        const mass = one.mass;
        const t3 = 1 / mass;
        velocity.x += x2 * t3;
        velocity.y += y2 * t3;
        velocity.z += z2 * t3;
        const velocity1 = other.velocity;
        const mass1 = other.mass;
        const t4 = 1 / mass1;
        velocity1.x += x2 * -1 * t4;
        velocity1.y += y2 * -1 * t4;
        velocity1.z += z2 * -1 * t4;
        cells[top++] = t2 ? 1 : 0;
        cells[top++] = x;
        cells[top++] = y;
        cells[top++] = z;
        cells[top++] = x1;
        cells[top++] = y1;
        cells[top++] = z1;
        cells[top++] = mass;
        cells[top++] = mass1;
      }
    }
    const t = bodies.length * 3;
    if (top + t > cells.length) cells = tape.grow(top + t);
    let turns1 = 0;
    for (let i = 0; i < bodies.length; i++) {
      turns1 += 1;
      const body = bodies[i]!;
      const position = body.position;
      const velocity = body.velocity;
      const x = velocity.x;
      const y = velocity.y;
      const z = velocity.z;
      position.x += x * dt;
      position.y += y * dt;
      position.z += z * dt;
      cells[top++] = x;
      cells[top++] = y;
      cells[top++] = z;
    }
    if (top + 2 > cells.length) cells = tape.grow(top + 2);
    cells[top++] = turns;
    cells[top++] = turns1;
  }
  if (top + 2 > cells.length) cells = tape.grow(top + 2);
  cells[top++] = steps;
  cells[top++] = dt;
  tape.top = top;
  tape.references[referenceTop++] = bodiesBar;
  tape.references[referenceTop++] = lawBar;
  tape.referenceTop = referenceTop;
}

/** Second half of the adjoint of `simulate`: adds to the adjoints of what its arguments hold. */
export function simulateReverseOfBodiesLawDt(tape: Tape): number {
  const cells = tape.numbers;
  let top = tape.top;
  let referenceTop = tape.referenceTop;
  const dt = cells[--top]!;
  top -= 1;
  const lawBar = tape.references[--referenceTop] as Tangent<Law>;
  const bodiesBar = tape.references[--referenceTop] as Tangent<Body>[];
  let dtBar = 0;
  for (let step = Math.ceil(cells[top]!) - 1; step >= 0; step--) {
    const turns = cells[--top]!;
    const turns1 = cells[--top]!;
    for (let i1 = turns - 1; i1 >= 0; i1--) {
      const t = cells[--top]!;
      const t1 = cells[--top]!;
      top -= 1;
      const bodyBar = bodiesBar[i1]!;
      const position = bodyBar.position;
      const zBar = position.z;
      const yBar = position.y;
      const xBar = position.x;
      const velocity = bodyBar.velocity;
      velocity.z += zBar * dt;
      velocity.y += yBar * dt;
      dtBar = dtBar + zBar * t + yBar * t1 + xBar * cells[top]!;
      velocity.x += xBar * dt;
    }
    let i = turns1 - 1;
    while (i >= 0) {
      const t = i - 1;
      for (let j = t; j >= 0; j--) {
        const t1 = cells[--top]!;
        const t2 = cells[--top]!;
        const t3 = cells[--top]!;
        const t4 = cells[--top]!;
        const t5 = cells[--top]!;
        const z = cells[--top]!;
        const y = cells[--top]!;
        const x = cells[--top]!;
        top -= 1;
        const otherBar = bodiesBar[j]!;
        const velocity = otherBar.velocity;
        const zBar = velocity.z;
        const yBar = velocity.y;
        const xBar = velocity.x;
        const z1 = t3 * dt;
        const t6 = 1 / t1;
        const y1 = t4 * dt;
        const x1 = t5 * dt;
        otherBar.mass -= (zBar * (z1 * -1) + yBar * (y1 * -1) + xBar * (x1 * -1)) * (t6 / t1);
        const oneBar = bodiesBar[i]!;
        const velocity1 = oneBar.velocity;
        const zBar1 = velocity1.z;
        const yBar1 = velocity1.y;
        const xBar1 = velocity1.x;
        const t7 = 1 / t2;
        const zBar2 = zBar * t6 * -1 + zBar1 * t7;
        const yBar2 = yBar * t6 * -1 + yBar1 * t7;
        const xBar2 = xBar * t6 * -1 + xBar1 * t7;
        oneBar.mass -= (zBar1 * z1 + yBar1 * y1 + xBar1 * x1) * (t7 / t2);
        const t8 = zBar2 * dt;
        const t9 = yBar2 * dt;
        const t10 = xBar2 * dt;
        dtBar = dtBar + zBar2 * t3 + yBar2 * t4 + xBar2 * t5;
        let zBar3: number;
        let yBar3: number;
        let xBar3: number;
        if (cells[top] !== 0) {
          const t11 = cells[--top]!;
          const t12 = cells[--top]!;
          const t13 = cells[--top]!;
          const t14 = cells[--top]!;
          const t15 = t13 * t12;
          const squared = x * x + y * y + z * z + t14 * t14;
          const t16 = Math.sqrt(squared);
          const t17 = squared * t16;
          const t18 = t15 * t11 / t17;
          const t19 = t8 * z + t9 * y + t10 * x;
          const t20 = t19 / t17;
          const t21 = -(t19 * (t18 / t17));
          const t22 = t21 * squared;
          const t23 = 0.5 / Math.abs(t16);
          const squaredBar = t21 * t16 + (t22 === 0 && !Number.isFinite(t23) ? 0 : t22 * t23);
          const t24 = t20 * t11;
          otherBar.mass += t20 * t15;
          oneBar.mass += t24 * t13;
          (lawBar as Tangent<Gravity>).strength += t24 * t12;
          const t25 = squaredBar * t14;
          (lawBar as Tangent<Gravity>).softening += t25 + t25;
          const t26 = squaredBar * z;
          const t27 = squaredBar * y;
          const t28 = squaredBar * x;
          zBar3 = t8 * t18 + t26 + t26;
          yBar3 = t9 * t18 + t27 + t27;
          xBar3 = t10 * t18 + t28 + t28;
        } else {
          const t11 = cells[--top]!;
          const t12 = cells[--top]!;
          const length = Math.sqrt(x * x + y * y + z * z);
          const t13 = t12 * t11 / length;
          const t14 = t8 * z + t9 * y + t10 * x;
          const t15 = t14 / length;
          const t16 = t15 * t12;
          const lengthBar = t16 - t14 * (t13 / length);
          (lawBar as Tangent<Springs>).rest -= t16;
          (lawBar as Tangent<Springs>).stiffness += t15 * t11;
          const t17 = 0.5 / Math.abs(length);
          const t18 = lengthBar === 0 && !Number.isFinite(t17) ? 0 : lengthBar * t17;
          const t19 = t18 * z;
          const t20 = t18 * y;
          const t21 = t18 * x;
          zBar3 = t8 * t13 + t19 + t19;
          yBar3 = t9 * t13 + t20 + t20;
          xBar3 = t10 * t13 + t21 + t21;
        }
        const position = oneBar.position;
        position.z -= zBar3;
        const position1 = otherBar.position;
        position1.z += zBar3;
        position.y -= yBar3;
        position1.y += yBar3;
        position.x -= xBar3;
        position1.x += xBar3;
      }
      i = t;
    }
  }
  tape.top = top;
  tape.referenceTop = referenceTop;
  return dtBar;
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

/** Tangent of `spread`: its value, and how that changes along the given tangents of its parameters. */
export function spreadTangent(
  masses1: number[],
  state1: Float64Array,
  strength: number,
  bound: boolean,
  dt: number,
  massesDot: number[],
  stateDot: Float64Array,
  strengthDot: number,
  dtDot: number,
): [value: number, tangent: number] {
  const length = masses1.length;
  const t = new Array<Body>(length);
  const t1 = new Array<Tangent<Body>>(length).fill(undefined!);
  for (let i = 0; i < length; i++) {
    const at = 6 * i;
    const t2 = at + 1;
    const t3 = at + 2;
    const position = new Vec3(state1[at]!, state1[t2]!, state1[t3]!);
    const positionDot = { x: stateDot[at]!, y: stateDot[t2]!, z: stateDot[t3]! };
    const t4 = at + 3;
    const t5 = at + 4;
    const t6 = at + 5;
    const velocity = new Vec3(state1[t4]!, state1[t5]!, state1[t6]!);
    const velocityDot = { x: stateDot[t4]!, y: stateDot[t5]!, z: stateDot[t6]! };
    const t7 = { mass: massesDot[i]!, position: positionDot, velocity: velocityDot };
    t[i] = new Body(masses1[i]!, position, velocity);
    t1[i] = t7;
  }
  let law: Gravity | Springs;
  let lawDot: Tangent<Gravity | Springs>;
  if (bound) {
    law = new Springs(strength, 0.7);
    lawDot = { stiffness: strengthDot, rest: 0 } as Tangent<Springs>;
  } else {
    law = new Gravity(strength, 0.1);
    lawDot = { strength: strengthDot, softening: 0 } as Tangent<Gravity>;
  }
  simulateTangentInPlaceOfBodiesLawDt(t, law, 3, dt, t1, lawDot, dtDot);
  let sum = 0;
  let sumDot = 0;
  for (let i = 0; i < t.length; i++) {
    for (let j = 0; j < i; j++) {
      const position = t[j]!.position;
      const position1 = t1[j]!.position;
      const position2 = t[i]!.position;
      const position3 = t1[i]!.position;
      const x = position.x - position2.x;
      const y = position.y - position2.y;
      const z = position.z - position2.z;
      const t2 = (position1.x - position3.x) * x;
      const t3 = (position1.y - position3.y) * y;
      const t4 = (position1.z - position3.z) * z;
      sum += x * x + y * y + z * z;
      sumDot += t2 + t2 + (t3 + t3) + (t4 + t4);
    }
  }
  return [sum, sumDot];
}

/** Adjoint of `spread`: its value, and the gradients with respect to its parameters. */
export function spreadAdjoint(
  masses1: number[],
  state1: Float64Array,
  strength: number,
  bound: boolean,
  dt: number,
  sumBar: number,
): [
  value: number,
  gradients: [massesBar: number[], stateBar: Float64Array, strengthBar: number, boundBar: undefined, dtBar: number],
] {
  const tape = openTape();
  const massesBar = new Array<number>(masses1.length).fill(0);
  const stateBar = new Float64Array(state1.length);
  const length = masses1.length;
  const t = new Array<Body>(length);
  const t1 = new Array<Tangent<Body>>(length).fill(undefined!);
  let referenceTop = 0;
  for (let i = 0; i < length; i++) {
    const at = 6 * i;
    const position = new Vec3(state1[at]!, state1[at + 1]!, state1[at + 2]!);
    const positionBar = { x: 0, y: 0, z: 0 };
    const velocity = new Vec3(state1[at + 3]!, state1[at + 4]!, state1[at + 5]!);
    const velocityBar = { x: 0, y: 0, z: 0 };
    const t2 = { mass: 0, position: positionBar, velocity: velocityBar };
    t[i] = new Body(masses1[i]!, position, velocity);
    t1[i] = t2;
    tape.references[referenceTop++] = positionBar;
    tape.references[referenceTop++] = velocityBar;
    tape.references[referenceTop++] = t2;
  }
  let law: Gravity | Springs;
  let lawBar: Tangent<Gravity | Springs>;
  if (bound) {
    const t2 = { stiffness: 0, rest: 0 } as Tangent<Springs>;
    tape.references[referenceTop++] = t2;
    law = new Springs(strength, 0.7);
    lawBar = t2;
  } else {
    const t2 = { strength: 0, softening: 0 } as Tangent<Gravity>;
    tape.references[referenceTop++] = t2;
    law = new Gravity(strength, 0.1);
    lawBar = t2;
  }
  tape.top = 0;
  tape.referenceTop = referenceTop;
  simulateForwardOfBodiesLawDt(tape, t, t1, law, lawBar, 3, dt);
  let sum = 0;
  for (let i = 0; i < t.length; i++) {
    for (let j = 0; j < i; j++) {
      const position = t[j]!.position;
      const position1 = t1[j]!.position;
      const position2 = t[i]!.position;
      const position3 = t1[i]!.position;
      const x = position.x - position2.x;
      const y = position.y - position2.y;
      const z = position.z - position2.z;
      sum += x * x + y * y + z * z;
      const t2 = sumBar * z;
      const zBar = t2 + t2;
      const t3 = sumBar * y;
      const yBar = t3 + t3;
      const t4 = sumBar * x;
      const xBar = t4 + t4;
      position3.z -= zBar;
      position1.z += zBar;
      position3.y -= yBar;
      position1.y += yBar;
      position3.x -= xBar;
      position1.x += xBar;
    }
  }
  const dtBar = simulateReverseOfBodiesLawDt(tape);
  let referenceTop1 = tape.referenceTop;
  let strengthBar: number;
  if (bound) {
    referenceTop1 -= 1;
    strengthBar = (tape.references[referenceTop1] as Tangent<Springs>).stiffness;
  } else {
    referenceTop1 -= 1;
    strengthBar = (tape.references[referenceTop1] as Tangent<Gravity>).strength;
  }
  for (let i = length - 1; i >= 0; i--) {
    const t2 = tape.references[--referenceTop1] as Tangent<Body>;
    const velocityBar = tape.references[--referenceTop1] as Tangent<Vec3>;
    const positionBar = tape.references[--referenceTop1] as Tangent<Vec3>;
    const at = 6 * i;
    stateBar[at + 5]! += velocityBar.z;
    stateBar[at + 4]! += velocityBar.y;
    stateBar[at + 3]! += velocityBar.x;
    stateBar[at + 2]! += positionBar.z;
    stateBar[at + 1]! += positionBar.y;
    stateBar[at]! += positionBar.x;
    massesBar[i]! += t2.mass;
  }
  closeTape(tape);
  return [sum, [massesBar, stateBar, strengthBar, undefined, dtBar]];
}

/** Pullback of `spread`: its value, and a function from the adjoint of that to those of the parameters. */
export function spreadPullback(
  masses1: number[],
  state1: Float64Array,
  strength: number,
  bound: boolean,
  dt: number,
): [
  value: number,
  pullback: (sumBar: number) => [
    massesBar: number[],
    stateBar: Float64Array,
    strengthBar: number,
    boundBar: undefined,
    dtBar: number,
  ],
] {
  const tape = ownTape();
  const massesBar = new Array<number>(masses1.length).fill(0);
  const stateBar = new Float64Array(state1.length);
  const length = masses1.length;
  const t = new Array<Body>(length);
  const t1 = new Array<Tangent<Body>>(length).fill(undefined!);
  let referenceTop = 0;
  for (let i = 0; i < length; i++) {
    const at = 6 * i;
    const position = new Vec3(state1[at]!, state1[at + 1]!, state1[at + 2]!);
    const positionBar = { x: 0, y: 0, z: 0 };
    const velocity = new Vec3(state1[at + 3]!, state1[at + 4]!, state1[at + 5]!);
    const velocityBar = { x: 0, y: 0, z: 0 };
    const t2 = { mass: 0, position: positionBar, velocity: velocityBar };
    t[i] = new Body(masses1[i]!, position, velocity);
    t1[i] = t2;
    tape.references[referenceTop++] = positionBar;
    tape.references[referenceTop++] = velocityBar;
    tape.references[referenceTop++] = t2;
  }
  let law: Gravity | Springs;
  let lawBar: Tangent<Gravity | Springs>;
  if (bound) {
    const t2 = { stiffness: 0, rest: 0 } as Tangent<Springs>;
    tape.references[referenceTop++] = t2;
    law = new Springs(strength, 0.7);
    lawBar = t2;
  } else {
    const t2 = { strength: 0, softening: 0 } as Tangent<Gravity>;
    tape.references[referenceTop++] = t2;
    law = new Gravity(strength, 0.1);
    lawBar = t2;
  }
  tape.top = 0;
  tape.referenceTop = referenceTop;
  simulateForwardOfBodiesLawDt(tape, t, t1, law, lawBar, 3, dt);
  const top = tape.top;
  const referenceTop1 = tape.referenceTop;
  let sum = 0;
  for (let i = 0; i < t.length; i++) {
    for (let j = 0; j < i; j++) {
      const position = t[j]!.position;
      const position1 = t[i]!.position;
      const x = position.x - position1.x;
      const y = position.y - position1.y;
      const z = position.z - position1.z;
      sum += x * x + y * y + z * z;
    }
  }
  return [sum, (sumBar: number) => {
    let i = t.length - 1;
    while (i >= 0) {
      const t2 = i - 1;
      for (let j = t2; j >= 0; j--) {
        const position = t[j]!.position;
        const position1 = t[i]!.position;
        const t3 = sumBar * (position.z - position1.z);
        const zBar = t3 + t3;
        const t4 = sumBar * (position.y - position1.y);
        const yBar = t4 + t4;
        const t5 = sumBar * (position.x - position1.x);
        const xBar = t5 + t5;
        const position2 = t1[i]!.position;
        position2.z -= zBar;
        const position3 = t1[j]!.position;
        position3.z += zBar;
        position2.y -= yBar;
        position3.y += yBar;
        position2.x -= xBar;
        position3.x += xBar;
      }
      i = t2;
    }
    tape.top = top;
    tape.referenceTop = referenceTop1;
    const dtBar = simulateReverseOfBodiesLawDt(tape);
    let referenceTop2 = tape.referenceTop;
    let strengthBar: number;
    if (bound) {
      const t2 = tape.references[--referenceTop2] as Tangent<Springs>;
      strengthBar = t2.stiffness;
      t2.stiffness = 0;
      t2.rest = 0;
    } else {
      const t2 = tape.references[--referenceTop2] as Tangent<Gravity>;
      strengthBar = t2.strength;
      t2.strength = 0;
      t2.softening = 0;
    }
    for (let i1 = length - 1; i1 >= 0; i1--) {
      const t2 = tape.references[--referenceTop2] as Tangent<Body>;
      const velocityBar = tape.references[--referenceTop2] as Tangent<Vec3>;
      const positionBar = tape.references[--referenceTop2] as Tangent<Vec3>;
      const t3 = t2.mass;
      t2.mass = 0;
      const t4 = velocityBar.x;
      velocityBar.x = 0;
      const t5 = velocityBar.y;
      velocityBar.y = 0;
      const t6 = velocityBar.z;
      velocityBar.z = 0;
      const at = 6 * i1;
      stateBar[at + 5]! += t6;
      stateBar[at + 4]! += t5;
      stateBar[at + 3]! += t4;
      const t7 = positionBar.x;
      positionBar.x = 0;
      const t8 = positionBar.y;
      positionBar.y = 0;
      const t9 = positionBar.z;
      positionBar.z = 0;
      stateBar[at + 2]! += t9;
      stateBar[at + 1]! += t8;
      stateBar[at]! += t7;
      massesBar[i1]! += t3;
    }
    return [take(massesBar, masses1), take(stateBar, state1), strengthBar, undefined, dtBar];
  }];
}

register(spread, {
  tangent: spreadTangent,
  adjoint: spreadAdjoint,
  pullback: spreadPullback,
  parameters: 5,
  differentiable: [true, true, true, false, true],
});

const masses = [1, 2, 0.5];
const state = (): Float64Array =>
  Float64Array.of(0.1, -0.2, 0.3, 0, 0.4, 0.1, 1.4, 0.5, -0.3, -0.3, 0, 0.2, -0.7, 1.1, 0.9, 0.2, -0.6, 0);

export const points: Parameters<typeof spread>[] = [
  [masses, state(), 0.8, false, 0.1],
  [masses, state(), 1.2, true, 0.1],
  [[1], state(), 0.8, false, 0.1],
];
