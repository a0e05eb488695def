/** Lowers calls: of functions of the project, of local functions, of the library, and of what is not known. */

import type ts from 'typescript';
import { hasTangent } from '../ir/type-facts.js';
import type { IrType, Refusal, ValueId } from '../ir/types.js';
import { lowerArrayCall } from './array-calls.js';
import { lowerArrayMethod } from './array-methods.js';
import {
  add,
  apply,
  argumentsOf,
  constant,
  type FunctionNode,
  type Lowering,
  missing,
  number,
  originOf,
  refusal,
  report,
  typeOf,
} from './context.js';
import { lowerSuperCall } from './construct.js';
import { fieldOf, type ModuleCallee, type Use, useMember, useOfValue } from './dispatch.js';
import { isFromLibrary } from './effects.js';
import { refuseThrowing } from './exceptions.js';
import { lowerExpression } from './expressions.js';
import { instanceOf, typesIn } from './generics.js';
import { callIndirectly, callSelected } from './indirect-calls.js';
import { callClosure, inlineAccessor, inlineModuleFunction } from './inline.js';
import { instantiate, makesFunction } from './instantiate.js';
import { lowerMapMethod } from './keyed.js';
import { alloc, spreadParts } from './literals.js';
import { lowerMathCall, lowerMathMember } from './math.js';
import { lowerObjectCall } from './object-calls.js';
import { stateArguments } from './module-state.js';
import { constantCall, opaqueCall } from './opaque-calls.js';
import { guarded, guardedArray, opaquePieces, opaqueStatement, snippet } from './opaque.js';
import { perCall } from './per-call.js';
import { narrowed } from './places.js';
import { resolveFunction, runtimeName, skipOuter } from './resolve.js';
import { givenBack } from './specialise.js';
import { callStored } from './stored-functions.js';
import { methodOfNew } from './taken-objects.js';
import { arrayOf, isUnknown, maybe, present, type TypeTable } from './types.js';

export function lowerCall(cx: Lowering, node: ts.CallExpression, used: boolean): ValueId {
  const { ts } = cx;
  const callee = skipOuter(ts, node.expression);
  const runtime = runtimeName(cx.project, callee);
  if (runtime === 'stopGradient') return lowerStopGradient(cx, node);
  if (callee.kind === ts.SyntaxKind.SuperKeyword) return lowerSuperCall(cx, node);
  const library =
    lowerMathCall(cx, node, used) ??
    lowerArrayCall(cx, node) ??
    lowerArrayMethod(cx, node, used) ??
    lowerMapMethod(cx, node, used) ??
    lowerObjectCall(cx, node, used);
  if (library !== undefined) return library;
  const selected = runtime === undefined ? callSelected(cx, node, callee, used) : undefined;
  if (selected !== undefined) return selected;
  const method = methodOfNew(cx, callee);
  if (method?.kind === 'closure') return callClosure(cx, node, method, used);
  const indirect = runtime === undefined ? callIndirectly(cx, node, callee, used) : undefined;
  if (indirect !== undefined) return indirect;
  const fn = runtime === undefined ? (resolveFunction(cx, callee) ?? instantiate(cx, callee)) : undefined;
  if (fn?.kind === 'math') {
    const value = lowerMathMember(cx, node, fn.name);
    if (value !== undefined) return value;
  }
  const called = ts.isPropertyAccessExpression(callee) ? lowerMethodCall(cx, node, callee, used) : undefined;
  if (called !== undefined) return called;
  if (fn?.kind === 'closure') return callClosure(cx, node, fn, used);
  if (fn?.kind === 'module') return callModuleFunction(cx, node, fn, used);
  const stored = fn === undefined && runtime === undefined ? callStored(cx, node, callee, used) : undefined;
  return stored ?? opaqueCall(cx, node, used, refuseCall(cx, node, callee));
}

function lowerStopGradient(cx: Lowering, node: ts.CallExpression): ValueId {
  const [argument] = node.arguments;
  if (argument === undefined) return constant(cx, node, undefined);
  const value = lowerExpression(cx, argument);
  const type = typeOf(cx, value);
  if (type.kind === 'number') return apply(cx, node, 'stopGradient', [value], number);
  if (type.kind !== 'boolean' && type.kind !== 'string')
    report(cx, 1025, node, { what: type.kind === 'array' ? 'an array' : 'an object' });
  return value;
}

/* ------------------------------------------------- functions of the project */

