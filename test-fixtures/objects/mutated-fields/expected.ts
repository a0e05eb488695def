import { closeTape, openTape, ownTape, register, snapshot, take, type Tangent, type Tape } from '@adc/runtime';

type Particle = { x: number; v: number };

// @differentiable
export function bounce(particle: Particle, steps: number): number {
  for (let i = 0; i < steps; i++) {
    particle.x += particle.v * 0.5;
    particle.v -= particle.x * 0.3;
    if (particle.x < 0) {
      particle.x = -particle.x;
      particle.v *= -0.9;
    }
  }
  return particle.x * particle.x + particle.v;
}

/** Tangent of `bounce` that changes the tangents of its arguments as `bounce` changes the arguments. */
export function bounceTangentInPlace(
  particle: Particle,
  steps: number,
  particleDot: Tangent<Particle>,
  _stepsDot: number,
): [value: number, tangent: number] {
  for (let i = 0; i < steps; i++) {
    const t1 = particleDot.x + particleDot.v * 0.5;
    particle.x += particle.v * 0.5;
    particleDot.x = t1;
    const t2 = particleDot.v - particleDot.x * 0.3;
    particle.v -= particle.x * 0.3;
    particleDot.v = t2;
    const x1 = particle.x;
    const x2 = particleDot.x;
    if (x1 < 0) {
      particle.x = -x1;
      particleDot.x = -x2;
      const t3 = particleDot.v * -0.9;
      particle.v *= -0.9;
      particleDot.v = t3;
    }
  }
  const x = particle.x;
  const t = particleDot.x * x;
  return [x * x + particle.v, t + t + particleDot.v];
}

/** Tangent of `bounce`: its value, and how that changes along the given tangents of its parameters. */
export function bounceTangent(
  particle: Particle,
  steps: number,
  particleDot: Tangent<Particle>,
  _stepsDot: number,
): [value: number, tangent: number] {
  const particleDot1 = snapshot(particleDot);
  for (let i = 0; i < steps; i++) {
    const t1 = particleDot1.x + particleDot1.v * 0.5;
    particle.x += particle.v * 0.5;
    particleDot1.x = t1;
    const t2 = particleDot1.v - particleDot1.x * 0.3;
    particle.v -= particle.x * 0.3;
    particleDot1.v = t2;
    const x1 = particle.x;
    const x2 = particleDot1.x;
    if (x1 < 0) {
      particle.x = -x1;
      particleDot1.x = -x2;
      const t3 = particleDot1.v * -0.9;
      particle.v *= -0.9;
      particleDot1.v = t3;
    }
  }
  const x = particle.x;
  const t = particleDot1.x * x;
  return [x * x + particle.v, t + t + particleDot1.v];
}

/** First half of the adjoint of `bounce`: its value, with what the second half needs left on the tape. */
export function bounceForward(tape: Tape, particle: Particle, particleBar: Tangent<Particle>, steps: number): number {
  let cells = tape.numbers;
  let top = tape.top;
  let referenceTop = tape.referenceTop;
  const t = Math.ceil(steps);
  if (top + t > cells.length) cells = tape.grow(top + t);
  for (let i = 0; i < steps; i++) {
    particle.x += particle.v * 0.5;
    particle.v -= particle.x * 0.3;
    const x1 = particle.x;
    if (x1 < 0) {
      particle.x = -x1;
      particle.v *= -0.9;
    }
    cells[top++] = x1;
  }
  const x = particle.x;
  if (top + 2 > cells.length) cells = tape.grow(top + 2);
  cells[top++] = x;
  cells[top++] = steps;
  tape.top = top;
  tape.references[referenceTop++] = particleBar;
  tape.referenceTop = referenceTop;
  return x * x + particle.v;
}

