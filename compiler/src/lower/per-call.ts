/** Calls of functions marked `@checkpoint`: each stands in a loop of one turn, which is made again when it is reversed. */

import type ts from 'typescript';
import type { IrType, ValueId } from '../ir/types.js';
import {
  apply,
  boolean,
  constant,
  type FunctionNode,
  hiddenVariable,
  type Lowering,
  missing,
  number,
  type Variable,
} from './context.js';
import { loop } from './control.js';

/**
 * @param fn what is called. @param type of its result; undefined: it is not asked for.
 * @param assigned the variables around it that the call may assign.
 */
export function perCall(
  cx: Lowering,
  node: ts.Node,
  fn: FunctionNode,
  type: IrType | undefined,
  call: () => ValueId | undefined,
  assigned: () => ReadonlySet<Variable> = () => new Set(),
): ValueId | undefined {
  const directives = cx.project.directivesOf(fn);
  if (directives === undefined) return call();
  const turn = hiddenVariable(cx, 'call', number, constant(cx, node, 0));
  const result = type && hiddenVariable(cx, 'result', type, nothing(cx, node, type));
  const current = (): ValueId => cx.env.get(turn)!;
  loop(cx, node, {
    assigned: new Set([...assigned(), turn, ...(result === undefined ? [] : [result])]),
    directives,
    test: () => apply(cx, node, 'lt', [current(), constant(cx, node, 1)], boolean),
    body: () => {
      const value = call();
      if (cx.end !== undefined) return;
      if (result !== undefined && value !== undefined) cx.env.set(result, value);
      cx.env.set(turn, apply(cx, node, 'add', [current(), constant(cx, node, 1)]));
    },
  });
  const value = result && cx.env.get(result);
  for (const variable of [turn, result]) if (variable !== undefined) cx.env.delete(variable);
  return value;
}

function nothing(cx: Lowering, node: ts.Node, type: IrType): ValueId {
  if (type.kind === 'number') return constant(cx, node, 0);
  return type.kind === 'boolean' ? constant(cx, node, false) : missing(cx, node, type);
}
