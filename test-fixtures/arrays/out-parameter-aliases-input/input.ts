import { jvp, vjp } from '@adc/runtime';

// @differentiable
export function cross(out: number[], a: number[], b: number[]): number[] {
  const [ax, ay, az] = [a[0]!, a[1]!, a[2]!];
  const [bx, by, bz] = [b[0]!, b[1]!, b[2]!];
  out[0] = ay * bz - az * by;
  out[1] = az * bx - ax * bz;
  out[2] = ax * by - ay * bx;
  return out;
}

export const options = { out: 0 };

export const along = jvp(cross, { out: 0 });
export const back = vjp(cross, { out: 0 });

const a = [1, 2, 3];

export const points: Parameters<typeof cross>[] = [
  [
    [0, 0, 0],
    [1, 2, 3],
    [4, -1, 0.5],
  ],
  [a, a, [4, -1, 0.5]],
];
