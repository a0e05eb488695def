/**
 * Generic functions, by instances: for each way in which their type parameters are bound there is a function of its own. Functions whose
 * parameters have no type are generic in them.
 */

import type ts from 'typescript';
import type { FunctionKey } from '../ir/types.js';
import {
  childScope,
  type FunctionNode,
  type FunctionValue,
  type Instance,
  type Lowering,
  type Project,
  type Scope,
} from './context.js';
import { classBindings } from './class-types.js';
import { elementOf } from './classes.js';
import { substitute, typeArgumentsOf } from './substitute.js';
import { type Bindings, isSameGiven, sameType, type TypeTable } from './types.js';
import { givenAt, written } from './untyped.js';

type Module = Extract<FunctionValue, { kind: 'module' }>;
type Closure = Extract<FunctionValue, { kind: 'closure' }>;

/** A function that calls itself with ever larger types would have no end of instances. */
const maxInstances = 32;

/** A function of the project as a call means it. @param node the call, or the expression that stands for a function that is handed on. */
export function instanceOf(cx: Lowering, node: ts.Node, fn: Module): Module | undefined {
  const own = parametersOf(cx, fn.node).map((each) => cx.checker.getTypeAtLocation(each));
  if (fn.types !== undefined && own.every((parameter) => fn.types?.bindings.has(parameter))) return fn;
  return under(cx.project, fn, bindingsOf(cx, node, fn.node, fn.types), (types, isNamed) =>
    givenAt(cx, node, fn.node, types, isNamed),
  );
}

/** A method of a generic class as an object of a type means it; `undefined` where the type does not tell. */
export function methodOf(cx: Lowering, fn: Module, object: ts.Type): Module | undefined {
  const owner = elementOf(cx.ts, fn.node)?.parent;
  if (owner === undefined || !cx.ts.isClassLike(owner)) return fn;
  const bindings = classBindings(cx.project, owner, object);
  return bindings && under(cx.project, fn, bindings);
}

function under(
  project: Project,
  fn: Module,
  bindings: Bindings,
  givenIn?: (types: TypeTable, isNamed: (type: ts.Type) => boolean) => TypeTable['given'],
): Module | undefined {
  const isNamed = (type: ts.Type): boolean => isNamedAlikeIn(project, type, fn.node);
  if (![...bindings.values()].every(isNamed)) return undefined;
  const types = (fn.types ?? project.types).under(bindings);
  const given = givenIn?.(types, isNamed) ?? new Map();
  if (bindings.size + given.size === 0) return fn;
  const instance = instanceUnder(project, fn, types.under(new Map(), given), [...bindings]);
  return instance && { ...fn, ...instance };
}

/** A local function as a call means it: its scope knows what its type parameters stand for. */
export function boundClosure(cx: Lowering, node: ts.Node, fn: Closure): Closure {
  const bindings = bindingsOf(cx, node, fn.node, fn.scope.types);
  const types = typesIn(cx, fn);
  const given = givenAt(cx, node, fn.node, types, (type) => isNamedAlikeIn(cx.project, type, fn.node));
  if (bindings.size + given.size === 0) return fn;
  return { ...fn, scope: childScope(fn.scope, undefined, undefined, types.under(bindings, given)) };
}

/** A scope for the code of a function that a call runs. */
export function scopeOfCall(cx: Lowering, node: ts.CallExpression, fn: Module | Closure): Scope {
  if (fn.kind === 'closure') return boundClosure(cx, node, fn).scope;
  const bindings = bindingsOf(cx, node, fn.node, undefined);
  return childScope(
    cx.outermost,
    undefined,
    undefined,
    bindings.size > 0 ? cx.project.types.under(bindings) : undefined,
  );
}

/** The types of the code of a function. */
export function typesIn(cx: Lowering, fn: Module | Closure): TypeTable {
  return (fn.kind === 'module' ? fn.types : fn.scope.types) ?? cx.project.types;
}

/** The types by which a generic function that is differentiated by itself is taken: each parameter is what it has to be at least. */
export function typesByConstraint({ ts, checker, types }: Project, node: FunctionNode): TypeTable | undefined {
  const parameters = ts.getEffectiveTypeParameterDeclarations(node).map((each) => checker.getTypeAtLocation(each));
  if (parameters.length === 0) return undefined;
  return types.under(new Map(parameters.map((each) => [each, leastOf({ ts, checker }, each, parameters)])));
}

