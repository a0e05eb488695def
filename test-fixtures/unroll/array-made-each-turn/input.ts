/** An inner loop that is unrolled counts by an array that each turn of the outer one makes, and asks for its length by an index. */

// @differentiable
export function f(x: number, y: number): number {
  const tools = [
    (t: number): number => t * 0.5,
    (t: number): number => {
      const values = new Float32Array(3);
      let sum = 0;
      // @unroll
      for (let i = 1; i <= values.length; ++i) {
        sum += Math.cos(values[7 % values.length]! + t * i);
        values.sort();
      }
      return sum;
    },
  ];
  let result = y;
  for (let i = tools.length - 1; i >= 0; i -= 1) result += Math.sin(tools[i]!(x * result));
  return result;
}

export const points = [
  [0.3, 0.7],
  [1.1, -0.4],
];
