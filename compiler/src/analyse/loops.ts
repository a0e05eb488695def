/** Integer values, induction variables, and loops whose number of turns can be told from their bounds. */

import type { ApplyOp, IfOp, IrFunction, LoopOp, Op, Region, Terminator, ValueId } from '../ir/types.js';
import { regionsOf, resultsOf } from '../ir/walk.js';
import { directExit } from '../ir/exits.js';
import type { Places } from './places.js';

/** The parameter at `index` grows by the integer `step` every turn, from an integer. */
export type Induction = { readonly index: number; readonly step: number };

export type LoopFacts = {
  /** The values of the one `continue` at the end of the body; undefined when the body never gets there. */
  readonly next: readonly ValueId[] | undefined;
  readonly breaks: boolean;
  readonly inductions: readonly Induction[];
  /** The test is `induction < bound` (or <=, >, >=), and nothing else ends the loop. */
  readonly counted: Counted | undefined;
  /** The same where it is one of several things that may end the loop. */
  readonly limit: Counted | undefined;
  /** A number of turns that constants keep the loop from exceeding. */
  readonly most: number | undefined;
};

export type Counted = {
  readonly induction: Induction;
  readonly relation: 'lt' | 'le' | 'gt' | 'ge';
  readonly bound: ValueId;
};

export type Loops = {
  readonly factsOf: (loop: LoopOp) => LoopFacts;
  /** A number that is certainly an integer (or the result of exact integer arithmetic). */
  readonly isInteger: (value: ValueId) => boolean;
  /** The greatest of the integers, none of them negative, one of which a value is bound to be; undefined where constants do not tell. */
  readonly greatest: (value: ValueId) => number | undefined;
};

const ALWAYS_INTEGER = new Set([
  'floor',
  'ceil',
  'round',
  'trunc',
  'sign',
  'bitAnd',
  'bitOr',
  'bitXor',
  'bitNot',
  'shl',
  'shr',
  'ushr',
  'imul',
  'clz32',
]);
const KEEPS_INTEGER = new Set([
  'add',
  'sub',
  'mul',
  'neg',
  'plus',
  'abs',
  'min',
  'max',
  'mod',
  'select',
  'stopGradient',
]);

export function analyseLoops(fn: IrFunction, places: Places): Loops {
  const loops = places.all.flatMap(({ op }) => (op.kind === 'loop' ? [op] : []));
  const nexts = new Map(loops.map((loop) => [loop, ends(loop)]));

  // Optimistic: everything is an integer until something says otherwise.
  const broken = new Set<ValueId>();
  const isInteger = (value: ValueId): boolean => fn.values.get(value)?.type.kind === 'number' && !broken.has(value);
  for (const [value, info] of fn.values) if (info.type.kind !== 'number') broken.add(value);
  for (const param of fn.params) broken.add(param.value);
  const check = (value: ValueId, ok: boolean): boolean => {
    if (ok || broken.has(value)) return false;
    broken.add(value);
    return true;
  };
  for (let changed = true; changed; ) {
    changed = false;
    const visit = (region: Region): void => {
      for (const op of region.ops) {
        if (checkOp(op)) changed = true;
        for (const nested of regionsOf(op)) visit(nested);
      }
    };
    visit(fn.body);
  }
  function checkOp(op: Op): boolean {
    switch (op.kind) {
      case 'const':
        return check(op.result, Number.isInteger(op.value));
      case 'length':
      case 'alloc':
      case 'closure':
        return false;
      case 'apply': {
        if (ALWAYS_INTEGER.has(op.primitive)) return false;
        const args = op.primitive === 'select' ? op.args.slice(1) : op.args;
        return check(op.result, KEEPS_INTEGER.has(op.primitive) && args.every(isInteger));
      }
      case 'if':
        return op.results
          .map((result, i) => {
            const arms = [op.then, op.else].filter((arm) => arm.end.kind === 'yield');
            return check(
              result,
              arms.every((arm) => isInteger((arm.end as { values: readonly ValueId[] }).values[i]!)),
            );
          })
          .some(Boolean);
      case 'loop': {
        const { nexts: continued, breaks } = nexts.get(op)!;
        return op.params
          .flatMap((param, i) => [
            check(param, isInteger(op.initial[i]!) && continued.every((values) => isInteger(values[i]!))),
            check(op.results[i]!, isInteger(param) && breaks.every((values) => isInteger(values[i]!))),
          ])
          .some(Boolean);
      }
      case 'block':
        return op.results.map((result) => check(result, false)).some(Boolean);
      default:
        return resultsAreUnknown(op);
    }
  }
  function resultsAreUnknown(op: Op): boolean {
    return resultsOf(op)
      .map((result) => check(result, false))
      .some(Boolean);
  }

  const facts = new Map<LoopOp, LoopFacts>();
  for (const loop of loops) {
    const { next, breaks } = nexts.get(loop)!;
    const inductions: Induction[] = [];
    loop.params.forEach((param, index) => {
      const step = next === undefined ? undefined : stepOf(next[index]!, param, places);
      if (step !== undefined && isInteger(loop.initial[index]!)) inductions.push({ index, step });
    });
    const tested = loop.test.end.kind === 'yield' ? loop.test.end.values[0] : undefined;
    const limit = conditionsOf(tested, places)
      .map((each) => countedBy(loop, each, inductions, places))
      .find((each) => each !== undefined);
    facts.set(loop, {
      next,
      breaks: breaks.length > 0,
      inductions,
      counted: breaks.length > 0 ? undefined : countedBy(loop, tested, inductions, places),
      limit,
      most: limit === undefined ? undefined : mostTurns(loop, limit, places),
    });
  }
  return { factsOf: (loop) => facts.get(loop)!, isInteger, greatest: (value) => greatestOf(value, places) };
}

