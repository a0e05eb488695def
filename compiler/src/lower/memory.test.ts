/** Arrays, typed arrays, objects and patterns: the IR computes what the source computes, and changes what it changes. */

import { type Case, describeSame } from './lowering.test-support.js';

const one = (body: string, ...args: readonly (readonly unknown[])[]): Case => [
  `// @differentiable\nexport function f(a: number[], x: number) { ${body} }`,
  ...(args.length > 0
    ? args
    : [
        [[1, 2, 3, 4], 0.5],
        [[-1], 2],
        [[], 3],
      ]),
];
const typed = (body: string, storage = 'Float64Array'): Case => [
  `// @differentiable\nexport function f(a: ${storage}, x: number) { ${body} }`,
  [storage === 'Float64Array' ? new Float64Array([1, 2, 3, 4]) : new Float32Array([1, 2.1, 3.3, 4]), 0.5],
];

describeSame('arrays', {
  'read and written in place': one('for (let i = 0; i < a.length; i++) a[i] = a[i]! * x + i; return a[0];'),
  'compound assignments of elements': one(
    'if (a.length > 2) { a[0]! += x; a[1]! *= a[0]!; a[2]!++; --a[0]!; a[1]! **= 2; } return a;',
  ),
  'an alias under another name': one('const b = a; b[0] = x; const c = b; c[1] = a[0]! * 2; return a;'),
  'a variable that changes its array': one('let b = a; b = [x, 2]; b[0]! += 1; a[0] = b[0]!; return [a, b];'),
  'swapped elements': one('[a[0], a[1]] = [a[1]!, a[0]!]; return a;'),
  'chained assignments': one('let y = 0; a[0] = a[1] = y = x * 2; return y;'),
  'push, pop and length': one(
    'const n = a.push(x); a.push(1, 2); const last = a.pop()!; const none = a.pop(); a.length = 2; return [n, last, none ?? -1, a.length];',
  ),
  'push of an array into itself': one('a.push(...a); a.push(7, ...a.slice(0, 2)); return a;'),
  'fill, slice, reverse, copyWithin': one(
    'const b = a.slice(); const c = b.slice(1, -1).fill(x); b.reverse(); b.copyWithin(0, 1); b.fill(9, 2); a.fill(1, 0, 1); return [b, c, a.reverse() === a];',
  ),
  'at, from both ends': one(
    'return [a.at(0) ?? 1, a.at(-1) ?? 2, a.at(x) ?? 3, a.at(-x * 4) ?? 4];',
    [[1, 2, 3, 4], 0.5],
    [[1, 2, 3], 1],
    [[1, 2, 3], NaN],
  ),
  concat: one('return a.concat([x], a, 5).concat();'),
  'literals with spread': one('const b = [x, ...a, 2, ...[3, 4]]; const c = [...b]; c[0] = 9; return [b, c];'),
  'spread of what a later element changes': [
    'const add = (a: number[]) => a.push(9);\n// @differentiable\nexport function f(a: number[]) { return [...a, add(a), ...a]; }',
    [[1, 2]],
  ],
  'new arrays': one(
    'const b = new Array<number>(3); b[1] = x; const c = new Array(2).fill(x); const d = Array.from({ length: 3 }, (_, i) => i * x); const e = new Array(1, 2); const g = Array.of(x, 2); return [b, c, d, e, g, b.length];',
  ),
  'Array.from': one(
    'const k = x * 2; return [Array.from(a), Array.from(a, (v, i) => v * i + k), Array.from({ length: a.length }, () => 0), Array.from({ length: k }, () => x), Array.from({ length: x * 3.5 }, (_, i) => [i, x])];',
    [[1, 2], 1],
    [[1], -1],
    [[], NaN],
  ),
  'nested arrays': [
    '// @differentiable\nexport function f(m: number[][], x: number) { let s = 0; for (let i = 0; i < m.length; i++) for (let j = 0; j < m[i]!.length; j++) { m[i]![j]! += x; s += m[i]![j]! * m[j]![i]!; } const row = m[0]!; row[0] = 100; m[1] = row; return s + m[1][0]!; }',
    [
      [
        [1, 2],
        [3, 4],
      ],
      2,
    ],
  ],
  'matrices that are allocated': [
    '// @differentiable\nexport function f(n: number, x: number) { const m: number[][] = []; for (let i = 0; i < n; i++) { m.push([]); for (let j = 0; j < n; j++) m[i]!.push(i * x + j); } const t = Array.from({ length: n }, () => new Float64Array(n)); for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) t[j]![i] = m[i]![j]!; return t; }',
    [3, 0.5],
  ],
  'an array without a declared type': one(
    'const out = []; for (const v of a) out.push(v * x); let more = []; more = [out.length]; return [out, more];',
  ),
  'elements that may be missing': one(
    'let s = 0; for (let i = -1; i < 6; i++) { const v = a[i]; if (v === undefined) s += 100; else s += v; s += a[i + 1] ?? x; } return s;',
  ),
  'Math.max and min of a list': one('return [Math.max(...a), Math.min(...a, x), Math.max(0, ...a, ...[x, 3])];'),
  'a tuple': [
    '// @differentiable\nexport function f(p: [number, number], q: readonly [number, string, boolean]) { const [a, b] = p; p[0] = b; const r: [number, number] = [a * q[0], q[2] ? b : 0]; return r; }',
    [
      [1, 2],
      [3, 'a', true],
    ],
  ],
  'shift and unshift': one(
    'const first = a.shift() ?? -1; const n = a.unshift(x, 2); a.unshift(); const next = a.shift()!; return [first, n, next, a.length];',
  ),
  'an element looked up twice': one('const i = a.length - 1; const v = a[i]!; a[i] = v * x; return v + a[i]!;', [
    [1, 2],
    3,
  ]),
  'strings of numbers': one("let s = ''; for (const v of a) s += v.toFixed(1) + ','; return `${s}${x}`;"),
  'methods that are not followed': one(
    'const b = [...a].sort((p, q) => q - p); b.splice(1, 1); b.unshift(x); const i = b.indexOf(x); return [b, i, a.includes(2), a.join("-"), b.shift()];',
  ),
});

