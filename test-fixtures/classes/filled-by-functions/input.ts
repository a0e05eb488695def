/** Objects that hold functions, of which the constructor leaves the work to functions and methods that write into what they are given. */

function identity(): number[] {
  return [1, 0, 0, 1];
}

function multiply(out: number[], a: number[], b: number[]): number[] {
  const [a0, a1, a2, a3] = [a[0]!, a[1]!, a[2]!, a[3]!];
  const [b0, b1, b2, b3] = [b[0]!, b[1]!, b[2]!, b[3]!];
  out[0] = a0 * b0 + a1 * b2;
  out[1] = a0 * b1 + a1 * b3;
  out[2] = a2 * b0 + a3 * b2;
  out[3] = a2 * b1 + a3 * b3;
  return out;
}

/** By calling itself. */
function spread(out: number[], at: number, by: number): void {
  if (at >= out.length) return;
  out[at]! *= by;
  spread(out, at + 1, by);
}

class View {
  readonly turned: number[];
  scale: number;
  matrix: number[] = [];

  constructor({ angle, scale = 1 }: { angle: number; scale?: number }) {
    this.turned = [Math.cos(angle), -Math.sin(angle), Math.sin(angle), Math.cos(angle)];
    this.scale = scale;
    spread(this.turned, 0, 1.5);
    this.fill();
  }

  fill(): void {
    const made = identity();
    multiply(made, made, this.turned);
    made[0]! *= this.scale;
    this.matrix = made;
  }

  project = (x: number, y: number): [number, number] => {
    const m = this.matrix;
    return [m[0]! * x + m[1]! * y, m[2]! * x + m[3]! * y];
  };
}

// @differentiable
export function seen(angle: number, scale: number): number {
  const view = new View({ angle, scale });
  let sum = 0;
  for (let i = 0; i < 3; i++) {
    const [x, y] = view.project(i, angle);
    sum += x * y;
  }
  return sum;
}

export const points: Parameters<typeof seen>[] = [
  [0.4, 2],
  [-1.2, 0.5],
];
