type Position = { x: number };
type Moving = { x: number; v: number };
type Path = { points: Position[]; x: number };

// @differentiable
export function pushed(still: Position, moving: Moving, path: Path): number {
  const before = moving.x * moving.x + path.points[0]!.x;
  still.x = moving.v * 3 + before;
  path.points[1]!.x *= moving.x;
  return moving.x * moving.x + before * path.points[1]!.x + still.x;
}

const moving = (): Moving => ({ x: 0.7, v: -0.4 });

function shared(): [Position, Moving, Path] {
  const one = moving();
  return [one, one, { points: [one, one], x: 1.5 }];
}

function crossed(): [Position, Moving, Path] {
  const one = moving();
  const path = { x: 1.2, points: [{ x: -0.3 }, one] };
  return [path, one, path];
}

export const points: Parameters<typeof pushed>[] = [
  [{ x: 0.3 }, moving(), { points: [{ x: 0.2 }, { x: -0.9 }], x: 0 }],
  shared(),
  crossed(),
];
