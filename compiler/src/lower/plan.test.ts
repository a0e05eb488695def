/** Which functions are compiled, what their pragmas say, and what is said about those that cannot be. */

import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { lowered, programOf, type Sources } from './lowering.test-support.js';
import { planRoots } from './plan.js';

const rootsOf = (sources: Sources | string): readonly string[] =>
  lowered(sources).roots.map((key) => key.replace('/project/', ''));

/** Code, marked text, and severity of each diagnostic. */
const problemsOf = (source: string): readonly string[] =>
  lowered(source).diagnostics.map(({ code, origin, severity }) => {
    const marked = origin === undefined ? '' : source.slice(origin.start, origin.end).split('\n')[0];
    return `${code} ${severity === 'warning' ? 'warning ' : ''}${marked}`;
  });

describe('annotations', () => {
  it.each([
    ['a line comment before a function', '// @differentiable\nfunction f(x: number) { return x; }'],
    ['before an exported function', '// @differentiable\nexport function f(x: number) { return x; }'],
    ['before a default export', '// @differentiable\nexport default function f(x: number) { return x; }'],
    ['in JSDoc', '/**\n * Squares.\n * @differentiable\n */\nexport const f = (x: number) => x * x;'],
    ['in JSDoc on one line', '/** @differentiable */ export const f = function (x: number) { return x; };'],
    [
      'with another comment in between',
      '// @differentiable\n// eslint-disable-next-line\nexport const f = (x: number) => x;',
    ],
    ['with an empty line in between', '// @differentiable\n\nexport const f = (x: number) => x;'],
    [
      'before the first overload',
      '// @differentiable\nexport function f(x: number): number;\nexport function f(x: number, y: number): number;\nexport function f(x: number, y = 1) { return x * y; }',
    ],
    ['on one of several variables', 'const a = 1,\n  // @differentiable\n  f = (x: number) => x * a;'],
    [
      'behind a licence',
      '// Copyright\n\n// @differentiable wrt=x mode=reverse -- the usual case\nexport function f(x: number) { return x; }',
    ],
    ['with a cast', '// @differentiable\nexport const f = ((x: number) => x) as (x: number) => number;'],
  ])('are found %s', (_, source) => {
    expect(problemsOf(source)).toEqual([]);
    expect(rootsOf(source)).toEqual(['main.ts#f']);
  });

  it.each([
    ['in text', 'const s = `\n// @differentiable\n`; export function f(x: number) { return x; }'],
    ['within a sentence', '// see @differentiable\nexport function f(x: number) { return x; }'],
    ['under a longer name', '// @differentiable-not\nexport function f(x: number) { return x; }'],
  ])('are not found %s', (_, source) => {
    expect(problemsOf(source)).toEqual([]);
    expect(rootsOf(source)).toEqual([]);
  });

  it('give their options', () => {
    const program = programOf({
      'main.ts':
        '// @differentiable wrt=x,z mode=forward\nexport function f(x: number, y: number, z: number) { return x; }',
    });
    const plan = planRoots({ ts, program, checker: program.getTypeChecker() });
    expect(plan.roots.map(({ pragma }) => pragma)).toMatchObject([{ wrt: ['x', 'z'], mode: 'forward' }]);
  });

  it.each([
    ['an unknown option', '// @differentiable with=x\nexport function f(x: number) { return x; }', ['4001 with=x']],
    [
      'a word that is no option',
      '// @differentiable please\nexport function f(x: number) { return x; }',
      ['4001 please'],
    ],
    [
      'an unknown value',
      '// @differentiable mode=backward\nexport function f(x: number) { return x; }',
      ['4002 mode=backward'],
    ],
    ['an empty value', '// @differentiable wrt=\nexport function f(x: number) { return x; }', ['4002 wrt=']],
    ['an option twice', '// @differentiable wrt=x wrt=x\nexport function f(x: number) { return x; }', ['4003 wrt=x']],
    ['a parameter twice', '// @differentiable wrt=x,x\nexport function f(x: number) { return x; }', ['4003 wrt=x,x']],
    [
      'a pragma twice',
      '// @differentiable\n// @differentiable\nexport function f(x: number) { return x; }',
      ['4003 @differentiable'],
    ],
    [
      'a contradiction',
      '// @differentiable\n// @nondifferentiable\nexport function f(x: number) { return x; }',
      ['4004 @nondifferentiable'],
    ],
    ['no parameter', '// @differentiable wrt=y\nexport function f(x: number) { return x; }', ['3004 wrt=y']],
    [
      'pragmas that are not built',
      'export function f(n: number) {\n  for (let i = 0; i < n; i++);\n}\n// @adjoint-of f\nexport function h(x: number) { return x; }\n// @tangent-of f\nexport function g(x: number) { return x; }',
      ['4005 @adjoint-of', '4005 @tangent-of'],
    ],
    [
      'pragmas of loops where no loop is',
      'export function f(x: number) {\n  // @unroll\n  const y = x;\n  return y; // @checkpoint none\n}',
      ['4006 warning @unroll', '4006 warning @checkpoint'],
    ],
    [
      'a pragma of loops before a function',
      '// @unroll 4\nexport function f(x: number) { return x; }',
      ['4006 warning @unroll'],
    ],
    [
      '@checkpoint before a function',
      '// @checkpoint every(2)\nexport function f(x: number) { return x; }',
      ['4001 every(2)'],
    ],
    [
      '@checkpoint twice before a function',
      '// @checkpoint\n// @checkpoint none\nexport function f(x: number) { return x; }',
      ['4003 @checkpoint'],
    ],
    [
      'nothing behind it',
      'export const k = 1;\n// @differentiable\nexport const x = 2;',
      ['4006 warning @differentiable'],
    ],
    [
      'a comment at the end of a line',
      'export const k = 1; // @differentiable\nexport function f(x: number) { return x; }',
      ['4006 warning @differentiable'],
    ],
    [
      'options where none are',
      '// @nondifferentiable always\nexport function f(x: number) { return x; }',
      ['4008 always'],
    ],
    ['a method', 'export class C {\n  // @differentiable\n  area(r: number) { return r * r; }\n}', ['1011 area']],
    [
      'a method of an object',
      'export const o = {\n  // @differentiable\n  area(r: number) { return r * r; },\n};',
      ['1011 area'],
    ],
    [
      'a local function',
      'export function f(x: number) {\n  // @differentiable\n  const g = (y: number) => y * x;\n  return g(2);\n}',
      ['1028 g'],
    ],
    [
      'a namespace',
      'export namespace N {\n  // @differentiable\n  export function g(x: number) { return x; }\n}',
      ['1028 g'],
    ],
    [
      'a function without a name',
      '// @differentiable\nexport default function (x: number) { return x; }',
      ['4007 @differentiable'],
    ],
    ['an async function', '// @differentiable\nexport async function f(x: number) { return x; }', ['1004 f']],
    ['a generator', '// @differentiable\nexport function* f(x: number) { yield x; }', ['1005 f']],
  ])('that say %s are reported', (_, source, expected) => {
    expect(problemsOf(source)).toEqual(expected);
  });
});

