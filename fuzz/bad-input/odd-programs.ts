/** Legal and illegal programs of every odd kind, and what becomes of each. */
import { oddFunctions } from './odd-functions.js';
import { at, f, type OddProgram } from './odd-program.js';

export type { OddProgram } from './odd-program.js';

export const oddPrograms: readonly OddProgram[] = [
  // Files
  { name: 'empty file', source: '', errors: [] },
  { name: 'only a comment', source: '// @differentiable', errors: [] },
  { name: 'byte order mark', source: `\uFEFF${f('return x * y;')}`, errors: [] },
  { name: 'carriage returns', source: f('const a = x * y;\n  return a * a;').replaceAll('\n', '\r\n'), errors: [] },
  { name: 'line separator in a comment', source: f('return x * y; // a \u2028 + 1'), errors: [] },
  { name: 'line separator in a string', source: f("return '\u2028'.length * x * y;"), errors: [] },
  {
    name: 'declaration file',
    fileName: 'a.d.ts',
    source: '// @differentiable\nexport declare function f(x: number): number;\n',
    errors: [],
  },
  {
    name: 'JSX',
    fileName: 'a.tsx',
    source: f('return x * y;', 'const element = <div />;').replace(at, ''),
    errors: [],
  },
  {
    name: 'JSX in the function',
    fileName: 'a.tsx',
    source: f('const element = <div />;\n  return x * y;'),
    errors: [2004],
  },
  { name: 'JavaScript module', source: f('return x * y;'), fileName: 'a.mts', errors: [] },

  // Syntax and type errors
  { name: 'missing brace', source: f('return x * (y;'), errors: [2004] },
  { name: 'unterminated comment', source: `${f('return x * y;')}/* `, errors: [2004] },
  { name: 'unterminated template', source: f('return `${x;'), errors: [2004] },
  {
    name: 'function without a body',
    source: '// @differentiable\nexport function f(x: number): number;\n',
    errors: [],
  },
  { name: 'number returned as text', source: f("return 'text';"), errors: [2004] },
  { name: 'unknown name', source: f('return x * missing;'), errors: [2004] },
  {
    name: 'unknown type',
    source: '// @differentiable\nexport function f(x: Missing): number {\n  return x;\n}\n',
    errors: [2004],
  },
  { name: 'type error elsewhere', source: f('return x * y;', "const other: number = 'text';"), errors: [] },
  {
    name: 'type error in what is called',
    source: f('return g(x) * y;', "function g(x: number): number {\n  return 'text';\n}"),
    errors: [1003],
  },
  {
    name: 'function declared twice',
    source: f('return x * y;', 'export function f(x: number): number {\n  return x;\n}'),
    errors: [2004],
  },
  {
    name: 'circular type',
    source: '// @differentiable\nexport function f(x: A): number {\n  return x;\n}\ntype A = A[];\n',
    errors: [2004],
  },
  { name: 'missing import', source: `import { g } from './missing.js';\n${f('return g(x) * y;')}`, errors: [2001] },
  {
    name: 'suppressed type error',
    source: f("// @ts-expect-error on purpose\n  const a: number = 'text';\n  return x * y + a.length;"),
    errors: [2004],
  },

  ...oddFunctions,

  // Modules
  {
    name: 'circular imports',
    source: `import { g } from './b.js';\n${f('return g(x) * y;')}`,
    others: {
      'b.ts':
        "import { f } from './a.js';\nexport function g(x: number): number {\n  return x > 9 ? f(x, x) : x * x;\n}\n",
    },
    errors: [],
  },
  {
    name: 'import of itself',
    source: `import { f as again } from './a.js';\n${f('return x > 9 ? again(x - 1, y) : x * y;')}`,
    errors: [],
  },
  {
    name: 'import type',
    source: `import type { T } from './b.js';\n${f('const a: T = x;\n  return a * y;')}`,
    others: { 'b.ts': 'export type T = number;\n' },
    errors: [],
  },

  // Constructs
  { name: 'eval', source: f("return eval('x') * y;"), errors: [1020] },
  {
    name: 'eval whose value no derivative needs',
    source: f("const turns = 2;\n  return (eval('turns < 3') ? x : y) * y;"),
    errors: [1020],
  },
  {
    name: 'eval of the global names',
    source: f("const run = eval;\n  return (run('1 < 3') ? x : y) * y;"),
    errors: [],
  },
  {
    name: 'function made from text',
    source: f("return (new Function('n', 'return n < 3')(2) ? x : y) * y;"),
    errors: [],
  },
  { name: 'with', source: f('with (Math) { return sin(x) * y; }'), errors: [2004] },
  { name: 'arguments', source: f('return arguments[0] * y;'), errors: [1020] },
  { name: 'new.target', source: f('return new.target ? x : y;'), errors: [] },
  {
    name: 'this',
    source: '// @differentiable\nexport function f(this: number, y: number): number {\n  return this * y;\n}\n',
    errors: [1006],
  },
  {
    name: 'number or boolean joined by ??',
    source: f('if (x * x ?? true) return x * y;\n  return y;'),
    errors: [],
  },
  {
    name: 'element or boolean joined by ??',
    source: f('const a = [x, y];\n  if (a[5] ?? true) return x * y;\n  return ((a[1] ?? true) as number) * y;'),
    errors: [2002],
  },
  {
    name: 'assignments through casts in loops',
    source: f(
      'let s = x;\n  let t = y;\n  for (let i = 0; i < 2; i++) {\n    (<number>s) = s * 1.8;\n    (s as number) += y;\n    t! = t * s;\n    (t satisfies number) = t + 1;\n    [(<number>s)] = [s * t];\n    (<number>(t as unknown))++;\n  }\n  for ((<number>s) of [s, t]) t += s;\n  return s * t;',
    ),
    errors: [],
  },
  {
    name: 'fields of a class that assign a counter',
    source: f(
      'let s = x;\n  for (let i = 0; new (class {\n    #x = i++;\n    get x() {\n      return this.#x;\n    }\n  })().x < 3; ) s *= y;\n  return s;',
    ),
    errors: [1008, 1020, 1020],
  },
  {
    name: 'fields of a class that read a variable',
    source: f('let i = 1;\n  const C = class {\n    n = i;\n  };\n  i = 2;\n  return new C().n > 1 ? x * y : y;'),
    errors: [],
  },
  {
    name: 'class made in place, with arguments that count',
    source: f(
      'let i = 0;\n  const a = [1, 2];\n  const n = new (class {\n    constructor(readonly k: number, readonly j: number) {}\n  })(i++, ...([a[1]!] as [number])).j;\n  return n > 1 && i > 0 ? x * y : y;',
    ),
    errors: [],
  },
  { name: 'proxy', source: f('const p = new Proxy({ x }, {});\n  return p.x * y;'), errors: [1023] },
  {
    name: 'symbol as a key',
    source: f('const s = Symbol();\n  const o = { [s]: x };\n  return o[s] * y;'),
    errors: [2002, 2002],
  },
  {
    name: 'private names',
    source: f(
      'return new A(x).get() * y;',
      'class A {\n  #x: number;\n  constructor(x: number) {\n    this.#x = x;\n  }\n  get(): number {\n    return this.#x;\n  }\n}',
    ),
    errors: [],
  },
  {
    name: 'labels',
    source: f(
      'let s = x;\n  outer: for (let i = 0; i < 3; i++) {\n    inner: for (;;) {\n      s *= y;\n      if (s < 0.3) break outer;\n      if (s < 5) continue outer;\n      break inner;\n    }\n  }\n  return s;',
    ),
    errors: [],
  },
  {
    name: 'label on a block',
    source: f('let s = x;\n  done: {\n    if (y > 0) break done;\n    s = 2 * s;\n  }\n  return s * y;'),
    errors: [],
  },
  { name: 'debugger and empty statements', source: f(';;debugger;;\n  return x * y;;'), errors: [] },
  { name: 'unreachable code', source: f('return x * y;\n  return x;'), errors: [] },

  // Names
  {
    name: 'names of generated companions',
    source: f(
      'const fAdjoint = x;\n  const xBar = y;\n  return fAdjoint * xBar;',
      'export const fTangent = 1;\nexport const fPullback = 2;\nexport const Tape = 3;\nexport const register = 4;',
    ),
    errors: [],
  },
  {
    name: 'parameters named like generated ones',
    source:
      '// @differentiable\nexport function f(valueBar: number, tape: number, xDot: number): number {\n  return valueBar * tape * xDot;\n}\nexport const points = [[1.1, 0.7, 2]];\n',
    errors: [],
  },
  {
    name: 'undefined shadowed',
    source: f('const g = (undefined: number): number => undefined * 2;\n  return g(x) * y;'),
    errors: [],
  },
  { name: 'NaN shadowed', source: f('const NaN = 2;\n  return NaN * x * y;'), errors: [] },
  {
    name: 'Math shadowed in the function',
    source: f('const Math = { sin: (a: number): number => a * a };\n  return Math.sin(x) * y;'),
    errors: [],
  },
  {
    name: 'Math shadowed in the module',
    source: f('return Math.sin(x) * y;', 'const Math = { sin: (a: number): number => a * a };'),
    errors: [],
  },
  {
    name: 'Math shadowed, and needed by the derivative',
    source: f('const Math = x;\n  return (x ** 1.5) * Math * y;'),
    errors: [],
  },
  {
    name: 'Unicode names',
    source:
      '// @differentiable\nexport function f(π: number, ẋ: number): number {\n  const 値 = π * ẋ;\n  return 値 * 値;\n}\nexport const points = [[1.3, 0.7]];\n',
    errors: [],
  },
  {
    name: 'escaped names',
    source:
      '// @differentiable\nexport function f(\\u0061: number, y: number): number {\n  return a * y;\n}\nexport const points = [[1.3, 0.7]];\n',
    errors: [],
  },
  {
    name: 'names of the prototype',
    source:
      '// @differentiable\nexport function f(constructor: number, toString: number): number {\n  const __proto__ = constructor * toString;\n  return __proto__ * 2;\n}\nexport const points = [[1.3, 0.7]];\n',
    errors: [],
  },
  {
    name: 'contextual keywords as names',
    source:
      '// @differentiable\nexport function f(async: number, of: number): number {\n  const get = async * of;\n  const type = get + of;\n  return type * get;\n}\nexport const points = [[1.3, 0.7]];\n',
    errors: [],
  },

  // Pragmas
  { name: 'unknown option', source: f('return x * y;').replace('able\n', 'able fast\n'), errors: [4001] },
  { name: 'empty wrt', source: f('return x * y;').replace('able\n', 'able wrt=\n'), errors: [4002] },
  { name: 'wrt of commas', source: f('return x * y;').replace('able\n', 'able wrt=,\n'), errors: [4002, 4003] },
  {
    name: 'wrt of an inherited name',
    source: f('return x * y;').replace('able\n', 'able wrt=__proto__\n'),
    errors: [3004],
  },
  { name: 'wrt twice', source: f('return x * y;').replace('able\n', 'able wrt=x wrt=y\n'), errors: [4003] },
  { name: 'empty mode', source: f('return x * y;').replace('able\n', 'able mode=\n'), errors: [4002] },
  { name: 'equals sign alone', source: f('return x * y;').replace('able\n', 'able =\n'), errors: [4001] },
  { name: 'backslash', source: f('return x * y;').replace('able\n', 'able \\\n'), errors: [4001] },
  { name: 'brace', source: f('return x * y;').replace('able\n', 'able {name}\n'), errors: [4001] },
  {
    name: 'pragma within a pragma',
    source: f('return x * y;').replace('able\n', 'able @differentiable\n'),
    errors: [4001],
  },
  { name: 'pragma twice', source: `// @differentiable\n${f('return x * y;')}`, errors: [4003] },
  {
    name: 'prose behind a dash',
    source: f('return x * y;').replace('able\n', 'able -- wrt=nothing {x}\n'),
    errors: [],
  },
  { name: 'pragma in a string', source: f('return x * y;', "export const text = '// @differentiable';"), errors: [] },
  {
    name: 'pragma in a template',
    source: f('return x * y;', 'export const text = `\n// @differentiable\n`;'),
    errors: [],
  },
  { name: 'pragma at the end of the file', source: `${f('return x * y;')}// @differentiable`, errors: [] },
  { name: 'capital letter', source: f('return x * y;').replace('@d', '@D'), errors: [] },
];
