/** Classes of the project: which code a member stands for. Their methods are functions with the object as first parameter. */

import type ts from 'typescript';
import type { ClassRef } from '../ir/types.js';
import type { ClassFunctionNode, FunctionNode, Ts } from './context.js';
import { heldFunction, propertyHolding } from './held-functions.js';
import { isProjectFile } from './packages.js';
import { type ModuleFunction, symbolAt, unaliased } from './resolve.js';
import { isOuter } from './walk.js';

type Names = { readonly ts: Ts; readonly checker: ts.TypeChecker; readonly program: ts.Program };

/** A class with a name at the top level of a module. */
export type ClassNode = ts.ClassDeclaration & { readonly name: ts.Identifier };

/** A function of a class: a method, an accessor, or an arrow function that is the value of a property. */
export type OfClass = ClassFunctionNode | ts.ArrowFunction;

export function isClassFunction(ts: Ts, node: FunctionNode): node is OfClass {
  return elementOf(ts, node) !== undefined;
}

/** The member of a class that a function is the code of. */
export function elementOf(ts: Ts, node: FunctionNode): ts.ClassElement | undefined {
  return ts.isClassElement(node) ? node : ts.isArrowFunction(node) ? propertyHolding(ts, node) : undefined;
}

/** Whether a function takes the object that it is called on as its first parameter. */
export function takesSelf(ts: Ts, node: FunctionNode): node is OfClass {
  const element = elementOf(ts, node);
  return element !== undefined && !(ts.getCombinedModifierFlags(element) & ts.ModifierFlags.Static);
}

/** The class that an expression names. */
export function classNamed(names: Names, expression: ts.Expression): ClassNode | undefined {
  const declaration = symbolAt(names, expression)?.valueDeclaration;
  return declaration && classNode(names, declaration);
}

/** A class that code of its project may be written for: named, at the top level of a module. */
export function classNode({ ts, program }: Names, node: ts.Node): ClassNode | undefined {
  const fits =
    ts.isClassDeclaration(node) &&
    node.name !== undefined &&
    ts.isSourceFile(node.parent) &&
    isProjectFile(program, node.getSourceFile());
  return fits ? (node as ClassNode) : undefined;
}

/**
 * The class and those that it extends, the outermost base first; `undefined` where one of them is not of the project.
 *
 * @param ofArrays whether the outermost extends `Array`, which is left out.
 */
export function lineOf(names: Names, node: ClassNode, ofArrays = false): readonly ClassNode[] | undefined {
  const line: ClassNode[] = [];
  for (let at: ClassNode | undefined = node; at !== undefined; ) {
    if (line.includes(at)) return undefined;
    line.unshift(at);
    const base = baseOf(names.ts, at);
    if (base === undefined) return ofArrays ? undefined : line;
    if (ofArrays && classNamed(names, base) === undefined) return line;
    at = classNamed(names, base);
  }
  return undefined;
}

function baseOf(ts: Ts, node: ClassNode): ts.Expression | undefined {
  return node.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)?.types[0]?.expression;
}

export function classRef(names: Names, node: ClassNode): ClassRef {
  return { file: node.getSourceFile().fileName, name: node.name.text, exportedAs: exportedAs(names, node) };
}

function exportedAs(names: Names, node: ClassNode): string | undefined {
  const own = names.checker.getSymbolAtLocation(node.name);
  return own && nameOutside(names, own, node.getSourceFile());
}

/** The name that other modules import by what a file declares. */
export function nameOutside(names: Names, own: ts.Symbol, file: ts.SourceFile): string | undefined {
  const { checker } = names;
  const module = checker.getSymbolAtLocation(file);
  const exports = module === undefined ? [] : checker.getExportsOfModule(module);
  return exports.find((each) => unaliased(names, each) === own)?.name;
}

/** Whether a class is the one that is meant. */
export function sameNode(names: Names, node: ts.ClassLikeDeclaration, ref: ClassRef): boolean {
  const named = classNode(names, node);
  return named !== undefined && named.name.text === ref.name && named.getSourceFile().fileName === ref.file;
}

/** Whether code of a file can name a class. */
export function canNameClass(names: Names, node: ClassNode, file: ts.SourceFile): boolean {
  return node.getSourceFile() === file || exportedAs(names, node) !== undefined;
}

/* ------------------------------------------------------------------ members */

/** What a class does when a member is asked for. */
export type Member =
  | { readonly kind: 'code'; readonly of: ModuleFunction }
  | { readonly kind: 'field' }
  | { readonly kind: 'unknown' };

