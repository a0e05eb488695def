/** Sources of packages that derivatives were made of, written below the output folder, and imports that lead there. */
import type { CompileResult } from '@adc/compiler';
import {
  emittedName,
  isFolder,
  isInside,
  ownFiles,
  packageRoot,
  PackageSources,
  renaming,
  specifiersIn,
  UsageError,
} from '@adc/project';
import { realpathSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import ts from 'typescript';
import type { Project } from './project.js';

/**
 * Node must load the very functions that were differentiated, and one copy of each class: whatever leads to the source of a package in the
 * project's output or in another such source leads to a file of ours instead.
 */
export class PackageOutput {
  readonly #project: Project;
  readonly #outDir: string;
  readonly #sources: PackageSources;
  readonly #folders = new Map<string, string>();
  readonly #reached = new Set<string>();

  constructor(project: Project, result: CompileResult, outDir: string) {
    const { program, host } = project;
    this.#project = project;
    this.#outDir = outDir;
    const options = { module: formatIn(outDir, program, host) };
    this.#sources = new PackageSources({ program, host, result, options, outDirOf: (root) => this.#folderOf(root) });
  }

  /** For the emission of the project's own files. */
  get transformers(): ts.CustomTransformers {
    const leads = (file: ts.SourceFile) => (specifier: ts.StringLiteralLike) =>
      this.#sources.targetOf(specifier, file) !== undefined;
    return {
      after: [
        renaming(
          (specifier, file) => this.#rename(specifier, file),
          (file) => specifiersIn(file).some(leads(file)),
        ),
      ],
    };
  }

  /**
   * The files to which imports that were emitted lead, and those to which these lead.
   *
   * @throws {UsageError} where one needs what cannot be written.
   */
  emitReached(): ReadonlyMap<string, string> {
    const outputs = new Map<string, string>();
    // It grows while it is walked along.
    for (const name of this.#reached) {
      if (name.endsWith('.json')) outputs.set(this.#outputOf(name), this.#project.host.readFile(name) ?? '');
      else {
        const emitted = this.#sources.emit(name, (specifier, file) => this.#rename(specifier, file));
        for (const [output, text] of emitted) outputs.set(output, text);
      }
    }
    return outputs;
  }

  #rename(specifier: ts.StringLiteralLike, file: ts.SourceFile): string | undefined {
    const target = this.#sources.targetOf(specifier, file);
    if (target === undefined) {
      if (packageRoot(file.fileName) !== undefined) this.#mustBeReachable(specifier.text, file.fileName);
      return undefined;
    }
    this.#reached.add(target);
    const [from, to] = [this.#outputOf(file.fileName), this.#outputOf(target)];
    const relative = path.relative(path.dirname(from), to).replaceAll(path.sep, '/');
    return relative.startsWith('.') ? relative : `./${relative}`;
  }

  /** What keeps its name is looked for from the output folder, no longer from where the package was installed. */
  #mustBeReachable(name: string, importer: string): void {
    const importing = `${importer} imports '${name}'`;
    if (/^[.#]/.test(name))
      throw new UsageError(
        `${importing}, which is neither TypeScript nor JavaScript nor JSON of its package and cannot be written beside the output: bundle with @adc/esbuild.`,
      );
    const [wanted] = /^(?:@[^/]+\/)?[^/:]+(?=\/|$)/.exec(name) ?? [];
    if (wanted === undefined || isBuiltin(name)) return;
    const [found, meant] = [this.#outputOf(importer), realpathSync(importer)].map((from) => installed(wanted, from));
    if (meant === undefined || found === meant) return;
    const why =
      found === undefined
        ? 'is not installed where the output finds it'
        : 'means another copy of it than the output finds';
    throw new UsageError(
      `${importing}, which ${why}: install ${wanted} beside the project, or bundle with @adc/esbuild.`,
    );
  }

  #outputOf(fileName: string): string {
    const root = packageRoot(fileName);
    const name = emittedName(fileName, this.#project.program.getCompilerOptions().jsx);
    return root === undefined
      ? path.join(this.#outDir, path.relative(this.#project.rootDir, name))
      : path.join(this.#folderOf(root), path.relative(root, name));
  }

  /** Two packages of one name may be installed at different places. */
  #folderOf(root: string): string {
    let folder = this.#folders.get(root);
    if (folder === undefined) {
      const name = root.slice(root.lastIndexOf('/node_modules/') + '/node_modules/'.length);
      const taken = new Set(this.#folders.values());
      const base = path.join(this.#outDir, this.#folder, name);
      folder = firstFree(base, (each) => taken.has(each));
      this.#folders.set(root, folder);
    }
    return folder;
  }

  /** A folder below the output folder in which the project itself writes nothing. */
  get #folder(): string {
    const { program, rootDir } = this.#project;
    const used = new Set(
      ownFiles(program)
        .filter(({ fileName }) => isInside(rootDir, fileName))
        .map(({ fileName }) => path.relative(rootDir, fileName).split(path.sep)[0]),
    );
    return firstFree('packages', (each) => used.has(each));
  }
}

/** The folder of a package that Node would take for a file. */
function installed(name: string, from: string): string | undefined {
  for (let folder = path.dirname(from), last = ''; folder !== last; last = folder, folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', name);
    if (isFolder(candidate)) return realpathSync(candidate);
  }
  return undefined;
}

function firstFree(name: string, isTaken: (name: string) => boolean): string {
  let free = name;
  for (let i = 1; isTaken(free); i++) free = `${name}-${i}`;
  return free;
}

/** ESM or CommonJS, as Node takes a `.js` file of the output folder. */
function formatIn(outDir: string, program: ts.Program, host: ts.CompilerHost): ts.ModuleKind {
  const options = program.getCompilerOptions();
  const { module = ts.ModuleKind.ESNext } = options;
  if (module < ts.ModuleKind.Node16 || module > ts.ModuleKind.NodeNext) return module;
  const moduleResolution = ts.ModuleResolutionKind.NodeNext;
  const format = ts.getImpliedNodeFormatForFile(path.join(outDir, 'x.js'), undefined, host, {
    ...options,
    moduleResolution,
  });
  return format === ts.ModuleKind.ESNext ? ts.ModuleKind.ESNext : ts.ModuleKind.CommonJS;
}
