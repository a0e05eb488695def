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
  [{ kind: 'circle', radius: 2 }],
  [{ kind: 'box', width: 2, height: 3 }],
];

export const expected = [{ gradient: { radius: 4 * Math.PI } }, { value: 6, gradient: { width: 3, height: 2 } }];
