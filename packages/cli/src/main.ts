/** Reads the command line. */
import { checkOptions, compile as adcCompile, OptionsError, type CompileOptions } from '@adc/compiler';
import { UsageError } from '@adc/project';
import { Command, CommanderError, Option } from 'commander';
import { readFileSync } from 'node:fs';
import { build, type Emit } from './build.js';
import { check } from './check.js';
import type { Compile } from './differentiate.js';
import { doctor } from './doctor/doctor.js';
import { explain } from './explain/explain.js';
import { clearProgress, showProgress, type Io } from './io.js';
import { init } from './init/init.js';
import { openProject, type ProjectRequest } from './project.js';
import type { Way } from './setup/setup.js';
import { watch, type Act } from './watch.js';
import { OutputError } from './write-all.js';

/** Exit codes: 0 done, 1 errors in the input or on the way to the disk, 2 wrong usage. */
export async function main(args: readonly string[], io: Io, compile: Compile = adcCompile): Promise<number> {
  let code = 0;
  const program = commands(io, compile, (result) => (code = result));
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    clearProgress(io);
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    report(error, io);
    return error instanceof UsageError || error instanceof OptionsError ? 2 : 1;
  }
}

function report(error: unknown, io: Io): void {
  if (error instanceof UsageError || error instanceof OptionsError || error instanceof OutputError) {
    io.err(`adc: ${error.message}\n`);
    return;
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.err(`adc: this is a bug of adc, not of your code. Please report it with the function at hand.\n${trace}\n`);
}

type ProjectFlags = {
  readonly project?: string;
  readonly registration: boolean;
  readonly optimise: boolean;
  readonly debug?: boolean;
  readonly tapeBudget?: string;
  readonly adjointGrowth?: 'numbers' | 'arrays';
};
type CheckFlags = ProjectFlags & { readonly watch?: boolean };
type ExplainFlags = ProjectFlags & { readonly stages?: boolean };
type BuildFlags = CheckFlags & { readonly outDir?: string; readonly emit: Emit };
type InitFlags = { readonly project?: string; readonly way?: Way; readonly yes?: boolean; readonly dryRun?: boolean };

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
      .option('--debug', 'companions warn on the console where a number stops being finite')
      .option(
        '--tape-budget <size>',
        'what recordings of a loop may take, such as 64MB: beyond, its turns are made again',
      )
      .addOption(
        new Option(
          '--adjoint-growth <of>',
          'companions tell how adjoints grow from turn to turn of loops: those of numbers, or of arrays as well',
        ).choices(['numbers', 'arrays']),
      )
      .copyInheritedSettings(program);
  const request = (paths: readonly string[], flags: ProjectFlags & { readonly outDir?: string }): ProjectRequest => ({
    cwd: io.cwd,
    paths,
    tsconfig: flags.project,
    outDir: flags.outDir,
    flags: compileFlags(flags),
  });
  const run = async (paths: readonly string[], flags: CheckFlags, act: Act): Promise<void> => {
    if (flags.watch === true) {
      finish(await watch(request(paths, flags), io, act, (error) => report(error, io)));
      return;
    }
    const started = performance.now();
    showProgress(io, 'reading the project …');
    finish(act(openProject(request(paths, flags)), started));
  };

  projectCommand('build', 'write JavaScript, declarations and source maps, companions included')
    .argument('[paths...]', 'files and folders (default: the files of the tsconfig)')
    .option('-o, --out-dir <folder>', 'where to write (default: "outDir" of the tsconfig)')
    .addOption(
      new Option('--emit <language>', 'js, or the TypeScript source with its companions')
        .choices(['js', 'ts'])
        .default('js'),
    )
    .option('-w, --watch', 'build again at every edit')
    .action((paths: string[], flags: BuildFlags) =>
      run(paths, flags, (project, started) => build(project, started, flags.emit, io, compile)),
    );
  projectCommand('check', 'report what cannot be differentiated; write nothing')
    .argument('[paths...]', 'files and folders (default: the files of the tsconfig)')
    .option('-w, --watch', 'check again at every edit')
    .action((paths: string[], flags: CheckFlags) =>
      run(paths, flags, (project, started) => check(project, started, io, compile)),
    );
  projectCommand('explain', 'show what is stored for the reverse sweep, loop by loop, and why')
    .argument('<file[:function]>', 'a file, or one function in it')
    .option('--stages', 'show every stage of the compilation as well')
    .action((target: string, flags: ExplainFlags) =>
      finish(explain(target, flags.stages === true, request([], flags), io, compile)),
    );
  program
    .command('init')
    .description('set the project up: shows what it would change, and asks')
    .option('-p, --project <tsconfig>', 'the tsconfig, or its folder (default: the nearest one)')
    .addOption(
      new Option('--way <way>', 'how companions are made (default: what suits the project)').choices([
        'cli',
        'tspc',
        'esbuild',
      ]),
    )
    .option('-y, --yes', 'do not ask')
    .option('--dry-run', 'change nothing')
    .copyInheritedSettings(program)
    .action(async ({ project, way, yes = false, dryRun = false }: InitFlags) =>
      finish(await init({ tsconfig: project, way, yes, dryRun }, io)),
    );
  program
    .command('doctor')
    .description('find what keeps derivatives from being made, or from being found')
    .option('-p, --project <tsconfig>', 'the tsconfig, or its folder (default: the nearest one)')
    .copyInheritedSettings(program)
    .action(({ project }: { readonly project?: string }) => finish(doctor(project, io)));
  return program;
}

/** Only what was said on the command line: the rest is the tsconfig's to say. */
function compileFlags({
  registration,
  optimise,
  debug = false,
  tapeBudget,
  adjointGrowth,
}: ProjectFlags): CompileOptions {
  return checkOptions(
    {
      ...(registration ? {} : { registration }),
      ...(optimise ? {} : { optimise }),
      ...(debug ? { debug } : {}),
      ...(tapeBudget === undefined ? {} : { tapeBudget }),
      ...(adjointGrowth && { adjointGrowth: adjointGrowth === 'arrays' ? adjointGrowth : true }),
    },
    'the command line',
  );
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
