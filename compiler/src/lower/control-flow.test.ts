/** Loops, jumps and switches: the IR computes what the source computes. */

import { type Case, describeSame } from './lowering.test-support.js';

const numbers = [
  [0, 1],
  [1, 0.5],
  [3, -2],
  [7, 2],
] as const;

const loops = (body: string): Case => [
  `// @differentiable\nexport function f(n: number, x: number) { ${body} }`,
  ...numbers,
];

/* Every kind of loop, with every way of leaving a turn, at two depths, with what is carried in different places. */

const heads: Readonly<Record<string, readonly [before: string, head: string, after: string]>> = {
  for: ['', 'for (let i = 0; i < n; i++) {', '}'],
  'for downwards': ['', 'for (let i = n - 1; i >= 0; i -= 1) {', '}'],
  'for without parts': ['let i = -1;', 'for (;;) { i += 1; if (i >= n) break;', '}'],
  while: ['let i = -1;', 'while (++i < n) {', '}'],
  'while with a pure test': ['let i = -1;', 'while (i < n - 1) { i++;', '}'],
  'while true': ['let i = -1;', 'while (true) { i++; if (i >= n) break;', '}'],
  do: ['let i = -1;', 'do { i++;', '} while (i < n);'],
  'do with a test that acts': ['let i = -1;', 'do { i += 2;', '} while (i++ < n);'],
  'for…of': ['', 'for (const i of Array.from({ length: n }, (_, k) => k)) {', '}'],
};

const turns: Readonly<Record<string, string>> = {
  nothing: 's += i * x;',
  'a break': 's += 1; if (s > 3) break; s += i * x;',
  'a break on both sides': 's += i; if (i > 2) { s *= 2; break; } else if (x < 0) { s -= 1; break; } q += s;',
  'a continue': 's += 1; if (i % 2 === 1) continue; s += i * x;',
  'a continue that carries': 'if (i === 1) { q += 10; s = q; continue; } s += x; q = s * 2;',
  'a break and a continue': 'if (i === 1) { q = s; continue; } if (i > 3) { q += 100; break; } s = s * x + 1;',
  'an early return': 's += i; if (s > 4) return s * 10 + q; q += x;',
  'a throw': 's += i; if (i > 4) throw new Error(`too far: ${i}`); q += x;',
  'a continue of both sides': 'if (i % 2 === 0) { s += 1; continue; } else { q += i; continue; }',
  'a block that is left': 'inner: { s += 1; if (i > 1) break inner; s += 10; if (i > 0) break inner; q += 1; } s += q;',
};

const combinations: Record<string, Case> = {};
for (const [headName, [before, head, after]] of Object.entries(heads)) {
  for (const [turnName, turn] of Object.entries(turns)) {
    combinations[`${headName} with ${turnName}`] = loops(
      `let s = 0, q = 1; ${before} ${head} ${turn} ${after} return [s, q];`,
    );
  }
}
describeSame('every loop with every turn', combinations);

const nested: Record<string, Case> = {};
for (const [headName, [before, head, after]] of Object.entries(heads)) {
  for (const [turnName, turn] of Object.entries({
    'a labelled break': 's += i * j; if (j > 1 && i > 0) break outer; q += x;',
    'a labelled continue': 's += i * j; if (j === 1 && i > 0) continue outer; q += x;',
    'a plain continue and break': 'if (j === 0) continue; if (j > i) break; s += j; q = s + x;',
    'a return': 'if (i * j > 3) return s; s += i + j; q += x;',
  })) {
    const inner = `for (let j = 0; j < 3; j++) { ${turn} }`;
    nested[`${headName} around a loop with ${turnName}`] = loops(
      `let s = 0, q = 1; ${before} outer: ${head} q += 1; ${inner} s += 0.5; ${after} return [s, q];`,
    );
    nested[`a loop around ${headName} with ${turnName}`] = loops(
      `let s = 0, q = 1; outer: for (let j = 0; j < 3; j++) { q += 1; ${before} ${head} ${turn} ${after} s += 0.5; } return [s, q];`,
    );
  }
}
describeSame('every loop within and around another', nested);

