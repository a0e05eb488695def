/** An application that is bundled by esbuild, in Node and in a browser. */
import { beforeAll, describe, expect, test } from 'vitest';
import { logOf } from './browser.js';
import { findChromium } from './chromium.mjs';
import { addProbe, copyOf, expectDerivatives, expectSameBits, projectOf, write } from './project.js';
import { run } from './shell.js';

const title = 'With esbuild';

test('does what the page says', async () => {
  await projectOf(title);
});

describe('derivatives of many kinds', () => {
  let project: string;
  beforeAll(async () => {
    project = copyOf(await projectOf(title));
    addProbe(project);
    write(project, 'build.mjs', build);
    write(project, 'probe.html', '<!doctype html><script type="module" src="dist/probe.js"></script>');
    await run('node build.mjs', project);
  });

  test('in Node', async () => {
    const printed = await run('node dist/probe.js', project);
    expectDerivatives(printed);
    expectSameBits(printed);
  });

  testInChromium('in Chromium', async (chromium) => {
    expectDerivatives((await logOf(chromium, project, 'probe.html')) as string);
  });
});

testInChromium('the page, in Chromium', async (chromium) => {
  const logged = await logOf(chromium, await projectOf(title), 'index.html');
  expect(logged).toEqual([13.5, Float64Array.of(-7, -20)]);
});

const build = `
import { adc } from '@adc/esbuild';
import { build } from 'esbuild';

await build({
  entryPoints: { probe: 'src/probe/main.ts' },
  bundle: true,
  minify: true,
  format: 'esm',
  outdir: 'dist',
  plugins: [adc()],
});
`;

/** Where there is no Chromium, says so, and fails if there has to be one. */
function testInChromium(name: string, body: (executable: string) => Promise<void>): void {
  const chromium = findChromium();
  const needed = process.env['REQUIRE_CHROMIUM'] === '1';
  if (chromium === undefined && !needed)
    console.warn(`NOT RUN, for want of Chromium: "${name}". Install it, or name it in the variable CHROMIUM.`);
  test.skipIf(chromium === undefined && !needed)(name, async () => {
    if (chromium === undefined) throw new Error('There is no Chromium: node elsewhere/chromium.mjs installs one.');
    await body(chromium);
  });
}
