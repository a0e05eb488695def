/** The names that a module of the user declares. */
import type ts from 'typescript';

/** What the top level of a file declares or imports: names that generated code beside it must not take. */
export function declaredNames(compiler: typeof ts, file: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (name: ts.BindingName): void => {
    if (compiler.isIdentifier(name)) names.add(name.text);
    else for (const element of name.elements) if (compiler.isBindingElement(element)) add(element.name);
  };
  for (const statement of file.statements) {
    if (compiler.isImportDeclaration(statement)) {
      const clause = statement.importClause;
      if (clause?.name !== undefined) names.add(clause.name.text);
      const bindings = clause?.namedBindings;
      if (bindings !== undefined && compiler.isNamespaceImport(bindings)) names.add(bindings.name.text);
      if (bindings !== undefined && compiler.isNamedImports(bindings))
        bindings.elements.forEach((element) => names.add(element.name.text));
    } else if (compiler.isVariableStatement(statement)) {
      statement.declarationList.declarations.forEach((declaration) => add(declaration.name));
    } else if (
      'name' in statement &&
      statement.name !== undefined &&
      compiler.isIdentifier(statement.name as ts.Node)
    ) {
      names.add((statement.name as ts.Identifier).text);
    }
  }
  return names;
}

/** What is declared anywhere inside the functions, classes and blocks of a file. */
export function nestedNames(compiler: typeof ts, program: ts.Program, fileName: string): ReadonlySet<string> {
  const names = new Set<string>();
  const file = program.getSourceFile(fileName);
  const waiting: ts.Node[] = [...(file?.statements ?? [])];
  const top = new Set(waiting);
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!top.has(node) && declares(compiler, node) && node.name !== undefined && compiler.isIdentifier(node.name))
      names.add(node.name.text);
    node.forEachChild((child) => void waiting.push(child));
  }
  return names;
}

function declares(
  compiler: typeof ts,
  node: ts.Node,
): node is
  | ts.VariableDeclaration
  | ts.ParameterDeclaration
  | ts.BindingElement
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ClassLikeDeclaration {
  return (
    compiler.isVariableDeclaration(node) ||
    compiler.isParameter(node) ||
    compiler.isBindingElement(node) ||
    compiler.isFunctionDeclaration(node) ||
    compiler.isFunctionExpression(node) ||
    compiler.isClassLike(node)
  );
}
