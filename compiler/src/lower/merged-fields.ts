/** The fields of records that stand for values of several kinds: of classes that implement an interface, of the members of a union. */

import type ts from 'typescript';
import type { ClassRef } from '../ir/types.js';
import { classNode, classRef, memberOf } from './classes.js';
import type { Ts } from './context.js';
import { computes, familyOf } from './families.js';

type Names = { readonly ts: Ts; readonly checker: ts.TypeChecker; readonly program: ts.Program };

/** The fields that only some classes have, with one that has each; `undefined` where two classes mean different things by one name. */
export function fieldsBeyond(
  names: Names,
  properties: readonly ts.Symbol[],
  classes: readonly ts.ClassLikeDeclaration[],
): ReadonlyMap<ts.Symbol, ClassRef> | undefined {
  const { ts, checker } = names;
  const found = new Map<ts.Symbol, ClassRef>();
  for (const node of classes) {
    const followed = classNode(names, node);
    const instance = followed && checker.getDeclaredTypeOfSymbol(checker.getSymbolAtLocation(followed.name)!);
    if (followed === undefined || instance === undefined || followed.typeParameters !== undefined) continue;
    for (const field of checker.getPropertiesOfType(instance)) {
      if (!(field.flags & ts.SymbolFlags.Property) || !isPlain(names, field, true)) continue;
      if (properties.some(({ name }) => name === field.name)) continue;
      if (memberOf(names, followed, field.name, 'method', false)?.kind === 'code') continue;
      const same = [...found.keys()].find(({ name }) => name === field.name);
      if (same === undefined) found.set(field, classRef(names, followed));
      else if (!areOneType(names, same, field)) return undefined;
    }
  }
  return found;
}

function areOneType({ checker }: Names, a: ts.Symbol, b: ts.Symbol): boolean {
  // One text or number or another makes no difference.
  const [x, y] = [a, b].map((field) => checker.getBaseTypeOfLiteralType(checker.getTypeOfSymbol(field))) as [
    ts.Type,
    ts.Type,
  ];
  return x === y || (checker.isTypeAssignableTo(x, y) && checker.isTypeAssignableTo(y, x));
}

/** The fields that some class of a family computes. */
export function computedIn(
  names: Names,
  family: readonly ts.ClassLikeDeclaration[],
  fields: readonly { readonly name: string }[],
): readonly string[] {
  return fields.map(({ name }) => name).filter((name) => family.some((node) => computes(names, node, name)));
}

/** A field by its name, also one that only classes derived from the type have. */
export function propertyOf(names: Names, type: ts.Type, name: string): ts.Symbol | undefined {
  const { checker } = names;
  const own = checker.getPropertyOfType(type, name);
  if (own !== undefined) return own;
  for (const node of familyOf(names, type)) {
    const named = classNode(names, node);
    const instance = named && checker.getDeclaredTypeOfSymbol(checker.getSymbolAtLocation(named.name)!);
    const found = instance && checker.getPropertyOfType(instance, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a property is a field that any code may name. */
export function isPlain({ ts }: Names, property: ts.Symbol, ofClass: boolean): boolean {
  if (property.flags & ts.SymbolFlags.Accessor || property.name.startsWith('__#') || property.name.startsWith('__@'))
    return false;
  return (property.declarations ?? []).every(
    (declaration) =>
      !(
        ts.getCombinedModifierFlags(declaration) &
        (ofClass
          ? ts.ModifierFlags.Accessor
          : ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Accessor)
      ),
  );
}

export function hasModifier({ ts }: Names, property: ts.Symbol, flags: ts.ModifierFlags): boolean {
  return (property.declarations ?? []).some((declaration) => (ts.getCombinedModifierFlags(declaration) & flags) !== 0);
}
