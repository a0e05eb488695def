/** `new Class(…)` for classes of the project: the object is made here, and the constructors run on it in line. */

import type ts from 'typescript';
import type { ArrayType, ClassInstance, IrType, ObjectType, ValueId } from '../ir/types.js';
import { canBind } from './calls.js';
import { exactClass } from '../ir/type-facts.js';
import { classBindings } from './class-types.js';
import {
  canNameClass,
  type ClassNode,
  classNamed,
  classNode,
  classRef,
  constructed,
  lineOf,
  sameNode,
} from './classes.js';
import { familyOf } from './families.js';
import {
  add,
  childScope,
  constant,
  declare,
  type Lowering,
  type Making,
  missing,
  objectSelf,
  report,
  type Scope,
  type Self,
  typeOf,
  type Variable,
} from './context.js';
import { arrayOfParts, startsOnce, unmade } from './construct-array.js';
import { lowerExpression } from './expressions.js';
import { type Argument, attempt, givenBy, inlineArguments, valueArgument } from './inline.js';
import { alloc, spreadParts } from './literals.js';
import { heldFunction, holdsFunctions } from './held-functions.js';
import { definesFieldsIn } from './packages.js';
import { snippet } from './opaque.js';
import { bindParameters } from './parameters.js';
import { isRepeatable } from './repeatable.js';
import { holdsThisOfArrow, ownConstructor, usesSelf } from './self-use.js';
import { lowerBody } from './statements.js';
import { present, type TypeTable } from './types.js';
import { walkTree } from './walk.js';

/** How deep constructors may make objects within one another. */
const maxNesting = 24;

/** The new object, or why the class, or one that it extends, cannot be followed. */
export function construct(
  cx: Lowering,
  node: ts.NewExpression,
): { readonly value: ValueId | undefined; readonly problem: string | undefined } | undefined {
  const named = classNamed(cx.project, node.expression);
  const made = named ?? classOfObject(cx, node);
  const own = made?.name && cx.checker.getSymbolAtLocation(made.name);
  const instance = named === undefined && own !== undefined ? cx.checker.getDeclaredTypeOfSymbol(own) : undefined;
  const type = present(cx.types.exactly(instance ?? cx.types.typeAt(node)));
  const line = made && lineOf(cx.project, made, type.kind === 'array');
  if (made === undefined || line === undefined) return undefined;
  if (type.kind !== 'object' && !(type.kind === 'array' && type.instance !== undefined)) return undefined;
  // Of what kind the object of a generic class is that makes another of its own, its class does not tell.
  if (named === undefined && line.some((each) => each.typeParameters !== undefined)) return undefined;
  if (
    !canNameClass(cx.project, made, cx.home) ||
    line.some((each) => !isPlain(cx, each)) ||
    cx.inlining.length > maxNesting
  )
    return undefined;
  const typesOf = typesOfClasses(cx, line, cx.types.typeAt(node));
  if (typesOf === undefined) return undefined;
  const constructor = constructorFor(cx, line, line.length - 1);
  const call = node as ts.NewExpression & ts.CallExpression;
  if (type.kind === 'array') return ofArrays(cx, node, line, type, typesOf);
  if (constructor !== undefined && !canBind(cx, constructor, node.arguments ?? [])) return undefined;
  return attempt(cx, () => {
    const isMadeTwice = line.some((each) => holdsFunctions(cx.project, each));
    const args =
      constructor === undefined
        ? (node.arguments ?? []).map((each) => valueArgument(lowerExpression(cx, each)))
        : inlineArguments(cx, call, constructor, typesOf(constructor.parent as ClassNode), isMadeTwice);
    const before = cx.region.ops.length;
    const object = line.some((each) => usesSelf(cx, each))
      ? onObject(cx, node, line, type, args, typesOf)
      : inVariables(cx, node, line, type, args, typesOf);
    if (isMadeTwice && !(canMakeAgain(cx, line, args) && isRepeatable(cx, cx.region.ops.slice(before))))
      report(cx, 1023, node, { name: snippet(node.expression), why: 'its objects hold functions of their own.' });
    return object;
  });
}

