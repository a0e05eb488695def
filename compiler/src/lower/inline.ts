/** Calls of local functions: their bodies are lowered where they are called; recursive ones become functions of their own. */

import type ts from 'typescript';
import type { IrType, ValueId } from '../ir/types.js';
import { assignedIn, isReassigned, symbolOf } from './assigned.js';
import { bindArguments, canBind, hasResult, lowerArgument, parametersOf, restOf, spreadElements } from './calls.js';
import { usesArguments } from './callbacks.js';
import {
  add,
  argumentsOf,
  type Callable,
  childScope,
  type Given,
  constant,
  type FunctionNode,
  type FunctionValue,
  inArm,
  type LiftedFunction,
  type Lowering,
  lookUp,
  missing,
  objectSelf,
  refusal,
  report,
  type Scope,
  splice,
  valueOf,
  type Variable,
} from './context.js';
import { openBlock } from './control.js';
import { lowerExpression } from './expressions.js';
import { mustSeeThrows, refuseThrowing } from './exceptions.js';
import { boundClosure, typesIn } from './generics.js';
import { isRecordArgument, recordArgument } from './function-values.js';
import { instantiate, makesFunction } from './instantiate.js';
import { alloc, spreadParts } from './literals.js';
import { stateArguments } from './module-state.js';
import { namespaceFunction } from './namespaces.js';
import { opaqueCall } from './opaque-calls.js';
import { snippet } from './opaque.js';
import { bindParameters } from './parameters.js';
import { perCall } from './per-call.js';
import { narrowed } from './places.js';
import { isGlobal, resolveFunction, skipOuter } from './resolve.js';
import { forget, isFunctions, isSelection, isThere, select } from './selected.js';
import { asksAbroad } from './specialise.js';
import { lowerBody } from './statements.js';
import { isSameGiven, type TypeTable } from './types.js';
import { walkTree } from './walk.js';

type Closure = Extract<FunctionValue, { kind: 'closure' }>;

/** What a parameter of an inlined function receives. */
export type Argument =
  | {
      readonly kind: 'value';
      readonly value: ValueId;
      /** What is known of the functions in it. */
      readonly held?: Callable;
    }
  | { readonly kind: 'function'; readonly fn: Callable; readonly node: ts.Expression };

/** How often one function may be inlined within itself, by way of functions passed to it. */
const maxNesting = 6;

export function callClosure(cx: Lowering, node: ts.CallExpression, fn: Closure, used: boolean): ValueId {
  const name = fn.name ?? snippet(node.expression);
  const unsupported = asyncOrGenerator(cx, fn.node);
  if (unsupported !== undefined) return opaqueCall(cx, node, used, refusal(unsupported, node, { name }));
  if (!canBind(cx, fn.node, argumentsOf(cx, node)))
    return opaqueCall(cx, node, used, refusal(1021, node, { text: snippet(node) }));
  if (isRecursive(cx, fn)) return callLifted(cx, node, boundClosure(cx, node, fn));
  if (!mayInline(cx, fn.node))
    return opaqueCall(cx, node, used, refusal(1019, node, { text: snippet(node.expression) }));
  const bound = boundClosure(cx, node, fn);
  const attempted = attempt(cx, () =>
    invoke(cx, node, bound, inlineArguments(cx, node, bound.node, typesIn(cx, bound)), used),
  );
  if (attempted.value !== undefined) return attempted.value;
  return opaqueCall(cx, node, used, refusal(1003, node, { name, problem: attempted.problem ?? '' }));
}

function asyncOrGenerator(cx: Lowering, node: FunctionNode): 1004 | 1005 | undefined {
  const { ts } = cx;
  if (node.asteriskToken !== undefined) return 1005;
  return ts.canHaveModifiers(node) &&
    ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword) === true
    ? 1004
    : undefined;
}

function mayInline(cx: Lowering, node: FunctionNode): boolean {
  return cx.inlining.length < 64 && cx.inlining.filter((other) => other === node).length < maxNesting;
}

