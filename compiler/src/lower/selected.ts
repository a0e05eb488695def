/**
 * Functions in arrays and tables: `steps[i](x)`, `layers[i].activate(x)`, `table[name](x)`. What stands there is known, and nothing changes
 * it; which of them is meant the index or the key tells when the program runs.
 */

import type ts from 'typescript';
import type { IrType, ValueId } from '../ir/types.js';
import { symbolOf } from './assigned.js';
import {
  apply,
  boolean,
  type Callable,
  type ChoiceValue,
  type ClassValue,
  constant,
  declare,
  type FunctionValue,
  hiddenVariable,
  type ListValue,
  type Lowering,
  lookUp,
  missing,
  type PickValue,
  type RecordValue,
  refusal,
  report,
  typeOf,
  valueOf,
  type Variable,
} from './context.js';
import { branchValue } from './control.js';
import { throwValue } from './exceptions.js';
import { lowerExpression } from './expressions.js';
import { constantStructure, isList, listOf } from './function-lists.js';
import { isRecord, losesThis, recordOf } from './function-values.js';
import { opaquePieces, snippet } from './opaque.js';
import { bindPattern } from './destructuring.js';
import { bindName } from './parameters.js';
import { isCallee, resolveCallable, skipOuter } from './resolve.js';
import { present } from './types.js';

/* --------------------------------------------------------------------- paths */

/** `layers[i].activate`: what is known of `layers`, and the way from there. */
type Path = { readonly root: Callable | Literal; readonly steps: readonly (string | ts.Expression)[] };
type Literal = { readonly kind: 'literal'; readonly node: ts.Expression };

function pathTo(cx: Lowering, node: ts.Expression): Path | undefined {
  const { ts } = cx;
  const at = skipOuter(ts, node);
  if (cx.known.has(at)) return undefined;
  if (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at)) {
    if (at.questionDotToken !== undefined) return undefined;
    const step = ts.isElementAccessExpression(at) ? stepOf(cx, at.argumentExpression) : at.name.text;
    const path = step === undefined ? undefined : pathTo(cx, at.expression);
    if (path !== undefined) return { ...path, steps: [...path.steps, step!] };
    // `m.table`, for a module `m`.
    const constant = ts.isPropertyAccessExpression(at) ? constantStructure(cx, at) : undefined;
    return constant && { root: constant, steps: [] };
  }
  if (isList(cx, at) || isRecord(cx, at)) return { root: { kind: 'literal', node: at }, steps: [] };
  if (!ts.isIdentifier(at)) return undefined;
  const symbol = symbolOf(cx, at);
  const variable = symbol && lookUp(cx.scope, symbol);
  const root = variable === undefined ? constantStructure(cx, at) : (variable.fn ?? cx.held.get(variable));
  return root && { root, steps: [] };
}

function stepOf(cx: Lowering, key: ts.Expression): string | ts.Expression | undefined {
  const { ts } = cx;
  const at = skipOuter(ts, key);
  if (ts.isStringLiteralLike(at)) return at.text;
  if (ts.isNumericLiteral(at)) return String(Number(at.text));
  return keyKind(cx, key) === undefined ? undefined : key;
}

function keyKind(cx: Lowering, key: ts.Expression): 'number' | 'string' | undefined {
  const { kind } = present(cx.types.at(key));
  return kind === 'number' || kind === 'string' ? kind : undefined;
}

/** What may stand where a step leads to; `undefined` where one of these is not known. */
function reach(cx: Lowering, from: Callable, step: string | ts.Expression): readonly Callable[] | undefined {
  if (from.kind === 'pick' || from.kind === 'choice') {
    const all = partsOf(from).map(({ of }) => reach(cx, of, step));
    return all.every((each) => each !== undefined) ? all.flat() : undefined;
  }
  if (from.kind !== 'list' && from.kind !== 'record') return undefined;
  if (typeof step === 'string') {
    const part = partOf(from, step);
    return part && [part];
  }
  if (from.kind === 'record' && mayHoldOthers(from)) return undefined;
  const parts = (keyKind(cx, step) === 'number') === (from.kind === 'list') ? partsOf(from) : [];
  return parts.length > 0 ? parts.map(({ of }) => of) : undefined;
}

/** Whether a name that only the run knows may be that of a function that is not known. */
function mayHoldOthers({ members, hasOthers }: RecordValue): boolean {
  const isOther = (member: Callable | Variable): boolean =>
    !('kind' in member) && member.type.kind === 'opaque' && member.type.callable === true;
  return hasOthers === true || [...members.values()].some(isOther);
}

function partOf(from: ListValue | RecordValue, name: string): Callable | undefined {
  if (from.kind === 'list') return String(Number(name)) === name ? from.items[Number(name)] : undefined;
  const member = from.members.get(name);
  return member !== undefined && 'kind' in member ? member : undefined;
}

