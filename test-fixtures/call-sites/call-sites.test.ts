/** Calls of `grad` and the like bring the companions of their function along: as text, and in what TypeScript emits for each module format. */
import { compile, withCompanions } from '@adc/compiler';
import * as runtime from '@adc/runtime';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { loadModule } from '../runner/load.js';
import { createProgram, userOptions } from '../runner/program.js';
import { differentiate, onDisk, type Options, place, run, type Sources, textOf, texts } from './sources.js';

const library = `
export function cubic(x: number, y: number): number { return x * x * x * y; }
export const square = (x: number): number => x * x;
export default function half(x: number): number { return x / 2; }
`;

const everyForm = {
  'lib.ts': library,
  'main.ts': `import * as adc from '@adc/runtime';
import { checkGradient, grad as gradient, jvp, vjp } from '@adc/runtime';
import * as lib from './lib.js';
import halved, { cubic as renamed, square } from './lib.js';

const own = (x: number): number => Math.sin(x) * x;
export const results: unknown[] = [
  gradient(renamed, { wrt: 1 })(2, 3),
  adc.grad(lib.cubic)(2, 3),
  gradient(halved)(1),
  gradient((square))(5),
  gradient(own as (x: number) => number)(0),
  gradient((x: number): number => x ** 4)(1),
  jvp(square)([3], [2]),
  vjp(renamed)(1, 2)[1](1),
  checkGradient(square)(2).ok,
];
export function inside(): number {
  const cubicAdjoint = 'hides the name in the module';
  const local = (x: number): number => x * half(x);
  return gradient(local)(3) + adc.grad(lib.cubic, { wrt: 0 })(1, cubicAdjoint.length / 28);
}
function half(x: number): number { return gradientFree(x) / 2; }
function gradientFree(x: number): number { return x; }
`,
};
const expected = [8, [36, 8], 0.5, 10, 0, 4, [9, 12], [6, 1], true];

test('every form of naming a function is understood', () => {
  const { results, inside } = run(everyForm) as { results: unknown[]; inside: () => number };
  expect(results).toEqual(expected);
  expect(inside()).toBe(3 + 3);
});

