/** Operations without nested regions, as expressions and statements. */

import {
  type ArrayType,
  CHECKPOINTED,
  FIXED_POINT,
  type HelperName,
  SOLVE_TANGENT,
  type IrType,
  type ObjectType,
  type Op,
  type OpOf,
  type TemplatePart,
  type ValueId,
} from '../ir/types.js';
import { present, sameClass } from '../ir/type-facts.js';
import { unreachable } from '../ir/walk.js';
import { primitiveNamed } from '../rules/primitives.js';
import { emitGet, emitLength, emitLoad, emitMethod, emitSet, emitStore } from './access.js';
import { emitAlloc } from './alloc.js';
import type { Frame } from './frame.js';
import { isLiteral } from './literals.js';
import { withoutDoubleSigns } from './signs.js';
import { methodCall, operandsFor } from './operands.js';
import { isThere } from './types.js';
import type { Expression, InfixExpression } from './syntax.js';
import { nameOf } from './syntax.js';
import { emitTape } from './tape.js';
import { holesOf, templateExpression } from './templates.js';

type Simple = Exclude<Op, { kind: 'const' | 'if' | 'loop' | 'block' | 'closure' }>;

/** Helpers that are methods of their first argument. */
const METHODS: Partial<Readonly<Record<HelperName, string>>> = {
  growthBehind: 'behind',
  growthBefore: 'before',
  growthEnd: 'end',
};

export function emitOperation(frame: Frame, op: Simple): void {
  if (frame.emission.structure.fused.parts.has(op)) return; // emitted with the store that it belongs to
  switch (op.kind) {
    case 'apply':
      emitApply(frame, op);
      break;
    case 'opaque':
      emitOpaque(frame, op);
      break;
    case 'alloc':
      emitAlloc(frame, op);
      break;
    case 'load':
      emitLoad(frame, op);
      break;
    case 'store':
      emitStore(frame, op);
      break;
    case 'length':
      emitLength(frame, op);
      break;
    case 'get':
      emitGet(frame, op);
      break;
    case 'set':
      emitSet(frame, op);
      break;
    case 'method':
      emitMethod(frame, op);
      break;
    case 'call':
      emitCall(frame, op);
      break;
    case 'helper': {
      const { take, effects } = operandsFor(frame, op);
      // a snapshot of several things is a tuple of them
      const args = take(op.args).map(
        (arg): Expression =>
          op.name === 'snapshot' && arg.kind === 'array' ? { kind: 'cast', operand: arg, type: 'const' } : arg,
      );
      if (op.name === 'keysOf') {
        const type = present(frame.typeOf(op.args[0]!));
        const isMap = type.kind === 'keyed' && type.container === 'Map';
        const keys: Expression = isMap
          ? methodCall(args[0]!, 'keys', [])
          : { kind: 'call', callee: 'Object.keys', args };
        frame.define(op.result!, keys, effects());
        break;
      }
      const method = METHODS[op.name];
      if (method !== undefined) {
        frame.write({ kind: 'expression', value: methodCall(args[0]!, method, args.slice(1)), writes: [] }, effects());
        break;
      }
      const restores = op.name === 'restore' || op.name === 'reverseTurns';
      if (!restores) frame.emission.helpers.add(op.name);
      const given =
        op.name === 'checkpointed'
          ? [named(CHECKPOINTED, args)]
          : op.name === 'fixedPoint'
            ? [named(FIXED_POINT, args)]
            : op.name === 'solveTangent'
              ? [named(SOLVE_TANGENT, args)]
              : args;
      const call: Expression = restores
        ? { kind: 'call', callee: args[0]!, args: [] }
        : { kind: 'call', callee: frame.emission.helperName(op.name), args: given };
      if (op.result === undefined) frame.write({ kind: 'expression', value: call, writes: [] }, effects());
      else
        frame.define(
          op.result,
          op.name === 'shadows' || op.name === 'shadowAmong' ? asShadows(frame, call, op.result) : call,
          effects(),
        );
      break;
    }
    case 'tapeStore':
    case 'tapeLoad':
    case 'tapeReserve':
    case 'tapeTop':
    case 'tapeSetTop':
      emitTape(frame, op);
      break;
    default:
      unreachable(op);
  }
}

