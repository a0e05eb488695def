/** What the library does with all fields of an object, for objects whose fields are known: `Object.assign`, `Object.values`, `structuredClone`. */

import type ts from 'typescript';
import { hasTangent } from '../ir/type-facts.js';
import type { IrType, ObjectType, ValueId } from '../ir/types.js';
import { add, constant, emit, type Lowering, typeOf } from './context.js';
import { branch } from './control.js';
import { lowerExpression } from './expressions.js';
import { isKeyedValue, keyedAt } from './keyed.js';
import { contentsOf, listContents } from './keyed-iteration.js';
import { alloc, literalType } from './literals.js';
import { hasField, hasKnownFields, leavesAlone, objectOf, type Part } from './object-literals.js';
import { holdsFunctions } from './held-functions.js';
import { hasModifier } from './merged-fields.js';
import { guarded } from './opaque.js';
import { isGlobal, skipOuter } from './resolve.js';
import { arrayOf, present, sameType } from './types.js';

/** `undefined`: it is another call, or fields are not known. */
export function lowerObjectCall(cx: Lowering, node: ts.CallExpression, used: boolean): ValueId | undefined {
  const { ts } = cx;
  const callee = skipOuter(ts, node.expression);
  if (node.arguments.some((argument) => ts.isSpreadElement(argument))) return undefined;
  if (isGlobal(cx.project, callee, 'structuredClone')) return lowerClone(cx, node);
  if (!ts.isPropertyAccessExpression(callee) || !isGlobal(cx.project, callee.expression, 'Object')) return undefined;
  switch (callee.name.text) {
    case 'assign':
      return lowerAssign(cx, node, used);
    case 'freeze':
      return lowerFreeze(cx, node);
    case 'entries':
      return listContents(cx, node);
    case 'keys':
    case 'values':
      return lowerListing(cx, node, callee.name.text);
    default:
      return undefined;
  }
}

/* ------------------------------------------------------------------- assign */

function lowerAssign(cx: Lowering, node: ts.CallExpression, used: boolean): ValueId | undefined {
  const { ts } = cx;
  const [target, ...sources] = node.arguments;
  const at = target && skipOuter(ts, target);
  if (target === undefined || at === undefined) return undefined;
  if (!ts.isObjectLiteralExpression(at)) return assignTo(cx, node, target, sources, used);
  const type = literalType(cx, node);
  const parts: readonly Part[] = [...at.properties, ...sources];
  return type.kind === 'object' && hasPlaces(cx, type, parts) ? objectOf(cx, node, type, parts) : undefined;
}

/** Whether a type has a place for everything that is put into it. */
function hasPlaces(cx: Lowering, type: ObjectType, parts: readonly Part[]): boolean {
  const sources = parts.flatMap((part) => (cx.ts.isExpression(part) ? [present(cx.types.at(part))] : []));
  return sources.every(
    (source) => source.kind === 'object' && [...source.fields.keys()].every((name) => type.fields.has(name)),
  );
}

/** Into an object that is there already. */
function assignTo(
  cx: Lowering,
  node: ts.CallExpression,
  target: ts.Expression,
  sources: readonly ts.Expression[],
  used: boolean,
): ValueId | undefined {
  const type = cx.types.at(target);
  const isThis = skipOuter(cx.ts, target).kind === cx.ts.SyntaxKind.ThisKeyword;
  if (type.kind !== 'object' || isThis || !hasKnownFields(type) || type.promisesMore === true) return undefined;
  if (used && !sameType(cx.types.at(node), type)) return undefined;
  if (cx.checker.getPropertiesOfType(cx.types.typeAt(target)).some((each) => isFixed(cx, each))) return undefined;
  const fits = sources.every((source) => {
    const from = cx.types.at(source);
    return (
      from.kind === 'object' &&
      hasKnownFields(from) &&
      leavesAlone(cx, source, new Set(type.fields.keys())) &&
      [...from.fields].every(([name, field]) => {
        const place = type.fields.get(name);
        return place !== undefined && sameType(present(place), present(field));
      })
    );
  });
  if (!fits) return undefined;
  const object = lowerExpression(cx, target);
  const given = sources.map((source) => ({ source, value: lowerExpression(cx, source) }));
  for (const { source, value } of given) {
    const { fields } = present(typeOf(cx, value)) as ObjectType;
    for (const [field, own] of fields) {
      const copy = (): void => {
        const read = emit(cx, source, present(own), (result) => ({ kind: 'get', result, object: value, field }));
        add(cx, source, { kind: 'set', object, field, value: guarded(cx, source, read, type.fields.get(field)!) });
      };
      if (own.kind === 'maybe') branch(cx, source, hasField(cx, source, value, field), copy, () => undefined);
      else copy();
    }
  }
  return object;
}

