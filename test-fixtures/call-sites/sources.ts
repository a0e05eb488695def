/** Programs in memory whose calls of `grad` and the like are compiled and run. */
import { assemble, compile, type CompileOptions, type CompileResult } from '@adc/compiler';
import * as runtime from '@adc/runtime';
import { join } from 'node:path';
import ts from 'typescript';
import { expect } from 'vitest';
import { root } from '../runner/fixture.js';
import { loadModule } from '../runner/load.js';
import { createProgram, diagnosticsOf, diagnosticText, generatedOptions, userOptions } from '../runner/program.js';

export type Sources = Readonly<Record<string, string>>;
export type Options = CompileOptions & { readonly entries?: readonly string[] };

export const place = (name: string): string => join(root, 'call-sites', name);
export const onDisk = (sources: Sources): Map<string, string> =>
  new Map(Object.entries(sources).map(([name, text]) => [place(name), text]));

export function differentiate(sources: Sources, { entries = [], ...options }: Options = {}): CompileResult {
  const program = createProgram(onDisk(sources), userOptions);
  return compile({ ts, program, options, entries: entries.map(place) });
}

/** Each file as text with its companions; fails on diagnostics. */
export function texts(sources: Sources, options: Options = {}): ReadonlyMap<string, string> {
  const { files, diagnostics } = differentiate(sources, options);
  expect(diagnostics.map(({ message }) => message)).toEqual([]);
  const all = onDisk(sources);
  for (const file of files) all.set(file.fileName, assemble(all.get(file.fileName)!, file));
  const program = createProgram(all, { ...generatedOptions, noUnusedLocals: false, isolatedDeclarations: false });
  expect(diagnosticsOf(program, all.keys()).map(diagnosticText)).toEqual([]);
  return all;
}

export const textOf = (sources: Sources, name: string, options: Options = {}): string =>
  texts(sources, options).get(place(name))!;

export const run = (sources: Sources, options: Options = {}): Record<string, unknown> =>
  loadModule(texts(sources, options), place('main.ts'), { '@adc/runtime': runtime });
