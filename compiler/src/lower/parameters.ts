/** Gives the parameters of a function their values: names, patterns, defaults. */

import type ts from 'typescript';
import type { IrType, ValueId } from '../ir/types.js';
import { assign, isReassigned, symbolOf } from './assigned.js';
import { declare, type FunctionNode, type Lowering, missing, typeOf } from './context.js';
import { bindPattern } from './destructuring.js';
import { lowerExpression } from './expressions.js';
import { bindRecord } from './function-values.js';
import type { Argument } from './inline.js';
import { resolveFunction } from './resolve.js';
import { bindSelected } from './selected.js';
import { alloc, declaredType } from './literals.js';
import { withDefault } from './operators.js';
import { parametersOf } from './calls.js';
import { maybe } from './types.js';

/** @param args what each parameter receives; those that are left out get their default, or `undefined`. */
export function bindParameters(cx: Lowering, fn: FunctionNode, args: readonly Argument[]): void {
  parametersOf(cx, fn).forEach((parameter, index) => bindParameter(cx, parameter, args[index]));
}

function bindParameter(cx: Lowering, parameter: ts.ParameterDeclaration, argument: Argument | undefined): void {
  const { ts } = cx;
  const { name, initializer } = parameter;
  const type = cx.types.at(name);
  if (argument === undefined && initializer !== undefined && ts.isIdentifier(name)) {
    const [symbol, fn] = [symbolOf(cx, name), resolveFunction(cx, initializer)];
    if (symbol !== undefined && fn !== undefined && !isReassigned(cx, symbol)) {
      declare(cx, symbol, type, fn);
      return;
    }
  }
  const selected = argument?.kind === 'function' && argument.fn.kind === 'pick' ? argument.fn : undefined;
  if (selected !== undefined && ts.isObjectBindingPattern(name) && initializer === undefined) {
    bindSelected(cx, name, selected, () => missing(cx, name, type));
    return;
  }
  if (argument?.kind === 'function' && argument.fn.kind === 'record' && ts.isObjectBindingPattern(name)) {
    bindRecord(cx, name, argument.fn, (element, member) => {
      const given = member && cx.env.get(member);
      const partType = cx.types.at(element.name);
      const partName = ts.isIdentifier(element.name) ? element.name.text : undefined;
      bindName(cx, element.name, withInitializer(cx, element, given, element.initializer, partType, partName));
    });
    return;
  }
  if (argument?.kind === 'function' && ts.isIdentifier(name)) {
    const symbol = symbolOf(cx, name);
    if (symbol !== undefined && !isReassigned(cx, symbol)) {
      declare(cx, symbol, type, argument.fn);
      return;
    }
  }
  if (argument?.kind === 'value' && argument.held !== undefined && initializer === undefined) {
    bindSelected(cx, name, argument.held, () => argument.value);
    return;
  }
  const named = ts.isIdentifier(name) ? name.text : undefined;
  const value = withInitializer(cx, parameter, passed(cx, parameter, argument, type), initializer, type, named);
  bindName(cx, name, value);
}

function passed(
  cx: Lowering,
  parameter: ts.ParameterDeclaration,
  argument: Argument | undefined,
  type: IrType,
): ValueId | undefined {
  if (argument?.kind === 'value') return argument.value;
  if (argument?.kind === 'function') return lowerExpression(cx, argument.node);
  if (parameter.dotDotDotToken !== undefined) return alloc(cx, parameter, type, { form: 'literal', elements: [] });
  return undefined;
}

function withInitializer(
  cx: Lowering,
  parameter: ts.ParameterDeclaration | ts.BindingElement,
  value: ValueId | undefined,
  initializer: ts.Expression | undefined,
  type: IrType,
  name: string | undefined,
): ValueId {
  if (initializer === undefined) return value ?? missing(cx, parameter, maybe(type));
  if (value === undefined || isUndefined(cx, value)) return lowerExpression(cx, initializer);
  // `null`, or a truth value, that is passed as such is no missing argument.
  if (cx.flags.has(value) && cx.flags.get(value) !== undefined) return value;
  return withDefault(cx, parameter, value, () => lowerExpression(cx, initializer), type, name);
}

function isUndefined(cx: Lowering, value: ValueId): boolean {
  const type = typeOf(cx, value);
  if (cx.flags.has(value) && cx.flags.get(value) === undefined) return true;
  return type.kind === 'opaque' && type.text === 'undefined';
}

/** Declares what a name or pattern stands for. */
export function bindName(cx: Lowering, name: ts.BindingName, value: ValueId): void {
  const bind = (identifier: ts.Identifier, part: ValueId): void => {
    const symbol = symbolOf(cx, identifier);
    if (symbol === undefined) return;
    const isOther = cx.types.given.has(symbol) && isReassigned(cx, symbol) && !cx.types.keeps(symbol);
    // What is given at first says nothing of what is assigned later.
    const type = isOther ? cx.types.of(cx.checker.getTypeOfSymbol(symbol)) : declaredType(cx, identifier);
    assign(cx, declare(cx, symbol, type), part, identifier);
  };
  if (cx.ts.isIdentifier(name)) bind(name, value);
  else bindPattern(cx, name, value, bind);
}
