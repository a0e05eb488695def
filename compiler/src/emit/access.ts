/** Reading and writing of arrays and objects, and the methods of arrays. */

import { typed } from './alloc.js';
import { isKeyed, present } from '../ir/type-facts.js';
import type { IrType, KeyedType, MethodName, ObjectType, OpOf } from '../ir/types.js';
import type { Frame } from './frame.js';
import { identifierFrom } from './names.js';
import { changeWithoutDoubleSigns } from './signs.js';
import { methodCall, operandsFor } from './operands.js';
import { type Expression, literal } from './syntax.js';
import { propertyName } from '../ir/type-text.js';
import { isThere, mayBeUnion } from './types.js';

export function emitLoad(frame: Frame, op: OpOf<'load'>): void {
  const { takePresent, effects, typeOf } = operandsFor(frame, op);
  const [object, index] = takePresent([op.array, op.index]);
  const type = typeOf(op.result);
  const sure = !op.mayMiss && type.kind !== 'maybe';
  const keyed = present(typeOf(op.array));
  if (keyed.kind === 'keyed') {
    const inside = readKeyed(keyed, object!, index!);
    const value = op.orZero ? orZero(inside) : sure ? ({ kind: 'present', operand: inside } as const) : inside;
    frame.define(op.result, value, effects(), elementName(object!, index!));
    return;
  }
  const read: Expression = { kind: 'index', object: object!, index: index!, sure };
  // An element that is there, and may be `null`, is not `undefined`.
  const isNullable = !op.mayMiss && type.kind === 'maybe' && type.nothing === 'null';
  frame.define(
    op.result,
    isNullable ? { kind: 'cast', operand: read, type: frame.textOf(type) } : read,
    effects(),
    elementName(object!, index!),
  );
}

export function emitStore(frame: Frame, op: OpOf<'store'>): void {
  const change = frame.emission.structure.fused.changes.get(op);
  const { take, effects, typeOf } = operandsFor(frame, op);
  const value = change?.by ?? op.value;
  const taken = take([op.array, op.index, value], { lazy: (position) => change !== undefined && position === 2 });
  const [object, index, plain] = taken;
  const array = present(typeOf(op.array));
  if (array.kind === 'keyed' && array.container === 'Map') {
    const stored = isThere(array.element) ? frame.present(value, plain!) : plain!;
    const set = methodCall(frame.present(op.array, object!), 'set', [index!, stored]);
    frame.write({ kind: 'expression', value: set, writes: [] }, effects());
    return;
  }
  const due = change !== undefined || array.kind !== 'array' || isThere(array.element);
  const target: Expression = {
    kind: 'index',
    object: typed(frame, frame.present(op.array, object!), op.array),
    index: index!,
    sure: change !== undefined,
  };
  const stored = due ? frame.present(value, plain!) : plain!;
  frame.write({ kind: 'store', target, ...changeWithoutDoubleSigns(change?.operator ?? '', stored) }, effects());
}

/** What is under a key, if there is anything. */
function readKeyed({ container }: KeyedType, object: Expression, key: Expression): Expression {
  return container === 'Map' ? methodCall(object, 'get', [key]) : { kind: 'index', object, index: key, sure: false };
}

function orZero(value: Expression): Expression {
  return {
    kind: 'infix',
    operator: '??',
    precedence: 3,
    associativity: 'left',
    left: value,
    right: literal('0'),
    commutes: false,
  };
}

export function emitLength(frame: Frame, op: OpOf<'length'>): void {
  const { takePresent, effects } = operandsFor(frame, op);
  const [object] = takePresent([op.array]);
  const field = isKeyed(frame.typeOf(op.array)) ? 'size' : 'length';
  frame.define(op.result, { kind: 'member', object: object!, field }, effects(), field);
}

export function emitGet(frame: Frame, op: OpOf<'get'>): void {
  const { takePresent, effects, typeOf } = operandsFor(frame, op);
  const [object] = takePresent([op.object]);
  const member = cellOf(frame, op) ?? memberOf(frame, op, object!, typeOf(op.result).kind !== 'maybe');
  const wish = elementName(object!, { kind: 'literal', text: op.field }) ?? identifierFrom(op.field, 't');
  frame.define(op.result, member, effects(), wish);
}

