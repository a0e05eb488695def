/** Generic classes: what their type parameters stand for in the code of one, for an object of a type. */

import type ts from 'typescript';
import type { Ts } from './context.js';
import { substitute } from './substitute.js';
import type { Bindings } from './types.js';

type Names = { readonly ts: Ts; readonly checker: ts.TypeChecker };

/**
 * By the type of an object, or of one that extends it; `undefined` where that does not tell: an interface, say, that instances of
 * the class may be given for.
 */
export function classBindings(names: Names, owner: ts.ClassLikeDeclaration, instance: ts.Type): Bindings | undefined {
  const symbol = owner.name && names.checker.getSymbolAtLocation(owner.name);
  if (owner.typeParameters === undefined || symbol === undefined) return new Map();
  const declared = names.checker.getDeclaredTypeOfSymbol(symbol) as ts.InterfaceType;
  const found = referenceTo(names, symbol, instance);
  if (found === undefined || declared.typeParameters === undefined) return undefined;
  const given = names.checker.getTypeArguments(found);
  const bound = new Map<ts.Type, ts.Type>();
  declared.typeParameters.forEach((parameter, index) => given[index] && bound.set(parameter, given[index]));
  if (declared.thisType !== undefined) bound.set(declared.thisType, found);
  return bound.size > declared.typeParameters.length ? bound : undefined;
}

/** A class, with the type arguments that it has for objects of a type. */
function referenceTo(names: Names, symbol: ts.Symbol, type: ts.Type): ts.TypeReference | undefined {
  const { ts, checker } = names;
  const reference = type as ts.TypeReference;
  if (type.symbol === symbol) return reference.target === undefined ? undefined : reference;
  const declared = reference.target ?? (type.isClassOrInterface() ? type : undefined);
  if (declared === undefined) return undefined;
  const parameters = declared.typeParameters ?? [];
  const given = checker.getTypeArguments(reference).slice(0, parameters.length);
  for (const base of checker.getBaseTypes(declared)) {
    const own = parameters.length === 0 ? base : substitute(ts, checker, base, parameters, given);
    const found = referenceTo(names, symbol, own);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The type of a class's objects, whatever its type parameters stand for. */
export function anyInstance({ ts, checker }: Names, owner: ts.ClassLikeDeclaration): ts.Type {
  const type = checker.getTypeAtLocation(owner) as ts.InterfaceType;
  const parameters = type.typeParameters ?? [];
  const any = parameters.map(() => checker.getAnyType());
  return parameters.length === 0 ? type : substitute(ts, checker, type, parameters, any);
}
