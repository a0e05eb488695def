/** Calls of other functions, and recursion */
// @differentiable
export function recursion(x: number, y: number): number {
  return power(x, 3) * y;
}
function power(x: number, n: number): number {
  return n === 0 ? 1 : x * power(x, n - 1);
}

/** Functions that write into their arguments */
// @differentiable
export function outParameters(x: number, y: number): number {
  const out = [0, 0];
  rotate(out, x, y);
  return out[0]! * out[1]!;
}
function rotate(out: number[], x: number, y: number): void {
  out[0] = Math.cos(y) * x;
  out[1] = Math.sin(y) * x;
}

/** Local functions that read captured variables */
// @differentiable
export function closures(x: number, y: number): number {
  const scale = (value: number): number => value * y;
  function twice(value: number): number {
    return scale(scale(value));
  }
  const thrice = function (value: number): number {
    return twice(scale(value));
  };
  return thrice(x);
}

/** Local functions that write captured variables */
// @differentiable
export function closuresThatWrite(x: number, y: number): number {
  let total = 0;
  const add = (value: number): void => {
    total += value * y;
  };
  add(x);
  add(x * x);
  return total;
}

/** Recursion through a local function */
// @differentiable
export function localRecursion(x: number, y: number): number {
  const power = (n: number): number => (n === 0 ? 1 : x * power(n - 1));
  return power(3) * y;
}

/** Functions as parameters */
// @differentiable
export function functionParameters(x: number, y: number): number {
  return integrate((t) => Math.sin(t * x), 0, y);
}
function integrate(f: (t: number) => number, from: number, to: number): number {
  let sum = 0;
  for (let i = 0; i < 8; i++) sum += f(from + ((i + 0.5) * (to - from)) / 8);
  return (sum * (to - from)) / 8;
}

/** Functions that are returned, and curried ones */
// @differentiable
export function returnedFunctions(x: number, y: number): number {
  const scaled = scaleBy(y);
  return scaled(x) * scaleBy(x)(y);
}
function scaleBy(factor: number): (value: number) => number {
  return (value) => value * factor;
}

/** Functions in objects */
// @differentiable
export function functionsInObjects(x: number, y: number): number {
  const shape = { area: (r: number): number => r * r * y, edge: (r: number): number => 4 * r };
  return shape.area(x) + shape.edge(x);
}

/** Methods in object literals, with `this` */
// @differentiable
export function objectMethods(x: number, y: number): number {
  const counter = {
    total: x,
    add(value: number): void {
      this.total += value;
    },
  };
  counter.add(y * y);
  return counter.total * y;
}

/** Objects with such methods, in an array */
// @differentiable
export function objectMethodsInArrays(x: number, y: number): number {
  const counters = [0, 1].map((index) => ({
    total: x * index,
    add(value: number): void {
      this.total += value;
    },
  }));
  for (const counter of counters) counter.add(y);
  return counters[1]!.total * y;
}

/** Functions in arrays and tables that do not change, called by index or name */
// @differentiable
export function functionsInArrays(x: number, y: number): number {
  const steps = [(t: number): number => t * y, (t: number): number => t + y];
  let value = x;
  for (const step of steps) value = step(value);
  for (let i = 0; i < steps.length; i++)
    value = steps[i]!(value) * { up: Math.exp, down: Math.sin }[i > 0 ? 'up' : 'down'](x);
  return value;
}

/** Functions in literals within a constant of the module, and in frozen ones */
// @differentiable
export function functionsInFrozenTables(x: number, y: number): number {
  const { Sine } = waves;
  return waves.Cosine.at(x) * y + Sine.at(x);
}
const waves = Object.freeze({
  Sine: Object.freeze({ at: (phase: number): number => Math.sin(phase) }),
  Cosine: Object.freeze({ at: (phase: number): number => Math.cos(phase) }),
});

/** Functions in an array that changes, or is passed in from outside */
// @differentiable
export function functionsInChangingArrays(x: number, y: number): number {
  const steps = [(t: number): number => t * y];
  steps.push((t: number): number => t + y);
  return steps[1]!(x);
}

/** One of two functions, chosen at run time */
// @differentiable
export function chosenFunction(x: number, y: number): number {
  const step = y > 0 ? Math.sin : Math.cos;
  return step(x) * y;
}

/** Default values of parameters, optional parameters */
// @differentiable
export function defaultValues(x: number, y: number): number {
  return weighted(x) + weighted(x, y) + weighted(y, undefined, x);
}
function weighted(value: number, weight = value * 2, shift?: number): number {
  return value * weight + (shift ?? 1);
}

/** Rest parameters and spread arguments */
// @differentiable
export function restParameters(x: number, y: number): number {
  const pair: [number, number] = [x, y];
  return product(x, y, 2) + product(...pair);
}
function product(...values: readonly number[]): number {
  let result = 1;
  for (const value of values) result *= value;
  return result;
}

/** Destructured parameters, with defaults */
// @differentiable
export function destructuredParameters(x: number, y: number): number {
  return quadratic({ a: x, b: y }) + quadratic({ a: y });
}
function quadratic({ a, b = 3 * a }: { a: number; b?: number }): number {
  return a * a + b;
}

/** Generic functions */
// @differentiable
export function genericFunctions(x: number, y: number): number {
  return first([x * y, y]) * first([{ value: x }]).value;
}
function first<Item>(items: readonly Item[]): Item {
  return items[0]!;
}

/** Parameters without a type, or of type `any` or `unknown` */
// @differentiable
export function untypedParameters(x: number, y: number): number {
  return sumOf([x, x * y]) * sumOf(new Float64Array([y, 2])) + sumOf(timesInto([], [x, y], y));
}
function sumOf(list: any): number {
  let sum = 0;
  for (let i = 0; i < list.length; i++) sum += list[i];
  return sum;
}
function timesInto(out: any, list: any, by: any): any {
  for (let i = 0; i < list.length; i++) out[i] = list[i] * by;
  return out;
}