/** A call of a function of the project that receives a function: inlined, so that it is known which function it calls. */
export function inlineModuleFunction(
  cx: Lowering,
  node: ts.CallExpression,
  fn: Extract<FunctionValue, { kind: 'module' }>,
  used: boolean,
): ValueId | undefined {
  const receives = argumentsOf(cx, node).some(
    (argument) =>
      resolveFunction(cx, argument) !== undefined ||
      makesFunction(cx, argument) ||
      isRecordArgument(cx, argument) ||
      isSelection(cx, argument),
  );
  // A function that stands in where none is passed is known, too, and so it is that there is none.
  const given = argumentsOf(cx, node);
  const isLeftOut = (index: number): boolean => {
    const argument = given[index] && skipOuter(cx.ts, given[index]);
    return (
      argument === undefined ||
      argument.kind === cx.ts.SyntaxKind.NullKeyword ||
      isGlobal(cx.project, argument, 'undefined')
    );
  };
  const isCallable = (type: ts.Type): boolean => cx.checker.getNonNullableType(type).getCallSignatures().length > 0;
  const hasDefault = parametersOf(cx, fn.node).some(
    (parameter, index) => isLeftOut(index) && isCallable(cx.types.typeAt(parameter)),
  );
  if (
    !(receives || hasDefault || mustSeeThrows(cx, fn.node) || usesArguments(cx, fn.node) || asksAbroad(cx, fn)) ||
    cx.inlining.includes(fn.node) ||
    fn.node === cx.root ||
    !canBind(cx, fn.node, argumentsOf(cx, node))
  )
    return undefined;
  const self = fn.self === undefined ? undefined : objectSelf(cx, fn.self);
  const scope = childScope(cx.outermost, self, undefined, fn.types);
  const closure: Closure = { kind: 'closure', node: fn.node, scope, name: fn.name };
  return attempt(cx, () => invoke(cx, node, closure, inlineArguments(cx, node, fn.node, typesIn(cx, fn)), used)).value;
}

/** A getter or setter that is lowered in place, as such methods are. */
export function inlineAccessor(
  cx: Lowering,
  node: ts.Expression,
  fn: Extract<FunctionValue, { kind: 'module' }>,
  args: readonly ValueId[],
): ValueId | undefined {
  if (fn.self === undefined || cx.inlining.includes(fn.node) || fn.node === cx.root) return undefined;
  if (!asksAbroad(cx, fn) && !givesLiteral(cx, fn.node)) return undefined;
  const scope = childScope(cx.outermost, objectSelf(cx, fn.self));
  const closure: Closure = { kind: 'closure', node: fn.node, scope, name: fn.name };
  return attempt(cx, () => invoke(cx, node, closure, args.map(valueArgument), true)).value;
}

/** A getter that is a constant of its class: a loop that asks for it counts as other loops do. */
function givesLiteral({ ts }: Lowering, node: FunctionNode): boolean {
  if (!ts.isGetAccessor(node) || node.body?.statements.length !== 1) return false;
  const [only] = node.body.statements;
  return (
    only !== undefined &&
    ts.isReturnStatement(only) &&
    only.expression !== undefined &&
    ts.isNumericLiteral(only.expression)
  );
}

/** Lowers something that may turn out not to be possible; then nothing of it stays. */
export function attempt(
  cx: Lowering,
  body: () => ValueId,
): { value: ValueId | undefined; problem: string | undefined } {
  const problems = cx.problems.length;
  const { handler, scope, targets, returnTo, inlining } = cx;
  const exits = exitLists(cx);
  const lengths = exits.map((each) => each.length);
  let value: ValueId | undefined;
  const arm = inArm(cx, () => (value = body()));
  const [problem] = cx.problems.splice(problems);
  if (problem !== undefined) {
    exits.forEach((each, index) => (each.length = lengths[index] ?? 0));
    Object.assign(cx, { handler, scope, targets, returnTo, inlining });
    return { value: undefined, problem: problem.message };
  }
  splice(cx, arm);
  return { value, problem: undefined };
}

/** The jumps out of all blocks around the cursor: those that were tried and given up must not stay. */
function exitLists(cx: Lowering): unknown[][] {
  const targets = cx.targets.flatMap(({ breakTo, continueTo }) => [breakTo, continueTo]);
  const returned = cx.returnTo.kind === 'block' ? [cx.returnTo.exit] : [];
  return [...targets, ...returned, cx.handler].flatMap((exit) => (exit?.kind === 'block' ? [exit.exits] : []));
}