describeSame('typed arrays', {
  'read and written': typed('for (let i = 1; i < a.length; i++) a[i]! += a[i - 1]! * x; return a[3];'),
  'in single precision': typed(
    'a[0] = 0.1 + x; const b = new Float32Array(2); b[1] = a[1]! * 1.1; const c = (b[0] = 0.3); return [b, c, a[0]];',
    'Float32Array',
  ),
  'made in every way': typed(
    'const b = new Float64Array(3); const c = new Float64Array([x, 2]); const d = new Float64Array(a); const e = Float64Array.from(a, (v) => v * x); const g = Float64Array.of(1, x); const h = Float32Array.from(a); const k = new Float64Array(2.7); d[0] = 7; return [b, c, d, e, g, h, k, new Float64Array()];',
  ),
  'subarray shares its memory': typed('const b = a.subarray(1, 3); b[0] = x; a[2] = 9; return [b, a];'),
  'set, slice, fill, reverse': typed(
    'const b = new Float64Array(6); b.set(a); b.set([x, 1], 4); b.set(b.subarray(0, 2), 2); const c = b.slice(2).fill(x, 1, 2); b.reverse(); return [b, c];',
  ),
  'map, reduce, filter, forEach': typed(
    'let s = 0; a.forEach((v, i) => { s += v * i; }); return [s, a.map((v) => v * x), a.reduce((p, v) => p + v), a.filter((v) => v > 1)];',
  ),
  'integer arrays': typed(
    'const index = new Int32Array([2, 0, 1]); let s = 0; for (let i = 0; i < 3; i++) s += a[index[i]!]! * (i + 1); index[0] = 1; index[1]! += 2; return [s, index[0], index];',
  ),
});

describeSame('methods that call back', {
  'map with index and array': one('return a.map((v, i, all) => v * i + all.length * x);'),
  'map of a function by name': [
    'const double = (v: number) => v * 2; function triple(v: number, i: number) { return v * 3 + i; }\n// @differentiable\nexport function f(a: number[]) { const quad = (v: number) => v * 4; return [a.map(double), a.map(triple), a.map(quad), a.map(Math.sqrt), a.map(Number)]; }',
    [[1, 4]],
  ],
  'forEach that assigns what surrounds it': one(
    'let s = 0, m = -Infinity; a.forEach((v) => { s += v * x; if (v > m) m = v; }); return [s, m];',
  ),
  'forEach with returns within': one('let s = 0; a.forEach((v) => { if (v > 2) return; s += v; }); return s;'),
  'reduce with and without a start': one(
    'return [a.reduce((p, v, i) => p + v * i, x), a.reduce((p, v) => p * v, 1), a.reduceRight((p, v) => p - v, 0)];',
  ),
  'reduce of nothing throws': one('return a.reduce((p, v) => Math.max(p, v)) + a.reduceRight((p, v) => p - v);'),
  'reduce into an array': one('return a.reduce<number[]>((list, v) => { list.push(v * x); return list; }, []);'),
  'filter, some, every, find, findIndex': one(
    'return [a.filter((v) => v > x), a.some((v) => v > 2), a.every((v) => v > 0), a.find((v) => v > 1) ?? -1, a.findIndex((v) => v === 2)];',
  ),
  'callbacks that change the array': one(
    'return [a.map((v, i) => { if (i + 1 < a.length) a[i + 1] = x; return v; }), a];',
  ),
  chained: one('return a.map((v) => v * x).filter((v) => v > 0).reduce((p, v) => p + v, 0);'),
  'nested callbacks': one('return a.map((v) => a.map((w) => v * w + x).reduce((p, q) => p + q, 0));'),
  'callbacks in loops': one(
    'let s = 0; for (let k = 0; k < 3; k++) { a.forEach((v) => { s += v * k; }); if (s > 10) break; } return s;',
  ),
  'callbacks that shrink the array': one('let n = 0; a.forEach(() => { n++; a.pop(); }); return n;'),
});

