/**
 * Objects of which nothing is done but to read and write their fields and to call their methods: their fields are variables, and their
 * methods are lowered in place. So need classes no name where a companion stands, and private names none outside of the class.
 */

import type ts from 'typescript';
import { assign, symbolOf } from './assigned.js';
import { canBind } from './calls.js';
import {
  type Callable,
  childScope,
  type ClassValue,
  hiddenVariable,
  type Lowering,
  lookUp,
  missing,
  type RecordValue,
  type Scope,
  type Self,
  type Variable,
} from './context.js';
import { definesFields } from './construct.js';
import { lowerExpression } from './expressions.js';
import { inlineArguments } from './inline.js';
import { bindParameters } from './parameters.js';
import { isProjectFile } from './packages.js';
import { isModuleConst, skipOuter, symbolAt } from './resolve.js';
import { lowerBody } from './statements.js';
import { walkTree } from './walk.js';

/** The class of an object that can be taken apart where it is made; `undefined` where `new` makes another. */
export function classTakenApart(cx: Lowering, node: ts.Expression): ClassValue | undefined {
  const { ts } = cx;
  const at = skipOuter(ts, node);
  if (!ts.isNewExpression(at)) return undefined;
  const found = classMeant(cx, at);
  if (found === undefined) return undefined;
  const constructor = constructorOf(cx, found.node);
  if (constructor === undefined) return (at.arguments?.length ?? 0) === 0 ? found : undefined;
  return canBind(cx, constructor, at.arguments ?? []) && !cx.inlining.includes(constructor) ? found : undefined;
}

export function classMeant(cx: Lowering, made: ts.NewExpression): ClassValue | undefined {
  const { ts } = cx;
  const node = skipOuter(ts, made.expression);
  const own = ts.isIdentifier(node) ? symbolOf(cx, node) : undefined;
  const variable = own && lookUp(cx.scope, own);
  if (variable !== undefined) return variable.fn?.kind === 'class' ? variable.fn : undefined;
  const declaration = symbolAt(cx.project, node)?.valueDeclaration;
  if (declaration === undefined || !isProjectFile(cx.project.program, declaration.getSourceFile())) return undefined;
  const scope: Scope = { parent: cx.outermost, variables: new Map() };
  if (ts.isClassDeclaration(declaration))
    return ts.isSourceFile(declaration.parent) && hasPrivateNames(ts, declaration) && isFollowed(cx, declaration)
      ? { kind: 'class', node: declaration, scope }
      : undefined;
  const written =
    ts.isVariableDeclaration(declaration) && isModuleConst(ts, declaration) ? declaration.initializer : undefined;
  const expression = written && skipOuter(ts, written);
  return expression && ts.isClassExpression(expression) && isFollowed(cx, expression)
    ? { kind: 'class', node: expression, scope }
    : undefined;
}

/** What the name of a local constant stands for that is given a class. */
export function localClass(cx: Lowering, name: ts.Identifier, initializer: ts.Expression): ClassValue | undefined {
  const { ts } = cx;
  const at = skipOuter(ts, initializer);
  if (!ts.isClassExpression(at) || !isFollowed(cx, at) || at.members.some((each) => isStatic(ts, each)))
    return undefined;
  let isOnlyMade = true;
  const symbol = cx.checker.getSymbolAtLocation(name);
  walkTree(name.getSourceFile(), (use) => {
    if (!ts.isIdentifier(use) || use === name || use.text !== name.text || symbolOf(cx, use) !== symbol) return;
    const { parent } = use;
    isOnlyMade &&= ts.isTypeNode(parent) || (ts.isNewExpression(parent) && parent.expression === use);
  });
  return isOnlyMade ? { kind: 'class', node: at, scope: cx.scope } : undefined;
}

function hasPrivateNames(ts: Lowering['ts'], node: ts.ClassLikeDeclaration): boolean {
  return node.members.some((each) => each.name !== undefined && ts.isPrivateIdentifier(each.name));
}

function isStatic(ts: Lowering['ts'], member: ts.ClassElement): boolean {
  return (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static) !== 0;
}

function constructorOf({ ts }: Lowering, node: ts.ClassLikeDeclaration): ts.ConstructorDeclaration | undefined {
  return node.members.find(
    (member): member is ts.ConstructorDeclaration => ts.isConstructorDeclaration(member) && member.body !== undefined,
  );
}

