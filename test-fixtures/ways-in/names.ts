/** Where the names of a text come from, by its source map. */
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import ts from 'typescript';

export type MappedName = {
  readonly name: string;
  /** Where it stands in the text: `line:column`. */
  readonly at: string;
  /** Where it comes from: `file:line:column`; undefined: the map does not say. */
  readonly from: string | undefined;
};

/** @returns the names that are there at run time, in their order, so that those of a TypeScript text are those of its JavaScript. */
export function mappedNames(text: string, map: string): readonly MappedName[] {
  const source = ts.createSourceFile('text.ts', text, ts.ScriptTarget.Latest);
  const trace = new TraceMap(map);
  return identifiersOf(source).map((identifier) => {
    const { line, character: column } = source.getLineAndCharacterOfPosition(identifier.getStart(source));
    const from = originalPositionFor(trace, { line: line + 1, column });
    return {
      name: identifier.text,
      at: `${line + 1}:${column + 1}`,
      from: from.source === null ? undefined : `${from.source.split('/').at(-1)}:${from.line}:${from.column + 1}`,
    };
  });
}

function identifiersOf(source: ts.SourceFile): readonly ts.Identifier[] {
  const found: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (isErased(node)) return;
    if (ts.isIdentifier(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Imports and exports lose the names of types without being marked; what becomes of the fields of a class, names among them, is the target's to say. */
const isErased = (node: ts.Node): boolean =>
  ts.isTypeNode(node) ||
  ts.isClassLike(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isTypeParameterDeclaration(node) ||
  ts.isImportDeclaration(node) ||
  ts.isExportDeclaration(node) ||
  (ts.isFunctionDeclaration(node) && node.body === undefined) ||
  (ts.canHaveModifiers(node) && node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) === true);
