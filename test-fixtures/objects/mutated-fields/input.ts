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

export const points: Parameters<typeof bounce>[] = [
  [{ x: 1, v: -1.7 }, 5],
  [{ x: 1, v: 0.2 }, 0],
];

export const discrete = [1];