/** Follows a value back to the constants that it is chosen from, through branches and round loops. */
function greatestOf(value: ValueId, places: Places): number | undefined {
  const sources = new Set([value]);
  let greatest = 0;
  for (const source of sources) {
    const op = places.definition(source);
    if (op === undefined || op.kind === 'if' || op.kind === 'loop') {
      const chosen = op?.kind === 'if' ? yieldedBy(op, source) : carriedAs(source, places);
      if (chosen === undefined) return undefined;
      chosen.forEach((each) => sources.add(each));
    } else if (op.kind === 'apply' && op.primitive === 'select') {
      op.args.slice(1).forEach((each) => sources.add(each));
    } else {
      const most = op.kind === 'const' ? op.value : op.kind === 'apply' ? maskOf(op, places) : undefined;
      if (!Number.isInteger(most) || (most as number) < 0 || Object.is(most, -0)) return undefined;
      greatest = Math.max(greatest, most as number);
    }
  }
  return greatest;
}

function yieldedBy(op: IfOp, result: ValueId): readonly ValueId[] {
  const at = op.results.indexOf(result);
  return [op.then, op.else].flatMap(({ end }) => (end.kind === 'yield' ? [end.values[at]!] : []));
}

/** What a parameter or result of a loop may be. */
function carriedAs(value: ValueId, places: Places): readonly ValueId[] | undefined {
  const loop = places.loopOf(value) ?? places.definition(value);
  if (loop?.kind !== 'loop') return undefined;
  const { nexts, breaks } = ends(loop);
  const at = loop.params.indexOf(value);
  if (at >= 0) return [loop.initial[at]!, ...nexts.map((values) => values[at]!)];
  const result = loop.results.indexOf(value);
  return [loop.params[result]!, ...breaks.map((values) => values[result]!)];
}

/** The constant that keeps `x & constant` from being greater. */
function maskOf({ primitive, args }: ApplyOp, places: Places): number | undefined {
  if (primitive !== 'bitAnd') return undefined;
  const masks = args.flatMap((arg) => {
    const op = places.definition(arg);
    const value = op?.kind === 'const' && typeof op.value === 'number' ? op.value : NaN;
    return value >= 0 && value === (value | 0) ? [value] : [];
  });
  return masks.length === 0 ? undefined : Math.min(...masks);
}

/** The values of the `continue`s of a structured loop, of the only one, should there be one only, and of its breaks. */
function ends(loop: LoopOp): {
  nexts: readonly (readonly ValueId[])[];
  next: readonly ValueId[] | undefined;
  breaks: readonly (readonly ValueId[])[];
} {
  const nexts: (readonly ValueId[])[] = [];
  const breaks: (readonly ValueId[])[] = [];
  const see = (end: Terminator): void => {
    if (end.kind === 'continue') nexts.push(end.values);
    if (end.kind === 'break') breaks.push(end.values);
  };
  for (const op of loop.body.ops) {
    const arm = directExit(op);
    if (arm !== undefined && op.kind === 'if') see(op[arm].end);
  }
  see(loop.body.end);
  return { nexts, next: nexts.length === 1 ? nexts[0] : undefined, breaks };
}

