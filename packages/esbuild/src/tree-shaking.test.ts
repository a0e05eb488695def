/** A bundle carries the derivatives that it asks for, and finds those for which it asks in ways that nobody can see. */
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { files, gradient, TestProject } from './project.test-support.js';

const asking = `import { grad } from '@adc/runtime';
export function train(f: (w: number, x: number) => number) {
  return grad(f)(2, 5);
}
`;
const project = new TestProject({
  'src/scale.ts': files['src/scale.ts']!,
  'src/loss.ts': files['src/loss.ts']!,
  'src/train.ts': asking,
  'src/index.ts': "export * from './loss';\nexport * as scale from './scale';\n",
});

/** The words of a bundle that only derivatives bring along. */
const derivatives = (bundle: string): readonly string[] =>
  [...new Set(bundle.match(/\w+(?:Adjoint|Tangent|Pullback|Forward|Reverse)\b|adc\.companions/g))].sort();
const bundle = (main: string, more = {}, options = {}): Promise<string> => {
  project.write({ 'src/main.ts': main });
  return project.bundle('src/main.ts', more, options);
};
/** What the bundle leaves in a global variable, as an application that exports nothing. */
const resultOf = async (main: string): Promise<unknown> => {
  await project.run(await bundle(main));
  return (globalThis as { result?: unknown }).result;
};

describe('a bundle', () => {
  it('has no trace of derivatives for which nobody asks', async () => {
    for (const from of ['./loss', './index']) {
      const text = await bundle(`import { loss } from '${from}';\nconsole.log(loss(2, 5));\n`);
      expect(text).toContain('function loss(');
      expect(derivatives(text)).toEqual([]);
    }
  });

  it('has those for which it asks, and no others', async () => {
    const grad = `import { grad } from '@adc/runtime';\nimport { loss } from './loss';\nconsole.log(grad(loss)(2, 5));\n`;
    const jvp = grad.replaceAll('grad', 'jvp').replace('(2, 5)', '([2, 5], [1, 1])');
    const names = async (main: string): Promise<readonly string[]> =>
      derivatives(await bundle(main)).filter((name) => /^(loss|scale)/.test(name));
    expect(await names(grad)).toEqual(['lossAdjoint']);
    expect(await names(jvp)).toEqual(['lossTangent']);
  });

  it('keeps every annotated function when told to', async () => {
    const main = "import { loss } from './loss';\nconsole.log(loss(2, 5));\n";
    expect(derivatives(await bundle(main, {}, { registration: true }))).toContain('lossAdjoint');
  });
});

describe('a function that is handed around', () => {
  it.each([
    ['by its name', "import { loss } from './loss';\nconst f = loss;"],
    ['by another name', "import { other as f } from './renamed';"],
    ['by a name that it is exported under', "import { other } from './renamed';\nconst f = other;"],
    ['in a module', "import * as all from './loss';\nconst f = Object.values(all)[0] as typeof all.loss;"],
    [
      'in a module in a module',
      "import { inner } from './nested';\nconst f = Object.values(inner)[0] as typeof inner.loss;",
    ],
    [
      'in a module in a module that is handed around',
      "import * as all from './nested';\nconst { inner: { loss: f } } = all;",
    ],
    ['by an import at run time', "const { loss: f } = await import('./loss');"],
  ])('has derivatives: %s', async (_, main) => {
    project.write({
      'src/renamed.ts': "export { loss as other } from './loss';\n",
      'src/nested.ts': "export * as inner from './loss';\n",
    });
    const use = `import { train } from './train';\n${main}\nObject.assign(globalThis, { result: train(f) });\n`;
    expect(await resultOf(use)).toEqual(gradient);
  });
});

describe('what others may use has derivatives', () => {
  it.each([
    "export { loss } from './loss';",
    "export * from './loss';",
    "export { loss as f } from './loss';",
    "export * as f from './loss';",
    "export { loss as default } from './loss';",
  ])('as an entry point exports it: %s', async (main) => {
    const text = await bundle(`${main}\nexport { train } from './train';\n`);
    const { train, ...rest } = (await project.run(text)) as { train: (f: unknown) => unknown };
    const [exported] = Object.values(rest);
    const f = typeof exported === 'function' ? exported : (exported as { loss: unknown }).loss;
    expect(train(f)).toEqual(gradient);
  });

  it('as JavaScript imports it', async () => {
    const asks =
      "import { grad } from '@adc/runtime';\nimport { loss } from './loss';\nexport const gradient = grad(loss)(2, 5);\n";
    project.write({ 'src/app.js': asks });
    expect(await project.run(await project.bundle('src/app.js'))).toMatchObject({ gradient });

    project.write({ 'src/main.ts': "// @ts-ignore\nexport { gradient } from './app.js';\n" });
    const warningsOf = async (options: object): Promise<readonly string[]> =>
      (await build(project.options('src/main.ts', {}, options))).warnings.map(({ text }) => text);
    expect(await warningsOf({})).toEqual([
      'src/app.js is JavaScript: functions that it asks for derivatives of have to be registered.',
    ]);
    expect(await warningsOf({ registration: true })).toEqual([]);
  });

  it('as imports use it that TypeScript does not understand', async () => {
    const query =
      "// @ts-ignore\nimport { loss } from './loss.ts?v=1';\nimport { train } from './train';\nexport const gradient = train(loss);\n";
    expect(await project.run(await bundle(query))).toMatchObject({ gradient });
  });
});