/** `new object.constructor()`: the class of the object, where it is known. */
function classOfObject(cx: Lowering, node: ts.NewExpression): ClassNode | undefined {
  const object = constructed(cx.ts, node);
  const type = object && present(cx.types.at(object));
  if (object === undefined || (type?.kind !== 'array' && type?.kind !== 'object')) return undefined;
  const known = exactClass(present(typeOf(cx, lowerExpression(cx, object))));
  const around = cx.types.typeAt(object);
  const declared = around.flags & cx.ts.TypeFlags.Instantiable ? cx.checker.getBaseConstraintOfType(around) : around;
  const family = declared === undefined ? [] : familyOf(cx.project, declared);
  const found = known && family.find((each) => sameNode(cx.project, each, known));
  return found && classNode(cx.project, found);
}

/** Whether `new` may make an object in all earnest whose constructors were run in line: for the functions that only it can make. */
function canMakeAgain(cx: Lowering, line: readonly ClassNode[], args: readonly Argument[]): boolean {
  // What a constructor calls before its own class has given it to the object is not that of the derived class yet.
  const isEarly = line.some((node, at) => at > 0 && holdsFunctions(cx.project, node) && usesSelf(cx, line[at - 1]!));
  return !isEarly && args.every((each) => each.kind === 'value');
}

/** An instance of a class that extends `Array`, which is there from `super(…)` on. */
function ofArrays(
  cx: Lowering,
  node: ts.NewExpression,
  line: readonly ClassNode[],
  type: ArrayType,
  typesOf: Making['typesOf'],
): ReturnType<typeof construct> {
  const own = line.flatMap((each) => ownConstructor(cx, each) ?? []);
  if (!own.every((each) => startsOnce(cx, each))) return undefined;
  const constructor = constructorFor(cx, line, line.length - 1);
  if (constructor !== undefined && !canBind(cx, constructor, node.arguments ?? [])) return undefined;
  return attempt(cx, () => {
    const { self, variable } = unmade(cx, type);
    const start: Making['start'] = (at, parts) => void cx.env.set(variable, arrayOfParts(cx, at, type, parts));
    if (constructor === undefined) {
      const parts = spreadParts(cx, node.arguments ?? []);
      if (parts === undefined) report(cx, 1021, node, { text: snippet(node) });
      start(node, parts ?? []);
    } else runAll(cx, line, self, inlineArguments(cx, node as never, constructor), typesOf, start);
    return cx.env.get(variable) ?? missing(cx, node, type);
  });
}

/** What `super(…)` does in the constructor at the cursor. */
export function lowerSuperCall(cx: Lowering, node: ts.CallExpression): ValueId {
  const making = cx.making;
  if (making !== undefined) {
    const constructor = constructorFor(cx, making.line, making.at - 1);
    if (constructor === undefined && making.start !== undefined) {
      const parts = spreadParts(cx, node.arguments);
      if (parts === undefined) report(cx, 1021, node, { text: snippet(node) });
      making.start(node, parts ?? []);
      return constant(cx, node, undefined);
    }
    const args =
      constructor === undefined
        ? node.arguments.map((each) => valueArgument(lowerExpression(cx, each)))
        : inlineArguments(cx, node, constructor, making.typesOf(constructor.parent as ClassNode));
    const { at } = making;
    runConstructor(cx, { ...making, at: at - 1 }, args);
    cx.making = making;
    startFields(cx, making.line[at]!, making);
  }
  return constant(cx, node, undefined);
}

/** The types of the code of the classes that an object is made by; `undefined` where they cannot be told. */
function typesOfClasses(cx: Lowering, line: readonly ClassNode[], made: ts.Type): Making['typesOf'] | undefined {
  const found = new Map<ts.Node, TypeTable>();
  for (const node of line) {
    const bindings = classBindings(cx.project, node, made);
    if (bindings === undefined) return undefined;
    found.set(node, cx.project.types.under(bindings));
  }
  return (node) => found.get(node);
}

