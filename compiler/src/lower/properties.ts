/** Property names that mean something special: constants, members of enums, optional chains. */

import type ts from 'typescript';
import type { ValueId } from '../ir/types.js';
import { constant, type Lowering, refusal } from './context.js';
import { opaqueExpression } from './opaque.js';
import { knownNumber } from './known-numbers.js';
import { enumMember } from './resolve.js';

/** `Math.PI`, `Number.EPSILON`, `Colour.Red`. */
export function globalConstantOf(
  cx: Lowering,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): ValueId | undefined {
  const member = enumMember(cx.project, node);
  if (member !== undefined) {
    const value = cx.checker.getConstantValue(member);
    if (typeof value === 'number') return constant(cx, node, value);
    // The text of a member is not one of the enumeration's values to the checker: only its name is.
    return opaqueExpression(cx, node, refusal(1018, node, { text: node.getText() }));
  }
  const known = cx.ts.isPropertyAccessExpression(node) ? knownNumber(cx.project, node) : undefined;
  return known && constant(cx, node, known.value, known.text);
}

/** The expression before the outermost `?.` of a chain that was not evaluated yet. */
export function optionalRoot(cx: Lowering, node: ts.OptionalChain): ts.Expression | undefined {
  const { ts } = cx;
  let at: ts.Node = node;
  let root: ts.Expression | undefined;
  while (ts.isOptionalChain(at)) {
    const asks = !ts.isNonNullExpression(at) && at.questionDotToken !== undefined;
    if (asks && !cx.unconditional.has(at.expression)) root = at.expression;
    at = at.expression;
  }
  return root;
}
