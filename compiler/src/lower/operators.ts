/** Lowers operators: arithmetic, comparisons, logic, assignments. */

import type ts from 'typescript';
import type { IrType, ValueId } from '../ir/types.js';
import { apply, boolean, constant, inArm, type Lowering, missing, number, refusal, splice, typeOf } from './context.js';
import { branch, branchValue } from './control.js';
import { assignPattern } from './destructuring.js';
import { effectsOf } from './effects.js';
import { literalsAmong, lowerCondition, lowerExpression, toBoolean } from './expressions.js';
import { isInChain } from './nesting.js';
import { fitsText, neverSeen, opaqueEffect, opaqueExpression, opaquePieces, refuseText, snippet } from './opaque.js';
import { type Place, placeOf, readPlace, writePlace } from './places.js';
import { skipOuter } from './resolve.js';
import { present } from './types.js';
import { isAssignmentOperator } from './walk.js';

type OpaqueType = Extract<IrType, { kind: 'opaque' }>;

/* ------------------------------------------------------------------- binary */

const arithmetic: Readonly<Record<string, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '%': 'mod',
  '**': 'pow',
  '&': 'bitAnd',
  '|': 'bitOr',
  '^': 'bitXor',
  '<<': 'shl',
  '>>': 'shr',
  '>>>': 'ushr',
};
const ordering: Readonly<Record<string, string>> = { '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge' };
const equality: Readonly<Record<string, string>> = { '===': 'eq', '!==': 'ne', '==': 'looseEq', '!=': 'looseNe' };

export function lowerBinary(cx: Lowering, node: ts.BinaryExpression, used: boolean): ValueId {
  const { ts } = cx;
  const kind = node.operatorToken.kind;
  if (isAssignmentOperator(ts, kind)) return lowerAssignment(cx, node);
  switch (kind) {
    case ts.SyntaxKind.CommaToken:
      lowerExpression(cx, node.left, false);
      return lowerExpression(cx, node.right, used);
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.BarBarToken:
      return lowerLogicalValue(cx, node, kind === ts.SyntaxKind.BarBarToken, used);
    case ts.SyntaxKind.QuestionQuestionToken:
      return lowerCoalescing(cx, node);
    default:
  }
  const operator = node.operatorToken.getText();
  const primitive = primitiveOf(cx, operator, node.left, node.right);
  if (primitive === undefined) return lowerUnknownBinary(cx, node, operator);
  // A long sum is a chain of operators down the left side.
  const chain = [{ node, operator, primitive }];
  let { left } = node;
  while (isInChain(ts, left) && !cx.known.has(left)) {
    const inner = left.operatorToken.getText();
    const meaning = primitiveOf(cx, inner, left.left, left.right);
    if (meaning === undefined) break;
    chain.push({ node: left, operator: inner, primitive: meaning });
    left = left.left;
  }
  let value = lowerExpression(cx, left);
  for (const operation of chain.reverse()) {
    const right = lowerExpression(cx, operation.node.right);
    const isNumber = operation.operator in arithmetic;
    const literals = isNumber ? literalsAmong(cx, [operation.node.left, operation.node.right]) : [];
    value = apply(cx, operation.node, operation.primitive, [value, right], isNumber ? number : boolean, literals);
  }
  return value;
}

/** The primitive that an operator means for operands of these types. */
function primitiveOf(cx: Lowering, operator: string, left: ts.Expression, right: ts.Expression): string | undefined {
  if (operator in equality) return equality[operator];
  if (cx.types.at(left).kind !== 'number' || cx.types.at(right).kind !== 'number') return undefined;
  return arithmetic[operator] ?? ordering[operator];
}

function lowerUnknownBinary(cx: Lowering, node: ts.BinaryExpression, operator: string): ValueId {
  const type = cx.types.at(node);
  const untyped = [node.left, node.right].find((side) => isUntyped(cx.types.at(side)));
  const refused =
    type.kind === 'string'
      ? refusal(1018, node, { text: snippet(node) })
      : untyped !== undefined && type.kind === 'number'
        ? refusal(2001, node, { text: snippet(untyped), type: cx.types.textOf(cx.types.typeAt(untyped)) })
        : refuseText(node, `\`${operator}\` on these values`);
  if (fitsText(cx, node)) return opaqueExpression(cx, node, refused);
  const left = lowerExpression(cx, node.left);
  const right = lowerExpression(cx, node.right);
  return opaquePieces(cx, node, [left, ` ${operator} `, right], type, effectsOf(cx, node.operatorToken), refused);
}

function isUntyped(type: IrType): boolean {
  return type.kind === 'opaque' && (type.text === 'any' || type.text === 'unknown');
}

/* -------------------------------------------------------------------- logic */

