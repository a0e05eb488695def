/** Loops over what is no array: iterators of any kind, and the names of an object's properties. */

import type ts from 'typescript';
import type { IrType, Refusal, ValueId } from '../ir/types.js';
import { assignedIn } from './assigned.js';
import {
  apply,
  boolean,
  constant,
  emit,
  hiddenVariable,
  type Lowering,
  number,
  string,
  type Target,
} from './context.js';
import { branch, loop, openBlock } from './control.js';
import { isCollection } from './effects.js';
import { emitLength, lowerExpression } from './expressions.js';
import { attempt } from './inline.js';
import { isKeyedValue } from './keyed.js';
import { namesIn } from './keyed-iteration.js';
import { assignTo, localTo } from './loops.js';
import { opaquePieces, opaqueStatement } from './opaque.js';
import { bindName } from './parameters.js';
import { lowerStatement, opaqueStatementOf, within } from './statements.js';
import { arrayOf } from './types.js';
import { walkTree } from './walk.js';

const once = { kind: 'effects', writesArguments: false } as const;
const anything = { kind: 'effects', writesArguments: true } as const;
const reads = { kind: 'reads', writesArguments: false } as const;

/** A loop with a structure of its own, if its body has one; otherwise its text as it stands. */
function structuredOr(
  cx: Lowering,
  node: ts.ForOfStatement | ts.ForInStatement,
  refused: Refusal,
  body: () => void,
): void {
  const { problem } = attempt(cx, () => {
    body();
    return constant(cx, node, undefined);
  });
  if (problem === undefined) return;
  opaqueStatementOf(cx, node, refused, `the \`for…${cx.ts.isForInStatement(node) ? 'in' : 'of'}\` loop`);
}

/* ---------------------------------------------------------------- iterators */

/** `for (const x of iterable)`: asks the iterator as the language does, and closes it where the loop is left early. */
export function lowerIterable(
  cx: Lowering,
  node: ts.ForOfStatement,
  labels: readonly string[],
  refused: Refusal,
): void {
  structuredOr(cx, node, refused, () => {
    const name = nameOf(cx, node);
    const elementText = cx.types.textOf(cx.types.typeAt(name));
    const elementType = cx.types.at(name);
    const isBuiltIn = isBuiltInIterable(cx, node.expression);
    const source = lowerExpression(cx, node.expression);
    const carries = carriesNumbers(cx.types.at(node.expression)) || carriesNumbers(elementType);
    const opaque = (text: string): IrType => ({ kind: 'opaque', text, ...(carries && { carries: true as const }) });
    const iterator = opaquePieces(
      cx,
      node.expression,
      [source, '[Symbol.iterator]()'],
      opaque(`Iterator<${elementText}>`),
      isBuiltIn ? once : anything,
      refused,
    );
    let step: ValueId | undefined;
    loop(cx, node, {
      assigned: assignedIn(cx, [node]),
      local: localTo(cx, node),
      test: () => {
        const type = opaque(`IteratorResult<${elementText}>`);
        step = opaquePieces(cx, node, [iterator, '.next()'], type, isBuiltIn ? once : anything, refused);
        return opaquePieces(cx, node, ['!', step, '.done'], boolean, reads, refused);
      },
      body: (exit) => {
        const value = opaquePieces(cx, node, [step as ValueId, '.value'], elementType, reads, refused);
        openBlock(cx, node.statement, (next) => {
          bindTurn(cx, node, value);
          const close = (at: ts.Node): void =>
            opaqueStatement(cx, at, [iterator, '.return?.(undefined);'], anything, refused);
          const target: Target = { labels, breakable: true, breakTo: exit, continueTo: next };
          within(cx, isBuiltIn ? target : { ...target, close }, () => lowerStatement(cx, node.statement));
          return undefined;
        });
      },
    });
  });
}

function carriesNumbers(type: IrType): boolean {
  return type.kind === 'opaque' ? type.carries === true : type.kind !== 'string' && type.kind !== 'boolean';
}

/** Iterators of the library need not be closed, and change nothing of the program's. */
function isBuiltInIterable(cx: Lowering, node: ts.Expression): boolean {
  const type = cx.types.typeAt(node);
  if (type.flags & cx.ts.TypeFlags.StringLike) return true;
  return isCollection(cx, node);
}

