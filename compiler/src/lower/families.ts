/** Which classes of the project the values of a type may be instances of: what a call by that type dispatches over. */

import type ts from 'typescript';
import { extendsArray } from './array-classes.js';
import { anyInstance } from './class-types.js';
import { lineage, memberOf } from './classes.js';
import type { Ts } from './context.js';
import { imports } from './imports.js';
import { isProjectFile } from './packages.js';
import { walkTree } from './walk.js';

type Names = { readonly ts: Ts; readonly checker: ts.TypeChecker; readonly program: ts.Program };

type Class = { readonly node: ts.ClassLikeDeclaration; readonly type: ts.Type };

const classes = new WeakMap<ts.Program, readonly Class[]>();

/** All classes of the project, wherever they stand. */
export function classesIn(names: Names): readonly Class[] {
  const { ts, program } = names;
  let found = classes.get(program);
  if (found === undefined) {
    const all: Class[] = [];
    for (const file of program.getSourceFiles()) {
      if (!isProjectFile(program, file) || !/\bclass\b/.test(file.text)) continue;
      walkTree(file, (node) => {
        if (ts.isClassLike(node)) all.push({ node, type: instanceType(names, node) });
      });
    }
    classes.set(program, (found = all));
  }
  return found;
}

function instanceType(names: Names, node: ts.ClassLikeDeclaration): ts.Type {
  const { ts, checker } = names;
  // Objects of a generic class may stand wherever those of one of its instances may.
  if (node.typeParameters !== undefined) return anyInstance(names, node);
  const symbol = node.name === undefined ? undefined : checker.getSymbolAtLocation(node.name);
  return symbol !== undefined && symbol.flags & ts.SymbolFlags.Class
    ? checker.getDeclaredTypeOfSymbol(symbol)
    : checker.getTypeAtLocation(node);
}

type Family = {
  readonly classes: readonly ts.ClassLikeDeclaration[];
  /** Whether a class of another file has all that a class has, without being derived from it. */
  readonly hasTwins: boolean;
};

const families = new WeakMap<ts.Type, Family>();

/**
 * The classes, abstract ones left out, whose instances may be given for a type of the project: derived from it, or with all that
 * it asks for, since types are structural. A type that promises fields only is asked about by their names alone. Files that know
 * nothing of a type, nor it of them by way of imports, are no concern: an object of theirs is one of an unknown class.
 */
export function familyOf(names: Names, type: ts.Type): readonly ts.ClassLikeDeclaration[] {
  return findFamily(names, type).classes;
}

/** Whether an object of the type may be of a class that is not in the family, by what the type checker allows. */
export function hasTwins(names: Names, type: ts.Type): boolean {
  return findFamily(names, type).hasTwins;
}

function findFamily(names: Names, type: ts.Type): Family {
  const known = families.get(type);
  if (known !== undefined) return known;
  const found = makeFamily(names, type);
  families.set(type, found);
  return found;
}

function makeFamily(names: Names, type: ts.Type): Family {
  const { ts, checker } = names;
  if (type.isUnion()) {
    const each = type.types.map((member) => findFamily(names, member));
    return {
      classes: [...new Set(each.flatMap((family) => family.classes))],
      hasTwins: each.some((family) => family.hasTwins),
    };
  }
  const properties = checker.getPropertiesOfType(type);
  if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) || properties.length === 0)
    return { classes: [], hasTwins: false };
  const own = declarationOf(names, type);
  const promisesCode = properties.some((property) => isCode(names, property));
  // Nothing may be given for a literal itself, but for what a list or an object of literals holds.
  const asked = checker.getWidenedType(type);
  const fits = classesIn(names).filter((each) => {
    if (isAbstract(ts, each.node)) return false;
    if (each.node === own || (own !== undefined && lineage(names, each.node).includes(own))) return true;
    const asks = promisesCode || properties.some(({ name }) => computes(names, each.node, name));
    return asks && checker.isTypeAssignableTo(each.type, asked);
  });
  const places = placesOf(type);
  const knows = (file: ts.SourceFile): boolean => knowOneAnother(names, places, file);
  const fields = properties.filter((property) => !isCode(names, property));
  const isNear = ({ node }: Class): boolean => {
    const file = node.getSourceFile();
    if (own !== undefined) return file === own.getSourceFile() || lineage(names, node).includes(own);
    // What takes an array for a record with such fields is refused where it does (`guarded`).
    if (extendsArray(names, node)) return knows(file);
    // A field that is computed would lose its derivative in silence; a method that is not known throws.
    const isSilent = !promisesCode || fields.some(({ name }) => computes(names, node, name));
    return isSilent || places.size === 0 || knows(file);
  };
  return { classes: fits.filter(isNear).map(({ node }) => node), hasTwins: !fits.every(isNear) };
}

