/**
 * Arrow functions that a class gives each object as a property of its own: `area = () => this.w * this.h`. As long as nobody gives the
 * property another value, they are what methods are.
 */

import type ts from 'typescript';
import { anyInstance } from './class-types.js';
import type { Ts } from './context.js';
import { ownersAssigned } from './assigned-properties.js';
import { isProjectFile } from './packages.js';
import { skipOuter } from './resolve.js';
import { isAssignmentOperator, isOuter, walkTree } from './walk.js';

type Names = { readonly ts: Ts; readonly checker: ts.TypeChecker; readonly program: ts.Program };

/** The function that a member of a class holds for good. */
export function heldFunction(names: Names, member: ts.ClassElement): ts.ArrowFunction | undefined {
  const { ts } = names;
  if (!ts.isPropertyDeclaration(member) || member.initializer === undefined || !ts.isIdentifier(member.name))
    return undefined;
  const fn = skipOuter(ts, member.initializer);
  if (!ts.isArrowFunction(fn) || ts.getDecorators(member)?.length) return undefined;
  const { checker } = names;
  const owner = anyInstance(names, member.parent);
  const mayBeOwner = (type: ts.Type): boolean =>
    checker.isTypeAssignableTo(owner, type) || checker.isTypeAssignableTo(type, owner);
  return ownersAssigned(names, member.name.text).some(mayBeOwner) || isPatched(names, owner) ? undefined : fn;
}

/** `i`, `i + 1` in a loop that counts `i`: a number, even where it has no type. */
function isCounter(ts: Ts, key: ts.Expression): boolean {
  let at = skipOuter(ts, key);
  while (ts.isBinaryExpression(at)) at = skipOuter(ts, at.left);
  if (!ts.isIdentifier(at)) return false;
  const { text } = at;
  for (let around: ts.Node = at.parent; !ts.isSourceFile(around); around = around.parent) {
    const step = ts.isForStatement(around) ? around.incrementor : undefined;
    const counts = step && (ts.isBinaryExpression(step) ? step.left : countedBy(ts, step));
    if (counts !== undefined && ts.isIdentifier(counts) && counts.text === text) return true;
  }
  return false;
}

function countedBy(ts: Ts, step: ts.Expression): ts.Expression | undefined {
  return ts.isPrefixUnaryExpression(step) || ts.isPostfixUnaryExpression(step) ? step.operand : undefined;
}

/** The property that an arrow function is the value of. */
export function propertyHolding(ts: Ts, node: ts.ArrowFunction): ts.PropertyDeclaration | undefined {
  let at: ts.Node = node;
  while (isOuter(ts, at.parent)) at = at.parent;
  const { parent } = at;
  return ts.isPropertyDeclaration(parent) && parent.initializer === at ? parent : undefined;
}

/** Whether objects of a class hold functions that `new` alone can make. */
export function holdsFunctions(names: Names, node: ts.ClassLikeDeclaration): boolean {
  const { Static } = names.ts.ModifierFlags;
  return node.members.some(
    (member) => !(names.ts.getCombinedModifierFlags(member) & Static) && heldFunction(names, member) !== undefined,
  );
}

const patchedIn = new WeakMap<ts.Program, readonly ts.Type[]>();

/** Whether the program may give an object of a type properties under names that cannot be told. */
export function isPatched(names: Names, type: ts.Type): boolean {
  return patched(names).some((target) => names.checker.isTypeAssignableTo(type, target));
}

/** The types of the objects that the program gives properties under names that cannot be told: by `Object.assign` and the like. */
function patched({ ts, checker, program }: Names): readonly ts.Type[] {
  let found = patchedIn.get(program);
  if (found !== undefined) return found;
  const types: ts.Type[] = [];
  for (const file of program.getSourceFiles()) {
    if (!isProjectFile(program, file)) continue;
    walkTree(file, (node) => {
      if (ts.isBinaryExpression(node) && ts.isElementAccessExpression(node.left)) {
        const { expression, argumentExpression: key } = node.left;
        const isName = isAssignmentOperator(ts, node.operatorToken.kind) && !ts.isStringLiteralLike(key);
        const isIndex = (checker.getTypeAtLocation(key).flags & ts.TypeFlags.NumberLike) !== 0 || isCounter(ts, key);
        const isKey = isName && !isIndex;
        const given = checker.getTypeAtLocation(node.right);
        const isFunction = (given.flags & ts.TypeFlags.Any) !== 0 || given.getCallSignatures().length > 0;
        if (isKey && isFunction) types.push(checker.getNonNullableType(checker.getTypeAtLocation(expression)));
      }
      if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
      const { expression, name } = node.expression;
      const [target] = node.arguments;
      const isPatch = /^(Object|Reflect)$/.test(expression.getText()) && /^(assign|set|defineP)/.test(name.text);
      if (!isPatch || target === undefined || ts.isObjectLiteralExpression(skipOuter(ts, target))) return;
      types.push(checker.getNonNullableType(checker.getTypeAtLocation(target)));
    });
  }
  patchedIn.set(program, (found = types));
  return found;
}
