/** Places outside of a function: variables of a module, and what no derivative is followed through. */

import type ts from 'typescript';
import { present } from '../ir/type-facts.js';
import { CELL } from '../ir/types.js';
import { forEachAssigned } from './assigned.js';
import { type Lowering, report, type StateVariable, valueOf, type Variable } from './context.js';
import { isStatic, type Place } from './places.js';
import { skipOuter } from './resolve.js';

/** A variable of a module; only its own module may assign it. */
export function cellPlace(
  cx: Lowering,
  node: ts.Identifier,
  variable: Variable,
  { type, state }: StateVariable,
): Place {
  if (isWritten(cx, node) && cx.home.fileName !== state.of.file) report(cx, 1017, node, { name: node.text });
  return {
    kind: 'field',
    object: valueOf(cx, variable, node),
    field: CELL,
    type: type.kind === 'object' ? type.fields.get(CELL)! : type,
  };
}

function isWritten(cx: Lowering, node: ts.Identifier): boolean {
  let written = false;
  let statement: ts.Node = node;
  while (!cx.ts.isStatement(statement)) statement = statement.parent;
  forEachAssigned(cx.ts, statement, (name) => void (written ||= name === node));
  return written;
}

/** Whether an assignment gives nothing a value but a variable outside, an element of an array of integers, or a static field. */
export function isContained(cx: Lowering, node: ts.Expression): boolean {
  const { ts } = cx;
  const at = skipOuter(ts, node);
  if (ts.isIdentifier(at)) return true;
  if (ts.isElementAccessExpression(at)) {
    const type = present(cx.types.at(at.expression));
    return type.kind === 'opaque' && /^(Big)?(Ui|I)nt\d+(Clamped)?Array\b/.test(type.text);
  }
  if (!ts.isPropertyAccessExpression(at) || !isStatic(cx, at.expression)) return false;
  const [declaration] = cx.checker.getSymbolAtLocation(at.name)?.declarations ?? [];
  return declaration !== undefined && ts.isPropertyDeclaration(declaration);
}
