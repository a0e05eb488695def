/** Whether the turns of a loop can be made again, from a state that was kept, without anybody noticing. */

import { isKeyed, present } from '../ir/type-facts.js';
import type { FunctionKey, IrFunction, IrType, LoopOp, Op, Origin, Region, ValueId } from '../ir/types.js';
import { operandsOf, opsOf, regionsOf } from '../ir/walk.js';
import { findAskedFor } from './asked-for.js';
import type { Effects } from './effects.js';
import type { ClassId, Memory } from './memory.js';
import type { Places } from './places.js';

/** Why a loop's turns cannot be made again, in the user's terms. */
export type Obstacle = { readonly why: string; readonly origin: Origin | undefined };

export function findObstacle(
  fn: IrFunction,
  loop: LoopOp & Op,
  facts: {
    readonly functions: ReadonlyMap<FunctionKey, IrFunction>;
    readonly memory: Memory;
    readonly effects: Effects;
    readonly places: Places;
    /** Of the functions that are called. */
    readonly of: {
      readonly memory: ReadonlyMap<FunctionKey, Memory>;
      readonly effects: ReadonlyMap<FunctionKey, Effects>;
    };
  },
): Obstacle | undefined {
  const { memory, places } = facts;
  const carried = loop.params.find((param) => !/^(?:number|boolean)$/.test(fn.values.get(param)!.type.kind));
  if (carried !== undefined) {
    const name = fn.values.get(carried)!.name;
    const what = name === undefined ? 'something' : `\`${name}\``;
    const ofCall = name === undefined ? 'what it gives is no number' : `it changes ${what}, which is no number`;
    const isCall = loop.directives?.checkpoint?.plan === 'call';
    const why = isCall ? ofCall : `its turns hand ${what} on, which is no number`;
    return { why, origin: loop.origin };
  }
  const asked = findAskedFor(fn, loop, places, facts.functions);
  const missable = loop.params.find((param) => asked.has(param));
  if (missable !== undefined)
    return {
      why: `its turns hand \`${fn.values.get(missable)!.name ?? 'something'}\` on, which may be missing`,
      origin: loop.origin,
    };
  const variables = new Map(
    fn.params.flatMap(({ value, state }) => (state?.isVariable === true ? [[value, state]] : [])),
  );
  for (const op of within(loop)) {
    const variable = operandsOf(op).find((value) => variables.has(value));
    if (variable !== undefined) {
      const { name } = variables.get(variable)!.of;
      return { why: `it reads or changes \`${name}\`, a variable of the module`, origin: op.origin };
    }
  }
  const outside = new Set<ClassId>();
  const see = (value: ValueId): void => {
    const id = places.isInvariant(value, loop) ? memory.classOf(value) : undefined;
    if (id !== undefined) for (const reached of memory.reachableFrom(id)) outside.add(reached);
  };
  for (const op of within(loop)) operandsOf(op).forEach(see);
  for (const op of within(loop)) {
    const impure = effectIn(op, facts.functions);
    if (impure !== undefined) return { why: 'it does something that must happen once only', origin: impure };
    if (writesOutside(op, facts)) return { why: 'it changes something from outside the function', origin: op.origin };
    const unknown = readIn(fn, op, facts.functions);
    if (unknown !== undefined) return { why: 'what it reads here may have changed by then', origin: unknown };
    for (const write of facts.effects.writesOf(op)) {
      if (!outside.has(write.memoryClass)) {
        if (!memory.isOuter(write.memoryClass)) continue;
        return { why: 'it changes something from outside the function', origin: op.origin };
      }
      const at = op.origin;
      if (write.resizes && op.kind !== 'store')
        return { why: 'it changes what there is in an array, map or object from outside', origin: at };
      if (memory.contentOf(write.memoryClass, write.field) !== undefined)
        return { why: 'it puts an array or object into one from outside', origin: at };
    }
    if (op.kind === 'store' && isKeyed(present(fn.values.get(op.array)!.type)) && places.isInvariant(op.array, loop))
      return { why: 'it writes into a map or record from outside', origin: op.origin };
  }
  return undefined;
}

