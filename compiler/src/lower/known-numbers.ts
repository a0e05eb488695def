/** Numbers that are known before the program runs: constants of modules, of enums and of the language. */

import type ts from 'typescript';
import type { Ts } from './context.js';
import { isNamespaceConst } from './namespaces.js';
import { enumMember, isGlobal, isModuleConst, mathMember, type Names, skipOuter, symbolAt } from './resolve.js';

/** A number that is known before the program runs, with the text of its literal where it is one. */
export type KnownNumber = { readonly value: number; readonly text: string | undefined };

/** The value of a constant of the module: a literal, or arithmetic on such that gives the same bits everywhere. */
export function knownNumber(names: Names, node: ts.Expression, depth = 0): KnownNumber | undefined {
  const { ts, checker } = names;
  const at = skipOuter(ts, node);
  if (depth > 20) return undefined;
  if (ts.isNumericLiteral(at)) return { value: Number(at.text), text: at.getText() };
  if (ts.isPrefixUnaryExpression(at)) {
    const operand = knownNumber(names, at.operand, depth + 1);
    if (operand === undefined) return undefined;
    if (at.operator === ts.SyntaxKind.MinusToken)
      return { value: -operand.value, text: operand.text === undefined ? undefined : `-${operand.text}` };
    return at.operator === ts.SyntaxKind.PlusToken ? operand : undefined;
  }
  if (ts.isBinaryExpression(at)) {
    const [left, right] = [knownNumber(names, at.left, depth + 1), knownNumber(names, at.right, depth + 1)];
    if (left === undefined || right === undefined) return undefined;
    const value = arithmetic(ts, at.operatorToken.kind, left.value, right.value);
    return value === undefined ? undefined : { value, text: undefined };
  }
  if (ts.isPropertyAccessExpression(at)) {
    const constant = globalConstant(names, at);
    if (constant !== undefined) return constant;
    const member = enumMember(names, at);
    const value = member && checker.getConstantValue(member);
    if (typeof value === 'number') return { value, text: undefined };
  }
  if (ts.isIdentifier(at)) {
    const constant = globalConstant(names, at);
    if (constant !== undefined) return constant;
    const member = mathMember(names, at);
    if (member !== undefined && mathConstants.has(member))
      return { value: Math[member as 'PI'], text: `Math.${member}` };
  }
  const declaration = symbolAt(names, at)?.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined)
    return undefined;
  if (!isModuleConst(ts, declaration) && !isNamespaceConst(ts, declaration)) return undefined;
  return knownNumber(names, declaration.initializer, depth + 1);
}

function arithmetic(ts: Ts, operator: ts.SyntaxKind, left: number, right: number): number | undefined {
  switch (operator) {
    case ts.SyntaxKind.PlusToken:
      return left + right;
    case ts.SyntaxKind.MinusToken:
      return left - right;
    case ts.SyntaxKind.AsteriskToken:
      return left * right;
    case ts.SyntaxKind.SlashToken:
      return left / right;
    default:
      return undefined;
  }
}

const mathConstants = new Set(['E', 'LN10', 'LN2', 'LOG10E', 'LOG2E', 'PI', 'SQRT1_2', 'SQRT2']);
const numberConstants = new Set([
  'EPSILON',
  'MAX_SAFE_INTEGER',
  'MAX_VALUE',
  'MIN_SAFE_INTEGER',
  'MIN_VALUE',
  'NEGATIVE_INFINITY',
  'NaN',
  'POSITIVE_INFINITY',
]);

function globalConstant(names: Names, node: ts.Identifier | ts.PropertyAccessExpression): KnownNumber | undefined {
  if (names.ts.isIdentifier(node)) {
    if (node.text === 'NaN' && isGlobal(names, node, 'NaN')) return { value: NaN, text: 'NaN' };
    return node.text === 'Infinity' && isGlobal(names, node, 'Infinity')
      ? { value: Infinity, text: 'Infinity' }
      : undefined;
  }
  const member = node.name.text;
  if (mathConstants.has(member) && isGlobal(names, node.expression, 'Math'))
    return { value: Math[member as 'PI'], text: `Math.${member}` };
  if (numberConstants.has(member) && isGlobal(names, node.expression, 'Number'))
    return { value: Number[member as 'EPSILON'], text: `Number.${member}` };
  return undefined;
}
