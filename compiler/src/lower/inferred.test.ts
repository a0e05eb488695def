/** Variables without a type, in programs that are not strict: they have the type of what they are given. */

import { describeSame } from './lowering.test-support.js';

const loose = { typed: true, compiler: { strict: false } };

const body = (text: string): readonly [string, ...(readonly number[])[]] => [
  `// @differentiable\nexport function f(x: number, y: number) { ${text} }`,
  [0.5, 3],
  [-2, 0.25],
  [0, -1],
];

describeSame(
  'a variable without a type',
  {
    'is a number': body('let sum; sum = 0; for (let i = 0; i < 3; i++) sum += x * i; return sum * y;'),
    'is computed from itself': body('let a; a = x; a = a * y; a = a + a; return a;'),
    'may have no value yet': body('let best; if (x > 0) best = x * y; return best === undefined ? y : best * 2;'),
    'may never get one where it is read': body('let best; for (let i = 0; i < x; i++) best = i * y; return best * 2;'),
    'is a list': body('const all = []; for (let i = 0; i < 3; i++) all.push(x * i); return all[1] * y + all.length;'),
    'is a list of lists': body(
      'const rows = []; for (let i = 0; i < 3; i++) { const row = []; row.push(x, i * y); rows.push(row); } return rows[1][0] * rows[2][1];',
    ),
    'is a list of a given length': body(
      'let list; list = new Array(3); for (let i = 0; i < 3; i++) list[i] = x * i; return list[2] * y;',
    ),
    'is a list by one way and another': body(
      'let list; if (x > 0) list = [x, y]; else { list = []; list.push(y); } return list[0] * list.length;',
    ),
    'changes within a function': body(
      'let last; const keep = (v: number) => { last = v * x; return last; }; keep(y); return last + keep(2);',
    ),
    'is an object': body(
      'const at = (t: number) => ({ u: t, v: t * x }); let last = at(0); let next; let sum = 0; for (let i = 1; i < 4; i++) { next = at(i); sum += next.u * last.v; last = next; } return sum * next.v * y;',
    ),
    'is a list of objects': body(
      'const rows = []; for (let i = 0; i < 3; i++) rows.push({ t: i, u: x * i }); return rows[2].u * rows[1].t * y;',
    ),
    counts: body('let n; n = 0; while (n < 4) n++; return n * x * y;'),
  },
  loose,
);

/** What is not a number everywhere is left as it is. */
describeSame(
  'a variable that may be other things',
  {
    'a text later': body('let v; v = 1; v = "a" + v; return v.length;'),
    'a number or null': body('let v = null; for (let i = 0; i < 2; i++) v = v === null ? i : v + 1; return v;'),
    'objects of several types': body(
      'let v; if (x > 0) v = { a: x }; else v = { a: x, b: y }; return "b" in v ? v.b : v.a;',
    ),
    'an object or none': body('let v; if (x > 0) v = { a: x }; return v ? v.a : y;'),
    'what comes out of a pattern': body('let v; [v] = [3]; return v;'),
  },
  loose,
);
