/** Sources of installed packages that belong to a program as the user's own files do, because `paths` of its tsconfig names them. */

import type ts from 'typescript';
import type { FunctionNode, Ts } from './context.js';

/** @param fileName a source of a package. */
export type DefinesFields = (fileName: string) => boolean;

/** Programs whose host writes the sources of packages, too. */
const withPackages = new WeakMap<ts.Program, DefinesFields>();

/** @param definesFields whether class fields of a package's source are defined, not set; undefined: packages are left out. */
export function includePackages(program: ts.Program, definesFields: DefinesFields | undefined): void {
  if (definesFields === undefined) withPackages.delete(program);
  else withPackages.set(program, definesFields);
}

/** Whether the compiler may read and extend a file: one of the user's, or one of a package whose source `paths` names. */
export function isProjectFile(program: ts.Program, file: ts.SourceFile): boolean {
  if (file.isDeclarationFile) return false;
  return isIncluded(program, file) ?? !program.isSourceFileFromExternalLibrary(file);
}

/** Whether the compiler may read and extend a file that lies in an installed package; `undefined`: it lies in none. */
function isIncluded(program: ts.Program, file: ts.SourceFile): boolean | undefined {
  if (packageOf(file.fileName) === undefined) return undefined;
  return withPackages.has(program) && isPackageSource(program, file);
}

/** Whether a file is TypeScript of an installed package whose source `paths` names. */
export function isPackageSource(program: ts.Program, file: ts.SourceFile): boolean {
  const name = packageOf(file.fileName);
  if (name === undefined || file.isDeclarationFile || !/\.[cm]?tsx?$/.test(file.fileName)) return false;
  return mappedPackages(program).has(name);
}

/** Whether class fields without an initialiser exist, as the language has it, or do not, as TypeScript used to have it. */
export function definesFieldsIn(ts: Ts, program: ts.Program, { fileName }: ts.SourceFile): boolean {
  if (packageOf(fileName) !== undefined) return withPackages.get(program)?.(fileName) ?? false;
  const { useDefineForClassFields, target = ts.ScriptTarget.ES5 } = program.getCompilerOptions();
  return useDefineForClassFields ?? target >= ts.ScriptTarget.ES2022;
}

/** The installed package that a file belongs to. */
function packageOf(fileName: string): string | undefined {
  return /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(fileName)?.[1];
}

const mapped = new WeakMap<ts.Program, ReadonlySet<string>>();

/** The installed packages whose source the program reads because `paths` of its tsconfig says so. */
function mappedPackages(program: ts.Program): ReadonlySet<string> {
  let found = mapped.get(program);
  if (found === undefined) {
    const targets = Object.values(program.getCompilerOptions().paths ?? {}).flat();
    found = new Set(targets.flatMap((target) => packageOf(`/${target}/`) ?? []));
    mapped.set(program, found);
  }
  return found;
}

/** The sources of packages that hold one of the functions, or something that one of them names. */
export function packageFilesOf(ts: Ts, program: ts.Program, functions: readonly FunctionNode[]): readonly string[] {
  if (!withPackages.has(program)) return [];
  const checker = program.getTypeChecker();
  const found = new Set<string>();
  const add = (file: ts.SourceFile | undefined): void => {
    if (file !== undefined && isIncluded(program, file) === true) found.add(file.fileName);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (ts.isIdentifier(node)) {
      const symbol =
        ts.isShorthandPropertyAssignment(node.parent) && node.parent.name === node
          ? checker.getShorthandAssignmentValueSymbol(node.parent)
          : checker.getSymbolAtLocation(node);
      const alias = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0;
      const meant = alias ? checker.getAliasedSymbol(symbol) : symbol;
      add(meant?.valueDeclaration?.getSourceFile());
    }
    ts.forEachChild(node, visit);
  };
  for (const node of functions) {
    add(node.getSourceFile());
    visit(node);
  }
  return [...found];
}
