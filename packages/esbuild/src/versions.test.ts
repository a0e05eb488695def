/** The oldest and the newest esbuild that the package admits: derivatives, messages, maps, rebuilds. */
import * as newest from 'esbuild';
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { files, gradient, TestProject, textOf } from './project.test-support.js';

const oldest = (await import('esbuild-oldest' as string)) as typeof newest;

/** `f` throws in its primal and in its adjoint, in a line below which companions stand. */
const throwing = {
  'src/first.ts': '// @differentiable\nexport function first(x: number): number {\n  return x * x;\n}\n',
  'src/f.ts': `import { first } from './first';

// @differentiable
export function before(x: number): number {
  return x ** 3;
}

// @differentiable
export function f(x: number): number {
  const y = first(x);
  if (y > 4) throw new RangeError(\`\${y} is too large\`);
  return y;
}
`,
  'src/main.ts': `import { grad } from '@adc/runtime';
import { f } from './f';

function attempt(g: (x: number) => number): void {
  try {
    g(3);
  } catch (error) {
    console.log((error as Error).stack);
  }
}
attempt(f);
attempt(grad(f));
`,
};

describe.each([oldest, newest])('esbuild %#', (esbuild) => {
  it('bundles derivatives, and builds again', async () => {
    const project = new TestProject(files);
    const build = await esbuild.context(project.options('src/main.ts'));
    expect(await project.run(textOf(await build.rebuild()))).toMatchObject({ gradient });
    project.write({ 'src/scale.ts': files['src/scale.ts']!.replace('3 * x', 'x') });
    expect(await project.run(textOf(await build.rebuild()))).toMatchObject({ gradient: [100, 40] });
    await build.dispose();
  });

  it('shows refusals', async () => {
    const project = new TestProject({
      'src/main.ts': '// @differentiable\nexport async function f(x: number) {\n  return x;\n}\n',
    });
    await expect(esbuild.build(project.options('src/main.ts'))).rejects.toMatchObject({
      errors: [
        {
          text: expect.stringMatching(/^ADC1004: /) as string,
          location: { file: 'src/main.ts', line: 2, column: 22, length: 1 },
        },
      ],
    });
  });

  it('traces what is thrown to the line of the user', async () => {
    const project = new TestProject(throwing);
    await esbuild.build(project.options('src/main.ts', { minify: true, write: true, sourcemap: true }));
    const { stdout } = spawnSync(process.execPath, ['--enable-source-maps', project.in('dist/main.js')], {
      encoding: 'utf8',
    });
    const place = (file: keyof typeof throwing, text: string): readonly [line: string, column: string] => {
      const lines = throwing[file].split('\n');
      const line = lines.findIndex((each) => each.includes(text));
      return [`${project.in(file)}:${line + 1}:`, `${lines[line]!.indexOf(text) + 1})`];
    };
    const stacks = stdout.split('RangeError: 9 is too large\n').slice(1);
    expect(stacks).toHaveLength(2);
    const [primal, adjoint] = stacks;
    expect(primal).toContain(`${place('src/f.ts', 'new RangeError').join('')}`);
    // Generated code is mapped by statements.
    expect(adjoint).toContain(place('src/f.ts', 'new RangeError')[0]);
    for (const stack of stacks) expect(stack).toContain(place('src/main.ts', 'g(3)').join(''));
  });
});
