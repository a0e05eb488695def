/** Buffers as arguments, one for two parameters, under two names, and in objects. */
const tmp = [0, 0];
const same = tmp;
const rows = [
  [0, 0],
  [0, 0],
];
const box = { left: rows[0]!, right: tmp };

function mix(a: number[], b: number[], x: number): number {
  a[0] = x * b[1]!;
  b[1] = a[0]! + x;
  return a[0]! * b[0]!;
}

function keep(holder: { items: number[][] }, x: number): void {
  holder.items.push(tmp);
  holder.items[0]![1]! += x;
}

// @differentiable
export function mixed(x: number, y: number): number {
  tmp[0] = x;
  same[1] = y * y;
  const first = mix(tmp, same, x) + mix(rows[0]!, rows[1]!, y);
  const holder = { items: [] as number[][] };
  keep(holder, y);
  box.right[0]! *= 2;
  box.left[1] = tmp[0]! * x;
  return first + mix(box.left, box.right, x * y) + holder.items[0]![1]! * rows[0]![1]!;
}

export const effects = {
  reset(): void {
    tmp.fill(1);
    rows[0]!.splice(0, 2, 2, 3);
    rows[1]!.splice(0, 2, -1, 0.5);
  },
  read: (): unknown => [[...tmp], rows.map((row) => [...row]), [...box.left], [...box.right]],
};

export const keepsState = true;

export const points: Parameters<typeof mixed>[] = [
  [0.7, 1.3],
  [-1.1, 0.4],
];
