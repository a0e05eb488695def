/**
 * Unrolls loops before differentiation: those of few turns, whose number constants decide, become straight-line code; `@unroll` asks
 * for more, and `@unroll N` puts N turns into one.
 * Before: a simplified primal. After: the same operations in the same order. What the counting computes becomes constants when the
 * result is simplified, by which more loops may come to be countable: the pass is repeated until nothing changes.
 */

import { FunctionBuilder, RegionBuilder } from '../ir/builder.js';
import { refuse } from '../diagnostics/report.js';
import type { IrFunction, LoopOp, Op, Origin, Refusal, Region, Terminator, ValueId } from '../ir/types.js';
import { cloneRegion, labelCount, opsOf, regionsOf, withRegions } from '../ir/walk.js';
import { type Constants, endsOf, TurnCounter, type Turns } from './known-turns.js';
import { repeatTurns } from './repeat.js';
import { sizeOf } from './simplify.js';
import { analyseStrides, type Stride, type Strides } from './strides.js';

/** How much code unrolling may make, in operations besides those on constants. */
export type UnrollLimits = {
  /** The most turns of a loop that are unrolled unasked. */
  readonly turns: number;
  /** The most that one loop may become unasked, loops inside included. */
  readonly loop: number;
  /** The most by which a function may grow unasked. */
  readonly function: number;
  /** The most that one loop may become by a pragma. */
  readonly asked: number;
};

export const UNROLL_LIMITS: UnrollLimits = { turns: 16, loop: 256, function: 768, asked: 4000 };

/** What became of a loop whose number of turns is known, or that a pragma speaks of. */
export type UnrollNote = {
  readonly origin: Origin;
  /** How many it takes, if it is not left before; `undefined`: not known, or more than are ever unrolled unasked. */
  readonly turns: number | undefined;
  /** It became straight-line code, or so many turns one; or it stayed a loop, since it would have become too large. */
  readonly outcome: 'fully' | 'over budget' | number;
  /** What it became, or would have become, in operations; at least. */
  readonly operations: number;
};

export type Unrolled = {
  readonly fn: IrFunction;
  readonly notes: readonly UnrollNote[];
  /** Pragmas that cannot be followed: by the code as it is so far. */
  readonly refusals: readonly Refusal[];
  readonly changed: boolean;
  /** By how much the function has grown unasked. */
  readonly grown: number;
};

/** @param grown by how much the function has grown before. */
export function unrollLoops(fn: IrFunction, grown = 0, limits: UnrollLimits = UNROLL_LIMITS): Unrolled {
  if (![...opsOf(fn.body)].some(({ kind }) => kind === 'loop'))
    return { fn, notes: [], refusals: [], changed: false, grown };
  return new Unroller(fn, grown, limits).run();
}

/** Nothing is ever left of the operations of a call, and what it does takes its time. */
const CALL_SIZE = 8;

class Unroller {
  readonly #fn: IrFunction;
  readonly #limits: UnrollLimits;
  readonly #builder: FunctionBuilder;
  readonly #counter: TurnCounter;
  #strides: Strides | undefined;
  readonly #replaced = new Map<ValueId, ValueId>();
  readonly #notes: UnrollNote[] = [];
  readonly #refusals: Refusal[] = [];
  #grown: number;
  #changed = false;

  constructor(fn: IrFunction, grown: number, limits: UnrollLimits) {
    this.#fn = fn;
    this.#grown = grown;
    this.#limits = limits;
    this.#builder = new FunctionBuilder({ values: fn.values, labels: labelCount(fn.body) });
    this.#counter = new TurnCounter(fn, (value) => this.#builder.typeOf(value));
  }

