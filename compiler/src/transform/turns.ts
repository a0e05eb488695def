/** The functions that the turns of checkpointed loops are made into: which there are, and what a reversal has to know of each. */

import type { Activity, Mask } from '../analyse/activity.js';
import type { Effects } from '../analyse/effects.js';
import { findAskedFor } from '../analyse/asked-for.js';
import { analyseLoops } from '../analyse/loops.js';
import type { ClassId, Memory } from '../analyse/memory.js';
import { findPlaces } from '../analyse/places.js';
import { isIntegerArray } from '../analyse/replayable.js';
import type { Timing } from '../analyse/stability.js';
import { isReference } from '../ir/type-facts.js';
import type { FunctionKey, IrFunction, Label, LoopOp, Op, Region, ValueId } from '../ir/types.js';
import { opsOf, regionsOf } from '../ir/walk.js';
import type { CheckpointedLoop, HalvesShape } from './adjoint/index.js';
import type { SolvedLoop, TangentShape } from './tangent/index.js';
import { isCountedAhead, outlineLoop, type Outlined } from './outline.js';

/** What is asked of the function that a loop is in. */
export type Asked = { readonly key: FunctionKey; readonly mask: Mask; readonly exitContents: boolean };

/**
 * The outermost loops that are to be checkpointed.
 *
 * @param isTaken of those with a plan.
 */
export function checkpointedLoops(fn: IrFunction, isTaken: (loop: LoopOp & Op) => boolean): readonly (LoopOp & Op)[] {
  const visit = (region: Region): readonly (LoopOp & Op)[] =>
    region.ops.flatMap((op) => {
      const plan = op.kind === 'loop' ? op.directives?.checkpoint?.plan : undefined;
      if (op.kind === 'loop' && plan !== undefined && plan !== 'none' && isTaken(op)) return [op];
      return regionsOf(op).flatMap(visit);
    });
  return visit(fn.body);
}

export class TurnFunctions {
  readonly #made = new Map<string, { readonly of: FunctionKey; readonly label: Label; readonly outlined: Outlined }>();

  /** What the turns of a loop have been made into, should it be checkpointed. */
  of(asked: Asked, loop: LoopOp): Outlined | undefined {
    return this.#made.get(idOf(asked, loop))?.outlined;
  }

