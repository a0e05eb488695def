/** What must hold with every version of TypeScript and of ts-patch that is supported: real projects, a real `tspc`. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { broken, scale, solution } from './solution.test-support.js';
import { Toolchain } from './toolchain.test-support.js';

const versions = [
  { typescript: 'typescript-5.9', tsPatch: 'ts-patch' },
  { typescript: 'typescript', tsPatch: 'ts-patch' },
  { typescript: 'typescript', tsPatch: 'ts-patch-4' },
];

describe.each(versions)('tspc -b with $typescript and $tsPatch', (version) => {
  const toolchain = new Toolchain(version);
  afterAll(() => rmSync(toolchain.folder, { recursive: true }));
  const project = toolchain.project(solution);
  const run = (): readonly string[] => project.node('--enable-source-maps', 'command/dist/main.js').out.split('\n');

  it('builds libraries, commands and CommonJS', () => {
    expect(project.tspc('-b')).toEqual({ code: 0, out: '', err: '' });
    // (3wx)², with gradient (18wx², 18w²x)
    const [numbers, ...stack] = run();
    expect(numbers).toBe('[[900,360],[900,[900,360]],4]');
    expect(stack.join('\n')).toContain(`library${path.sep}src${path.sep}loss.ts:5:`);
    expect(project.node('legacy/dist/main.js').out).toBe('12\n');

    const main = project.read('command/dist/main.js');
    expect(main).toMatch(/^#!\/usr\/bin\/env node\r?\nimport /);
    const map = JSON.parse(Buffer.from(/base64,(.*)/.exec(main)?.[1] ?? '', 'base64').toString()) as object;
    expect(map).toMatchObject({ sourcesContent: [solution['command/src/main.ts']] });
    expect(project.read('legacy/dist/main.js')).toMatch(/^.use strict.;/);
  });

  it('builds anew what a change elsewhere concerns', () => {
    project.write({ 'library/src/scale.ts': scale('4 * x') });
    expect(project.tspc('-b', 'library')).toEqual({ code: 0, out: '', err: '' });
    expect(run()[0]).toBe('[[1600,640],[1600,[1600,640]],4]');
  });

  // What is kept between runs is TypeScript's alone.
  it.runIf(version.tsPatch === 'ts-patch')('writes nothing after an error, and everything once it is mended', () => {
    project.write({ 'library/src/scale.ts': broken, 'library/src/plain.ts': 'export const plain = 2;\n' });
    for (let i = 0; i < 2; i++) {
      const refused = project.tspc('-b', 'library');
      expect(refused.code).not.toBe(0);
      expect(refused.out).toMatch(
        /^library\/src\/scale\.ts\(4,3\): error TS901012: ADC1012: `for…in` cannot be differentiated\.\n(?: {2}.*\n)+ {2}Fix: /,
      );
      expect(refused.out.match(/error/g)).toHaveLength(1);
    }
    expect(project.read('library/dist/plain.js')).toContain('plain = 1');
    expect(run()[0]).toBe('[[1600,640],[1600,[1600,640]],4]');

    project.write({ 'library/src/scale.ts': scale('5 * x') });
    expect(project.tspc('-b', 'library')).toEqual({ code: 0, out: '', err: '' });
    expect(project.read('library/dist/plain.js')).toContain('plain = 2');
    expect(run()[0]).toBe('[[2500,1000],[2500,[2500,1000]],4]');
  });
});
