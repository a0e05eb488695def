/** Types under bindings of type parameters, as the checker itself would resolve them. */

import type ts from 'typescript';

/** What of the checker is not in its declared interface; the same in all versions that are supported. */
type Inner = {
  readonly createSymbol?: (flags: ts.SymbolFlags, name: string, checkFlags?: number) => ts.Symbol & { links: Links };
  readonly getTypeArgumentsForResolvedSignature?: (signature: ts.Signature) => readonly ts.Type[] | undefined;
};
type Links = { type?: ts.Type; target?: ts.Symbol; mapper?: object };

const instantiated = 1;
const arrayMapper = 1;

/**
 * A type with type parameters replaced: conditional, mapped and indexed types are resolved.
 *
 * The checker resolves types on behalf of members of generic types. It is given such a member, of the wanted type, in a type whose
 * parameters are bound: its interface has no shorter way.
 */
export function substitute(
  { SymbolFlags }: typeof ts,
  checker: ts.TypeChecker,
  type: ts.Type,
  parameters: readonly ts.Type[],
  given: readonly ts.Type[],
): ts.Type {
  const { createSymbol } = checker as unknown as Inner;
  if (createSymbol === undefined) return type;
  const declared = createSymbol(SymbolFlags.Property, 'declared');
  declared.links.type = type;
  const member = createSymbol(SymbolFlags.Property, 'member', instantiated);
  member.links.target = declared;
  member.links.mapper = { kind: arrayMapper, sources: parameters, targets: given };
  return checker.getTypeOfSymbol(member);
}

/** The type arguments of a call, written or inferred. */
export function typeArgumentsOf(checker: ts.TypeChecker, signature: ts.Signature): readonly ts.Type[] | undefined {
  return (checker as unknown as Inner).getTypeArgumentsForResolvedSignature?.(signature);
}
