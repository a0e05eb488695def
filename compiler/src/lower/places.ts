/** What can be read and assigned: variables, elements, fields, and properties that are not understood. */

import type ts from 'typescript';
import type { IrType, ObjectType, Refusal, ValueId } from '../ir/types.js';
import { elementOf } from '../ir/type-facts.js';
import { assign, symbolOf } from './assigned.js';
import {
  add,
  constant,
  emit,
  type Lowering,
  lookUp,
  number,
  refusal,
  report,
  typeOf,
  valueOf,
  type Variable,
} from './context.js';
import { type Effects, effectsOf } from './effects.js';
import { emitLength, lowerExpression } from './expressions.js';
import { type NamedField, namesOf, readNamed, writeNamed } from './named-fields.js';
import { fieldTakenApart, isPrivate } from './text.js';
import { readMember, writeMember } from './calls.js';
import { hasCode } from './dispatch.js';
import { cellPlace, isContained } from './outside-places.js';
import { noteOutside } from './module-state.js';
import { nameOutsideNamespace } from './namespaces.js';
import {
  keyPieces,
  fitsText,
  guarded,
  opaqueExpression,
  opaquePieces,
  opaqueStatement,
  type Piece,
  snippet,
} from './opaque.js';
import { isGlobal, skipOuter, symbolAt } from './resolve.js';
import { kept } from './any-numbers.js';
import { maybe, present, sameType } from './types.js';
import { walkTree } from './walk.js';

export type Place =
  | { readonly kind: 'variable'; readonly variable: Variable }
  | { readonly kind: 'element'; readonly array: ValueId; readonly index: ValueId; readonly type: IrType }
  | { readonly kind: 'field'; readonly object: ValueId; readonly field: string; readonly type: IrType }
  | { readonly kind: 'length'; readonly array: ValueId }
  | NamedField
  /** A property that has code for some class which the object may be of. */
  | { readonly kind: 'member'; readonly object: ValueId; readonly from: ts.Type; readonly name: string }
  /** Its text with values in between; `whole` where the expression can be read as it stands. */
  | {
      readonly kind: 'text';
      readonly pieces: () => readonly Piece[];
      readonly whole: ts.Expression | undefined;
      readonly refusal: Refusal;
    };

/** Evaluates what stands before the last access, and tells what is meant. */
export function placeOf(cx: Lowering, expression: ts.Expression): Place {
  const { ts } = cx;
  const node = skipOuter(ts, expression);
  if (ts.isIdentifier(node)) return namedPlace(cx, node);
  if (ts.isElementAccessExpression(node)) return elementPlace(cx, node);
  if (ts.isPropertyAccessExpression(node)) return propertyPlace(cx, node);
  report(cx, 1020, node, { text: snippet(node), what: 'not a variable, an element or a field' });
  return textPlace(cx, node, () => [snippet(node)]);
}

function namedPlace(cx: Lowering, node: ts.Identifier): Place {
  const symbol = symbolOf(cx, node);
  const variable = symbol && lookUp(cx.scope, symbol);
  if (variable?.state?.state.isVariable === true) return cellPlace(cx, node, variable, variable.state);
  if (variable !== undefined && variable.fn === undefined) return { kind: 'variable', variable };
  noteOutside(cx, node);
  const outside = symbol && nameOutsideNamespace(cx.project, symbol);
  const name = outside === undefined ? node.text : outside.text;
  if (variable !== undefined || name === undefined || node.getSourceFile() !== cx.home)
    report(cx, 1017, node, { name: node.text });
  return {
    kind: 'text',
    pieces: () => [name ?? node.text],
    whole: node,
    refusal: refusal(1017, node, { name: node.text }),
  };
}

