/** Elements of arrays that were never given a value: most methods that call back pass over them. */

import type ts from 'typescript';
import type { ArrayType, ValueId } from '../ir/types.js';
import { add, boolean, emit, type Lowering, refusal } from './context.js';
import { branch } from './control.js';
import { isProjectFile } from './packages.js';
import { symbolAt } from './resolve.js';
import { walkTree } from './walk.js';

/** Typed arrays have no holes. */
export const mayBeSparse = (type: ArrayType): boolean => type.storage === 'Array';

/** Whether an element is there. Where no array with holes can be meant, it is settled that it is. */
export function isElement(cx: Lowering, node: ts.Node, array: ValueId, index: ValueId): ValueId {
  return emit(cx, node, boolean, (result) => ({
    kind: 'opaque',
    form: 'expression',
    results: [result],
    template: [{ arg: 1 }, ' in ', { arg: 0 }],
    args: [array, index],
    variables: [],
    effects: 'reads',
    writesArguments: false,
    refusal: refusal(1016, node, { name: 'in' }),
    holes: 'asked',
  }));
}

/** Does something with an element, if it is there. */
export function whereElement(
  cx: Lowering,
  node: ts.Node,
  type: ArrayType,
  array: ValueId,
  index: ValueId,
  visit: () => void,
): void {
  if (!mayBeSparse(type)) visit();
  else branch(cx, node, isElement(cx, node, array, index), visit, () => undefined);
}

/** What follows treats holes like elements: it is refused for an array that may have some. */
export function expectNoHoles(cx: Lowering, node: ts.Node, type: ArrayType, array: ValueId, name: string): void {
  if (!mayBeSparse(type)) return;
  add(cx, node, {
    kind: 'opaque',
    form: 'statement',
    results: [],
    template: ['void ', { arg: 0 }, ';'],
    args: [array],
    variables: [],
    effects: 'effects',
    writesArguments: false,
    refusal: refusal(1035, node, { name }),
    holes: 'refused',
  });
}

const makers = new WeakMap<ts.Node, boolean>();

/**
 * Whether code that is not followed may give an array with holes, or make holes in one, as far as its text says so: where it stands, or
 * in the function or the constant of the program that it names.
 */
export function mayMakeHoles(cx: Lowering, node: ts.Node): boolean {
  const { ts } = cx;
  let found = false;
  walkTree(node, (at) => {
    if (found) return false;
    found = makesHoles(cx, at);
    if (ts.isIdentifier(at)) found ||= isNamedSparse(cx, at);
    return !ts.isTypeNode(at);
  });
  return found;
}

function makesHoles({ ts }: Pick<Lowering, 'ts'>, at: ts.Node): boolean {
  if (ts.isArrayLiteralExpression(at))
    return at.elements.some((element) => ts.isOmittedExpression(element)) && !isTarget(ts, at);
  if (ts.isDeleteExpression(at)) return ts.isElementAccessExpression(skipParentheses(ts, at.expression));
  const isCall = ts.isNewExpression(at) || ts.isCallExpression(at);
  if (!isCall || !ts.isIdentifier(at.expression) || at.expression.text !== 'Array') return false;
  const [length, second] = at.arguments ?? [];
  if (length === undefined || second !== undefined) return false;
  const { parent } = at;
  return !(ts.isPropertyAccessExpression(parent) && parent.name.text === 'fill') && !ts.isSpreadElement(parent);
}

function isTarget(ts: Lowering['ts'], { parent }: ts.ArrayLiteralExpression): boolean {
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

function skipParentheses(ts: Lowering['ts'], node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node)
    ? skipParentheses(ts, node.expression)
    : node;
}

/** A function or constant of a module, or what is done to such a constant in its file. */
function isNamedSparse(cx: Lowering, name: ts.Identifier): boolean {
  const { ts, project } = cx;
  const symbol = symbolAt(project, name);
  const declaration = symbol?.valueDeclaration;
  if (symbol === undefined || declaration === undefined || !isProjectFile(project.program, declaration.getSourceFile()))
    return false;
  const isModules =
    ts.isFunctionDeclaration(declaration) ||
    (ts.isVariableDeclaration(declaration) && ts.isSourceFile(declaration.parent.parent.parent));
  if (!isModules) return false;
  const known = makers.get(declaration);
  if (known !== undefined) return known;
  makers.set(declaration, false); // as long as it is not known
  let found = false;
  const look = (at: ts.Node): boolean => {
    found ||= makesHoles(cx, at);
    return !found && !ts.isTypeNode(at);
  };
  walkTree(declaration, look);
  if (ts.isVariableDeclaration(declaration)) found ||= growsAnywhere(cx, declaration, symbol);
  makers.set(declaration, found);
  return found;
}

/** Whether a list of a module is written behind its end, as far as can be told without running it. */
function growsAnywhere(cx: Lowering, declaration: ts.VariableDeclaration, symbol: ts.Symbol): boolean {
  const { ts, project } = cx;
  const type = cx.types.at(declaration.name);
  if (type.kind !== 'array' || type.storage !== 'Array') return false;
  let found = false;
  walkTree(declaration.getSourceFile(), (at) => {
    const isList = (node: ts.Expression): boolean =>
      ts.isIdentifier(node) && node.text === symbol.name && symbolAt(project, node) === symbol;
    if (ts.isDeleteExpression(at)) {
      const place = skipParentheses(ts, at.expression);
      found ||= ts.isElementAccessExpression(place) && isList(place.expression);
    } else if (ts.isBinaryExpression(at) && at.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
      const place = skipParentheses(ts, at.left);
      if (ts.isPropertyAccessExpression(place)) found ||= place.name.text === 'length' && isList(place.expression);
      if (ts.isElementAccessExpression(place)) found ||= isList(place.expression);
    }
    return !found;
  });
  return found;
}