export function callModuleFunction(cx: Lowering, node: ts.CallExpression, of: ModuleCallee, used: boolean): ValueId {
  const instance = instanceOf(cx, node, of);
  const fn = instance ?? of;
  const refused = instance === undefined ? refusal(2003, node, { name: of.name }) : refuseModuleFunction(cx, node, fn);
  if (cx.project.isConstant(fn.node))
    return constantCall(
      cx,
      node,
      used,
      refused ?? refusal(1003, node, { name: fn.name, problem: 'it is marked `@nondifferentiable`.' }),
    );
  if (refused !== undefined) return opaqueCall(cx, node, used, refused);
  const inlined = inlineModuleFunction(cx, node, fn, used);
  if (inlined !== undefined) return inlined;
  if (!canBind(cx, fn.node, argumentsOf(cx, node))) return opaqueCall(cx, node, used, refuseSpread(cx, node));
  const args = bindArguments(cx, node, fn.node, typesIn(cx, fn));
  return emitCall(cx, node, fn, fn.self === undefined ? args : [fn.self, ...args]);
}

/** A call of a method, by whatever class the object is of. */
function lowerMethodCall(
  cx: Lowering,
  node: ts.CallExpression,
  access: ts.PropertyAccessExpression,
  used: boolean,
): ValueId | undefined {
  const type = cx.types.at(cx.wrappers.get(node) ?? node);
  const wanted = used && hasResult(type);
  const evaluated: ts.Expression[] = [];
  const called = useMember(cx, node, access, 'method', {
    type: wanted ? type : undefined,
    prepare: () => evaluated.push(...evaluateArguments(cx, node)),
    run: (callee) => {
      const value = callModuleFunction(cx, node, callee, used);
      return wanted ? value : undefined;
    },
    field: undefined,
  });
  for (const argument of evaluated) cx.known.delete(argument);
  if (called === undefined) return undefined;
  return called.value ?? (wanted ? missing(cx, node, type) : constant(cx, node, undefined));
}

/** Evaluates what a call is given before it is known which code receives it. Functions stay where they are, to be inlined. */
function evaluateArguments(cx: Lowering, node: ts.CallExpression): readonly ts.Expression[] {
  return node.arguments.flatMap((argument) => {
    const at = cx.ts.isSpreadElement(argument) ? argument.expression : argument;
    if (cx.known.has(at) || resolveFunction(cx, at) !== undefined || makesFunction(cx, at)) return [];
    cx.known.set(at, lowerExpression(cx, at));
    return [at];
  });
}

/** What a property gives that has code: a getter, for some class that the object may be of. */
export function readAccessor(cx: Lowering, node: ts.PropertyAccessExpression): ValueId | undefined {
  const type = cx.types.at(cx.wrappers.get(node) ?? node);
  const got = useMember(cx, node, node, 'get', reading(cx, node, node.name.text, type, node.expression));
  return got && (got.value ?? missing(cx, node, type));
}

/** The same for an object that is there already. */
export function readMember(
  cx: Lowering,
  node: ts.Node,
  object: ValueId,
  from: ts.Type,
  name: string,
  type: IrType,
): ValueId | undefined {
  const got = useOfValue(cx, node, object, from, name, 'get', reading(cx, node, name, type));
  return got && (got.value ?? missing(cx, node, type));
}

/** Writes a property of an object that is there already. */
export function writeMember(
  cx: Lowering,
  node: ts.Node,
  object: ValueId,
  from: ts.Type,
  name: string,
  value: ValueId,
): boolean {
  const used = useOfValue(cx, node, object, from, name, 'set', {
    type: undefined,
    run(setter) {
      if (inlineAccessor(cx, node as ts.Expression, setter, [value]) !== undefined) return undefined;
      const parameter = parametersOf(cx, setter.node)[0];
      const problem = cx.project.failed.get(setter.key)?.message;
      const takes = parameter === undefined ? undefined : typesIn(cx, setter).at(parameter);
      if (problem === undefined && takes !== undefined && !(isUnknown(takes) && hasTangent(typeOf(cx, value))))
        return void emitCall(cx, node, setter, [setter.self ?? object, value]);
      const refused = refusal(1003, node, { name: setter.name, problem: problem ?? '' });
      const effects = { kind: 'effects', writesArguments: true } as const;
      return void opaqueStatement(cx, node, [object, `.${name} = `, value, ';'], effects, refused);
    },
    field(of) {
      const type = present(typeOf(cx, of));
      const field = type.kind === 'object' ? type.fields.get(name) : undefined;
      if (field !== undefined)
        add(cx, node, { kind: 'set', object: of, field: name, value: guarded(cx, node, value, field) });
      return undefined;
    },
  });
  return used !== undefined;
}

function reading(cx: Lowering, node: ts.Node, name: string, type: IrType, receiver?: ts.Expression): Use {
  return {
    type,
    run(getter) {
      const failed = cx.project.failed.get(getter.key);
      const inlined = inlineAccessor(cx, node as ts.Expression, getter, []);
      if (inlined !== undefined) return inlined;
      if (failed === undefined) return emitCall(cx, node, getter, getter.self === undefined ? [] : [getter.self]);
      const object = getter.self ?? receiver?.getText() ?? '';
      const effects = { kind: 'effects', writesArguments: true } as const;
      const refused = refusal(1003, node, { name: getter.name, problem: failed.message });
      return opaquePieces(cx, node, [object, `.${name}`], type, effects, refused);
    },
    field: (object) => fieldOf(cx, node, object, name, type),
  };
}

