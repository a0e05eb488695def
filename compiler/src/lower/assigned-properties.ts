/** What a program gives to properties by their names, anywhere: functions that it never replaces are those of their literals and classes. */

import type ts from 'typescript';
import type { Ts } from './context.js';
import { isProjectFile } from './packages.js';
import { isAssignmentOperator, isOuter, walkTree } from './walk.js';

type Names = { readonly ts: Ts; readonly checker: ts.TypeChecker; readonly program: ts.Program };

type Target = ts.PropertyAccessExpression | ts.ElementAccessExpression;

const targetsIn = new WeakMap<ts.Program, Map<string, readonly Target[]>>();

/** The types of the objects that the program gives a property of this name. */
export function ownersAssigned(names: Names, name: string): readonly ts.Type[] {
  const { checker } = names;
  return targetsNamed(names, name).map(({ expression }) =>
    checker.getNonNullableType(checker.getTypeAtLocation(expression)),
  );
}

/** Whether the program may give a property of this name another function: a property for numbers holds none. */
export function assignsFunction(names: Names, name: string): boolean {
  const { ts, checker } = names;
  const { NumberLike, StringLike, BooleanLike, BigIntLike, Undefined, Null } = ts.TypeFlags;
  const plain = NumberLike | StringLike | BooleanLike | BigIntLike | Undefined | Null;
  return targetsNamed(names, name).some((target) => {
    const type = checker.getTypeAtLocation(target);
    const parts = type.isUnion() ? type.types : [type];
    return parts.some(({ flags }) => (flags & plain) === 0);
  });
}

function targetsNamed({ ts, program }: Names, name: string): readonly Target[] {
  let byName = targetsIn.get(program);
  if (byName === undefined) targetsIn.set(program, (byName = new Map()));
  let found = byName.get(name);
  if (found !== undefined) return found;
  // By the text first: most names are given nothing anywhere.
  const named = new RegExp(
    `(?:\\.\\s*${name}|\\[\\s*(['"\`])${name}\\1\\s*\\])\\s*(?:(?:\\?\\?|\\|\\||&&)?=(?![=>])|[,\\])}]|of\\b|in\\b)`,
  );
  const targets: Target[] = [];
  for (const file of program.getSourceFiles()) {
    if (!isProjectFile(program, file) || !named.test(file.text)) continue;
    walkTree(file, (node) => {
      if (isAccessOf(ts, node, name) && isTarget(ts, node)) targets.push(node);
    });
  }
  byName.set(name, (found = targets));
  return found;
}

function isAccessOf(ts: Ts, node: ts.Node, name: string): node is Target {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === name;
  return (
    ts.isElementAccessExpression(node) &&
    ts.isStringLiteralLike(node.argumentExpression) &&
    node.argumentExpression.text === name
  );
}

/** Whether an expression may be given a value: by itself, or in a pattern. */
function isTarget(ts: Ts, node: ts.Node): boolean {
  let at = node;
  while (isOuter(ts, at.parent) || isInPattern(ts, at)) at = at.parent;
  const { parent } = at;
  if (ts.isBinaryExpression(parent)) return parent.left === at && isAssignmentOperator(ts, parent.operatorToken.kind);
  return (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) && parent.initializer === at;
}

function isInPattern(ts: Ts, { parent }: ts.Node): boolean {
  return (
    ts.isArrayLiteralExpression(parent) ||
    ts.isObjectLiteralExpression(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isSpreadElement(parent) ||
    ts.isSpreadAssignment(parent)
  );
}
