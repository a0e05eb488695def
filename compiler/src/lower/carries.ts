/** Which values may hold numbers, whatever else is known of their types. */

import type ts from 'typescript';
import type { Ts } from './context.js';

type Names = { readonly ts: Ts; readonly checker: ts.TypeChecker; readonly program: ts.Program };

/** Whether a value may hold numbers that are not in a string, a function or an integer array. */
export function carriesNumbers(names: Names, type: ts.Type, level = 0): boolean {
  const { ts, checker } = names;
  if (type.flags & ts.TypeFlags.NumberLike || isAnything(names, type)) return true;
  if (level > 4) return false;
  const inside = (inner: ts.Type): boolean => carriesNumbers(names, inner, level + 1);
  if (type.flags & (ts.TypeFlags.Union | ts.TypeFlags.Intersection))
    return (type as ts.UnionOrIntersectionType).types.some(inside);
  if (!(type.flags & ts.TypeFlags.Object) || type.getCallSignatures().length > 0) return false;
  const symbol = type.getSymbol();
  if (symbol?.name === 'Float64Array' || symbol?.name === 'Float32Array') return true;
  if (checker.isArrayType(type) || checker.isTupleType(type))
    return checker.getTypeArguments(type as ts.TypeReference).some(inside);
  const indexed = (): boolean => checker.getIndexInfosOfType(type).some((info) => inside(info.type));
  if (symbol !== undefined && isFromLibrary(names, symbol) && !isMappedOrLiteral(names, type)) {
    // What holds numbers says so in its parameters or by an index: `ArrayLike<number>`, `Map<string, number>`.
    const held =
      (type as ts.TypeReference).target === undefined ? [] : checker.getTypeArguments(type as ts.TypeReference);
    return !/^(Big)?(Ui|I)nt\d+/.test(symbol.name) && (held.some(inside) || indexed());
  }
  return (
    indexed() ||
    checker
      .getPropertiesOfType(type)
      .some((property) => !(property.flags & ts.SymbolFlags.Method) && inside(checker.getTypeOfSymbol(property)))
  );
}

/** A type that promises nothing, so that objects and lists of all kinds are of it. An empty list is one of `never`, whatever goes into it. */
export function isAnything({ ts, checker }: Names, type: ts.Type): boolean {
  const { Any, Unknown, Never, NonPrimitive, Object: OfObjects } = ts.TypeFlags;
  if (type.flags & (Any | Unknown | Never | NonPrimitive)) return true;
  const signatures = [...type.getCallSignatures(), ...type.getConstructSignatures()];
  const members = [...checker.getPropertiesOfType(type), ...checker.getIndexInfosOfType(type), ...signatures];
  return (type.flags & OfObjects) !== 0 && members.length === 0;
}

export function isFromLibrary({ program }: Names, symbol: ts.Symbol): boolean {
  return (symbol.declarations ?? []).some((declaration) =>
    program.isSourceFileDefaultLibrary(declaration.getSourceFile()),
  );
}

/** `Partial<P>`, `Record<'a' | 'b', number>`: types of the library's making with the user's fields. */
export function isMappedOrLiteral({ ts }: Names, type: ts.Type): boolean {
  return ((type as ts.ObjectType).objectFlags & (ts.ObjectFlags.Mapped | ts.ObjectFlags.ObjectLiteral)) !== 0;
}
