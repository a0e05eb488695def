/** Hangs adc into esbuild. */
import { checkOptions, OptionsError, type CompileOptions } from '@adc/compiler';
import { UsageError } from '@adc/project';
import type { BuildOptions, Loader, OnLoadResult, Plugin } from 'esbuild';
import { existsSync } from 'node:fs';
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
    setup: ({ initialOptions, onStart, onLoad }) => {
      const cwd = initialOptions.absWorkingDir ?? process.cwd();
      const session = new Session({
        cwd,
        entries: sourcesAmong(initialOptions.entryPoints, cwd),
        tsconfig: tsconfig ?? initialOptions.tsconfig,
        options,
        sourceMaps: initialOptions.sourcemap !== undefined && initialOptions.sourcemap !== false,
      });
      onStart(() => startOrRefuse(session));
      onLoad({ filter: isSource, namespace: 'file' }, ({ path: name }): OnLoadResult | undefined => {
        const { text, watchFiles, errors, warnings } = session.load(name);
        const said = { watchFiles: [...watchFiles], errors: [...errors], warnings: [...warnings] };
        if (text !== undefined) return { ...said, contents: text, loader: loaderOf(name, initialOptions.loader) };
        return [watchFiles, errors, warnings].some((list) => list.length > 0) ? said : undefined;
      });
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

/** The entry points that are TypeScript files; as esbuild does, without an extension too. */
function sourcesAmong(entryPoints: BuildOptions['entryPoints'], cwd: string): readonly string[] {
  const named = Array.isArray(entryPoints)
    ? entryPoints.map((entry) => (typeof entry === 'string' ? entry : entry.in))
    : Object.values(entryPoints ?? {});
  return named.flatMap((name) => {
    const whole = path.resolve(cwd, name);
    const file = ['', '.tsx', '.ts']
      .map((extension) => whole + extension)
      .find((each) => isSource.test(each) && existsSync(each));
    return file === undefined ? [] : [file];
  });
}

const isSource = /\.[cm]?tsx?$/;

function loaderOf(name: string, configured: BuildOptions['loader']): Loader {
  return configured?.[path.extname(name)] ?? (name.endsWith('x') ? 'tsx' : 'ts');
}