/** What instances of a class (or the class itself, for a static member) have under a name; `undefined`: nothing. */
export function memberOf(
  names: Names,
  node: ts.ClassLikeDeclaration,
  name: string,
  kind: 'method' | 'get' | 'set',
  isStatic: boolean,
): Member | undefined {
  const { ts } = names;
  const wanted = { method: ts.isMethodDeclaration, get: ts.isGetAccessor, set: ts.isSetAccessor }[kind];
  for (const at of lineage(names, node)) {
    const own = at.members.filter(
      (member) =>
        member.name !== undefined &&
        textOfName(ts, member.name) === name &&
        ((ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static) !== 0) === isStatic &&
        !(ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Abstract),
    );
    const method = own.find((member) => wanted(member) && member.body !== undefined);
    // What a base class gives each object as its own hides what the prototype of a derived one has.
    if (
      method !== undefined &&
      !isStatic &&
      lineage(names, at).some((base) => base !== at && declaresField(names, base, name))
    )
      return { kind: 'unknown' };
    const held = kind === 'method' && own.length === 1 ? heldFunction(names, own[0]!) : undefined;
    const code = method ?? held;
    if (code !== undefined) {
      const owner = classNode(names, at);
      // Code outside of the class cannot do what a class with private names does.
      const isPlain =
        owner !== undefined &&
        !owner.members.some((each) => each.name !== undefined && ts.isPrivateIdentifier(each.name));
      return isPlain ? { kind: 'code', of: memberFunction(names, code as OfClass, owner) } : { kind: 'unknown' };
    }
    if (own.some((member) => !ts.isPropertyDeclaration(member) || ts.isAutoAccessorPropertyDeclaration(member)))
      return { kind: 'unknown' };
    if (own.length > 0 || (!isStatic && isParameterProperty(ts, at, name))) return { kind: 'field' };
  }
  return undefined;
}

export function textOfName(ts: Ts, name: ts.PropertyName): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name) ? name.text : undefined;
}

/** Whether a class makes a property of its objects' own of this name. */
function declaresField({ ts }: Names, node: ts.ClassLikeDeclaration, name: string): boolean {
  const isField = (member: ts.ClassElement): boolean =>
    ts.isPropertyDeclaration(member) &&
    textOfName(ts, member.name) === name &&
    (ts.getCombinedModifierFlags(member) &
      (ts.ModifierFlags.Static | ts.ModifierFlags.Abstract | ts.ModifierFlags.Ambient)) ===
      0;
  return node.members.some(isField) || isParameterProperty(ts, node, name);
}

function isParameterProperty(ts: Ts, node: ts.ClassLikeDeclaration, name: string): boolean {
  return node.members.some(
    (member) =>
      ts.isConstructorDeclaration(member) &&
      member.parameters.some(
        (parameter) => ts.isParameterPropertyDeclaration(parameter, member) && parameter.name.getText() === name,
      ),
  );
}

/** The class, and those that it extends, the nearest first, as far as they are written in the program. */
export function lineage(names: Names, node: ts.ClassLikeDeclaration): readonly ts.ClassLikeDeclaration[] {
  const line: ts.ClassLikeDeclaration[] = [];
  for (let at: ts.ClassLikeDeclaration | undefined = node; at !== undefined && !line.includes(at); ) {
    line.push(at);
    at = superclass(names, at);
  }
  return line;
}

/** A method or accessor as a function of its module. */
export function memberFunction(names: Names, member: OfClass, owner: ClassNode): ModuleFunction {
  const { ts, checker } = names;
  const element = elementOf(ts, member)!;
  const own = element.name?.getText() ?? 'constructor';
  const prefix = ts.isGetAccessor(member) ? 'get_' : ts.isSetAccessor(member) ? 'set_' : '';
  const isStatic = (ts.getCombinedModifierFlags(element) & ts.ModifierFlags.Static) !== 0;
  const name = `${owner.name.text}_${prefix}${own}`;
  return {
    key: `${member.getSourceFile().fileName}#${owner.name.text}.${isStatic ? 'static ' : ''}${prefix}${own}`,
    name,
    node: member,
    statement: owner,
    symbol: checker.getSymbolAtLocation(owner.name),
    owner: owner.name.text,
    local: true,
  };
}

function superclass(names: Names, node: ts.ClassLikeDeclaration): ts.ClassLikeDeclaration | undefined {
  const { ts } = names;
  const base = node.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  const declaration = base && symbolAt(names, base.expression)?.valueDeclaration;
  return declaration !== undefined && ts.isClassLike(declaration) ? declaration : undefined;
}

/** The object in `new object.constructor()`. */
export function constructed(ts: Ts, node: ts.NewExpression): ts.Expression | undefined {
  let at: ts.Expression = node.expression;
  while (isOuter(ts, at)) at = at.expression;
  return ts.isPropertyAccessExpression(at) && at.name.text === 'constructor' ? at.expression : undefined;
}
