type Material = { density: number; drag?: number };

// @differentiable
export function fall(material: Material, t: number): number {
  const drag = material.drag ?? 0;
  let v = 0;
  if (material.drag !== undefined) v -= material.drag * t;
  return material.density * t + v + drag * drag;
}

export const points: Parameters<typeof fall>[] = [
  [{ density: 2, drag: 3 }, 0.5],
  [{ density: 2 }, 0.5],
];

export const expected = [
  { value: 1 - 1.5 + 9, gradient: [{ density: 0.5, drag: -0.5 + 6 }, 2 - 3] },
  { value: 1, gradient: [{ density: 0.5 }, 2] },
];