/** Parameters that may be a number or an array */
// @differentiable
export function numberOrArray(x: number, y: number): number {
  return weightedBy([x, y], 3) + weightedBy([x, y], [y, x]);
}
function weightedBy(list: number[], by: number | number[]): number {
  let sum = 0;
  for (let i = 0; i < list.length; i++) sum += list[i]! * (Array.isArray(by) ? by[i]! : by);
  return sum;
}

/** Overloads */
// @differentiable
export function overloads(x: number, y: number): number {
  return norm(x, y) + norm(x);
}
function norm(a: number): number;
function norm(a: number, b: number): number;
function norm(a: number, b = 1): number {
  return Math.sqrt(a * a + b * b);
}

/** `call`, `apply`, `bind` */
// @differentiable
export function callApplyBind(x: number, y: number): number {
  return power.call(undefined, x, 2) * y;
}

/** Module constants */
// @differentiable
export function moduleConstants(x: number, y: number): number {
  return (x * weights[1]! + y) * scale.by;
}
const weights = [1, 2.5, 4];
const scale = { by: 3 };

/** Module state without a derivative in it */
// @differentiable
export function moduleState(x: number, y: number): number {
  calls++;
  return calls > 0 ? x * y : 0;
}
let calls = 0;

/** Arrays of a module that a call fills and reads: a derivative flows through what the call itself has written */
// @differentiable
export function scratchArrays(x: number, y: number): number {
  scratch[0] = x * y;
  squareOf(y);
  return scratch[0]! * scratch[1]!;
}
const scratch = [0, 0];
function squareOf(y: number): void {
  scratch[1] = y * y;
}

/** Objects of a module that a call fills and reads */
// @differentiable
export function scratchObjects(x: number, y: number): number {
  corner.set(x, y).scale(x);
  return corner.x * corner.y;
}
class Corner {
  x = 0;
  y = 0;
  set(x: number, y: number): this {
    this.x = x;
    this.y = y;
    return this;
  }
  scale(by: number): this {
    this.x *= by;
    this.y *= by;
    return this;
  }
}
const corner = new Corner();

/** Variables of a module that a call assigns and reads */
// @differentiable
export function scratchVariables(x: number, y: number): number {
  latest = x * y;
  latest *= latest;
  return latest;
}
let latest = 0;

/** Module state that code which is not followed may read or change */
// @differentiable
export function seenModuleState(x: number, y: number): number {
  scratch[0] = x * y;
  watch();
  return scratch[0]! * y;
}
declare function watch(): void;

/** Static fields and collections that a derivative would have to flow through */
// @differentiable
export function activeStaticField(x: number, y: number): number {
  Registers.first = x * y;
  return Registers.first * y;
}
class Registers {
  static first = 0;
}

/** Enums */
// @differentiable
export function enums(x: number, y: number): number {
  return mode === Mode.Fast ? x * y : x;
}
enum Mode {
  Exact,
  Fast,
}
const mode: Mode = Mode.Fast;

/** Namespaces */
// @differentiable
export function namespaces(x: number, y: number): number {
  return geometry.area(x, y);
}
namespace geometry {
  export function area(width: number, height: number): number {
    return width * height * scale.by;
  }
}

/** `stopGradient`: a value that counts as a constant */
// @differentiable
export function stopped(x: number, y: number): number {
  return x * stopGradientOf(y);
}
function stopGradientOf(value: number): number {
  return Math.round(value);
}

/** Callbacks that may be left out, and tests for them */
// @differentiable
export function optionalCallbacks(x: number, y: number): number {
  return refined(x) * refined(y, (value) => value * value * x);
}
function refined(value: number, step?: (value: number) => number): number {
  if (typeof step !== 'function') return value;
  const again = step ?? ((other: number): number => other);
  return step(value) + again(value);
}

/** Parameters that may be a number or an object, tested by `typeof` or `instanceof` */
// @differentiable
export function numberOrObject(x: number, y: number): number {
  const span = new Span(x, y);
  return scaled(span, 2).to + scaled(span, span).from;
}
class Span {
  constructor(
    readonly from: number,
    readonly to: number,
  ) {}
}
function scaled(span: Span, by: number | Span): Span {
  return by instanceof Span ? new Span(span.from * by.from, span.to * by.to) : new Span(span.from * by, span.to * by);
}

/** The same, made an object where they are a number */
// @differentiable
export function numberMadeObject(x: number, y: number): number {
  return shifted(new Span(x, y), x * y).to + shifted(x, new Span(y, x)).from;
}
function shifted(span: number | Span, by: number | Span): Span {
  if (typeof span === 'number') span = new Span(span, span);
  if (typeof by === 'number') by = new Span(by, by * by);
  return new Span(span.from + by.from, span.to * by.to);
}

/** A variable of which only the run knows whether it is a number or an object */
// @differentiable
export function numberOrObjectAtRunTime(x: number, y: number): number {
  let chosen: number | Span = x;
  if (y > 0) chosen = new Span(x, y);
  return typeof chosen === 'number' ? chosen * y : chosen.to;
}

/** Constructors of arrays as arguments */
// @differentiable
export function constructorsOfArrays(x: number, y: number): number {
  const list = zeros(Float64Array, 2);
  list[0] = x * y;
  return list[0]! * list.length;
}
function zeros<K extends ArrayConstructor | Float64ArrayConstructor>(Kind: K, length: number): InstanceType<K> {
  if (Kind === Array) return new Kind(length).fill(0) as InstanceType<K>;
  return new Kind(length) as InstanceType<K>;
}
