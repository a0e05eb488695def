/**
 * Functions whose parameters have no type, or one that says too little (`any`, `unknown`, a number or an array): there is an instance of
 * such a function for each way in which it is called, and in it these parameters have the types of what they receive.
 */

import type ts from 'typescript';
import type { IrType, ObjectType } from '../ir/types.js';
import { propertyName } from '../ir/type-text.js';
import { isReassigned, symbolOf } from './assigned.js';
import { argumentsOf, type FunctionNode, type Lowering, lookUp, typeOf } from './context.js';
import { emptyList, generalised, type Given, isEmptyList, receivedBy } from './inferred.js';
import { isUnknown, type TypeTable } from './types.js';

/**
 * What a call gives for parameters whose types say too little.
 *
 * @param types those of the function's code.
 * @param isNamed whether the text of a type means the same where the function stands.
 */
export function givenAt(
  cx: Lowering,
  node: ts.Node,
  fn: FunctionNode,
  types: TypeTable,
  isNamed: (type: ts.Type) => boolean,
): Given {
  const { ts } = cx;
  if (!ts.isCallExpression(node)) return new Map();
  const received = receivedBy(cx, fn.parameters, argumentsOf(cx, node), (argument, symbol) => {
    if (!isUnknown(types.of(cx.checker.getTypeOfSymbol(symbol)))) return undefined;
    const type = isEmptyList(ts, argument) ? emptyList : withResult(cx, argument, cx.types.at(argument));
    if (isNarrowed(cx, argument, type)) return undefined;
    return isUnnamed(type) || isNamed(cx.types.typeAt(argument)) ? type : undefined;
  });
  const isLeft = (symbol: ts.Symbol): boolean => !isReassigned(cx, symbol);
  if (![...received.values()].includes(emptyList) && [...received.keys()].every(isLeft)) return received;
  const filling = types.under(new Map(), received);
  return new Map(
    [...received].flatMap(([symbol, type]) => {
      if (!isLeft(symbol) && type === emptyList) return [];
      const filled = type === emptyList ? generalised(filling.at(symbol.valueDeclaration!)) : type;
      return filled === undefined ? [] : [[symbol, filled] as const];
    }),
  );
}

/** Whether a test has told of an object that it is of another type than its variable. */
function isNarrowed(cx: Lowering, argument: ts.Expression, type: IrType): boolean {
  const symbol = cx.ts.isIdentifier(argument) ? symbolOf(cx, argument) : undefined;
  const variable = symbol && lookUp(cx.scope, symbol);
  const value = variable && cx.env.get(variable);
  const own = value === undefined ? undefined : typeOf(cx, value);
  return own?.kind === 'object' && type.kind === 'object' && own.text !== type.text;
}

/** For a function, with what it gives. */
function withResult(cx: Lowering, argument: ts.Expression, type: IrType): IrType {
  if (type.kind !== 'opaque' || type.callable !== true) return type;
  const [signature] = cx.types.typeAt(argument).getCallSignatures();
  const gives = signature && generalised(cx.types.of(cx.checker.getReturnTypeOfSignature(signature)));
  return gives === undefined ? type : { ...type, gives };
}

const maxDepth = 8;

/** Whether a type is written without names of the program. */
function isUnnamed(type: IrType, depth = 0): boolean {
  switch (type.kind) {
    case 'object':
      return (
        isPlain(type) && depth < maxDepth && [...type.fields.values()].every((field) => isUnnamed(field, depth + 1))
      );
    case 'maybe':
      return isUnnamed(type.of, depth);
    case 'array':
      return isUnnamed(type.element, depth);
    default:
      return true;
  }
}

/** A record of which no class of the program has to do with its fields. */
function isPlain({ ofClass, ofUnion, beyond, computed, related, exact }: ObjectType): boolean {
  return !(ofClass || ofUnion || related) && beyond === undefined && computed === undefined && exact === undefined;
}

/** A type as the program would write it. */
export function written(type: IrType): string {
  switch (type.kind) {
    case 'array': {
      if (type.kinds !== undefined) return type.kinds.text;
      const element = written(type.element);
      return type.storage !== 'Array' ? type.storage : /[ |]/.test(element) ? `(${element})[]` : `${element}[]`;
    }
    case 'maybe':
      return `${written(type.of)} | undefined`;
    case 'object': {
      if (!isUnnamed(type)) return type.text ?? 'object';
      const fields = [...type.fields].map(
        ([name, field]) => `${propertyName(name)}${field.kind === 'maybe' ? '?' : ''}: ${written(field)}`,
      );
      return type.tuple ? `[${[...type.fields.values()].map(written).join(', ')}]` : `{ ${fields.join('; ')} }`;
    }
    case 'opaque':
      return type.text;
    default:
      return type.kind;
  }
}
