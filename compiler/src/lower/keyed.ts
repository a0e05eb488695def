/** What is keyed: a `Map`, or a record whose fields the run names. How it is made, read and written. */

import type ts from 'typescript';
import type { KeyedType, ValueId } from '../ir/types.js';
import { add, boolean, constant, emit, type Lowering, refusal, typeOf } from './context.js';
import { lowerExpression } from './expressions.js';
import { eachCell, forEach } from './keyed-iteration.js';
import { alloc } from './literals.js';
import { guarded, opaquePieces, snippet } from './opaque.js';
import { comparedWithUndefined } from './places.js';
import { isGlobal, skipOuter } from './resolve.js';
import { maybe, present } from './types.js';

const reads = { kind: 'reads', writesArguments: false } as const;
const writes = { kind: 'effects', writesArguments: true } as const;

/** The type of an expression that is keyed, and in this way. */
export function keyedAt(cx: Lowering, node: ts.Expression, container: KeyedType['container']): KeyedType | undefined {
  const type = present(cx.types.at(node));
  return type.kind === 'keyed' && type.container === container ? type : undefined;
}

export function isKeyedValue(cx: Lowering, value: ValueId, container: KeyedType['container']): boolean {
  const type = present(typeOf(cx, value));
  return type.kind === 'keyed' && type.container === container;
}

/* ------------------------------------------------------------------- making */

/** The keyed type that an object literal is to have, if it is one. */
export function recordTypeOf(cx: Lowering, node: ts.ObjectLiteralExpression): KeyedType | undefined {
  const { ts, checker } = cx;
  const outer = cx.wrappers.get(node) ?? node;
  const own = keyedAt(cx, node, 'record');
  const isCast = outer !== node && (ts.isAsExpression(outer) || ts.isTypeAssertionExpression(outer));
  const cast = isCast ? keyedAt(cx, outer, 'record') : undefined;
  const contextual = checker.getContextualType(outer);
  const expected = contextual && present(cx.types.of(checker.getNonNullableType(cx.types.resolve(contextual))));
  return own ?? cast ?? (expected?.kind === 'keyed' && expected.container === 'record' ? expected : undefined);
}

/** A record of the properties that the literal names or computes; `undefined`: not all of them are known. */
export function recordOf(cx: Lowering, node: ts.ObjectLiteralExpression, type: KeyedType): ValueId | undefined {
  const { ts } = cx;
  const isKnown = (property: ts.ObjectLiteralElementLike): boolean => {
    if (ts.isSpreadAssignment(property)) {
      const source = cx.types.at(property.expression);
      return source.kind === 'keyed' && source.container === 'record';
    }
    // Such a property gives the object a prototype.
    if (ts.isPropertyAssignment(property)) return property.name.getText().replace(/^['"]|['"]$/g, '') !== '__proto__';
    return ts.isShorthandPropertyAssignment(property);
  };
  if (!node.properties.every(isKnown)) return undefined;
  const record = alloc(cx, node, type, { form: 'literal', elements: [] });
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      const source = lowerExpression(cx, property.expression);
      eachCell(cx, property.expression, source, [], (key, value) =>
        storeAt(cx, property.expression, record, key, value()),
      );
    } else if (ts.isShorthandPropertyAssignment(property)) {
      const key = constant(cx, property, property.name.text);
      storeAt(cx, property, record, key, lowerExpression(cx, property.name));
    } else if (ts.isPropertyAssignment(property)) {
      const { name } = property;
      const key = ts.isComputedPropertyName(name)
        ? lowerExpression(cx, name.expression)
        : constant(cx, name, (name as ts.Identifier | ts.StringLiteral | ts.NumericLiteral).text);
      storeAt(cx, property, record, key, lowerExpression(cx, property.initializer));
    }
  }
  return record;
}

/** `new Map()`, `new Map([[key, value], …])`, `new Map(map)`. */
export function newMap(cx: Lowering, node: ts.NewExpression): ValueId | undefined {
  const { ts } = cx;
  if (!isGlobal(cx.project, skipOuter(ts, node.expression), 'Map')) return undefined;
  const outer = cx.wrappers.get(node) ?? node;
  const contextual = cx.checker.getContextualType(outer);
  const expected = contextual && present(cx.types.of(cx.types.resolve(contextual)));
  const isExpected = expected?.kind === 'keyed' && expected.container === 'Map';
  const type = keyedAt(cx, node, 'Map') ?? (isExpected ? expected : undefined);
  const [source, extra] = node.arguments ?? [];
  if (type === undefined || extra !== undefined) return undefined;
  const make = (): ValueId => alloc(cx, node, type, { form: 'literal', elements: [] });
  if (source === undefined || source.kind === ts.SyntaxKind.NullKeyword) return make();
  const at = skipOuter(ts, source);
  if (ts.isArrayLiteralExpression(at)) {
    const pairs = at.elements.map((element) => skipOuter(ts, element));
    const isPair = (pair: ts.Expression): pair is ts.ArrayLiteralExpression =>
      ts.isArrayLiteralExpression(pair) &&
      pair.elements.length === 2 &&
      !pair.elements.some((each) => ts.isSpreadElement(each) || ts.isOmittedExpression(each));
    if (!pairs.every(isPair)) return undefined;
    const cells = pairs.map((pair) => ({
      pair,
      key: lowerExpression(cx, pair.elements[0]!),
      value: lowerExpression(cx, pair.elements[1]!),
    }));
    const map = make();
    for (const { pair, key, value } of cells) storeAt(cx, pair, map, key, value);
    return map;
  }
  if (keyedAt(cx, at, 'Map') === undefined) return undefined;
  const from = lowerExpression(cx, source);
  if (!isKeyedValue(cx, from, 'Map')) return undefined;
  const map = make();
  eachCell(cx, node, from, [], (key, value) => storeAt(cx, node, map, key, value()));
  return map;
}

