export class Particle {
  vx = 0;
  vy = 0;
  constructor(
    public x: number,
    public y: number,
    readonly mass: number,
  ) {}

  push(fx: number, fy: number, dt: number): this {
    this.vx += (fx / this.mass) * dt;
    this.vy += (fy / this.mass) * dt;
    return this;
  }

  step(dt: number): void {
    this.x += this.vx * dt;
    this.y += this.vy * dt;
  }

  get energy(): number {
    return 0.5 * this.mass * (this.vx * this.vx + this.vy * this.vy);
  }
}

class World {
  readonly particles: Particle[] = [];
  time = 0;

  add(p: Particle): void {
    this.particles.push(p);
  }

  forEachPair(visit: (a: Particle, b: Particle) => void): void {
    for (let i = 0; i < this.particles.length; i++)
      for (let j = 0; j < i; j++) visit(this.particles[i]!, this.particles[j]!);
  }

  advance(dt: number): void {
    this.forEachPair((a, b) => {
      const [dx, dy] = [b.x - a.x, b.y - a.y];
      const pull = (a.mass * b.mass) / Math.pow(dx * dx + dy * dy + 0.1, 1.5);
      a.push(dx * pull, dy * pull, dt);
      b.push(-dx * pull, -dy * pull, dt);
    });
    for (const p of this.particles) p.step(dt);
    this.time += dt;
  }
}

// @differentiable
export function energyAfter(first: Particle, x: number, masses: readonly number[], steps: number): number {
  const world = new World();
  world.add(first);
  masses.forEach((mass, i) => world.add(new Particle(x * (i + 1), 1 - x, mass)));
  for (let i = 0; i < steps; i++) world.advance(0.05);
  let energy = world.time * first.y;
  for (const p of world.particles) energy += p.energy;
  return energy;
}

const first = (): Particle => new Particle(0.2, -0.3, 1.5).push(0.3, 0.1, 1);
export const points: Parameters<typeof energyAfter>[] = [
  [first(), 0.7, [1, 0.5], 0],
  [first(), 0.7, [1, 0.5], 3],
];
export const discrete = [3];
