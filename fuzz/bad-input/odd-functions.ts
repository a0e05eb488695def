/** Annotations on functions of odd kinds, and on what is no function. */
import { at, f, type OddProgram } from './odd-program.js';

export const oddFunctions: readonly OddProgram[] = [
  {
    name: 'async function',
    source: '// @differentiable\nexport async function f(x: number): Promise<number> {\n  return x * x;\n}\n',
    errors: [1004],
  },
  {
    name: 'async arrow',
    source: '// @differentiable\nexport const f = async (x: number): Promise<number> => x * x;\n',
    errors: [1004],
  },
  {
    name: 'generator',
    source: '// @differentiable\nexport function* f(x: number): Generator<number> {\n  yield x * x;\n}\n',
    errors: [1005],
  },
  {
    name: 'async generator',
    source: '// @differentiable\nexport async function* f(x: number): AsyncGenerator<number> {\n  yield x * x;\n}\n',
    errors: [1005],
  },
  {
    name: 'generator that is called',
    source: f('return [...g(x)][0]! * y;', 'function* g(x: number): Generator<number> {\n  yield x * x;\n}'),
    errors: [2002],
  },
  {
    name: 'async function that is called',
    source: f('void g(x);\n  return x * y;', 'async function g(x: number): Promise<number> {\n  return x * x;\n}'),
    errors: [],
  },
  {
    name: 'overloads',
    source:
      '// @differentiable\nexport function f(x: number): number;\nexport function f(x: string): number;\nexport function f(x: number | string): number {\n  return typeof x === "number" ? x * x : 0;\n}\nexport const points = [[1.3]];\n',
    errors: [2002],
  },
  {
    name: 'annotated overload and implementation',
    source:
      '// @differentiable\nexport function f(x: number): number;\n// @differentiable\nexport function f(x: number): number {\n  return x * x;\n}\n',
    errors: [],
  },
  {
    name: 'ambient function',
    source: '// @differentiable\nexport declare function f(x: number): number;\n',
    errors: [],
  },
  {
    name: 'ambient function that is called',
    source: f('return g(x) * y;', 'declare function g(x: number): number;'),
    errors: [1002],
  },
  {
    name: 'method',
    source: 'export class A {\n  // @differentiable\n  f(x: number): number {\n    return x * x;\n  }\n}\n',
    errors: [1011],
  },
  {
    name: 'abstract method',
    source: 'export abstract class A {\n  // @differentiable\n  abstract f(x: number): number;\n}\n',
    errors: [1011],
  },
  {
    name: 'getter',
    source: 'export class A {\n  x = 1;\n  // @differentiable\n  get f(): number {\n    return this.x;\n  }\n}\n',
    errors: [1011],
  },
  {
    name: 'setter',
    source: 'export class A {\n  x = 1;\n  // @differentiable\n  set f(x: number) {\n    this.x = x;\n  }\n}\n',
    errors: [1011],
  },
  {
    name: 'constructor',
    source: 'export class A {\n  // @differentiable\n  constructor(readonly x: number) {}\n}\n',
    errors: [1011],
  },
  {
    name: 'private method',
    source:
      'export class A {\n  // @differentiable\n  #f(x: number): number {\n    return x * x;\n  }\n  g = this.#f(1);\n}\n',
    errors: [1011],
  },
  { name: 'static block', source: 'export class A {\n  // @differentiable\n  static {}\n}\n', errors: [] },
  {
    name: 'index signature',
    source: 'export class A {\n  // @differentiable\n  [key: string]: number;\n}\n',
    errors: [],
  },
  {
    name: 'decorated method',
    source:
      'declare const d: any;\nexport class A {\n  // @differentiable\n  @d f(x: number): number {\n    return x * x;\n  }\n}\n',
    errors: [1011],
  },
  {
    name: 'property that holds a function',
    source: 'export class A {\n  // @differentiable\n  f = (x: number): number => x * x;\n}\n',
    errors: [1011],
  },
  {
    name: 'method of an object',
    source: 'export const a = {\n  // @differentiable\n  f(x: number): number {\n    return x * x;\n  },\n};\n',
    errors: [1011],
  },
  { name: 'class', source: '// @differentiable\nexport class A {}\n', errors: [] },
  {
    name: 'interface',
    source: '// @differentiable\nexport interface A {\n  // @differentiable\n  f(x: number): number;\n}\n',
    errors: [],
  },
  {
    name: 'function in a namespace',
    source:
      'export namespace N {\n  // @differentiable\n  export function f(x: number): number {\n    return x * x;\n  }\n}\n',
    errors: [1028],
  },
  {
    name: 'function in a function',
    source:
      'export function g(): void {\n  // @differentiable\n  function f(x: number): number {\n    return x * x;\n  }\n  f(1);\n}\n',
    errors: [1028],
  },
  {
    name: 'function in a block',
    source: '{\n  // @differentiable\n  function f(x: number): number {\n    return x * x;\n  }\n  f(1);\n}\n',
    errors: [1028],
  },
  {
    name: 'function in a variable that can change',
    source: '// @differentiable\nexport let f = (x: number): number => x * x;\n',
    errors: [1028],
  },
  {
    name: 'function in a pattern',
    source: '// @differentiable\nexport const [f] = [(x: number): number => x * x];\n',
    errors: [],
  },
  {
    name: 'default export without a name',
    source: '// @differentiable\nexport default function (x: number): number {\n  return x * x;\n}\n',
    errors: [4007],
  },
  {
    name: 'default export of an arrow',
    source: '// @differentiable\nexport default (x: number): number => x * x;\n',
    errors: [4007],
  },
  {
    name: 'default export with a name',
    source: '// @differentiable\nexport default function f(x: number, y: number): number {\n  return x * y;\n}\n',
    errors: [],
  },
  {
    name: 'export =',
    source: '// @differentiable\nfunction f(x: number): number {\n  return x * x;\n}\nexport = f;\n',
    errors: [],
  },
  {
    name: 'generic function',
    source: '// @differentiable\nexport function f<T extends number>(x: T): number {\n  return x * x;\n}\n',
    errors: [],
  },
  {
    name: 'function that takes this',
    source:
      '// @differentiable\nexport function f(this: { a: number }, x: number): number {\n  return this.a * x;\n}\n',
    errors: [1006],
  },
  {
    name: 'parameters that are patterns',
    source:
      '// @differentiable\nexport function f({ x }: { x: number }, [y]: [number]): number {\n  return x * y;\n}\nexport const points = [[{ x: 1.3 }, [0.7]]];\n',
    errors: [],
  },
  {
    name: 'function without parameters',
    source: '// @differentiable\nexport function f(): number {\n  return 1;\n}\n',
    errors: [3005],
  },
  {
    name: 'parameter of type any',
    source: '// @differentiable\nexport function f(x: any): number {\n  return x * x;\n}\n',
    errors: [2001],
  },
  {
    name: 'parameter of type unknown',
    source: '// @differentiable\nexport function f(x: unknown): number {\n  return Number(x) * 2;\n}\n',
    errors: [1016],
  },
  {
    name: 'parameter of type never',
    source: '// @differentiable\nexport function f(x: never): number {\n  return x;\n}\n',
    errors: [2002],
  },
  { name: 'immediately called', source: f('return (() => x * y)();'), errors: [] },
  { name: 'recursive without an end', source: f('return f(x, y);').replace(at, ''), errors: [] },
  {
    name: 'functions that call each other',
    source: f(
      'return x > 2 ? x : g(y, x);',
      'function g(a: number, b: number): number {\n  return f(a + 2, b) * a;\n}',
    ),
    errors: [],
  },
];
