/**
 * Tests that are decided where a function is written in place: `typeof x === 'number'` for a parameter that may be a number or an array,
 * once it is known which of them it is given. What the other branch does with it would make no sense.
 */

import type ts from 'typescript';
import type { IrType, ValueId } from '../ir/types.js';
import { symbolOf } from './assigned.js';
import { type Lowering, lookUp, typeOf } from './context.js';
import { isGlobal, skipOuter, symbolAt } from './resolve.js';

/** What a condition gives; `undefined` where that is left to the run. */
export function knownTest(cx: Lowering, condition: ts.Expression): boolean | undefined {
  const { ts } = cx;
  const at = skipOuter(ts, condition);
  if (ts.isPrefixUnaryExpression(at) && at.operator === ts.SyntaxKind.ExclamationToken) {
    const known = knownTest(cx, at.operand);
    return known === undefined ? undefined : !known;
  }
  if (ts.isCallExpression(at)) {
    const [argument] = at.arguments;
    const callee = skipOuter(ts, at.expression);
    const isQuestion =
      ts.isPropertyAccessExpression(callee) &&
      callee.name.text === 'isArray' &&
      isGlobal(cx.project, callee.expression, 'Array');
    return isQuestion && argument !== undefined ? isArray(typeGiven(cx, argument)) : undefined;
  }
  if (!ts.isBinaryExpression(at)) return undefined;
  const operator = at.operatorToken.getText();
  if (operator === '&&' || operator === '||') {
    const sides = [knownTest(cx, at.left), knownTest(cx, at.right)];
    const decisive = operator === '||';
    // A right side without effects is all that can be left out.
    if (sides[0] === decisive) return decisive;
    return sides[0] === undefined ? undefined : sides[1];
  }
  if (!/^[!=]==?$/.test(operator)) return undefined;
  const [left, right] = [skipOuter(ts, at.left), skipOuter(ts, at.right)];
  const isEqual =
    isOfAnotherKind(cx, left, right) || isOfAnotherKind(cx, right, left) ? false : isNewOf(cx, left, right);
  if (operator.length === 3 && isEqual !== undefined) return isEqual === operator.startsWith('=');
  if (!ts.isTypeOfExpression(left) || !ts.isStringLiteralLike(right)) return undefined;
  const name = typeName(typeGiven(cx, left.expression));
  return name === undefined ? undefined : (name === right.text) === operator.startsWith('=');
}

/** The value that a variable has at the cursor. */
function valueGiven(cx: Lowering, node: ts.Expression): ValueId | undefined {
  const symbol = cx.ts.isIdentifier(node) ? symbolOf(cx, node) : undefined;
  const variable = symbol && lookUp(cx.scope, symbol);
  return variable && cx.env.get(variable);
}

/** The type of the value that a variable has at the cursor. */
function typeGiven(cx: Lowering, node: ts.Expression): IrType | undefined {
  const at = skipOuter(cx.ts, node);
  const value = valueGiven(cx, at);
  if (value === undefined) return undefined;
  // Where the declaration says the same, the program asks for what its caller may have done wrong.
  const type = typeOf(cx, value);
  return cx.types.of(cx.checker.getTypeOfSymbol(symbolOf(cx, at as ts.Identifier)!)).kind === type.kind
    ? undefined
    : type;
}

function typeName(type: IrType | undefined): string | undefined {
  switch (type?.kind) {
    case 'number':
    case 'boolean':
    case 'string':
      return type.kind;
    case 'array':
    case 'object':
      return 'object';
    default:
      return undefined;
  }
}

function isArray(type: IrType | undefined): boolean | undefined {
  if (type?.kind === 'array') return type.kinds === undefined ? type.storage === 'Array' : undefined;
  return type?.kind === 'object' ? type.tuple : type?.kind === 'number' ? false : undefined;
}

/** Whether a value can never be a literal: by the type that it is declared with, whatever the comparison is told to overlook. */
function isOfAnotherKind(cx: Lowering, node: ts.Expression, literal: ts.Expression): boolean {
  const { ts } = cx;
  const kind = ts.isStringLiteralLike(literal)
    ? 'string'
    : ts.isNumericLiteral(literal)
      ? 'number'
      : literal.kind === ts.SyntaxKind.TrueKeyword || literal.kind === ts.SyntaxKind.FalseKeyword
        ? 'boolean'
        : undefined;
  const declaration = ts.isIdentifier(node) ? symbolOf(cx, node)?.valueDeclaration : undefined;
  const isUntyped = declaration !== undefined && ts.isParameter(declaration) && declaration.type === undefined;
  const value = kind === undefined || isUntyped ? undefined : valueGiven(cx, node);
  const name = value === undefined ? undefined : typeName(typeOf(cx, value));
  return name !== undefined && name !== kind;
}

/** `new.target === C` in a constructor: whether the object at hand is made by `new C`. */
function isNewOf(cx: Lowering, node: ts.Expression, other: ts.Expression): boolean | undefined {
  const { ts } = cx;
  const made = cx.making?.line.at(-1);
  if (made === undefined || !ts.isMetaProperty(node) || node.keywordToken !== ts.SyntaxKind.NewKeyword)
    return undefined;
  const within = ts.findAncestor(node, (each) => ts.isFunctionLike(each) && !ts.isArrowFunction(each));
  const of = ts.isIdentifier(other) ? symbolAt(cx.project, other)?.valueDeclaration : undefined;
  if (within === undefined || !ts.isConstructorDeclaration(within) || of === undefined) return undefined;
  return ts.isClassDeclaration(of) ? of === made : undefined;
}