test('no function is registered that every call names', () => {
  for (const text of texts(everyForm).values()) expect(text).not.toMatch(/^register\(/m);
});

test('only the companions that the calls need are made', () => {
  const main = textOf(everyForm, 'main.ts');
  expect(main).toMatch(/function ownAdjoint/);
  expect(main).not.toMatch(/ownTangent|ownPullback/);
});

test.each(['ESNext', 'CommonJS'] as const)('emitted as %s', (format) => {
  const options = { ...userOptions, noEmit: false, module: ts.ModuleKind[format], sourceMap: true, outDir: '/out' };
  if (format === 'CommonJS') Object.assign(options, { moduleResolution: ts.ModuleResolutionKind.Bundler });
  const sources = onDisk(everyForm);
  const host = ts.createCompilerHost(options);
  const program = createProgram(sources, options);
  const readFile = host.readFile.bind(host);
  host.readFile = (name) => sources.get(name) ?? readFile(name);
  const outputs = new Map<string, string>();
  const rebuilt = withCompanions(ts, program, host, compile({ ts, program }));
  rebuilt.emit(
    undefined,
    (name, text) =>
      void (name.endsWith('.js') && outputs.set(place(name.split('/').pop()!.replace(/js$/, 'ts')), text)),
  );
  const { results, inside } = loadModule(outputs, place('main.ts'), { '@adc/runtime': runtime }) as {
    results: unknown[];
    inside: () => number;
  };
  expect(results).toEqual(expected);
  expect(inside()).toBe(6);
  expect(outputs.get(place('main.ts'))).toMatch(/register\)?\(own, \{ adjoint: ownAdjoint/);
});

test('a call inside of an operand is rewritten too', () => {
  const main = `import { grad, jvp } from '@adc/runtime';
    function f(x: number): number { return x * x; }
    export const nested = jvp((x: number): number => { const slope = x; return slope * slope; })([grad(f)(2)], [1]);`;
  expect(run({ 'main.ts': main })['nested']).toEqual([16, 8]);
});

test('what is called first may stand last', () => {
  const main = `import { grad } from '@adc/runtime';
    export const early = grad(late)(3);
    function late(x: number): number { return x * x; }`;
  expect(run({ 'main.ts': main })['early']).toBe(6);
});

const annotated = `
// @differentiable
export function f(x: number): number { return x * x; }
// @differentiable
export function g(x: number): number { return x * x * x; }
export { g as other };
`;
const registered = (sources: Sources, options: Options): readonly string[] =>
  [...texts(sources, options).values()].flatMap((text) => text.match(/(?<=^register\()\w+/gm) ?? []);

test.each<[string, string, string[]]>([
  ['named in calls', `import { f } from './lib.js'; export const d = grad(f)(1) + f(2);`, []],
  ['handed on', `import { f, g } from './lib.js'; export const d = use(f) + g(1);`, ['f']],
  ['in an object', `import { f, g } from './lib.js'; export const all = { f, k: g };`, ['f', 'g']],
  ['handed on by a namespace', `import * as lib from './lib.js'; export const d = use(lib.g);`, ['g']],
  [
    'a namespace that is handed on',
    `import * as lib from './lib.js'; export const d = Object.values(lib);`,
    ['f', 'g'],
  ],
  ['imported when it runs', `export const d = import('./lib.js');`, ['f', 'g']],
  ['re-exported', `export { f } from './lib.js';`, ['f']],
  ['re-exported with its module', `export * as lib from './lib.js';`, ['f', 'g']],
  ['handed on by the name of an export', `import { other } from './lib.js'; export const d = use(other);`, ['g']],
  ['under another name', `import { f } from './lib.js'; const h = f; export const d = [1].map(h);`, ['f']],
  ['in a type only', `import type { f } from './lib.js'; export type F = typeof f;`, []],
])('registration as needed: %s', (_, text, expected) => {
  const main = `import { grad } from '@adc/runtime';
    export function use(k: (x: number) => number): number { return grad(k)(1); }
    ${text}`;
  const needed = registered({ 'lib.ts': annotated, 'main.ts': main }, { registration: 'needed', entries: ['main.ts'] });
  expect(needed).toEqual(expected);
});

test('what must be found at run time is registered whatever the calls name', () => {
  const main = `import { grad } from '@adc/runtime';
    import { f } from './lib.js';
    const mine = (x: number): number => x * 3;
    const use = (k: (x: number) => number): number => grad(k)(2);
    export const results = [grad(f)(1), use(f), grad(mine)(1), use(mine)];`;
  const sources = { 'lib.ts': annotated, 'main.ts': main };
  expect(run(sources, { registration: 'needed' })['results']).toEqual([2, 4, 3, 3]);
  expect(registered(sources, {})).toEqual(['f', 'g', 'mine']);
});

test.each([
  [
    'uses what it changes',
    'let calls = 0; const d = grad((x: number): number => { calls++; return x * calls; })(1); return d + calls;',
    'ADC1032',
  ],
  [
    'uses what another function may change meanwhile',
    'let k = 2; const up = (): void => void k++; const d = grad((x: number): number => x * k)(1); up(); return d;',
    'ADC1032',
  ],
  [
    'keeps what it is given',
    'const kept: number[] = [1]; return grad((x: number): number => { kept[0] = x; return x * kept[0]; })(1);',
    'ADC1032',
  ],
  ['uses `this`', 'return grad(function (this: number, x: number): number { return x * this; })(1);', 'ADC1032'],
  ['wants the adjoint', 'return grad(forward)(1);', 'ADC3007'],
  ['wants the tangent', 'return jvp(reverse)([1], [1])[1];', 'ADC3007'],
  ['wants another parameter', 'return grad(limited, { wrt: 1 })(1, 2);', 'ADC3008'],
  ['wants all parameters', 'return grad(limited)(1, 2)[0];', 'ADC3008'],
])('refused when compiled: %s', (_, body, code) => {
  const main = `import { grad, jvp } from '@adc/runtime';
    // @differentiable mode=forward
    export function forward(x: number): number { return x * x; }
    // @differentiable mode=reverse
    export function reverse(x: number): number { return x * x; }
    // @differentiable wrt=x
    export function limited(x: number, y: number): number { return x * y; }
    export function main(): number { ${body} }`;
  const { diagnostics, files } = differentiate({ 'main.ts': main });
  expect(diagnostics.map((each) => `ADC${each.code}`)).toEqual([code]);
  expect(files).toEqual([]);
});

test('as much as the annotation allows may be asked for', () => {
  const main = `import { grad, jvp } from '@adc/runtime';
    // @differentiable wrt=x mode=reverse
    export function limited(x: number, y: number): number { return x * y; }
    // @differentiable mode=forward
    export function forward(x: number): number { return x * x; }
    export const results = [grad(limited, { wrt: 0 })(1, 2), jvp(forward)([3], [1])];`;
  expect(run({ 'main.ts': main })['results']).toEqual([2, [9, 6]]);
});