/** Everything that a loop runs, but for what ends in an exception: that was not reached. */
function* within(loop: LoopOp): Generator<Op> {
  const visit = function* (region: Region): Generator<Op> {
    if (region.end.kind === 'throw') return;
    for (const op of region.ops) {
      yield op;
      for (const nested of regionsOf(op)) yield* visit(nested);
    }
  };
  yield* visit(loop.test);
  yield* visit(loop.body);
}

/** An integer array, whose elements code that is not followed reads: it can be kept like others. */
export function isIntegerArray(type: IrType): boolean {
  return type.kind === 'opaque' && /^(?:Big)?(?:Int|Uint)\d+(?:Clamped)?Array\b/.test(type.text);
}

/** Names that mean the same at any time. */
const constantNames =
  /^(?:Math|Number|Array|Object|Boolean|String|undefined|null|true|false|NaN|Infinity|typeof|void|instanceof|in|number|string|boolean|any|unknown|as)$/;

/** Where an operation, or what it calls, reads something that is not followed, by a name or from what it is given. */
function readIn(
  fn: IrFunction,
  op: Op,
  functions: ReadonlyMap<FunctionKey, IrFunction>,
  seen = new Set<FunctionKey>(),
): Origin | undefined {
  if (op.kind === 'opaque') {
    if (op.effects === 'pure' || op.unchanging === true) return undefined;
    const text = op.template.map((part) => (typeof part === 'string' ? part : ' 0 ')).join('');
    const bare = text.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, '');
    const names = bare.match(/(?<![.\w$]|\.\s)[A-Za-z_$][\w$]*/g) ?? [];
    const isKnown = (value: ValueId): boolean => {
      const type = present(fn.values.get(value)!.type);
      return type.kind !== 'opaque' || isIntegerArray(type);
    };
    const isNamed = op.template.some((part) => typeof part === 'object' && ('class' in part || 'variable' in part));
    return !isNamed && names.every((name) => constantNames.test(name)) && op.args.every(isKnown)
      ? undefined
      : op.origin;
  }
  if (op.kind !== 'call' || seen.has(op.callee.key)) return undefined;
  seen.add(op.callee.key);
  const callee = functions.get(op.callee.key);
  if (callee === undefined) return op.origin;
  return [...opsOf(callee.body)].some((inner) => readIn(callee, inner, functions, seen) !== undefined)
    ? op.origin
    : undefined;
}

/** Whether what an operation calls writes into something that it knows by a name of its own. */
function writesOutside(
  op: Op,
  facts: {
    readonly functions: ReadonlyMap<FunctionKey, IrFunction>;
    readonly of: {
      readonly memory: ReadonlyMap<FunctionKey, Memory>;
      readonly effects: ReadonlyMap<FunctionKey, Effects>;
    };
  },
  seen = new Set<FunctionKey>(),
): boolean {
  if (op.kind !== 'call' || seen.has(op.callee.key)) return false;
  const { key } = op.callee;
  seen.add(key);
  const [callee, memory, effects] = [facts.functions.get(key), facts.of.memory.get(key), facts.of.effects.get(key)];
  if (callee === undefined || memory === undefined || effects === undefined) return true;
  return [...opsOf(callee.body)].some(
    (inner) =>
      effects.writesOf(inner).some(({ memoryClass }) => memory.isOuter(memoryClass)) ||
      writesOutside(inner, facts, seen),
  );
}

/** Where an operation, or what it calls, does something that others can see or that does not give the same again. */
function effectIn(
  op: Op,
  functions: ReadonlyMap<FunctionKey, IrFunction>,
  seen = new Set<FunctionKey>(),
): Origin | undefined {
  if (op.kind === 'opaque') return op.effects === 'effects' || op.writesArguments ? op.origin : undefined;
  if (op.kind !== 'call' || seen.has(op.callee.key)) return undefined;
  seen.add(op.callee.key);
  const callee = functions.get(op.callee.key);
  const impure =
    callee === undefined || [...opsOf(callee.body)].some((inner) => effectIn(inner, functions, seen) !== undefined);
  return impure ? op.origin : undefined;
}