function emitApply(frame: Frame, op: OpOf<'apply'>): void {
  const { take, takePresent, effects, typeOf } = operandsFor(frame, op);
  const mayMiss = takesMissing.has(op.primitive) || typeOf(op.result).kind === 'maybe';
  const args = (mayMiss ? take : takePresent)(op.args, { lazy: (index) => isLazy(op.primitive, index) });
  frame.define(op.result, applyExpression(op.primitive, args, typeOf(op.result)), effects());
}

/** Primitives that make sense of `undefined` and `null`. */
const takesMissing: ReadonlySet<string> = new Set([
  'eq',
  'ne',
  'looseEq',
  'looseNe',
  'not',
  'toNumber',
  'stopGradient',
]);

/** Operands that the printed form evaluates only in some cases. */
function isLazy(primitive: string, index: number): boolean {
  return index > 0 && (primitive === 'select' || primitive === 'and' || primitive === 'or');
}

/** Where the choice matters to derivatives alone. */
function isSameName(a: Expression, b: Expression): boolean {
  return a.kind === 'name' && b.kind === 'name' && a.variable === b.variable;
}

export function applyExpression(primitive: string, args: readonly Expression[], type: IrType): Expression {
  const { print } = primitiveNamed(primitive);
  switch (print.form) {
    case 'infix': {
      const commutes = type.kind === 'number' && (primitive === 'add' || primitive === 'mul');
      const { operator, precedence, associativity } = print;
      const whole: InfixExpression = {
        kind: 'infix',
        operator,
        precedence,
        associativity,
        left: args[0]!,
        right: args[1]!,
        commutes,
      };
      return type.kind === 'number' ? withoutDoubleSigns(whole) : whole;
    }
    case 'prefix':
      return { kind: 'prefix', operator: print.operator, operand: args[0]! };
    case 'call':
      return { kind: 'call', callee: print.callee, args };
    case 'ternary':
      if (isSameName(args[1]!, args[2]!)) return args[1]!;
      return { kind: 'conditional', test: args[0]!, then: args[1]!, else: args[2]! };
    case 'argument':
      return args[0]!;
    default:
      return unreachable(print);
  }
}

/** Holes may be read late, or never: only what depends on nothing else is folded into them. */
function emitOpaque(frame: Frame, op: OpOf<'opaque'>): void {
  const { take, effects, typeOf } = operandsFor(frame, op);
  const expressions = take(op.args, {
    atoms: (index) => op.form === 'statement' || holesOf(op, index) !== 1,
    lazy: () => true,
    width: 30,
  });
  if (op.form === 'expression') {
    const value = templateExpression(op, expressions, [], nameIn(frame));
    const result = op.results[0];
    if (result === undefined) frame.write({ kind: 'expression', value, writes: [] }, effects());
    else
      frame.define(
        result,
        isElement(value) && isThere(typeOf(result)) ? { kind: 'present', operand: value } : value,
        effects(),
      );
    return;
  }
  const variables = op.variables.map(({ result }) => frame.variableOf(result));
  const starting = op.variables.filter(({ initial }) => initial !== undefined);
  frame.writeInitials(
    starting.map(({ result }) => result),
    starting.map(({ initial }) => initial!),
  );
  frame.predeclare(variables);
  const value = templateExpression(op, expressions, variables.map(nameOf), nameIn(frame));
  frame.write({ kind: 'expression', value, writes: variables }, effects(), variables);
}

/** What classes and functions of the runtime are called here. */
const nameIn =
  ({ emission }: Frame) =>
  (part: Exclude<TemplatePart, string>): string => {
    if ('class' in part) return emission.className(part.class);
    if (!('helper' in part)) return '';
    emission.helpers.add(part.helper);
    return emission.helperName(part.helper);
  };