describeSame('loops', {
  'variables that swap': loops(
    'let a = 1, b = x; for (let i = 0; i < n; i++) { const t = a; a = b; b = t + b; } return [a, b];',
  ),
  'swapped by destructuring': loops(
    'let a = 1, b = x; for (let i = 0; i < n; i++) [a, b] = [b, a + b]; return [a, b];',
  ),
  'a variable assigned in the loop and read behind it': loops(
    'let last: number; do { last = x * n; n -= 1; } while (n > 0); return last;',
  ),
  'a variable that each turn makes anew': loops(
    'let t: number; let s = 0; for (let i = 0; i < n; i++) { if (i > 1) t = i; else t = -x; s += t; } return s;',
  ),
  'a variable without a value that a turn may leave unset': loops(
    'let best: number | undefined; for (let i = 0; i < n; i++) { if (best === undefined || i * x > best) best = i * x; } return best;',
  ),
  'var belongs to the function': loops(
    'for (var i = 0; i < n; i++) { var t: number | undefined = i * x; } for (var i = 0; i < 2; i++) t = (t ?? 0) + i; return [i, t];',
  ),
  'several counters': loops('let s = 0; for (let i = 0, j = n; i < j; i++, j--) s += i * j * x; return s;'),
  'a counter that the body changes': loops(
    'let s = 0; for (let i = 0; i < n; i++) { s += i; if (i === 2) i += 2; } return s * x;',
  ),
  'a bound that the body changes': loops(
    'let s = 0; for (let i = 0; i < n; i++) { s += x; if (i > 2) n = 0; } return [s, n];',
  ),
  'fractional bounds and steps': loops('let s = 0; for (let i = 0; i < n + 0.5; i += 0.7) s += i; return s * x;'),
  'three loops deep': loops(
    'let s = 0; for (let i = 0; i < n; i++) { let p = 1; for (let j = 0; j < i; j++) { p *= x; let q = p; while (q > 1) { q /= 2; s += q; } } s += p; } return s;',
  ),
  'an endless loop that returns': loops('let s = x; while (true) { s += 1; if (s > n) return s; }'),
  'an endless loop that throws': loops('let i = 0; for (;;) { if (i++ > n) throw new RangeError("end"); }'),
  'an endless loop left from within': loops(
    'let s = 0; outer: while (true) { for (;;) { s += 1; if (s > n) break outer; if (s % 2 === 0) break; } s += x > 0 ? x : 1; } return s;',
  ),
  'a test with effects': loops('let i = 0, s = 0; while ((i += 1) < n && (s += i) < 10) s += x; return [i, s];'),
  'a test that calls': [
    'const below = (i: number, n: number) => i < n;\n// @differentiable\nexport function f(n: number, x: number) { let i = 0; while (below(i, n)) i += x > 0 ? x : 1; return i; }',
    ...numbers,
  ],
  'a body that never falls through': loops('for (let i = 0; i < n; i++) { return i + x; } return -1;'),
  'a body that only breaks': loops('let s = 0; for (let i = 0; i < n; i++) { s = i + 1; break; } return s;'),
  'an empty body': loops('let i = 0; for (; i < n; i++); while (i > 10) i--; return i + x;'),
  'code behind an exit': loops(
    'let s = 0; for (let i = 0; i < n; i++) { if (i > 1) { continue; s += 100; } s += x; } return s; s = 4;',
  ),
  'nested loops that share a variable': loops(
    'let s = 1; for (let i = 0; i < n; i++) { for (let j = 0; j < 2; j++) { s = s * x + j; if (s > 50) break; } if (s < -50) break; } return s;',
  ),
  'for…of that re-reads the length': [
    '// @differentiable\nexport function f(a: number[]) { let s = 0; for (const v of a) { s += v; if (a.length < 6) a.push(v * 2); } return s; }',
    [[1, 2, 3]],
    [[]],
  ],
  'for…of with entries, keys and values': [
    '// @differentiable\nexport function f(a: number[]) { let s = 0; for (const [i, v] of a.entries()) s += i * v; for (const k of a.keys()) s += k; for (const v of a.values()) s *= v; return s; }',
    [[1, 2, 3]],
  ],
  'for…of that assigns': [
    '// @differentiable\nexport function f(a: number[], o: { v: number }) { let x = 0; let s = 0; for (x of a) s += x; for (o.v of a) s += o.v; return s * x; }',
    [[1, 2, 3], { v: 0 }],
  ],
  'for…of over rows, taken apart': [
    '// @differentiable\nexport function f(rows: [number, number][]) { let s = 0; for (const [a, b] of rows) { if (a < 0) continue; s += a * b; } return s; }',
    [
      [
        [1, 2],
        [-1, 5],
        [3, 4],
      ],
    ],
  ],
  'for…of over typed arrays': [
    '// @differentiable\nexport function f(a: Float64Array) { let s = 0; for (const v of a) { if (v > 2) break; s += v; } return s; }',
    [new Float64Array([1, 2, 3, 1])],
  ],
});

