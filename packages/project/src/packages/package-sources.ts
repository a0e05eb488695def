/** Sources of installed packages that `paths` of the tsconfig maps: what imports lead to, and JavaScript of each with its companions. */
import { isPackageSource, withCompanions, type CompileResult } from '@adc/compiler';
import path from 'node:path';
import ts from 'typescript';
import { UsageError } from '../usage-error.js';
import { definesFields, packageRoot } from './settings.js';
import { isScript, renaming, specifiersIn, type Rename } from './specifiers.js';

export type PackageSetup = {
  /** The project's, as it was compiled. */
  readonly program: ts.Program;
  readonly host: ts.CompilerHost;
  readonly result: CompileResult;
  /** Options of TypeScript that differ from the project's; `module` decides between ESM and CommonJS. */
  readonly options: ts.CompilerOptions;
  /** The folder for what is emitted of the package in the given one; undefined: beside the sources. */
  readonly outDirOf?: (root: string) => string;
};

export class PackageSources {
  readonly #setup: PackageSetup;
  readonly #resolutions = new Map<string, string | undefined>();
  readonly #programs = new Map<string, ts.Program>();

  constructor(setup: PackageSetup) {
    this.#setup = setup;
  }

  /** Whether a file is the TypeScript of such a package. */
  has(fileName: string): boolean {
    const file = this.#setup.program.getSourceFile(fileName);
    return file !== undefined && isPackageSource(this.#setup.program, file);
  }

  /**
   * The source of a package to which an import leads, or, from within a package, the JavaScript or JSON that lies among its sources;
   * undefined: anything else.
   *
   * @param file as it is emitted: the project's, or one of a package.
   */
  targetOf(specifier: ts.StringLiteralLike, file: ts.SourceFile): string | undefined {
    const { program } = this.#setup;
    const mode = ts.getModeForUsageLocation(file, specifier, program.getCompilerOptions());
    return this.#known(specifier.text, file, mode);
  }

  /** The same for a name that generated code may have brought in. */
  sourceOf(name: string, file: ts.SourceFile): string | undefined {
    return this.#known(name, file, file.impliedNodeFormat);
  }

  #known(name: string, { fileName }: ts.SourceFile, mode: ts.ResolutionMode): string | undefined {
    const key = JSON.stringify([fileName, name, mode]);
    if (!this.#resolutions.has(key)) this.#resolutions.set(key, this.#resolve(name, fileName, mode));
    return this.#resolutions.get(key);
  }

  #resolve(name: string, from: string, mode: ts.ResolutionMode): string | undefined {
    const { program, host } = this.#setup;
    const root = packageRoot(from);
    if (root === undefined || !/^[.#]/.test(name)) {
      const options = program.getCompilerOptions();
      const found = ts.resolveModuleName(name, from, options, host, undefined, undefined, mode).resolvedModule;
      return found && this.has(found.resolvedFileName) ? found.resolvedFileName : undefined;
    }
    const found = ts.resolveModuleName(name, from, this.#optionsFor(root, false), host).resolvedModule
      ?.resolvedFileName;
    if (found === undefined || packageRoot(found) !== root) return undefined;
    if (!/\.d\.[cm]?ts$/.test(found)) return found;
    const script = found.replace(/\.d\.([cm]?)ts$/, '.$1js');
    return host.fileExists(script) ? script : undefined;
  }

  /**
   * JavaScript of a source, with its companions, by the name that it is given, and its source map if the options ask for one.
   *
   * @throws {UsageError} for CommonJS in TypeScript's own notation where ES modules are to be written.
   */
  emit(fileName: string, rename: Rename): ReadonlyMap<string, string> {
    const program = this.#programFor(fileName);
    const file = program.getSourceFile(fileName);
    if (file === undefined) throw new Error(`${fileName} is no source of a package that was compiled.`);
    const { module = ts.ModuleKind.ESNext } = program.getCompilerOptions();
    const isEsm = module >= ts.ModuleKind.ES2015 && module <= ts.ModuleKind.ESNext && !fileName.endsWith('.cts');
    if (isEsm && file.statements.some(isCommonJs))
      throw new UsageError(
        `${fileName} uses "export =" or "import … = require(…)", which ES modules have no word for: set "module" to "commonjs", or remove the package from "paths".`,
      );
    const outputs = new Map<string, string>();
    const write: ts.WriteFileCallback = (name, text, byteOrderMark) =>
      void outputs.set(path.resolve(name), (byteOrderMark ? '\uFEFF' : '') + text);
    const concerns = (each: ts.SourceFile): boolean => specifiersIn(each).length > 0;
    program.emit(file, write, undefined, false, { after: [renaming(rename, concerns)] });
    return outputs;
  }

  #programFor(fileName: string): ts.Program {
    const root = packageRoot(fileName) ?? path.posix.dirname(fileName);
    const defines = definesFields(fileName);
    const key = `${root} ${defines}`;
    let program = this.#programs.get(key);
    if (program === undefined) this.#programs.set(key, (program = this.#createProgram(root, defines)));
    return program;
  }

  /** TypeScript emits no files of packages, unless a program is made of them. */
  #createProgram(root: string, defines: boolean): ts.Program {
    const { program, host, result } = this.#setup;
    const derived = Object.create(host) as ts.CompilerHost;
    // What is written lies elsewhere, where the package.json that came with the package says nothing about formats.
    derived.readFile = (name) => {
      const text = host.readFile(name);
      return text !== undefined && name.startsWith(`${root}/`) && name.endsWith('/package.json')
        ? withoutType(text)
        : text;
    };
    derived.getSourceFile = (fileName, language) => {
      const known = packageRoot(fileName) === root ? undefined : program.getSourceFile(fileName);
      if (known !== undefined) return unredirected(known);
      const text = host.readFile(fileName);
      return text === undefined ? undefined : ts.createSourceFile(fileName, text, language, true);
    };
    const plain = ts.createProgram({
      rootNames: this.#filesOf(root),
      options: this.#optionsFor(root, defines),
      host: derived,
    });
    return withCompanions(ts, plain, derived, result);
  }