/** `a && b`, `a || b` as a test. */
export function lowerLogical(cx: Lowering, node: ts.BinaryExpression, isOr: boolean): ValueId {
  const left = lowerCondition(cx, node.left);
  let right: ValueId | undefined;
  const trial = inArm(cx, () => (right = lowerCondition(cx, node.right)));
  const unchanged = [...cx.env].every(([variable, value]) => trial.env.get(variable) === value);
  const simple = unchanged && trial.region.ops.every((op) => op.kind === 'const' || op.kind === 'apply');
  if (simple && right !== undefined && trial.end === undefined) {
    splice(cx, trial);
    return apply(cx, node, isOr ? 'or' : 'and', [left, right], boolean);
  }
  const evaluate = (): ValueId | undefined => {
    splice(cx, trial);
    return right;
  };
  const settled = (): ValueId => constant(cx, node, isOr);
  const value = branchValue(cx, node, left, isOr ? settled : evaluate, isOr ? evaluate : settled, boolean);
  return value ?? missing(cx, node, boolean);
}

/** `a && b`, `a || b` as a value: one of the operands. */
function lowerLogicalValue(cx: Lowering, node: ts.BinaryExpression, isOr: boolean, used: boolean): ValueId {
  const [leftType, rightType] = [cx.types.at(node.left), cx.types.at(node.right)];
  if (leftType.kind === 'boolean' && rightType.kind === 'boolean') return lowerLogical(cx, node, isOr);
  const left = lowerExpression(cx, node.left);
  if (!used) {
    const act = (): void => void lowerExpression(cx, node.right, false);
    const nothing = (): void => undefined;
    branch(cx, node, toBoolean(cx, node, left), isOr ? nothing : act, isOr ? act : nothing);
    return constant(cx, node, undefined);
  }
  const type = cx.types.at(node);
  const right = (): ValueId => neverSeen(cx, node, lowerExpression(cx, node.right), type);
  const keep = (): ValueId => left;
  const value = branchValue(cx, node, toBoolean(cx, node, left), isOr ? keep : right, isOr ? right : keep, type);
  return value ?? missing(cx, node, type);
}

function lowerCoalescing(cx: Lowering, node: ts.BinaryExpression): ValueId {
  const left = lowerExpression(cx, node.left);
  const type = cx.types.at(node);
  const whole = unionOfKinds(cx, node, type);
  const absent = apply(cx, node, 'looseEq', [left, constant(cx, node, null)], boolean);
  const value = branchValue(
    cx,
    node,
    absent,
    () => lowerExpression(cx, node.right),
    () => left,
    whole ?? type,
  );
  if (value === undefined || whole === undefined) return value ?? missing(cx, node, type);
  const text = cx.types.textOf(cx.types.typeAt(node));
  const refused = refusal(2002, node, { type: whole.text });
  return opaquePieces(cx, node, ['(', value, ` as ${text})`], type, { kind: 'pure', writesArguments: false }, refused);
}

/** Where the checker takes the left side of `??` to be always there (an element that may be missing), the right one may be of another kind. */
function unionOfKinds(cx: Lowering, node: ts.BinaryExpression, type: IrType): OpaqueType | undefined {
  const right = cx.types.at(node.right);
  const kinds = [type, right].map((each) => present(each).kind);
  if (kinds[0] === kinds[1] || kinds.includes('opaque') || kinds.includes('void')) return undefined;
  const texts = [node.left, node.right].map((side) => cx.types.textOf(cx.types.typeAt(side)));
  return { kind: 'opaque', text: texts.join(' | ') };
}

/* -------------------------------------------------------------- assignments */

function lowerAssignment(cx: Lowering, node: ts.BinaryExpression): ValueId {
  const { ts } = cx;
  const left = unwrapped(cx, node.left);
  const kind = node.operatorToken.kind;
  if (kind === ts.SyntaxKind.EqualsToken) {
    if (ts.isArrayLiteralExpression(left) || ts.isObjectLiteralExpression(left)) {
      const value = lowerExpression(cx, node.right);
      assignPattern(cx, left, value);
      return value;
    }
    const place = evaluated(placeOf(cx, left));
    const value = lowerExpression(cx, node.right);
    writePlace(cx, place, left, value);
    return value;
  }
  const operator = node.operatorToken.getText().slice(0, -1);
  if (operator === '&&' || operator === '||' || operator === '??')
    return lowerLogicalAssignment(cx, node, left, operator);
  const place = evaluated(placeOf(cx, left));
  const primitive = primitiveOf(cx, operator, node.left, node.right);
  const before = readPlace(cx, place, left);
  const right = lowerExpression(cx, node.right);
  const value =
    primitive !== undefined
      ? apply(cx, node, primitive, [before, right], number, literalsAmong(cx, [left, node.right]))
      : opaquePieces(
          cx,
          node,
          [before, ` ${operator} `, right],
          cx.types.at(node),
          { kind: 'pure', writesArguments: false },
          cx.types.at(node).kind === 'string'
            ? refusal(1018, node, { text: snippet(node) })
            : refuseText(node, `\`${operator}\` on these values`),
        );
  writePlace(cx, place, left, value);
  return value;
}

