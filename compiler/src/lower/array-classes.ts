/** Classes of the project that extend `Array`: their instances are arrays, and their code is called as that of other classes. */

import type ts from 'typescript';
import type { ArrayInstance, Storage } from '../ir/types.js';
import { isFromLibrary } from './carries.js';
import { type ClassNode, classNode, classRef, lineage } from './classes.js';
import type { Ts } from './context.js';

type Names = { readonly ts: Ts; readonly checker: ts.TypeChecker; readonly program: ts.Program };

/** Whether the outermost base of a class is an array of some kind. */
export function extendsArray(names: Names, node: ts.ClassLikeDeclaration): boolean {
  return arrayBeneath(names, node) !== undefined;
}

/** The kind of array that the outermost base of a class is. */
export function arrayBeneath(names: Names, node: ts.ClassLikeDeclaration): Storage | undefined {
  const name = baseArray(names, node)?.symbol.name;
  return name === 'Array' || name === 'Float64Array' || name === 'Float32Array' ? name : undefined;
}

/** The type of what the outermost base of a class is, should that be of the library. */
function baseArray(names: Names, node: ts.ClassLikeDeclaration): ts.Type | undefined {
  const last = lineage(names, node).at(-1);
  const clause = last?.heritageClauses?.find(({ token }) => token === names.ts.SyntaxKind.ExtendsKeyword);
  const base = clause?.types[0]?.expression;
  if (base === undefined || !names.ts.isIdentifier(base)) return undefined;
  const symbol = names.checker.getSymbolAtLocation(base);
  return symbol !== undefined && isFromLibrary(names, symbol)
    ? names.checker.getDeclaredTypeOfSymbol(symbol)
    : undefined;
}

/**
 * What instances of such a class are, and what they hold; `undefined` where they are more than their elements and the code of their
 * classes, or that code takes the place of what arrays do by themselves.
 */
export function arrayInstance(
  names: Names,
  node: ts.ClassLikeDeclaration,
  type: ts.Type,
): (Omit<ArrayInstance, 'text'> & { readonly element: ts.Type }) | undefined {
  const { ts, checker } = names;
  const array = baseArray(names, node);
  if (array?.symbol.name !== 'Array') return undefined;
  const element = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  const line = lineage(names, node).map((each) => classNode(names, each));
  const isKnown = (each: ClassNode | undefined): each is ClassNode => each !== undefined && isPlain(names, each, array);
  if (element === undefined || !line.every(isKnown)) return undefined;
  return { element, line: line.map((each) => classRef(names, each)) };
}

/** Members of arrays that nothing but text depends on. */
const texts: ReadonlySet<string> = new Set(['toString', 'toLocaleString']);

function isPlain({ ts, checker }: Names, node: ClassNode, array: ts.Type): boolean {
  if (node.typeParameters !== undefined || ts.getDecorators(node)?.length) return false;
  const constructors = node.members.filter(ts.isConstructorDeclaration);
  const keeps = (parameter: ts.ParameterDeclaration): boolean =>
    ts.isParameterPropertyDeclaration(parameter, parameter.parent);
  if (constructors.some(({ parameters }) => parameters.some(keeps))) return false;
  return node.members.every((member) => {
    const { name } = member;
    const modifiers = ts.getCombinedModifierFlags(member);
    if (name === undefined) return true;
    if (!ts.isIdentifier(name)) return false;
    if (modifiers & ts.ModifierFlags.Static) return true;
    const isDeclared = (modifiers & (ts.ModifierFlags.Abstract | ts.ModifierFlags.Ambient)) !== 0;
    if (ts.isPropertyDeclaration(member) && !isDeclared) return false;
    return texts.has(name.text) || checker.getPropertyOfType(array, name.text) === undefined;
  });
}