/** `skip[i]`, of which the type checker may doubt that it is there. */
function isElement(value: Expression): boolean {
  if (value.kind !== 'template' || !value.atom) return false;
  const last = value.parts.at(-1);
  return typeof last === 'string' && /\]\s*$/.test(last);
}

/** Shadows with the fields that a class keeps to itself: the helper's own type does not have them. */
function asShadows(frame: Frame, call: Expression, result: ValueId): Expression {
  const type = frame.typeOf(result);
  const parts =
    type.kind === 'array' ? [type.element] : type.kind === 'object' && type.tuple ? [...type.fields.values()] : [type];
  const isWritten = parts.map(present).some((part) => part.kind === 'object' && !part.tuple && part.text === undefined);
  return isWritten ? { kind: 'cast', operand: call, type: `unknown as ${frame.textOf(type)}` } : call;
}

/** An object, or its shadow, that the program has asked for its class, as an instance of this. */
function ofClass(arg: Expression, type: IrType, self: ArrayType | ObjectType | undefined): Expression {
  if (self?.kind === 'array') return ofArrayClass(arg, type, self);
  if (type.kind !== 'object' || self?.ofClass !== true || self.text === undefined) return arg;
  const wanted = self.line?.[0];
  const isOther = wanted !== undefined && type.line?.some((each) => sameClass(each, wanted)) !== true;
  if (type.beyond === undefined && !isOther) return arg;
  if (type.text === self.text || type.text?.startsWith(`Tangent<${self.text}`)) return arg;
  return { kind: 'cast', operand: arg, type: 'never' };
}

/** An array that the program says to be an instance of a class, or has asked for its class. */
function ofArrayClass(arg: Expression, type: IrType, self: ArrayType): Expression {
  const wanted = self.instance?.line[0];
  if (type.kind !== 'array' || wanted === undefined) return arg;
  const isOne = type.instance?.line.some((each) => sameClass(each, wanted)) === true;
  return isOne ? arg : { kind: 'cast', operand: arg, type: 'never' };
}

/** Arguments under names, as one object; those that are `undefined` are left out. */
function named(names: readonly string[], args: readonly Expression[]): Expression {
  const fields = names.map((name, i) => ({ name, value: args[i]! }));
  return { kind: 'object', fields: fields.filter(({ value }) => !isLiteral(value, 'undefined')) };
}

/** The elements of a list, each as an argument of its own. */
function listed(list: Expression): readonly Expression[] {
  return list.kind === 'array' && list.elements.every(({ spread }) => !spread)
    ? list.elements.map(({ value }) => value)
    : [{ kind: 'prefix', operator: '...', operand: list }];
}

function emitCall(frame: Frame, op: OpOf<'call'>): void {
  const { take, effects: effectsNow, typeOf } = operandsFor(frame, op);
  const { callee } = op;
  const self = frame.emission.selfOf(callee);
  const parameters = frame.emission.parametersOf(callee);
  const passed = op.args.filter((_, i) => parameters[i]?.omitted !== true);
  const received = parameters.filter(({ omitted }) => !omitted);
  const object = self?.kind === 'array' ? passed.findIndex((arg) => typeOf(arg).kind === 'array') : undefined;
  const given = take(passed, { width: 160 })
    .map((arg, i) => (object === undefined || object === i ? ofClass(arg, typeOf(passed[i]!), self) : arg))
    .map((arg, i) => (received[i]?.present === true ? frame.present(passed[i]!, arg) : arg));
  const args = op.spreads === true ? [...given.slice(0, -1), ...listed(given.at(-1)!)] : given;
  const effects = effectsNow();
  frame.emission.callees.set(`${callee.companion} ${callee.variant} ${callee.key}`, callee);
  const value: Expression = { kind: 'call', callee: frame.emission.resolve(callee), args };
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
