/** A local array of a kind that the run chooses, also the argument itself. */
import { jvp, vjp } from '@adc/runtime';

type DoubleArray = number[] | Float64Array;

// @differentiable
export function rotated(re: DoubleArray, im: DoubleArray, phi: number, inPlace: boolean): number {
  const outRe = inPlace ? re : new Float64Array(re.length);
  const outIm = inPlace ? im : new Float64Array(im.length);
  const [c, s] = [Math.cos(phi), Math.sin(phi)];
  for (let i = 0; i < re.length; i++) {
    const r = re[i]!;
    const j = im[i]!;
    outRe[i] = r * c - j * s;
    outIm[i] = j * c + r * s;
  }
  let sum = 0;
  for (let i = 0; i < re.length; i++) sum += outRe[i]! ** 2 * outIm[i]! + re[i]!;
  return sum;
}

export const along = jvp(rotated);
export const back = vjp(rotated);

const one = [0.4, 0.7];

export const points: Parameters<typeof rotated>[] = [
  [[1, 2], Float64Array.of(0.5, -1), 0.3, false],
  [[1, 2], Float64Array.of(0.5, -1), 0.3, true],
  [one, one, 0.3, true],
  [one, one, 0.3, false],
];
