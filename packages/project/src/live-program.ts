/** One program for the life of a host that watches: asked again, it does again only what changed on disk. */
import { statSync } from 'node:fs';
import ts from 'typescript';

/** What the program is made of; it may be different each time. */
export type ProgramRequest = {
  readonly rootNames: readonly string[];
  readonly options: ts.CompilerOptions;
  readonly projectReferences?: readonly ts.ProjectReference[] | undefined;
  readonly configFileParsingDiagnostics?: readonly ts.Diagnostic[] | undefined;
};

export type HostedProgram = {
  readonly program: ts.Program;
  /** The host that the program was created with; it reads through the same cache. */
  readonly host: ts.CompilerHost;
};

/**
 * Files are parsed again when their time or size differs; imports are resolved again when an earlier look at the disk (is
 * there such a file, such a folder, what does this package.json say) would now have another outcome. There is no watcher in it.
 */
export class LiveProgram {
  readonly #cwd: string;
  readonly #sources = new Map<string, CachedSource>();
  readonly #looks = new Map<string, Look>();
  #current: (HostedProgram & { readonly setup: string }) | undefined;

  /** @param cwd the folder that relative names start from. */
  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  /** The program of what now lies on disk: the very same object, its checker included, when nothing has changed. */
  update(request: ProgramRequest): HostedProgram {
    const { rootNames, options, projectReferences, configFileParsingDiagnostics } = request;
    const old = this.#current;
    const moved = this.#haveLooksChanged();
    if (moved) this.#looks.clear();
    const touched = new Set<string>();
    const host = this.#createHost(options, moved, (fileName) => touched.add(fileName));
    const program = ts.createProgram({
      rootNames,
      options,
      host,
      ...(projectReferences && { projectReferences }),
      ...(configFileParsingDiagnostics && { configFileParsingDiagnostics }),
      ...(old && { oldProgram: old.program }),
    });
    for (const fileName of [...this.#sources.keys()]) if (!touched.has(fileName)) this.#sources.delete(fileName);
    const setup = setupOf(request);
    if (old !== undefined && !moved && old.setup === setup && haveSameFiles(old.program, program)) return old;
    this.#current = { program, host, setup };
    return this.#current;
  }

  /**
   * Files and folders that were looked for in vain, those inside packages left out. Where one appears, an import may mean
   * something else: a watching host watches these as well.
   */
  get missing(): readonly string[] {
    return [...this.#looks.values()].flatMap(({ kind, name, outcome }) =>
      kind !== 'readFile' && outcome === 'false' && !name.includes('/node_modules/') ? [name] : [],
    );
  }

  #createHost(options: ts.CompilerOptions, moved: boolean, touch: (fileName: string) => void): ts.CompilerHost {
    const host = ts.createCompilerHost(options, true);
    host.getCurrentDirectory = () => this.#cwd;
    host.getSourceFile = (fileName, language, _onError, createNew) => {
      touch(fileName);
      return this.#readSource(fileName, language, createNew === true);
    };
    // What resolution was told stays true of the program until the same question has another answer.
    const note = (kind: Look['kind'], name: string): void => {
      this.#looks.set(`${kind} ${name}`, { kind, name, outcome: outcomes[kind](name) });
    };
    const { fileExists, readFile, directoryExists, getDirectories } = host;
    host.fileExists = (name) => (note('fileExists', name), fileExists(name));
    host.readFile = (name) => (note('readFile', name), readFile(name));
    host.directoryExists = (name) => (note('directoryExists', name), directoryExists?.(name) ?? true);
    host.getDirectories = (name) => (note('getDirectories', name), getDirectories?.(name) ?? []);
    host.hasInvalidatedResolutions = () => moved;
    return host;
  }

  #readSource(
    fileName: string,
    language: ts.ScriptTarget | ts.CreateSourceFileOptions,
    createNew: boolean,
  ): ts.SourceFile | undefined {
    const stamp = stampOf(fileName);
    if (stamp === undefined) return undefined;
    const dialect = dialectOf(language);
    const known = this.#sources.get(fileName);
    const reusable = !createNew && known?.dialect === dialect ? known : undefined;
    if (reusable?.stamp.text === stamp.text && !reusable.stamp.racy) return reusable.file;
    const text = ts.sys.readFile(fileName);
    if (text === undefined) return undefined;
    const file =
      reusable?.file.text === text ? reusable.file : ts.createSourceFile(fileName, text, language, parentsAreSet);
    this.#sources.set(fileName, { file, dialect, stamp });
    return file;
  }

  #haveLooksChanged(): boolean {
    return [...this.#looks.values()].some(({ kind, name, outcome }) => outcomes[kind](name) !== outcome);
  }
}

type CachedSource = {
  readonly file: ts.SourceFile;
  /** How it was parsed. */
  readonly dialect: string;
  /** What the disk said of the file when it was read. */
  readonly stamp: Stamp;
};

type Stamp = {
  /** The time of the last change of the contents, that of the file as such (which no tool can set back), and the size. */
  readonly text: string;
  /** The file is so young that a later change may leave the text of its stamp as it is. */
  readonly racy: boolean;
};

/** The compiler walks upwards. */
const parentsAreSet = true;

/** A question to the disk that the resolution of imports depends on. */
type Look = {
  readonly kind: 'fileExists' | 'directoryExists' | 'getDirectories' | 'readFile';
  readonly name: string;
  readonly outcome: string;
};

const outcomes: Readonly<Record<Look['kind'], (name: string) => string>> = {
  fileExists: (name) => String(ts.sys.fileExists(name)),
  directoryExists: (name) => String(ts.sys.directoryExists(name)),
  getDirectories: (name) => ts.sys.getDirectories(name).join('\n'),
  readFile: (name) => stampOf(name)?.text ?? 'none',
};

/** Clocks of file systems tick every few milliseconds, some every two seconds. */
const coarsestTick = 2_000;

function stampOf(fileName: string): Stamp | undefined {
  const stat = statSync(fileName, { throwIfNoEntry: false });
  if (stat?.isFile() !== true) return undefined;
  const { mtimeMs, ctimeMs, size } = stat;
  return { text: `${mtimeMs} ${ctimeMs} ${size}`, racy: Date.now() - Math.max(mtimeMs, ctimeMs) < coarsestTick };
}

function dialectOf(language: ts.ScriptTarget | ts.CreateSourceFileOptions): string {
  if (typeof language !== 'object') return String(language);
  return `${language.languageVersion} ${language.impliedNodeFormat ?? ''} ${language.jsDocParsingMode ?? ''}`;
}

/** All that a program depends on besides the disk. */
function setupOf({ rootNames, options, projectReferences, configFileParsingDiagnostics }: ProgramRequest): string {
  const problems = configFileParsingDiagnostics?.map(({ code, start }) => [code, start]);
  return JSON.stringify([rootNames, options, projectReferences, problems]);
}

function haveSameFiles(a: ts.Program, b: ts.Program): boolean {
  const files = b.getSourceFiles();
  return a.getSourceFiles().length === files.length && a.getSourceFiles().every((file, i) => file === files[i]);
}
