/** Operations without nested regions, as expressions and statements. */

import { present } from '../ir/type-facts.js';
import type { ArrayType, IrType, MethodOp, OpOf, Op, TapeOp, ValueId } from '../ir/types.js';
import { unreachable } from '../ir/walk.js';
import { primitiveNamed } from '../rules/primitives.js';
import { opEffects, unite } from './effects.js';
import type { Frame } from './frame.js';
import { isLiteral, mayAssert } from './literals.js';
import { identifierFrom } from './names.js';
import type { Taken, TakeOptions } from './pending.js';
import type { Expression } from './syntax.js';
import { infix, literal, nameOf } from './syntax.js';
import { holesOf, templateExpression } from './templates.js';
import { typeText } from './types.js';

type Simple = Exclude<Op, { kind: 'const' | 'if' | 'loop' | 'block' | 'closure' }>;

export function emitOperation(frame: Frame, op: Simple): void {
  const typeOf = (value: ValueId): IrType => frame.typeOf(value);
  const own = opEffects(op, typeOf);
  const take = (values: readonly ValueId[], options?: TakeOptions): readonly Expression[] => {
    const taken = frame.pending.take(values, options);
    effects = unite([taken.effects, own]);
    return taken.expressions;
  };
  let effects = own;
  switch (op.kind) {
    case 'apply': {
      if (frame.emission.structure.fused.parts.has(op)) break;
      const args = take(op.args, { lazy: (index) => isLazy(op.primitive, index) });
      frame.define(op.result, applyExpression(op.primitive, args, typeOf(op.result)), effects);
      break;
    }
    case 'opaque':
      emitOpaque(frame, op);
      break;
    case 'alloc':
      emitAlloc(frame, op);
      break;
    case 'load': {
      if (frame.emission.structure.fused.parts.has(op)) break;
      const [object, index] = take([op.array, op.index]);
      const sure = !op.mayMiss && isSure(typeOf(op.array));
      frame.define(op.result, { kind: 'index', object: object!, index: index!, sure }, effects, elementName(object!));
      break;
    }
    case 'store': {
      const change = frame.emission.structure.fused.changes.get(op);
      const [object, index, value] = take([op.array, op.index, change?.by ?? op.value], { lazy: (position) => change !== undefined && position === 2 });
      const sure = change !== undefined && isSure(typeOf(op.array));
      const target: Expression = { kind: 'index', object: object!, index: index!, sure };
      frame.write({ kind: 'store', target, operator: change?.operator ?? '', value: value! }, effects);
      break;
    }
    case 'length': {
      const [object] = take([op.array]);
      frame.define(op.result, { kind: 'member', object: object!, field: 'length' }, effects, 'length');
      break;
    }
    case 'get': {
      if (frame.emission.structure.fused.parts.has(op)) break;
      const [object] = take([op.object]);
      frame.define(op.result, { kind: 'member', object: object!, field: op.field }, effects, identifierFrom(op.field, 't'));
      break;
    }
    case 'set': {
      const change = frame.emission.structure.fused.changes.get(op);
      const [object, value] = take([op.object, change?.by ?? op.value], { lazy: (position) => change !== undefined && position === 1 });
      const target: Expression = { kind: 'member', object: object!, field: op.field };
      frame.write({ kind: 'store', target, operator: change?.operator ?? '', value: value! }, effects);
      break;
    }
    case 'method': {
      const [object, ...args] = take([op.array, ...op.args]);
      emitMethod(frame, op, object!, args, { expressions: [], effects });
      break;
    }
    case 'call': {
      const args = take(op.args);
      const name = frame.emission.resolve(op.callee);
      frame.emission.callees.set(`${op.callee.companion} ${op.callee.variant} ${op.callee.key}`, op.callee);
      emitCall(frame, op, { kind: 'call', callee: name, args }, effects);
      break;
    }
    case 'helper': {
      const args = take(op.args);
      frame.emission.helpers.add(op.name);
      const call: Expression = { kind: 'call', callee: op.name, args };
      if (op.result === undefined) frame.write({ kind: 'expression', value: call, writes: [] }, effects);
      else frame.define(op.result, call, effects);
      break;
    }
    case 'tapeStore':
    case 'tapeLoad':
    case 'tapeReserve':
    case 'tapeTop':
    case 'tapeSetTop':
      emitTape(frame, op, take, () => effects);
      break;
    default:
      unreachable(op);
  }
}

