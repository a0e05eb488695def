/**
 * Texts that tell what kind of value something is: `typeof x`, `Object.prototype.toString.call(x)`, and what is asked of them.
 */

import type ts from 'typescript';
import type { IrType } from '../ir/types.js';
import { symbolOf } from './assigned.js';
import { isGlobal, type Names, skipOuter, symbolAt } from './resolve.js';

/** What is known of the arguments that a function receives. */
export type Received = {
  /** The type of what a variable has received, where its declaration leaves that open. */
  readonly typeOf: (node: ts.Expression) => IrType | undefined;
  /** Whether two values certainly are, or are not, one. */
  readonly isSame?: (left: ts.Expression, right: ts.Expression) => boolean | undefined;
  /** Whether an expression is known to count as true, or false. */
  readonly isTrue?: (node: ts.Expression) => boolean | undefined;
  /** Whether it is known that an expression is `undefined`, `null`, or something else. */
  readonly presence?: (node: ts.Expression) => 'undefined' | 'null' | 'there' | undefined;
  /** Whether it is known which function an expression stands for. */
  readonly isFunction?: (node: ts.Expression) => boolean;
  /** How many there are. */
  readonly count?: number;
  /** The functions that are asked for their answer. */
  readonly asked?: readonly ts.Node[];
  /** Constants of these functions that are known texts. */
  readonly texts?: ReadonlyMap<ts.Symbol, string>;
};

/** What an expression gives that is a text, and known. */
export function textGiven(names: Names, node: ts.Expression, received: Received): string | undefined {
  const { ts } = names;
  const at = skipOuter(ts, node);
  if (ts.isStringLiteralLike(at)) return at.text;
  if (ts.isTypeOfExpression(at)) return typeOfGiven(at.expression, received);
  if (ts.isIdentifier(at)) return received.texts?.get(symbolOf(names, at)!);
  if (!ts.isCallExpression(at)) return undefined;
  const [of] = at.arguments;
  if (of !== undefined && isToString(names, at.expression)) return tagOf(received.typeOf(of));
  const answer = asked(names, at, received);
  return typeof answer === 'string' ? answer : undefined;
}

function typeOfGiven(node: ts.Expression, received: Received): string | undefined {
  if (received.isFunction?.(node) === true) return 'function';
  const presence = received.presence?.(node);
  if (presence === 'undefined') return 'undefined';
  return presence === 'null' ? 'object' : typeName(received.typeOf(node));
}

/** Whether a known text is as it is asked to be: `tag.endsWith('Array]')`. */
export function textAnswers(names: Names, node: ts.CallExpression, received: Received): boolean | undefined {
  const answer = asked(names, node, received);
  return typeof answer === 'boolean' ? answer : undefined;
}

const questions = ['endsWith', 'includes', 'slice', 'startsWith'] as const;

function asked(names: Names, node: ts.CallExpression, received: Received): string | boolean | undefined {
  const { ts } = names;
  if (!ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression, name } = node.expression;
  const question = questions.find((each) => each === name.text);
  const text = question && textGiven(names, expression, received);
  if (question === undefined || text === undefined) return undefined;
  const given = node.arguments.map((argument) =>
    question === 'slice' ? integerGiven(ts, argument) : textGiven(names, argument, received),
  );
  if (given.includes(undefined)) return undefined;
  return (text[question] as (...values: unknown[]) => string | boolean)(...given);
}

function integerGiven(ts: Names['ts'], node: ts.Expression): number | undefined {
  const text = node.getText();
  return ts.isNumericLiteral(node) || /^-\d+$/.test(text) ? Number(text) : undefined;
}

/** `Object.prototype.toString.call`, also by a constant of the module. */
function isToString(names: Names, callee: ts.Expression): boolean {
  const { ts } = names;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'call') return false;
  let method = skipOuter(ts, callee.expression);
  if (ts.isIdentifier(method)) {
    const declaration = symbolAt(names, method)?.valueDeclaration;
    if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return false;
    if ((ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) === 0) return false;
    if (declaration.initializer === undefined) return false;
    method = skipOuter(ts, declaration.initializer);
  }
  if (!ts.isPropertyAccessExpression(method) || method.name.text !== 'toString') return false;
  const prototype = skipOuter(ts, method.expression);
  if (!ts.isPropertyAccessExpression(prototype) || prototype.name.text !== 'prototype') return false;
  return isGlobal(names, prototype.expression, 'Object');
}

/** What `typeof` says of a value. */
export function typeName(type: IrType | undefined): string | undefined {
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

function tagOf(type: IrType | undefined): string | undefined {
  if (type?.kind === 'number') return '[object Number]';
  return type?.kind === 'array' && type.kinds === undefined ? `[object ${type.storage}]` : undefined;
}
