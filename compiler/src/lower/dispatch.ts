/**
 * Which code a member of an object stands for: that of the class which the object is an instance of. Where several classes of the
 * project come into question, the object's own class is asked; an object of any other class stops the companion.
 */

import type ts from 'typescript';
import type { ClassRef, IrType, TemplatePart, ValueId } from '../ir/types.js';
import { extendsArray } from './array-classes.js';
import {
  canNameClass,
  classNamed,
  classNode,
  classRef,
  elementOf,
  lineage,
  type Member,
  memberOf,
  sameNode,
} from './classes.js';
import {
  add,
  apply,
  boolean,
  emit,
  type FunctionValue,
  type Lowering,
  refusal,
  selfOf,
  terminate,
  typeOf,
  valueOf,
} from './context.js';
import { branchValue } from './control.js';
import { lowerExpression } from './expressions.js';
import { areStrangers, declarationOf, derivedFrom, familyOf, hasTwins } from './families.js';
import { mayImport } from './imports.js';
import { snippet } from './opaque.js';
import { methodOf } from './generics.js';
import { exactClass } from '../ir/type-facts.js';
import type { ModuleFunction } from './resolve.js';
import { narrowed } from './places.js';
import { present } from './types.js';

export type ModuleCallee = Extract<FunctionValue, { kind: 'module' }>;
type Kind = 'method' | 'get' | 'set';

/** What is to be done with the member of an object, once it is known what it is. */
export type Use = {
  /** The type of what comes out; none where nothing does. */
  readonly type: IrType | undefined;
  /** Evaluates what has to be there before the object's class is asked. */
  readonly prepare?: () => void;
  readonly run: (callee: ModuleCallee) => ValueId | undefined;
  /** For what is a field of the object. */
  readonly field: ((object: ValueId) => ValueId | undefined) | undefined;
};

type Receiver = { readonly self: ValueId | undefined; readonly member: ModuleFunction };

/** Uses a member of an object or a class; `undefined` where it is none of the project's, or one that cannot be followed. */
export function useMember(
  cx: Lowering,
  node: ts.Node,
  access: ts.PropertyAccessExpression,
  kind: Kind,
  use: Use,
): { readonly value: ValueId | undefined } | undefined {
  const { ts } = cx;
  if (!ts.isIdentifier(access.name)) return undefined;
  const known = knownMember(cx, access, kind);
  if (known !== undefined) return { value: use.run(callee(known.member, known.self)) };
  if (access.expression.kind === ts.SyntaxKind.SuperKeyword || classNamed(cx.project, access.expression) !== undefined)
    return undefined;
  return useOf(cx, node, access.expression, access.name.text, kind, use);
}

/** Uses a member of what an expression gives. */
function useOf(
  cx: Lowering,
  node: ts.Node,
  receiver: ts.Expression,
  name: string,
  kind: Kind,
  use: Use,
): { readonly value: ValueId | undefined } | undefined {
  const type = instanceTypeAt(cx, receiver);
  if (type === undefined || !comesIntoQuestion(cx, type, name, kind)) return undefined;
  if (!isInstance(present(cx.types.at(receiver)))) return undefined;
  if (isBuilt(cx, receiver)) return undefined;
  const members = familyOf(cx.project, type).map((each) => memberOf(cx.project, each, name, kind, false));
  if (!mayKeepFields(cx, type, kind) && members.every((member) => member?.kind === 'unknown')) return undefined;
  const self = lowerExpression(cx, receiver);
  const used = useOfValue(cx, node, self, type, name, kind, use);
  // It has been evaluated, whatever becomes of the rest.
  if (used === undefined) cx.known.set(receiver, self);
  return used;
}

