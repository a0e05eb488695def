/** Runs TypeScript sources held in memory as modules of their own. */
import { transformSync } from 'esbuild';
import { dirname, resolve } from 'node:path';

type Exports = Record<string, unknown>;

/** The exports of `entry`; relative imports are found among `files`, others in `packages`. */
export function loadModule(
  files: ReadonlyMap<string, string>,
  entry: string,
  packages: Readonly<Record<string, unknown>>,
): Exports {
  const loaded = new Map<string, { exports: Exports }>();
  const load = (path: string): Exports => {
    const known = loaded.get(path);
    if (known) return known.exports;
    const module = { exports: {} as Exports };
    loaded.set(path, module);
    const source = files.get(path);
    if (source === undefined) throw new Error(`no such fixture file: ${path}`);
    const { code } = transformSync(source, {
      loader: 'ts',
      format: 'cjs',
      target: 'es2023',
      sourcefile: path,
      sourcemap: 'inline',
    });
    const require = (specifier: string): unknown =>
      specifier.startsWith('.')
        ? load(resolve(dirname(path), specifier.replace(/\.js$/, '.ts')))
        : (packages[specifier] ?? fail(`no such package: ${specifier}`));
    new Function('module', 'exports', 'require', `${code}\n//# sourceURL=${path}`)(module, module.exports, require);
    return module.exports;
  };
  return load(entry);
}

function fail(message: string): never {
  throw new Error(message);
}
