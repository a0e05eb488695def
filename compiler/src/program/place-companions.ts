/** Moves generated code from the end of a file to its place while the file is emitted: statements, and the calls around operands. */
import type ts from 'typescript';
import { partAt, siteAt, type TailedFile } from './tail.js';

export type Transformers = {
  readonly before: ts.TransformerFactory<ts.SourceFile>;
  readonly afterDeclarations: ts.TransformerFactory<ts.SourceFile | ts.Bundle>;
};

/** One transformer for the statements of JavaScript, one for those of declaration files. */
export function placeCompanions(typescript: typeof ts, files: ReadonlyMap<string, TailedFile>): Transformers {
  const place = (context: ts.TransformationContext, sourceFile: ts.SourceFile): ts.SourceFile => {
    const file = files.get(sourceFile.fileName);
    if (file === undefined) return sourceFile;
    const statements = arrange(typescript, sourceFile, file);
    // The range tells the printer where the comments in front of the first and behind the last statement are.
    const range = { pos: sourceFile.statements.pos, end: endOfUserStatements(typescript, file) };
    const list = typescript.setTextRange(context.factory.createNodeArray(statements), range);
    return context.factory.updateSourceFile(sourceFile, list);
  };
  const wrap = (context: ts.TransformationContext, sourceFile: ts.SourceFile): ts.SourceFile => {
    const file = files.get(sourceFile.fileName);
    return file === undefined || file.sites.length === 0
      ? sourceFile
      : wrapOperands(typescript, context, sourceFile, file);
  };
  return {
    before: (context) => (sourceFile) => place(context, wrap(context, sourceFile)),
    afterDeclarations: (context) => (output) =>
      typescript.isSourceFile(output)
        ? place(context, output)
        : context.factory.updateBundle(
            output,
            output.sourceFiles.map((sourceFile) => place(context, sourceFile)),
          ),
  };
}

function endOfUserStatements(typescript: typeof ts, { original }: TailedFile): number {
  const end = original.statements.at(-1)?.end;
  return end ?? typescript.getLeadingCommentRanges(original.text, 0)?.at(-1)?.end ?? 0;
}

function arrange(typescript: typeof ts, sourceFile: ts.SourceFile, file: TailedFile): readonly ts.Statement[] {
  const users: ts.Statement[] = [];
  const placed = new Map<number, ts.Statement[]>();
  for (const statement of sourceFile.statements) {
    const start = startOf(typescript, statement, sourceFile);
    if (start < file.original.text.length) {
      users.push(statement);
      continue;
    }
    if (siteAt(file, start) !== undefined) continue;
    const tailed = partAt(file, start);
    if (tailed === undefined) continue; // the separator
    placed.set(tailed.part.anchor, [...(placed.get(tailed.part.anchor) ?? []), statement]);
  }
  const take = (anchor: number): readonly ts.Statement[] => {
    const statements = placed.get(anchor) ?? [];
    placed.delete(anchor);
    return statements;
  };
  const header = headerLength(typescript, users);
  const imports = take(-1);
  const body = users.slice(header).flatMap((user) => [user, ...take(typescript.getOriginalNode(user).end)]);
  // Declaration files leave out what is not exported; a companion of such a function keeps its order at the end.
  return [...users.slice(0, header), ...imports, ...body, ...[...placed.values()].flat()];
}

/**
 * Puts the calls that stand at the end of the file around the operands that they are meant for. Their nodes are bound and checked, so
 * that the imports that they use are found whatever the module format.
 */
function wrapOperands(
  typescript: typeof ts,
  context: ts.TransformationContext,
  sourceFile: ts.SourceFile,
  file: TailedFile,
): ts.SourceFile {
  const wrappers = new Map<number, { readonly call: ts.CallExpression; readonly end: number }>();
  for (const statement of sourceFile.statements) {
    const found = siteAt(file, startOf(typescript, statement, sourceFile));
    if (found !== undefined && typescript.isExpressionStatement(statement))
      wrappers.set(found.site.start, { call: callWithin(typescript, statement.expression), end: found.site.end });
  }
  const visit = (node: ts.Node): ts.Node => {
    const inside = typescript.visitEachChild(node, visit, context);
    const original = typescript.getOriginalNode(node);
    const wrapper = original.pos < 0 ? undefined : wrappers.get(original.getStart(sourceFile));
    if (wrapper === undefined || original.end !== wrapper.end || !isOperand(typescript, original)) return inside;
    const { call } = wrapper;
    const [, ...others] = call.arguments;
    return context.factory.updateCallExpression(call, call.expression, call.typeArguments, [
      inside as ts.Expression,
      ...others,
    ]);
  };
  return typescript.visitEachChild(sourceFile, visit, context);
}

/** Where the call names variables around the operand, it stands in a function that has these as parameters. */
function callWithin(typescript: typeof ts, expression: ts.Expression): ts.CallExpression {
  const inner = typescript.isParenthesizedExpression(expression) ? expression.expression : expression;
  return (typescript.isArrowFunction(inner) ? inner.body : inner) as ts.CallExpression;
}

function isOperand(typescript: typeof ts, node: ts.Node): boolean {
  return typescript.isCallExpression(node.parent) && node.parent.arguments[0] === node;
}

/** By its first token: `pos` would be the end of the statement before. Nodes made by other transformers count as the user's. */
function startOf(typescript: typeof ts, node: ts.Node, sourceFile: ts.SourceFile): number {
  const original = typescript.getOriginalNode(node);
  return original.pos < 0 ? -1 : original.getStart(sourceFile);
}

/** Directives must stay first, and modules are evaluated in the order in which the user imports them. */
function headerLength(typescript: typeof ts, users: readonly ts.Statement[]): number {
  const first = users.findIndex(
    (statement) =>
      !(typescript.isExpressionStatement(statement) && typescript.isStringLiteral(statement.expression)) &&
      !typescript.isImportDeclaration(statement) &&
      !typescript.isImportEqualsDeclaration(statement),
  );
  return first < 0 ? users.length : first;
}
