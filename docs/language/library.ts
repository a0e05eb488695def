/** `map`, `filter`, `reduce`, chained */
// @differentiable
export function arrayChain(x: number, y: number): number {
  return [x, y, x * y]
    .map((t, i) => t * (i + 1))
    .filter((t) => t > 0)
    .reduce((a, b) => a * b, 1);
}

/** `forEach`, `some`, `every`, `find`, `findIndex` */
// @differentiable
export function arraySearch(x: number, y: number): number {
  const list = [x, y, x * y];
  let sum = 0;
  list.forEach((t) => (sum += t * t));
  if (list.some((t) => t > 100) || !list.every(Number.isFinite)) return y;
  return sum * (list.find((t) => t > 0.1) ?? 1) + list.findIndex((t) => t > y);
}

/** `reduceRight`, `flatMap`, `flat` */
// @differentiable
export function arrayFlatMap(x: number, y: number): number {
  return [x, y].flatMap((t) => [t, t * t]).reduceRight((a, b) => a * y + b, 0);
}

/** `findLast`, `findLastIndex` */
// @differentiable
export function arrayFindLast(x: number, y: number): number {
  return ([x, y, x * y].findLast((t) => t > 0) ?? 1) * y;
}

/** `push`, `pop`, `length` */
// @differentiable
export function arrayStack(x: number, y: number): number {
  const stack = [x];
  stack.push(y, x * y);
  return stack.pop()! * stack.length + stack[1]!;
}

/** `shift`, `unshift` */
// @differentiable
export function arrayQueue(x: number, y: number): number {
  const queue = [x, y];
  queue.unshift(x * y);
  return queue.shift()! * queue[1]!;
}

/** `splice` */
// @differentiable
export function arraySplice(x: number, y: number): number {
  const list = [x, y, x * y];
  const [removed] = list.splice(1, 1, x + y, 2);
  return removed! * list[1]! + list.length;
}

/** `slice`, `concat`, `at` */
// @differentiable
export function arrayCopies(x: number, y: number): number {
  const list = [x, y].concat([x * y], y);
  return list.slice(1).at(-1)! * list.at(2)!;
}

/** `reverse`, `fill`, `copyWithin` */
// @differentiable
export function arrayMoves(x: number, y: number): number {
  const list = [x, y, 1, 2].reverse();
  list.copyWithin(0, 2);
  return list[0]! * list[3]! + new Array<number>(3).fill(x)[1]! * y;
}

/** `sort` with a comparator */
// @differentiable
export function arraySort(x: number, y: number): number {
  const list = [x * 3, y, x * y].sort((a, b) => a - b);
  return list[0]! * 2 + list[2]!;
}

/** `toReversed`, `toSpliced`, `toSorted`, `with` */
// @differentiable
export function arrayCopiesChanged(x: number, y: number): number {
  const list = [x, y, x * y];
  const sum = list.toReversed()[0]! + list.with(1, x)[1]! + list.toSpliced(0, 1)[0]!;
  return sum * list.toSorted((a, b) => a - b)[2]!;
}

/** `indexOf`, `lastIndexOf`, `includes`, `join`: no derivative */
// @differentiable
export function arrayQuestions(x: number, y: number): number {
  const names = ['a', 'b'];
  return names.includes('b') && names.indexOf('c') + names.lastIndexOf('d') < 0 ? x * y * names.join('').length : y;
}

/** `Array.from`, `Array.of`, `Array.isArray` */
// @differentiable
export function arrayFrom(x: number, y: number): number {
  const list = Array.from({ length: 3 }, (_, i) => x ** i * y);
  return Array.isArray(list) ? list[2]! + Array.of(x, y)[1]! : 0;
}

/** `Float64Array` and its methods */
// @differentiable
export function float64Arrays(x: number, y: number): number {
  const v = Float64Array.of(x, y, x * y);
  const w = new Float64Array(3);
  w.set(v.subarray(1), 1);
  return v.map((t) => t * 2).reduce((a, b) => a + b, 0) * w[2]!;
}

/** `Float32Array`: stores round, the derivative does not see it */
// @differentiable
export function float32Arrays(x: number, y: number): number {
  const v = new Float32Array(1);
  v[0] = 2;
  return v[0] * x * y;
}

/** Integer arrays: stores round, and lose a derivative with a warning */
// @differentiable
export function integerArrays(x: number, y: number): number {
  const counts = new Int32Array(2);
  counts[1] = 3;
  return counts[1]! * x * y;
}

/** A parameter that is one of several kinds of array */
// @differentiable
export function eitherArray(x: number, y: number): number {
  return total([x, y]) * total(Float64Array.of(x, 2));
}
function total(values: readonly number[] | Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! ** 2;
  return sum;
}

/** `Math`: all functions */
// @differentiable
export function math(x: number, y: number): number {
  return Math.exp(x) * Math.sin(y) + Math.atan2(y, x) + Math.hypot(x, y, 1) + Math.max(x, y) * Math.PI;
}

/** `Math.max(...list)`, `Math.hypot(...list)` */
// @differentiable
export function mathSpread(x: number, y: number): number {
  const list = [x, y, x * y];
  return Math.max(...list) * Math.hypot(...list);
}

