/** Calls: functions of the project, local ones, recursion, functions as arguments, and code that is not understood. */

import { expect, it } from 'vitest';
import { type Case, describeSame, expectSame } from './lowering.test-support.js';

const module = (before: string, body: string, ...args: readonly (readonly unknown[])[]): Case => [
  `${before}\n// @differentiable\nexport function f(x: number, n: number) { ${body} }`,
  ...(args.length > 0
    ? args
    : [
        [0.5, 3],
        [-2, 0],
        [3, 5],
      ]),
];

describeSame('functions of the module', {
  plain: module(
    'function g(a: number, b: number) { return a * b; } const h = (a: number) => g(a, 2) + 1;',
    'return g(x, h(n)) - h(g(n, x));',
  ),
  recursive: module(
    'function power(a: number, k: number): number { return k <= 0 ? 1 : a * power(a, k - 1); }',
    'return power(x, n);',
  ),
  'mutually recursive': module(
    'function even(k: number): boolean { return k === 0 || odd(k - 1); } function odd(k: number): boolean { return k !== 0 && even(k - 1); }',
    'return even(n) ? x : -x;',
  ),
  'without a result': module(
    'function scale(a: number[], k: number): void { for (let i = 0; i < a.length; i++) a[i]! *= k; }',
    'const a = [1, 2, x]; scale(a, n); const r = scale(a, 2); return [a, r];',
  ),
  'optional, default and rest parameters': module(
    'function g(a: number, b = a * 2, c?: number, ...rest: number[]) { return a + 10 * b + 100 * (c ?? 7) + 1000 * rest.length + (rest[1] ?? 0); }',
    'const list = [4, 5, 6]; return [g(x), g(x, n), g(x, undefined, n), g(x, 1, 2, 3, 4), g(x, 1, 2, ...list), g(x, 1, 2, 8, ...list)];',
  ),
  'spread of a tuple': module(
    'function g(a: number, b: number, c: number) { return a + b * c; }',
    'const t: [number, number] = [x, n]; return g(...t, 3) + g(1, ...t);',
  ),
  'results that are objects': module(
    'type Pair = { a: number; b: number[] }; function g(k: number): Pair { return { a: k, b: [k, 2 * k] }; }',
    'const p = g(x); const { a, b } = g(n); p.b[0]! += a; return p.a + p.b[0]! + b[1]!;',
  ),
  'results that may be missing': module(
    'function g(k: number) { if (k > 1) return k; return undefined; }',
    'const r = g(x); return r === undefined ? n : r * 2;',
  ),
  'effects on what is passed': module(
    'function g(a: { v: number }) { a.v *= 2; return a; }',
    'const o = { v: x }; const same = g(o); same.v += n; return o.v;',
  ),
  overloaded: module(
    'function g(a: number): number; function g(a: number, b: number): number; function g(a: number, b = 3) { return a * b; }',
    'return g(x) + g(x, n);',
  ),
  generic: module(
    'function first<T>(list: T[]): T { return list[0]!; } function norm<T extends { x: number }>(p: T) { return p.x * p.x; }',
    'return first([x, n]) + norm({ x, y: 1 });',
  ),
  'a namespace import and an alias': module(
    'function g(a: number) { return a + 1; } const h = g;',
    'return h(x) + g(n);',
  ),
});

