/** What `super(…)` of `Array` makes: an array that is an instance of a class which extends it. */

import type ts from 'typescript';
import type { ArrayType, ValueId } from '../ir/types.js';
import { branchValue } from './control.js';
import {
  apply,
  boolean,
  constant,
  emit,
  type Lowering,
  report,
  type Self,
  type SpreadPart,
  typeOf,
  type Variable,
} from './context.js';
import { emitLength } from './expressions.js';
import { alloc, allocParts } from './literals.js';
import { walkTree } from './walk.js';

/** An object that is not there before `super(…)` has made it. */
export function unmade(cx: Lowering, type: ArrayType): { readonly self: Self; readonly variable: Variable } {
  const variable: Variable = { name: 'self', symbol: undefined as never, type, fn: undefined };
  cx.env.set(variable, undefined);
  return { self: { kind: 'object', variable }, variable };
}

/** Makes the array as `Array` does: of the elements that it is given, or of as many holes as the one number says. */
export function arrayOfParts(cx: Lowering, node: ts.Node, type: ArrayType, parts: readonly SpreadPart[]): ValueId {
  const [only] = parts;
  const sized = (length: ValueId): ValueId => alloc(cx, node, type, { form: 'sized', length });
  if (only === undefined || parts.length > 1) {
    // Two arrays that are spread may have one element between them.
    if (parts.filter((part) => !part.spread).length < 2 && parts.some((part) => part.spread))
      report(cx, 1021, node, { text: node.getText() });
    return allocParts(cx, node, type, parts);
  }
  if (!only.spread) {
    const { kind } = typeOf(cx, only.value);
    if (kind === 'number') return sized(only.value);
    if (kind === 'opaque' || kind === 'maybe') report(cx, 1021, node, { text: node.getText() });
    return allocParts(cx, node, type, parts);
  }
  const all = (): ValueId => allocParts(cx, node, type, parts);
  if (type.element.kind !== 'number') return all();
  const isOne = apply(cx, node, 'eq', [emitLength(cx, node, only.value), constant(cx, node, 1)], boolean);
  const first = (): ValueId => {
    const index = constant(cx, node, 0);
    return emit(cx, node, type.element, (result) => ({
      kind: 'load',
      result,
      array: only.value,
      index,
      mayMiss: false,
    }));
  };
  return branchValue(cx, node, isOne, () => sized(first()), all, type) ?? all();
}

/** Whether a constructor calls `super` once, as a statement of its own that nothing leaves out. */
export function startsOnce({ ts }: Lowering, constructor: ts.ConstructorDeclaration): boolean {
  const statements = new Set<ts.Node>(constructor.body?.statements);
  let count = 0;
  let plain = true;
  walkTree(constructor, (node) => {
    if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.SuperKeyword) return true;
    count += 1;
    plain &&= ts.isExpressionStatement(node.parent) && statements.has(node.parent);
    return true;
  });
  return count === 1 && plain;
}
