// Instances in objects, in arrays and in objects of other classes, exchanged between them.
class Vec extends Array<number> {
  constructor(x: number, y: number) {
    super(x, y);
  }
  dot(other: readonly number[]): number {
    return this[0]! * other[0]! + this[1]! * other[1]!;
  }
  add(other: readonly number[], by: number): this {
    this[0]! += other[0]! * by;
    this[1]! += other[1]! * by;
    return this;
  }
}

class Body {
  constructor(
    readonly mass: number,
    public at: Vec,
    public speed: Vec,
  ) {}
  drift(dt: number): this {
    this.at.add(this.speed, dt);
    return this;
  }
}

type Scene = { bodies: Body[]; pull: Vec; anchor: { at: Vec | undefined } };

function step(scene: Scene, dt: number): void {
  for (const body of scene.bodies) {
    body.speed.add(scene.pull, dt / body.mass);
    if (body.drift(dt).at[1]! < -0.5) {
      body.speed = new Vec(body.speed[0]!, -body.speed[1]!);
      continue;
    }
    scene.anchor.at ??= body.at;
  }
}

// @differentiable
export function simulated(masses: readonly number[], pull: number, dt: number): number {
  const scene: Scene = { bodies: [], pull: new Vec(0.1, -pull), anchor: { at: undefined } };
  for (const mass of masses) scene.bodies.push(new Body(mass, new Vec(mass, 1), new Vec(1 / mass, 0)));
  for (let i = 0; i < 6; i++) {
    step(scene, dt);
    if (i === 3) scene.bodies[1]!.at = scene.bodies[0]!.at;
  }
  let sum = scene.anchor.at?.dot(scene.pull) ?? 0;
  for (const { at, speed } of scene.bodies) sum += at.dot(speed) + speed.dot(speed);
  return sum;
}

export const points: Parameters<typeof simulated>[] = [
  [[1, 2], 0.5, 0.1],
  [[0.7, 1.3, 2.5], 1.5, 0.4],
];

export const typed = 'also when not optimised';