function isPlain(cx: Lowering, node: ClassNode): boolean {
  const { ts } = cx;
  if (ts.getDecorators(node)?.length) return false;
  const constructor = ownConstructor(cx, node);
  let returns = false;
  if (constructor !== undefined)
    walkTree(constructor, (at) => {
      if (ts.isReturnStatement(at)) returns = true;
      return at === constructor || !ts.isFunctionLike(at);
    });
  if (returns) return false;
  return node.members.every(
    (member) =>
      !(member.name !== undefined && (ts.isPrivateIdentifier(member.name) || ts.isComputedPropertyName(member.name))) &&
      !(ts.canHaveDecorators(member) && ts.getDecorators(member)?.length) &&
      !(
        ts.isPropertyDeclaration(member) &&
        member.initializer !== undefined &&
        heldFunction(cx.project, member) === undefined &&
        holdsThisOfArrow(cx, member.initializer)
      ),
  );
}

/** The constructor that decides about the parameters of the class at a place in the line. */
function constructorFor(cx: Lowering, line: readonly ClassNode[], at: number): ts.ConstructorDeclaration | undefined {
  for (let i = at; i >= 0; i--) {
    const own = ownConstructor(cx, line[i]!);
    if (own !== undefined) return own;
  }
  return undefined;
}

/** The constructors give the fields of an object that is made first. */
function onObject(
  cx: Lowering,
  node: ts.NewExpression,
  line: readonly ClassNode[],
  type: ObjectType,
  args: readonly Argument[],
  typesOf: Making['typesOf'],
): ValueId {
  const fields = [...type.fields].map(([name, field]) => ({ name, value: unset(cx, node, field) }));
  const object = alloc(cx, node, type, { form: 'object', fields, instance: instanceOf(cx, line, args, false) });
  runAll(cx, line, objectSelf(cx, object), args, typesOf);
  return object;
}

/** What a field holds until its constructor gives it a value; numbers have a place for their derivative from the start. */
function unset(cx: Lowering, node: ts.Node, type: IrType): ValueId {
  if (type.kind === 'number') return constant(cx, node, 0);
  if (type.kind === 'boolean') return constant(cx, node, false);
  return missing(cx, node, type);
}

/** The constructors give variables a value, and the object is made of these. */
function inVariables(
  cx: Lowering,
  node: ts.NewExpression,
  line: readonly ClassNode[],
  type: ObjectType,
  args: readonly Argument[],
  typesOf: Making['typesOf'],
): ValueId {
  const variables = new Map<string, Variable>();
  const scope: Scope = childScope(cx.outermost);
  for (const property of cx.checker.getPropertiesOfType(cx.types.typeAt(node))) {
    const field = type.fields.get(property.name);
    if (field === undefined) continue;
    const saved = cx.scope;
    cx.scope = scope;
    variables.set(property.name, declare(cx, property, field));
    cx.scope = saved;
  }
  const before = cx.region.ops.length;
  runAll(cx, line, { kind: 'building', fieldOf: (name) => variables.get(name) }, args, typesOf);
  const keeps = cx.region.ops.slice(before).every((op) => op.kind === 'const');
  const fields = [...variables].flatMap(([name, variable]) => {
    const value = cx.env.get(variable);
    return value === undefined ? [] : [{ name, value }];
  });
  return alloc(cx, node, type, { form: 'object', fields, instance: instanceOf(cx, line, args, keeps) });
}

function instanceOf(
  cx: Lowering,
  line: readonly ClassNode[],
  args: readonly Argument[],
  keeps: boolean,
): ClassInstance {
  const values = args.flatMap((each) => (each.kind === 'value' ? [each.value] : []));
  const isHolder = line.some((each) => holdsFunctions(cx.project, each));
  return {
    of: classRef(cx.project, line.at(-1)!),
    args: (keeps || isHolder) && values.length === args.length ? values : undefined,
    ...(isHolder && !keeps && { holdsFunctions: true }),
  };
}

function runAll(
  cx: Lowering,
  line: readonly ClassNode[],
  self: Self,
  args: readonly Argument[],
  typesOf: Making['typesOf'],
  start?: Making['start'],
): void {
  const saved = { scope: cx.scope, making: cx.making, targets: cx.targets, inlining: cx.inlining };
  cx.targets = [];
  runConstructor(cx, { line, at: line.length - 1, self, typesOf, ...(start && { start }) }, args);
  Object.assign(cx, saved);
}