/** Why a function of the project cannot be called by its IR. */
function refuseModuleFunction(cx: Lowering, node: ts.CallExpression, fn: ModuleCallee): Refusal | undefined {
  const { ts } = cx;
  const failed = cx.project.failed.get(fn.key);
  if (failed !== undefined) return refusal(1003, node, { name: fn.name, problem: failed.message });
  if (ts.getCombinedModifierFlags(fn.node as ts.Declaration) & ts.ModifierFlags.Async)
    return refusal(1004, node, { name: fn.name });
  if (fn.node.asteriskToken !== undefined) return refusal(1005, node, { name: fn.name });
  const types = typesIn(cx, fn);
  const result = types.returned(fn.node);
  const parameters = parametersOf(cx, fn.node).map((parameter) => types.at(parameter));
  const isGeneric = fn.types !== undefined;
  const refuseType = (type: IrType): Refusal =>
    isGeneric
      ? refusal(2003, node, { name: snippet(node.expression) })
      : refusal(2002, node, { type: textOfUnknown(type) });
  if (isUnknown(result) && hasResult(result) && parameters.some(hasTangent)) return refuseType(result);
  // What goes in by a parameter without one structure would come out without its derivative.
  const lost = parameters.find((parameter, index) => {
    const argument = argumentsOf(cx, node)[index];
    return (
      isUnknown(parameter) &&
      argument !== undefined &&
      !cx.ts.isSpreadElement(argument) &&
      hasTangent(cx.types.at(argument))
    );
  });
  return lost && refuseType(lost);
}

function textOfUnknown(type: IrType): string {
  return type.kind === 'array' ? `${textOfUnknown(type.element)}[]` : type.kind === 'opaque' ? type.text : type.kind;
}

export function emitCall(cx: Lowering, node: ts.Node, fn: ModuleCallee, given: readonly ValueId[]): ValueId {
  refuseThrowing(cx, node, fn.node);
  cx.calls.set(fn.key, { node: fn.node, name: fn.name, ...(fn.types && { types: fn.types }) });
  const type = typesIn(cx, fn).returned(fn.node);
  const callee = { key: fn.key, companion: 'primal', variant: '' } as const;
  const args = [...stateArguments(cx, node), ...given];
  if (!hasResult(type)) {
    perCall(cx, node, fn.node, undefined, () => {
      add(cx, node, { kind: 'call', results: [], callee, args, ...restOf(cx, fn.node) });
      return undefined;
    });
    return constant(cx, node, undefined);
  }
  const self = givenBack(cx, fn);
  const resultType = narrowed(type, typeAt(cx, node, type));
  const result = perCall(cx, node, fn.node, self === undefined ? resultType : undefined, () => {
    const value = cx.fn.value(resultType);
    add(cx, node, { kind: 'call', results: [value], callee, args, ...restOf(cx, fn.node) });
    return value;
  });
  return self ?? result!;
}

/** Whether the last argument of a call is the list of a rest parameter. */
export function restOf(cx: Lowering, fn: FunctionNode): { readonly spreads?: true } {
  return parametersOf(cx, fn).at(-1)?.dotDotDotToken === undefined ? {} : { spreads: true };
}

function typeAt(cx: Lowering, node: ts.Node, otherwise: IrType): IrType {
  const { ts } = cx;
  const isValue = ts.isCallExpression(node) || ts.isPropertyAccessExpression(node) || ts.isNewExpression(node);
  return isValue ? cx.types.at(cx.wrappers.get(node) ?? node) : otherwise;
}

/** Whether a function of this type gives its callers a value. */
export function hasResult(type: IrType): boolean {
  return type.kind !== 'void' && !(type.kind === 'opaque' && (type.text === 'undefined' || type.text === 'never'));
}

/* ---------------------------------------------------------------- arguments */

/** The parameters without a declared `this`. */
export function parametersOf(
  cx: { readonly ts: Lowering['ts'] },
  node: FunctionNode,
): readonly ts.ParameterDeclaration[] {
  return node.parameters.filter((parameter) => !(cx.ts.isIdentifier(parameter.name) && parameter.name.text === 'this'));
}

