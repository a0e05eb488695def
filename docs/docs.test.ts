/**
 * The programs of the pages in this folder do what stands there: a `ts` block with a `text` block behind it is compiled and run,
 * and reports and prints that text. UPDATE_DOCS=1 writes what they print into the pages (cases: RA17).
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';
import type { CompileOptions } from '@adc/compiler';
import { grad } from '@adc/runtime';
import { describe, expect, test, vi } from 'vitest';
import { compileText, runText } from '../test-fixtures/runner/compile-text.js';

const folder = fileURLToPath(new URL('.', import.meta.url));
const textOf = (page: string): string => readFileSync(folder + page, 'utf8');
const blocks = /```ts\n((?:(?!```).)*)```\n\n```text\n(.*?)```/gs;
const pages = readdirSync(folder).filter((name) => name.endsWith('.md'));
const programs = pages.flatMap((page) =>
  [...textOf(page).matchAll(blocks)].map(([, program, output], at) => ({
    page,
    at,
    program: program!,
    output: output!,
  })),
);

/** What pages are about that have to be asked for. */
const options: Readonly<Record<string, CompileOptions>> = { 'stability.md': { adjointGrowth: true } };

test.each(programs)('$page, program $at', ({ page, program, output }) => {
  const printed = outputOf(program, options[page]);
  if (process.env['UPDATE_DOCS'] && printed !== output) {
    const replaced = textOf(page).replace(
      program + '```\n\n```text\n' + output,
      () => program + '```\n\n```text\n' + printed,
    );
    writeFileSync(folder + page, replaced);
  } else expect(printed).toBe(output);
});

test.each(['checking-gradients.md', 'semantics.md'])('%s has programs that are run', (page) => {
  expect(programs.filter((each) => each.page === page).length).toBeGreaterThanOrEqual(3);
});

/** What the compiler reports, a line each, and then, unless it refuses, what the program prints. */
function outputOf(program: string, options?: CompileOptions): string {
  const { diagnostics, run } = compileText(program, options);
  const lines = diagnostics.map(({ severity, code, message }) => `${severity} ADC${code}: ${message}`);
  if (!diagnostics.some(({ severity }) => severity === 'error')) {
    const log = vi.spyOn(console, 'log').mockImplementation((...args) => void lines.push(format(...args)));
    try {
      run();
    } finally {
      log.mockRestore();
    }
  }
  return lines.map((line) => `${line}\n`).join('');
}

describe('the table of kinks', () => {
  const table = /<!-- kinks -->\n(.*?)<!-- \/kinks -->/s.exec(textOf('semantics.md'))![1]!;
  const rows = [...table.matchAll(/^\| `(.+?)` +\| (.+?) +\| (.+?) +\|/gm)].map(
    ([, expression, point, derivative]) => ({
      expression: expression!,
      point: point!,
      derivative: derivative!.replaceAll('`', ''),
    }),
  );
  const numbers = (list: string): number[] => list.split(', ').map((each) => Number(each.replace(/^.*= /, '')));
  const source = rows.map(
    ({ expression, point }, i) =>
      `// @differentiable\nexport function f${i}(${numbers(point).length === 1 ? 'x: number' : 'x: number, y: number'}): number {\n  return ${expression};\n}`,
  );
  const functions = runText<Record<string, (...args: number[]) => number>>(source.join('\n'));

  test.each(rows.map((row, i) => ({ ...row, i })))('$expression at $point', ({ i, point, derivative }) => {
    const gradient: unknown = grad(functions[`f${i}`]!)(...numbers(point));
    expect([gradient].flat().map((each) => (each === 0 ? 0 : each))).toEqual(numbers(derivative));
  });

  test('it has rows', () => {
    expect(rows.length).toBeGreaterThan(20);
  });
});
