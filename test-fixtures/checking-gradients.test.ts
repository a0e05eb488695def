/** The programs of docs/checking-gradients.md print what stands there. */
import { compile } from '@adc/compiler';
import * as runtime from '@adc/runtime';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test, vi } from 'vitest';
import { assemble } from '../compiler/src/program/assemble.js';
import { loadModule } from './runner/load.js';
import { createProgram, diagnosticsOf, diagnosticText, userOptions } from './runner/program.js';

const page = readFileSync(fileURLToPath(new URL('../docs/checking-gradients.md', import.meta.url)), 'utf8');
const examples = [...page.matchAll(/```ts\n(.*?)```\n\n```text\n(.*?)```/gs)].map(([, program, output]) => ({
  program: program!,
  output: output!,
}));

const options = { ...userOptions, lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'] };

test.each(examples)('program $#', ({ program: text, output }) => {
  const name = '/docs/example.ts';
  const program = createProgram(new Map([[name, text]]), options);
  expect(diagnosticsOf(program, [name]).map(diagnosticText)).toEqual([]);
  const { files, diagnostics } = compile({ ts, program });
  expect(diagnostics).toEqual([]);
  const printed: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
  try {
    loadModule(new Map([[name, assemble(text, files[0]!.parts)]]), name, { '@adc/runtime': runtime });
  } finally {
    log.mockRestore();
  }
  expect(`${printed.join('\n')}\n`).toBe(output);
});

test('there are programs', () => {
  expect(examples).toHaveLength(3);
});
