/** Does something with a project again whenever an edit has changed it. */
import { LiveProgram } from '@adc/project';
import path from 'node:path';
import { clearProgress, showProgress, type Io } from './io.js';
import { openProject, type Project, type ProjectRequest } from './project.js';
import { Watcher } from './watcher.js';

/** @returns an exit code. */
export type Act = (project: Project, started: number) => number;

/**
 * Goes on until the user ends it. What is wrong in the project, its tsconfig included, is reported, and may be mended.
 *
 * @param report tells the user what was thrown.
 * @returns the exit code.
 * @throws {UsageError} when there is nothing to begin with.
 * @throws {OptionsError} when the options of adc are wrong from the start.
 */
export async function watch(
  request: ProjectRequest,
  io: Io,
  act: Act,
  report: (error: unknown) => void,
): Promise<number> {
  const ended = io.interruption?.().then(() => undefined) ?? new Promise<undefined>(() => undefined);
  const live = new LiveProgram(request.cwd);
  let started = performance.now();
  showProgress(io, 'reading the project …');
  let project: Project | undefined = openProject(request, live);
  const { configFile } = project.inputs;
  // Should the tsconfig vanish, none above it takes its place.
  const pinned = configFile === undefined ? request : { ...request, tsconfig: configFile };

  const watcher = new Watcher();
  let done: Project | undefined;
  let changed: readonly string[] = [];
  try {
    for (;;) {
      if (project === undefined) {
        done = undefined;
        io.out(waiting);
        watcher.renew();
      } else if (done === undefined || !isSame(done, project)) {
        if (changed.length > 0) io.out(`\n${sayWhich(changed, io.cwd)} changed\n`);
        const opened: Project = project;
        const code = attempt(() => act(opened, started), io, report);
        io.out(code === 0 ? watching : waiting);
        // What was read before an error may be where it has to be mended.
        watcher.watch(opened, code !== 0);
        done = opened;
        // It may have been edited after it was read and before it was watched.
        project = attempt(() => openProject(pinned, live), io, report);
        if (project === undefined || !isSame(done, project)) continue;
      }
      const told = await Promise.race([watcher.changes(), ended]);
      if (told === undefined) return 0;
      changed = told;
      started = performance.now();
      project = attempt(() => openProject(pinned, live), io, report);
    }
  } finally {
    watcher.close();
  }
}

const watching = 'watching for edits; Ctrl-C ends\n';
const waiting = 'waiting for an edit that mends it; Ctrl-C ends\n';

function attempt<T>(run: () => T, io: Io, report: (error: unknown) => void): T | undefined {
  try {
    return run();
  } catch (error) {
    clearProgress(io);
    report(error);
    return undefined;
  }
}

/** Nothing that the outcome depends on differs. */
function isSame(a: Project, b: Project): boolean {
  const files = b.program.getSourceFiles();
  return (
    a.program.getSourceFiles().length === files.length &&
    a.program.getSourceFiles().every((file, i) => file === files[i]) &&
    settingsOf(a) === settingsOf(b)
  );
}

function settingsOf({ program, compileOptions, inputs }: Project): string {
  const problems = program.getConfigFileParsingDiagnostics().map(({ code, start }) => [code, start]);
  return JSON.stringify([program.getCompilerOptions(), problems, compileOptions, ...inputs.packageConfigs]);
}

function sayWhich([first = '', ...more]: readonly string[], cwd: string): string {
  return path.relative(cwd, first) + (more.length === 0 ? '' : ` (and ${more.length} more)`);
}
