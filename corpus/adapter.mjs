/** Compiles one case of the corpus with adc, and gives its derivatives in both modes. */
import { assemble, compile as differentiate } from '@adc/compiler';
import * as esbuild from 'esbuild';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

const runtime = fileURLToPath(import.meta.resolve('@adc/runtime'));

/**
 * @param file the case, which exports the annotated function `f`.
 * @param entry what the manifest says of it.
 * @param resolveSource the source file of a package by its name.
 * @returns the function and its derivatives, as the comparison calls them.
 * @throws {Error} with the diagnostic where adc refuses.
 */
export async function compile(file, entry, { root, resolveSource }) {
  const program = ts.createProgram({ rootNames: [file], options: optionsIn(root) });
  const { files, diagnostics } = differentiate({ ts, program, packages: true });
  const refused = diagnostics.find(({ severity }) => severity === 'error');
  if (refused) throw new Error(describe(refused, program));
  const texts = new Map(
    files.map((each) => [path.resolve(each.fileName), assemble(program.getSourceFile(each.fileName).text, each)]),
  );
  const { f, jvp, vjp } = await load(entry.id, file, root, texts, resolveSource);
  return {
    value: f,
    jvp(args, tangents) {
      const [value, tangent] = jvp(f)(args, tangents);
      return { value, tangent };
    },
    vjp(args, cotangent) {
      const [value, pullback] = vjp(f)(...args);
      const gradients = pullback(cotangent);
      return { value, gradients: args.length === 1 ? [gradients] : gradients.slice(0, args.length) };
    },
  };
}

let options;

function optionsIn(root) {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic() {} };
  options ??= ts.getParsedCommandLineOfConfigFile(path.join(root, 'tsconfig.json'), {}, host).options;
  return options;
}

function describe({ code, message, origin }, program) {
  const place = origin && program.getSourceFile(origin.file);
  const line = place ? place.getLineAndCharacterOfPosition(origin.start).line + 1 : 0;
  const where = place ? ` (${origin.file.replace(/.*\/node_modules\//, '').replace(/.*\/cases\//, '')}:${line})` : '';
  return `ADC${code} ${message}${where}`;
}

/** Bundles the case with the compiled texts in place of their files, and loads it. */
async function load(id, file, root, texts, resolveSource) {
  const outfile = path.join(root, '.build', `${id}.adc.mjs`);
  await esbuild.build({
    stdin: {
      contents: `export * from ${JSON.stringify(file)};\nexport { jvp, vjp } from ${JSON.stringify(runtime)};`,
      resolveDir: root,
    },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    logLevel: 'error',
    mainFields: ['module', 'main'],
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false, experimentalDecorators: true } },
    plugins: [
      {
        name: 'compiled',
        setup(build) {
          build.onResolve({ filter: /^@adc\/runtime$/ }, () => ({ path: runtime }));
          build.onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) => {
            const source = kind === 'entry-point' || name.startsWith('node:') ? null : resolveSource(name);
            return source ? { path: source } : null;
          });
          build.onLoad({ filter: /\.ts$/ }, ({ path: name }) => {
            const contents = texts.get(name);
            return contents === undefined ? undefined : { contents, loader: 'ts' };
          });
        },
      },
    ],
  });
  return import(pathToFileURL(outfile).href);
}
