/** The command with the real compiler: what it writes is run. */
import { build } from 'esbuild';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { main } from './main.js';

const cwd = mkdtempSync(path.join(tmpdir(), 'adc-end-to-end-'));
afterAll(() => rmSync(cwd, { recursive: true }));

async function adc(...args: readonly string[]): Promise<{ readonly code: number; readonly text: string }> {
  let text = '';
  const write = (more: string): void => void (text += more);
  const code = await main(args, { cwd, out: write, err: write, colour: false, progress: false });
  return { code, text };
}

async function load(file: string): Promise<Record<string, (...args: readonly unknown[]) => unknown>> {
  const runtime = fileURLToPath(new URL('../../../runtime/src/index.ts', import.meta.url));
  const outfile = path.join(cwd, 'bundled', `${path.basename(file)}.mjs`);
  await build({
    entryPoints: [path.join(cwd, file)],
    bundle: true,
    format: 'esm',
    outfile,
    alias: { '@adc/runtime': runtime },
  });
  return (await import(outfile)) as Record<string, (...args: readonly unknown[]) => unknown>;
}

mkdirSync(path.join(cwd, 'src'));
writeFileSync(path.join(cwd, 'package.json'), '{ "type": "module" }');
writeFileSync(path.join(cwd, 'src/scale.ts'), 'export function scale(x: number): number {\n  return 3 * x;\n}\n');
writeFileSync(
  path.join(cwd, 'src/loss.ts'),
  `import { scale } from './scale.js';

// @differentiable
export function loss(w: number, x: number): number {
  return scale(w * x) ** 2;
}
`,
);

describe('adc', () => {
  it.each(['js', 'ts'])('builds companions that compute derivatives (%s)', async (language) => {
    expect(await adc('build', 'src', '--emit', language, '--out-dir', `dist-${language}`)).toMatchObject({ code: 0 });
    const { loss, lossAdjoint, lossTangent } = await load(`dist-${language}/loss.${language}`);
    // (3wx)², with gradient (18wx², 18w²x)
    expect(loss?.(2, 5)).toBe(900);
    expect(lossAdjoint?.(2, 5, 1)).toEqual([900, [900, 360]]);
    expect(lossTangent?.(2, 5, 1, 0)).toEqual([900, 900]);
  });

  it('says that the runtime is missing', async () => {
    expect((await adc('build', 'src', '--out-dir', 'dist')).text).toContain('npm install @adc/runtime');
  });

  it('declares the companions', () => {
    const declarations = readFileSync(path.join(cwd, 'dist-js/loss.d.ts'), 'utf8');
    expect(declarations).toMatch(/export declare function lossAdjoint\(w: number, x: number, \w+: number\): \[/);
    expect(declarations).toContain('lossPullback');
  });

  it('explains what it did', async () => {
    const { code, text } = await adc('explain', 'src/loss.ts:loss');
    expect(code).toBe(0);
    expect(text).toMatch(/^loss \(src\/loss.ts:4\), reversed by lossAdjoint and lossPullback\n/);
  });
});
