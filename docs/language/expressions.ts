/** Arithmetic: `+`, `-`, `*`, `/`, `%`, `**`, and the signs */
// @differentiable
export function arithmetic(x: number, y: number): number {
  return (x + y) * (x - y) + x / y + (x % 0.4) + x ** 3 + +x - -y;
}

/** Comparisons, `!`, `&&`, `||` and `? :` */
// @differentiable
export function comparisons(x: number, y: number): number {
  return (x < y && !(x === y)) || x >= 4 ? x * y : x != y ? y : x;
}

/** `&&`, `||` and `??` as values */
// @differentiable
export function logicalValues(x: number, y: number): number {
  const missing: number | undefined = x > 100 ? x : undefined;
  return (missing ?? x * y) + (x || y) + (x && y * y);
}

/** Assignments that compute: `+=`, `**=`, `??=`, `||=`, `&&=` and the like */
// @differentiable
export function compoundAssignment(x: number, y: number): number {
  let [a, b]: (number | undefined)[] = [x, undefined];
  a! *= y;
  a! **= 2;
  b ??= a;
  b &&= b! + x;
  return a! - b!;
}

/** `++` and `--` */
// @differentiable
export function increments(x: number, y: number): number {
  let value = x;
  value++;
  return value-- * y + --value;
}

/** Bit operations: rounding, so without a derivative (a warning says where one is lost) */
// @differentiable
export function bitOperations(x: number, y: number): number {
  return x * ((y | 0) + (3 << 1) - (~5 & 12) + (7 >>> 1) + (6 ^ 2) + (-9 >> 1));
}

/** Optional chaining `?.` */
// @differentiable
export function optionalChaining(x: number, y: number): number {
  const maybe: { value: number; inner?: { value: number } } | undefined = y > 0 ? { value: x } : undefined;
  return (maybe?.value ?? y) * (maybe?.inner?.value ?? x);
}

/** Reads and writes by key and by index */
// @differentiable
export function elementAccess(x: number, y: number): number {
  const pair = { left: x, right: y };
  const list = [x, y];
  list[0]! += pair['left'];
  pair.right *= list[0]!;
  return pair.right * list[1]!;
}

/** A computed key of an object: `o[k]` */
// @differentiable
export function computedKey(x: number, y: number): number {
  const pair = { left: x, right: y };
  let sum = 0;
  for (const side of ['left', 'right'] as const) sum += pair[side] ** 2;
  return sum;
}

/** The comma operator and `void` */
// @differentiable
export function commaAndVoid(x: number, y: number): number {
  let value = x;
  void (value *= y);
  return (value++, value * y);
}

/** `typeof`, `in`, `instanceof`, `delete` without a derivative in them */
// @differentiable
export function typeTests(x: number, y: number): number {
  const settings: { scale?: number } = { scale: 2 };
  delete settings.scale;
  const known = typeof x === 'number' && 'scale' in settings && settings instanceof Map;
  return known ? x : x * y;
}

/** `as`, `satisfies`, `!` */
// @differentiable
export function assertions(x: number, y: number): number {
  const pair = [x, y] satisfies number[];
  return (pair[0] as number) * pair[1]!;
}

/** Object literals: shorthand, computed names, spread, nesting */
// @differentiable
export function objectLiterals(x: number, y: number): number {
  const base = { x, y };
  const all = { ...base, y: base.y * 2, ['z']: x, inner: { w: x * y } };
  return all.x * all.y + all.z * all.inner.w;
}

/** Array literals and spread */
// @differentiable
export function arrayLiterals(x: number, y: number): number {
  const a = [x, y];
  const b = [...a, x * y, ...a];
  return b[2]! * b[3]! + b.length * b[4]!;
}

/** Template strings and texts, beside the derivative */
// @differentiable
export function templates(x: number, y: number): number {
  const text = `${x > 0 ? 'positive' : 'negative'} of ${'x'.length}`;
  return text.startsWith('positive') ? x * y : y;
}

/** Tagged templates, beside the derivative */
// @differentiable
export function taggedTemplates(x: number, y: number): number {
  const raw = String.raw`\n`;
  return raw.length * x * y;
}

/** Regular expressions, beside the derivative */
// @differentiable
export function regularExpressions(x: number, y: number): number {
  return /^a+$/.test('aaa') ? x * y : 0;
}

/** `bigint`, beside the derivative */
// @differentiable
export function bigInts(x: number, y: number): number {
  const big = 2n ** 40n;
  return big > 5n ? x * y : y;
}

/** `Date`, beside the derivative */
// @differentiable
export function dates(x: number, y: number): number {
  const year = new Date(0).getUTCFullYear();
  return (x * year) / 1970 + y;
}

/** Logging: runs once, and has no derivative */
// @differentiable
export function logging(x: number, y: number): number {
  const log: string[] = [];
  log.push(`x is ${x}`);
  return log.length * x * y;
}

/** A number made of a text of a number (the derivative is lost: an error, or a warning) */
// @differentiable
export function throughText(x: number, y: number): number {
  return Number(`${x}`) * y;
}

/** `await` and `async` */
// @differentiable
export async function asynchronous(x: number, y: number): Promise<number> {
  return (await Promise.resolve(x)) * y;
}

/** Generators and `yield` */
// @differentiable
export function generators(x: number, y: number): number {
  function* values(): Generator<number> {
    yield x;
    yield y;
  }
  let product = 1;
  for (const value of values()) product *= value;
  return product;
}

/** `arguments` */
// @differentiable
export function argumentsObject(x: number, y: number): number {
  return arguments.length === 2 ? x * y : x;
}

/** `new.target`, `import.meta` */
// @differentiable
export function metaProperties(x: number, y: number): number {
  return import.meta.url === '' ? x : x * y;
}

/** Class expressions */
// @differentiable
export function classExpression(x: number, y: number): number {
  const Pair = class {
    constructor(readonly value: number) {}
  };
  return new Pair(x * y).value;
}

/** A value of type `any` with a derivative in it */
// @differentiable
export function anyTyped(x: number, y: number): number {
  const loose: any = { value: x };
  return loose.value * y;
}

/** A value that is a number or a text */
// @differentiable
export function unionWithText(x: number, y: number): number {
  const either: number | string = y > 0 ? x * y : 'none';
  return typeof either === 'number' ? either * x : 0;
}

/** Objects of several shapes, told apart by a field */
// @differentiable
export function discriminatedUnion(x: number, y: number): number {
  type Shape = { kind: 'circle'; radius: number } | { kind: 'box'; width: number; height: number };
  const shape: Shape = y > 0 ? { kind: 'circle', radius: x } : { kind: 'box', width: x, height: y };
  return shape.kind === 'circle' ? Math.PI * shape.radius ** 2 * y : shape.width * shape.height;
}