function isFixed(cx: Lowering, property: ts.Symbol): boolean {
  return hasModifier(cx.project, property, cx.ts.ModifierFlags.Readonly);
}

/** What is frozen is as it was. Freezing what the caller gave would be seen by the caller: it is left alone. */
function lowerFreeze(cx: Lowering, node: ts.CallExpression): ValueId | undefined {
  const { ts } = cx;
  const [argument] = node.arguments;
  const at = argument && skipOuter(ts, argument);
  if (argument === undefined || at === undefined) return undefined;
  const declaration = ts.isIdentifier(at) ? cx.checker.getSymbolAtLocation(at)?.valueDeclaration : undefined;
  // What the constructor of a derived class would still write into it, it cannot. Objects that hold functions are made by `new` itself.
  const { making } = cx;
  const isMaking =
    making !== undefined &&
    making.at === making.line.length - 1 &&
    !making.line.some((each) => holdsFunctions(cx.project, each));
  const isOwn =
    (isMaking && at.kind === ts.SyntaxKind.ThisKeyword) ||
    ts.isObjectLiteralExpression(at) ||
    ts.isArrayLiteralExpression(at) ||
    (declaration !== undefined &&
      ts.isVariableDeclaration(declaration) &&
      declaration.initializer !== undefined &&
      isMade(cx, declaration.initializer));
  return isOwn && hasTangent(cx.types.at(argument)) ? lowerExpression(cx, argument) : undefined;
}

function isMade(cx: Lowering, initializer: ts.Expression): boolean {
  const { ts } = cx;
  const at = skipOuter(ts, initializer);
  if (ts.isCallExpression(at) && ts.isPropertyAccessExpression(at.expression)) {
    const { expression, name } = at.expression;
    const [target] = at.arguments;
    const isAssign = name.text === 'assign' && isGlobal(cx.project, expression, 'Object');
    return isAssign && target !== undefined && ts.isObjectLiteralExpression(skipOuter(ts, target));
  }
  return ts.isObjectLiteralExpression(at) || ts.isArrayLiteralExpression(at) || ts.isNewExpression(at);
}

/* ------------------------------------------------------------------ listing */

function lowerListing(cx: Lowering, node: ts.CallExpression, what: 'keys' | 'values'): ValueId | undefined {
  const contents = listContents(cx, node);
  if (contents !== undefined) return contents;
  const [argument] = node.arguments;
  const list = cx.types.at(node);
  const listed = argument && list.kind === 'array' ? fieldsListed(cx, argument) : undefined;
  if (listed === undefined || list.kind !== 'array') return undefined;
  if (what === 'keys') return namesOf(cx, node, list, listed);
  return listed.types.every((field) => sameType(field, list.element)) ? valuesOf(cx, node, list, listed) : undefined;
}

type Listed = { readonly object: ValueId; readonly names: readonly string[]; readonly types: readonly IrType[] };

