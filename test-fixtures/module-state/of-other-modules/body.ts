export const velocity = new Float64Array(2);
export const momentum = { value: 0 };
const hidden: number[] = [0, 0, 0];
let count = 0;
let memory = 1;

export function advance(x: number, depth: number): number {
  count++;
  hidden[depth % 3] = x * velocity[0]!;
  velocity[1] = hidden[0]! + hidden[1]! * 0.5;
  memory = memory * 0.5 + x;
  if (depth > 0) momentum.value += advance(x * 0.9, depth - 1) * memory;
  return hidden[2]! + momentum.value;
}

export function reset(): void {
  velocity.fill(0.25);
  momentum.value = 1;
  hidden.fill(2);
  count = 0;
  memory = 1;
}

export const state = (): unknown => [[...velocity], momentum.value, [...hidden], count, memory];
