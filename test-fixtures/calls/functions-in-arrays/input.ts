/** Functions in arrays that are only taken apart: by index, in loops with exits, by methods that call back, as arguments. */
function cube(v: number): number {
  return v * v * v;
}

function apply(f: (v: number) => number, v: number): number {
  return f(v) + 1;
}

function chain(steps: readonly ((v: number) => number)[], x: number): number {
  let value = x;
  for (let i = 0; i < steps.length; i++) value = steps[i]!(value);
  return value;
}

function scaleBy(factor: number): (v: number) => number {
  return (v) => v * factor;
}

// @differentiable
export function stepped(x: number, y: number, turns: string): number {
  const n = turns.length;
  let calls = 0;
  const k = x * y;
  const steps = [
    cube,
    Math.sin,
    (v: number): number => {
      calls += y;
      return v * k;
    },
    function (v: number): number {
      if (v > 2) return v / k;
      return v + calls;
    },
    scaleBy(y + 1),
    n > 2 ? Math.cos : cube,
  ];
  let value = x;
  for (const step of steps) {
    if (value < -4) continue;
    value = step(value) + x;
    if (value > 50) break;
  }
  for (let i = n; i >= 0; i -= 2) {
    const step = steps[i]!;
    value += step(steps[(i + 1) % steps.length]!(value));
    if (value > 1e4) return value * calls;
  }
  steps.forEach((step, i) => {
    if (i % 2 === 0) value += step(y);
  });
  const all = steps.map((step) => step(x));
  value += steps.reduce((sum, step, i) => sum + i * step(all[i]!), y);
  value += steps.some((step) => step(x) > 3) ? x : y;
  return value + apply(steps[n]!, x) + chain(steps, y) + chain([cube, scaleBy(x)], y) + [Math.sin, cube][n % 2]!(y);
}

export const points: Parameters<typeof stepped>[] = [
  [0.8, 0.6, 'abc'],
  [0.5, 1.1, 'ab'],
  [-0.4, 0.7, 'abcde'],
  [1.9, 1.4, ''],
];
