/** What the plugin knows from one build to the next: what the project was compiled to, and which of it esbuild was given. */
import type { CompileOptions } from '@adc/compiler';
import { LiveProgram, ownFiles, readConfig, type Config } from '@adc/project';
import type { PartialMessage } from 'esbuild';
import { existsSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { compileProgram, type Compiled } from './compiled.js';
import { messageOfTypeScript, type Messages } from './messages.js';

export type SessionSetup = {
  readonly cwd: string;
  /** TypeScript files that esbuild starts from. */
  readonly entries: readonly string[];
  readonly tsconfig: string | undefined;
  /** From the plugin's entry; they win over the tsconfig's. */
  readonly options: CompileOptions;
  readonly sourceMaps: boolean;
};

export type Loaded = Messages & {
  /** With its companions; undefined: the file has none, and is bundled as it is. */
  readonly text: string | undefined;
  /** One file speaks for all that it is compiled with: esbuild builds anew when any of them changes. */
  readonly watchFiles: readonly string[];
};

export class Session {
  readonly #setup: SessionSetup;
  readonly #live: LiveProgram;
  /** Files that esbuild asked for though neither the tsconfig nor an import that TypeScript understands leads to them. */
  readonly #late = new Set<string>();
  /** What this build has been given, by esbuild's names. */
  readonly #given = new Map<string, string | undefined>();
  #isWatched = false;
  #config: Config | undefined;
  #compiled: Compiled | undefined;

  constructor(setup: SessionSetup) {
    this.#setup = setup;
    this.#live = new LiveProgram(setup.cwd);
  }

  /**
   * Begins a build: reads and compiles what has changed.
   *
   * @throws {UsageError} when a named tsconfig does not exist.
   * @throws {OptionsError} for options of adc in the tsconfig that are wrong.
   */
  start(): Messages {
    const { cwd, entries, tsconfig } = this.#setup;
    this.#given.clear();
    this.#isWatched = false;
    const last = this.#compiled;
    this.#compiled = undefined;
    this.#config = undefined;
    const config = readConfig({ cwd, paths: [entries[0] ?? cwd], tsconfig });
    this.#config = config;
    const known = config.errors.filter(({ code }) => code !== noInputs);
    const said = (wanted: boolean): PartialMessage[] =>
      known.filter(({ code }) => ofAnotherVersion.has(code) === wanted).map((error) => messageOfTypeScript(error, cwd));
    const warnings = said(true);
    if (warnings.length < known.length) return { errors: said(false), warnings };
    this.#compiled = this.#compile(config, last);
    const { messages } = this.#compiled;
    return { errors: messages.errors, warnings: [...warnings, ...messages.warnings] };
  }

  /** @param name as esbuild names the file. */
  load(name: string): Loaded {
    const before = this.#compiled;
    if (before === undefined || this.#config === undefined)
      return { ...none, text: undefined, watchFiles: this.#takeWatched() };
    let messages = none;
    if (!before.has(name) && !isPackaged(name)) {
      this.#late.add(name);
      const after = this.#compile(this.#config, before);
      this.#compiled = after;
      this.#isWatched = false;
      const outdated = [...this.#given].flatMap(([file, text]) => (after.textOf(file) === text ? [] : [file]));
      const { errors, warnings } = newMessages(before.messages, after.messages);
      messages = { errors: [...errors, ...outdated.map((file) => this.#tooLate(name, file))], warnings };
    }
    const text = this.#compiled?.textOf(name);
    this.#given.set(name, text);
    return { ...messages, text, watchFiles: this.#takeWatched() };
  }

  /** Every file that the result depends on, those included that would matter if they existed; once. */
  #takeWatched(): readonly string[] {
    if (this.#isWatched) return [];
    this.#isWatched = true;
    const files = [
      ...(this.#config?.configFiles ?? []),
      ...(this.#compiled ? ownFiles(this.#compiled.program).map(({ fileName }) => fileName) : []),
      ...(this.#compiled?.consulted ?? []),
      ...this.#live.missing,
    ];
    return [...new Set(files.map((file) => path.resolve(this.#setup.cwd, file)))];
  }

  #compile(config: Config, last: Compiled | undefined): Compiled {
    const { cwd, entries, options, sourceMaps } = this.#setup;
    for (const name of this.#late) if (!existsSync(name)) this.#late.delete(name);
    // References are not followed: what is bundled are sources, wherever they belong.
    const programOptions = optionsOf(config);
    let rootNames = [...new Set([...config.fileNames, ...entries, ...this.#late].map(slashed))];
    for (;;) {
      const { program } = this.#live.update({ rootNames, options: programOptions });
      const linked = linkedSources(program).filter((name) => !rootNames.includes(name));
      if (linked.length > 0) {
        rootNames = [...rootNames, ...linked];
        continue;
      }
      const compileOptions = { ...config.compileOptions, ...options };
      return compileProgram({ cwd, program, compileOptions, sourceMaps }, last);
    }
  }

  #tooLate(name: string, outdated: string): PartialMessage {
    const [late, early] = [name, outdated].map((file) => slashed(path.relative(this.#setup.cwd, file)));
    return {
      text: `${late} decides what ${early} is compiled to, but was found only after that had been read.`,
      notes: [{ text: `Fix: name ${late} in "files" or "include" of the tsconfig.` }],
    };
  }
}

const none: Messages = { errors: [], warnings: [] };

/** The tsconfig names no files: here the entry points do. */
const noInputs = 18003;

/** Options and values that a newer TypeScript may know: unknown, misspelt, not among those that are possible. */
const ofAnotherVersion = new Set([5023, 5025, 6046]);

/** Nothing is written, and what is fine for the project's TypeScript, older or newer than ours, must be fine here. */
function optionsOf({ options, configFiles }: Config): ts.CompilerOptions {
  const { tsBuildInfoFile: _, ...kept } = options;
  return {
    ...kept,
    // Without a tsconfig, imports are resolved as esbuild resolves them.
    ...(configFiles.length === 0 && {
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      jsx: ts.JsxEmit.Preserve,
    }),
    noEmit: true,
    incremental: false,
    composite: false,
    ignoreDeprecations: '6.0',
  };
}

/** Sources of other packages of a workspace, which are bundled from where they are written. */
function linkedSources(program: ts.Program): readonly string[] {
  return program
    .getSourceFiles()
    .filter((file) => !file.isDeclarationFile && program.isSourceFileFromExternalLibrary(file))
    .flatMap(({ fileName }) => (/\.[cm]?tsx?$/.test(fileName) && !isPackaged(fileName) ? [fileName] : []));
}

function isPackaged(name: string): boolean {
  return slashed(name).includes('/node_modules/');
}

/** As TypeScript writes file names. */
function slashed(name: string): string {
  return name.replaceAll(path.sep, '/');
}

function newMessages(before: Messages, after: Messages): Messages {
  const key = ({ text, location }: PartialMessage): string => JSON.stringify([text, location]);
  const newOnes = (kind: keyof Messages): PartialMessage[] => {
    const known = new Set(before[kind].map(key));
    return after[kind].filter((message) => !known.has(key(message)));
  };
  return { errors: newOnes('errors'), warnings: newOnes('warnings') };
}
