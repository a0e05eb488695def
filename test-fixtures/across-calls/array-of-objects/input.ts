// The helper's forward half keeps the shadow of an array without looking into it.
interface Shape {
  r: number;
}

function total(shapes: Shape[], scale: number, depth: number): number {
  if (depth > 1) return total(shapes, scale * 1.5, depth - 1) * scale;
  let sum = 0;
  for (const shape of shapes) sum += Math.sin(shape.r) * shape.r * Math.cos(scale * shape.r);
  return sum;
}

// @differentiable
export function painted(x: number, y: number): number {
  const shapes = [{ r: x }, { r: y }, { r: x * y }];
  return total(shapes, x, 2) + total(shapes, x * y, 1) + total(shapes, y * y, 3);
}

export const points: Parameters<typeof painted>[] = [[0.7, 1.4]];