export function emitSet(frame: Frame, op: OpOf<'set'>): void {
  const change = frame.emission.structure.fused.changes.get(op);
  const { take, effects, typeOf } = operandsFor(frame, op);
  const value = change?.by ?? op.value;
  const [object, plain] = take([op.object, value], { lazy: (position) => change !== undefined && position === 1 });
  const target = cellOf(frame, op) ?? memberOf(frame, op, frame.present(op.object, object!), change !== undefined);
  const type = fieldOf(typeOf(op.object), op.field)?.type;
  const due = change !== undefined || (type !== undefined && isThere(type));
  const stored = due ? frame.present(value, plain!) : plain!;
  frame.write({ kind: 'store', target, ...changeWithoutDoubleSigns(change?.operator ?? '', stored) }, effects());
}

/** A variable of a module, by its name. */
function cellOf(frame: Frame, op: OpOf<'get'> | OpOf<'set'>): Expression | undefined {
  const name = frame.emission.cells.get(op.object)?.();
  if (name === undefined) return undefined;
  frame.emission.cellNames.add(name);
  return { kind: 'template', parts: [name], atom: true };
}

/** `object.field`; where the field may be missing by its type, and is not, the type checker is told so. */
function memberOf(frame: Frame, op: OpOf<'get'> | OpOf<'set'>, object: Expression, there: boolean): Expression {
  const field = fieldOf(frame.typeOf(op.object), op.field);
  const owner = present(frame.typeOf(op.object));
  const quoted = owner.kind === 'object' && owner.hidden?.has(op.field) === true;
  const isBeyond = owner.kind === 'object' && !owner.tuple && (field === undefined || owner.beyond?.has(op.field));
  const type = field?.type ?? frame.typeOf(op.kind === 'get' ? op.result : op.value);
  const isFixed = op.kind === 'set' && owner.kind === 'object' && owner.fixed?.has(op.field) === true;
  const whose = isFixed
    ? changeable(frame, op.field, type, quoted || isBeyond === true, object)
    : isBeyond
      ? asOwner(frame, owner, op.field, type, object)
      : owner.kind === 'object' && owner.tuple && object.kind === 'array'
        ? ({ kind: 'cast', operand: object, type: frame.textOf(frame.typeOf(op.object)) } as const)
        : object;
  const plain: Expression = {
    kind: 'member',
    object: whose,
    field: op.field,
    ...(quoted && { quoted }),
    ...(isUnion(type) && { narrows: true }),
  };
  if (isBeyond) return type.kind === 'maybe' && there ? { kind: 'present', operand: plain } : plain;
  if (field?.type.kind !== 'maybe') return plain;
  const text = frame.textOf(field.type.of);
  if (!mayBeUnion(field.of) || (field.of.text === undefined && !there) || /\bunknown\b/.test(text)) {
    return there ? { kind: 'present', operand: plain } : plain;
  }
  return {
    ...plain,
    object: { kind: 'cast', operand: object, type: `{ ${propertyName(op.field)}${there ? '' : '?'}: ${text} }` },
  };
}

const isUnion = (type: IrType): boolean =>
  type.kind === 'maybe' || type.kind === 'boolean' || (type.kind === 'object' && mayBeUnion(type));

/** The object as one whose read-only field may be given a value, as its constructor does. */
function changeable(frame: Frame, field: string, type: IrType, hidden: boolean, object: Expression): Expression {
  const has = `{ ${propertyName(field)}: ${frame.textOf(type)} }`;
  return { kind: 'cast', operand: object, type: hidden ? `unknown as ${has}` : has };
}

