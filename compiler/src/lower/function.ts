/** Lowers one function. */

import type ts from 'typescript';
import { type Diagnostic, diagnose } from '../diagnostics/report.js';
import { isStackOverflow } from '../diagnostics/stack-overflow.js';
import { FunctionBuilder, RegionBuilder } from '../ir/builder.js';
import type { FunctionKey, IrFunction, IrType, Param, Region, ValueId, ValueInfo } from '../ir/types.js';
import { opsOf, regionsWithin, resultsOf } from '../ir/walk.js';
import { elementOf, type OfClass, takesSelf } from './classes.js';
import { hasResult, parametersOf } from './calls.js';
import {
  type Called,
  childScope,
  declare,
  type FunctionNode,
  type LiftedFunction,
  type Lowering,
  missing,
  objectSelf,
  originOf,
  type Project,
  refusal,
  setVariable,
  terminate,
  type Variable,
} from './context.js';
import { lowerExpression } from './expressions.js';
import { opaquePieces } from './opaque.js';
import type { Captured } from './resolve.js';
import { nameSelf, valueArgument } from './inline.js';
import { declareState } from './module-state.js';
import { nestingProblem } from './nesting.js';
import { bindParameters } from './parameters.js';
import { lowerBody } from './statements.js';
import { typeErrors } from './type-errors.js';
import { maybe, type TypeTable } from './types.js';
import { written } from './untyped.js';

export type FunctionSource = {
  readonly key: FunctionKey;
  readonly name: string;
  readonly node: FunctionNode;
  /** For a recursive local function: what it captures, and the function that it stands in. */
  readonly lifted?: LiftedFunction;
  readonly root?: FunctionNode;
  readonly rootKey?: FunctionKey;
  /** For a function that is differentiated where it stands, within another. */
  readonly captured?: Captured;
  /** The types of its code, where type parameters are bound. */
  readonly types?: TypeTable | undefined;
};

export type FunctionResult = {
  /** `undefined` when there are problems. */
  readonly ir: IrFunction | undefined;
  readonly problems: readonly Diagnostic[];
  readonly calls: ReadonlyMap<FunctionKey, Called>;
};

/** @param lifted the recursive local functions of the outermost function; those that are met are added. */
export function lowerFunction(
  project: Project,
  source: FunctionSource,
  lifted: Map<ts.Node, LiftedFunction>,
): FunctionResult {
  const cx = createLowering(project, source, lifted);
  const nesting = nestingProblem(project.ts, source.node, source.name);
  if (nesting !== undefined) return { ir: undefined, problems: [nesting], calls: cx.calls };
  const refused = typeErrors(project.ts, project.program, source.node, source.name);
  if (refused.length > 0) return { ir: undefined, problems: refused, calls: cx.calls };
  let ir: IrFunction | undefined;
  try {
    ir = build(cx, source);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    const origin = cx.region.origin ?? originOf(source.node);
    const { name } = source;
    cx.problems.push(
      isStackOverflow(error) ? diagnose(1031, origin, { name }) : diagnose(9001, origin, { name, problem }),
    );
  }
  return { ir: cx.problems.length === 0 ? ir : undefined, problems: cx.problems, calls: cx.calls };
}

function createLowering(project: Project, source: FunctionSource, lifted: Map<ts.Node, LiftedFunction>): Lowering {
  const { ts, checker, program } = project;
  const own = source.types ?? project.types;
  const fn = new FunctionBuilder();
  const options = program.getCompilerOptions();
  const home = source.node.getSourceFile();
  const outermost = childScope(undefined);
  return {
    outermost,
    project,
    ts,
    checker,
    get types(): TypeTable {
      return this.scope.types ?? project.types;
    },
    root: source.root ?? source.node,
    home,
    rootKey: source.rootKey ?? source.key,
    checked: (options.strictNullChecks ?? options.strict ?? false) && !/\.[cm]?jsx?$/.test(home.fileName),
    fn,
    region: new RegionBuilder(fn, originOf(source.node)),
    env: new Map(),
    scope: childScope(outermost, undefined, undefined, source.types),
    end: undefined,
    dead: false,
    targets: [],
    returnTo: { kind: 'function', type: own.returned(source.node) },
    handler: undefined,
    passed: new Map(),
    known: new Map(),
    held: new Map(),
    fieldOrder: new Map(),
    flags: new Map(),
    unconditional: new Set(),
    wrappers: new Map(),
    making: undefined,
    inlining: [source.node],
    problems: [],
    calls: new Map(),
    lifted,
  };
}

function build(cx: Lowering, source: FunctionSource): IrFunction {
  const { node } = source;
  const entry = cx.region;
  const captured = declareState(cx);
  if (source.lifted !== undefined) captured.push(...declareCaptured(cx, source.lifted));
  if (source.captured !== undefined) captured.push(...declareSurroundings(cx, source.captured));
  if (takesSelf(cx.ts, node)) captured.push(declareSelf(cx, node));
  const own = parametersOf(cx, node).map((parameter) => parameterOf(cx, parameter));
  bindParameters(
    cx,
    node,
    own.map(({ value }) => valueArgument(value)),
  );
  const type = cx.types.returned(node);
  lowerFunctionBody(cx, node, type);
  const body = entry.end(cx.end ?? { kind: 'return', values: [] });
  const params = [...captured, ...own];
  return {
    key: source.key,
    name: source.name,
    params,
    results: hasResult(type) ? [type] : [],
    body,
    values: definedIn(cx, params, body),
    origin: originOf(node),
  };
}

