export let level = 0;
let hidden: number[] = [];

export function setLevel(v: number): void {
  level = v * v;
}

export function clear(): void {
  hidden = [];
}

export function push(v: number): void {
  hidden.push(v * level);
}

export function total(): number {
  let sum = 0;
  for (const each of hidden) sum += each * each;
  return sum;
}