/** The object as one that has a field which not all of its type have, or the shadow of such an object. */
function asOwner(frame: Frame, owner: ObjectType, field: string, type: IrType, object: Expression): Expression {
  const { text = '' } = owner;
  const of = owner.beyond?.get(field);
  if (of === undefined || text === '') {
    const has = `{ ${propertyName(field)}: ${frame.textOf(type)} }`;
    return { kind: 'cast', operand: object, type: `unknown as ${has}` };
  }
  const name = frame.emission.className(of);
  const shadow = /^Tangent<.*?(, Float64Array(?: \| Float32Array)?)?>$/s.exec(text);
  return { kind: 'cast', operand: object, type: shadow ? `Tangent<${name}${shadow[1] ?? ''}>` : name };
}

export function emitMethod(frame: Frame, op: OpOf<'method'>): void {
  const { takePresent, effects, typeOf } = operandsFor(frame, op);
  const [receiver, ...args] = takePresent([op.array, ...op.args]);
  const kind = ofItsKind(receiver!, op.name, typeOf(op.array));
  // By itself an empty list is one of `never`.
  const isEmpty = kind.kind === 'array' && kind.elements.length === 0;
  const object: Expression = isEmpty ? { kind: 'cast', operand: kind, type: frame.textOf(typeOf(op.array)) } : kind;
  if (op.name === 'setLength') {
    const target: Expression = { kind: 'member', object, field: 'length' };
    frame.write({ kind: 'store', target, operator: '', value: args[0]! }, effects());
    return;
  }
  const keyed = present(typeOf(op.array));
  if (op.name === 'delete' && keyed.kind === 'keyed' && keyed.container === 'record') {
    const operand: Expression = { kind: 'index', object, index: args[0]!, sure: false };
    frame.write({ kind: 'expression', value: { kind: 'prefix', operator: 'delete ', operand }, writes: [] }, effects());
    return;
  }
  if (op.name === 'fill' && keyed.kind === 'keyed') {
    // Only shadows are filled, and with zeros.
    frame.emission.helpers.add('clear');
    const cleared: Expression = { kind: 'call', callee: frame.emission.helperName('clear'), args: [object] };
    frame.write({ kind: 'expression', value: cleared, writes: [] }, effects());
    return;
  }
  const value = methodCall(object, op.name, args);
  if (op.result === undefined || frame.usesOf(op.result) === 0)
    frame.write({ kind: 'expression', value, writes: [] }, effects());
  else {
    const sure = op.name === 'pop' && typeOf(op.result).kind !== 'maybe';
    frame.define(op.result, sure ? { kind: 'present', operand: value } : value, effects());
  }
}

/** An array of any kind, where the method says which it is: the program has made sure. */
function ofItsKind(object: Expression, method: MethodName, type: IrType): Expression {
  const array = present(type);
  if (array.kind !== 'array' || array.kinds === undefined) return object;
  const onlyOnLists = method === 'push' || method === 'pop' || method === 'setLength';
  if (array.kinds.list && (method === 'subarray' || method === 'set'))
    return { kind: 'cast', operand: object, type: 'Float64Array' };
  return onlyOnLists || array.kinds.text.includes('ArrayLike')
    ? { kind: 'cast', operand: object, type: 'number[]' }
    : object;
}

function fieldOf(object: IrType, field: string): { readonly of: ObjectType; readonly type: IrType } | undefined {
  const of = present(object);
  const type = of.kind === 'object' ? of.fields.get(field) : undefined;
  return of.kind === 'object' && type !== undefined ? { of, type } : undefined;
}

/** A name for an element of `layers` or `xsBar`: `layer`, `xBar`; of a place known by number: `camera3`. */
function elementName(array: Expression, index: Expression): string | undefined {
  const name = array.kind === 'name' ? array.variable.wish : array.kind === 'member' ? array.field : '';
  if (index.kind === 'literal' && /^\d{1,2}$/.test(index.text) && name !== 't' && /^[\p{ID_Start}$_]/u.test(name)) {
    return identifierFrom(/\d$/.test(name) ? `${name}_${index.text}` : name + index.text, 't');
  }
  const [, stem, suffix = ''] = /^(\w*[a-z])s(Dot|Bar)?$/.exec(name) ?? [];
  return stem === undefined || stem.endsWith('s') ? undefined : identifierFrom(stem + suffix, 't');
}