/* ---------------------------------------------------------------- arguments */

/**
 * Evaluates the arguments of a call that is inlined: one for each parameter, as far as there are any.
 *
 * @param types those of the function's code.
 * @param asValues whether objects are needed that could be taken apart as well.
 */
export function inlineArguments(
  cx: Lowering,
  node: ts.CallExpression,
  fn: FunctionNode,
  types: TypeTable = cx.types,
  asValues = false,
): Argument[] {
  const { ts } = cx;
  const parameters = parametersOf(cx, fn);
  const single: Argument[] = [];
  const all = argumentsOf(cx, node);
  for (const [index, argument] of all.entries()) {
    const parameter = parameters[single.length];
    if (parameter?.dotDotDotToken !== undefined) {
      const parts = spreadParts(cx, all.slice(index)) ?? [];
      const form = parts.some((part) => part.spread)
        ? ({ form: 'spread', parts } as const)
        : ({ form: 'literal', elements: parts.map((part) => part.value) } as const);
      single.push(valueArgument(alloc(cx, node, types.at(parameter), form)));
      break;
    }
    if (ts.isSpreadElement(argument)) {
      single.push(...spreadElements(cx, argument).map(valueArgument));
      continue;
    }
    const takes = parameter !== undefined && takesFunction(cx, parameter);
    const selected = parameter !== undefined && !asValues ? select(cx, argument) : undefined;
    if (selected !== undefined) {
      const { of, keys } = selected;
      const isPassed = !isThere(of) && (takes || !isFunctions(of));
      single.push(
        isPassed
          ? { kind: 'function', fn: of, node: argument }
          : {
              kind: 'value',
              value: lowerExpression(cx, argument),
              ...((takes || (parameter && ts.isObjectBindingPattern(parameter.name))) && { held: of }),
            },
      );
      forget(cx, keys);
      continue;
    }
    const known = takes ? (resolveFunction(cx, argument) ?? instantiate(cx, argument)) : undefined;
    const passed = known ?? (parameter && !asValues ? recordArgument(cx, parameter, argument) : undefined);
    single.push(
      passed === undefined
        ? valueArgument(lowerArgument(cx, argument, parameter, types))
        : { kind: 'function', fn: passed, node: argument },
    );
  }
  return single;
}

export const valueArgument = (value: ValueId): Argument => ({ kind: 'value', value });

/** Whether calls of a parameter always mean the function that was passed. */
function takesFunction(cx: Lowering, parameter: ts.ParameterDeclaration): boolean {
  if (!cx.ts.isIdentifier(parameter.name)) return false;
  const symbol = cx.checker.getSymbolAtLocation(parameter.name);
  return symbol !== undefined && !isReassigned(cx, symbol);
}

/* ----------------------------------------------------------------- inlining */

/** Lowers the body of a function at the cursor. `return` leaves a block, whose value is the function's. */
export function invoke(
  cx: Lowering,
  node: ts.Expression,
  fn: Closure,
  args: readonly Argument[],
  used: boolean,
): ValueId {
  const type = typesIn(cx, fn).returned(fn.node);
  const wanted = used && hasResult(type);
  const assigned = (): Set<Variable> =>
    assignedIn(
      cx,
      [],
      [
        fn,
        ...args.flatMap((each) => (each.kind === 'function' ? [each.fn] : each.held === undefined ? [] : [each.held])),
      ],
    );
  const run = (): ValueId | undefined => runBody(cx, node, fn, args, type, wanted);
  const value = perCall(cx, node, fn.node, wanted ? type : undefined, run, assigned);
  return value ?? (wanted ? missing(cx, node, type) : constant(cx, node, undefined));
}