type Part = PickValue['ways'][number];

function partsOf(from: Exclude<Callable, FunctionValue | ClassValue>): readonly Part[] {
  if (from.kind === 'pick') return from.ways;
  if (from.kind === 'choice') return [from.then, from.otherwise].map((of, key) => ({ key, of }));
  if (from.kind === 'list') return from.items.map((of, key) => ({ key, of }));
  return [...from.members].flatMap(([key, of]) => ('kind' in of ? [{ key, of }] : []));
}

/** Whether an expression leads to functions that are known, or to objects that hold such. */
export function isSelection(cx: Lowering, node: ts.Expression): boolean {
  const path = pathTo(cx, node);
  if (path === undefined) return false;
  const { root, steps } = path;
  if (root.kind === 'literal') {
    const [step, ...others] = steps;
    const isIndex = step !== undefined && typeof step !== 'string' && others.length === 0;
    return isIndex && (keyKind(cx, step) === 'number') === cx.ts.isArrayLiteralExpression(root.node);
  }
  let reached: readonly Callable[] = [root];
  for (const step of steps) {
    const next = reached.map((each) => reach(cx, each, step));
    if (!next.every((each) => each !== undefined)) return false;
    reached = next.flat();
  }
  return steps.length === 0 || isCallee(cx.ts, node) || !reached.some((each) => losesThis(cx, each));
}

export type Selection = {
  readonly of: Callable;
  /** What was evaluated on the way; to be forgotten once the expression is done with. */
  readonly keys: readonly ts.Expression[];
};

/** What an expression leads to; the keys on the way are evaluated at the cursor. */
export function select(cx: Lowering, node: ts.Expression): Selection | undefined {
  const path = isSelection(cx, node) ? pathTo(cx, node) : undefined;
  if (path === undefined) return undefined;
  const { root, steps } = path;
  const keys: ts.Expression[] = [];
  let of = root.kind === 'literal' ? (listOf(cx, root.node) ?? recordOf(cx, root.node)) : root;
  for (const step of steps) {
    if (of === undefined) break;
    if (typeof step === 'string') of = stepInto(of, step);
    else {
      const value = lowerExpression(cx, step);
      of = picked(of, hiddenVariable(cx, 'key', typeOf(cx, value), value), false);
      cx.known.set(step, value);
      keys.push(step);
    }
  }
  if (of === undefined) forget(cx, keys);
  return of && { of, keys };
}

export function forget(cx: Lowering, keys: readonly ts.Expression[]): void {
  for (const key of keys) cx.known.delete(key);
}

function stepInto(from: Callable, name: string): Callable | undefined {
  if (from.kind === 'pick' || from.kind === 'choice') return changed(from, (of) => stepInto(of, name)!);
  return from.kind === 'list' || from.kind === 'record' ? partOf(from, name) : undefined;
}

/** @param isCertain whether the key is certainly that of a part. */
export function picked(from: Callable, key: Variable, isCertain: boolean): Callable {
  if (from.kind === 'pick' || from.kind === 'choice') return changed(from, (of) => picked(of, key, isCertain));
  const ways = from.kind === 'list' || from.kind === 'record' ? partsOf(from) : [];
  return { kind: 'pick', key, ways, isCertain };
}

function changed(from: PickValue | ChoiceValue, change: (of: Callable) => Callable): Callable {
  return from.kind === 'pick'
    ? { ...from, ways: from.ways.map(({ key, of }) => ({ key, of: change(of) })) }
    : { ...from, then: change(from.then), otherwise: change(from.otherwise) };
}

/** All that one of several may be. */
export function leaves(of: Callable): readonly Exclude<Callable, PickValue | ChoiceValue>[] {
  return of.kind === 'pick' || of.kind === 'choice' ? partsOf(of).flatMap((part) => leaves(part.of)) : [of];
}

export function isFunctions(of: Callable): boolean {
  return leaves(of).every(({ kind }) => kind === 'closure' || kind === 'module' || kind === 'math');
}

/** Whether a structure is there when the program runs: only its functions are known without it. */
export function isThere(of: Callable): boolean {
  return leaves(of).some(
    (each) => (each.kind === 'record' && each.isPartial === true) || (each.kind === 'list' && each.items.some(isThere)),
  );
}

/* ---------------------------------------------------------------------- uses */