function elementPlace(cx: Lowering, node: ts.ElementAccessExpression): Place {
  const { ts } = cx;
  const receiver = present(receiverType(cx, node.expression));
  const argument = skipOuter(ts, node.argumentExpression);
  const isName = ts.isStringLiteral(argument) || ts.isNumericLiteral(argument);
  const isField = isName && isPlainField(receiver, argument.text);
  const isCounted = receiver.kind === 'array' && isNameOfElement(cx, argument);
  const isCell = receiver.kind === 'keyed' && receiver.container === 'record';
  const isElement =
    isCell || (receiver.kind === 'array' && (cx.types.at(node.argumentExpression).kind === 'number' || isCounted));
  const named = isField || isElement ? undefined : namesOf(cx, node, receiver);
  if (named !== undefined) {
    const object = lowerExpression(cx, node.expression);
    const key = lowerExpression(cx, node.argumentExpression);
    if (present(typeOf(cx, object)) === receiver) return { kind: 'named', object, key, ...named };
    return valuePlace(cx, node, [object, ...keyPieces(cx, node.argumentExpression, key)]);
  }
  if (!isField && !isElement)
    return textPlace(cx, node, () => {
      const object = lowerExpression(cx, node.expression);
      return [object, ...keyPieces(cx, node.argumentExpression, lowerExpression(cx, node.argumentExpression))];
    });
  const value = lowerExpression(cx, node.expression);
  const type = present(typeOf(cx, value));
  if (isField && isName) {
    const field = argument.text;
    const fieldType = isPlainField(type, field) ? type.fields.get(field) : undefined;
    if (fieldType !== undefined) return { kind: 'field', object: value, field, type: fieldType };
    return valuePlace(cx, node, [value, `[${argument.getText()}]`]);
  }
  const given = lowerExpression(cx, node.argumentExpression);
  const index = isCounted ? indexNamed(cx, node, given) : given;
  const isOne = isCell ? type.kind === 'keyed' && type.container === 'record' : type.kind === 'array';
  const element = elementOf(type);
  if (isOne && element !== undefined) return { kind: 'element', array: value, index, type: element };
  return valuePlace(cx, node, [value, '[', index, ']']);
}

/** `for (const i in array) array[i]`: the name of an element is its index. */
function isNameOfElement(cx: Lowering, argument: ts.Expression): boolean {
  const { ts } = cx;
  const declaration = ts.isIdentifier(argument) ? symbolOf(cx, argument)?.valueDeclaration : undefined;
  return declaration !== undefined && ts.isForInStatement(declaration.parent.parent);
}

function indexNamed(cx: Lowering, node: ts.ElementAccessExpression, name: ValueId): ValueId {
  const pure: Effects = { kind: 'pure', writesArguments: false };
  return opaquePieces(cx, node, ['Number(', name, ')'], number, pure, refusal(1015, node, { text: snippet(node) }));
}

function propertyPlace(cx: Lowering, node: ts.PropertyAccessExpression): Place {
  const made = fieldTakenApart(cx, node);
  if (made !== undefined) return { kind: 'variable', variable: made };
  const receiver = present(receiverType(cx, node.expression));
  const name = node.name.text;
  const from = hasCode(cx, node);
  if (from !== undefined) return { kind: 'member', object: lowerExpression(cx, node.expression), from, name };
  const isSized = (type: IrType): boolean =>
    type.kind === 'array' ? name === 'length' : type.kind === 'keyed' && type.container === 'Map' && name === 'size';
  const isCell = (type: IrType): boolean => type.kind === 'keyed' && type.container === 'record';
  const known = (type: IrType): boolean => isSized(type) || isCell(type) || isPlainField(type, name);
  if (cx.ts.isPrivateIdentifier(node.name))
    report(cx, 1020, node, { text: node.name.text, what: 'known within its class only' });
  if (!known(receiver))
    return textPlace(cx, node, () => [
      isStatic(cx, node.expression) ? node.expression.getText() : lowerExpression(cx, node.expression),
      isPrivate(cx, node) ? `['${name}']` : `.${name}`,
    ]);
  const value = lowerExpression(cx, node.expression);
  const type = present(typeOf(cx, value));
  if (isSized(type)) return { kind: 'length', array: value };
  const element = elementOf(type);
  if (isCell(type) && element !== undefined)
    return { kind: 'element', array: value, index: constant(cx, node.name, name), type: element };
  const field = isPlainField(type, name) ? type.fields.get(name) : undefined;
  return field === undefined
    ? valuePlace(cx, node, [value, `.${name}`])
    : { kind: 'field', object: value, field: name, type: field };
}

/** Whether a field is one for every class that the object may be of. */
export function isPlainField(type: IrType, name: string): type is ObjectType {
  return type.kind === 'object' && type.fields.has(name) && !type.computed?.has(name);
}

/** What the checker knows more about here than where the value came from: read as text, so that no derivative is lost unseen. */
function valuePlace(cx: Lowering, node: ts.Expression, pieces: readonly Piece[]): Place {
  return { kind: 'text', pieces: () => pieces, whole: undefined, refusal: refuseAccess(cx, node) };
}

/** The type of what an access reads from: of a value that is known already, the value's own. */
function receiverType(cx: Lowering, node: ts.Expression): IrType {
  const type = cx.types.at(node);
  const known = cx.known.get(node);
  return known !== undefined && type.kind === 'opaque' ? typeOf(cx, known) : type;
}

