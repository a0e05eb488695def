/**
 * What modules keep between calls, where a derivative flows through it: constants with arrays and objects in them, and variables. Each
 * is a parameter of all functions that may have to do with it, so that callers hand down its shadow; the thing itself has its name.
 *
 * A variable is a cell, an object with the field `value`: reading and assigning it are a `get` and a `set`.
 */

import type ts from 'typescript';
import { hasTangent, present } from '../ir/type-facts.js';
import {
  CELL,
  type IrFunction,
  type IrType,
  type Op,
  type Origin,
  type Param,
  type Region,
  type ValueId,
} from '../ir/types.js';
import { opsOf, operandsOf, regionsWithin, carriedBy } from '../ir/walk.js';
import {
  type Lowering,
  type OutsideReads,
  originOf,
  type Project,
  setVariable,
  type StateVariable,
  valueOf,
  type Variable,
} from './context.js';
import { symbolOf } from './assigned.js';
import { isProjectFile } from './packages.js';
import { unaliased } from './resolve.js';

/** Notes by which name something of a module is reached, should a derivative turn out to flow through it. */
export function noteOutside(cx: Lowering, name: ts.Identifier): void {
  const symbol = symbolOf(cx, name);
  if (symbol !== undefined) cx.project.outside.set(placeOfOrigin(originOf(name)), unaliased(cx.project, symbol));
}

/** What stands at the place of a refusal. */
export function outsideAt(outside: OutsideReads, origin: Origin): ts.Symbol | undefined {
  return outside.get(placeOfOrigin(origin));
}

const placeOfOrigin = ({ file, start }: Origin): string => `${file} ${start}`;

/** What a symbol stands for, if derivatives can be followed through it; the module itself must be able to name it. */
export function stateVariable(project: Omit<Project, 'state'>, symbol: ts.Symbol): StateVariable | undefined {
  const { ts, checker, program } = project;
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name))
    return undefined;
  const statement = declaration.parent.parent;
  const file = declaration.getSourceFile();
  if (!ts.isVariableStatement(statement) || !ts.isSourceFile(statement.parent) || !isProjectFile(program, file))
    return undefined;
  const isVariable = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) === 0;
  const declared = checker.getBaseTypeOfLiteralType(checker.getTypeOfSymbol(symbol));
  const type = project.types.of(declared);
  if (!hasTangent(type) || !isPlain(type)) return undefined;
  if (!isVariable && type.kind !== 'array' && type.kind !== 'object') return undefined;
  const module = checker.getSymbolAtLocation(file);
  const exports = module === undefined ? [] : checker.getExportsOfModule(module);
  const exportedAs = exports.find((each) => unaliased(project, each) === symbol && each.name !== 'default')?.name;
  const of = { file: file.fileName, name: declaration.name.text, exportedAs };
  const text = project.types.textOf(declared);
  const cell: IrType = { kind: 'object', fields: new Map([[CELL, type]]), tuple: false, text: undefined };
  return {
    symbol,
    names: [symbol, ...importsOf(project, symbol)],
    type: isVariable ? cell : type,
    typeText: isVariable ? `{ ${CELL}: ${text} }` : text,
    state: { of, isVariable },
  };
}

/** An array of which only the run knows the kind is left to parameters, and so is what is keyed. */
function isPlain(type: IrType): boolean {
  const t = present(type);
  return t.kind !== 'keyed' && (t.kind !== 'array' || t.kinds === undefined);
}

/** The names under which other modules import it. */
function importsOf(project: Omit<Project, 'state'>, symbol: ts.Symbol): ts.Symbol[] {
  const { ts, checker, program } = project;
  return program
    .getSourceFiles()
    .filter((file) => isProjectFile(program, file))
    .flatMap((file) =>
      file.statements.flatMap((statement) => {
        const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
        if (bindings === undefined || !ts.isNamedImports(bindings)) return [];
        const names = bindings.elements.map((element) => checker.getSymbolAtLocation(element.name));
        return names.filter((name) => name !== undefined && unaliased(project, name) === symbol) as ts.Symbol[];
      }),
    );
}

