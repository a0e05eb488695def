/** A solution of three projects: a library, a command that imports the library's companions by name, and one in CommonJS. */

const common = {
  target: 'es2022',
  lib: ['es2022'],
  module: 'nodenext',
  strict: true,
  composite: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  skipLibCheck: true,
  types: [],
  rootDir: 'src',
  outDir: 'dist',
};

export const programEntry = { transform: '@adc/transformer', transformProgram: true };
/** Without the second key. */
export const plainEntry = { transform: '@adc/transformer' };

export type Config = {
  readonly options?: Readonly<Record<string, unknown>>;
  readonly entry?: Readonly<Record<string, unknown>>;
  readonly references?: readonly string[];
  readonly adc?: Readonly<Record<string, unknown>>;
};

export function tsconfig({ options, entry = programEntry, references = [], adc }: Config = {}): string {
  return JSON.stringify({
    compilerOptions: { ...common, ...options, plugins: [entry] },
    include: ['src'],
    references: references.map((path) => ({ path })),
    ...(adc && { adc }),
  });
}

export const scale = (body: string): string => `export function scale(x: number): number {
  return ${body};
}
`;
export const loss = `import { scale } from './scale.js';

// @differentiable
export function loss(w: number, x: number): number {
  if (w < 0) throw new RangeError('negative weight');
  return scale(w * x) ** 2;
}
`;
/** Refused: the derivative flows through arrays whose names only the run knows. */
export const broken = `export function scale(x: number): number {
  const p: Record<string, number[]> = { x: [x] };
  let sum = 0;
  for (const key in p) sum += p[key]![0]! * x;
  return sum;
}
`;

/** Prints a number that any project can compute; TypeScript knows no console here. */
const print = 'declare const console: { log(...what: unknown[]): void };\n';

const command = `#!/usr/bin/env node
import { grad } from '@adc/runtime';
import { loss, lossAdjoint } from '../../library/dist/loss.js';
${print}
// @differentiable
function twice(x: number): number {
  return 2 * x * x;
}

/** Prints where in the source an error came from. */
function trace(run: () => unknown): string {
  try {
    return String(run());
  } catch (error) {
    return (error as { stack?: string }).stack ?? '';
  }
}

console.log(JSON.stringify([grad(loss)(2, 5), lossAdjoint(2, 5, 1), grad(twice)(1)]));
console.log(trace(() => grad(loss)(-1, 5)));
`;

const legacy = `'use strict';
import runtime = require('@adc/runtime');
${print}
// @differentiable
export function cube(x: number): number {
  return x ** 3;
}
console.log(JSON.stringify(runtime.grad(cube)(2)));
`;

export const solution: Readonly<Record<string, string>> = {
  'tsconfig.json': JSON.stringify({
    files: [],
    references: ['library', 'command', 'legacy'].map((path) => ({ path })),
  }),
  'package.json': '{ "type": "module" }',
  'library/tsconfig.json': tsconfig({ options: { sourceMap: true, declarationMap: true } }),
  'library/src/scale.ts': scale('3 * x'),
  'library/src/loss.ts': loss,
  'library/src/plain.ts': 'export const plain = 1;\n',
  'command/tsconfig.json': tsconfig({
    options: { inlineSourceMap: true, inlineSources: true },
    references: ['../library'],
  }),
  'command/src/main.ts': command.replaceAll('\n', '\r\n'),
  'legacy/package.json': '{ "type": "commonjs" }',
  'legacy/tsconfig.json': tsconfig({ options: { esModuleInterop: true } }),
  'legacy/src/main.ts': legacy,
};
