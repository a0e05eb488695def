/** Types of other modules that generated code names, where the user's file does not know them. */

import type ts from 'typescript';

/** Where a type is declared, and the name that it is exported by. */
export type ExportedType = { readonly file: string; readonly exportedAs: string };

/** The types that the files of a program export, by the names that they are declared with; those of a name that several have are left out. */
export function exportedTypes(compiler: typeof ts, program: ts.Program): ReadonlyMap<string, ExportedType> {
  const checker = program.getTypeChecker();
  const found = new Map<string, ExportedType | undefined>();
  for (const file of program.getSourceFiles()) {
    const module = file.isDeclarationFile ? undefined : checker.getSymbolAtLocation(file);
    for (const symbol of module === undefined ? [] : checker.getExportsOfModule(module)) {
      const isAlias = (symbol.flags & compiler.SymbolFlags.Alias) !== 0;
      const { declarations, flags } = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
      const declaration = (flags & compiler.SymbolFlags.Type) === 0 ? undefined : declarations?.[0];
      if (declaration?.getSourceFile() !== file || declaration.parent !== file) continue;
      const name = compiler.getNameOfDeclaration(declaration)?.getText(file);
      if (name === undefined) continue;
      const other = found.get(name);
      if (found.has(name) && other?.file !== file.fileName) found.set(name, undefined);
      else if (other === undefined || symbol.name === name)
        found.set(name, { file: file.fileName, exportedAs: symbol.name });
    }
  }
  return new Map([...found].flatMap(([name, type]) => (type === undefined ? [] : [[name, type] as const])));
}

/** Those of the names that the code refers to as types. */
export function typesNamedIn(compiler: typeof ts, code: string, names: Iterable<string>): ReadonlySet<string> {
  const sought = new Set([...names].filter((name) => code.includes(name)));
  const found = new Set<string>();
  if (sought.size === 0) return found;
  const visit = (node: ts.Node): void => {
    if (compiler.isTypeReferenceNode(node)) {
      let { typeName } = node;
      while (compiler.isQualifiedName(typeName)) typeName = typeName.left;
      if (sought.has(typeName.text)) found.add(typeName.text);
    }
    node.forEachChild(visit);
  };
  compiler.createSourceFile('generated.ts', code, compiler.ScriptTarget.Latest).forEachChild(visit);
  return found;
}
