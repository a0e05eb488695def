/** Which modules a module runs before itself. */

import type ts from 'typescript';
import type { Ts } from './context.js';

type Names = { readonly ts: Ts; readonly checker: ts.TypeChecker; readonly program: ts.Program };

const reached = new WeakMap<ts.SourceFile, ReadonlySet<ts.SourceFile>>();

/**
 * Whether a file imports another one, directly or by way of others. If it does, the other one cannot import from it in its turn without being
 * run too early: a class would extend one that is not there yet.
 */
export function imports(names: Names, file: ts.SourceFile, other: ts.SourceFile): boolean {
  let all = reached.get(file);
  if (all === undefined) {
    const found = new Set<ts.SourceFile>();
    const waiting = [file];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop())
      for (const next of importedBy(names, at))
        if (!found.has(next)) {
          found.add(next);
          waiting.push(next);
        }
    reached.set(file, (all = found));
  }
  return all.has(other);
}

function importedBy({ ts, checker }: Names, file: ts.SourceFile): readonly ts.SourceFile[] {
  return file.statements.flatMap((statement) => {
    const specifier = ts.isImportEqualsDeclaration(statement)
      ? ts.isExternalModuleReference(statement.moduleReference) && statement.moduleReference.expression
      : (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) && statement.moduleSpecifier;
    const module = specifier ? checker.getSymbolAtLocation(specifier)?.valueDeclaration : undefined;
    return module !== undefined && ts.isSourceFile(module) ? [module] : [];
  });
}