describe('operands of grad', () => {
  it('are compiled where they can be told', () => {
    const sources = {
      'main.ts': `import { grad as gradient } from '@adc/runtime'; import * as adc from '@adc/runtime'; import { g } from './lib.js'; import { h as renamed } from './lib.js';
function f(x: number) { return x * x; }
const local = { grad: (k: unknown) => k };
export const results = [gradient(f), adc.valueAndGrad(g), gradient(renamed), local.grad(g), [f].map((each) => gradient(each)), gradient((x: number) => x)];`,
      'lib.ts':
        'export const g = (x: number) => x; export const h = (x: number) => x * 2; export const unused = (x: number) => x;',
    };
    expect(rootsOf(sources)).toEqual(['lib.ts#g', 'lib.ts#h', 'main.ts#f', expect.stringMatching(/^main.ts#operand@/)]);
    const { functions } = lowered(sources);
    expect(functions.get('/project/lib.ts#g')?.source).toMatchObject({ annotated: false, exported: true, name: 'g' });
  });
});

describe('places of companions', () => {
  it('are behind the statement of the function', () => {
    const source =
      '// @differentiable\nfunction f(x: number) { return x; }\nconst a = 1;\nexport { f };\n// @differentiable\nexport const g = (x: number) => f(x), b = 2;\nexport default g;\n';
    const { functions } = lowered(source);
    const [f, g] = ['f', 'g'].map((name) => functions.get(`/project/main.ts#${name}`)?.source);
    expect(source.slice(0, f?.anchor)).toMatch(/return x; }$/);
    expect(source.slice(0, g?.anchor)).toMatch(/b = 2;$/);
    expect(source.slice(f?.origin.start, f?.origin.end)).toBe('f');
    expect(f).toMatchObject({ exported: true, isDefaultExport: false, annotated: true });
    expect(g).toMatchObject({ exported: true, isDefaultExport: false });
  });

  it('know a default export', () => {
    const { functions } = lowered('// @differentiable\nexport default function f(x: number) { return x; }');
    expect(functions.get('/project/main.ts#f')?.source).toMatchObject({ exported: true, isDefaultExport: true });
  });
});

describe('functions that cannot be lowered', () => {
  const f = (body: string, before = ''): string =>
    `${before}// @differentiable\nexport function f(x: number, n: number) {\n  ${body}\n}`;

  it.each([
    ['a class', f('class C {}\n  return x;'), ['1014 C']],
    [
      'an escaping function that sees a variable change',
      f('let k = x; const list: (() => number)[] = []; list.push(() => k); k = n; return list[0]!();'),
      ['1008 () => k'],
    ],
    [
      'an escaping function that changes a variable',
      f('let k = x; setTimeout(() => { k = 1; }); return k;'),
      ['1008 () => { k = 1; }'],
    ],
    [
      'a recursive function that changes what it captures',
      f('let s = 0; const go = (k: number): void => { if (k > 0) { s += k; go(k - 1); } }; go(n); return s;'),
      ['1009 go(n)'],
    ],
    [
      'this',
      f('return n > 1 ? (this as unknown as { k: number }).k : x;').replace('(x: number', '(this: unknown, x: number'),
      ['1006 this'],
    ],
    ['arguments', f('return arguments.length + x;'), ['1020 arguments']],
    [
      'stopGradient of an array',
      f('const a = stopGradient([x]); return a[0]!;', "import { stopGradient } from '@adc/runtime';\n"),
      ['1025 stopGradient([x])'],
    ],
  ])('say so: %s', (_, source, expected) => {
    expect(problemsOf(source)).toEqual(expected);
    expect(rootsOf(source)).toEqual([]);
  });

  it('are kept as text by their callers, which say why', () => {
    const { functions, diagnostics } = lowered(
      f(
        'return g(x) + h(x) + k(n);',
        'function g(v: number) { class C {} return v; }\nfunction h(v: number) { return g(v); }\nasync function k(v: number) { return v; }\n',
      ).replace('k(n)', 'Number(k(n) instanceof Promise)'),
    );
    expect(diagnostics).toEqual([]);
    expect([...functions.keys()]).toEqual(['/project/main.ts#f', '/project/main.ts#h']);
    const refusals = [...functions.values()].flatMap(({ ir }) =>
      ir.body.ops.flatMap((op) => (op.kind === 'opaque' ? [op.refusal] : [])),
    );
    expect(refusals).toMatchObject([
      { code: 1003, details: { name: 'g', problem: 'The local declaration of `C` is not supported.' } },
      { code: 1001 },
      { code: 1003, details: { name: 'g' } },
    ]);
  });

  it('report every problem once', () => {
    expect(problemsOf(f('class A {}\n  class B {}\n  return x;'))).toEqual(['1014 A', '1014 B']);
  });
});

describe('constants', () => {
  it('come from functions marked @nondifferentiable', () => {
    const { functions } = lowered(
      '// @nondifferentiable\nfunction g(v: number) { return v * 2; }\n// @differentiable\nexport function f(x: number) { g(x); return x * g(x); }',
    );
    const ops = functions.get('/project/main.ts#f')?.ir.body.ops ?? [];
    expect(ops.filter((op) => op.kind !== 'const')).toMatchObject([
      { kind: 'opaque', form: 'statement', effects: 'effects' },
      { kind: 'opaque', form: 'expression', effects: 'reads' },
      { kind: 'apply', primitive: 'stopGradient' },
      { kind: 'apply', primitive: 'mul' },
    ]);
  });

  it('come from stopGradient and from statements marked @nondifferentiable', () => {
    const { functions, diagnostics } = lowered(
      "import { stopGradient } from '@adc/runtime';\n// @differentiable\nexport function f(x: number) {\n  // @nondifferentiable\n  const k = x * 2;\n  return k * stopGradient(x);\n}",
    );
    expect(diagnostics).toEqual([]);
    const primitives = functions
      .get('/project/main.ts#f')
      ?.ir.body.ops.flatMap((op) => (op.kind === 'apply' ? [op.primitive] : []));
    expect(primitives).toEqual(['mul', 'stopGradient', 'stopGradient', 'mul']);
  });

  it('cannot be more than numbers', () => {
    expect(
      problemsOf(
        '// @differentiable\nexport function f(x: number, a: number[]) {\n  // @nondifferentiable\n  a[0] = x;\n  return a[0]!;\n}',
      ),
    ).toEqual(['4009 a[0] = x;']);
  });
});