/** Names of modules, classes and globals that are no values of the function. */
export function isStatic(cx: Lowering, node: ts.Expression): boolean {
  const { ts } = cx;
  const at = skipOuter(ts, node);
  if (
    node.getSourceFile() !== cx.home &&
    symbolAt(cx.project, at)?.declarations?.some((each) => !each.getSourceFile().isDeclarationFile)
  )
    return false;
  if (ts.isPropertyAccessExpression(at)) return isStatic(cx, at.expression);
  if (!ts.isIdentifier(at)) return false;
  const symbol = symbolOf(cx, at);
  return symbol === undefined || lookUp(cx.scope, symbol) === undefined;
}

/** Whether the value of a name has more than one structure by its declaration, and only the checker knows which one is meant here. */
export function isUnion(cx: Lowering, node: ts.Expression): boolean {
  const at = skipOuter(cx.ts, node);
  if (!cx.ts.isIdentifier(at)) return false;
  const symbol = symbolOf(cx, at);
  const variable = symbol && lookUp(cx.scope, symbol);
  const value = variable?.state === undefined ? variable && cx.env.get(variable) : undefined;
  return value !== undefined && present(typeOf(cx, value)).kind !== 'array';
}

function textPlace(cx: Lowering, node: ts.Expression, pieces: () => readonly Piece[]): Place {
  return { kind: 'text', pieces, whole: fitsText(cx, node) ? node : undefined, refusal: refuseAccess(cx, node) };
}

function refuseAccess(cx: Lowering, node: ts.Expression): Refusal {
  const { ts } = cx;
  if (ts.isElementAccessExpression(node)) {
    const type = cx.types.at(node.expression);
    if (type.kind === 'opaque' && /^(Big)?(Ui|I)nt\d+/.test(type.text))
      return refusal(3002, node, { what: `an element of ${type.text.replace(/<.*$/, '')}` });
    return type.kind === 'opaque' && type.text !== 'any'
      ? refusal(2002, node, { type: type.text })
      : refusal(1015, node, { text: snippet(node) });
  }
  if (!ts.isPropertyAccessExpression(node)) return refusal(1001, node, { text: snippet(node), what: 'this construct' });
  const type = cx.types.at(node.expression);
  if (type.kind === 'opaque' && (type.text === 'any' || type.text === 'unknown'))
    return refusal(2001, node, { text: snippet(node.expression), type: type.text });
  if (type.kind === 'opaque' && !isStatic(cx, node.expression)) return refusal(2002, node, { type: type.text });
  if (isStatic(cx, node.expression) && !isGlobal(cx.project, node.expression, node.expression.getText()))
    return refusal(1017, node, { name: snippet(node) });
  return refusal(1001, node, { text: snippet(node), what: 'this property' });
}

const reads: Effects = { kind: 'reads', writesArguments: false };
const writes: Effects = { kind: 'effects', writesArguments: true };

export function readPlace(cx: Lowering, place: Place, node: ts.Expression, pieces?: readonly Piece[]): ValueId {
  switch (place.kind) {
    case 'variable':
      return valueOf(cx, place.variable, node);
    case 'element': {
      const mayMiss = comparedWithUndefined(cx, node);
      const type = mayMiss ? maybe(place.type) : narrowed(place.type, cx.types.at(cx.wrappers.get(node) ?? node));
      const { array, index } = place;
      return emit(cx, node, type, (result) => ({ kind: 'load', result, array, index, mayMiss }));
    }
    case 'field': {
      const { object, field } = place;
      const type = narrowed(place.type, cx.types.at(cx.wrappers.get(node) ?? node));
      return emit(cx, node, type, (result) => ({ kind: 'get', result, object, field }));
    }
    case 'length':
      return emitLength(cx, node, place.array);
    case 'named':
      return readNamed(cx, node, place, narrowed(place.type, cx.types.at(cx.wrappers.get(node) ?? node)));
    case 'member': {
      const { object, from, name } = place;
      const type = cx.types.at(cx.wrappers.get(node) ?? node);
      const got = readMember(cx, node, object, from, name, type);
      return got ?? opaquePieces(cx, node, [object, `.${name}`], type, writes, refuseAccess(cx, node));
    }
    case 'text': {
      if (pieces === undefined && place.whole !== undefined) return opaqueExpression(cx, place.whole, place.refusal);
      const wrapper = cx.wrappers.get(node);
      const bang = wrapper !== undefined && cx.ts.isNonNullExpression(wrapper) ? ['!'] : [];
      const own = effectsOf(cx, node).kind;
      const effects: Effects = own === 'effects' ? writes : reads;
      return opaquePieces(
        cx,
        node,
        [...(pieces ?? place.pieces()), ...bang],
        cx.types.at(wrapper ?? node),
        effects,
        place.refusal,
      );
    }
  }
}