  /** The functions that were made, with those that the loops are in. */
  get origins(): ReadonlyMap<FunctionKey, FunctionKey> {
    return new Map([...this.#made.values()].map(({ of, outlined }) => [outlined.fn.key, of]));
  }

  has(key: FunctionKey): boolean {
    return this.origins.has(key);
  }

  /**
   * Makes what is not made yet.
   *
   * @param fn as it is reversed. @param structured the same before preparation.
   * @param isTaken of the loops with a plan. @param functions that are called.
   * @returns the new functions, structured.
   */
  make(
    asked: Asked,
    fn: IrFunction,
    structured: IrFunction,
    activity: () => Activity,
    isTaken: (loop: LoopOp & Op) => boolean,
    functions: ReadonlyMap<FunctionKey, IrFunction>,
  ): readonly IrFunction[] {
    const wanted = checkpointedLoops(fn, isTaken).filter((loop) => !this.#made.has(idOf(asked, loop)));
    if (wanted.length === 0) return [];
    const { isActive } = activity();
    const places = findPlaces(fn);
    const { factsOf, isInteger } = analyseLoops(fn, places);
    return wanted.flatMap((loop): IrFunction[] => {
      const id = idOf(asked, loop);
      const own = [...opsOf(structured.body)].find((op) => op.kind === 'loop' && op.label === loop.label) as LoopOp &
        Op;
      const isCall = loop.directives?.checkpoint?.plan === 'call';
      const isSolved = loop.directives?.checkpoint?.plan === 'fixed-point';
      const { counted, breaks } = factsOf(loop);
      const isCounted = isCountedAhead(loop, counted, places);
      const missable = [...findAskedFor(fn, loop, places, functions)];
      const askedFor = new Set(missable.filter((value) => places.isInvariant(value, loop)));
      const facts = { isCounted, isSolved, ends: breaks && !isSolved, isActive, isInteger, askedFor };
      const outlined = outlineLoop(structured, own, { key: id, name: `${fn.name}${isCall ? 'Call' : 'Turns'}` }, facts);
      // What is asked of the function otherwise may come to the same.
      const known = [...this.#made.values()].find(
        (each) => each.label === loop.label && each.of === asked.key && isAlike(each.outlined, outlined),
      );
      this.#made.set(id, { of: asked.key, label: loop.label, outlined: known?.outlined ?? outlined });
      return known === undefined ? [outlined.fn] : [];
    });
  }
}

/**
 * What the reversal of a function has to know of a checkpointed loop in it.
 *
 * @param facts of the function. @param own those of the function of the turns.
 * @param halves how that is called under a mask.
 */
export function describeTurns(
  fn: IrFunction,
  loop: LoopOp,
  turns: Outlined,
  facts: { readonly memory: Memory; readonly effects: Effects; readonly activity: Activity },
  own: { readonly memory: Memory; readonly effects: Effects },
  timing: Timing,
  halves: (mask: Mask) => HalvesShape,
): CheckpointedLoop {
  const { memory, effects, activity } = facts;
  const reached = (of: Memory, value: ValueId): readonly ClassId[] => {
    const id = of.classOf(value);
    return id === undefined ? [] : of.reachableFrom(id);
  };
  const changed = new Set([...opsOf(fn.body)].flatMap((op) => effects.writesOf(op).map((write) => write.memoryClass)));
  const mayChange = (value: ValueId): boolean =>
    timing !== 'joint' || reached(memory, value).some((id) => memory.aliasesOf(id).some((alias) => changed.has(alias)));
  const typeOf = (value: ValueId) => fn.values.get(value)!.type;
  const references = turns.given.filter((value) => isReference(typeOf(value)));
  const integers = turns.given.filter((value) => isIntegerArray(typeOf(value)));
  const written = writtenBy(fn, turns, own);
  const longer = new Set(
    own.effects.summary.writes.flatMap(({ memoryClass, resizes }) => (resizes ? [memoryClass] : [])),
  );
  const grown = written.filter((value) => reached(own.memory, value).some((id) => longer.has(id)));
  const constant = references.filter((value) => !written.includes(value) && mayChange(value));
  return {
    plan: loop.directives!.checkpoint as CheckpointedLoop['plan'],
    turns,
    shape: halves(maskOf(turns, activity)),
    memory: written,
    grown,
    constant: [...constant, ...integers],
  };
}

/**
 * What the tangent of a function has to know of a loop in it whose solution is differentiated.
 *
 * @param activity of the function. @param own facts of the function of the turns. @param shape how that is called under a mask.
 */
export function describeSolution(
  fn: IrFunction,
  loop: LoopOp,
  turns: Outlined,
  activity: Activity,
  own: { readonly memory: Memory; readonly effects: Effects },
  shape: (mask: Mask) => TangentShape,
): SolvedLoop {
  const plan = loop.directives!.checkpoint!;
  return {
    turns,
    shape: shape(maskOf(turns, activity)),
    memory: writtenBy(fn, turns, own),
    tolerance: plan.plan === 'fixed-point' ? plan.tolerance : undefined,
  };
}

/** The arrays and objects from outside that the turns write. */
function writtenBy(
  fn: IrFunction,
  turns: Outlined,
  { memory, effects }: { readonly memory: Memory; readonly effects: Effects },
): readonly ValueId[] {
  const writes = new Set(effects.summary.writes.map(({ memoryClass }) => memoryClass));
  return turns.given.filter((value) => {
    const id = isReference(fn.values.get(value)!.type) ? memory.classOf(value) : undefined;
    return id !== undefined && memory.reachableFrom(id).some((reached) => writes.has(reached));
  });
}

/** Under which the function of the turns is asked for derivatives: of the state, and of what has a shadow. */
function maskOf({ state, given }: Outlined, activity: Activity): Mask {
  const bits = [...(state.length > 0 ? [true] : []), false, ...given.map((value) => activity.hasShadow(value)), false];
  return bits.map((bit) => (bit ? '1' : '0')).join('');
}

/** Whether two functions of the turns of one loop take the same. */
function isAlike(a: Outlined, b: Outlined): boolean {
  const layout = ({ state, counts, given }: Outlined): string => JSON.stringify([state, counts, given]);
  return layout(a) === layout(b);
}

const idOf = ({ key, mask, exitContents }: Asked, { label }: LoopOp): FunctionKey =>
  `${key}:turns ${label} ${mask} ${exitContents}`;