/** Whether all that the objects of a class are is fields, methods and getters of their own. */
function isFollowed(cx: Lowering, node: ts.ClassLikeDeclaration): boolean {
  const { ts } = cx;
  const extendsAny = node.heritageClauses?.some((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword);
  if (extendsAny === true || node.typeParameters !== undefined || ts.getDecorators(node)?.length) return false;
  const isPlain = (member: ts.ClassElement): boolean => {
    if (isStatic(ts, member) || ts.isSemicolonClassElement(member)) return true;
    if (ts.canHaveDecorators(member) && ts.getDecorators(member)?.length) return false;
    if (ts.isConstructorDeclaration(member)) return true;
    const isNamed = member.name !== undefined && !ts.isComputedPropertyName(member.name);
    const isKind = ts.isMethodDeclaration(member) || ts.isGetAccessor(member) || ts.isPropertyDeclaration(member);
    return isNamed && isKind && !ts.isAutoAccessorPropertyDeclaration(member);
  };
  return node.members.every(isPlain) && !usesWhole(cx, node);
}

/** Whether code of an object uses it other than for its parts. */
export function usesWhole({ ts }: Lowering, node: ts.Node): boolean {
  let uses = false;
  walkTree(node, (at) => {
    if (at.kind === ts.SyntaxKind.ThisKeyword && !ts.isThisTypeNode(at)) {
      const access = at.parent;
      uses ||= !ts.isPropertyAccessExpression(access) || ts.isDeleteExpression(access.parent);
    }
    if (ts.isConstructorDeclaration(at))
      walkTree(at, (inner) => {
        uses ||= ts.isReturnStatement(inner);
        return inner === at || !ts.isFunctionLike(inner);
      });
  });
  return uses;
}

/** A method of an object that is made where it is called: `new C(x).m(y)`. */
export function methodOfNew(cx: Lowering, callee: ts.Expression): Callable | undefined {
  const { ts } = cx;
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const own = classTakenApart(cx, callee.expression);
  const { text } = callee.name;
  const isMethod = own?.node.members.some((each) => ts.isMethodDeclaration(each) && each.name.getText() === text);
  const member = own && isMethod ? makeTakenApart(cx, callee.expression, own).members.get(text) : undefined;
  return member !== undefined && 'kind' in member ? member : undefined;
}

/* --------------------------------------------------------------------- making */

type Parts = Map<string, Callable | Variable>;

/** The scope of the code of an object whose parts are known. */
export function scopeOfParts(
  around: Scope | undefined,
  members: Parts,
  getters?: ReadonlyMap<string, Callable>,
): Scope {
  const self: Self = {
    kind: 'building',
    fieldOf: (name) => {
      const member = members.get(name);
      return member === undefined || 'kind' in member ? undefined : member;
    },
    partOf: (name) => {
      const member = members.get(name);
      return member !== undefined && 'kind' in member ? member : undefined;
    },
    getterOf: (name) => getters?.get(name),
    fields: () => [...members.values()].flatMap((member) => ('kind' in member ? [] : [member])),
  };
  return childScope(around, self);
}

/** What `new` makes; its constructor is lowered at the cursor. */
export function makeTakenApart(cx: Lowering, expression: ts.Expression, { node, scope }: ClassValue): RecordValue {
  const { ts } = cx;
  const made = skipOuter(ts, expression) as ts.NewExpression;
  const constructor = constructorOf(cx, node);
  const args = constructor === undefined ? [] : inlineArguments(cx, made as never, constructor);
  const members: Parts = new Map();
  const getters = new Map<string, Callable>();
  const inner = scopeOfParts(scope, members, getters);
  const initial: [ts.Node, Variable, ts.Expression][] = [];
  const field = (name: string, at: ts.Node): Variable => {
    const type = cx.types.at(at);
    const variable = hiddenVariable(cx, name.replace('#', ''), type, missing(cx, at, type));
    members.set(name, variable);
    return variable;
  };
  for (const member of node.members) {
    if (isStatic(ts, member) || member.name === undefined) continue;
    const name = member.name.getText();
    if (ts.isMethodDeclaration(member)) members.set(name, { kind: 'closure', node: member, scope: inner, name });
    else if (ts.isGetAccessor(member)) getters.set(name, { kind: 'closure', node: member, scope: inner, name });
    else if (ts.isPropertyDeclaration(member)) {
      const fn = member.initializer && skipOuter(ts, member.initializer);
      if (fn !== undefined && ts.isArrowFunction(fn)) {
        members.set(name, { kind: 'closure', node: fn, scope: inner, name });
        continue;
      }
      const variable = field(name, member.name);
      if (member.initializer !== undefined) initial.push([member, variable, member.initializer]);
    }
  }
  const kept = (constructor?.parameters ?? []).flatMap((parameter) =>
    ts.isParameterPropertyDeclaration(parameter, parameter.parent) && ts.isIdentifier(parameter.name)
      ? [{ name: parameter.name, variable: field(parameter.name.text, parameter.name) }]
      : [],
  );
  const saved = { scope: cx.scope, targets: cx.targets, inlining: cx.inlining };
  Object.assign(cx, { scope: inner, targets: [], inlining: [...cx.inlining, constructor ?? node] });
  const initialise = (): void => {
    for (const [at, variable, value] of initial) assign(cx, variable, lowerExpression(cx, value), at);
  };
  const keep = (): void => {
    for (const { name, variable } of kept) assign(cx, variable, lowerExpression(cx, name), name);
  };
  const fieldsFirst = definesFields(cx, node);
  if (fieldsFirst) initialise();
  cx.scope = childScope(inner);
  if (constructor !== undefined) bindParameters(cx, constructor, args);
  keep();
  const body = cx.scope;
  cx.scope = inner;
  if (!fieldsFirst) initialise();
  cx.scope = body;
  if (constructor?.body !== undefined) lowerBody(cx, constructor.body);
  Object.assign(cx, saved);
  return { kind: 'record', members, getters };
}