/* ------------------------------------------------------- reading and writing */

export function storeAt(cx: Lowering, node: ts.Node, keyed: ValueId, key: ValueId, value: ValueId): void {
  const type = present(typeOf(cx, keyed)) as KeyedType;
  add(cx, node, { kind: 'store', array: keyed, index: key, value: guarded(cx, node, value, type.element) });
}

export function loadAt(cx: Lowering, node: ts.Node, keyed: ValueId, key: ValueId, mayMiss = false): ValueId {
  const { element } = present(typeOf(cx, keyed)) as KeyedType;
  return emit(cx, node, mayMiss ? maybe(element) : element, (result) => ({
    kind: 'load',
    result,
    array: keyed,
    index: key,
    mayMiss,
  }));
}

const methods: ReadonlySet<string> = new Set(['get', 'set', 'delete', 'clear', 'forEach']);

/** A method of a `Map` that is understood; `undefined` for the others. */
export function lowerMapMethod(cx: Lowering, node: ts.CallExpression, used: boolean): ValueId | undefined {
  const { ts } = cx;
  const callee = skipOuter(ts, node.expression);
  if (!ts.isPropertyAccessExpression(callee) || !methods.has(callee.name.text)) return undefined;
  const name = callee.name.text;
  if (keyedAt(cx, callee.expression, 'Map') === undefined || node.arguments.some((each) => ts.isSpreadElement(each)))
    return undefined;
  if (node.arguments.length !== { get: 1, set: 2, delete: 1, clear: 0, forEach: 1 }[name]) return undefined;
  if (name === 'forEach') return forEach(cx, node, callee.expression);
  const map = lowerExpression(cx, callee.expression);
  const [key, value] = node.arguments.map((argument) => lowerExpression(cx, argument));
  if (!isKeyedValue(cx, map, 'Map')) {
    const args = [key, value].flatMap((arg, i) => (arg === undefined ? [] : i === 0 ? [arg] : [', ', arg]));
    const type = cx.types.at(cx.wrappers.get(node) ?? node);
    const effects = name === 'get' ? reads : writes;
    return opaquePieces(cx, node, [map, `.${name}(`, ...args, ')'], type, effects, refusal(1016, node, { name }));
  }
  switch (name) {
    case 'get':
      return loadAt(cx, node, map, key!, comparedWithUndefined(cx, node));
    case 'set':
      storeAt(cx, node, map, key!, value!);
      return map;
    case 'delete': {
      const refused = refusal(1016, node, { name });
      const had = used ? opaquePieces(cx, node, [map, '.has(', key!, ')'], boolean, reads, refused) : undefined;
      add(cx, node, { kind: 'method', result: undefined, name: 'delete', array: map, args: [key!] });
      return had ?? constant(cx, node, undefined);
    }
    default:
      add(cx, node, { kind: 'method', result: undefined, name: 'clear', array: map, args: [] });
      return constant(cx, node, undefined);
  }
}

/** `delete record[key]`; `undefined`: of something else. */
export function lowerDelete(cx: Lowering, node: ts.DeleteExpression): ValueId | undefined {
  const { ts } = cx;
  const at = skipOuter(ts, node.expression);
  if (!ts.isElementAccessExpression(at) && !ts.isPropertyAccessExpression(at)) return undefined;
  if (keyedAt(cx, at.expression, 'record') === undefined) return undefined;
  const record = lowerExpression(cx, at.expression);
  const key = ts.isElementAccessExpression(at)
    ? lowerExpression(cx, at.argumentExpression)
    : constant(cx, at.name, at.name.text);
  if (isKeyedValue(cx, record, 'record')) {
    add(cx, node, { kind: 'method', result: undefined, name: 'delete', array: record, args: [key] });
    return constant(cx, node, true);
  }
  const refused = refusal(1015, node, { text: snippet(node) });
  return opaquePieces(cx, node, ['delete ', record, '[', key, ']'], boolean, writes, refused);
}
