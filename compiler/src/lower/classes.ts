/** Classes of the project: which code a member stands for. Their methods are functions with the object as first parameter. */

import type ts from 'typescript';
import type { ClassRef } from '../ir/types.js';
import type { ClassFunctionNode, FunctionNode, Ts } from './context.js';
import { isProjectFile, type ModuleFunction, symbolAt, unaliased } from './resolve.js';
import { walkTree } from './walk.js';

type Names = { readonly ts: Ts; readonly checker: ts.TypeChecker; readonly program: ts.Program };

/** A class with a name at the top level of a module. */
export type ClassNode = ts.ClassDeclaration & { readonly name: ts.Identifier };

export function isClassFunction(ts: Ts, node: FunctionNode): node is ClassFunctionNode {
  return ts.isClassElement(node);
}

/** Whether a function takes the object that it is called on as its first parameter. */
export function takesSelf(ts: Ts, node: FunctionNode): node is ClassFunctionNode {
  return isClassFunction(ts, node) && !(ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Static);
}

/** The class that an expression names. */
export function classNamed(names: Names, expression: ts.Expression): ClassNode | undefined {
  const declaration = symbolAt(names, expression)?.valueDeclaration;
  return declaration && classNode(names, declaration);
}

function classNode({ ts, program }: Names, node: ts.Node): ClassNode | undefined {
  const fits =
    ts.isClassDeclaration(node) &&
    node.name !== undefined &&
    ts.isSourceFile(node.parent) &&
    isProjectFile(program, node.getSourceFile());
  return fits ? (node as ClassNode) : undefined;
}

/** The class and those that it extends, the outermost base first; `undefined` where one of them is not of the project. */
export function lineOf(names: Names, node: ClassNode): readonly ClassNode[] | undefined {
  const line: ClassNode[] = [];
  for (let at: ClassNode | undefined = node; at !== undefined; ) {
    if (line.includes(at)) return undefined;
    line.unshift(at);
    const base = baseOf(names.ts, at);
    if (base === undefined) return line;
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
  const { checker } = names;
  const module = checker.getSymbolAtLocation(node.getSourceFile());
  const own = checker.getSymbolAtLocation(node.name);
  const exports = module === undefined ? [] : checker.getExportsOfModule(module);
  return exports.find((each) => unaliased(names, each) === own)?.name;
}

/** Whether code of a file can name a class. */
export function canNameClass(names: Names, node: ClassNode, file: ts.SourceFile): boolean {
  return node.getSourceFile() === file || exportedAs(names, node) !== undefined;
}

/* ------------------------------------------------------------------ members */

/** The method or accessor that a property access stands for, should there be just one, and one that code of `file` can name. */
export function memberCalled(
  names: Names,
  access: ts.PropertyAccessExpression,
  kind: 'method' | 'get' | 'set',
  file: ts.SourceFile,
): ModuleFunction | undefined {
  const { ts, checker } = names;
  const symbol = checker.getSymbolAtLocation(access.name);
  const wanted = { method: ts.isMethodDeclaration, get: ts.isGetAccessor, set: ts.isSetAccessor }[kind];
  const declaration = symbol?.declarations?.find((each) => wanted(each) && each.body !== undefined);
  if (declaration === undefined) return undefined;
  const member = declaration as ClassFunctionNode;
  const owner = ts.isClassDeclaration(member.parent) ? classNode(names, member.parent) : undefined;
  if (owner === undefined || !ts.isIdentifier(access.name) || owner.typeParameters !== undefined) return undefined;
  // Code outside of the class cannot do what such a class does.
  if (owner.members.some((each) => each.name !== undefined && ts.isPrivateIdentifier(each.name))) return undefined;
  if (!canNameClass(names, owner, file)) return undefined;
  const isExact = access.expression.kind === ts.SyntaxKind.SuperKeyword;
  if (!isExact && overriddenIn(names).has(member)) return undefined;
  return memberFunction(names, member, owner);
}

/** A method or accessor as a function of its module. */
export function memberFunction(names: Names, member: ClassFunctionNode, owner: ClassNode): ModuleFunction {
  const { ts, checker } = names;
  const own = member.name?.getText() ?? 'constructor';
  const prefix = ts.isGetAccessor(member) ? 'get_' : ts.isSetAccessor(member) ? 'set_' : '';
  const isStatic = (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static) !== 0;
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

const overridden = new WeakMap<ts.Program, ReadonlySet<ts.Node>>();

/** The members of the project's classes that a class derived from theirs declares again. */
function overriddenIn(names: Names): ReadonlySet<ts.Node> {
  const known = overridden.get(names.program);
  if (known !== undefined) return known;
  const { ts, program } = names;
  const found = new Set<ts.Node>();
  for (const file of program.getSourceFiles()) {
    if (!isProjectFile(program, file) || !file.text.includes('extends')) continue;
    walkTree(file, (node) => {
      if (!ts.isClassLike(node)) return;
      const seen = new Set<ts.Node>([node]);
      const declared = new Set(node.members.map((member) => member.name?.getText()));
      for (let base = superclass(names, node); base !== undefined && !seen.has(base); base = superclass(names, base)) {
        seen.add(base);
        for (const member of base.members) if (declared.has(member.name?.getText())) found.add(member);
      }
    });
  }
  overridden.set(program, found);
  return found;
}

function superclass(names: Names, node: ts.ClassLikeDeclaration): ts.ClassLikeDeclaration | undefined {
  const { ts } = names;
  const base = node.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  const declaration = base && symbolAt(names, base.expression)?.valueDeclaration;
  return declaration !== undefined && ts.isClassLike(declaration) ? declaration : undefined;
}