/** Declares all of it as leading parameters; `pruneState` takes those away again that are not used. */
export function declareState(cx: Lowering): Param[] {
  return cx.project.state.map((known): Param => {
    const { symbol, names, type, typeText, state } = known;
    const value = cx.fn.value(type, symbol.name);
    const variable: Variable = { name: symbol.name, symbol, type, fn: undefined, state: known };
    for (const name of names) cx.outermost.variables.set(name, variable);
    setVariable(cx, variable, value);
    return { value, typeText, optional: false, rest: false, captured: true, state };
  });
}

/** What a call of a function of the project hands down. */
export function stateArguments(cx: Lowering, node: ts.Node): ValueId[] {
  return cx.project.state.map(({ symbol }) => valueOf(cx, cx.outermost.variables.get(symbol)!, node));
}

/**
 * Takes the parameters away that are not used: neither by a function itself nor by those that it calls. Code that is not understood, and
 * may write, may write to all that is used in a call of which it is a part.
 */
export function pruneState(
  functions: ReadonlyMap<string, IrFunction>,
  state: readonly StateVariable[],
): ReadonlyMap<string, IrFunction> {
  if (state.length === 0) return functions;
  const used = new Map([...functions].map(([key, fn]) => [key, usedBy(fn, state.length)]));
  spread(functions, (caller, callee) => addTo(used.get(caller)!, used.get(callee)));
  const around = new Map([...used].map(([key, its]) => [key, new Set(its)]));
  spread(functions, (caller, callee) => addTo(around.get(callee), around.get(caller)!));
  for (const [key, fn] of functions) if (mayWriteAnything(fn)) addTo(used.get(key), around.get(key));
  spread(functions, (caller, callee) => addTo(used.get(caller)!, used.get(callee)));
  const isKept = (key: string) => (_: unknown, i: number) => i >= state.length || used.get(key)!.has(i);
  return new Map(
    [...functions].map(([key, fn]) => {
      const params = fn.params.filter(isKept(key));
      const dropped = new Set(fn.params.filter((param) => !params.includes(param)).map(({ value }) => value));
      const values = new Map([...fn.values].filter(([value]) => !dropped.has(value)));
      const body = mapCalls(fn.body, (op) => ({ ...op, args: op.args.filter(isKept(op.callee.key)) }));
      return [key, { ...fn, params, values, body }];
    }),
  );
}

type Call = Extract<Op, { kind: 'call' }>;

/** Repeats something for every caller and callee until it changes nothing any more. */
function spread(functions: ReadonlyMap<string, IrFunction>, visit: (caller: string, callee: string) => boolean): void {
  const calls = [...functions].flatMap(([key, fn]) =>
    [...opsOf(fn.body)].flatMap((op) => (op.kind === 'call' ? [[key, op.callee.key] as const] : [])),
  );
  while (calls.filter(([caller, callee]) => visit(caller, callee)).length > 0);
}

/** Whether something was added. */
function addTo(target: Set<number> | undefined, source: ReadonlySet<number> | undefined): boolean {
  const before = target?.size;
  for (const each of source ?? []) target?.add(each);
  return target?.size !== before;
}

function mayWriteAnything(fn: IrFunction): boolean {
  return [...opsOf(fn.body)].some((op) => op.kind === 'opaque' && op.writesArguments && op.contained !== true);
}

function usedBy(fn: IrFunction, count: number): Set<number> {
  const all = fn.params.slice(0, count).map(({ value }) => value);
  const used = new Set<number>();
  const use = (value: ValueId): void => {
    const i = all.indexOf(value);
    if (i >= 0) used.add(i);
  };
  for (const op of opsOf(fn.body)) {
    (op.kind === 'call' ? op.args.slice(count) : operandsOf(op)).forEach(use);
  }
  for (const region of regionsWithin(fn.body)) carriedBy(region.end).forEach(use);
  return used;
}

function mapCalls(region: Region, map: (op: Call) => Call): Region {
  const within = (op: Op): Op => {
    switch (op.kind) {
      case 'call':
        return map(op);
      case 'if':
        return { ...op, then: mapCalls(op.then, map), else: mapCalls(op.else, map) };
      case 'loop':
        return { ...op, test: mapCalls(op.test, map), body: mapCalls(op.body, map) };
      case 'block':
      case 'closure':
        return { ...op, body: mapCalls(op.body, map) };
      default:
        return op;
    }
  };
  return { ...region, ops: region.ops.map(within) };
}
