/** The command as processes of its own, as the shell starts it. */
import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesIn, project, smallest, square, textOf } from './cli.test-support.js';

const folder = mkdtempSync(path.join(tmpdir(), 'adc-command-'));
const command = path.join(folder, 'bin', 'adc.mjs');
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(async () => {
  const source = fileURLToPath(new URL('index.ts', import.meta.url));
  await build({
    stdin: {
      contents: `import { main, processIo } from ${JSON.stringify(source)};
        process.exitCode = await main(process.argv.slice(2), processIo());`,
      resolveDir: path.dirname(source),
    },
    outfile: command,
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['@adc/source'],
    mainFields: ['module', 'main'],
    external: ['typescript'],
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
  });
  const typescript = createRequire(import.meta.url).resolve('typescript/package.json');
  mkdirSync(path.join(folder, 'node_modules'));
  symlinkSync(path.dirname(typescript), path.join(folder, 'node_modules', 'typescript'));
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module", "version": "0.0.0" }');
});

type Started = {
  readonly text: () => string;
  readonly interrupt: () => void;
  readonly code: Promise<number | null>;
};

function adc(cwd: string, ...args: readonly string[]): Started {
  const child = spawn(process.execPath, [command, ...args], { cwd });
  let text = '';
  const hear = (more: Buffer): void => void (text += more.toString());
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return {
    text: () => text,
    interrupt: () => child.kill('SIGINT'),
    code: new Promise((resolve) => child.once('close', resolve)),
  };
}

const config = JSON.stringify({ compilerOptions: { ...smallest, outDir: 'dist' }, include: ['src'] });

describe('adc', () => {
  it('ends a watch at Ctrl-C, as something that is done', async () => {
    const watch = adc(project({ 'tsconfig.json': config, 'src/square.ts': square }), 'build', '--watch');
    await expect.poll(watch.text, { timeout: 30_000 }).toContain('watching for edits');
    const started = performance.now();
    watch.interrupt();
    expect(await watch.code).toBe(0);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('builds twice at once into one folder', async () => {
    const names = ['f', 'g', 'h', 'i'];
    const sources = names.map((name) => [`src/${name}.ts`, square.replaceAll('square', name)]);
    const cwd = project({ 'tsconfig.json': config, ...Object.fromEntries(sources) });
    const both = [adc(cwd, 'build'), adc(cwd, 'build')];
    expect(await Promise.all(both.map(({ code }) => code)), both.map(({ text }) => text()).join('')).toEqual([0, 0]);
    expect(filesIn(path.join(cwd, 'dist'))).toHaveLength(3 * names.length);
    for (const name of names) expect(textOf(cwd, `dist/${name}.js`)).toContain(`${name}Adjoint`);
  });
});