function leastOf(
  { ts, checker }: Pick<Project, 'ts' | 'checker'>,
  parameter: ts.Type,
  all: readonly ts.Type[],
): ts.Type {
  const least = checker.getBaseConstraintOfType(parameter);
  if (least === undefined || least.flags & ts.TypeFlags.TypeParameter) return checker.getUnknownType();
  // `T extends Shape<T>`: what it says of itself is not known.
  const unknown = all.map(() => checker.getAnyType());
  return substitute(ts, checker, least, all, unknown);
}

function instanceUnder(
  { instances, types }: Project,
  fn: Module,
  under: TypeTable,
  fresh: readonly (readonly [ts.Type, ts.Type])[],
): Instance | undefined {
  let all = instances.get(fn.node);
  if (all === undefined) instances.set(fn.node, (all = []));
  const bound = [...under.bindings];
  const known = all.find(
    ({ types: other }) =>
      isSameGiven(under.given, other.given) &&
      bound.every(([parameter, type]) => isSame(types, other.bindings.get(parameter), type)),
  );
  if (known !== undefined) return known;
  if (all.length >= maxInstances) return undefined;
  // What `this` is follows from the rest.
  const named = fresh.filter(([parameter]) => (parameter as { isThisType?: boolean }).isThisType !== true);
  const texts = [...named.map(([, type]) => types.textOf(type)), ...[...under.given.values()].map(written)];
  const short = texts.map(nameOf).join('_');
  const isTaken = (name: string): boolean => all.some((other) => other.name === name);
  let name = `${fn.name}_${short.length > 0 && short.length <= 32 ? short : all.length + 1}`;
  while (isTaken(name)) name += `_${all.length + 1}`;
  const key: FunctionKey = `${fn.key}<${name.slice(fn.name.length + 1)}>`;
  const instance = { key, name, types: under };
  all.push(instance);
  return instance;
}

function isSame(types: TypeTable, a: ts.Type | undefined, b: ts.Type): boolean {
  if (a === b) return true;
  if (a === undefined || types.textOf(a) !== types.textOf(b)) return false;
  const [x, y] = [types.of(a), types.of(b)];
  return x.kind !== 'opaque' && sameType(x, y);
}

/** `number[]` in a name: `numberArray`. */
function nameOf(text: string): string {
  return text
    .replace(/\[\]/g, 'Array')
    .replace(/<ArrayBuffer(Like)?>/g, '')
    .replace(/[^\p{ID_Continue}$]+/gu, '');
}

/* ----------------------------------------------------------------- bindings */

function parametersOf({ ts }: Lowering, node: FunctionNode): readonly ts.TypeParameterDeclaration[] {
  return ts.getEffectiveTypeParameterDeclarations(node);
}

/** What a call binds the type parameters of a function to. */
function bindingsOf(cx: Lowering, node: ts.Node, fn: FunctionNode, around: TypeTable | undefined): Bindings {
  const { ts, checker } = cx;
  const declared = parametersOf(cx, fn);
  const parameters = declared.map((each) => checker.getTypeAtLocation(each));
  const found = bySignature(cx, node, fn, declared) ?? byUse(cx, node, fn, parameters);
  const bound = new Map<ts.Type, ts.Type>();
  parameters.forEach((parameter, index) => {
    const given = found[index] && cx.types.resolve(found[index]);
    const written = declared[index]?.constraint;
    const least = written && checker.getTypeFromTypeNode(written);
    const constraint =
      least && substitute(ts, checker, around?.resolve(least) ?? least, [...bound.keys()], [...bound.values()]);
    bound.set(parameter, given === undefined ? leastOf(cx, parameter, parameters) : widened(cx, given, constraint));
  });
  return bound;
}

/** `1` and `2` are two types, but need no two functions. Texts are names of fields, where a type parameter asks for texts. */
function widened({ ts, checker }: Lowering, type: ts.Type, constraint: ts.Type | undefined): ts.Type {
  const base = checker.getBaseTypeOfLiteralType(type);
  if (constraint !== undefined && base.flags & ts.TypeFlags.String) return type;
  return base === type || (constraint !== undefined && !checker.isTypeAssignableTo(base, constraint)) ? type : base;
}