/** Whether an element that is there may be written `a[i]!`. */
function isSure(type: IrType): boolean {
  const array = present(type);
  return array.kind !== 'array' || mayAssert(array.element);
}

/** A name for an element of `layers` or `xsBar`: `layer`, `xBar`. */
function elementName(array: Expression): string | undefined {
  const name = array.kind === 'name' ? array.variable.wish : array.kind === 'member' ? array.field : '';
  const [, stem, suffix = ''] = /^(\w*[a-z])s(Dot|Bar)?$/.exec(name) ?? [];
  return stem === undefined || stem.endsWith('s') ? undefined : identifierFrom(stem + suffix, 't');
}

/** Operands that the printed form evaluates only in some cases. */
function isLazy(primitive: string, index: number): boolean {
  return index > 0 && (primitive === 'select' || primitive === 'and' || primitive === 'or');
}

export function applyExpression(primitive: string, args: readonly Expression[], type: IrType): Expression {
  const { print } = primitiveNamed(primitive);
  switch (print.form) {
    case 'infix': {
      const commutes = type.kind === 'number' && (primitive === 'add' || primitive === 'mul');
      const { operator, precedence, associativity } = print;
      return { kind: 'infix', operator, precedence, associativity, left: args[0]!, right: args[1]!, commutes };
    }
    case 'prefix':
      return { kind: 'prefix', operator: print.operator, operand: args[0]! };
    case 'call':
      return { kind: 'call', callee: print.callee, args };
    case 'ternary':
      return { kind: 'conditional', test: args[0]!, then: args[1]!, else: args[2]! };
    case 'argument':
      return args[0]!;
    default:
      return unreachable(print);
  }
}

/** Holes may be read late, or never: only what depends on nothing else is folded into them. */
function emitOpaque(frame: Frame, op: OpOf<'opaque'>): void {
  const own = opEffects(op, (value) => frame.typeOf(value));
  const { expressions, effects } = frame.pending.take(op.args, {
    atoms: (index) => op.form === 'statement' || holesOf(op, index) !== 1,
    lazy: () => true,
    width: 30,
  });
  if (op.form === 'expression') {
    const value = templateExpression(op, expressions, []);
    const result = op.results[0];
    if (result !== undefined) frame.define(result, value, unite([effects, own]));
    else frame.write({ kind: 'expression', value, writes: [] }, unite([effects, own]));
    return;
  }
  const variables = op.variables.map(({ result }) => frame.variableOf(result));
  const starting = op.variables.filter(({ initial }) => initial !== undefined);
  frame.writeInitials(
    starting.map(({ result }) => result),
    starting.map(({ initial }) => initial!),
  );
  frame.predeclare(variables);
  const value = templateExpression(op, expressions, variables.map(nameOf));
  frame.write({ kind: 'expression', value, writes: variables }, unite([effects, own]), variables);
}

