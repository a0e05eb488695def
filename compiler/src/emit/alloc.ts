/** New arrays and objects. */

import { isReference, mayHoldIntegers, present } from '../ir/type-facts.js';
import type { ArrayType, IrType, KeyedType, OpOf, ValueId } from '../ir/types.js';
import { unreachable } from '../ir/walk.js';
import type { Frame } from './frame.js';
import { isLiteral } from './literals.js';
import { methodCall, operandsFor } from './operands.js';
import type { Expression } from './syntax.js';
import { literal } from './syntax.js';

/** Long lists are printed over several lines. */
const LIST = { width: 240 };

export function emitAlloc(frame: Frame, op: OpOf<'alloc'>): void {
  const { take, takePresent, effects, typeOf } = operandsFor(frame, op);
  const type = typeOf(op.result);
  const define = (expression: Expression): void =>
    frame.define(op.result, ofItsClass(frame, expression, type), effects());
  const { init } = op;
  switch (init.form) {
    case 'literal': {
      if (type.kind === 'keyed') {
        define(emptyKeyed(frame, type));
        break;
      }
      const elements = take(init.elements, LIST).map((element, i) => typed(frame, element, init.elements[i]!));
      if (type.kind === 'array' && type.storage !== 'Array')
        define({ kind: 'call', callee: `${type.storage}.of`, args: elements });
      else define({ kind: 'array', elements: elements.map((value) => ({ spread: false, value })) });
      break;
    }
    case 'spread': {
      const parts = take(
        init.parts.map((part) => part.value),
        LIST,
      ).map((value, i) => (init.parts[i]!.spread ? frame.present(init.parts[i]!.value, value) : value));
      define({ kind: 'array', elements: parts.map((value, index) => ({ spread: init.parts[index]!.spread, value })) });
      break;
    }
    case 'object': {
      const { instance } = init;
      if (instance?.args !== undefined && instance.holdsFunctions === undefined) {
        const callee = frame.emission.className(instance.of) + typeArguments(instance.of.name, type);
        define({ kind: 'new', callee, args: take(instance.args) });
        break;
      }
      const operands = take([...init.fields.map((field) => field.value), ...(instance?.args ?? [])], LIST);
      const fields = operands
        .slice(0, init.fields.length)
        .map((value, i) => typed(frame, value, init.fields[i]!.value))
        .map((value, i) => (instance === undefined ? maybeLater(frame, value, type, init.fields[i]!.name) : value));
      const object: Expression = {
        kind: 'object',
        fields: fields.map((value, index) => ({ name: init.fields[index]!.name, value })),
      };
      define(instance === undefined
        ? asType(frame, object, type)
        : instanceOf(
            { name: frame.emission.className(instance.of), types: typeArguments(instance.of.name, type) },
            type.kind === 'object' && (type.hidden !== undefined || isUnfinished(object, type))
              ? asObject(object)
              : object,
            instance.args && operands.slice(init.fields.length),
          ));
      break;
    }
    case 'sized': {
      const args = takePresent([init.length]);
      define({ kind: 'new', callee: constructorOf(frame, type), args });
      break;
    }
    case 'filled': {
      const [length, value] = take([init.length, init.value]);
      define(methodCall({ kind: 'new', callee: constructorOf(frame, type), args: [length!] }, 'fill', [value!]));
      break;
    }
    case 'copy': {
      const [of] = takePresent([init.of]);
      define(init.fillsHoles === true
        ? { kind: 'array', elements: [{ spread: true, value: of! }] }
        : copyExpression(of!, present(typeOf(init.of)), type));
      break;
    }
    case 'shadow': {
      const [of] = take([init.of], { atoms: () => true });
      define(asType(frame, shadowExpression(frame, of!, typeOf(init.of)), type));
      break;
    }
    default:
      unreachable(init);
  }
}

/** What is keyed is made empty. */
function emptyKeyed(frame: Frame, type: KeyedType): Expression {
  if (type.container === 'Map') return { kind: 'new', callee: frame.textOf(type), args: [] };
  return { kind: 'cast', operand: { kind: 'object', fields: [] }, type: frame.textOf(type) };
}

/** A literal of the fields, for a type that says more: of getters, or of fields that may be missing and are. */
function asType(frame: Frame, object: Expression, type: IrType): Expression {
  const isLess =
    type.kind === 'object' &&
    object.kind === 'object' &&
    (type.promisesMore === true || object.fields.length < type.fields.size);
  const isEarly = isUnfinished(object, type);
  if (type.kind !== 'object' || object.kind !== 'object' || !(isLess || isEarly)) return object;
  const isOther = isEarly || object.fields.some(({ name }) => type.beyond?.has(name));
  return { kind: 'cast', operand: object, type: `${isOther ? 'unknown as ' : ''}${frame.textOf(type)}` };
}

/** Whether fields have no value yet that their types promise: the constructor that gives it to them is still to come. */
function isUnfinished(object: Expression, type: IrType): boolean {
  if (object.kind !== 'object' || type.kind !== 'object') return false;
  return object.fields.some(({ name, value }) => {
    const field = type.fields.get(name);
    return isLiteral(value, 'undefined') && field !== undefined && isReference(field) && field.kind !== 'maybe';
  });
}

/** Fields whose names the type checker may not see together with those of the class. */
function asObject(fields: Expression): Expression {
  return { kind: 'cast', operand: fields, type: 'object' };
}

