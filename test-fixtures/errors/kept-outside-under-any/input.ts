/** What is left outside under a type that says nothing, and comes back by a function that nothing active is handed to. */
let held: any;

function put(value: unknown): void {
  held = value;
}

function get(): { v: number } {
  return held;
}

// @differentiable
export function byFunction(x: number, y: number): number {
  put({ v: x * y });
  return get().v * x;
}

const store: { [name: string]: any } = {};

function keep(name: string, value: any, depth: number): void {
  if (depth > 0) keep(name, value, depth - 1);
  else store[name] = value;
}

function kept(name: string, depth: number): number[] {
  return depth > 0 ? kept(name, depth - 1) : store[name];
}

// @differentiable
export function byName(x: number, y: number): number {
  keep('a', [x * y], 2);
  return kept('a', 2)[0]! * x;
}

export const codes = [1017, 2002, 2002, 2002];