/** Uses a member of an object that is there already. */
export function useOfValue(
  cx: Lowering,
  node: ts.Node,
  self: ValueId,
  type: ts.Type,
  name: string,
  kind: Kind,
  use: Use,
): { readonly value: ValueId | undefined } | undefined {
  if (!comesIntoQuestion(cx, type, name, kind)) return undefined;
  const own = present(typeOf(cx, self));
  if (own.kind !== 'object' && own.kind !== 'array') return undefined;
  const family = familyOf(cx.project, type);
  const known = exactClass(own);
  const exact = known && family.find((each) => sameNode(cx.project, each, known));
  // A literal, say: an object that is no instance of any of these classes.
  if (exact === undefined && own.kind === 'object' && own.ofClass !== true && own !== present(cx.types.of(type))) {
    if (use.field === undefined || !own.fields.has(name)) return undefined;
    if (own.computed?.has(name) !== true) return { value: use.field(self) };
  }
  const keepsFields = mayKeepFields(cx, type, kind) && exact === undefined;
  const named = type.isUnion() ? type.types.map((member) => declarationOf(cx.project, member)) : [];
  // What only chance makes assignable, and what is computed out of reach, is told from objects with fields by the run.
  const isOutOfReach = (each: ts.ClassLikeDeclaration): boolean => {
    const of = classNode(cx.project, each);
    const isNamed = of !== undefined && canNameClass(cx.project, of, cx.home);
    return !isNamed && areStrangers(cx.project, type, each);
  };
  const isUnknown = (each: ts.ClassLikeDeclaration): boolean => {
    if (!keepsFields || named.includes(each)) return false;
    const member = memberOf(cx.project, each, name, kind, false);
    return member?.kind === 'unknown' || (member?.kind === 'code' && isOutOfReach(each));
  };
  const all = exact === undefined ? family : [exact];
  const hasUnknown = all.some(isUnknown);
  const classes = all.filter((each) => !isUnknown(each));
  // A companion that names a class of a file which imports its own would have that file run too early.
  if (exact === undefined && classes.some((each) => !mayImport(cx.project, cx.home, each.getSourceFile())))
    return undefined;
  // An array that stands for an object with fields is none that could be followed.
  if (own.kind === 'object' && classes.some((each) => extendsArray(cx.project, each))) return undefined;
  const ways = classes.flatMap((each): Way[] => {
    const of = classNode(cx.project, each);
    const member = memberOf(cx.project, each, name, kind, false) ?? { kind: 'field' };
    if (of === undefined || !canNameClass(cx.project, of, cx.home)) return [];
    const bound = member.kind === 'code' ? boundMember(cx, member.of, type) : undefined;
    if (member.kind === 'code' && bound === undefined) return [];
    return [{ of: classRef(cx.project, of), member: bound === undefined ? member : { kind: 'code', of: bound } }];
  });
  const missed = classes.length - ways.length;
  if ((ways.length === 0 && !hasUnknown) || (keepsFields && missed > 0)) return undefined;
  if (!ways.every((way) => isFollowed(way.member, use)) || (hasUnknown && use.field === undefined)) return undefined;
  const groups = grouped(ways).filter(({ member }) => !(keepsFields && member.kind === 'field'));
  const [only] = groups;
  const isAll = declarationOf(cx.project, type) !== undefined && missed === 0 && !hasTwins(cx.project, type);
  const isCertain = exact !== undefined || (groups.length === 1 && isAll);
  const run = (member: Member): ValueId | undefined =>
    member.kind === 'code' ? use.run(callee(member.of, self)) : use.field?.(self);
  if (isCertain && only !== undefined) {
    // The code may be that of a base class, in a file of its own.
    const isReachable =
      exact !== undefined ||
      only.member.kind !== 'code' ||
      mayImport(cx.project, cx.home, only.member.of.node.getSourceFile());
    return isReachable ? { value: run(only.member) } : undefined;
  }
  const stop = (helper: Thrown): undefined => {
    throwUnknown(cx, node, self, JSON.stringify(`${cx.types.textOf(type)}.${name}`), helper);
  };
  const field = (): ValueId | undefined => use.field?.(self);
  const rest = (): ValueId | undefined => {
    if (!keepsFields) return stop('unknownClass');
    if (!hasUnknown) return field();
    return branchValue(cx, node, isComputed(cx, node, self, name), () => stop('unknownGetter'), field, use.type);
  };
  const choose = ([group, ...others]: readonly Group[]): ValueId | undefined =>
    group === undefined
      ? rest()
      : branchValue(
          cx,
          node,
          isOneOf(cx, node, self, group.classes),
          () => run(group.member),
          () => choose(others),
          use.type,
        );
  use.prepare?.();
  return { value: choose(groups) };
}

/** Whether an object that is of no class in question has what a type promises as a field. */
function mayKeepFields(cx: Lowering, type: ts.Type, kind: Kind): boolean {
  return kind !== 'method' && declarationOf(cx.project, type) === undefined;
}

