import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, project, run, runWith, textOf, type Files } from '../cli.test-support.js';

const installed = (name: string, version: string): Files => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, version }),
});
const manifest = (more: object): string => `${JSON.stringify({ name: 'app', ...more }, undefined, 2)}\n`;

describe('adc init', () => {
  it('shows the diff, and changes what it showed when the user agrees', async () => {
    const cwd = project({
      'package.json': manifest({ scripts: { build: 'tsc && node copy.js', types: 'tsc --noEmit', dev: 'tsc -w' } }),
      'tsconfig.json': '{ "compilerOptions": { "outDir": "dist" } }\n',
    });
    const asked: string[] = [];
    const ask = (question: string): Promise<string> => {
      asked.push(question);
      return Promise.resolve('');
    };
    const { code, out, err } = await runWith(cwd, { ask }, 'init');
    expect({ code, err, asked }).toEqual({ code: 0, err: '', asked: ['Change this? [Y/n] '] });
    expect(out).toBe(`way in: cli (it needs nothing else)

--- package.json
+++ package.json
@@ -1,8 +1,8 @@
 {
   "name": "app",
   "scripts": {
-    "build": "tsc && node copy.js",
-    "types": "tsc --noEmit",
-    "dev": "tsc -w"
+    "build": "adc build && node copy.js",
+    "types": "adc check",
+    "dev": "adc build --watch"
   }
 }

changed package.json

Still to be installed:
  npm install @adc/runtime
  npm install --save-dev @adc/cli
`);
    expect(JSON.parse(textOf(cwd, 'package.json'))).toMatchObject({ scripts: { dev: 'adc build --watch' } });
    expect(filesIn(cwd)).toEqual(['package.json', 'tsconfig.json']);
    const again = await run(cwd, 'init');
    expect(again.code).toBe(0);
    expect(again.out).toContain('way in: cli (a script calls adc)\nNo file has to be changed.\n');
  });

  it.each(['n', 'no', undefined])('changes nothing when the answer is %j', async (answer) => {
    const cwd = project({ 'package.json': manifest({}) });
    const { code, out } = await runWith(cwd, { ask: () => Promise.resolve(answer) }, 'init');
    expect(code).toBe(0);
    expect(out).toMatch(/\nNothing was changed\.\n$/);
    expect(textOf(cwd, 'package.json')).toBe(manifest({}));
  });

  it('does not overwrite what was edited while it asked', async () => {
    const cwd = project({ 'package.json': manifest({}) });
    const file = path.join(cwd, 'package.json');
    const ask = (): Promise<string> => {
      writeFileSync(file, manifest({ version: '1.0.0' }));
      return Promise.resolve('y');
    };
    expect(await runWith(cwd, { ask }, 'init')).toMatchObject({
      code: 2,
      err: expect.stringContaining('edited meanwhile'),
    });
    expect(readFileSync(file, 'utf8')).toBe(manifest({ version: '1.0.0' }));
  });

  it('asks nobody without a terminal, with --yes, and with --dry-run', async () => {
    const cwd = project({ 'package.json': manifest({}) });
    const refused = await run(cwd, 'init');
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('Say --yes') });
    expect(refused.out).toContain('+  "scripts": { "build": "adc build --out-dir dist" }');
    expect(await run(cwd, 'init', '--dry-run')).toMatchObject({ code: 0, out: expect.stringContaining('(--dry-run)') });
    expect(textOf(cwd, 'package.json')).toBe(manifest({}));
    expect(await run(cwd, 'init', '--yes')).toMatchObject({ code: 0 });
    expect(JSON.parse(textOf(cwd, 'package.json'))).toMatchObject({ scripts: { build: 'adc build --out-dir dist' } });
  });

  it('writes the plugin entry where ts-patch is used, and keeps comments, layout and line breaks', async () => {
    const cwd = project({
      'package.json': manifest({
        scripts: { build: 'tsc -b', test: 'vitest' },
        devDependencies: { 'ts-patch': '3.3.0', typescript: '6.0.3' },
      }),
      'tsconfig.json':
        '// ours\r\n{\r\n\t"compilerOptions": {\r\n\t\t"strict": true, // always\r\n\t\t/* where */ "outDir": "dist" // here\r\n\t},\r\n}\r\n',
      'pnpm-lock.yaml': '',
    });
    const { code, out } = await run(cwd, 'init', '--yes');
    expect(code).toBe(0);
    expect(out).toContain('way in: tspc (ts-patch is used here)');
    expect(out).toContain('  pnpm add @adc/runtime\n  pnpm add -D @adc/transformer\n');
    expect(textOf(cwd, 'tsconfig.json')).toBe(
      '// ours\r\n{\r\n\t"compilerOptions": {\r\n\t\t"strict": true, // always\r\n\t\t/* where */ "outDir": "dist", // here\r\n\t\t"plugins": [{ "transform": "@adc/transformer", "transformProgram": true }]\r\n\t},\r\n}\r\n',
    );
    expect(JSON.parse(textOf(cwd, 'package.json'))).toMatchObject({ scripts: { build: 'tspc -b', test: 'vitest' } });
    expect((await run(cwd, 'init')).out).toContain('No file has to be changed.');
  });

  it.each([
    ['misspelt', '{ "transform": "@adc/transfomer", "optimise": false }'],
    ['a plain entry', '{ "transform": "@adc/transformer", "optimise": false }'],
    ['for the editor only', '{ "name": "@adc/transformer", "optimise": false }'],
  ])('mends an entry that is %s', async (_, entry) => {
    const cwd = project({
      'package.json': manifest({ scripts: { build: 'tspc' } }),
      'tsconfig.json': `{ "compilerOptions": { "plugins": [{ "name": "other" }, ${entry}] } }\n`,
    });
    expect(await run(cwd, 'init', '--yes')).toMatchObject({ code: 0 });
    const { compilerOptions } = JSON.parse(textOf(cwd, 'tsconfig.json')) as { compilerOptions: { plugins: unknown[] } };
    expect(compilerOptions.plugins).toHaveLength(2);
    expect(compilerOptions.plugins[1]).toMatchObject({
      transform: '@adc/transformer',
      transformProgram: true,
      optimise: false,
    });
  });

  it('repeats inherited plugins, and edits each project of a solution', async () => {
    const cwd = project({
      'package.json': manifest({ scripts: { build: 'tspc -b' } }),
      'base.json': '{ "compilerOptions": { "plugins": [{ "transform": "typia/lib/transform" }] } }',
      'tsconfig.json': '{ "files": [], "references": [{ "path": "a" }, { "path": "b" }] }',
      'a/tsconfig.json': '{ "extends": "../base.json" }',
      'b/tsconfig.json': '{ "extends": "../base.json", "compilerOptions": { "plugins": [] } }',
      'a/a.ts': '',
      'b/b.ts': '',
    });
    expect((await run(cwd, 'init', '--way', 'tspc', '--yes')).out).toContain('inherited entries are repeated');
    const pluginsOf = (name: string): unknown =>
      (JSON.parse(textOf(cwd, name)) as { compilerOptions: { plugins: unknown } }).compilerOptions.plugins;
    const ours = { transform: '@adc/transformer', transformProgram: true };
    expect(pluginsOf('a/tsconfig.json')).toEqual([{ transform: 'typia/lib/transform' }, ours]);
    expect(pluginsOf('b/tsconfig.json')).toEqual([ours]);
    expect(textOf(cwd, 'tsconfig.json')).not.toContain('plugins');
  });

  it('says what to write where esbuild is called', async () => {
    const cwd = project({
      'package.json': manifest({
        scripts: { bundle: 'esbuild a.ts --bundle' },
        devDependencies: { esbuild: '0.28.2' },
      }),
    });
    const { code, out } = await run(cwd, 'init');
    expect(code).toBe(0);
    expect(out).toContain("import { adc } from '@adc/esbuild';");
    expect(out).toContain('The script "bundle" calls esbuild on the command line');
    expect(out).toContain('npm install --save-dev @adc/esbuild\n');
  });

  it('refuses what cannot work', async () => {
    const cwd = project({ 'package.json': manifest({}), ...installed('typescript', '7.0.2') });
    expect(await run(cwd, 'init', '--way', 'tspc', '--yes')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/TypeScript 7\.0\.2 has no interface for transformers.*adc init --way cli/),
    });
    const bare = project({ 'tsconfig.json': undefined, 'package.json': manifest({}) });
    expect(await run(bare, 'init', '--way', 'tspc', '--yes')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--init'),
    });
    const broken = project({ 'package.json': '{ "scripts": ' });
    expect(await run(broken, 'init', '--yes')).toMatchObject({
      code: 2,
      err: expect.stringContaining('mend it first'),
    });
    expect(textOf(broken, 'package.json')).toBe('{ "scripts": ');
  });
});
