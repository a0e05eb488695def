/** Only its own module may assign a variable: such functions stay there. */
import { clear, level, push, setLevel, total } from './level.js';

// @differentiable
export function set(x: number, y: number): number {
  clear();
  setLevel(x * y);
  for (let i = 0; i < 3; i++) {
    push(x + i);
    setLevel(level * 0.5 + y);
  }
  return total() + level * x;
}

export const points: Parameters<typeof set>[] = [
  [0.7, 1.3],
  [-1.4, 0.6],
];