/* ------------------------------------------------------------------ for…in */

/** `for (const name in object)`: the names are those that the object has when the loop begins. */
export function lowerForIn(cx: Lowering, node: ts.ForInStatement, labels: readonly string[], refused: Refusal): void {
  const type = cx.types.at(node.expression);
  // Of what is deleted on the way a record can be asked.
  const asks = type.kind === 'keyed' && deletes(cx, node);
  if ((!asks && deletes(cx, node)) || (type.kind === 'opaque' && type.carries === true)) {
    opaqueStatementOf(cx, node, refused, 'the `for…in` loop');
    return;
  }
  structuredOr(cx, node, refused, () => {
    const object = lowerExpression(cx, node.expression);
    const names = ownNames(cx, node, object, refused);
    const index = hiddenVariable(cx, 'i', number, constant(cx, node, 0));
    const current = (): ValueId => cx.env.get(index) as ValueId;
    loop(cx, node, {
      assigned: new Set([...assignedIn(cx, [node]), index]),
      local: localTo(cx, node),
      test: () => apply(cx, node, 'lt', [current(), emitLength(cx, node, names)], boolean),
      body: (exit) => {
        const name = emit(cx, node.initializer, string, (result) => ({
          kind: 'load',
          result,
          array: names,
          index: current(),
          mayMiss: false,
        }));
        openBlock(cx, node.statement, (next) => {
          const turn = (): void => {
            bindTurn(cx, node, name);
            within(cx, { labels, breakable: true, breakTo: exit, continueTo: next }, () =>
              lowerStatement(cx, node.statement),
            );
          };
          if (asks)
            branch(
              cx,
              node,
              opaquePieces(cx, node, [name, ' in ', object], boolean, reads, refused),
              turn,
              () => undefined,
            );
          else turn();
          return undefined;
        });
        if (cx.end === undefined) cx.env.set(index, apply(cx, node, 'add', [current(), constant(cx, node, 1)]));
      },
    });
    cx.env.delete(index);
  });
}

/** What is deleted on the way is not visited any more. */
function deletes(cx: Lowering, node: ts.Node): boolean {
  let found = false;
  walkTree(node, (at) => {
    if (cx.ts.isDeleteExpression(at)) found = true;
  });
  return found;
}

function ownNames(cx: Lowering, node: ts.ForInStatement, object: ValueId, refused: Refusal): ValueId {
  if (isKeyedValue(cx, object, 'record')) return namesIn(cx, node.expression, object);
  const type = cx.types.at(node.expression);
  // Names do not depend on numbers; those that a prototype adds come last.
  const plain =
    type.kind === 'array' || (type.kind === 'object' && type.ofClass !== true) || isRecord(cx, node.expression);
  const pieces = plain
    ? ['Object.keys(', object, ')']
    : [
        '((of: object): string[] => { const names = []; for (const name in of) names.push(name); return names; })(',
        object,
        ')',
      ];
  // Names of properties can be had of any object: nothing is caught here.
  const { handler } = cx;
  if (plain) cx.handler = undefined;
  const names = opaquePieces(cx, node.expression, pieces, arrayOf(string), reads, refused);
  cx.handler = handler;
  return names;
}

function isRecord(cx: Lowering, node: ts.Expression): boolean {
  const type = cx.types.typeAt(node);
  return !type.isClass() && cx.checker.getIndexInfosOfType(type).length > 0;
}

/* ------------------------------------------------------------------ variables */

function nameOf(cx: Lowering, { initializer }: ts.ForOfStatement): ts.Node {
  return cx.ts.isVariableDeclarationList(initializer)
    ? (initializer.declarations[0]?.name ?? initializer)
    : initializer;
}

function bindTurn(cx: Lowering, { initializer }: ts.ForOfStatement | ts.ForInStatement, value: ValueId): void {
  const { ts } = cx;
  const target = ts.isVariableDeclarationList(initializer) ? initializer.declarations[0]?.name : undefined;
  if (target !== undefined) bindName(cx, target, value);
  else assignTo(cx, initializer as ts.Expression, value);
}
