/** Arithmetic, conditions and the order of evaluation: the IR computes what the source computes. */

import { describeSame } from './lowering.test-support.js';

const pairs = [
  [0.5, 3],
  [-2, 0.25],
  [0, -0],
  [NaN, 1],
  [7, 2],
] as const;

const scalar = (body: string): readonly [string, ...(readonly [number, number])[]] => [
  `// @differentiable\nexport function f(x: number, y: number) { ${body} }`,
  ...pairs,
];

describeSame('arithmetic', {
  'binary operators': scalar('return x + y * x - y / (x % 3) + (x ** 2) ** y;'),
  'unary operators': scalar('return -x + +y - -1 + -(-x) + +(x > y);'),
  'bit operations': scalar('return (x | 0) + (y >>> 1) + (x << 2) + (x >> 1) + ((x & 6) ^ 5) + ~y + ~~x;'),
  'compound assignments': scalar(
    'let a = x; a += y; a *= 2; a -= x; a /= 3; a **= 2; a %= 5; a <<= 1; a |= 4; a ^= 1; a >>>= 1; a &= 7; a >>= 1; return a;',
  ),
  'increments give the old or the new value': scalar(
    'let a = x; const b = a++ + ++a; const c = a-- - --a; return a + 10 * b + 100 * c;',
  ),
  'every function of Math': scalar(
    'return [Math.abs(x), Math.acos(x), Math.acosh(x), Math.asin(x), Math.asinh(x), Math.atan(x), Math.atan2(x, y), Math.atanh(x), Math.cbrt(x), Math.ceil(x), Math.clz32(x), Math.cos(x), Math.cosh(x), Math.exp(x), Math.expm1(x), Math.floor(x), Math.fround(x), Math.hypot(x, y, 2), Math.imul(x, y), Math.log(x), Math.log10(x), Math.log1p(x), Math.log2(x), Math.max(x, y, 1), Math.min(x, y), Math.pow(x, y), Math.round(x), Math.sign(x), Math.sin(x), Math.sinh(x), Math.sqrt(x), Math.tan(x), Math.tanh(x), Math.trunc(x), Math.max(), Math.min(), Math.hypot()];',
  ),
  constants: scalar(
    'return [Math.PI, Math.E, Math.LN2, Number.EPSILON, Number.MAX_SAFE_INTEGER, Infinity, -Infinity, NaN, 1e-3, 0x10, 1_000, .5];',
  ),
  'constants of the module': [
    'const K = 3.5, third = 1 / 3; const twice = -2 * K; enum Kind { A = 4, B }\nconst scaled = Math.sqrt(K); let n = 0; const table = [1, 2, 3]; const config = { gain: 2.5 };\n// @differentiable\nexport function f(x: number) { n = n + 1; return x * K + third + twice + Kind.B + scaled + n + table[1]! + config.gain + table.length; }',
    [1],
    [2],
  ],
  'members of Math under other names': [
    'const { sin, PI: pi } = Math; const cosine = Math.cos;\n// @differentiable\nexport function f(x: number) { const { exp, E } = Math; const root = Math.sqrt; return sin(x) * pi + cosine(x) + exp(x) * E + root(x); }',
    [0.3],
  ],
  'comma and void': scalar('let a = 0; const b = (a = x, a += 1, a * 2); void (a = 7); return a + b;'),
  'number functions': scalar(
    'return [isNaN(x), isFinite(y), Number.isNaN(x), Number.isFinite(x), Number.isInteger(y), Number(x), Number(x > y)].map(Number).join();',
  ),
});

