// @differentiable
export function perceptron(
  x: number[],
  w1: number[][],
  b1: number[],
  w2: number[],
  b2: number,
  target: number,
): number {
  let out = b2;
  for (let i = 0; i < w1.length; i++) {
    let a = b1[i]!;
    for (let j = 0; j < x.length; j++) a += w1[i]![j]! * x[j]!;
    out += w2[i]! * Math.tanh(a);
  }
  return 0.5 * (out - target) ** 2;
}

export const cases = ['RA13', 'BI34'];

const [x0, x1] = [0.4, -0.7];
const weights = [
  [0.1, 0.2],
  [-0.3, 0.4],
  [0.5, -0.6],
];
const outer = [0.7, -0.8, 0.9];

export const points: Parameters<typeof perceptron>[] = [[[x0, x1], weights, [0, 0.1, -0.1], outer, 0.05, 1]];

const h = weights.map(([a, b], i) => Math.tanh([0, 0.1, -0.1][i]! + a! * x0 + b! * x1));
const error = 0.05 + h[0]! * 0.7 - h[1]! * 0.8 + h[2]! * 0.9 - 1;
const back = h.map((y, i) => error * outer[i]! * (1 - y * y));

export const expected = [
  {
    gradient: [undefined, back.map((d) => [d * x0, d * x1]), back, h.map((y) => error * y), error, -error],
    within: 1e-12,
  },
];
