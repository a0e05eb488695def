/**
 * Hyper-dual numbers v + a·ε₁ + b·ε₂ + c·ε₁ε₂ with ε₁² = ε₂² = 0, beside a bound `m` on the first-order terms that met in `a`:
 * what rounding may do to `a` is a small multiple of it. Plain numbers stand for constants.
 */

export class Dual {
  constructor(
    readonly v: number,
    readonly a: number,
    readonly b: number,
    readonly c: number,
    readonly m: number,
  ) {}
}

export type Num = number | Dual;

export const valueOf = (x: Num): number => (typeof x === 'number' ? x : x.v);
export const component = (x: Num, which: 'v' | 'a' | 'b' | 'c' | 'm'): number =>
  typeof x === 'number' ? (which === 'v' ? x : 0) : x[which];

/** How often a rule met a place where it has no derivative; what was computed from there on means nothing. */
export const kinks = { count: 0 };

/** y = f(x): value, first and second derivative, and how large an error of the first derivative may be, in units of rounding. */
export function unary(x: Num, v: number, d1: number, d2: number, size = Math.abs(d1)): Num {
  if (typeof x === 'number') return v;
  return new Dual(v, d1 * x.a, d1 * x.b, d1 * x.c + d2 * x.a * x.b, size * x.m);
}

const moves = (x: Num): boolean => typeof x !== 'number' && (x.a !== 0 || x.b !== 0 || x.c !== 0);

export type Second = readonly [xx: number, xy: number, yy: number];

export function binary(x: Num, y: Num, v: number, dx: number, dy: number, [xx, xy, yy]: Second): Num {
  if (typeof x === 'number') return unary(y, v, dy, yy);
  if (typeof y === 'number') return unary(x, v, dx, xx);
  const c = dx * x.c + dy * y.c + xx * x.a * x.b + xy * (x.a * y.b + x.b * y.a) + yy * y.a * y.b;
  return new Dual(v, dx * x.a + dy * y.a, dx * x.b + dy * y.b, c, Math.abs(dx) * x.m + Math.abs(dy) * y.m);
}

const flat: Second = [0, 0, 0];

function power(x: Num, y: Num, v: number): Num {
  const [s, t] = [valueOf(x), valueOf(y)];
  const dx = t === 0 ? 0 : t * s ** (t - 1);
  const xx = t === 0 || t === 1 ? 0 : t * (t - 1) * s ** (t - 2);
  if (typeof y === 'number') return unary(x, v, dx, xx);
  const log = Math.log(s);
  return binary(x, y, v, dx, v * log, [xx, s ** (t - 1) * (1 + t * log), v * log * log]);
}

export const operators: Readonly<Record<string, (x: Num, y: Num) => Num>> = {
  '+': (x, y) => binary(x, y, valueOf(x) + valueOf(y), 1, 1, flat),
  '-': (x, y) => binary(x, y, valueOf(x) - valueOf(y), 1, -1, flat),
  '*': (x, y) => binary(x, y, valueOf(x) * valueOf(y), valueOf(y), valueOf(x), [0, 1, 0]),
  '/': (x, y) => {
    const [s, t] = [valueOf(x), valueOf(y)];
    return binary(x, y, s / t, 1 / t, -s / (t * t), [0, -1 / (t * t), (2 * s) / (t * t * t)]);
  },
  '%': (x, y) => {
    const [s, t] = [valueOf(x), valueOf(y)];
    if (s !== 0 && s % t === 0 && (moves(x) || moves(y))) kinks.count++;
    return binary(x, y, s % t, 1, -Math.trunc(s / t), flat);
  },
  '**': (x, y) => power(x, y, valueOf(x) ** valueOf(y)),
};

export const negative = (x: Num): Num => unary(x, -valueOf(x), -1, 0);

type Derivatives = readonly [first: number, second: number, size?: number];