export function writePlace(
  cx: Lowering,
  place: Place,
  node: ts.Expression,
  value: ValueId,
  pieces?: readonly Piece[],
): void {
  switch (place.kind) {
    case 'variable':
      assign(cx, place.variable, value, node);
      return;
    case 'element':
      add(cx, node, {
        kind: 'store',
        array: place.array,
        index: place.index,
        value: kept(cx, node, place.array, guarded(cx, node, value, place.type)),
      });
      return;
    case 'field':
      add(cx, node, {
        kind: 'set',
        object: place.object,
        field: place.field,
        value: guarded(cx, node, value, place.type),
      });
      return;
    case 'member': {
      const { object, from, name } = place;
      if (!writeMember(cx, node, object, from, name, value))
        opaqueStatement(cx, node, [object, `.${name} = `, value, ';'], writes, refuseAccess(cx, node));
      return;
    }
    case 'length':
      add(cx, node, { kind: 'method', result: undefined, name: 'setLength', array: place.array, args: [value] });
      return;
    case 'named':
      writeNamed(cx, node, place, value);
      return;
    case 'text':
      opaqueStatement(
        cx,
        node,
        [...(pieces ?? place.pieces()), ' = ', value, ';'],
        isContained(cx, node) ? { ...writes, contained: true } : writes,
        place.refusal,
      );
  }
}

/** The type of a value that the checker knows more about at this place than its declaration says. */
export function narrowed(declared: IrType, here: IrType): IrType {
  if (declared.kind === 'opaque') return here.kind === 'void' ? declared : here;
  return declared.kind === 'maybe' && sameType(declared.of, here) ? here : declared;
}

/** Whether the program asks if an element is there at all. */
export function comparedWithUndefined(cx: Lowering, node: ts.Expression): boolean {
  const { ts, checker } = cx;
  const outer = cx.wrappers.get(node) ?? node;
  if (
    cx.types.typeAt(outer).flags & ts.TypeFlags.Union &&
    cx.types.at(outer).kind === 'maybe' &&
    !declaredMaybe(cx, node)
  )
    return true;
  if (isCompared(cx, outer) || isForDefault(cx, outer)) return true;
  const { parent } = outer;
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return false;
  const symbol = checker.getSymbolAtLocation(parent.name);
  let compared = false;
  walkTree(cx.root, (at) => {
    if (compared) return false;
    if (ts.isIdentifier(at) && symbolOf(cx, at) === symbol && isCompared(cx, at)) compared = true;
    return true;
  });
  return compared;
}

/** `number | undefined` as the declared type of the elements says nothing about the index. */
function declaredMaybe(cx: Lowering, node: ts.Expression): boolean {
  if (!cx.ts.isElementAccessExpression(node)) return false;
  const receiver = present(cx.types.at(node.expression));
  return receiver.kind === 'array' && receiver.element.kind === 'maybe';
}

/** Whether it is an argument for which its parameter has a default, should it not be there. */
function isForDefault(cx: Lowering, node: ts.Expression): boolean {
  const { ts, checker } = cx;
  let at = node;
  while (ts.isParenthesizedExpression(at.parent)) at = at.parent;
  const { parent } = at;
  if (!ts.isCallExpression(parent) && !ts.isNewExpression(parent)) return false;
  const index = parent.arguments?.indexOf(at) ?? -1;
  const parameter = index < 0 ? undefined : checker.getResolvedSignature(parent)?.declaration?.parameters[index];
  return parameter !== undefined && ts.isParameter(parameter) && parameter.initializer !== undefined;
}

function isCompared(cx: Lowering, node: ts.Expression): boolean {
  const { ts } = cx;
  let at: ts.Node = node;
  while (ts.isParenthesizedExpression(at.parent)) at = at.parent;
  const { parent } = at;
  if (!ts.isBinaryExpression(parent)) return false;
  switch (parent.operatorToken.kind) {
    case ts.SyntaxKind.QuestionQuestionToken:
      return parent.left === at;
    case ts.SyntaxKind.EqualsEqualsToken:
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsEqualsToken: {
      const other = parent.left === at ? parent.right : parent.left;
      return other.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(other) && other.text === 'undefined');
    }
    default:
      return false;
  }
}