const switches = (body: string): Case => [
  `// @differentiable\nexport function f(k: number, x: number) { ${body} }`,
  [0, 2],
  [1, 2],
  [2, 2],
  [3, 2],
  [4, 2],
  [9, 2],
];

describeSame('switch', {
  plain: switches(
    'let r = 0; switch (k) { case 0: r = x; break; case 1: r = 2 * x; break; default: r = -1; } return r;',
  ),
  'without default': switches('let r = 5; switch (k) { case 0: r = x; break; case 2: { r *= 2; break; } } return r;'),
  'with returns': switches(
    'switch (k) { case 0: return x; case 1: return x * 2; case 2: throw new Error("two"); default: return 0; }',
  ),
  'shared bodies': switches(
    'let r = 0; switch (k) { case 0: case 1: r = 1; break; case 2: case 3: case 4: r = x; break; default: r = 9; } return r;',
  ),
  'default in the middle': switches(
    'let r = 0; switch (k) { case 0: r = 1; break; default: r = x; break; case 2: r = 3; } return r;',
  ),
  'default with another case': switches(
    'let r = 0; switch (k) { case 0: r = 1; break; case 3: default: r = x; break; case 2: r = 3; } return r;',
  ),
  'running on': switches(
    'let r = 0; switch (k) { case 0: r += 1; case 1: r += 10; case 2: r += 100; break; case 3: r += 1000; default: r += x; } return r;',
  ),
  'running on from a default in the middle': switches(
    'let r = 0; switch (k) { case 0: r += 1; default: r += 10; case 2: r += 100; break; case 3: r += 1000; } return r;',
  ),
  'break within a branch': switches(
    'let r = 0; switch (k) { case 0: if (x > 1) break; r = 1; break; case 1: r = 2; if (x > 5) { r = 3; break; } r += 1; break; default: r = 7; } return r;',
  ),
  'break and continue of the loop around': switches(
    'let r = 0; for (let i = 0; i < 6; i++) { switch (i) { case 1: continue; case 3: r += 5; break; case 5: return r; default: if (i > k) break; r += x; } r += 1; } return r;',
  ),
  'tests that act': switches(
    'let n = 0; let r = 0; switch (k) { case (n += 1): r = 1; break; case (n += 1): r = 2; break; default: r = 3; } return [r, n];',
  ),
  'a subject that acts': switches(
    'let r = 0; switch (k++) { case 0: r = k; break; case 1: r = k * 2; } return [r, k];',
  ),
  'over text': [
    "type Kind = 'a' | 'b' | 'c';\n// @differentiable\nexport function f(kind: Kind, x: number) { let r: number; switch (kind) { case 'a': r = x; break; case 'b': r = x * x; break; case 'c': r = 1; break; } return r; }",
    ['a', 3],
    ['b', 3],
    ['c', 3],
  ],
  'over truth': switches(
    'let r = 0; switch (true) { case k > 2: r = 1; break; case k > 0: r = x; break; default: r = 3; } return r;',
  ),
  labelled: switches(
    'let r = 0; here: switch (k) { case 0: for (;;) { r += 1; if (r > 3) break here; } case 1: r += 50; } return r + x;',
  ),
  nested: switches(
    'let r = 0; switch (k) { case 1: switch (x) { case 2: r = 4; break; default: r = 5; } r += 1; break; default: r = 2; } return r;',
  ),
});
