/** Fields of classes mean what the program's `useDefineForClassFields` says. */
import { assemble, compile } from '@adc/compiler';
import * as runtime from '@adc/runtime';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { root } from '../runner/fixture.js';
import { createProgram, userOptions } from '../runner/program.js';

const source = `
class Base {
  note: number;
  constructor(a: number) { this.note = a * a; }
}
class Redeclared extends Base { note: number; }
class Early {
  twice = (this.c ?? 5) * 2;
  constructor(readonly c: number) {}
}
class Both extends Early {
  thrice = (this.d ?? 7) * 3;
  constructor(c: number, readonly d: number) { super(c * 2); }
}
// @differentiable
export function f(x: number): number {
  const { note } = new Redeclared(x) as { note: number | undefined };
  return note === undefined ? x * 3 : note;
}
// @differentiable
export function g(x: number): number {
  const both = new Both(x, x * x);
  return new Early(x * x).twice + both.twice + both.thrice;
}
`;

type Module = Record<'f' | 'g', (x: number) => number>;

function load(text: string, useDefineForClassFields: boolean): Module {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { ...userOptions, module: ts.ModuleKind.CommonJS, useDefineForClassFields },
  });
  const module = { exports: {} as Module };
  new Function('exports', 'require', outputText)(module.exports, () => runtime);
  return module.exports;
}

test.each([
  ['defined', true, 3, 0],
  ['set', false, 2 * 1.5, 2 * 2 * 1.5 + 4 + 3 * 2 * 1.5],
])('fields that are %s', (_, useDefineForClassFields, slopeOfF, slopeOfG) => {
  const path = join(root, 'class-fields/program.ts');
  const options = { ...userOptions, strict: false, useDefineForClassFields };
  const program = createProgram(new Map([[path, source]]), options);
  const { files, diagnostics } = compile({ ts, program });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const original = load(source, useDefineForClassFields);
  const { f, g } = load(assemble(source, files[0]!), useDefineForClassFields);
  for (const [own, primal, slope] of [
    [f, original.f, slopeOfF],
    [g, original.g, slopeOfG],
  ] as const) {
    expect(runtime.valueAndGrad(own)(1.5)).toEqual([primal(1.5), slope]);
    expect(runtime.jvp(own)([1.5], [1])).toEqual([primal(1.5), slope]);
  }
});
