/** Reading and writing of arrays and objects, and the methods of arrays. */

import { present } from '../ir/type-facts.js';
import type { IrType, OpOf } from '../ir/types.js';
import type { Frame } from './frame.js';
import { identifierFrom } from './names.js';
import { methodCall, operandsFor } from './operands.js';
import type { Expression } from './syntax.js';

export function emitLoad(frame: Frame, op: OpOf<'load'>): void {
  const { takePresent, effects, typeOf } = operandsFor(frame, op);
  const [object, index] = takePresent([op.array, op.index]);
  const sure = !op.mayMiss && typeOf(op.result).kind !== 'maybe';
  frame.define(op.result, { kind: 'index', object: object!, index: index!, sure }, effects(), elementName(object!));
}

export function emitStore(frame: Frame, op: OpOf<'store'>): void {
  const change = frame.emission.structure.fused.changes.get(op);
  const { take, effects, typeOf } = operandsFor(frame, op);
  const value = change?.by ?? op.value;
  const taken = take([op.array, op.index, value], { lazy: (position) => change !== undefined && position === 2 });
  const [object, index, plain] = taken;
  const array = present(typeOf(op.array));
  const mayMiss = array.kind === 'array' && array.element.kind === 'maybe' && change === undefined;
  const target: Expression = { kind: 'index', object: frame.present(op.array, object!), index: index!, sure: change !== undefined };
  frame.write(
    { kind: 'store', target, operator: change?.operator ?? '', value: mayMiss ? plain! : frame.present(value, plain!) },
    effects(),
  );
}

export function emitLength(frame: Frame, op: OpOf<'length'>): void {
  const { takePresent, effects } = operandsFor(frame, op);
  const [object] = takePresent([op.array]);
  frame.define(op.result, { kind: 'member', object: object!, field: 'length' }, effects(), 'length');
}

export function emitGet(frame: Frame, op: OpOf<'get'>): void {
  const { takePresent, effects, typeOf } = operandsFor(frame, op);
  const [object] = takePresent([op.object]);
  const member: Expression = { kind: 'member', object: object!, field: op.field };
  const narrowed = typeOf(op.result).kind !== 'maybe' && fieldType(typeOf(op.object), op.field)?.kind === 'maybe';
  frame.define(op.result, narrowed ? { kind: 'present', operand: member } : member, effects(), identifierFrom(op.field, 't'));
}

export function emitSet(frame: Frame, op: OpOf<'set'>): void {
  const change = frame.emission.structure.fused.changes.get(op);
  const { take, effects, typeOf } = operandsFor(frame, op);
  const value = change?.by ?? op.value;
  const [object, plain] = take([op.object, value], { lazy: (position) => change !== undefined && position === 1 });
  const mayMiss = fieldType(typeOf(op.object), op.field)?.kind === 'maybe';
  const member: Expression = { kind: 'member', object: frame.present(op.object, object!), field: op.field };
  const target: Expression = mayMiss && change !== undefined ? { kind: 'present', operand: member } : member;
  frame.write(
    { kind: 'store', target, operator: change?.operator ?? '', value: mayMiss && change === undefined ? plain! : frame.present(value, plain!) },
    effects(),
  );
}

export function emitMethod(frame: Frame, op: OpOf<'method'>): void {
  const { takePresent, effects, typeOf } = operandsFor(frame, op);
  const [object, ...args] = takePresent([op.array, ...op.args]);
  if (op.name === 'setLength') {
    const target: Expression = { kind: 'member', object: object!, field: 'length' };
    frame.write({ kind: 'store', target, operator: '', value: args[0]! }, effects());
    return;
  }
  const value = methodCall(object!, op.name, args);
  if (op.result === undefined || frame.usesOf(op.result) === 0) frame.write({ kind: 'expression', value, writes: [] }, effects());
  else {
    const sure = op.name === 'pop' && typeOf(op.result).kind !== 'maybe';
    frame.define(op.result, sure ? { kind: 'present', operand: value } : value, effects());
  }
}

function fieldType(object: IrType, field: string): IrType | undefined {
  const type = present(object);
  return type.kind === 'object' ? type.fields.get(field) : undefined;
}

/** A name for an element of `layers` or `xsBar`: `layer`, `xBar`. */
function elementName(array: Expression): string | undefined {
  const name = array.kind === 'name' ? array.variable.wish : array.kind === 'member' ? array.field : '';
  const [, stem, suffix = ''] = /^(\w*[a-z])s(Dot|Bar)?$/.exec(name) ?? [];
  return stem === undefined || stem.endsWith('s') ? undefined : identifierFrom(stem + suffix, 't');
}
