/** Projects that are compiled by tsc, with ts-patch. */
import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { addProbe, copyOf, expectDerivatives, expectSameBits, projectOf } from './project.js';
import { run } from './shell.js';

const title = 'With tsc';

test('does what the page says', async () => {
  await projectOf(title);
});

describe.each([
  { type: 'module', versions: '' },
  { type: 'commonjs', versions: 'typescript@5.9.3' },
])('$type, $versions', ({ type, versions }) => {
  test('derivatives of many kinds', async () => {
    const project = copyOf(await projectOf(title));
    addProbe(project);
    if (versions !== '') await run(`npm install --save-dev ${versions}`, project);
    await run(`npm pkg set type=${type}\nnpx tspc`, project);
    const printed = await run('node dist/probe/main.js', project);
    expectDerivatives(printed);
    expectSameBits(printed);
    const written = readFileSync(path.join(project, 'dist/probe/main.js'), 'utf8');
    expect(written.includes('require("@adc/runtime")')).toBe(type === 'commonjs');
  });
});
