/** What the plugin knows from one build to the next: what the project was compiled to, and which of it esbuild was given. */
import type { CompileOptions } from '@adc/compiler';
import { isInside, LiveProgram, ownFiles, readConfig, type Config } from '@adc/project';
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
  /** Code that TypeScript does not see is an entry point as well, and may ask for derivatives of what it imports. */
  readonly hasOtherEntries: boolean;
  readonly tsconfig: string | undefined;
  /** From the plugin's entry; they win over the tsconfig's. */
  readonly options: CompileOptions;
  readonly sourceMaps: boolean;
};

export type Loaded = {
  /** With its companions; undefined: the file has none, and is bundled as it is. */
  readonly text: string | undefined;
  /** One file speaks for all that it is compiled with: esbuild builds anew when any of them changes. */
  readonly watchFiles: readonly string[];
  /** It has become JavaScript. */
  readonly isScript: boolean;
};

export class Session {
  readonly #setup: SessionSetup;
  readonly #live: LiveProgram;
  /** Files that esbuild asked for though neither the tsconfig nor an import that TypeScript understands leads to them. */
  readonly #late = new Set<string>();
  /** Files that esbuild was asked for in a way that TypeScript does not understand: with a query. */
  readonly #queried = new Set<string>();
  /** What this build has been given, by esbuild's names. */
  readonly #given = new Map<string, string | undefined>();
  /** What came to light while files were read. */
  #found: Messages = { errors: [], warnings: [] };
  #configFiles: readonly string[] = [];
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
    this.#found = { errors: [], warnings: [] };
    this.#isWatched = false;
    const last = this.#compiled;
    this.#compiled = undefined;
    this.#config = undefined;
    const config = readConfig({ cwd, paths: [entries[0] ?? cwd], tsconfig });
    this.#config = config;
    this.#configFiles = config.configFiles;
    const known = config.errors.filter(({ code }) => code !== noInputs);
    const said = (wanted: boolean): PartialMessage[] =>
      known.filter(({ code }) => ofAnotherVersion.has(code) === wanted).map((error) => messageOfTypeScript(error, cwd));
    const warnings = said(true);
    if (warnings.length < known.length) return { errors: said(false), warnings };
    this.#compiled = this.#compile(config, last);
    const { messages } = this.#compiled;
    return { errors: messages.errors, warnings: [...warnings, ...messages.warnings] };
  }

  /**
   * @param name as esbuild names the file.
   * @param suffix a query behind the name.
   */
  load(name: string, suffix: string): Loaded {
    if (this.#compiled !== undefined && this.#config !== undefined) {
      const isLate = !this.#compiled.has(name) && !isPackaged(name);
      if (isLate) this.#late.add(name);
      else if (suffix !== '') this.#queried.add(name);
      if (isLate || suffix !== '') this.#compileAgain(name, this.#compiled, this.#config);
    }
    const text = this.#compiled?.textOf(name);
    if (!this.#given.has(name)) this.#given.set(name, text);
    // A result without a text would keep other plugins from the file: only a build that fails anyway has one.
    const speaks = text !== undefined || this.#isFailing;
    const isScript = this.#compiled?.isPackaged(name) === true;
    return { text, watchFiles: speaks ? this.#takeWatched() : [], isScript };
  }

  /**
   * The source of a package that an import leads to as TypeScript sees it, where derivatives were made of that source.
   *
   * @param importer as esbuild names it.
   */
  resolve(specifier: string, importer: string): string | undefined {
    return this.#compiled?.sourceOf(specifier, importer);
  }

  /** Notes that a script may ask for derivatives of functions that have to be registered for that. */
  noteScript(name: string): void {
    if (this.#config === undefined || this.#optionsOf(this.#config).registration !== 'needed') return;
    const file = slashed(path.relative(this.#setup.cwd, name));
    this.#found.warnings.push({
      text: `${file} is JavaScript: functions that it asks for derivatives of have to be registered.`,
      notes: [{ text: 'Fix: say adc({ registration: true }).' }],
    });
  }

  /** Ends a build. @returns what came to light since it began. */
  end(hasSucceeded: boolean): Messages {
    if (hasSucceeded)
      for (const names of [this.#late, this.#queried])
        for (const name of names) if (!this.#given.has(name)) names.delete(name);
    return this.#found;
  }

  get #isFailing(): boolean {
    return (
      this.#compiled === undefined || [this.#compiled.messages, this.#found].some(({ errors }) => errors.length > 0)
    );
  }

  #compileAgain(name: string, before: Compiled, config: Config): void {
    const after = this.#compile(config, before);
    if (after === before) return;
    this.#compiled = after;
    this.#isWatched = false;
    // With a query, a file is another module, which may be compiled otherwise.
    const changed = [...this.#given].filter(([file, text]) => file !== name && after.textOf(file) !== text);
    const { errors, warnings } = newMessages(before.messages, after.messages);
    this.#found.errors.push(...errors, ...changed.map(([file]) => this.#tooLate(name, file)));
    this.#found.warnings.push(...warnings);
  }

  /** Every file that the result depends on, those included that would matter if they existed; once. */
  #takeWatched(): readonly string[] {
    if (this.#isWatched) return [];
    this.#isWatched = true;
    const { cwd, tsconfig } = this.#setup;
    const files = [
      ...this.#configFiles,
      ...(tsconfig === undefined ? [] : [tsconfig]),
      ...(this.#compiled ? ownFiles(this.#compiled.program).map(({ fileName }) => fileName) : []),
      ...(this.#compiled?.consulted ?? []),
      ...this.#live.missing,
    ];
    return [...new Set(files.map((file) => path.resolve(cwd, file)))];
  }

  #compile(config: Config, last: Compiled | undefined): Compiled {
    const { cwd, entries, sourceMaps } = this.#setup;
    for (const names of [this.#late, this.#queried])
      for (const name of names) if (!existsSync(name)) names.delete(name);
    // References are not followed: what is bundled are sources, wherever they belong.
    const programOptions = optionsOf(config);
    let rootNames = [...new Set([...config.fileNames, ...entries, ...this.#late].map(slashed))];
    for (;;) {
      const { program, host } = this.#live.update({ rootNames, options: programOptions });
      const linked = linkedSources(program, host, cwd).filter((name) => !rootNames.includes(name));
      if (linked.length > 0) {
        rootNames = [...rootNames, ...linked];
        continue;
      }
      const compileOptions = this.#optionsOf(config);
      const visible = [...entries, ...this.#late, ...this.#queried].map(slashed);
      return compileProgram({ cwd, program, host, entries: visible, compileOptions, sourceMaps }, last);
    }
  }

  #optionsOf({ compileOptions }: Config): CompileOptions {
    const registration = this.#setup.hasOtherEntries ? true : 'needed';
    return { registration, ...compileOptions, ...this.#setup.options };
  }

  #tooLate(name: string, outdated: string): PartialMessage {
    const [late, early] = [name, outdated].map((file) => slashed(path.relative(this.#setup.cwd, file)));
    return {
      text: `${late} decides what ${early} is compiled to, but was found only after that had been read.`,
      notes: [{ text: `Fix: name ${late} in "files" or "include" of the tsconfig.` }],
    };
  }
}

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

/** Sources of other packages of a workspace, which are bundled from where they are written; the runtime's classes are no concern. */
function linkedSources(program: ts.Program, host: ts.CompilerHost, cwd: string): readonly string[] {
  const linked = program
    .getSourceFiles()
    .filter((file) => !file.isDeclarationFile && program.isSourceFileFromExternalLibrary(file))
    .flatMap(({ fileName }) => (/\.[cm]?tsx?$/.test(fileName) && !isPackaged(fileName) ? [fileName] : []));
  if (linked.length === 0) return linked;
  const from = slashed(path.join(cwd, 'any.ts'));
  const { resolvedModule } = ts.resolveModuleName('@adc/runtime', from, program.getCompilerOptions(), host);
  const runtime = resolvedModule && path.dirname(resolvedModule.resolvedFileName);
  return linked.filter((name) => runtime === undefined || !isInside(runtime, name));
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
