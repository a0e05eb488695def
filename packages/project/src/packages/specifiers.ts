/** The names of modules in a file, and other names in their place when it is emitted. */
import ts from 'typescript';

/** In the order of the text, those of types included. */
export function specifiersIn(file: ts.SourceFile): readonly ts.StringLiteralLike[] {
  const found: ts.StringLiteralLike[] = [];
  const visit = (node: ts.Node): void => {
    if (isSpecifier(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isSpecifier(node: ts.Node): node is ts.StringLiteralLike {
  if (!ts.isStringLiteralLike(node)) return false;
  // Nodes that a transformer made have no parent.
  const parent = node.parent as ts.Node | undefined;
  if (parent === undefined) return false;
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent)) return parent.moduleSpecifier === node;
  if (ts.isExternalModuleReference(parent)) return true;
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== node) return false;
  const { expression } = parent;
  if (expression.kind === ts.SyntaxKind.ImportKeyword) return true;
  return ts.isIdentifier(expression) && expression.text === 'require' && isScript(node.getSourceFile().fileName);
}

export function isScript(fileName: string): boolean {
  return /\.[cm]?jsx?$/.test(fileName);
}

/** The new name of a module; undefined: it keeps the one that it has. */
export type Rename = (specifier: ts.StringLiteralLike, file: ts.SourceFile) => string | undefined;

/**
 * Has to run after TypeScript's own transformers, which leave out imports of types only as long as nobody has touched these, and which turn
 * imports into calls of `require` whose argument still knows what it was.
 *
 * @param concerns whether anything is to be renamed in a file; all others are emitted by TypeScript alone.
 */
export function renaming(
  rename: Rename,
  concerns: (file: ts.SourceFile) => boolean,
): ts.TransformerFactory<ts.SourceFile> {
  return (context) => (output) => {
    const file = ts.getOriginalNode(output) as ts.SourceFile;
    if (!concerns(file)) return output;
    const visit = (node: ts.Node): ts.Node => {
      const original = ts.isStringLiteralLike(node) ? ts.getOriginalNode(node) : undefined;
      if (original === undefined || !isSpecifier(original)) return ts.visitEachChild(node, visit, context);
      const name = rename(original, file);
      if (name === undefined) return node;
      const literal = context.factory.createStringLiteral(name, original.getText(file).startsWith("'"));
      return ts.setOriginalNode(ts.setTextRange(literal, node), original);
    };
    return ts.visitEachChild(output, visit, context);
  };
}