/** What is assigned, without the casts around it; these still say of what type it is. */
function unwrapped(cx: Lowering, node: ts.Expression): ts.Expression {
  const inner = skipOuter(cx.ts, node);
  if (inner !== node) cx.wrappers.set(inner, node);
  return inner;
}

/** A place whose pieces were evaluated once, for a read and a write. */
function evaluated(place: Place): Place {
  if (place.kind !== 'text') return place;
  const pieces = place.pieces();
  return { ...place, pieces: () => pieces, whole: undefined };
}

function lowerLogicalAssignment(
  cx: Lowering,
  node: ts.BinaryExpression,
  left: ts.Expression,
  operator: '&&' | '||' | '??',
): ValueId {
  const place = evaluated(placeOf(cx, left));
  const before = readPlace(cx, place, left);
  const keeps =
    operator === '??'
      ? apply(cx, node, 'looseNe', [before, constant(cx, node, null)], boolean)
      : toBoolean(cx, node, before);
  const replace = (): ValueId => {
    const value = lowerExpression(cx, node.right);
    writePlace(cx, place, left, value);
    return value;
  };
  const keep = (): ValueId => before;
  const type = cx.types.at(node);
  const [then, otherwise] = operator === '&&' ? [replace, keep] : [keep, replace];
  return branchValue(cx, node, keeps, then, otherwise, type) ?? missing(cx, node, type);
}

/* -------------------------------------------------------------------- unary */

export function lowerPrefix(cx: Lowering, node: ts.PrefixUnaryExpression): ValueId {
  const { ts } = cx;
  const { operand } = node;
  const type = cx.types.at(operand);
  switch (node.operator) {
    case ts.SyntaxKind.PlusPlusToken:
    case ts.SyntaxKind.MinusMinusToken:
      return step(cx, node, true);
    case ts.SyntaxKind.ExclamationToken:
      return apply(cx, node, 'not', [lowerCondition(cx, operand)], boolean);
    default:
  }
  if (type.kind !== 'number' && !(type.kind === 'boolean' && node.operator === ts.SyntaxKind.PlusToken))
    return opaqueUnary(cx, node);
  if (node.operator === ts.SyntaxKind.MinusToken) {
    if (ts.isNumericLiteral(operand)) return constant(cx, node, -Number(operand.text), `-${operand.getText()}`);
    return apply(cx, node, 'neg', [lowerExpression(cx, operand)], number, literalsAmong(cx, [operand]));
  }
  if (node.operator === ts.SyntaxKind.PlusToken)
    return apply(cx, node, type.kind === 'boolean' ? 'toNumber' : 'plus', [lowerExpression(cx, operand)], number);
  return apply(cx, node, 'bitNot', [lowerExpression(cx, operand)], number);
}

function opaqueUnary(cx: Lowering, node: ts.PrefixUnaryExpression): ValueId {
  const refused = refuseText(node, 'this operator on this value');
  if (fitsText(cx, node)) return opaqueExpression(cx, node, refused);
  const operator = node.getText().slice(0, 1);
  const value = lowerExpression(cx, node.operand);
  return opaquePieces(
    cx,
    node,
    [operator, value],
    cx.types.at(node),
    { kind: 'pure', writesArguments: false },
    refused,
  );
}

export function lowerPostfix(cx: Lowering, node: ts.PostfixUnaryExpression, used: boolean): ValueId {
  return step(cx, node, !used);
}

/** `++` and `--`: gives the new value, or the old one. */
function step(cx: Lowering, node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression, gives: boolean): ValueId {
  const operand = unwrapped(cx, node.operand);
  if (cx.types.at(node.operand).kind !== 'number') {
    const refused = refuseText(node, 'this operator on this value');
    if (node.parent.kind === cx.ts.SyntaxKind.ExpressionStatement) {
      opaqueEffect(cx, node, refused);
      return constant(cx, node, undefined);
    }
    return opaqueExpression(cx, node, refused);
  }
  const place = evaluated(placeOf(cx, operand));
  const before = readPlace(cx, place, operand);
  const one = constant(cx, node, 1);
  const primitive = node.operator === cx.ts.SyntaxKind.PlusPlusToken ? 'add' : 'sub';
  const after = apply(cx, node, primitive, [before, one], number);
  writePlace(cx, place, operand, after);
  return gives ? after : before;
}

/* ---------------------------------------------------------------- defaults */

/** `value === undefined ? fallback : value` */
export function withDefault(
  cx: Lowering,
  node: ts.Node,
  value: ValueId,
  fallback: () => ValueId,
  type: IrType,
  name?: string,
): ValueId {
  const { kind } = typeOf(cx, value);
  if (kind !== 'maybe' && kind !== 'opaque' && kind !== 'void') return value;
  const absent = apply(cx, node, 'eq', [value, constant(cx, node, undefined)], boolean);
  return branchValue(cx, node, absent, fallback, () => value, type, name) ?? missing(cx, node, type);
}