/** An instance of a class with these fields, whatever its constructor would do; made by it where it is given arguments. */
function instanceOf(
  { name, types }: { readonly name: string; readonly types: string },
  fields: Expression,
  args: readonly Expression[] | undefined,
): Expression {
  const whole = name + types;
  if (args !== undefined)
    return { kind: 'call', callee: 'Object.assign', args: [{ kind: 'new', callee: whole, args }, fields] };
  const prototype: Expression = { kind: 'call', callee: 'Object.create', args: [literal(`${name}.prototype`)] };
  return { kind: 'call', callee: 'Object.assign', args: [{ kind: 'cast', operand: prototype, type: whole }, fields] };
}

/** What a generic class has behind its name, for an instance of a type. */
function typeArguments(name: string, type: IrType): string {
  const text = type.kind === 'object' ? (type.text ?? '') : '';
  return text.startsWith(`${name}<`) ? text.slice(name.length) : '';
}

/** An array that is an instance of a class, whatever its constructor would do. */
function ofItsClass(frame: Frame, array: Expression, type: IrType): Expression {
  if (type.kind !== 'array' || type.instance?.exact === undefined) return array;
  const name = frame.emission.className(type.instance.exact);
  const args = [array, literal(`${name}.prototype`)];
  return { kind: 'cast', operand: { kind: 'call', callee: 'Object.setPrototypeOf', args }, type: name };
}

/** Nothing yet, in a field of a shadow that may hold something: the type checker would take it for good. */
function maybeLater(frame: Frame, value: Expression, type: IrType, field: string): Expression {
  const held = type.kind === 'object' && type.text?.startsWith('Tangent<') ? type.fields.get(field) : undefined;
  // The shadow of nothing is nothing, too.
  const at = value.kind === 'call' && value.args.length === 1 ? value.args[0]! : value;
  const isNothing = at.kind === 'literal' && at.text === 'undefined';
  return isNothing && held?.kind === 'maybe' ? { kind: 'cast', operand: value, type: frame.textOf(held) } : value;
}

/** An empty list inside something else says nothing of what it will hold. */
export function typed(frame: Frame, expression: Expression, value: ValueId): Expression {
  if (expression.kind !== 'array' || expression.elements.length > 0) return expression;
  return { kind: 'cast', operand: expression, type: frame.textOf(frame.typeOf(value)) };
}

function constructorOf(frame: Frame, type: IrType): string {
  if (type.kind !== 'array') return 'Array';
  return type.storage === 'Array' ? `Array<${frame.textOf(type.element)}>` : type.storage;
}

function copyExpression(of: Expression, from: IrType, to: IrType): Expression {
  if (to.kind !== 'array') return { kind: 'array', elements: [{ spread: true, value: of }] };
  if (from.kind === 'array' && from.kinds === undefined && from.storage === to.storage && from.instance === undefined)
    return methodCall(of, 'slice', []);
  if (to.storage !== 'Array') return { kind: 'new', callee: to.storage, args: [of] };
  return from.kind === 'array'
    ? { kind: 'call', callee: 'Array.from', args: [of] }
    : { kind: 'array', elements: [{ spread: true, value: of }] };
}

/** Zeros in the structure of a value; the runtime makes those that are more than one level deep. */
function shadowExpression(frame: Frame, of: Expression, type: IrType): Expression {
  const zero = literal('0');
  if (mayHoldIntegers(type) && isList(type)) return orZeros(shadowFromRuntime(frame, of), of, type);
  if (type.kind === 'array' && isList(type) && type.kinds !== undefined) return shadowFromRuntime(frame, of);
  if (type.kind === 'array' && type.storage !== 'Array') {
    return { kind: 'new', callee: 'Float64Array', args: [{ kind: 'member', object: of, field: 'length' }] };
  }
  if (type.kind === 'array' && type.element.kind === 'number') {
    return shadowOfNumbers(of, type);
  }
  const isKnown = type.kind === 'object' && type.beyond === undefined;
  if (isKnown && [...type.fields.values()].every((field) => field.kind === 'number')) {
    const names = [...type.fields.keys()];
    if (type.tuple) return { kind: 'array', elements: names.map(() => ({ spread: false, value: zero })) };
    return { kind: 'object', fields: names.map((name) => ({ name, value: zero })) };
  }
  return shadowFromRuntime(frame, of);
}

function shadowFromRuntime(frame: Frame, of: Expression): Expression {
  frame.emission.helpers.add('shadow');
  return { kind: 'call', callee: frame.emission.helperName('shadow'), args: [of] };
}

/** The runtime gives integers no shadow. */
function orZeros(shadow: Expression, of: Expression, type: IrType): Expression {
  const length: Expression = { kind: 'member', object: of, field: 'length' };
  const zeros: Expression = { kind: 'new', callee: 'Float64Array', args: [length] };
  const either = (operator: string, precedence: number, left: Expression, right: Expression): Expression => ({
    kind: 'infix',
    operator,
    precedence,
    associativity: 'left',
    left,
    right,
    commutes: false,
  });
  return either('??', 3, shadow, type.kind === 'maybe' ? either('&&', 4, of, zeros) : zeros);
}

function isList(type: IrType): boolean {
  const array = present(type);
  return array.kind === 'array' && array.storage === 'Array';
}

function shadowOfNumbers(of: Expression, type: ArrayType): Expression {
  const zero = literal('0');
  if (type.fixedLength !== undefined && type.fixedLength <= 8) {
    return {
      kind: 'array',
      elements: Array.from({ length: type.fixedLength }, () => ({ spread: false, value: zero })),
    };
  }
  const length: Expression = { kind: 'member', object: of, field: 'length' };
  return methodCall({ kind: 'new', callee: 'Array<number>', args: [length] }, 'fill', [zero]);
}