/** Does something with whichever of several is meant. */
export function withEither(
  cx: Lowering,
  node: ts.Expression,
  of: Callable,
  type: IrType | undefined,
  use: (of: Exclude<Callable, PickValue | ChoiceValue>) => ValueId | undefined,
): ValueId | undefined {
  const inner = (each: Callable): ValueId | undefined => withEither(cx, node, each, type, use);
  if (of.kind === 'choice') {
    const test = valueOf(cx, of.test, node);
    return branchValue(
      cx,
      node,
      test,
      () => inner(of.then),
      () => inner(of.otherwise),
      type,
    );
  }
  if (of.kind !== 'pick') return use(of);
  const choose = ([way, ...others]: PickValue['ways']): ValueId | undefined => {
    if (way === undefined) return void throwMissing(cx, node);
    if (others.length === 0 && of.isCertain) return inner(way.of);
    const test = apply(cx, node, 'eq', [valueOf(cx, of.key, node), constant(cx, node, way.key)], boolean);
    return branchValue(
      cx,
      node,
      test,
      () => inner(way.of),
      () => choose(others),
      type,
    );
  };
  return choose(of.ways);
}

/** What the language does where there is nothing to be called, or to be asked for a property. */
function throwMissing(cx: Lowering, node: ts.Expression): void {
  const { ts } = cx;
  const text = ts.isCallExpression(node)
    ? `${snippet(node.expression)} is not a function`
    : `${snippet(node)} is not defined`;
  const pure = { kind: 'pure', writesArguments: false } as const;
  const error = { kind: 'opaque', text: 'TypeError' } as const;
  const pieces = [`new TypeError(${JSON.stringify(text)})`];
  throwValue(cx, node, opaquePieces(cx, node, pieces, error, pure, refusal(1019, node, { text: snippet(node) })));
}

/** `layers[i].width`, `steps.length`: what is no function of a structure that is only taken apart. */
export function selectedPart(cx: Lowering, node: ts.PropertyAccessExpression): ValueId | undefined {
  if (!isSelection(cx, node.expression)) return undefined;
  const variable = resolveCallable(cx, node.expression);
  if (variable?.kind === 'record') return undefined;
  const from = select(cx, node.expression);
  if (from === undefined) return undefined;
  const value = isThere(from.of) ? undefined : readPart(cx, node, from.of, node.name.text, cx.types.at(node));
  forget(cx, from.keys);
  return value;
}

export function readPart(
  cx: Lowering,
  node: ts.Expression,
  from: Callable,
  name: string,
  type: IrType,
): ValueId | undefined {
  const isKnown = leaves(from).every(
    (each) => (each.kind === 'list' && name === 'length') || (each.kind === 'record' && isData(each, name)),
  );
  if (!isKnown) return undefined;
  return withEither(cx, node, from, type, (of) => {
    if (of.kind === 'list') return constant(cx, node, of.items.length);
    const member = of.kind === 'record' ? of.members.get(name) : undefined;
    return member === undefined || 'kind' in member ? missing(cx, node, type) : valueOf(cx, member, node);
  });
}

function isData(record: RecordValue, name: string): boolean {
  const member = record.members.get(name);
  return member === undefined || !('kind' in member);
}

/* ------------------------------------------------------------------- bindings */

/** Gives a name or the names of a pattern what a selection holds; `value` makes what is there of it when the program runs. */
export function bindSelected(cx: Lowering, name: ts.BindingName, of: Callable, value: () => ValueId): void {
  const { ts } = cx;
  const declared = (identifier: ts.Identifier, fn: Callable): void => {
    const symbol = symbolOf(cx, identifier);
    if (symbol !== undefined) declare(cx, symbol, { kind: 'opaque', text: 'Function' }, fn);
  };
  if (ts.isIdentifier(name)) {
    if (!isThere(of)) return declared(name, of);
    bindName(cx, name, value());
    const symbol = symbolOf(cx, name);
    const variable = symbol && lookUp(cx.scope, symbol);
    if (variable !== undefined) cx.held.set(variable, of);
    return;
  }
  const functionOf = (element: ts.BindingElement): Callable | undefined => {
    const key = element.propertyName ?? element.name;
    const known = ts.isIdentifier(key) ? reach(cx, of, key.text) : undefined;
    if (known?.some((each) => losesThis(cx, each))) report(cx, 1019, element, { text: element.getText() });
    return known && stepInto(of, (key as ts.Identifier).text);
  };
  if (!ts.isObjectBindingPattern(name)) return;
  const functions = new Map(name.elements.map((each) => [each.name as ts.BindingName, functionOf(each)]));
  if (isThere(of)) {
    bindPattern(cx, name, value(), (identifier, part) => {
      const fn = functions.get(identifier);
      if (fn === undefined) bindName(cx, identifier, part);
      else declared(identifier, fn);
    });
    return;
  }
  for (const element of name.elements) {
    const fn = functions.get(element.name);
    const key = (element.propertyName ?? element.name) as ts.Identifier;
    const type = cx.types.at(element.name);
    if (fn !== undefined) declared(element.name as ts.Identifier, fn);
    else bindName(cx, element.name, readPart(cx, key, of, key.text, type) ?? missing(cx, element, type));
  }
}
