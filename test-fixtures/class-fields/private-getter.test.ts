/** Objects whose class computes by private names what a type of records calls a field. */
import * as runtime from '@adc/runtime';
import { compile } from '@adc/compiler';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { assemble } from '../../compiler/src/program/assemble.js';
import { root } from '../runner/fixture.js';
import { loadModule } from '../runner/load.js';
import { createProgram, userOptions } from '../runner/program.js';

const { grad, jvp } = runtime;

const [path, elsewhere] = [join(root, 'program.ts'), join(root, 'elsewhere.ts')];
const source = `
type Weighted = { value: number; weight?: number };

// @differentiable
export function read(of: Weighted, x: number): number {
  return of.value * x * (of.weight ?? 2);
}

// @differentiable
export function taken(of: Weighted, x: number): number {
  const { value } = of;
  return value * x;
}

// @differentiable
export function written(of: Weighted, x: number): number {
  of.value = x * x;
  return x;
}
`;
const classes = `
export class Cell {
  #value: number;
  constructor(value: number) { this.#value = value; }
  get value(): number { return this.#value * 2; }
  set value(to: number) { this.#value = to; }
}
export class Auto {
  accessor value = 3;
}
`;

function compiled(): Module {
  const program = createProgram(
    new Map([
      [path, source],
      [elsewhere, classes],
    ]),
    userOptions,
  );
  const { files, diagnostics } = compile({ ts, program });
  expect(diagnostics).toEqual([]);
  return load(path, assemble(source, files.find(({ fileName }) => fileName === path)!));
}

const load = <Exports>(file: string, text: string): Exports =>
  loadModule(new Map([[file, text]]), file, { '@adc/runtime': runtime }) as Exports;

type Weighted = { value: number; weight?: number };
type Read = (of: Weighted, x: number) => number;
type Module = { readonly read: Read; readonly taken: Read; readonly written: Read };
type Classes = { readonly Cell: new (value: number) => Weighted; readonly Auto: new () => Weighted };

test('a record has derivatives though a class of a file that it knows nothing of could be given for it', () => {
  const { read, taken } = compiled();
  expect(grad(read)({ value: 0.5 }, 3)).toEqual([{ value: 6 }, 1]);
  expect(grad(taken)({ value: 0.5 }, 3)).toEqual([{ value: 3 }, 0.5]);
});

test.each(['read', 'taken', 'written'] as const)('an object of that class stops the companions: %s', (name) => {
  const f = compiled()[name];
  const { Cell, Auto } = load<Classes>(elsewhere, classes);
  for (const of of [() => new Cell(0.5), () => new Auto()]) {
    expect(() => grad(f)(of(), 3)).toThrow('ADC5010');
    expect(() => jvp(f)([of(), 3], [{ value: 1 }, 1])).toThrow('ADC5010');
  }
});
