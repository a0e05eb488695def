/** Hangs adc into esbuild. */
import { checkOptions, OptionsError, type CompileOptions } from '@adc/compiler';
import { UsageError } from '@adc/project';
import type { BuildOptions, Loader, OnLoadResult, Plugin } from 'esbuild';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Messages } from './messages.js';
import { Session } from './session.js';

export type AdcOptions = CompileOptions & {
  /** A tsconfig, or its folder. Default: esbuild's own `tsconfig`, else the nearest one above the first entry point. */
  readonly tsconfig?: string;
};

/**
 * The plugin: functions marked `// @differentiable`, and those that `grad(f)` and the like name, get their companions while esbuild
 * reads them.
 *
 * @throws {OptionsError} for an option that adc does not know, and for a value that it cannot take.
 */
export function adc({ tsconfig, ...given }: AdcOptions = {}): Plugin {
  const options = checkOptions(given, 'the options of adc()');
  if (tsconfig !== undefined && typeof tsconfig !== 'string')
    throw new OptionsError('The option "tsconfig" in the options of adc() must be a path.');
  return {
    name: 'adc',
    setup: ({ initialOptions, onStart, onResolve, resolve, onLoad, onEnd }) => {
      const cwd = initialOptions.absWorkingDir ?? process.cwd();
      const { sources, others } = entriesOf(initialOptions, cwd);
      const session = new Session({
        cwd,
        entries: sources,
        hasOtherEntries: others,
        tsconfig: tsconfig ?? initialOptions.tsconfig,
        options,
        sourceMaps: initialOptions.sourcemap !== undefined && initialOptions.sourcemap !== false,
      });
      onStart(() => startOrRefuse(session));
      // esbuild may know other `paths` than the plugin, knows none in packages, and prefers JavaScript there.
      onResolve({ filter: mayBePackaged, namespace: 'file' }, async ({ path: name, importer, kind, pluginData }) => {
        const source = pluginData === resolved ? undefined : session.resolve(name, importer);
        if (source === undefined) return undefined;
        return resolve(source, { importer, kind, resolveDir: path.dirname(source), pluginData: resolved });
      });
      onLoad({ filter: isSource, namespace: 'file' }, ({ path: name, suffix }): OnLoadResult | undefined => {
        const { text, watchFiles: names, isScript } = session.load(name, suffix);
        const watchFiles = [...names];
        const scriptLoader = name.endsWith('x') ? 'jsx' : 'js';
        const loader = isScript ? scriptLoader : loaderOf(name, initialOptions.loader);
        if (text !== undefined) return { watchFiles, contents: text, loader };
        return watchFiles.length > 0 ? { watchFiles } : undefined;
      });
      onLoad({ filter: isScript, namespace: 'file' }, ({ path: name }): undefined => {
        if (mayAsk(name)) session.noteScript(name);
      });
      onEnd(({ errors }) => session.end(errors.length === 0));
    },
  };
}

function startOrRefuse(session: Session): Messages {
  try {
    return session.start();
  } catch (error) {
    if (error instanceof UsageError || error instanceof OptionsError)
      return { errors: [{ text: error.message }], warnings: [] };
    throw error;
  }
}

type Entries = {
  /** TypeScript files. */
  readonly sources: readonly string[];
  /** There may be JavaScript among the rest. */
  readonly others: boolean;
};

function entriesOf({ entryPoints, stdin }: BuildOptions, cwd: string): Entries {
  const named = Array.isArray(entryPoints)
    ? entryPoints.map((entry) => (typeof entry === 'string' ? entry : entry.in))
    : Object.values(entryPoints ?? {});
  const scripts = named.filter((name) => !name.endsWith('.css'));
  const sources = scripts.flatMap((name) => {
    const whole = path.resolve(cwd, name);
    // As esbuild does, without an extension too.
    const candidates = ['', '.tsx', '.ts'].map((extension) => whole + extension);
    const file = candidates.find((each) => isSource.test(each) && existsSync(each));
    return file === undefined ? [] : [file];
  });
  return { sources, others: stdin !== undefined || sources.length < scripts.length };
}

/** Names of packages, and paths that lead into one. */
const mayBePackaged = /^[^./]|node_modules/;
/** Marks what the plugin itself asks esbuild for. */
const resolved = Symbol('resolved');

const isSource = /\.[cm]?tsx?$/;
const isScript = /\.[cm]?jsx?$/;

/** Whether a file outside of packages uses the runtime. */
function mayAsk(name: string): boolean {
  return !/[\\/]node_modules[\\/]/.test(name) && readFileSync(name, 'utf8').includes('@adc/runtime');
}

function loaderOf(name: string, configured: BuildOptions['loader']): Loader {
  return configured?.[path.extname(name)] ?? (name.endsWith('x') ? 'tsx' : 'ts');
}
