/** Float32Arrays in objects, lists and tuples, replaced by others: their shadows are in doubles, and so are the types of these. */
type Body = { mass: number; at: Float32Array };
type Entry = [at: Float32Array, weight: number];

function move(body: Body, turns: number): Body {
  if (turns <= 0) return body;
  body.at = new Float32Array([body.at[0]! * body.mass, body.at[1]!]);
  return move({ mass: body.mass + body.at[0]!, at: body.at }, turns - 1);
}

// @differentiable
export function energy(body: Body, all: { list: Float32Array[]; best: Float32Array | null }, entry: Entry): number {
  const before = body.at;
  const local = new Float32Array(2);
  local[1] = body.mass;
  const other: Body = { mass: 2, at: local };
  for (let i = 0; i < 2; i++) {
    other.mass *= other.at[1]!;
    other.at = before;
  }
  body.at = local;
  all.best = all.list[1]!;
  all.list.push(local);
  all.list[0] = new Float32Array([body.mass, entry[1]]);
  entry[0] = all.list[2]!;
  entry[1] = entry[0]![1]! * all.best[0]!;
  const moved = move(other, 2);
  return moved.at[0]! * moved.mass + entry[1] * all.list[0]![1]! + before[1]!;
}

export const points: Parameters<typeof energy>[] = [
  [
    { mass: 1.5, at: new Float32Array([0.5, 1.25]) },
    { list: [new Float32Array([1, 2]), new Float32Array([0.25, -0.5])], best: null },
    [new Float32Array([0.75, 1]), 1.5],
  ],
];

/** Stores round to single precision. */
export const tolerance = { differences: 2e-3, product: 1e-6 };

/** Gradients that may share memory, or lie inside of structures, are rounded by code that is not followed. */
export const firstDerivativesOnly = true;