function runBody(
  cx: Lowering,
  node: ts.Expression,
  fn: Closure,
  args: readonly Argument[],
  type: IrType,
  wanted: boolean,
): ValueId | undefined {
  const { ts } = cx;
  const saved = { scope: cx.scope, targets: cx.targets, returnTo: cx.returnTo, inlining: cx.inlining };
  // Only arrows share `this` with what is around them; a method's scope says what it is.
  cx.scope = childScope(
    fn.scope,
    ts.isFunctionExpression(fn.node) || ts.isFunctionDeclaration(fn.node) ? null : undefined,
    ts.isArrowFunction(fn.node) ? undefined : givenTo(cx, node, fn, args),
  );
  cx.targets = [];
  cx.inlining = [...cx.inlining, fn.node];
  nameSelf(cx, fn);
  const value = openBlock(
    cx,
    node,
    (exit) => {
      cx.returnTo = { kind: 'block', exit, type, wanted };
      bindParameters(cx, fn.node, args);
      const { body } = fn.node;
      if (body === undefined) return undefined;
      if (!ts.isBlock(body)) {
        const result = lowerExpression(cx, body, wanted);
        return wanted ? result : undefined;
      }
      lowerBody(cx, body);
      return wanted && !cx.dead ? missing(cx, node, type) : undefined;
    },
    wanted ? type : undefined,
  );
  Object.assign(cx, saved);
  return value;
}

/** What `arguments` lists, as far as that is known: for a parameter that is assigned, it may change with it. */
function givenTo(cx: Lowering, node: ts.Expression, fn: Closure, args: readonly Argument[]): Given | undefined {
  const isCounted = cx.ts.isCallExpression(node) && argumentsOf(cx, node).length === args.length;
  return isCounted ? givenBy(cx, fn.node, args) : undefined;
}

/** What `arguments` lists where a function receives these and no others. */
export function givenBy(cx: Lowering, fn: FunctionNode, args: readonly Argument[]): Given | undefined {
  if (!usesArguments(cx, fn)) return undefined;
  const values = args.flatMap((argument) => (argument.kind === 'value' ? [argument.value] : []));
  const isFixed = parametersOf(cx, fn).every((parameter) => {
    const symbol = cx.ts.isIdentifier(parameter.name) ? symbolOf(cx, parameter.name) : undefined;
    return symbol !== undefined && !isReassigned(cx, symbol) && parameter.dotDotDotToken === undefined;
  });
  return isFixed && values.length === args.length ? { fn, values } : undefined;
}

/** A function expression's own name means the function within it. */
export function nameSelf(cx: Lowering, fn: Closure): void {
  const { ts } = cx;
  if (!ts.isFunctionExpression(fn.node) || fn.node.name === undefined) return;
  const symbol = cx.checker.getSymbolAtLocation(fn.node.name);
  if (symbol !== undefined)
    cx.scope.variables.set(symbol, { name: fn.node.name.text, symbol, type: { kind: 'opaque', text: 'Function' }, fn });
}

/* ---------------------------------------------------------------- recursion */

type Captures = {
  readonly functions: Map<ts.Symbol, Variable>;
  readonly variables: Map<ts.Symbol, Variable>;
  recursive: boolean;
};

/** The variables and local functions around it that a function uses, also by way of the functions that it calls. */
function capturesOf(cx: Lowering, fn: Closure): Captures {
  const { ts } = cx;
  const found: Captures = { functions: new Map(), variables: new Map(), recursive: false };
  const seen = new Set<ts.Node>();
  const scan = (node: FunctionNode, scope: Scope): void => {
    if (seen.has(node)) return;
    seen.add(node);
    walkTree(node, (at) => {
      if (ts.isIdentifier(at) && at !== node.name) {
        const symbol = symbolOf(cx, at);
        const variable = symbol && lookUp(scope, symbol);
        if (symbol?.valueDeclaration === fn.node || (variable?.fn?.kind === 'closure' && variable.fn.node === fn.node))
          found.recursive = true;
        const spaced = variable === undefined && symbol !== undefined ? namespaceFunction(cx, symbol) : undefined;
        if (spaced?.node === fn.node) found.recursive = true;
        if (spaced !== undefined) scan(spaced.node, spaced.scope);
        if (symbol !== undefined && variable !== undefined && variable.state === undefined) {
          (variable.fn === undefined ? found.variables : found.functions).set(symbol, variable);
          if (variable.fn?.kind === 'closure') scan(variable.fn.node, variable.fn.scope);
        }
      }
    });
  };
  scan(fn.node, fn.scope);
  return found;
}

