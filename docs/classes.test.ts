/** The code that `classes.md` shows is what the compiler writes for its program, and makes no object on the way. UPDATE_DOCS=1 writes it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileText } from '../test-fixtures/runner/compile-text.js';

const page = fileURLToPath(new URL('classes.md', import.meta.url));
const text = readFileSync(page, 'utf8');
const program = /```ts\n(.*?)```/s.exec(text)![1]!;
const emitted = compileText(program).text;

/** The text of a function of the emitted code. */
const functionNamed = (name: string): string =>
  new RegExp(`^(?:export )?function ${name}\\(.*?^}$`, 'ms').exec(emitted)![0];

/** The loops of a function, the outermost ones, each with its first line. */
const loopsOf = (code: string): readonly string[] =>
  [...code.matchAll(/^( *)(?:for|while) \(.*?^\1}$/gms)].map(([loop]) => loop);

describe('the simulation', () => {
  it('has the inner loop that the page shows', () => {
    const [, indent = '', loop = ''] = /^( *)(for \(let j [^\n]*\n.*?^\1})$/ms.exec(functionNamed('simulateReverse'))!;
    const shown = loop.replaceAll(`\n${indent}`, '\n');
    const block = /(<!-- emitted -->.*?```ts\n)(.*?)(```)/s.exec(text)!;
    if (process.env['UPDATE_DOCS'])
      writeFileSync(
        page,
        text.replace(block[0], () => `${block[1]!}${shown}\n${block[3]!}`),
      );
    else expect(block[2]).toBe(`${shown}\n`);
  });

  it.each(['simulateTangentInPlace', 'simulateForward', 'simulateReverse'])('%s makes nothing in its loops', (name) => {
    const loops = loopsOf(functionNamed(name));
    expect(loops.length).toBeGreaterThan(0);
    expect(loops.flatMap((loop) => loop.match(/\bnew \w+|\bObject\.|=>|[=(,] ?[[{](?!$)|\bshadow/gm) ?? [])).toEqual(
      [],
    );
  });
});