  run(): Unrolled {
    const body = this.#resolved(this.#region(this.#fn.body));
    const [notes, refusals, changed] = [this.#notes, this.#refusals, this.#changed];
    const fn = changed ? { ...this.#fn, body, values: this.#builder.values } : this.#fn;
    return { fn, notes, refusals, changed, grown: this.#grown };
  }

  #region(region: Region): Region {
    return { ...region, ops: region.ops.flatMap((op) => this.#op(op)) };
  }

  /** Loops inside come first. */
  #op(op: Op): readonly Op[] {
    if (op.kind !== 'loop') return [withRegions(op, (nested) => this.#region(nested))];
    const body = this.#region(op.body);
    return this.#loop(op, { ...op, initial: op.initial.map(this.#use), body: this.#resolved(body) });
  }

  /** @param source the loop as the function still has it. */
  #loop(source: LoopOp & Op, loop: LoopOp & Op): readonly Op[] {
    const asked = loop.directives?.unroll;
    if (asked === 1 || [...opsOf(loop.body)].some(({ kind }) => kind === 'closure')) return [loop];
    if (typeof asked === 'number') return this.#unrollBy(source, loop, asked);
    return asked === 'fully' ? this.#unrollAsked(loop) : this.#unrollSmall(loop);
  }

  /* -------------------------------------------------------------------- fully */

  #unrollSmall(loop: LoopOp & Op): readonly Op[] {
    const { turns: most, loop: largest, function: whole } = this.#limits;
    if (staysLoop(loop)) return [loop];
    const turns = this.#counter.turnsOf(loop, new Map(), most);
    if (turns.kind === 'unknown' || leavesEarly(loop) || hasStatements(loop.body)) return [loop];
    if (turns.kind === 'many') return this.#leave(loop, undefined, sizeOf(loop.body) * (most + 1));
    const size = this.#costOf(loop, turns, largest);
    // It is not the code of this loop that is too much: one inside has a number of turns that only the run knows.
    if (size === Infinity) return [loop];
    if (size > largest || this.#grown + size > whole) return this.#leave(loop, turns.of.length, size);
    this.#grown += size;
    return this.#unrolled(loop, turns.of.length, size);
  }

  #unrollAsked(loop: LoopOp & Op): readonly Op[] {
    const turns = this.#counter.turnsOf(loop, new Map(), this.#limits.asked);
    if (turns.kind === 'unknown') return this.#refuse(loop, refuse(4011, loop.origin!, {}));
    const size = turns.kind === 'many' ? Infinity : turns.of.length * sizeOf(loop.body);
    if (turns.kind === 'known' && size <= this.#limits.asked) return this.#unrolled(loop, turns.of.length, size);
    return this.#refuseSize(loop, size);
  }

  #unrolled(loop: LoopOp & Op, count: number, operations: number): readonly Op[] {
    this.#changed = true;
    if (loop.origin !== undefined)
      this.#notes.push({ origin: loop.origin, turns: count, outcome: 'fully', operations });
    const { ops, next } = repeatTurns(loop, count, loop.initial, this.#builder);
    const leaves = (end: Terminator): boolean => end.kind === 'break' && end.label === loop.label;
    const body: Region = { params: [], ops, end: { kind: 'yield', values: next } };
    if (endsOf(body, leaves).length === 0) {
      loop.results.forEach((result, i) => this.#replaced.set(result, next[i]!));
      this.#counter.define(body);
      return ops;
    }
    const block: Op = { kind: 'block', label: loop.label, results: loop.results, body, origin: loop.origin };
    this.#counter.define({ params: [], ops: [block], end: body.end });
    return [block];
  }

  /** What all turns of a loop together come to; infinitely much, should another loop be left inside. */
  #costOf(loop: LoopOp, turns: Extract<Turns, { kind: 'known' }>, enough: number): number {
    let cost = 0;
    for (const constants of turns.of) {
      cost += this.#sizeOf(loop.body, constants, enough - cost);
      if (cost > enough) break;
    }
    return cost;
  }

  #sizeOf(region: Region, constants: Constants, enough: number): number {
    const constant = this.#counter.constantsIn(constants);
    let size = 0;
    for (const op of region.ops) {
      if (op.kind === 'const' || (op.kind === 'apply' && constant(op.result) !== undefined)) continue;
      if (op.kind === 'loop') {
        const turns = staysLoop(op) ? undefined : this.#counter.turnsOf(op, constants, this.#limits.turns);
        if (turns?.kind !== 'known') return Infinity;
        size += this.#costOf(op, turns, enough - size);
      } else if (op.kind === 'if') {
        const decided = constant(op.test);
        const arms = decided === true ? [op.then] : decided === false ? [op.else] : [op.then, op.else];
        size += arms.reduce((sum, arm) => sum + this.#sizeOf(arm, constants, enough), 1);
      } else {
        size += op.kind === 'call' ? CALL_SIZE : 1;
        for (const nested of regionsOf(op)) size += this.#sizeOf(nested, constants, enough);
      }
      if (size > enough) break;
    }
    return size;
  }

  /* ------------------------------------------------------------------ partially */

  /**
   * `for (; i < n; i += d) body` becomes `for (; i < n - (N - 1) * d; i += N * d) { body; … }`, with the loop as it was behind it for what
   * is left: what holds for the last of N turns holds for those before it. Rounding `n - (N - 1) * d` never passes a whole number, so that
   * a turn too many is never taken, as long as `i` must be less; where it may be equal, the last whole number within `n` is the bound.
   */
  #unrollBy(source: LoopOp & Op, loop: LoopOp & Op, turns: number): readonly Op[] {
    this.#strides ??= analyseStrides(this.#fn);
    const stride = this.#strides.of(source);
    if (stride === undefined) return this.#refuse(loop, refuse(4012, loop.origin!, {}));
    const operations = sizeOf(loop.body) * (turns + 1);
    if (operations > this.#limits.asked || Math.abs(stride.step) * turns > 2 ** 31)
      return this.#refuseSize(loop, operations);
    this.#changed = true;
    if (loop.origin !== undefined)
      this.#notes.push({ origin: loop.origin, turns: undefined, outcome: turns, operations });
    const { unroll: _, ...others } = loop.directives!;
    const directives = { unroll: 1, ...others } as const;

    const rest = this.#copyOf({ ...loop, directives });
    const label = this.#builder.label();
    const results = loop.results.map((result) => this.#fresh(result));
    const made = repeatTurns(loop, turns, loop.params, this.#builder);
    const body = new RegionBuilder(this.#builder, loop.origin);
    body.ops.push(...made.ops);
    const counter = loop.params[stride.index]!;
    const advanced = body.apply('add', [counter, body.constant(stride.step * turns)]);
    const main: LoopOp & Op = {
      ...loop,
      label,
      directives,
      results,
      test: this.#testAhead(loop, stride, turns),
      body: body.end({ kind: 'continue', label, values: made.next.with(stride.index, advanced) }),
    };
    const both: readonly Op[] = [main, { ...rest, initial: results, results: loop.results }];
    this.#counter.define({ params: [], ops: both, end: main.body.end });
    return both;
  }

  /** Whether so many turns are left. */
  #testAhead(loop: LoopOp & Op, { index, step, relation, bound }: Stride, turns: number): Region {
    const map = new Map<ValueId, ValueId>();
    const test = new RegionBuilder(this.#builder, loop.origin);
    test.ops.push(...this.#copy(loop.test, map).ops);
    const given = map.get(bound) ?? bound;
    const whole =
      relation === 'le' ? test.apply('floor', [given]) : relation === 'ge' ? test.apply('ceil', [given]) : given;
    const last = test.apply('sub', [whole, test.constant(step * (turns - 1))]);
    const goesOn = test.apply(relation, [loop.params[index]!, last], { kind: 'boolean' });
    return test.end({ kind: 'yield', values: [goesOn] });
  }

  #copyOf(loop: LoopOp & Op): LoopOp & Op {
    const around: Region = { params: [], ops: [loop], end: { kind: 'yield', values: [] } };
    return this.#copy(around, new Map()).ops[0] as LoopOp & Op;
  }

  #copy(region: Region, map: Map<ValueId, ValueId>): Region {
    const inner = new Set(
      [...opsOf(region)].flatMap((op) => (op.kind === 'loop' || op.kind === 'block' ? [op.label] : [])),
    );
    const freshLabel = (label: LoopOp['label']): LoopOp['label'] => (inner.has(label) ? this.#builder.label() : label);
    return cloneRegion(region, map, (value) => this.#fresh(value), new Map(), freshLabel);
  }

  #fresh(value: ValueId): ValueId {
    const { type, name } = this.#builder.infoOf(value);
    return this.#builder.value(type, name);
  }

  /* ----------------------------------------------------------------- otherwise */

  #leave(loop: LoopOp & Op, turns: number | undefined, operations: number): readonly Op[] {
    if (loop.origin !== undefined) this.#notes.push({ origin: loop.origin, turns, outcome: 'over budget', operations });
    return [loop];
  }

  #refuse(loop: LoopOp & Op, refusal: Refusal): readonly Op[] {
    this.#refusals.push(refusal);
    return [loop];
  }

  #refuseSize(loop: LoopOp & Op, size: number): readonly Op[] {
    const { asked } = this.#limits;
    const operations = size === Infinity ? `more than ${asked}` : String(size);
    return this.#refuse(loop, refuse(4013, loop.origin!, { operations, limit: String(asked) }));
  }

  readonly #use = (value: ValueId): ValueId => {
    let at = value;
    for (let next = this.#replaced.get(at); next !== undefined; next = this.#replaced.get(at)) at = next;
    return at;
  };

  /** With what stands for the results of loops that are no more. */
  #resolved(region: Region): Region {
    if (this.#replaced.size === 0) return region;
    const map = new Map([...this.#replaced.keys()].map((value) => [value, this.#use(value)]));
    return cloneRegion(region, map, (value) => value);
  }
}

/** Whether the program wants it as a loop. */
function staysLoop({ directives }: LoopOp): boolean {
  const plan = directives?.checkpoint?.plan;
  return directives?.unroll === 1 || (plan !== undefined && plan !== 'none');
}

/** Whether a turn may end other than by reaching the end of the body. */
function leavesEarly(loop: LoopOp): boolean {
  const inner = new Set(
    [...opsOf(loop.body)].flatMap((op) => (op.kind === 'loop' || op.kind === 'block' ? [op.label] : [])),
  );
  const leaves = (end: Terminator): boolean =>
    end.kind === 'return' || ((end.kind === 'break' || end.kind === 'continue') && !inner.has(end.label));
  return !leaves(loop.body.end) || endsOf(loop.body, leaves).length > 1;
}

/** Whether it holds statements that run as they stand: nothing is gained by writing them several times. */
function hasStatements(region: Region): boolean {
  return [...opsOf(region)].some((op) => op.kind === 'opaque' && (op.form === 'statement' || op.variables.length > 0));
}