export function isRecursive(cx: Lowering, fn: Closure): boolean {
  return cx.lifted.has(fn.node) || capturesOf(cx, fn).recursive;
}

/** Calls a recursive local function as a function of its own, which receives the variables that it captures. */
function callLifted(cx: Lowering, node: ts.CallExpression, fn: Closure): ValueId {
  const lifted = cx.lifted.get(fn.node) ?? lift(cx, node, fn);
  if (!haveSameBindings(lifted.types, fn.scope.types)) report(cx, 2003, node, { name: lifted.name });
  const type = typesIn(cx, fn).returned(fn.node);
  const captured = lifted.captured.map(({ symbol, type: capturedType }) => {
    const variable = lookUp(fn.scope, symbol);
    return variable === undefined ? missing(cx, node, capturedType) : valueOf(cx, variable, node);
  });
  refuseThrowing(cx, node, fn.node);
  const failed = cx.project.failed.get(lifted.key);
  if (failed !== undefined) report(cx, 1003, node, { name: lifted.name, problem: failed.message });
  const args = [...stateArguments(cx, node), ...captured, ...bindArguments(cx, node, fn.node, typesIn(cx, fn))];
  const callee = { key: lifted.key, companion: 'primal', variant: '' } as const;
  if (!hasResult(type)) {
    perCall(cx, node, fn.node, undefined, () => {
      add(cx, node, { kind: 'call', results: [], callee, args, ...restOf(cx, fn.node) });
      return undefined;
    });
    return constant(cx, node, undefined);
  }
  const resultType = narrowed(type, cx.types.at(node));
  return perCall(cx, node, fn.node, resultType, () => {
    const result = cx.fn.value(resultType);
    add(cx, node, { kind: 'call', results: [result], callee, args, ...restOf(cx, fn.node) });
    return result;
  })!;
}

function haveSameBindings(a: TypeTable | undefined, b: TypeTable | undefined): boolean {
  const [ours, theirs] = [a?.bindings, b?.bindings];
  const isOne = [...(ours ?? [])].every(([parameter, type]) => theirs?.get(parameter) === type);
  return isOne && ours?.size === theirs?.size && isSameGiven(a?.given ?? new Map(), b?.given ?? new Map());
}

function lift(cx: Lowering, node: ts.Node, fn: Closure): LiftedFunction {
  const name = fn.name ?? (fn.node.name && cx.ts.isIdentifier(fn.node.name) ? fn.node.name.text : 'local');
  walkTree(fn.node, (at) => {
    if (at.kind === cx.ts.SyntaxKind.ThisKeyword) report(cx, 1006, at, { text: 'this' });
  });
  const { functions, variables } = capturesOf(cx, fn);
  for (const [symbol, variable] of variables) {
    if (isReassigned(cx, symbol))
      report(cx, 1009, node, { name, variable: variable.name, what: 'is assigned more than once' });
    else if (cx.env.get(variable) === undefined)
      report(cx, 1009, node, { name, variable: variable.name, what: 'has no value yet' });
  }
  for (const [symbol, variable] of functions)
    if (variable.fn !== undefined && !/^(closure|module|math)$/.test(variable.fn.kind))
      report(cx, 1009, node, { name, variable: variable.name, what: 'stands for functions that the run chooses' });
    else if (symbol.valueDeclaration !== undefined && cx.ts.isParameter(symbol.valueDeclaration))
      report(cx, 1009, node, { name, variable: variable.name, what: 'is a function that was passed in' });
  const taken = new Set([...cx.lifted.values()].map((other) => other.key));
  let key = `${cx.rootKey}.${name}`;
  for (let number = 2; taken.has(key); number += 1) key = `${cx.rootKey}.${name}${number}`;
  const lifted = {
    key,
    node: fn.node,
    name,
    captured: [...variables.values()],
    functions: [...functions.values()],
    types: fn.scope.types,
  };
  cx.lifted.set(fn.node, lifted);
  return lifted;
}
