/** Tangents in memory: each shadow is made, read, written and rearranged as what it shadows. */

import type { RegionBuilder } from '../../ir/builder.js';
import { NUMBER, elementOf, hasTangent, isKeyed, isScalar, present } from '../../ir/type-facts.js';
import type { AllocOp, HelperOp, IrType, MethodOp, Op, ValueId } from '../../ir/types.js';
import { unreachable } from '../../ir/walk.js';
import { ELEMENTS } from '../../analyse/memory.js';
import type { Tangents } from './context.js';

/** What stands in the shadow where the program reads. */
export function readTangent(tangents: Tangents, op: Extract<Op, { kind: 'load' | 'get' }>, into: RegionBuilder): void {
  const read =
    op.kind === 'load'
      ? {
          ...op,
          array: tangents.shadow(op.array, into),
          mayMiss: false,
          ...(isKeyed(tangents.values.typeOf(op.array)) &&
            isScalar(tangents.values.typeOf(op.result)) && { orZero: true as const }),
        }
      : { ...op, object: tangents.shadow(op.object, into) };
  tangents.pairWith(op.result, (result) => into.add({ ...read, result }), into);
  if (op.kind === 'load' && elementOf(tangents.values.typeOf(op.array))?.kind === 'number')
    isThere(tangents, op.result);
}

/** Whatever asks whether a number is there asks the number, not its tangent: that counts as a number also where the element is missing. */
function isThere({ known, values }: Tangents, of: ValueId): void {
  const dot = known.get(of)!;
  values.values.set(dot, { ...values.infoOf(dot), type: NUMBER });
}

/** Writes into the shadow, if what is written to has derivatives, what the program writes. */
export function writeTangent(
  tangents: Tangents,
  op: Extract<Op, { kind: 'store' | 'set' }>,
  into: RegionBuilder,
): void {
  const { activity, memory } = tangents.input;
  const [target, cell] = op.kind === 'store' ? [op.array, ELEMENTS] : [op.object, op.field];
  if (!activity.hasShadow(target)) return;
  const isActive = isScalar(tangents.values.typeOf(op.value))
    ? activity.isActiveCell(memory.classOf(target)!, cell)
    : tangents.hasShadow(op.value);
  if (!isActive) return;
  const shadow = tangents.shadow(target, into);
  const value = tangents.handOn(op.value, into);
  into.add(op.kind === 'store' ? { ...op, array: shadow, value } : { ...op, object: shadow, value });
}

/** The shadow of something new. */
export function allocTangent(tangents: Tangents, op: AllocOp & Op, into: RegionBuilder): void {
  const type = present(tangents.values.typeOf(op.result));
  const { init } = op;
  const field = (value: ValueId, fieldType: IrType): ValueId | undefined =>
    hasTangent(fieldType) ? tangents.handOn(value, into) : undefined;
  const make = (made: AllocOp['init']): void =>
    into.add({ kind: 'alloc', result: tangents.pair(op.result), init: made });
  switch (init.form) {
    case 'literal': {
      const elements = init.elements.map((element, i) => {
        const elementType = type.kind === 'object' ? type.fields.get(String(i))! : tangents.values.typeOf(element);
        return field(element, elementType) ?? into.constant(undefined);
      });
      return make({ form: 'literal', elements });
    }
    case 'object': {
      const fields = init.fields.flatMap(({ name, value }) => {
        const dot = field(value, (type.kind === 'object' ? type.fields.get(name) : undefined) ?? { kind: 'void' });
        return dot === undefined ? [] : [{ name, value: dot }];
      });
      return make({ form: 'object', fields });
    }
    case 'sized':
      if (type.kind === 'array' && type.storage === 'Array') {
        const zero = isScalar(type.element) ? into.constant(0) : into.constant(undefined, 'undefined!');
        return make({ form: 'filled', length: init.length, value: zero });
      }
      return make(init);
    case 'filled':
      return make({ form: 'filled', length: init.length, value: tangents.handOn(init.value, into) });
    case 'copy':
      return make({ form: 'copy', of: tangents.shadow(init.of, into) });
    case 'spread':
      return make({
        form: 'spread',
        parts: init.parts.map((part) => ({ ...part, value: tangents.handOn(part.value, into) })),
      });
    // Of the same, not of the result: where that has `undefined` nobody can tell what is no number from what is missing.
    case 'shadow':
      return make(init);
    default:
      return unreachable(init);
  }
}

/** Shadows and additions to them: what companions are made of, when they are differentiated in their turn. */
export function helperTangent(tangents: Tangents, op: HelperOp & Op, into: RegionBuilder): void {
  into.ops.push(op);
  if (op.name === 'accumulate' && op.args.every((arg) => tangents.hasShadow(arg)))
    into.add({ ...op, args: op.args.map((arg) => tangents.shadow(arg, into)) });
  else if (op.name === 'extend' && tangents.hasShadow(op.args[0]!))
    into.add({ ...op, args: [tangents.shadow(op.args[0]!, into), op.args[1]!] });
  else if (op.name === 'keepStructure' && tangents.hasShadow(op.args[0]!)) {
    const { type, name } = tangents.values.infoOf(op.result!);
    const result = tangents.values.value(type, `${name ?? 'restore'}Dot`);
    into.add({ ...op, result, args: [tangents.shadow(op.args[0]!, into)] });
    tangents.known.set(op.result!, result);
  } else if (op.name === 'restore' && tangents.hasShadow(op.args[1]!)) {
    into.add({ ...op, args: [tangents.known.get(op.args[0]!)!, tangents.shadow(op.args[1]!, into)] });
  } else if (op.result !== undefined && tangents.hasShadow(op.result)) {
    const result = tangents.pair(op.result);
    if (op.name === 'shadows') into.add({ ...op, result });
    else into.add({ kind: 'alloc', result, init: { form: 'shadow', of: op.result } });
  }
}

/** A method of an array, and the same done to its shadow. */
export function methodTangent(tangents: Tangents, op: MethodOp & Op, into: RegionBuilder): void {
  const type = present(tangents.values.typeOf(op.array));
  const growsByNumbers =
    tangents.input.activity.hasShadow(op.array) &&
    op.name === 'setLength' &&
    type.kind === 'array' &&
    isScalar(type.element);
  const before = growsByNumbers
    ? into.emit(NUMBER, (result) => ({ kind: 'length', result, array: op.array }))
    : undefined;
  into.ops.push(op);
  if (!tangents.input.activity.hasShadow(op.array)) return;
  const array = tangents.shadow(op.array, into);
  const result = op.result !== undefined && tangents.isPaired(op.result) ? tangents.pair(op.result) : undefined;
  switch (op.name) {
    case 'push':
      into.add({ ...op, array, args: op.args.map((arg) => tangents.handOn(arg, into)) });
      return;
    case 'fill':
    case 'set':
      into.add({ ...op, array, args: op.args.map((arg, i) => (i === 0 ? tangents.handOn(arg, into) : arg)) });
      return;
    case 'setLength': {
      into.add({ ...op, array });
      if (before !== undefined)
        into.add({ kind: 'method', name: 'fill', result: undefined, array, args: [into.constant(0), before] });
      return;
    }
    case 'pop':
    case 'slice':
    case 'subarray':
    case 'reverse':
    case 'copyWithin':
    case 'delete':
    case 'clear':
      into.add({ ...op, array, result });
      return;
    default:
      unreachable(op.name);
  }
}