describeSame('local functions', {
  'arrows and declarations': module(
    '',
    'const square = (a: number) => a * a; function shift(a: number) { return a + n; } return square(shift(x)) + shift(square(n));',
  ),
  'used before their declaration': module('', 'return late(x); function late(a: number) { return a * n; }'),
  'sharing variables': module(
    '',
    'let s = 0; const add = (v: number) => { s += v; return s; }; for (let i = 0; i < n; i++) { add(x); if (add(i) > 4) break; } return s;',
  ),
  'with several returns': module(
    '',
    'const clamp = (v: number) => { if (v < 0) return 0; if (v > 1) { return 1; } return v; }; return clamp(x) + 10 * clamp(n / 4);',
  ),
  'returning out of loops': module(
    '',
    'const find = (k: number) => { for (let i = 0; i < 10; i++) { for (let j = 0; j < i; j++) if (i * j > k) return i * 10 + j; } return -1; }; return find(x) + find(n);',
  ),
  'that throw': module(
    '',
    'const check = (v: number) => { if (v < 0) throw new Error("negative"); return Math.sqrt(v); }; return check(n) + check(x);',
  ),
  'that never return': module(
    '',
    'const fail = (): never => { throw new TypeError("no"); }; if (x < 0) fail(); return x;',
  ),
  'in one another': module(
    '',
    'const outer = (a: number) => { const inner = (b: number) => a * b + n; return inner(a) + inner(2); }; return outer(x) + outer(n);',
  ),
  'assigned at both levels': module(
    '',
    'let k = 1; const outer = () => { let k2 = k; const inner = () => { k += 1; k2 *= 2; }; inner(); inner(); return k2; }; return outer() + outer() + k + x;',
  ),
  'with patterns and defaults': module(
    '',
    'const g = ({ a, b = a }: { a: number; b?: number }, [c, d] = [a, b], ...more: number[]) => a + b * c - d + more.length; return g({ a: x }) + g({ a: n, b: 2 }, [5, 6], 1, 2);',
  ),
  'passed to one another': module(
    '',
    'const twice = (g: (v: number) => number, v: number) => g(g(v)); const add = (v: number) => v + n; return twice(add, x) + twice((v) => v * 2, x) + twice((v) => twice(add, v), 1) + twice(Math.abs, x);',
  ),
  'closures that keep their own variables': module(
    '',
    'const call = (g: () => number, k: number): number => { const own = k; return k > 1 ? g() + own : g() * own; }; const both = (k: number) => { const own = k * 10; return call(() => own + call(() => own, 3), k); }; return both(1) + both(2) + x;',
  ),
  recursive: module(
    '',
    'const k = x * 2; const fall = (m: number): number => (m <= 0 ? k : fall(m - 1) * x + m); function power(m: number): number { if (m === 0) return 1; return k * power(m - 1); } return fall(n) + power(n);',
  ),
  'recursive, calling others': module(
    '',
    'const a = [1, 2, 3, 4, 5]; const at = (i: number) => a[i] ?? 0; const sum = (i: number): number => (i >= 5 ? x : at(i) + sum(i + 1)); const even = (i: number): boolean => i <= 0 || odd(i - 1); const odd = (i: number): boolean => i > 0 && even(i - 1); return even(n) ? sum(0) : -sum(1);',
  ),
  'recursive, filling what it captures': module(
    '',
    'const out: number[] = []; function visit(k: number): void { if (k > n) return; out.push(k * x); visit(k + 1); visit(k + 2); } visit(0); return out;',
  ),
  'a function expression that names itself': module(
    '',
    'const fact = function go(k: number): number { return k <= 1 ? x : k * go(k - 1); }; return fact(n);',
  ),
  'called at once': module(
    '',
    'return ((a: number) => a * 2)(x) + (() => { let s = 0; for (let i = 0; i < n; i++) s += i; return s; })();',
  ),
  'held in a variable that changes': module(
    '',
    'let g = (v: number) => v * 2; if (n > 1) g = (v) => v + 1; return g(x);',
  ),
  'chosen by a condition': module('', 'const g = n > 1 ? Math.sin : (v: number) => v * 2; return g(x);'),
});

describeSame('functions as arguments', {
  'of functions of the module': module(
    'function newton(g: (v: number) => number, dg: (v: number) => number, v: number) { for (let i = 0; i < 5; i++) v -= g(v) / dg(v); return v; }',
    'return newton((v) => v * v - n - 2, (v) => 2 * v, 1 + x * x) + newton(Math.sin, Math.cos, 3);',
  ),
  'kept for later': module(
    'const table: ((v: number) => number)[] = [];',
    'table.length = 0; table.push((v) => v * n); const k = x; table.push((v) => v + k); return table.map((g) => g(2));',
  ),
  'that give functions': module(
    'function scaler(k: number): (v: number) => number { const own = k * 2; return (v) => own * v + k; } const adder = (k: number) => (v: number) => v + k;',
    'const scale = scaler(n); const local = (k: number) => { let calls = 0; function step(v: number) { calls += 1; return v * k + calls; } return step; }; const [one, two] = [1, 2]; const a = local(one), b = local(two); const twice = (g: (v: number) => number, v: number) => g(g(v)); return scale(scale(x)) + adder(x)(n) + a(x) + a(b(x)) + twice(adder(3), x) + b(1);',
  ),
  'of a recursive function': module(
    'function walk(g: (v: number) => number, k: number): number { return k <= 0 ? 0 : g(k) + walk(g, k - 1); }',
    'return walk((v) => v * x, n);',
  ),
});

