/** Projects in a temporary folder, with the runtime installed, and builds of them. */
import * as newest from 'esbuild';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll } from 'vitest';
import { adc, type AdcOptions } from './index.js';

export type Files = Readonly<Record<string, string>>;

export const tsconfig = `{
  "compilerOptions": {
    "target": "es2022", "module": "esnext", "moduleResolution": "bundler", "strict": true, "types": [],
    "lib": ["es2022"], "jsx": "react-jsx", "skipLibCheck": true
  },
  "include": ["src"]
}
`;

export const files: Files = {
  'src/scale.ts': 'export function scale(x: number): number {\n  return 3 * x;\n}\n',
  'src/loss.ts': `import { scale } from './scale';

// @differentiable
export function loss(w: number, x: number): number {
  return scale(w * x) ** 2;
}
`,
  'src/main.ts': `import { grad } from '@adc/runtime';
import { loss } from './loss';

export const gradient = grad(loss)(2, 5);
`,
};
/** What `main.ts` exports: of (3wx)² at (2, 5). */
export const gradient = [900, 360];

export class TestProject {
  readonly folder: string;
  #built = 0;

  constructor(files: Files) {
    this.folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'adc-esbuild-')));
    afterAll(() => rmSync(this.folder, { recursive: true }));
    const runtime = fileURLToPath(new URL('../../../runtime/src/', import.meta.url));
    const installed = this.in('node_modules/@adc/runtime');
    cpSync(runtime, installed, { recursive: true, filter: (file) => !/\.test(-d)?\.ts$/.test(file) });
    // As it is published: JavaScript, whose types are read from elsewhere.
    newest.buildSync({
      entryPoints: [path.join(runtime, 'index.ts')],
      outfile: path.join(installed, 'index.js'),
      bundle: true,
      format: 'esm',
    });
    this.write({
      'node_modules/@adc/runtime/package.json':
        '{ "type": "module", "sideEffects": false, "exports": { "types": "./index.ts", "default": "./index.js" } }',
      'package.json': '{ "type": "module" }',
      'tsconfig.json': tsconfig,
      ...files,
    });
  }

  in(name: string): string {
    return path.join(this.folder, name);
  }

  write(files: Files): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(this.in(name)), { recursive: true });
      writeFileSync(this.in(name), text);
    }
  }

  remove(name: string): void {
    rmSync(this.in(name));
  }

  /** The options of a build. */
  options(entry: string, more: newest.BuildOptions = {}, options: AdcOptions = {}): newest.BuildOptions {
    return {
      absWorkingDir: this.folder,
      entryPoints: [entry],
      bundle: true,
      format: 'esm',
      write: false,
      outdir: 'dist',
      logLevel: 'silent',
      ...more,
      plugins: [...(more.plugins ?? []), adc(options)],
    };
  }

  async bundle(entry: string, more: newest.BuildOptions = {}, options: AdcOptions = {}): Promise<string> {
    return textOf(await newest.build(this.options(entry, more, options)));
  }

  /** What a failing build says. */
  async errors(entry: string, more: newest.BuildOptions = {}, options: AdcOptions = {}): Promise<newest.Message[]> {
    try {
      await newest.build(this.options(entry, more, options));
    } catch (error) {
      return (error as newest.BuildFailure).errors;
    }
    return [];
  }

  /** What a bundle exports. */
  async run(bundle: string): Promise<Record<string, unknown>> {
    const file = this.in(`dist/run${++this.#built}.mjs`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bundle);
    return (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  }
}

export function textOf(result: newest.BuildResult): string {
  const output = result.outputFiles?.find(({ path }) => path.endsWith('.js'));
  if (output === undefined) throw new Error('There is no output.');
  return output.text;
}