function runConstructor(cx: Lowering, making: Making, args: readonly Argument[]): void {
  const { line, at } = making;
  const node = line[at];
  if (node === undefined) return;
  const own = ownConstructor(cx, node);
  const saved = { scope: cx.scope, inlining: cx.inlining };
  if (own?.body === undefined) {
    // Without one of its own, a class hands its arguments on.
    runConstructor(cx, { ...making, at: at - 1 }, args);
    cx.making = making;
    initialiseFields(cx, node, making);
  } else {
    cx.making = making;
    cx.scope = childScope(cx.outermost, making.self, givenBy(cx, own, args), making.typesOf(node));
    cx.inlining = [...cx.inlining, own];
    const fieldsFirst = at === 0 && definesFields(cx, node);
    if (fieldsFirst) initialiseFields(cx, node, making);
    bindParameters(cx, own, args);
    if (fieldsFirst) keepParameters(cx, node, making.self);
    else if (at === 0) startFields(cx, node, making);
    lowerBody(cx, own.body);
  }
  Object.assign(cx, saved);
}

/** What happens to the fields of a class before its constructor goes on: behind `super(…)`, or at the start where there is none. */
function startFields(cx: Lowering, node: ClassNode, making: Making): void {
  // Fields that are defined exist before the constructor runs; those that are set come behind its parameters.
  const fieldsFirst = definesFields(cx, node);
  if (!fieldsFirst) keepParameters(cx, node, making.self);
  initialiseFields(cx, node, making);
  if (fieldsFirst) keepParameters(cx, node, making.self);
}

function keepParameters(cx: Lowering, node: ClassNode, self: Self): void {
  for (const parameter of ownConstructor(cx, node)?.parameters ?? [])
    if (isProperty(cx, parameter)) keepParameter(cx, parameter, self);
}

function isProperty({ ts }: Lowering, parameter: ts.ParameterDeclaration): boolean {
  return ts.isParameterPropertyDeclaration(parameter, parameter.parent);
}

/** `constructor(readonly x: number)` */
function keepParameter(cx: Lowering, parameter: ts.ParameterDeclaration, self: Self): void {
  const { name } = parameter;
  if (cx.ts.isIdentifier(name)) setField(cx, parameter, self, name.text, lowerExpression(cx, name));
}

function initialiseFields(cx: Lowering, node: ClassNode, { self, typesOf }: Making): void {
  const { ts } = cx;
  const saved = cx.scope;
  for (const member of node.members) {
    if (!ts.isPropertyDeclaration(member) || ts.getCombinedModifierFlags(member) & skippedModifiers(ts)) continue;
    const name = ts.isIdentifier(member.name) || ts.isStringLiteral(member.name) ? member.name.text : undefined;
    if (name === undefined || heldFunction(cx.project, member) !== undefined) continue;
    cx.scope = childScope(cx.outermost, self, undefined, typesOf(node));
    if (member.initializer !== undefined) setField(cx, member, self, name, lowerExpression(cx, member.initializer));
    else if (definesFields(cx, node) && (lineOf(cx.project, node)?.length ?? 1) > 1)
      setField(cx, member, self, name, missing(cx, member, cx.types.at(member)));
    cx.scope = saved;
  }
}

export function definesFields({ ts, project }: Lowering, node: ts.Node): boolean {
  return definesFieldsIn(ts, project.program, node.getSourceFile());
}

function skippedModifiers(ts: Lowering['ts']): ts.ModifierFlags {
  return ts.ModifierFlags.Static | ts.ModifierFlags.Abstract | ts.ModifierFlags.Ambient;
}

function setField(cx: Lowering, node: ts.Node, self: Self, field: string, value: ValueId): void {
  if (self.kind === 'object') {
    const object = cx.env.get(self.variable)!;
    add(cx, node, { kind: 'set', object, field, value });
    return;
  }
  const variable = self.fieldOf(field);
  if (variable !== undefined) cx.env.set(variable, value);
}