describeSame('conditions', {
  'if with values on both sides': scalar(
    'let r = x; let q = 0; if (x > y) { r = y; q = 1; } else r += 2; return r * 10 + q;',
  ),
  'if without else': scalar('let r = x; if (x < y) r = y * 2; return r;'),
  'if, else if, else': scalar(
    'let r; if (x > 2) r = 1; else if (x > 0) r = 2; else if (x === 0) r = 3; else r = 4; return r + y;',
  ),
  'early returns': scalar('if (x > 2) return y; if (y > 2) { return x; } else if (y < 0) return -1; return x - y;'),
  'returns on both sides': scalar('if (x > y) { return x; } else { const d = y - x; return d * 2; }'),
  'assigned on one side, left on the other': scalar(
    'let r: number; if (x > 0) r = x * 2; else return -1; return r + y;',
  ),
  'assigned in nested branches': scalar(
    'let r: number; if (x > 0) { if (y > 0) r = 1; else r = 2; } else { r = 3; } return r * x;',
  ),
  'conditional operator': scalar('return x > y ? x * 2 : y > 0 ? y : (x < 0 ? -x : 1);'),
  'logical operators as tests': scalar(
    'if ((x > 0 && y > 0) || !(x < 1 && y < 1)) return 1; if (x && !y) return 2; return !x ? 3 : 4;',
  ),
  'logical operators as values': scalar('return (x || 5) + (y && 7) + ((x > 0 && y) || 2) + (x ?? 1);'),
  'the right operand only when needed': scalar(
    'let n = 0; const a = x > 1 && (n += 1) > 0; const b = x > 1 || (n += 10) > 0; const c = a && b && ++n > 1; return n + Number(a) + Number(b) + Number(c);',
  ),
  'assignment in a test': scalar('let n = 0; if ((n = x) > 1 && (n = y) > 0) return n; return -n;'),
  'logical assignments': scalar(
    'let a = x; a ||= 5; let b = y; b &&= 9; let c: number | undefined = x > 0 ? undefined : 3; c ??= 4; return a + b * 10 + c * 100;',
  ),
  'equality of all kinds': scalar(
    "const k = x > 0 ? 'up' : 'down'; const n: number | null = x > 0 ? null : 1; return Number(k === 'up') + Number(k !== 'down') * 2 + Number(n == null) * 4 + Number(n === null) * 8 + Number(x == y) * 16 + Number(x != y) * 32;",
  ),
  'numbers as tests': scalar('let c = 0; if (x) c += 1; if (y) c += 2; if (!x) c += 4; return x ? c : -c;'),
  'optional values': [
    '// @differentiable\nexport function f(x?: number, o?: { a: number; b?: { c: number } }) { return (x ?? 2) * (o?.a ?? 3) + (o?.b?.c ?? 5) + (o === undefined ? 1 : o.a); }',
    [],
    [4],
    [1, { a: 2 }],
    [undefined, { a: 2, b: { c: 7 } }],
  ],
  'defaults of parameters': [
    '// @differentiable\nexport function f(x: number, k = 2, l = x * k) { return x * 100 + k * 10 + l; }',
    [1],
    [1, 3],
    [1, undefined, 4],
    [1, 0, undefined],
  ],
});

describeSame('order of evaluation', {
  'operands from left to right': [
    'let log = ""; const t = (n: number) => { log += n; return n; };\n// @differentiable\nexport function f(x: number) { log = ""; const a = [1, 2, 3]; const r = t(1) + t(2) * t(3) - (t(4), x); a[t(0)]! += t(5); a[t(1)] = t(6); return log + r + a.join(); }',
    [1],
  ],
  'a variable read before it is assigned again': scalar(
    'let a = x; const r = a + (a = y) + a * (a += 1); return r + a;',
  ),
  'an element read before it changes': [
    '// @differentiable\nexport function f(a: number[]) { let i = 0; a[i++]! += a[i]! * (a[0] = 5); a[i] = a[i++]! + i; return i; }',
    [[1, 2, 3]],
  ],
  'the target before the value': [
    '// @differentiable\nexport function f(a: number[], b: number[]) { let t = a; t[0] = (t = b)[1]!; t[1] = 9; return a[0]! + b[1]!; }',
    [
      [1, 2],
      [3, 4],
    ],
  ],
});
