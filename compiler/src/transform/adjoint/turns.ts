/** How a reversed loop counts: the user's own counter backwards where it can be had, else the number of turns down to zero. */

import { BOOLEAN, NUMBER } from '../../ir/type-facts.js';
import type { LoopOp, Op, ValueId } from '../../ir/types.js';
import type { Recording } from '../../analyse/recording.js';
import type { ReversalContext } from './context.js';
import type { PrimalValues } from './primal-values.js';
import type { Scope, Turn } from './scope.js';

/** The parameter by which a reversed loop counts. */
export type Counter = {
  readonly param: ValueId;
  readonly initial: ValueId;
  readonly test: (test: Scope['into']) => ValueId;
  readonly next: (body: Scope['into']) => ValueId;
  readonly turn: (at: () => Scope['into']) => Turn;
};

export class TurnCounters {
  readonly #context: ReversalContext;
  readonly #recording: Recording;
  readonly #primals: PrimalValues;

  constructor(context: ReversalContext, primals: PrimalValues) {
    this.#context = context;
    this.#recording = context.input.recording;
    this.#primals = primals;
  }

  /** How the reversed loop counts. */
  of(op: LoopOp & Op, scope: Scope): Counter {
    const plan = this.#recording.planOf(op);
    const { into } = scope;
    const { counted } = plan.facts;
    if (counted !== undefined && plan.counter !== 'counted-turns') {
      const { step, index } = counted.induction;
      const param = op.params[index]!;
      const first = this.#primals.primal(op.initial[index]!, scope);
      const bound = this.#primals.primal(counted.bound, scope);
      if (plan.counter === 'induction') {
        return this.#countInduction(param, first, step, this.#last(counted.relation, counted.bound, bound, scope));
      }
      const span = into.apply('div', [into.apply('sub', [bound, first]), into.constant(step)]);
      const strict = counted.relation === 'lt' || counted.relation === 'gt';
      const turns = strict
        ? into.apply('ceil', [span])
        : into.apply('add', [into.apply('floor', [span]), into.constant(1)]);
      return this.#countDown(turns);
    }
    const turns = this.#primals.extra(op, 'turns');
    const unit = plan.facts.inductions.find(
      ({ step, index }) => Math.abs(step) === 1 && this.#isKnown(op.initial[index]!),
    );
    if (unit === undefined) return this.#countDown(turns);
    const first = this.#primals.primal(op.initial[unit.index]!, scope);
    const before = into.apply('sub', [turns, into.constant(1)]);
    const last = this.#fromFirst(op.initial[unit.index]!, first, unit.step, before, scope);
    return this.#countInduction(op.params[unit.index]!, first, unit.step, last);
  }

  /** The reversed loop counts the user's own counter back, by one, from its last value to its first. */
  #countInduction(param: ValueId, first: ValueId, step: number, last: ValueId): Counter {
    const counter = this.#context.values.value(NUMBER, this.#context.nameOf(param) ?? 'i');
    return {
      param: counter,
      initial: last,
      test: (test) => test.apply(step > 0 ? 'ge' : 'le', [counter, first], BOOLEAN),
      next: (body) => body.apply(step > 0 ? 'sub' : 'add', [counter, body.constant(1)]),
      turn: (at) => ({
        direct: new Map([[param, counter]]),
        index: () => (step > 0 ? at().apply('sub', [counter, first]) : at().apply('sub', [first, counter])),
      }),
    };
  }

  #countDown(turns: ValueId): Counter {
    const counter = this.#context.values.value(NUMBER, 'turn');
    return {
      param: counter,
      initial: turns,
      test: (test) => test.apply('gt', [counter, test.constant(0)], BOOLEAN),
      next: (body) => body.apply('sub', [counter, body.constant(1)]),
      turn: (at) => {
        let index: ValueId | undefined;
        return { direct: new Map(), index: () => (index ??= at().apply('sub', [counter, at().constant(1)])) };
      },
    };
  }

  /** The induction in the last turn of a loop that counts by one. */
  #last(relation: string, boundValue: ValueId, bound: ValueId, { into }: Scope): ValueId {
    const whole = this.#recording.loops.isInteger(boundValue);
    switch (relation) {
      case 'lt':
        return into.apply('sub', [whole ? bound : into.apply('ceil', [bound]), into.constant(1)]);
      case 'le':
        return whole ? bound : into.apply('floor', [bound]);
      case 'gt':
        return into.apply('add', [whole ? bound : into.apply('floor', [bound]), into.constant(1)]);
      default:
        return whole ? bound : into.apply('ceil', [bound]);
    }
  }

  /** first ± distance; from zero upwards that is the distance itself. */
  #fromFirst(firstValue: ValueId, first: ValueId, step: number, distance: ValueId, { into }: Scope): ValueId {
    if (this.#primals.constantOf(firstValue) === 0 && step > 0) return distance;
    return into.apply(step > 0 ? 'add' : 'sub', [first, distance]);
  }

  /** A constant, or in scope all along: what a counter starts from can be had without recording it. */
  #isKnown(value: ValueId): boolean {
    const { segments, places } = this.#recording;
    return segments.definedIn(value) === segments.root || places.definition(value)?.kind === 'const';
  }
}
