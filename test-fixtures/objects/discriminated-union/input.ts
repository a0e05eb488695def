type Shape = { kind: 'circle'; radius: number } | { kind: 'box'; width: number; height: number };

// @differentiable
export function area(shape: Shape): number {
  switch (shape.kind) {
    case 'circle':
      return Math.PI * shape.radius ** 2;
    case 'box':
      return shape.width * shape.height;
  }
}

export const points: Parameters<typeof area>[] = [
  [{ kind: 'circle', radius: 0.7 }],
  [{ kind: 'box', width: 0.3, height: 1.2 }],
];
