/** `for` */
// @differentiable
export function forLoop(x: number, y: number): number {
  let sum = 0;
  for (let i = 1; i <= 3; i++) sum += x ** i * y;
  return sum;
}

/** `for` with two counters and the comma operator */
// @differentiable
export function forTwoCounters(x: number, y: number): number {
  let sum = 0;
  for (let i = 0, j = 4; i < j; i++, j--) sum += (x * i) / (y + j);
  return sum;
}

/** `for`-`of` over an array */
// @differentiable
export function forOf(x: number, y: number): number {
  let product = 1;
  for (const factor of [x, y, x * y]) product *= factor + 1;
  return product;
}

/** `for`-`of` over `entries()`, `keys()`, `values()` of an array */
// @differentiable
export function forOfEntries(x: number, y: number): number {
  let sum = 0;
  for (const [i, value] of [x, y, x * y].entries()) sum += value ** (i + 1);
  return sum;
}

/** `for`-`of` over the characters of a text */
// @differentiable
export function forOfText(x: number, y: number): number {
  let sum = x;
  for (const sign of '+-+') sum = sign === '+' ? sum * y : sum - y;
  return sum;
}

/** `for`-`in` over the fields of an object */
// @differentiable
export function forIn(x: number, y: number): number {
  const values: Record<string, number> = { first: x, second: y };
  let sum = 0;
  for (const key in values) sum += values[key]! ** 2;
  return sum;
}

/** `for`-`in` over the fields of an object whose type names them, and over the indices of an array */
// @differentiable
export function forInNamed(x: number, y: number): number {
  const point = { first: x, second: y };
  let sum = 0;
  for (const key in point) sum += point[key as keyof typeof point] ** 2;
  const list = [x, y * y];
  for (const i in list) sum *= list[i]!;
  return sum;
}

/** `for`-`of` over a `Map`, its keys or values, with what is set and deleted meanwhile */
// @differentiable
export function forOfMap(x: number, y: number): number {
  const queue = new Map([['a', x]]);
  let sum = 0;
  for (const [name, value] of queue) {
    sum += value * value;
    if (name.length < 3) queue.set(name + 'b', value * y);
  }
  for (const value of queue.values()) sum *= value;
  return sum;
}

/** `while` */
// @differentiable
export function whileLoop(x: number, y: number): number {
  let value = x;
  while (Math.abs(value) < 10) value = 2 * value + y;
  return value;
}

/** `do`-`while` */
// @differentiable
export function doWhile(x: number, y: number): number {
  let value = x;
  do value = value * y * y + 1 + value;
  while (value > 0 && value < 3);
  return value;
}

/** `break` and `continue`, with labels too */
// @differentiable
export function labelledExits(x: number, y: number): number {
  let sum = 0;
  rows: for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) {
      if (j === 2) continue rows;
      if (i === 3) break rows;
      sum += Math.sin(x * i + y * j);
    }
  }
  return sum;
}

/** A labelled block and `break` out of it */
// @differentiable
export function labelledBlock(x: number, y: number): number {
  let value = x * y;
  scale: {
    if (value > 100) break scale;
    value *= y;
  }
  return value;
}

/** `if`, `else` and early `return` */
// @differentiable
export function earlyReturn(x: number, y: number): number {
  if (x > 100) return y;
  else if (y > 0) return x * y;
  return x - y;
}

/** `switch`, with cases that fall through */
// @differentiable
export function switchCases(x: number, y: number): number {
  let value = x;
  switch (Math.sign(y)) {
    case 1:
      value *= y;
    case 0:
      value += 1;
      break;
    default:
      value = -y;
  }
  return value;
}

/** `throw` */
// @differentiable
export function throwing(x: number, y: number): number {
  if (!(x < 1000)) throw new RangeError(`x is too large: ${x}`);
  return Math.sqrt(x * x + y * y);
}

/** `try` and `catch` around a call that throws after part of its work */
// @differentiable
export function tryCatch(x: number, y: number): number {
  const held = [x];
  try {
    held[0] = x * y;
    if (y > 0) throw new Error('no');
    held[0] = y;
  } catch {
    held[0]! *= 2;
  }
  return held[0]! * x;
}

/** `try` and `finally` */
// @differentiable
export function tryFinally(x: number, y: number): number {
  let value = x;
  try {
    value *= y;
  } finally {
    value += y;
  }
  return value;
}

/** Declarations with `let`, `const`, `var` */
// @differentiable
export function declarations(x: number, y: number): number {
  var a = x * y;
  let b: number;
  const c = a + y;
  b = a * c;
  return b;
}

/** `using` and what it disposes of */
// @differentiable
export function usingDeclaration(x: number, y: number): number {
  using _guard = { [Symbol.dispose](): void {} };
  return x * y;
}

/** Destructuring of arrays and objects: nested, with defaults, with the rest */
// @differentiable
export function destructuring(x: number, y: number): number {
  const list = [x, y, x * y, x + y];
  const [a, b = 2, ...rest] = list;
  const pair: [{ v: number }, number, number] = [{ v: y }, x, 2];
  const [{ v }, ...numbers] = pair;
  const { p, q: { r = 1, ...others } = { r: a!, s: 2 } } = { p: b, q: { r: x, s: y } };
  return a! * v * p * r + others.s * rest[0]! + rest[1]! * numbers[0];
}

/** Destructuring of a tuple with optional elements, or with elements of other types before the rest */
// @differentiable
export function destructuringMixedTuples(x: number, y: number): number {
  const [a, [b = 2] = [y], ...rest] = [x, [y], x * y, x + y] as [number, [number?]?, ...number[]];
  return a * b * rest[0]! + rest[1]!;
}

/** Destructuring that assigns, and exchanges */
// @differentiable
export function destructuringAssignment(x: number, y: number): number {
  let [a, b] = [x, y];
  [a, b] = [b * 2, a];
  ({ a, b } = { a: a * b, b });
  return a / b + a;
}

/** Blocks, empty statements, `debugger` */
// @differentiable
export function blocks(x: number, y: number): number {
  let value = x;
  {
    const value2 = value * y;
    value = value2;
    debugger;
  }
  return value;
}