type Way = { readonly of: ClassRef; readonly member: Member };
type Group = { readonly member: Member; readonly classes: readonly ClassRef[] };

function isFollowed(member: Member, use: Use): boolean {
  return member.kind === 'code' || (member.kind === 'field' && use.field !== undefined);
}

/** The classes that have the same code for it, together. */
function grouped(ways: readonly Way[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const { of, member } of ways) {
    const key = member.kind === 'code' ? member.of.key : member.kind;
    groups.set(key, { member, classes: [...(groups.get(key)?.classes ?? []), of] });
  }
  return [...groups.values()];
}

function callee({ key, node, name, types }: ModuleFunction, self: ValueId | undefined): ModuleCallee {
  return { kind: 'module', key, node, name, ...(types && { types }), ...(self !== undefined && { self }) };
}

/** Code of a generic class as an object of a type means it. */
function boundMember(cx: Lowering, member: ModuleFunction, object: ts.Type): ModuleFunction | undefined {
  const bound = methodOf(cx, callee(member, undefined), cx.types.resolve(object));
  return bound && { ...member, key: bound.key, name: bound.name, ...(bound.types && { types: bound.types }) };
}

/* ---------------------------------------------------------------- receivers */

/** Whether code of the project's classes has to do with a member of values of a type. */
function comesIntoQuestion(cx: Lowering, type: ts.Type, name: string, kind: Kind): boolean {
  const property = cx.checker.getPropertyOfType(type, name);
  if (property === undefined) return false;
  const family = familyOf(cx.project, type);
  return family.some((each) => {
    const member = memberOf(cx.project, each, name, kind, false);
    return member !== undefined && (member.kind !== 'field' || (kind === 'method' && family.length > 1));
  });
}

/** The type by which code comes into question where a property is read or written. */
export function hasCode(cx: Lowering, access: ts.PropertyAccessExpression): ts.Type | undefined {
  const { expression, name } = access;
  const isNamed = classNamed(cx.project, expression) !== undefined;
  if (isNamed || expression.kind === cx.ts.SyntaxKind.SuperKeyword || isBuilt(cx, expression)) return undefined;
  if (!isInstance(present(cx.types.at(expression)))) return undefined;
  const type = instanceTypeAt(cx, expression);
  const asks = (kind: Kind): boolean => type !== undefined && comesIntoQuestion(cx, type, name.text, kind);
  return asks('get') || asks('set') ? type : undefined;
}

/** Whether values of a type may have code of the project's. */
function isInstance(type: IrType): boolean {
  return type.kind === 'object' || (type.kind === 'array' && type.instance !== undefined);
}

function instanceTypeAt(cx: Lowering, receiver: ts.Expression): ts.Type | undefined {
  const { checker } = cx;
  const type = checker.getNonNullableType(cx.types.typeAt(receiver));
  const { ts } = cx;
  return type.flags & ts.TypeFlags.Instantiable ? checker.getBaseConstraintOfType(type) : type;
}

/** An object whose constructor is running: its fields are variables. */
function isBuilt(cx: Lowering, receiver: ts.Expression): boolean {
  return receiver.kind === cx.ts.SyntaxKind.ThisKeyword && selfOf(cx.scope)?.kind === 'building';
}

/** `super.m` and static members: it is written which class is meant. */
function knownMember(cx: Lowering, access: ts.PropertyAccessExpression, kind: Kind): Receiver | undefined {
  const { ts, project } = cx;
  const name = access.name.text;
  if (access.expression.kind === ts.SyntaxKind.SuperKeyword) {
    const around = enclosingClass(cx, access);
    const base = around && lineage(project, around.node)[1];
    const member = base && memberOf(project, base, name, kind, around.isStatic);
    if (member?.kind !== 'code' || !canBeNamed(cx, member.of)) return undefined;
    if (around?.isStatic === true) return { self: undefined, member: member.of };
    const self = selfOf(cx.scope);
    const object = self?.kind === 'object' ? valueOf(cx, self.variable, access) : undefined;
    const bound = boundMember(cx, member.of, cx.types.typeAt(access.expression));
    return object === undefined || bound === undefined ? undefined : { self: object, member: bound };
  }
  const named = classNamed(project, access.expression) ?? staticThis(cx, access);
  const member = named && memberOf(project, named, name, kind, true);
  return member?.kind === 'code' && canBeNamed(cx, member.of) ? { self: undefined, member: member.of } : undefined;
}