/** First and second derivative at x, where y is the value there. */
const smooth: Readonly<Record<string, (x: number, y: number) => Derivatives>> = {
  sin: (x, y) => [Math.cos(x), -y],
  cos: (x, y) => [-Math.sin(x), -y],
  tan: (x, y) => [1 / Math.cos(x) ** 2, 2 * y * (1 + y * y)],
  sinh: (x, y) => [Math.cosh(x), y],
  cosh: (x, y) => [Math.sinh(x), y],
  tanh: (x, y) => [1 / Math.cosh(x) ** 2, (-2 * y) / Math.cosh(x) ** 2, 1],
  exp: (_, y) => [y, y],
  expm1: (x) => [Math.exp(x), Math.exp(x)],
  log: (x) => [1 / x, -1 / (x * x)],
  log2: (x) => [Math.LOG2E / x, -Math.LOG2E / (x * x)],
  log10: (x) => [Math.LOG10E / x, -Math.LOG10E / (x * x)],
  log1p: (x) => [1 / (1 + x), -1 / (1 + x) ** 2],
  sqrt: (x) => [1 / (2 * Math.sqrt(x)), -1 / (4 * x * Math.sqrt(x))],
  cbrt: (x, y) => [1 / (3 * y * y), -2 / (9 * x * y * y)],
  asin: (x) => [1 / Math.sqrt(1 - x * x), x / (1 - x * x) ** 1.5],
  acos: (x) => [-1 / Math.sqrt(1 - x * x), -x / (1 - x * x) ** 1.5],
  atan: (x) => [1 / (1 + x * x), (-2 * x) / (1 + x * x) ** 2],
  asinh: (x) => [1 / Math.sqrt(1 + x * x), -x / (1 + x * x) ** 1.5],
  acosh: (x) => [1 / Math.sqrt(x * x - 1), -x / (x * x - 1) ** 1.5],
  atanh: (x) => [1 / (1 - x * x), (2 * x) / (1 - x * x) ** 2],
};

/** Constant between their jumps. */
const steps = ['floor', 'ceil', 'round', 'trunc', 'sign', 'clz32', 'imul'];

function extreme(name: 'max' | 'min', args: readonly Num[]): Num {
  const v = Math[name](...args.map(valueOf));
  const chosen = args.filter((x) => valueOf(x) === v);
  if (chosen.some((x) => x !== chosen[0]) && chosen.some(moves)) kinks.count++;
  return chosen[0] ?? v;
}

function hypot(args: readonly Num[]): Num {
  const v = Math.hypot(...args.map(valueOf));
  if (v === 0 && args.some(moves)) kinks.count++;
  let square: Num = 0;
  for (const x of args) square = operators['+']!(square, operators['*']!(x, x));
  // √ of the sum of squares has the derivatives; the value is the library's own.
  return withValue(unary(square, v, 1 / (2 * v), -1 / (4 * v * v * v)), v);
}

const withValue = (x: Num, v: number): Num => (typeof x === 'number' ? v : new Dual(v, x.a, x.b, x.c, x.m));

/** `Math[name](...args)`; undefined for a name that is not known. */
export function callMath(name: string, args: readonly Num[]): Num | undefined {
  const [x = NaN, y = NaN] = args;
  const native = (Math as unknown as Record<string, ((...numbers: number[]) => number) | undefined>)[name];
  if (native === undefined) return undefined;
  const v = native(...args.map(valueOf));
  if (args.every((each) => typeof each === 'number')) return v;
  const rule = smooth[name];
  if (rule) return unary(x, v, ...rule(valueOf(x), v));
  if (steps.includes(name)) return v;
  switch (name) {
    case 'fround':
      // What single precision takes away is rounding, not a step.
      return unary(x, v, 1, 0);
    case 'abs':
      if (v === 0 && moves(x)) kinks.count++;
      return unary(x, v, Math.sign(valueOf(x)), 0);
    case 'max':
    case 'min':
      return extreme(name, args);
    case 'hypot':
      return hypot(args);
    case 'pow':
      return power(x, y, v);
    case 'atan2': {
      const [s, t] = [valueOf(x), valueOf(y)];
      const r = s * s + t * t;
      if (r === 0 && (moves(x) || moves(y))) kinks.count++;
      const mixed = (s * s - t * t) / (r * r);
      return binary(x, y, v, t / r, -s / r, [(-2 * s * t) / (r * r), mixed, (2 * s * t) / (r * r)]);
    }
    default:
      return undefined;
  }
}
