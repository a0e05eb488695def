/** The file calls functions whose types it does not import: generated code that names them does. */
import { boxed, celled } from './shapes.js';

// @differentiable
export function area(x: number, n: number): number {
  let box = boxed(x);
  const boxes = [];
  let cell = celled(x);
  for (let i = 0; i < n; i++) {
    boxes.push(box);
    if (box.w > 3) box = boxed(box.w * 0.5);
    box.h = box.w * x;
    if (box.h > 2) cell = celled(box.h);
    cell.k += box.w;
  }
  for (const each of boxes) cell.k += each.w * (each.h ?? 1);
  return cell.k;
}

export const discrete = [1];
export const points: Parameters<typeof area>[] = [
  [1.2, 3],
  [0.3, 2],
];
