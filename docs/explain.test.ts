/** The command says what the page shows. UPDATE_DOCS=1 writes what it says into the page. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { main } from '../packages/cli/src/main.js';

const page = fileURLToPath(new URL('explain.md', import.meta.url));
const blocks = /```ts\n((?:(?!```).)*)```\n\n```console\n\$ adc (explain \S+)\n(.*?)```/gs;
const shown = [...readFileSync(page, 'utf8').matchAll(blocks)].map(([, program, command, output]) => ({
  program: program!,
  command: command!,
  output: output!,
}));

test.each(shown)('$command', async ({ program, command, output }) => {
  const cwd = mkdtempSync(join(tmpdir(), 'adc-explain-page-'));
  try {
    const [name, target] = command.split(' ') as [string, string];
    writeFileSync(join(cwd, target.replace(/:.*/, '')), program);
    const compilerOptions = { lib: ['es2022'], types: [], module: 'nodenext', target: 'es2022', strict: true };
    writeFileSync(join(cwd, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
    writeFileSync(join(cwd, 'package.json'), '{ "type": "module" }');
    let printed = '';
    const write = (text: string): void => void (printed += text);
    expect(await main([name, target], { cwd, out: write, err: write, colour: false, progress: false })).toBe(0);
    const head = `${program}\`\`\`\n\n\`\`\`console\n$ adc ${command}\n`;
    if (process.env['UPDATE_DOCS'] && printed !== output)
      writeFileSync(
        page,
        readFileSync(page, 'utf8').replace(head + output, () => head + printed),
      );
    else expect(printed).toBe(output);
  } finally {
    rmSync(cwd, { recursive: true });
  }
});

test('the page shows the command', () => {
  expect(shown.length).toBeGreaterThanOrEqual(3);
});