function emitAlloc(frame: Frame, op: OpOf<'alloc'>): void {
  const type = frame.typeOf(op.result);
  const own = opEffects(op, (value) => frame.typeOf(value));
  const take = (values: readonly ValueId[], options?: TakeOptions): Taken => frame.pending.take(values, options);
  const define = (expression: Expression, taken: Taken): void => frame.define(op.result, expression, unite([taken.effects, own]));
  const { init } = op;
  switch (init.form) {
    case 'literal': {
      const taken = take(init.elements);
      define({ kind: 'array', elements: taken.expressions.map((value) => ({ spread: false, value })) }, taken);
      break;
    }
    case 'spread': {
      const taken = take(init.parts.map((part) => part.value));
      define({ kind: 'array', elements: taken.expressions.map((value, index) => ({ spread: init.parts[index]!.spread, value })) }, taken);
      break;
    }
    case 'object': {
      const taken = take(init.fields.map((field) => field.value));
      define({ kind: 'object', fields: taken.expressions.map((value, index) => ({ name: init.fields[index]!.name, value })) }, taken);
      break;
    }
    case 'sized': {
      const taken = take([init.length]);
      define({ kind: 'new', callee: constructorOf(type), args: taken.expressions }, taken);
      break;
    }
    case 'filled': {
      const taken = take([init.length, init.value]);
      const [length, value] = taken.expressions;
      define(methodCall({ kind: 'new', callee: constructorOf(type), args: [length!] }, 'fill', [value!]), taken);
      break;
    }
    case 'copy': {
      const taken = take([init.of]);
      define(copyExpression(taken.expressions[0]!, present(frame.typeOf(init.of)), type), taken);
      break;
    }
    case 'shadow': {
      const taken = take([init.of], { atoms: () => true });
      define(shadowExpression(frame, taken.expressions[0]!, frame.typeOf(init.of)), taken);
      break;
    }
    default:
      unreachable(init);
  }
}

function constructorOf(type: IrType): string {
  if (type.kind !== 'array') return 'Array';
  return type.storage === 'Array' ? `Array<${typeText(type.element)}>` : type.storage;
}

function copyExpression(of: Expression, from: IrType, to: IrType): Expression {
  if (to.kind !== 'array') return { kind: 'array', elements: [{ spread: true, value: of }] };
  if (from.kind === 'array' && from.storage === to.storage) return methodCall(of, 'slice', []);
  if (to.storage !== 'Array') return { kind: 'new', callee: to.storage, args: [of] };
  return from.kind === 'array' ? { kind: 'call', callee: 'Array.from', args: [of] } : { kind: 'array', elements: [{ spread: true, value: of }] };
}

/** Zeros in the structure of a value; the runtime makes those that are more than one level deep. */
function shadowExpression(frame: Frame, of: Expression, type: IrType): Expression {
  const zero = literal('0');
  if (type.kind === 'array' && type.storage !== 'Array') {
    return { kind: 'new', callee: 'Float64Array', args: [{ kind: 'member', object: of, field: 'length' }] };
  }
  if (type.kind === 'array' && type.element.kind === 'number') {
    return shadowOfNumbers(of, type);
  }
  if (type.kind === 'object' && [...type.fields.values()].every((field) => field.kind === 'number')) {
    const names = [...type.fields.keys()];
    if (type.tuple) return { kind: 'array', elements: names.map(() => ({ spread: false, value: zero })) };
    return { kind: 'object', fields: names.map((name) => ({ name, value: zero })) };
  }
  frame.emission.helpers.add('shadow');
  return { kind: 'call', callee: 'shadow', args: [of] };
}

function shadowOfNumbers(of: Expression, type: ArrayType): Expression {
  const zero = literal('0');
  if (type.fixedLength !== undefined && type.fixedLength <= 8) {
    return { kind: 'array', elements: Array.from({ length: type.fixedLength }, () => ({ spread: false, value: zero })) };
  }
  const length: Expression = { kind: 'member', object: of, field: 'length' };
  return methodCall({ kind: 'new', callee: 'Array<number>', args: [length] }, 'fill', [zero]);
}

function methodCall(object: Expression, name: string, args: readonly Expression[]): Expression {
  return { kind: 'call', callee: { kind: 'member', object, field: name }, args };
}

function emitMethod(frame: Frame, op: MethodOp, object: Expression, args: readonly Expression[], { effects }: Taken): void {
  if (op.name === 'setLength') {
    frame.write({ kind: 'store', target: { kind: 'member', object, field: 'length' }, operator: '', value: args[0]! }, effects);
    return;
  }
  const value = methodCall(object, op.name, args);
  if (op.result === undefined) frame.write({ kind: 'expression', value, writes: [] }, effects);
  else frame.define(op.result, value, effects);
}

