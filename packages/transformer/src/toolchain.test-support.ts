/** Projects on disk in which a real `tspc` runs, with a version of TypeScript and one of ts-patch of one's choice. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('..', import.meta.url));
const installed = path.join(here, 'node_modules');

export type Versions = { readonly typescript: string; readonly tsPatch: string };
export type Run = { readonly code: number | null; readonly out: string; readonly err: string };

/** Without colours, whatever the terminal. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'FORCE_COLOR'));

/** One folder with `node_modules`, under which projects stand. The bundle is made from the sources. */
export class Toolchain {
  readonly #folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'adc-tspc-')));
  #projects = 0;

  /** @param versions names under which they are installed here. */
  constructor({ typescript, tsPatch }: Versions) {
    const modules = path.join(this.#folder, 'node_modules');
    mkdirSync(path.join(modules, '@adc'), { recursive: true });
    // ts-patch takes the package `typescript` beside itself: it is copied, and all else is linked.
    const patch = realpathSync(path.join(installed, tsPatch));
    cpSync(patch, path.join(modules, 'ts-patch'), { recursive: true });
    const link = (target: string, name: string): void => symlinkSync(target, path.join(modules, name), 'junction');
    for (const name of readdirSync(path.dirname(patch))) {
      if (!/^(?:ts-patch|typescript|\.)/.test(name)) link(path.join(path.dirname(patch), name), name);
    }
    link(realpathSync(path.join(installed, typescript)), 'typescript');

    const runtime = fileURLToPath(new URL('../../../runtime', import.meta.url));
    if (!existsSync(path.join(runtime, 'dist/index.js')))
      throw new Error('The runtime is not built: run `npx tsc -b`.');
    link(runtime, '@adc/runtime');
    const transformer = path.join(modules, '@adc/transformer');
    mkdirSync(transformer);
    cpSync(path.join(here, 'package.json'), path.join(transformer, 'package.json'));
    const bundler = path.join(here, 'scripts/bundle.mjs');
    const bundled = spawnSync(process.execPath, [bundler, path.join(transformer, 'dist')], { encoding: 'utf8' });
    if (bundled.status !== 0) throw new Error(bundled.stderr);
  }

  get folder(): string {
    return this.#folder;
  }

  project(files: Readonly<Record<string, string>>): TspcProject {
    const project = new TspcProject(this.#folder, path.join(this.#folder, `project${this.#projects++}`));
    project.write(files);
    return project;
  }
}

export class TspcProject {
  constructor(
    private readonly toolchain: string,
    readonly folder: string,
  ) {}

  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(this.folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }

  read(name: string): string {
    return readFileSync(path.join(this.folder, name), 'utf8');
  }

  has(name: string): boolean {
    return existsSync(path.join(this.folder, name));
  }

  tspc(...args: readonly string[]): Run {
    return this.#run([this.#tspc, ...args, '--pretty', 'false']);
  }

  /** A program that was built, or one that is given with `-e`. */
  node(...args: readonly string[]): Run {
    return this.#run(args);
  }

  watch(...args: readonly string[]): Watcher {
    const options = ['--watch', '--pretty', 'false', '--preserveWatchOutput'];
    return new Watcher(spawn(process.execPath, [this.#tspc, ...args, ...options], { cwd: this.folder, env }));
  }

  get #tspc(): string {
    return path.join(this.toolchain, 'node_modules/ts-patch/bin/tspc.js');
  }

  #run(args: readonly string[]): Run {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: this.folder, encoding: 'utf8', env });
    return { code: status, out: stdout, err: stderr };
  }
}

/** A compiler that watches. */
export class Watcher {
  #text = '';
  #seen = 0;
  readonly #process: ChildProcess;
  readonly #ended: Promise<void>;
  #running = true;

  constructor(process: ChildProcess) {
    this.#process = process;
    this.#ended = new Promise<void>((resolve) => {
      process.once('exit', () => {
        this.#running = false;
        resolve();
      });
    });
    const read = (more: Buffer): void => void (this.#text += more.toString());
    process.stdout?.on('data', read);
    process.stderr?.on('data', read);
  }

  /** What it prints until it waits for the next change. */
  async round(): Promise<string> {
    const start = this.#seen;
    for (;;) {
      const end = /Found \d+ errors?\. Watching/.exec(this.#text.slice(start));
      if (end !== null) {
        this.#seen = start + end.index + end[0].length;
        return this.#text.slice(start, this.#seen);
      }
      if (!this.#running) throw new Error(`It watches no more:\n${this.#text.slice(start)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async stop(): Promise<void> {
    this.#process.kill();
    await this.#ended;
  }
}
