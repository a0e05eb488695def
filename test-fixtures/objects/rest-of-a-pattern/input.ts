/** The fields that a pattern does not name, as an object: of its own, yet what it holds is shared. */
type Point = { x: number; y: number; list: number[]; name: string };

function rest({ x, ...others }: Point): number {
  others.y *= 2;
  others.list[0]! *= x;
  return others.y * x;
}

// @differentiable
export function parts(p: Point, turns: number[]): number {
  let sum = 0;
  for (const turn of turns) {
    const { name, ...numbers } = p;
    if (turn < 0) continue;
    sum += rest({ ...numbers, name }) * turn + numbers.x * numbers.list[0]!;
    if (sum > 100) break;
  }
  return sum + p.y;
}

export const points: Parameters<typeof parts>[] = [[{ x: 1.5, y: 0.7, list: [2, 3], name: 'p' }, [1, -1, 2]]];
