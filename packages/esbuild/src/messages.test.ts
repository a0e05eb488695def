/** What a user reads when something is wrong. */
import { build, formatMessages, type Message } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { files, gradient, TestProject, tsconfig } from './project.test-support.js';

/** A function that is refused: nobody knows what `JSON.parse` computes. */
const refused = `// @differentiable
export function f(x: number): number {
  const größe = '🙂'; const y: number = JSON.parse(String(x)); return y * größe.length * x;
}
`;

describe('a refusal', () => {
  const project = new TestProject({ 'src/main.ts': refused });

  it('shows the code, the place, the reason and the way to mend it', async () => {
    const [error, ...others] = await project.errors('src/main.ts');
    expect(others).toEqual([]);
    const lineText = refused.split('\n')[2]!;
    const [marked] = /JSON\.parse\(String\(x\)\)/.exec(lineText)!;
    expect(error).toMatchObject({
      pluginName: 'adc',
      location: {
        file: 'src/main.ts',
        line: 3,
        column: Buffer.byteLength(lineText.slice(0, lineText.indexOf(marked))),
        length: Buffer.byteLength(marked),
        lineText,
      },
    });
    expect(error!.location!.column).toBe(lineText.indexOf(marked) + 4);
    expect(await formatMessages([error!], { kind: 'error' })).toMatchInlineSnapshot(`
      [
        "✘ [ERROR] ADC1016: The method \`parse\` cannot be differentiated. [plugin adc]

          src/main.ts:3:44:
            3 │ ...�'; const y: number = JSON.parse(String(x)); return y * größe....
              │                          ~~~~~~~~~~~~~~~~~~~~~
              ╵                          moves or combines elements by a rule of its own

        Why: no derivative is known for \`parse\`.
        Fix: write it as a loop over the elements.

      ",
      ]
    `);
  });

  it('keeps lines that end as on Windows, and the first line of what spans several', async () => {
    project.write({ 'src/main.ts': refused.replace('String(x)', '\n  String(x)').replaceAll('\n', '\r\n') });
    const [error] = await project.errors('src/main.ts');
    expect(error!.location).toMatchObject({ line: 3, length: 'JSON.parse('.length });
    expect(error!.location!.lineText).not.toMatch(/[\r\n]/);
  });

  it('carries the diagnostic for whoever uses the API', async () => {
    const [error] = await project.errors('src/main.ts');
    expect(`ADC${(error!.detail as { code: number }).code}`).toBe(/^ADC\d+/.exec(error!.text)?.[0]);
  });
});

describe('errors of TypeScript', () => {
  it('are left to tsc, unless a derivative depends on them', async () => {
    const project = new TestProject({ ...files, 'src/wrong.ts': 'export const wrong: string = 1;\n' });
    project.write({
      'src/main.ts': `${files['src/main.ts']}export { wrong } from './wrong';\nconst no: number = '';\n`,
    });
    expect(await project.run(await project.bundle('src/main.ts'))).toMatchObject({ gradient, wrong: 1 });
    project.write({ 'src/loss.ts': files['src/loss.ts']!.replace('** 2', "** 'two'") });
    const [error, ...others] = await project.errors('src/main.ts');
    expect(others).toEqual([]);
    expect(error).toMatchObject({
      text: 'ADC2004: TypeScript refuses `loss`.',
      location: { file: 'src/loss.ts', line: 5 },
    });
    expect(error!.location!.suggestion).toMatch(/^TS\d+: The right-hand side/);
  });
});

describe('a tsconfig', () => {
  it('may say what our TypeScript does not know', async () => {
    const project = new TestProject({
      ...files,
      'tsconfig.json': tsconfig.replace('{', '{ "adc": {},').replace('"target"', '"fromTheFuture": true, "target"'),
    });
    const { warnings, errors } = await build(project.options('src/main.ts'));
    expect(errors).toEqual([]);
    expect(warnings).toMatchObject([
      { text: "TS5023: Unknown compiler option 'fromTheFuture'.", location: { file: 'tsconfig.json', line: 3 } },
    ]);
  });
});

describe('warnings', () => {
  it('do not stop the build, and are said at each of them', async () => {
    const project = new TestProject({
      'src/main.ts':
        '// @differentiable\nexport const n = 1;\n\n// @differentiable\nexport const f = (x: number) => x * x;\n',
    });
    const warningsOf = async (): Promise<readonly Message[]> => (await build(project.options('src/main.ts'))).warnings;
    expect(await warningsOf()).toMatchObject([{ location: { file: 'src/main.ts', line: 1, column: 3 } }]);
    expect((await warningsOf())[0]!.text).toMatch(/^ADC4006: /);
  });
});