function lowerFunctionBody(cx: Lowering, node: FunctionNode, type: IrType): void {
  const { body } = node;
  const wanted = hasResult(type);
  if (body === undefined) return;
  if (!cx.ts.isBlock(body)) {
    const value = lowerExpression(cx, body, wanted);
    if (cx.end === undefined) terminate(cx, { kind: 'return', values: wanted ? [value] : [] });
    return;
  }
  lowerBody(cx, body);
  if (cx.end === undefined) terminate(cx, { kind: 'return', values: wanted ? [missing(cx, node, type)] : [] });
}

function parameterOf(cx: Lowering, parameter: ts.ParameterDeclaration): Param {
  const { ts, checker } = cx;
  const declared = cx.types.at(parameter.name);
  const { initializer } = parameter;
  // Where it receives something of another type than its default, it always receives something.
  const isGiven =
    isReceived(cx, parameter) && initializer !== undefined && cx.types.at(initializer).kind !== declared.kind;
  const optional = !isGiven && (parameter.questionToken !== undefined || initializer !== undefined);
  const name = ts.isIdentifier(parameter.name) ? parameter.name.text : undefined;
  const value = cx.fn.value(optional ? maybe(declared) : declared, name);
  const type = cx.types.typeAt(parameter.name);
  const isBound = type !== checker.getTypeAtLocation(parameter.name);
  const given = isReceived(cx, parameter) ? declared : undefined;
  const typeText =
    given === undefined
      ? ((isBound ? undefined : parameter.type?.getText()) ?? cx.types.textOf(type, parameter))
      : written(given);
  return { value, typeText, optional, rest: parameter.dotDotDotToken !== undefined };
}

/** Whether the type of a parameter is that of what it receives. */
function isReceived(cx: Lowering, { name }: ts.ParameterDeclaration): boolean {
  const symbol = cx.checker.getSymbolAtLocation(name);
  return symbol !== undefined && cx.types.given.has(symbol);
}

/** The object that a method is called on is its first parameter. */
function declareSelf(cx: Lowering, node: OfClass): Param {
  const type = cx.types.typeAt(elementOf(cx.ts, node)!.parent);
  const value = cx.fn.value(cx.types.of(type), 'self');
  cx.scope = childScope(cx.scope, objectSelf(cx, value));
  return { value, typeText: cx.types.textOf(type), optional: false, rest: false };
}

/** The captured variables are the leading parameters; the local functions around it see these. */
function declareCaptured(cx: Lowering, lifted: LiftedFunction): Param[] {
  const params = lifted.captured.map(({ symbol, type }) => {
    const value = cx.fn.value(type, symbol.name);
    setVariable(cx, declare(cx, symbol, type), value);
    const typeText = cx.types.textOf(cx.checker.getBaseTypeOfLiteralType(cx.checker.getTypeOfSymbol(symbol)));
    return { value, typeText, optional: false, rest: false };
  });
  for (const variable of lifted.functions) {
    const { fn } = variable;
    const moved: Variable = fn?.kind === 'closure' ? { ...variable, fn: { ...fn, scope: cx.scope } } : variable;
    cx.scope.variables.set(variable.symbol, moved);
  }
  nameSelf(cx, { kind: 'closure', node: lifted.node, scope: cx.scope, name: lifted.name });
  return params;
}

/** Variables around a function that is differentiated where it stands: whatever they hold is a constant of the call. */
function declareSurroundings(cx: Lowering, { variables, functions }: Captured): Param[] {
  const params = variables.map((symbol): Param => {
    // Companions compare it with other constants than its own.
    const declared = cx.checker.getBaseTypeOfLiteralType(cx.checker.getTypeOfSymbol(symbol));
    const [type, typeText] = [cx.types.of(declared), cx.types.textOf(declared)];
    const value = cx.fn.value({ kind: 'opaque', text: typeText }, symbol.name);
    const node = symbol.declarations?.[0];
    const refused = node && refusal(1032, node, { name: cx.root.name?.getText() ?? 'operand', captured: symbol.name });
    const known =
      type.kind === 'opaque' || node === undefined || refused === undefined
        ? value
        : opaquePieces(cx, node, [value], type, { kind: 'pure', writesArguments: false }, refused);
    setVariable(cx, declare(cx, symbol, type), known);
    return { value, typeText, optional: false, rest: false, captured: true };
  });
  for (const [symbol, node] of functions)
    declare(
      cx,
      symbol,
      { kind: 'opaque', text: 'Function' },
      { kind: 'closure', node, scope: cx.scope, name: symbol.name },
    );
  return params;
}

/** The values that the function really has; what was tried and given up leaves none. */
function definedIn(cx: Lowering, params: readonly Param[], body: Region): ReadonlyMap<ValueId, ValueInfo> {
  const values = new Map<ValueId, ValueInfo>();
  const keep = (value: ValueId): void => void values.set(value, cx.fn.infoOf(value));
  params.forEach((param) => keep(param.value));
  for (const region of regionsWithin(body)) region.params.forEach(keep);
  for (const op of opsOf(body)) {
    resultsOf(op).forEach(keep);
    if (op.kind === 'loop') op.params.forEach(keep);
  }
  return values;
}
