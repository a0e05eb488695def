/** The three ways in, each called as its host calls it; what is written and what is said, in one form. */
import { main } from '@adc/cli';
import { adc } from '@adc/esbuild';
import transform from '@adc/transformer';
import { build, type BuildFailure, type BuildResult, type Plugin } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { vi } from 'vitest';
import type { FixtureProject } from './fixture-project.js';
import { readFrames, readMessages, readTypeScript, sorted, type Read } from './said.js';

export type Outcome = Read & {
  /** Texts by their names relative to the folder of the output. */
  readonly outputs: ReadonlyMap<string, string>;
};

/** The command. */
export async function throughCli({ folder }: FixtureProject, emit: 'js' | 'ts'): Promise<Outcome> {
  let [out, err] = ['', ''];
  const io = {
    cwd: folder,
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    colour: false,
    progress: false,
  };
  const outDir = `dist-${emit}`;
  const code = await main(['build', '--emit', emit, '--out-dir', outDir], io);
  const { said, rest } = readFrames(out.replace(/^differentiated .*\n$/m, ''));
  const failed = said.some(({ severity }) => severity === 'error') || rest !== '';
  if (code !== (failed ? 1 : 0)) throw new Error(`adc ended with ${code}:\n${out}\n${err}`);
  return { said: sorted(said), rest: rest + err, outputs: failed ? new Map() : textsIn(path.join(folder, outDir)) };
}

function textsIn(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(names.map((name) => [path.relative(folder, name), readFileSync(name, 'utf8')]));
}

/** The transformer, called as ts-patch calls it in the place of `ts.createProgram`; then what `tsc` does with a program. */
export function throughTransformer({ folder }: FixtureProject): Outcome {
  const config = path.join(folder, 'tsconfig.json');
  const parsed = ts.getParsedCommandLineOfConfigFile(config, {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic })!;
  const { options, fileNames: rootNames } = parsed;
  const host = ts.createCompilerHost(options);
  host.getCurrentDirectory = () => folder;
  const given = ts.createProgram({ rootNames, options, host, configFileParsingDiagnostics: parsed.errors });
  let printed = '';
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((printed += text.toString()), true));
  let program: ts.Program;
  try {
    program = transform(given, host, { transform: '@adc/transformer', transformProgram: true }, { ts });
  } finally {
    stderr.mockRestore();
  }
  const errors = readTypeScript(ts.getPreEmitDiagnostics(program), folder);
  const warnings = readFrames(printed);
  const outputs = new Map<string, string>();
  const outDir = path.join(folder, 'dist');
  program.emit(undefined, (name, text) => void outputs.set(path.relative(outDir, name), text));
  return {
    said: sorted([...errors.said, ...warnings.said]),
    rest: [errors.rest, warnings.rest].join('\n').trim(),
    outputs,
  };
}

function onUnRecoverableConfigFileDiagnostic({ messageText }: ts.Diagnostic): never {
  throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
}

/** The plugin: the outputs are what it hands over to esbuild, and the file as it lies on disk where it hands over nothing. */
export async function throughEsbuild({ folder, files }: FixtureProject): Promise<Outcome> {
  const outputs = new Map(files.map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));
  const { name, setup } = adc();
  const recorder: Plugin = {
    name,
    setup: (build) =>
      setup({
        ...build,
        onLoad: (filter, load) =>
          build.onLoad(filter, async (args) => {
            const loaded = await load(args);
            const text = loaded?.contents;
            if (text !== undefined) outputs.set(path.relative(folder, args.path), text as string);
            return loaded;
          }),
      }),
  };
  const { errors, warnings } = await tryToBuild({
    absWorkingDir: folder,
    entryPoints: [...files],
    outdir: 'bundled',
    sourcemap: true,
    write: false,
    logLevel: 'silent',
    plugins: [recorder],
  });
  const read = [readMessages(errors, 'error'), readMessages(warnings, 'warning')];
  return {
    said: sorted(read.flatMap(({ said }) => said)),
    rest: read
      .map(({ rest }) => rest)
      .join('\n')
      .trim(),
    outputs: errors.length > 0 ? new Map() : outputs,
  };
}

async function tryToBuild(options: Parameters<typeof build>[0]): Promise<Pick<BuildResult, 'errors' | 'warnings'>> {
  try {
    return await build(options);
  } catch (error) {
    if (Array.isArray((error as BuildFailure).errors)) return error as BuildFailure;
    throw error;
  }
}