describeSame('code that is kept as text', {
  'text and dates': module(
    '',
    'const s = `${x.toFixed(2)}:${n}`; const d = new Date(0); return s.length + d.getTime() + s.split(":").length + Number.parseFloat("2.5");',
  ),
  'maps and sets': module(
    '',
    'const m = new Map<number, number>(); for (let i = 0; i < n; i++) m.set(i, i * x); let s = 0; m.forEach((v, k) => { s += v * k; }); for (const [k, v] of m) s += k + v; return s + m.size + [...m.keys()].length;',
  ),
  'try without exits': module(
    '',
    'let s = 0; try { s += 1; if (n > 2) throw new Error("big"); s += x; } catch (e) { s = -(e as Error).message.length; } finally { s += 100; } return s;',
  ),
  'for…in': module(
    '',
    'const o: Record<string, number> = { a: x, b: n }; let s = 0; for (const k in o) { if (k === "c") continue; s += o[k]!; } return s;',
  ),
  'loops in loops around text': module(
    '',
    'let s = 0; for (let i = 0; i < n; i++) { for (const c of "abc") { if (c === "b") break; s += i; } s += x; } return s;',
  ),
  'shorthand and names that are no references': module(
    '',
    'const o = JSON.stringify({ x, n: n, k: { x: 1 } }); const len = "x".length; return o + len;',
  ),
  'names bound within the text': module(
    '',
    'const list = [3, 1, 2]; const y = 2; return [...list].sort((x, n) => (x - n) * y).concat(list.filter(function (x) { return x > y; }));',
  ),
  'tests of types': module(
    '',
    'const v: number | string = n > 1 ? x : "text"; const u: unknown = x; return (typeof v === "number" ? v * 2 : v.length) + (u instanceof Date ? 1 : 0) + (typeof u === "number" ? 3 : 4) + ("a" in { a: 1 } ? 5 : 6);',
  ),
  'assignments among arguments': module(
    'const seen: number[] = []; const note = (...v: number[]) => { seen.push(...v); return seen.length; };',
    'let k = 1; const r = String(k++) + String((k = k * 3)); console.assert(true, k += 1); return [r, k, note(k++, k)];',
  ),
  'optional calls': module(
    '',
    'const o: { g?: (v: number) => number } = n > 1 ? { g: (v) => v * 2 } : {}; return (o.g?.(x) ?? 7) + (o?.g === undefined ? 1 : 2);',
  ),
  'integer arrays and bits': module(
    '',
    'const bits = new Uint8Array(4); bits[0] = x; bits[1] = n; return bits[0]! + bits[1]! + bits.length;',
  ),
  'a class of the module': module(
    'class Counter { #n = 0; get count() { return this.#n; } add(k: number) { this.#n += k; return this; } static of(k: number) { return new Counter().add(k); } }',
    'const c = Counter.of(n); c.add(1).add(2); return c.count * x;',
  ),
  casts: module(
    'function parse(text: string): unknown { return JSON.parse(text); } function any(): any { return [7, 8]; }',
    'const a = parse("[1, 2]") as number[]; const b = (parse("3") as unknown) as number; const c = any() as unknown as number[]; const d = [x, n] satisfies number[]; const e = null as number | null; const g = (x as unknown as { v?: number }).v; return a[0]! * x + b + c[1]! + d[1]! + (e ?? 4) + (g ?? 5);',
  ),
  'any and unknown': module(
    '',
    'const v: any = { a: [x, n] }; v.a[0] += 1; const w = v.a[0] as number; return w * v.a[1] + (v.b ?? 5);',
  ),
  'regular expressions and bigints': module('', 'return /^a+$/.test("aaa") ? Number(2n ** 3n) + x : n;'),
  'tagged templates and spreads': module(
    'const tag = (parts: TemplateStringsArray, ...v: number[]) => parts.length + v.length;',
    'return tag`a${x}b${n}` + Math.hypot(...[x, n]);',
  ),
  enumerations: module(
    "enum Mode { Fast = 'fast', Slow = 'slow' } enum Level { Low, High = 5 } const enum Flag { On = 1 }",
    'const m = n > 1 ? Mode.Fast : Mode.Slow; return (m === Mode.Fast ? x : -x) + Level.High + Level.Low + Flag.On;',
  ),
});

it('follows imports and namespaces', () => {
  const result = expectSame(
    {
      'main.ts': `import { square, type Point, LIMIT } from './lib.js'; import * as lib from './lib.js'; import twice from './twice.js';
// @differentiable
export function f(p: Point) { return square(p.x) + lib.cube(p.y) * LIMIT + twice(p.x) + lib.LIMIT; }`,
      'lib.ts': `export type Point = { x: number; y: number }; export const LIMIT = 4;
export const square = (v: number) => v * v; export function cube(v: number) { return v * square(v); }`,
      'twice.ts': `export default function twice(v: number) { return v * 2; }`,
    },
    [{ x: 2, y: 3 }],
  );
  expect([...result.functions.keys()].sort()).toEqual([
    '/project/lib.ts#cube',
    '/project/lib.ts#square',
    '/project/main.ts#f',
    '/project/twice.ts#twice',
  ]);
  expect(result.specifiers.get('/project/main.ts')).toEqual(
    new Map([
      ['/project/lib.ts', './lib.js'],
      ['/project/twice.ts', './twice.js'],
    ]),
  );
  expect(result.functions.get('/project/twice.ts#twice')?.source).toMatchObject({ exported: true, annotated: false });
});