/** Whether it is known which argument goes to which parameter. */
export function canBind(cx: Lowering, fn: FunctionNode, args: readonly ts.Expression[]): boolean {
  const { ts } = cx;
  const parameters = parametersOf(cx, fn);
  let position = 0;
  for (const argument of args) {
    if (!ts.isSpreadElement(argument)) {
      position += 1;
      continue;
    }
    const type = present(cx.types.at(argument.expression));
    if (type.kind !== 'array') return false;
    const isRest = parameters[position]?.dotDotDotToken !== undefined || position >= parameters.length;
    if (isRest) continue;
    if (type.fixedLength === undefined) return false;
    position += type.fixedLength;
  }
  return true;
}

/**
 * A value for each parameter, evaluated in order; the rest parameter's is one array.
 *
 * @param types those of the function's code.
 */
export function bindArguments(cx: Lowering, node: ts.CallExpression, fn: FunctionNode, types: TypeTable): ValueId[] {
  const { ts } = cx;
  const parameters = parametersOf(cx, fn);
  const restAt = parameters.findIndex((parameter) => parameter.dotDotDotToken !== undefined);
  const single: ValueId[] = [];
  let rest: { spread: boolean; value: ValueId }[] = [];
  let index = 0;
  const all = argumentsOf(cx, node);
  for (const argument of all) {
    if (restAt >= 0 && single.length >= restAt) {
      rest = spreadParts(cx, all.slice(index)) ?? [];
      break;
    }
    if (ts.isSpreadElement(argument)) single.push(...spreadElements(cx, argument));
    else single.push(lowerArgument(cx, argument, parameters[index], types));
    index += 1;
  }
  if (restAt >= 0 && single.length > restAt)
    rest.unshift(...single.splice(restAt).map((value) => ({ spread: false, value })));
  return parameters.map((parameter, position) => {
    if (position === restAt) {
      const type = types.at(parameter);
      return rest.some((part) => part.spread)
        ? alloc(cx, node, type, { form: 'spread', parts: rest })
        : alloc(cx, node, type, { form: 'literal', elements: rest.map((part) => part.value) });
    }
    const value = single[position];
    const type = types.at(parameter);
    return value === undefined ? missing(cx, node, maybe(type)) : guardedArray(cx, node, value, type);
  });
}

/** An empty list is of the type that the function makes of it. */
export function lowerArgument(
  cx: Lowering,
  argument: ts.Expression,
  parameter: ts.ParameterDeclaration | undefined,
  types: TypeTable,
): ValueId {
  const at = skipOuter(cx.ts, argument);
  const isEmpty = cx.ts.isArrayLiteralExpression(at) && at.elements.length === 0 && !cx.known.has(at);
  const type = isEmpty && parameter !== undefined ? present(types.at(parameter.name)) : undefined;
  return type?.kind === 'array' && type.kinds === undefined && !isUnknown(type)
    ? alloc(cx, at, arrayOf(type.element), { form: 'literal', elements: [] })
    : lowerExpression(cx, argument);
}

/** The elements of a tuple whose length is known. */
export function spreadElements(cx: Lowering, argument: ts.SpreadElement): ValueId[] {
  const array = lowerExpression(cx, argument.expression);
  const type = present(typeOf(cx, array));
  if (type.kind !== 'array') return [];
  return Array.from({ length: type.fixedLength ?? 0 }, (_, index) => {
    const at = constant(cx, argument, index);
    cx.region.origin = originOf(argument);
    return cx.region.emit(type.element, (result) => ({ kind: 'load', result, array, index: at, mayMiss: false }));
  });
}

/* ----------------------------------------------------------- unknown callees */

function refuseSpread(cx: Lowering, node: ts.CallExpression): Refusal {
  const spread = node.arguments.find((argument) => cx.ts.isSpreadElement(argument)) ?? node;
  return refusal(1021, spread, { text: snippet(spread) });
}

export function refuseCall(cx: Lowering, node: ts.CallExpression, callee: ts.Expression): Refusal {
  const { ts } = cx;
  const type = cx.types.typeAt(callee);
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown))
    return refusal(2001, node, { text: snippet(callee), type: cx.types.textOf(type) });
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  const symbol = cx.checker.getSymbolAtLocation(name);
  if (symbol !== undefined && isFromLibrary(cx, symbol)) {
    if (cx.types.at(node).kind === 'string') return refusal(1018, node, { text: snippet(node) });
    if (isChanging(callee.getText())) return refusal(1024, node, { text: snippet(node) });
    return refusal(1016, node, { name: name.getText() });
  }
  const declaration = symbol?.valueDeclaration;
  const isVariable =
    declaration !== undefined && (ts.isParameter(declaration) || ts.isVariableDeclaration(declaration));
  if (isVariable || !ts.isIdentifier(callee)) return refusal(1019, node, { text: snippet(callee) });
  return refusal(1002, node, { name: snippet(callee) });
}

function isChanging(callee: string): boolean {
  return /^(Math\.random|Date\.now|performance\.now|crypto\.)/.test(callee);
}
