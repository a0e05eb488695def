/** Which modules a module knows, and which it runs before itself. */

import type ts from 'typescript';
import { symbolOf } from './assigned.js';
import type { Ts } from './context.js';
import { walkTree } from './walk.js';

type Names = { readonly ts: Ts; readonly checker: ts.TypeChecker; readonly program: ts.Program };

type Reached = WeakMap<ts.SourceFile, ReadonlySet<ts.SourceFile>>;

const known: Reached = new WeakMap();
const run: Reached = new WeakMap();

/** Whether a file imports another one, be it a type only, directly or by way of others. */
export function imports(names: Names, file: ts.SourceFile, other: ts.SourceFile): boolean {
  return reach(file, known, (at) => importedBy(names, at, false)).has(other);
}

/** Whether a file has another one run before itself, directly or by way of others. */
function runs(names: Names, file: ts.SourceFile, other: ts.SourceFile): boolean {
  return runBefore(names, file).has(other);
}

function runBefore(names: Names, file: ts.SourceFile): ReadonlySet<ts.SourceFile> {
  return reach(file, run, (at) => importedBy(names, at, true));
}

function reach(
  file: ts.SourceFile,
  reached: Reached,
  next: (file: ts.SourceFile) => readonly ts.SourceFile[],
): ReadonlySet<ts.SourceFile> {
  let all = reached.get(file);
  if (all === undefined) {
    const found = new Set<ts.SourceFile>();
    const waiting = [file];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop())
      for (const each of next(at))
        if (!found.has(each)) {
          found.add(each);
          waiting.push(each);
        }
    reached.set(file, (all = found));
  }
  return all;
}

function importedBy(names: Names, file: ts.SourceFile, atRunTime: boolean): readonly ts.SourceFile[] {
  const { ts, checker } = names;
  return file.statements.flatMap((statement) => {
    if (atRunTime && isOfTypes(names, statement)) return [];
    const specifier = ts.isImportEqualsDeclaration(statement)
      ? ts.isExternalModuleReference(statement.moduleReference) && statement.moduleReference.expression
      : (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) && statement.moduleSpecifier;
    const module = specifier ? checker.getSymbolAtLocation(specifier)?.valueDeclaration : undefined;
    return module !== undefined && ts.isSourceFile(module) ? [module] : [];
  });
}

/** Whether an import is gone at run time. One of classes that are used as types only may be, too; it counts as one that stays. */
function isOfTypes({ ts, checker, program }: Names, statement: ts.Statement): boolean {
  if (ts.isExportDeclaration(statement)) return statement.isTypeOnly;
  if (ts.isImportEqualsDeclaration(statement)) return statement.isTypeOnly;
  if (!ts.isImportDeclaration(statement) || statement.importClause === undefined) return false;
  const { name, namedBindings, isTypeOnly } = statement.importClause;
  if (isTypeOnly) return true;
  if (program.getCompilerOptions().verbatimModuleSyntax === true) return false;
  if (name !== undefined || namedBindings === undefined || !ts.isNamedImports(namedBindings)) return false;
  const isType = (specifier: ts.ImportSpecifier): boolean => {
    const symbol = checker.getSymbolAtLocation(specifier.name);
    const isAlias = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0;
    const meant = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
    return specifier.isTypeOnly || (meant !== undefined && (meant.flags & ts.SymbolFlags.Value) === 0);
  };
  return namedBindings.elements.length > 0 && namedBindings.elements.every(isType);
}

/* ------------------------------------------------------------------- cycles */

/**
 * Whether functions of a file may use what another one declares. Importing it must not upset the order in which modules run: where
 * the other file has this one run before itself, the import closes a circle, and no file on it may need another one of it while it is
 * loaded: a class would extend one that is not there yet.
 *
 * @param home the file whose functions are to name something.
 * @param other where it is declared.
 */
export function mayImport(names: Names, home: ts.SourceFile, other: ts.SourceFile): boolean {
  if (other === home || !runs(names, other, home)) return true;
  const circle = new Set([home, other, ...runBefore(names, other)]);
  for (const file of circle) if (file !== home && !runs(names, file, home)) circle.delete(file);
  return [...circle].every((file) => !needsOthers(names, file, circle));
}

type AtLoad = { readonly uses: ReadonlySet<ts.SourceFile>; readonly calls: boolean };

const atLoad = new WeakMap<ts.SourceFile, AtLoad>();

/** Whether loading a file may use what one of some files declares; what it calls may use anything. */
function needsOthers(names: Names, file: ts.SourceFile, others: ReadonlySet<ts.SourceFile>): boolean {
  let found = atLoad.get(file);
  if (found === undefined) atLoad.set(file, (found = usesAtLoad(names, file)));
  return found.calls || [...found.uses].some((each) => each !== file && others.has(each));
}

function usesAtLoad(names: Names, file: ts.SourceFile): AtLoad {
  const { ts, checker, program } = names;
  const uses = new Set<ts.SourceFile>();
  let calls = false;
  /** A function of the library runs those that it is given. */
  const isHarmless = ({ expression: callee, arguments: args }: ts.CallExpression | ts.NewExpression): boolean => {
    const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
    const declarations = checker.getSymbolAtLocation(name)?.declarations ?? [];
    const isOfLibrary = declarations.every((at) => program.isSourceFileDefaultLibrary(at.getSourceFile()));
    const given = (args ?? []).map((each) => checker.getTypeAtLocation(each));
    return declarations.length > 0 && isOfLibrary && given.every((type) => type.getCallSignatures().length === 0);
  };
  walkTree(file, (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return false;
    if (ts.isTypeNode(node) && !isBase(ts, node)) return false;
    if (ts.isFunctionLike(node) || (ts.isPropertyDeclaration(node) && !isStatic(ts, node))) return false;
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) calls ||= !isHarmless(node);
    if (ts.isTaggedTemplateExpression(node) || ts.isDecorator(node)) calls = true;
    const symbol = ts.isIdentifier(node) ? symbolOf(names, node) : undefined;
    if (symbol !== undefined && symbol.flags & ts.SymbolFlags.Accessor) calls = true;
    if (symbol !== undefined && symbol.flags & ts.SymbolFlags.Alias)
      for (const declaration of checker.getAliasedSymbol(symbol).declarations ?? [])
        uses.add(declaration.getSourceFile());
    return true;
  });
  return { uses, calls };
}

/** What a class extends is a value, though its node is one of types. */
function isBase(ts: Ts, { parent }: ts.Node): boolean {
  return ts.isHeritageClause(parent) && parent.token === ts.SyntaxKind.ExtendsKeyword && ts.isClassLike(parent.parent);
}

function isStatic(ts: Ts, node: ts.PropertyDeclaration): boolean {
  return (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Static) !== 0;
}