/** By the type arguments of the call, where it names the function, or an overload of it. */
function bySignature(
  { ts, checker }: Lowering,
  node: ts.Node,
  fn: FunctionNode,
  declared: readonly ts.TypeParameterDeclaration[],
): readonly (ts.Type | undefined)[] | undefined {
  const signature = ts.isCallExpression(node) ? checker.getResolvedSignature(node) : undefined;
  const declaration = signature?.declaration;
  const given = signature && typeArgumentsOf(checker, signature);
  if (given === undefined || declaration === undefined || ts.isJSDocSignature(declaration)) return undefined;
  if (declaration === fn) return given;
  const symbols = [declaration, fn].map((each) => checker.getSymbolAtLocation(each.name ?? each));
  if (symbols[0] === undefined || symbols[0] !== symbols[1]) return undefined;
  const names = ts.getEffectiveTypeParameterDeclarations(declaration).map(({ name }) => name.text);
  return declared.map(({ name }) => given[names.indexOf(name.text)]);
}

/** By what is passed for the parameters whose types name them. */
function byUse(
  cx: Lowering,
  node: ts.Node,
  fn: FunctionNode,
  parameters: readonly ts.Type[],
): readonly (ts.Type | undefined)[] {
  const { ts, checker } = cx;
  const found = new Map<ts.Type, ts.Type>();
  const match = (declared: ts.Type, given: ts.Type): void => {
    if (parameters.includes(declared)) {
      if (!found.has(declared)) found.set(declared, given);
      return;
    }
    const [target, other] = [declared as ts.TypeReference, given as ts.TypeReference];
    if (target.target === undefined || target.target !== other.target) return;
    const args = checker.getTypeArguments(other);
    checker.getTypeArguments(target).forEach((each, index) => args[index] && match(each, args[index]));
  };
  const passed = ts.isCallExpression(node)
    ? node.arguments.map((argument) => (ts.isSpreadElement(argument) ? undefined : checker.getTypeAtLocation(argument)))
    : ts.isExpression(node)
      ? expectedParameters(cx, node)
      : [];
  fn.parameters.forEach((parameter, index) => {
    const given = passed[index];
    if (given !== undefined && parameter.dotDotDotToken === undefined)
      match(checker.getTypeAtLocation(parameter.name), checker.getNonNullableType(given));
  });
  return parameters.map((parameter) => found.get(parameter));
}

/** What a function is given that is handed on where `node` stands. */
function expectedParameters({ checker }: Lowering, node: ts.Expression): readonly ts.Type[] {
  const signature = checker.getContextualType(node)?.getCallSignatures()[0];
  return signature?.getParameters().map((parameter) => checker.getTypeOfSymbol(parameter)) ?? [];
}

/* -------------------------------------------------------------------- names */

/** Whether the text of a type means the same where a function stands. */
function isNamedAlikeIn(project: Project, type: ts.Type, fn: FunctionNode): boolean {
  const { ts, checker, program } = project;
  const seen = new Set<ts.Type>();
  const isVisible = (symbol: ts.Symbol): boolean => {
    const declarations = symbol.declarations ?? [];
    if (declarations.every((each) => program.isSourceFileDefaultLibrary(each.getSourceFile()))) return true;
    const flags = ts.SymbolFlags.Type | ts.SymbolFlags.Alias;
    const named = checker.getSymbolsInScope(fn.getSourceFile(), flags).find(({ name }) => name === symbol.name);
    return named !== undefined && [checker.getExportSymbolOfSymbol(named), aliased(project, named)].includes(symbol);
  };
  const visit = (at: ts.Type): boolean => {
    if (seen.has(at)) return true;
    seen.add(at);
    if (at.aliasSymbol !== undefined) return isVisible(at.aliasSymbol) && (at.aliasTypeArguments ?? []).every(visit);
    if (at.isUnionOrIntersection()) return at.types.every(visit);
    if (at.flags & ts.TypeFlags.EnumLike) return at.symbol !== undefined && isVisible(at.symbol);
    if (!(at.flags & ts.TypeFlags.Object)) return true;
    const reference = at as ts.TypeReference;
    if (
      reference.target !== undefined &&
      !checker.getTypeArguments(reference).every((each) => each === at || visit(each))
    )
      return false;
    const { symbol } = at;
    if (symbol === undefined || checker.isTupleType(at)) return true;
    const unnamed = ts.SymbolFlags.TypeLiteral | ts.SymbolFlags.ObjectLiteral | ts.SymbolFlags.Function;
    if (!(symbol.flags & unnamed)) return isVisible(symbol);
    const signatures = [...at.getCallSignatures()];
    return (
      checker.getPropertiesOfType(at).every((property) => visit(checker.getTypeOfSymbol(property))) &&
      signatures.every(
        (each) =>
          visit(checker.getReturnTypeOfSignature(each)) &&
          each.getParameters().every((parameter) => visit(checker.getTypeOfSymbol(parameter))),
      )
    );
  };
  return visit(type);
}

function aliased({ ts, checker }: Project, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}
