/** Projects that are compiled with the command. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { addProbe, copyOf, expectDerivatives, expectSameBits, projectOf } from './project.js';
import { run } from './shell.js';

describe.each([
  { title: 'With the command', type: 'module', typescript: '6.0.3' },
  { title: 'CommonJS', type: 'commonjs', typescript: '6.0.3' },
  { title: 'TypeScript 7', type: 'module', typescript: '7.0.2' },
  { title: 'TypeScript 7', type: 'commonjs', typescript: '7.0.2' },
])('$title ($type)', ({ title, type, typescript }) => {
  test('does what the page says', async () => {
    await projectOf(title);
  });

  test('derivatives of many kinds', async () => {
    const project = copyOf(await projectOf(title));
    expect(versionOf(project, 'typescript')).toBe(typescript);
    addProbe(project);
    await run(`npm pkg set type=${type}\nnpx adc build`, project);
    const printed = await run('node dist/probe/main.js', project);
    expectDerivatives(printed);
    expectSameBits(printed);
    const written = readFileSync(path.join(project, 'dist/probe/main.js'), 'utf8');
    expect(written.includes('require("@adc/runtime")')).toBe(type === 'commonjs');
  });
});

/** Two compilers must never look at one program: they number symbols for themselves. */
test.each(['5.9.3', '7.0.2'])('beside TypeScript %s, all of adc uses one other TypeScript', async (version) => {
  const project = copyOf(await projectOf('With the command'));
  await run(`npm install --save-dev typescript@${version}`, project);
  const seenFrom = (folder: string): NodeJS.Require => createRequire(path.join(folder, 'package.json'));
  const command = seenFrom(path.join(project, 'node_modules/@adc/cli'));
  const shared = seenFrom(path.dirname(command.resolve('@adc/project/package.json')));
  const used = command.resolve('typescript');
  expect(shared.resolve('typescript')).toBe(used);
  expect(seenFrom(project).resolve('typescript/package.json')).not.toContain(path.dirname(path.dirname(used)));
  await run('npx adc build', project);
});

/** The version that the project's own files see. */
function versionOf(project: string, name: string): unknown {
  const manifest = readFileSync(path.join(project, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: unknown }).version;
}