function placesOf(type: ts.Type): ReadonlySet<ts.SourceFile> {
  const members = type.isUnion() ? type.types : [type];
  const declarations = members.flatMap((member) => member.getSymbol()?.declarations ?? []);
  return new Set(declarations.map((declaration) => declaration.getSourceFile()));
}

function knowOneAnother(names: Names, places: ReadonlySet<ts.SourceFile>, file: ts.SourceFile): boolean {
  return [...places].some((place) => place === file || imports(names, file, place) || imports(names, place, file));
}

/** Whether neither the file of a type nor that of a class knows the other by way of imports. */
export function areStrangers(names: Names, type: ts.Type, node: ts.ClassLikeDeclaration): boolean {
  const places = placesOf(type);
  return places.size > 0 && !knowOneAnother(names, places, node.getSourceFile());
}

/** Whether a property is a method or an accessor, and so has code. */
function isCode({ ts }: Names, property: ts.Symbol): boolean {
  return (property.flags & (ts.SymbolFlags.Method | ts.SymbolFlags.Accessor)) !== 0;
}

/** Whether a class computes what is read under a name. */
export function computes(names: Names, node: ts.ClassLikeDeclaration, name: string): boolean {
  const member = memberOf(names, node, name, 'get', false);
  return member !== undefined && member.kind !== 'field';
}

function isAbstract(ts: Ts, node: ts.ClassLikeDeclaration): boolean {
  return (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Abstract) !== 0;
}

/** The class that a type is the instance type of. */
export function declarationOf({ ts }: Names, type: ts.Type): ts.ClassLikeDeclaration | undefined {
  const declaration = type.getSymbol()?.valueDeclaration;
  return declaration !== undefined && ts.isClassLike(declaration) ? declaration : undefined;
}

/** The classes of the project that extend a class, directly or not. */
export function derivedFrom(names: Names, node: ts.ClassLikeDeclaration): readonly ts.ClassLikeDeclaration[] {
  return classesIn(names)
    .map((each) => each.node)
    .filter((each) => each !== node && lineage(names, each).includes(node));
}

const imitators = new WeakMap<ts.ClassLikeDeclaration, readonly ts.ClassLikeDeclaration[]>();

/** The other classes whose instances may be given for those of a class. */
export function standingIn(names: Names, node: ts.ClassLikeDeclaration): readonly ts.ClassLikeDeclaration[] {
  const known = imitators.get(node);
  if (known !== undefined) return known;
  const own = classesIn(names).find((each) => each.node === node)?.type;
  const found = classesIn(names)
    .filter((each) => each.node !== node)
    .filter(
      (each) =>
        own === undefined ||
        lineage(names, each.node).includes(node) ||
        names.checker.isTypeAssignableTo(each.type, own),
    )
    .map((each) => each.node);
  imitators.set(node, found);
  return found;
}

const related = new WeakMap<ts.ClassLikeDeclaration, boolean>();

/** Whether instances of a class may be given for other types, or others for its own. */
export function isRelated(names: Names, node: ts.ClassLikeDeclaration): boolean {
  const known = related.get(node);
  if (known !== undefined) return known;
  const own = classesIn(names).find((each) => each.node === node)?.type;
  const isAssignable = (each: Class): boolean =>
    own !== undefined && each.node !== node && names.checker.isTypeAssignableTo(own, each.type);
  const found =
    node.heritageClauses !== undefined || derivedFrom(names, node).length > 0 || classesIn(names).some(isAssignable);
  related.set(node, found);
  return found;
}
