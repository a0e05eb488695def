/** Functions that stand inside of others are differentiated where they stand: the variables around them are constants of a call. */
import { compile, withCompanions } from '@adc/compiler';
import * as runtime from '@adc/runtime';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { loadModule } from '../runner/load.js';
import { createProgram, userOptions } from '../runner/program.js';
import { onDisk, place, run } from './sources.js';

const head = `import { checkGradient, grad, jvp, valueAndGrad, vjp } from '@adc/runtime';
  function loss(w: number[], xs: readonly number[]): number {
    let sum = 0;
    for (let i = 0; i < xs.length; i++) { const r = w[0]! + w[1]! * xs[i]! - 1; sum += r * r; }
    return sum;
  }
`;

test.each<[string, string, unknown]>([
  ['a constant', 'const k = 3; return grad((x: number): number => x * x * k)(2);', 12],
  [
    'a parameter',
    'const of = (k: number): number => grad((x: number): number => x * k)(2); return [of(3), of(4)];',
    [3, 4],
  ],
  [
    'a variable with another value at each call',
    'let k = 1; const d = grad((x: number): number => x * x * k); const out = [d(2)]; k = 5; out.push(d(2)); return out;',
    [4, 20],
  ],
  [
    'the variable of a turn',
    'return [1, 2, 3].map((k) => valueAndGrad((x: number): number => (x - k) ** 2)(0));',
    [
      [1, -2],
      [4, -4],
      [9, -6],
    ],
  ],
  [
    'data, in a loss',
    'const data = [1, 2]; return [grad((w: number[]): number => loss(w, data))([0, 1]), checkGradient((w: number[]): number => loss(w, data))([0.3, 1]).ok];',
    [[2, 4], true],
  ],
  ['what is declared behind it', 'const d = grad((x: number): number => x * late); const late = 7; return d(1);', 7],
  [
    'by way of local functions',
    'const k = 2; const twice = (x: number): number => x * k; function more(x: number): number { return twice(x) + k; } return grad((x: number): number => more(x) * x)(3);',
    2 * 2 * 3 + 2,
  ],
  [
    'by way of a recursive one',
    'const k = 2; const power = (x: number, n: number): number => (n === 0 ? k : x * power(x, n - 1)); return grad((x: number): number => power(x, 3))(2);',
    24,
  ],
  [
    'parts of a pattern',
    'const { k, list: [first] } = { k: 2, list: [5] }; return grad((x: number): number => k * x * first!)(1);',
    10,
  ],
  [
    'what has no derivative',
    'const names = new Map([["a", 2]]); const key = "a"; return grad((x: number): number => x * names.get(key)!)(1);',
    2,
  ],
  [
    'with names that generated code would take',
    'const resultBar = 2; const xDot = 3; const f = (x: number): number => x * x * resultBar * xDot; return [grad(f)(1), jvp(f)([1], [1])];',
    [12, [6, 12]],
  ],
  [
    'with several parameters, one of them a rest',
    'const k = 2; return grad((x: number, ...ys: number[]): number => ys.reduce((s, y) => s + y * x, k))(3, 1, 4);',
    [5, [3, 3]],
  ],
  [
    'in an array that is changed before its pullback is called',
    'const data = [2, 3]; const [value, pullback] = vjp((x: number[]): number => x[0]! * data[0]! + x[0]! * x[0]! * data[1]!)([1]); data.fill(0); return [value, pullback(1)];',
    [5, [8]],
  ],
  [
    'for a result that is written into a parameter',
    'const k = 3; const scaled = (out: number[], x: number[]): void => { for (let i = 0; i < x.length; i++) out[i] = x[i]! * k; }; return vjp(scaled, { out: 0 })([0, 0], [1, 2])[1]([1, 10]);',
    [
      [0, 0],
      [3, 30],
    ],
  ],
  [
    'under its own name in two places',
    'const k = 2; const f = (x: number): number => x ** k; return [grad(f)(3), jvp(f)([3], [1])[1]];',
    [6, 6],
  ],
])('%s', (_, body, expected) => {
  const main = `${head} export function main(): unknown { ${body} }`;
  const { main: called } = run({ 'main.ts': main }) as { main: () => unknown };
  expect(called()).toEqual(expected);
});

test.each(['ESNext', 'CommonJS'] as const)('named as imports are, emitted as %s', (format) => {
  const sources = onDisk({
    'lib.ts': 'export const k = 100; export const other = 1000;',
    'main.ts': `import { grad } from '@adc/runtime';
      import { k, other } from './lib.js';
      export const outer = k + other;
      export function main(k: number): number { return grad((x: number): number => x * k + other * x)(1); }`,
  });
  const options = { ...userOptions, noEmit: false, module: ts.ModuleKind[format], outDir: '/out' };
  if (format === 'CommonJS') Object.assign(options, { moduleResolution: ts.ModuleResolutionKind.Bundler });
  const host = ts.createCompilerHost(options);
  const program = createProgram(sources, options);
  const readFile = host.readFile.bind(host);
  host.readFile = (name) => sources.get(name) ?? readFile(name);
  const outputs = new Map<string, string>();
  const rebuilt = withCompanions(ts, program, host, compile({ ts, program }), { keepGeneratedDiagnostics: true });
  rebuilt.emit(
    undefined,
    (name, text) =>
      void (name.endsWith('.js') && outputs.set(place(name.split('/').pop()!.replace(/js$/, 'ts')), text)),
  );
  const { main } = loadModule(outputs, place('main.ts'), { '@adc/runtime': runtime }) as {
    main: (k: number) => number;
  };
  expect(main(7)).toBe(1007);
});
