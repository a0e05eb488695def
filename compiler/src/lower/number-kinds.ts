/** Types that name several kinds of arrays of numbers, or that any of them has. */

import type ts from 'typescript';
import type { ArrayKinds, IrType } from '../ir/types.js';

type NumberArrayKind = 'list' | 'tuple' | 'like' | 'Float64Array' | 'Float32Array' | 'integers';

type Types = {
  readonly isFromLibrary: (symbol: ts.Symbol) => boolean;
  readonly of: (type: ts.Type) => IrType;
  readonly textOf: (type: ts.Type) => string;
};

/**
 * @returns what types are together: an array of numbers whose kind only the run knows; `undefined` if they are something else, or of one
 * kind that is known.
 */
export function numberKinds(
  { ElementFlags, SymbolFlags }: typeof ts,
  checker: ts.TypeChecker,
  { isFromLibrary, of, textOf }: Types,
): (types: readonly ts.Type[]) => IrType | undefined {
  const kindOf = (type: ts.Type): NumberArrayKind | undefined => {
    const isOfNumbers = (): boolean =>
      checker.getTypeArguments(type as ts.TypeReference).every((element) => of(element).kind === 'number');
    if (checker.isTupleType(type)) {
      const { elementFlags } = (type as ts.TupleTypeReference).target;
      return isOfNumbers() && elementFlags.every((flag) => flag === ElementFlags.Required) ? 'tuple' : undefined;
    }
    if (checker.isArrayType(type)) return isOfNumbers() ? 'list' : undefined;
    const symbol = type.getSymbol();
    if (symbol === undefined) return undefined;
    if (!isFromLibrary(symbol)) {
      const own = symbol.flags & SymbolFlags.Class ? of(type) : undefined;
      return own?.kind === 'array' && own.element.kind === 'number' ? 'list' : undefined;
    }
    if (symbol.name === 'ArrayLike') return isOfNumbers() ? 'like' : undefined;
    if (symbol.name === 'Float64Array' || symbol.name === 'Float32Array') return symbol.name;
    return /^(Ui|I)nt\d+(Clamped)?Array$/.test(symbol.name) ? 'integers' : undefined;
  };

  return (types) => {
    const kinds = types.map(kindOf);
    const has = (...some: readonly (NumberArrayKind | undefined)[]): boolean =>
      kinds.some((kind) => some.includes(kind));
    if (has(undefined) || (types.length === 1 && !has('like'))) return undefined;
    // Lists alone are lists; integers alone carry nothing.
    if (!has('like') && !has('Float64Array', 'Float32Array') && !(has('integers') && has('list', 'tuple')))
      return undefined;
    return arrayOfKinds({
      list: has('list', 'tuple', 'like'),
      converted: has('Float32Array', 'tuple', 'like'),
      integers: has('integers', 'like'),
      text: types.map((type) => textOf(type).replace('<ArrayBufferLike>', '')).join(' | '),
    });
  };
}

function arrayOfKinds(kinds: ArrayKinds): IrType {
  const storage = kinds.list ? 'Array' : 'Float64Array';
  return { kind: 'array', storage, element: { kind: 'number' }, fixedLength: undefined, kinds };
}
