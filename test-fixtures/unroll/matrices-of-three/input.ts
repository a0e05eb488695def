// @differentiable
export function trace(angle: number, scale: number): number {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  const a = [
    [c, -s, 0],
    [s, c, 0],
    [0, 0, scale],
  ];
  const b = [
    [1, 0, 0],
    [0, c, -s],
    [0, s, c],
  ];
  const product = [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ];
  for (let i = 0; i < 3; i++)
    for (let j = 0; j < 3; j++) for (let k = 0; k < 3; k++) product[i]![j]! += a[i]![k]! * b[k]![j]!;
  let sum = 0;
  for (let i = 0; i < 3; i++) sum += product[i]![i]! * product[i]![0]!;
  return sum;
}

export const points: Parameters<typeof trace>[] = [
  [0.3, 2],
  [1.1, -0.5],
];