/** The class that `this` is within a static member, as long as no class derived from it declares the member again. */
function staticThis(cx: Lowering, access: ts.PropertyAccessExpression): ts.ClassLikeDeclaration | undefined {
  if (access.expression.kind !== cx.ts.SyntaxKind.ThisKeyword) return undefined;
  const around = enclosingClass(cx, access);
  if (around?.isStatic !== true) return undefined;
  const again = derivedFrom(cx.project, around.node).some((node) =>
    node.members.some((member) => member.name?.getText() === access.name.text),
  );
  return again ? undefined : around.node;
}

function enclosingClass(
  { ts }: Lowering,
  node: ts.Node,
): { readonly node: ts.ClassLikeDeclaration; readonly isStatic: boolean } | undefined {
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isClassElement(at) && ts.isClassLike(at.parent)) {
      const isStatic =
        ts.isClassStaticBlockDeclaration(at) || (ts.getCombinedModifierFlags(at) & ts.ModifierFlags.Static) !== 0;
      return { node: at.parent, isStatic };
    }
    if (ts.isFunctionExpression(at) || ts.isFunctionDeclaration(at)) return undefined;
  }
  return undefined;
}

function canBeNamed(cx: Lowering, member: ModuleFunction): boolean {
  const element = elementOf(cx.ts, member.node);
  const owner = element && classNode(cx.project, element.parent);
  return owner !== undefined && canNameClass(cx.project, owner, cx.home);
}

/* -------------------------------------------------------------------- tests */

function isOneOf(cx: Lowering, node: ts.Node, object: ValueId, classes: readonly ClassRef[]): ValueId {
  return classes
    .map((of) => asksClass(cx, node, object, of))
    .reduce((either, test) => apply(cx, node, 'or', [either, test], boolean));
}

/** Whether an object is an instance of this very class. The cast keeps the type checker from drawing its own, structural conclusions. */
function asksClass(cx: Lowering, node: ts.Node, object: ValueId, of: ClassRef): ValueId {
  const template: TemplatePart[] = ['(', { arg: 0 }, ' as object).constructor === ', { class: of }];
  return emit(cx, node, boolean, (result) => ({
    kind: 'opaque',
    form: 'expression',
    results: [result],
    template,
    args: [object],
    variables: [],
    effects: 'pure',
    writesArguments: false,
    refusal: refusal(1019, node, { text: snippet(node) }),
    asks: of,
  }));
}

/** Whether what an object has under a name is its class's affair, whatever its class. */
function isComputed(cx: Lowering, node: ts.Node, object: ValueId, name: string): ValueId {
  return emit(cx, node, boolean, (result) => ({
    kind: 'opaque',
    form: 'expression',
    results: [result],
    template: [{ helper: 'isComputed' }, '(', { arg: 0 }, `, ${JSON.stringify(name)})`],
    args: [object],
    variables: [],
    effects: 'pure',
    writesArguments: false,
    refusal: refusal(1019, node, { text: snippet(node) }),
  }));
}

/** What makes the error of an object that is not known. */
type Thrown = 'unknownClass' | 'unknownGetter';

export function throwUnknown(
  cx: Lowering,
  node: ts.Node,
  object: ValueId,
  label: string,
  helper: Thrown = 'unknownClass',
): void {
  const value = cx.fn.value({ kind: 'opaque', text: 'Error' });
  add(cx, node, {
    kind: 'opaque',
    form: 'expression',
    results: [value],
    template: [{ helper }, '(', { arg: 0 }, `, ${label})`],
    args: [object],
    variables: [],
    effects: 'reads',
    writesArguments: false,
    refusal: refusal(1019, node, { text: snippet(node) }),
  });
  terminate(cx, { kind: 'throw', value });
}

/** What a field of an object holds, whichever class it is of. */
export function fieldOf(
  cx: Lowering,
  node: ts.Node,
  object: ValueId,
  field: string,
  here: IrType,
): ValueId | undefined {
  const type = present(typeOf(cx, object));
  const declared = type.kind === 'object' ? type.fields.get(field) : undefined;
  return declared && emit(cx, node, narrowed(declared, here), (result) => ({ kind: 'get', result, object, field }));
}
