/** Fields that may hold integers have no gradient where they do. */
import { grad } from '@adc/runtime';

type NumberArray = number[] | Float64Array | Uint8Array;
interface Data<T extends NumberArray = NumberArray> {
  x: T;
  y: T;
}

function area({ x, y }: Data): number {
  let sum = 0;
  for (let i = 0; i + 1 < x.length; i++) sum += ((x[i + 1]! - x[i]!) * (y[i + 1]! + y[i]!)) / 2;
  return sum;
}

// @differentiable
export function both(data: Data, rows: NumberArray[], k: number): number {
  let sum = area(data) * area({ x: data.y, y: data.x });
  for (const row of rows) sum += k * row[0]! * row[1]!;
  return sum;
}

export const slope = grad(both);

const row = [2, 3];

export const points: Parameters<typeof both>[] = [
  [{ x: [0, 1, 3], y: [1, 2, 5] }, [[1, 2], Float64Array.of(3, 4)], 2],
  [{ x: new Uint8Array([0, 1, 3]), y: Float64Array.of(1, 2, 5) }, [new Uint8Array([1, 2]), [3, 4]], 2],
  [{ x: row, y: row }, [row, row], 2],
];

export const firstDerivativesOnly = true;
