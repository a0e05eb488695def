/** Reads the command line. */
import { compile as adcCompile, OptionsError, type CompileOptions } from '@adc/compiler';
import { UsageError } from '@adc/project';
import { Command, CommanderError, Option } from 'commander';
import { readFileSync } from 'node:fs';
import { build, check, explain, type Emit } from './commands.js';
import type { Compile } from './differentiate.js';
import { clearProgress, type Io } from './io.js';
import type { ProjectRequest } from './project.js';

/** Exit codes: 0 done, 1 errors in the input, 2 wrong usage. */
export function main(args: readonly string[], io: Io, compile: Compile = adcCompile): number {
  let code = 0;
  const program = commands(io, compile, (result) => (code = result));
  try {
    program.parse(args, { from: 'user' });
    return code;
  } catch (error) {
    clearProgress(io);
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof UsageError || error instanceof OptionsError) {
      io.err(`adc: ${error.message}\n`);
      return 2;
    }
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    io.err(`adc: this is a bug of adc, not of your code. Please report it with the function at hand.\n${trace}\n`);
    return 1;
  }
}

type ProjectFlags = { readonly project?: string; readonly registration: boolean; readonly optimise: boolean };
type BuildFlags = ProjectFlags & { readonly outDir?: string; readonly emit: Emit };

function commands(io: Io, compile: Compile, finish: (code: number) => void): Command {
  const program = new Command('adc')
    .description('Exact derivatives of TypeScript functions, compiled ahead of time.')
    .version(version(), '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .exitOverride()
    .addHelpText('after', example);

  const projectCommand = (name: string, description: string): Command =>
    program
      .command(name)
      .description(description)
      .addOption(new Option('-p, --project <tsconfig>', 'the tsconfig, or its folder (default: the nearest one)'))
      .option(
        '--no-registration',
        'exported functions are not registered: companions are called by name, and grad(f) does not find them',
      )
      .option('--no-optimise', 'switch every optimisation off')
      .copyInheritedSettings(program);
  const request = (paths: readonly string[], flags: ProjectFlags & { readonly outDir?: string }): ProjectRequest => ({
    cwd: io.cwd,
    paths,
    tsconfig: flags.project,
    outDir: flags.outDir,
    flags: compileFlags(flags),
  });

  projectCommand('build', 'write JavaScript, declarations and source maps, companions included')
    .argument('[paths...]', 'files and folders (default: the files of the tsconfig)')
    .option('-o, --out-dir <folder>', 'where to write (default: "outDir" of the tsconfig)')
    .addOption(
      new Option('--emit <language>', 'js, or the TypeScript source with its companions')
        .choices(['js', 'ts'])
        .default('js'),
    )
    .action((paths: string[], flags: BuildFlags) => finish(build(request(paths, flags), flags.emit, io, compile)));
  projectCommand('check', 'report what cannot be differentiated; write nothing')
    .argument('[paths...]', 'files and folders (default: the files of the tsconfig)')
    .action((paths: string[], flags: ProjectFlags) => finish(check(request(paths, flags), io, compile)));
  projectCommand('explain', 'show what is active, what is stored, and every stage of the compilation')
    .argument('<file[:function]>', 'a file, or one function in it')
    .action((target: string, flags: ProjectFlags) => finish(explain(target, request([], flags), io, compile)));
  return program;
}

/** Only what was said on the command line: the rest is the tsconfig's to say. */
function compileFlags({ registration, optimise }: ProjectFlags): CompileOptions {
  return { ...(registration ? {} : { registration }), ...(optimise ? {} : { optimise }) };
}

const example = `
Example:
  $ cat src/loss.ts
  // @differentiable
  export function loss(w: number): number {
    return (w - 3) ** 2;
  }
  $ adc build src --out-dir dist
  differentiated 1 function in 1 file (0.8 s)

  dist/loss.js now exports lossAdjoint, lossTangent and lossPullback beside loss.`;

function version(): string {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