/** `Math.random()`: drawn once, a constant to the derivative */
// @differentiable
export function random(x: number, y: number): number {
  return x * y + 0 * Math.random();
}

/** `Number`, `Number.isFinite`, `isNaN`, `parseFloat` of texts */
// @differentiable
export function numbers(x: number, y: number): number {
  return Number.isFinite(x) && !isNaN(y) ? Number(x) * y * parseFloat('2.5') + Number.EPSILON : 0;
}

/** `toFixed`, `toString` and the like in texts that are shown */
// @differentiable
export function shownNumbers(x: number, y: number): number {
  const shown = x.toFixed(2);
  return shown.length > 0 ? x * y : y;
}

/** `Map` with values that have a derivative */
// @differentiable
export function mapOfActive(x: number, y: number): number {
  const table = new Map<string, number>();
  table.set('x', x * y);
  return table.get('x')! * x;
}

/** `forEach`, `has`, `delete`, `clear`, `size` of such a `Map`, and `new Map(…)` of pairs or of another */
// @differentiable
export function mapMethods(x: number, y: number): number {
  const first = new Map([
    ['a', x],
    ['b', y],
  ]);
  const second = new Map(first).set('b', x * y);
  let sum = first.size;
  second.forEach((value, key) => {
    if (first.has(key)) sum += value * first.get(key)!;
    first.delete(key);
  });
  second.clear();
  return sum + (second.get('a') ?? x);
}

/** Such a `Map` as argument or result; its gradient is a `Map` */
// @differentiable
export function mapArguments(x: number, y: number): number {
  return totalOf(withShare(new Map([['a', x]]), y));
}

function withShare(map: Map<string, number>, share: number): Map<string, number> {
  return map.set('share', (map.get('a') ?? 0) * share);
}

function totalOf(map: ReadonlyMap<string, number>): number {
  return [...map.values()].reduce((sum, value) => sum + value ** 2, 0);
}

/** `Map` with values that are arrays or objects with a derivative */
// @differentiable
export function mapOfArrays(x: number, y: number): number {
  const table = new Map([['a', [x, y]]]);
  return table.get('a')![0]! * y;
}

/** `Map` and `Set` without a derivative in them */
// @differentiable
export function mapOfInactive(x: number, y: number): number {
  const seen = new Set<string>();
  const index = new Map<string, number>([['a', 2]]);
  seen.add('a');
  return seen.has('a') ? x * y * index.get('a')! : y;
}

/** Iteration over a `Map` or `Set` */
// @differentiable
export function mapIteration(x: number, y: number): number {
  let sum = x;
  for (const [, weight] of new Map([['a', 2]])) sum += weight * y;
  return sum;
}

/** A record with keys that are computed */
// @differentiable
export function records(x: number, y: number): number {
  const record: Record<string, number> = {};
  for (const [i, name] of ['a', 'b'].entries()) record[name] = i === 0 ? x : y;
  return record['a']! * record['b']!;
}

/** `in`, `delete`, `Object.keys`, `Object.values`, `Object.entries` and spreads of such a record */
// @differentiable
export function recordContents(x: number, y: number): number {
  const first: Record<string, number> = { a: x, ['b']: y };
  const second: Record<string, number> = { ...first, c: x * y };
  if ('a' in second) delete first['a'];
  let sum = Object.values(second).reduce((total, value) => total + value * value, 0);
  for (const [name, value] of Object.entries(first)) sum += value * name.length * y;
  return sum / Object.keys(second).length;
}

/** An object, whose type names its fields, where such a record is expected */
// @differentiable
export function objectAsRecord(x: number, y: number): number {
  const point = { a: x, b: y };
  return sumOf(point);
}

function sumOf(record: Record<string, number>): number {
  let sum = 0;
  for (const name in record) sum += record[name]! ** 2;
  return sum;
}

/** `Object.keys`, `Object.values` of an object with a derivative in it */
// @differentiable
export function objectEntries(x: number, y: number): number {
  const pair = { a: x, b: y };
  return Object.values(pair).reduce((sum, t) => sum + t * t, 0) + Object.keys(pair).length;
}

/** `Object.entries` of an object with a derivative in it, in a loop that takes its pairs apart */
// @differentiable
export function entriesInLoop(x: number, y: number): number {
  const parts = { first: x, second: y * y };
  let sum = 0;
  for (const [name, value] of Object.entries(parts)) sum += value * value * name.length;
  return sum;
}

/** `Object.assign`, `Object.freeze` */
// @differentiable
export function objectAssign(x: number, y: number): number {
  const target = Object.assign({ a: 1, b: 2 }, { b: x });
  return Object.freeze(target).b * y;
}

/** `structuredClone` */
// @differentiable
export function clones(x: number, y: number): number {
  const original = { a: [x, y] };
  const copy = structuredClone(original);
  copy.a[0]! *= y;
  return copy.a[0]! * original.a[0]!;
}

/** `JSON`, beside the derivative */
// @differentiable
export function json(x: number, y: number): number {
  const settings = JSON.parse('{"scale": 2}') as { scale: number };
  return settings.scale * x * y;
}
