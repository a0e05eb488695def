/** Loops that only move rows of a local list about: nothing in them has a derivative, but the tangents and adjoints move too. */
// @differentiable
export function shuffled(x: number[], y: number): number {
  const rows = x.map((each) => [each * y, each]);
  for (let i = 0; i < 2; i++) {
    const row = rows[i]!;
    rows[i] = rows[3 - i]!;
    rows[3 - i] = row;
  }
  const boxes = [{ row: rows[0]! }, { row: rows[1]! }];
  for (const box of boxes) box.row = rows[3]!;
  const list: number[][] = [];
  for (let i = 3; i >= 0; i--) list.push(rows[i]!);
  let sum = boxes[1]!.row[0]!;
  for (let i = 0; i < 4; i++) sum += rows[i]![0]! * (i + 2) * sum + list[i]![1]! * (i - 3) * y;
  return sum;
}

export const points: Parameters<typeof shuffled>[] = [[[0.5, 0.25, 0.125, -0.5], 1.5]];