function stepOf(next: ValueId, param: ValueId, places: Places): number | undefined {
  const op = places.definition(next);
  if (op?.kind !== 'apply' || (op.primitive !== 'add' && op.primitive !== 'sub')) return undefined;
  const [left, right] = op.args as [ValueId, ValueId];
  const constant = (value: ValueId): number | undefined => {
    const definition = places.definition(value);
    return definition?.kind === 'const' && Number.isInteger(definition.value)
      ? (definition.value as number)
      : undefined;
  };
  if (left === param) {
    const step = constant(right);
    return step === undefined || step === 0 ? undefined : op.primitive === 'add' ? step : -step;
  }
  if (right === param && op.primitive === 'add') {
    const step = constant(left);
    return step === 0 ? undefined : step;
  }
  return undefined;
}

function mostTurns(loop: LoopOp, { induction, relation, bound }: Counted, places: Places): number | undefined {
  const constant = (value: ValueId): number => {
    const op = places.definition(value);
    return op?.kind === 'const' && typeof op.value === 'number' ? op.value : NaN;
  };
  const span = constant(bound) - constant(loop.initial[induction.index]!);
  if (!Number.isSafeInteger(constant(bound)) || !Number.isSafeInteger(span)) return undefined;
  if (span * induction.step < 0) return 0;
  const rest = span % induction.step;
  const isStrict = relation === 'lt' || relation === 'gt';
  return (span - rest) / induction.step + (isStrict && rest === 0 ? 0 : 1);
}

/** What a test asks for, where all of it has to hold. */
function conditionsOf(tested: ValueId | undefined, places: Places): readonly ValueId[] {
  if (tested === undefined) return [];
  const op = places.definition(tested);
  if (op?.kind === 'apply' && op.primitive === 'and') return op.args.flatMap((arg) => conditionsOf(arg, places));
  // `a && b`, where b is only asked for if a holds.
  const isBoth = op?.kind === 'if' && op.results[0] === tested && isFalse(op.else, places);
  return isBoth ? [op.test] : [tested];
}

function isFalse({ end }: Region, places: Places): boolean {
  const op = end.kind === 'yield' && end.values.length === 1 ? places.definition(end.values[0]!) : undefined;
  return op?.kind === 'const' && op.value === false;
}

function countedBy(
  loop: LoopOp,
  tested: ValueId | undefined,
  inductions: readonly Induction[],
  places: Places,
): Counted | undefined {
  if (tested === undefined) return undefined;
  const test = places.definition(tested);
  if (test?.kind !== 'apply' || !loop.test.ops.includes(test)) return undefined;
  const [left, right] = test.args as [ValueId, ValueId];
  const flipped: Record<string, 'lt' | 'le' | 'gt' | 'ge'> = { lt: 'gt', le: 'ge', gt: 'lt', ge: 'le' };
  if (!(test.primitive in flipped)) return undefined;
  for (const induction of inductions) {
    const param = loop.params[induction.index]!;
    const relation =
      left === param
        ? (test.primitive as 'lt' | 'le' | 'gt' | 'ge')
        : right === param
          ? flipped[test.primitive]!
          : undefined;
    if (relation === undefined) continue;
    const up = relation === 'lt' || relation === 'le';
    if (up !== induction.step > 0) continue;
    const bound = left === param ? right : left;
    if (isBound(bound, loop, places)) return { induction, relation, bound };
  }
  return undefined;
}

/** A bound that stays the same all along and can be computed again: invariant, or built in the test from what is. */
function isBound(value: ValueId, loop: LoopOp, places: Places): boolean {
  if (places.isInvariant(value, loop)) return true;
  const op = places.definition(value);
  if (op === undefined || !loop.test.ops.includes(op)) return false;
  if (op.kind === 'const') return true;
  if (op.kind === 'apply') return op.args.every((arg) => isBound(arg, loop, places));
  return op.kind === 'length' && places.isInvariant(op.array, loop);
}