  #optionsFor(root: string, defines: boolean): ts.CompilerOptions {
    const { program, options, outDirOf } = this.#setup;
    const { outFile: _o, declarationDir: _d, tsBuildInfoFile: _t, outDir: _u, ...kept } = program.getCompilerOptions();
    return {
      ...kept,
      // A package is written to be built by its authors' tools, and whatever it says of types is needed to know which imports are of types.
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      allowJs: true,
      checkJs: false,
      resolveJsonModule: true,
      isolatedModules: false,
      isolatedDeclarations: false,
      verbatimModuleSyntax: false,
      rewriteRelativeImportExtensions: false,
      declaration: false,
      declarationMap: false,
      emitDeclarationOnly: false,
      composite: false,
      incremental: false,
      noEmit: false,
      noEmitOnError: false,
      useDefineForClassFields: defines,
      rootDir: root,
      ...(outDirOf && { outDir: outDirOf(root) }),
      ...options,
    };
  }

  /** What the program reads of a package, and what that leads to within it. */
  #filesOf(root: string): readonly string[] {
    const { program, host } = this.#setup;
    const sources = program.getSourceFiles().filter((file) => packageRoot(file.fileName) === root);
    const waiting = sources.flatMap(({ fileName }) => (this.has(fileName) ? [fileName] : []));
    const found = new Set<string>(waiting);
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const text = host.readFile(name) ?? '';
      const file = program.getSourceFile(name) ?? ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
      for (const specifier of specifiersIn(file)) {
        const target = this.targetOf(specifier, file);
        if (target === undefined || found.has(target) || packageRoot(target) !== root || target.endsWith('.json'))
          continue;
        found.add(target);
        waiting.push(target);
      }
    }
    return [...found];
  }
}

function withoutType(manifest: string): string {
  const { config } = ts.parseConfigFileTextToJson('package.json', manifest) as { config?: Record<string, unknown> };
  return JSON.stringify({ ...config, type: undefined });
}

function isCommonJs(statement: ts.Statement): boolean {
  if (ts.isExportAssignment(statement)) return statement.isExportEquals === true;
  if (!ts.isImportEqualsDeclaration(statement) || statement.isTypeOnly) return false;
  return ts.isExternalModuleReference(statement.moduleReference);
}

/** Two copies of one package share a tree through a proxy, which another program must not take for the file itself. */
function unredirected(file: ts.SourceFile): ts.SourceFile {
  return (file as { redirectInfo?: { unredirected: ts.SourceFile } }).redirectInfo?.unredirected ?? file;
}

/** What is written for a source: its name with the extension that Node knows. */
export function emittedName(fileName: string, jsx: ts.JsxEmit | undefined): string {
  if (isScript(fileName)) return jsx === ts.JsxEmit.Preserve ? fileName : fileName.replace(/\.jsx$/, '.js');
  if (fileName.endsWith('.tsx')) return fileName.replace(/tsx$/, jsx === ts.JsxEmit.Preserve ? 'jsx' : 'js');
  return fileName.replace(/\.([cm]?)ts$/, '.$1js');
}