/** Second half of the adjoint of `bounce`: adds to the adjoints of what its arguments hold. */
export function bounceReverse(tape: Tape, resultBar: number): number {
  const cells = tape.numbers;
  let top = tape.top;
  let referenceTop = tape.referenceTop;
  const steps = cells[--top]!;
  top -= 1;
  const particleBar = tape.references[--referenceTop] as Tangent<Particle>;
  particleBar.v += resultBar;
  const t = resultBar * cells[top]!;
  particleBar.x += t + t;
  for (let i = Math.ceil(steps) - 1; i >= 0; i--) {
    top -= 1;
    let t1 = 0;
    if (cells[top]! < 0) {
      const t2 = particleBar.v;
      particleBar.v = 0;
      particleBar.v += t2 * -0.9;
      const t3 = particleBar.x;
      particleBar.x = 0;
      t1 = -t3;
    }
    particleBar.x += t1;
    particleBar.x += -particleBar.v * 0.3;
    particleBar.v += particleBar.x * 0.5;
  }
  tape.top = top;
  tape.referenceTop = referenceTop;
  return 0;
}

/** Adjoint of `bounce`: its value, and the gradients with respect to its parameters. */
export function bounceAdjoint(
  particle: Particle,
  steps: number,
  resultBar: number,
): [value: number, gradients: [particleBar: Tangent<Particle>, stepsBar: number]] {
  const tape = openTape();
  let cells = tape.numbers;
  const particleBar = { x: 0, v: 0 };
  const t = Math.ceil(steps);
  if (t > cells.length) cells = tape.grow(t);
  let top = 0;
  for (let i = 0; i < steps; i++) {
    particle.x += particle.v * 0.5;
    particle.v -= particle.x * 0.3;
    const x1 = particle.x;
    if (x1 < 0) {
      particle.x = -x1;
      particle.v *= -0.9;
    }
    cells[top++] = x1;
  }
  const x = particle.x;
  const t1 = x * x + particle.v;
  particleBar.v += resultBar;
  const t2 = resultBar * x;
  particleBar.x += t2 + t2;
  for (let i = t - 1; i >= 0; i--) {
    top -= 1;
    let t3 = 0;
    if (cells[top]! < 0) {
      const t4 = particleBar.v;
      particleBar.v = 0;
      particleBar.v += t4 * -0.9;
      const t5 = particleBar.x;
      particleBar.x = 0;
      t3 = -t5;
    }
    particleBar.x += t3;
    particleBar.x += -particleBar.v * 0.3;
    particleBar.v += particleBar.x * 0.5;
  }
  closeTape(tape);
  return [t1, [particleBar, 0]];
}

/** Pullback of `bounce`: its value, and a function from the adjoint of that to those of the parameters. */
export function bouncePullback(
  particle: Particle,
  steps: number,
): [value: number, pullback: (resultBar: number) => [particleBar: Tangent<Particle>, stepsBar: number]] {
  const tape = ownTape();
  let cells = tape.numbers;
  const particleBar = { x: 0, v: 0 };
  const t = Math.ceil(steps);
  if (t > cells.length) cells = tape.grow(t);
  let top = 0;
  for (let i = 0; i < steps; i++) {
    particle.x += particle.v * 0.5;
    particle.v -= particle.x * 0.3;
    const x1 = particle.x;
    if (x1 < 0) {
      particle.x = -x1;
      particle.v *= -0.9;
    }
    cells[top++] = x1;
  }
  const x = particle.x;
  const top1 = top;
  return [x * x + particle.v, (resultBar: number) => {
    const cells1 = tape.numbers;
    particleBar.v += resultBar;
    const t1 = resultBar * x;
    particleBar.x += t1 + t1;
    let top2 = top1;
    for (let i = t - 1; i >= 0; i--) {
      top2 -= 1;
      let t2 = 0;
      if (cells1[top2]! < 0) {
        const t3 = particleBar.v;
        particleBar.v = 0;
        particleBar.v += t3 * -0.9;
        const t4 = particleBar.x;
        particleBar.x = 0;
        t2 = -t4;
      }
      particleBar.x += t2;
      particleBar.x += -particleBar.v * 0.3;
      particleBar.v += particleBar.x * 0.5;
    }
    return [take(particleBar, particle), 0];
  }];
}

register(bounce, {
  tangentInPlace: bounceTangentInPlace,
  tangent: bounceTangent,
  forward: bounceForward,
  reverse: bounceReverse,
  adjoint: bounceAdjoint,
  pullback: bouncePullback,
  parameters: 2,
  differentiable: [true, true],
  references: [true, false],
});

export const points: Parameters<typeof bounce>[] = [
  [{ x: 1, v: -1.7 }, 5],
  [{ x: 1, v: 0.2 }, 0],
];

export const discrete = [1];