function emitCall(frame: Frame, op: OpOf<'call'>, value: Expression, effects: ReturnType<typeof opEffects>): void {
  const refreshed = frame.emission.coalescing.refreshes.has(op) ? op.args.filter((arg) => frame.hasCells(arg)) : [];
  const wanted = op.results.filter((result) => frame.usesOf(result) > 0);
  if (wanted.length === 0) frame.write({ kind: 'expression', value, writes: [] }, effects);
  else if (op.results.length > 1) {
    const variables = op.results.map((result) => (wanted.includes(result) ? frame.variableOf(result) : undefined));
    frame.writeResults(wanted, variables, value, effects);
  } else if (refreshed.length > 0) frame.defineNow(wanted[0]!, value, effects);
  else frame.define(wanted[0]!, value, effects);
  for (const tape of refreshed) {
    const cells = frame.cellsOf(tape);
    frame.write({ kind: 'assign', variable: cells, value: frame.cellsNow(tape) }, undefined, [cells]);
  }
}

function emitTape(
  frame: Frame,
  op: TapeOp,
  take: (values: readonly ValueId[], options?: TakeOptions) => readonly Expression[],
  effects: () => ReturnType<typeof opEffects>,
): void {
  const tape = nameOf(frame.variableOf(op.tape));
  const member = (field: string): Expression => ({ kind: 'member', object: tape, field });
  switch (op.kind) {
    case 'tapeStore': {
      const [index, value] = take([op.cursor, op.value]);
      const object = op.lane === 'number' ? nameOf(frame.cellsOf(op.tape)) : member('references');
      const boolean = op.lane === 'number' && frame.typeOf(op.value).kind === 'boolean';
      const stored: Expression = boolean ? { kind: 'conditional', test: value!, then: literal('1'), else: literal('0') } : value!;
      frame.write({ kind: 'store', target: { kind: 'index', object, index: index!, sure: false }, operator: '', value: stored }, effects());
      break;
    }
    case 'tapeLoad': {
      const [index] = take([op.cursor]);
      const type = frame.typeOf(op.result);
      if (op.lane === 'reference') {
        const cell: Expression = { kind: 'index', object: member('references'), index: index!, sure: false };
        frame.define(op.result, { kind: 'cast', operand: cell, type: typeText(type) }, effects());
        break;
      }
      const boolean = type.kind === 'boolean';
      const cell: Expression = { kind: 'index', object: nameOf(frame.cellsOf(op.tape)), index: index!, sure: !boolean };
      frame.define(op.result, boolean ? infix('!==', cell, literal('0')) : cell, effects());
      break;
    }
    case 'tapeReserve': {
      if (op.lane === 'reference') break;
      const [cursor, count] = take([op.cursor, op.count], { atoms: () => true });
      const cells = frame.cellsOf(op.tape);
      const end = isLiteral(cursor!, '0') ? count! : infix('+', cursor!, count!);
      const length: Expression = { kind: 'member', object: nameOf(cells), field: 'length' };
      const grown = methodCall(tape, 'grow', [end]);
      const then = [{ kind: 'assign', variable: cells, value: grown, origin: frame.origin } as const];
      frame.write({ kind: 'if', test: infix('>', end, length), then, else: [] }, effects(), [cells]);
      break;
    }
    case 'tapeTop':
      take([]);
      frame.define(op.result, member(topField(op.lane)), effects(), 'top');
      break;
    case 'tapeSetTop': {
      const [cursor] = take([op.cursor]);
      const target = member(topField(op.lane));
      if (isMemberOf(cursor!, op, frame)) break; // handed over already, from callee to callee
      frame.write({ kind: 'store', target, operator: '', value: cursor! }, effects());
      break;
    }
    default:
      unreachable(op);
  }
}

function isMemberOf(cursor: Expression, { tape, lane }: TapeOp, frame: Frame): boolean {
  if (cursor.kind !== 'member' || cursor.field !== topField(lane) || cursor.object.kind !== 'name') return false;
  return cursor.object.variable === frame.variableOf(tape);
}

const topField = (lane: TapeOp['lane']): string => (lane === 'number' ? 'top' : 'referenceTop');