/** The fields of an object that was made here, in their order: any other may have more than its type says, and in any order. */
function fieldsListed(cx: Lowering, argument: ts.Expression): Listed | undefined {
  const declared = cx.types.at(argument);
  if (declared.kind !== 'object' || declared.ofClass === true) return undefined;
  if (!hasTangent(declared) || !cx.ts.isIdentifier(skipOuter(cx.ts, argument))) return undefined;
  const object = lowerExpression(cx, argument);
  const type = typeOf(cx, object);
  const order = cx.fieldOrder.get(object);
  const fields = type.kind === 'object' ? type.fields : new Map<string, IrType>();
  const isWhole = order?.names.length === fields.size && order.names.every((name) => fields.has(name));
  if (order?.isSure !== true || !isWhole || order.names.some((name) => /^\d+$/.test(name))) return undefined;
  return { object, names: order.names, types: order.names.map((name) => fields.get(name)!) };
}

function namesOf(cx: Lowering, node: ts.Node, list: IrType, { names }: Listed): ValueId {
  return alloc(cx, node, list, { form: 'literal', elements: names.map((name) => constant(cx, node, name)) });
}

function valuesOf(cx: Lowering, node: ts.Node, list: IrType, { object, names, types }: Listed): ValueId {
  const elements = names.map((field, i) =>
    emit(cx, node, types[i]!, (result) => ({ kind: 'get', result, object, field })),
  );
  return alloc(cx, node, list, { form: 'literal', elements });
}

/** `Object.entries(o)` where a loop takes its pairs apart: the names and the values, in two lists. */
export function entriesListed(
  cx: Lowering,
  expression: ts.Expression,
): { readonly names: ValueId; readonly values: ValueId } | undefined {
  const { ts } = cx;
  const node = skipOuter(ts, expression);
  if (!ts.isCallExpression(node) || node.arguments.length !== 1) return undefined;
  const callee = skipOuter(ts, node.expression);
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'entries') return undefined;
  if (!isGlobal(cx.project, callee.expression, 'Object')) return undefined;
  const [object] = node.arguments;
  if (keyedAt(cx, object!, 'record') !== undefined) {
    const record = lowerExpression(cx, object!);
    return isKeyedValue(cx, record, 'record') ? contentsOf(cx, node, record) : undefined;
  }
  const listed = fieldsListed(cx, object!);
  const [first] = listed?.types ?? [];
  if (listed === undefined || first === undefined || !listed.types.every((type) => sameType(type, first)))
    return undefined;
  const names = namesOf(cx, node, arrayOf({ kind: 'string' }), listed);
  return { names, values: valuesOf(cx, node, arrayOf(first), listed) };
}

/* -------------------------------------------------------------------- clone */

function lowerClone(cx: Lowering, node: ts.CallExpression): ValueId | undefined {
  const [argument, options] = node.arguments;
  if (argument === undefined || options !== undefined || !isTree(cx.types.at(argument))) return undefined;
  return cloneOf(cx, node, lowerExpression(cx, argument));
}

/** Whether no two places in a value can hold the same object: the clone of these would be one object, too. */
function isTree(type: IrType): boolean {
  if (isScalar(type)) return true;
  if (type.kind === 'array') return isScalar(type.element) && type.kinds === undefined;
  if (type.kind !== 'object' || type.tuple || type.ofClass === true || type.ofUnion === true) return false;
  if (type.beyond !== undefined || type.computed !== undefined) return false;
  const inner = [...type.fields.values()].filter((field) => !isScalar(field));
  return inner.length <= 1 && inner.every((field) => field.kind === 'array' && isTree(field));
}

function isScalar({ kind }: IrType): boolean {
  return kind === 'number' || kind === 'boolean' || kind === 'string';
}

function cloneOf(cx: Lowering, node: ts.CallExpression, value: ValueId): ValueId {
  const type = typeOf(cx, value);
  if (type.kind === 'array') return alloc(cx, node, type, { form: 'copy', of: value });
  if (type.kind !== 'object') return value;
  const fields = [...type.fields].map(([name, field]) => {
    const own = emit(cx, node, field, (result) => ({ kind: 'get', result, object: value, field: name }));
    return { name, value: cloneOf(cx, node, own) };
  });
  return alloc(cx, node, type, { form: 'object', fields });
}