describeSame('objects', {
  'fields read and written': [
    'type P = { x: number; y: number };\n// @differentiable\nexport function f(p: P, k: number) { p.x += k; const q = { x: p.y, y: k }; q.x *= 2; q.y++; return { sum: p.x + q.x, q, k }; }',
    [{ x: 1, y: 2 }, 3],
  ],
  nested: [
    'interface Camera { f: number; pose: { t: number[]; r: [number, number] } }\n// @differentiable\nexport function f(c: Camera) { c.pose.t[0]! *= c.f; const { pose } = c; pose.r[1] = pose.t[0]!; pose.t = [1, 2]; return c.pose.t[1]! + pose.r[1]; }',
    [{ f: 2, pose: { t: [3], r: [4, 5] } }],
  ],
  'aliases of one object': [
    '// @differentiable\nexport function f(p: { v: number }) { const q = p; q.v = 5; const list = [p, q, { v: 1 }]; list[0]!.v += 2; return p.v + list[1]!.v + list[2]!.v; }',
    [{ v: 1 }],
  ],
  'spread of objects': [
    '// @differentiable\nexport function f(p: { x: number; y: number }, k: number) { const q = { ...p, y: k }; const r = { ...q, x: 7 }; q.x = 100; return [q, r]; }',
    [{ x: 1, y: 2 }, 3],
  ],
  'a list of objects': [
    'type Body = { m: number; p: [number, number] };\n// @differentiable\nexport function f(bodies: Body[]) { let e = 0; for (const a of bodies) for (const b of bodies) { if (a === b) continue; const dx = a.p[0] - b.p[0]; e += a.m * b.m * dx; a.p[1] += dx; } return e; }',
    [
      [
        { m: 1, p: [0, 1] },
        { m: 2, p: [3, 4] },
      ],
    ],
  ],
  'a linked list': [
    'type Node = { v: number; next: Node | undefined };\n// @differentiable\nexport function f(x: number) { let head: Node | undefined; for (let i = 0; i < 4; i++) head = { v: i * x, next: head }; let s = 0; for (let at = head; at !== undefined; at = at.next) s = s * 2 + at.v; return s; }',
    [0.5],
  ],
  'optional fields': [
    '// @differentiable\nexport function f(o: { a: number; b?: number }) { if (o.b === undefined) o.b = o.a * 2; const { a, b = 7 } = o; return a + b + (o.b ?? 1); }',
    [{ a: 1 }],
    [{ a: 1, b: 4 }],
  ],
  'names in quotes': [
    "// @differentiable\nexport function f(o: { 'a b': number; c: number }) { o['a b'] += 1; return o['a b'] * o['c']; }",
    [{ 'a b': 1, c: 2 }],
  ],
  'unknown names': [
    '// @differentiable\nexport function f(o: Record<string, number>, k: string) { o[k] = (o[k] ?? 0) + 1; return o[k]! + Object.keys(o).length; }',
    [{ a: 1 }, 'a'],
    [{ a: 1 }, 'b'],
  ],
  'shapes of several kinds': [
    "type Shape = { kind: 'circle'; r: number } | { kind: 'box'; w: number; h: number };\n// @differentiable\nexport function f(s: Shape) { if (s.kind === 'circle') return Math.PI * s.r ** 2; const { w, h } = s; s.w = 1; return w * h; }",
    [{ kind: 'circle', r: 2 }],
    [{ kind: 'box', w: 2, h: 3 }],
  ],
});

describeSame('patterns', {
  'of arrays': one(
    'const [p, , q = 7, ...rest] = a; let u, v; [u, v = x] = a; [u, v] = [v, u]; return [p ?? -1, q, rest, u ?? 0, v ?? 0];',
  ),
  'of objects': [
    '// @differentiable\nexport function f(o: { a: number; b: { c: number[]; d?: number } }) { const { a, b: { c: [first, second = 9], d = a } } = o; let x = 0, y = 0; ({ a: x, b: { c: [y] = [0] } } = { ...o, b: { c: [5] } }); return [a, first, second, d, x, y]; }',
    [{ a: 1, b: { c: [2] } }],
    [{ a: 1, b: { c: [2, 3], d: 4 } }],
  ],
  'into elements and fields': one(
    'const o = { v: 0, w: [0, 0] }; [o.v, o.w[1], a[0]] = [x, a[0] ?? 1, 2]; ({ v: o.w[0] } = { v: 8 }); return [o, a];',
  ),
  'of parameters': [
    '// @differentiable\nexport function f({ a, b = 2 }: { a: number; b?: number }, [x, [y]]: [number, number[]], ...rest: number[]) { return a + b * x + y! * rest.length + (rest[0] ?? 0); }',
    [{ a: 1 }, [2, [3]]],
    [{ a: 1, b: 5 }, [2, [3]], 7, 8],
  ],
  'with values that act': one(
    'let n = 0; const next = () => ++n; const [p = next(), q = next()] = a; return [p, q, n];',
  ),
});
