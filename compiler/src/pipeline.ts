/** From prepared primals to companions, all of it IR: which are made, for what, and how they call each other. */

import type { Activity, Mask } from './analyse/activity.js';
import { type CarriedMemory, findCarriedMemory } from './analyse/carried-memory.js';
import { refuse } from './diagnostics/report.js';
import type { Effects } from './analyse/effects.js';
import { findGaps } from './analyse/gaps.js';
import type { ClassId, Memory } from './analyse/memory.js';
import { findMissing } from './analyse/missing.js';
import { findPlaces } from './analyse/places.js';
import { analyseRecording } from './analyse/recording.js';
import type { Timing } from './analyse/stability.js';
import { hasTangent, isReference, isScalar, keepsStorage } from './ir/type-facts.js';
import type { CallOp, Callee, FunctionKey, IrFunction, LoopOp, Op, Param, ValueId } from './ir/types.js';
import { opsOf } from './ir/walk.js';
import {
  type CheckpointedLoop,
  type Crossing,
  type HalvesShape,
  type ReversalInput,
  returnedParams,
  transformAdjoint,
  transformHalves,
  transformPullback,
} from './transform/adjoint/index.js';
import type { Outlined } from './transform/outline.js';
import { type Asked, describeSolution, describeTurns } from './transform/turns.js';
import { type SolvedLoop, type TangentShape, transformTangent } from './transform/tangent/index.js';
import { callsIn, isSolved, type PreparedProgram } from './prepared-program.js';

/** What is asked of one function of the user's program. */
export type Request = {
  readonly key: FunctionKey;
  readonly tangent: boolean;
  readonly adjoint: boolean;
  /** Whether the adjoint is wanted as a pullback, too. */
  readonly pullback: boolean;
  readonly mask: Mask;
};

export type CompanionRole = 'tangent' | 'tangentInPlace' | 'adjoint' | 'pullback' | 'forward' | 'reverse';
export type CompanionFunction = {
  readonly key: FunctionKey;
  readonly role: CompanionRole;
  readonly variant: string;
  readonly fn: IrFunction;
};

/** One pair of sweeps, as it is packed: an adjoint, a pullback, or the halves with that variant of their name. */
export type Reversal = {
  readonly companion: 'adjoint' | 'pullback' | 'halves';
  readonly variant: string;
  readonly input: ReversalInput;
  /** What halves put on the tape for each call, besides what belongs to branches and turns. */
  readonly crossing: () => readonly Crossing[];
};

export type Differentiated = {
  readonly companions: readonly CompanionFunction[];
  readonly activityOf: (key: FunctionKey, mask: Mask) => Activity;
  /** What was reversed, and how, in the order in which it was asked for. */
  readonly reversals: readonly Reversal[];
  /** How the halves of a function with full mask are called, for the registry. */
  readonly halvesOf: (key: FunctionKey) => HalvesShape;
  readonly primals: ReadonlyMap<FunctionKey, IrFunction>;
  /** Functions made of the turns of loops, with the functions that the loops are in. */
  readonly turns: ReadonlyMap<FunctionKey, FunctionKey>;
};

export class Pipeline {
  readonly #program: PreparedProgram;
  readonly #companions = new Map<string, CompanionFunction>();
  readonly #reversals: Reversal[] = [];

  constructor(program: PreparedProgram) {
    this.#program = program;
  }

  /** What a derivative of the function would have to flow through, and where it gets lost. */
  check(request: Request): Pick<Activity, 'refusals' | 'lost'>[] {
    const { activity } = this.#program.primals;
    const seen = new Set<string>();
    const found: Activity[] = [];
    const visit = (key: FunctionKey, mask: Mask, exitContents: boolean): void => {
      if (seen.has(`${key} ${mask} ${exitContents}`)) return;
      seen.add(`${key} ${mask} ${exitContents}`);
      const of = activity.of(key, mask, { exitContents });
      found.push(of);
      found.push({ ...of, refusals: this.#program.obstacles(key, !request.adjoint && !request.pullback), lost: [] });
      for (const { op } of callsIn(this.#program.primals.functions.get(key)!)) {
        const inner = of.callMask(op);
        if (inner !== undefined) visit(op.callee.key, inner, true);
      }
    };
    visit(request.key, request.mask, this.#outParams(request.key));
    const state = found.flatMap(({ activeState }) => activeState)[0];
    if (!found.some((activity) => activity.keepsVaried)) return found;
    // What is kept outside may come back by a function that nothing active is handed to.
    for (const of of found) {
      for (const { callee } of of.usefulCalls) {
        if (callee.companion !== 'primal' || seen.has(callee.key)) continue;
        seen.add(callee.key);
        const fn = this.#program.primals.functions.get(callee.key);
        if (fn !== undefined) found.push(activity.of(callee.key, '0'.repeat(fn.params.length), { exitContents: true }));
      }
    }
    // One place for each variable is enough to find the others.
    const places = [...found.flatMap(({ outerReads }) => outerReads), ...found.flatMap(({ outerKeeps }) => outerKeeps)];
    const outer = new Map(
      places.map((place) => [`${place.code} ${JSON.stringify(place.details)}`, place] as const).reverse(),
    );
    const results = found.flatMap(({ outerResults }) => outerResults);
    const unseen = state === undefined ? [] : results.map((origin) => refuse(1034, origin, { name: state }));
    return [...found, { refusals: [...outer.values(), ...unseen], lost: [] }];
  }

  differentiate(requests: readonly Request[]): Differentiated {
    this.#program.ask(requests.map(({ key }) => key));
    for (const request of requests) {
      if (request.tangent) this.#publicTangent(request);
      if (request.adjoint || request.pullback) this.#publicAdjoints(request);
    }
    return {
      companions: [...this.#companions.values()],
      activityOf: (key, mask) => this.#program.reversible.activity.of(key, mask, { exitContents: false }),
      reversals: this.#reversals,
      halvesOf: (key) => this.#halvesShape(key, this.#fullMask(key)),
      primals: this.#program.primals.functions,
      turns: this.#program.turns.origins,
    };
  }

  /** All parameters whose type has a tangent; what a module keeps is a constant on entry. */
  #fullMask(key: FunctionKey): Mask {
    const fn = this.#program.primals.functions.get(key)!;
    return fn.params
      .map(({ value, state }) => (state === undefined && hasTangent(fn.values.get(value)!.type) ? '1' : '0'))
      .join('');
  }

  #writesParameters(key: FunctionKey): boolean {
    const fn = this.#program.primals.functions.get(key)!;
    const memory = this.#program.primals.memory.get(key)!;
    const given = new Set(
      fn.params.flatMap(({ value, state }) => {
        const id = state === undefined ? memory.classOf(value) : undefined;
        return id === undefined ? [] : memory.reachableFrom(id);
      }),
    );
    return this.#program.primals.effects.get(key)!.summary.writes.some(({ memoryClass }) => given.has(memoryClass));
  }

  /** Whether what a parameter holds at exit may be asked for. */
  #outParams(key: FunctionKey): boolean {
    return this.#writesParameters(key);
  }

  #isVoid(key: FunctionKey): boolean {
    const { results } = this.#program.primals.functions.get(key)!;
    return results.length === 0 || results[0]!.kind === 'void';
  }

  /* ------------------------------------------------------------------ forward */

  #publicTangent({ key }: Pick<Request, 'key'>): void {
    const mask = this.#fullMask(key);
    if (this.#writesParameters(key)) this.#tangentInPlace(key, mask);
    if (this.#isVoid(key)) return;
    const solved = this.#solvedIn({ key, mask, exitContents: false });
    const activity = this.#program.primals.activity.of(key, mask, { exitContents: false });
    const fn = this.#program.primals.functions.get(key)!;
    const memory = this.#program.primals.memory.get(key)!;
    const written = new Set(
      this.#program.primals.effects.get(key)!.summary.writes.flatMap((write) => memory.aliasesOf(write.memoryClass)),
    );
    const copied = fn.params
      .filter((param) => {
        const id = memory.classOf(param.value);
        return (
          param.state === undefined &&
          id !== undefined &&
          activity.hasShadow(param.value) &&
          memory.reachableFrom(id).some((c) => written.has(c))
        );
      })
      .map((param) => param.value);
    this.#add(key, 'tangent', '', () =>
      transformTangent({
        fn,
        memory,
        activity,
        shape: (call, m) => this.#tangentShape(call.callee.key, m),
        solved: solved(activity),
        dots: [...mask].map((bit) => bit === '1'),
        outward: true,
        copied,
        placeOf: this.#program.options.placeOf,
      }),
    );
  }

  #tangentInPlace(key: FunctionKey, mask: Mask): Callee {
    const shape = this.#tangentShapeOf(key, mask);
    if (shape.callee.variant === '') {
      this.#publicTangent({ key });
      return shape.callee;
    }
    const solved = this.#solvedIn({ key, mask, exitContents: true });
    const activity = this.#program.primals.activity.of(key, mask, { exitContents: true });
    this.#add(key, 'tangentInPlace', shape.callee.variant, () =>
      transformTangent({
        fn: this.#program.primals.functions.get(key)!,
        memory: this.#program.primals.memory.get(key)!,
        activity,
        shape: (call, m) => this.#tangentShape(call.callee.key, m),
        solved: solved(activity),
        dots: shape.dots,
        outward: false,
        copied: [],
        placeOf: this.#program.options.placeOf,
      }),
    );
    return shape.callee;
  }

  /** Makes functions of the turns of loops whose solutions are differentiated. */
  #solvedIn(asked: Asked): (activity: Activity) => (loop: LoopOp) => SolvedLoop | undefined {
    const fn = this.#program.primals.functions.get(asked.key)!;
    if (![...opsOf(fn.body)].some(isSolved)) return () => () => undefined;
    this.#program.outlineLoops(asked, true);
    return (activity) => (loop) => {
      const turns = isSolved(loop) ? this.#program.turns.of(asked, loop) : undefined;
      if (turns === undefined) return undefined;
      const { key } = turns.fn;
      const own = {
        memory: this.#program.reversible.memory.get(key)!,
        effects: this.#program.reversible.effects.get(key)!,
      };
      return describeSolution(fn, loop, turns, activity, own, (mask) => this.#tangentShape(key, mask));
    };
  }

  #tangentShape(key: FunctionKey, mask: Mask): TangentShape {
    this.#tangentInPlace(key, mask);
    return this.#tangentShapeOf(key, mask);
  }

  #tangentShapeOf(key: FunctionKey, mask: Mask): TangentShape {
    const fn = this.#program.primals.functions.get(key)!;
    const activity = this.#program.primals.activity.of(key, mask, { exitContents: true });
    const full = this.#fullMask(key) === mask;
    const dots = fn.params.map((param, i) =>
      isScalar(fn.values.get(param.value)!.type)
        ? mask[i] === '1'
        : isReference(fn.values.get(param.value)!.type) &&
          (activity.hasShadow(param.value) || (full && mask[i] === '1')),
    );
    // A function that writes into none of its arguments changes no tangents either: its public companion serves.
    const hasState = fn.params.some(({ state }) => state !== undefined);
    if (full && !hasState && !this.#writesParameters(key) && !this.#isVoid(key) && keepsStorage(fn.results[0]!)) {
      return { callee: { key, companion: 'tangent', variant: '' }, dots: [...mask].map((bit) => bit === '1') };
    }
    const variant = `InPlace${variantOf(fn, mask, this.#fullMask(key))}`;
    return { callee: { key, companion: 'tangent', variant }, dots };
  }

  /* ------------------------------------------------------------------ reverse */

  #publicAdjoints({ key, mask, adjoint, pullback }: Request): void {
    if (this.#outParams(key) || this.#isVoid(key)) this.#halves(key, this.#fullMask(key));
    if (this.#isVoid(key)) return;
    const reversed = (companion: 'adjoint' | 'pullback', transform: (input: ReversalInput) => IrFunction): void =>
      this.#add(key, companion, '', () => {
        const input = this.#reversalInput(key, mask, companion === 'adjoint' ? 'joint' : 'later', false);
        this.#reversals.push({ companion, variant: '', input, crossing: () => [] });
        return transform(input);
      });
    if (adjoint) reversed('adjoint', transformAdjoint);
    if (pullback) reversed('pullback', transformPullback);
  }

  #reversalInput(key: FunctionKey, mask: Mask, timing: Timing, exitContents: boolean): ReversalInput {
    const asked = { key, mask, exitContents };
    this.#program.outlineLoops(asked);
    const { functions, memory, effects, activity: analysis, relinked } = this.#program.reversible;
    const facts = {
      memory: memory.get(key)!,
      effects: effects.get(key)!,
      activity: analysis.of(key, mask, { exitContents }),
      aux: this.#program.auxOf(key),
      isRelinked: (id: ClassId) => relinked(key, id),
    };
    const recordEverything = this.#program.options.recordEverything || !this.#program.options.optimise;
    const turnsOf = (loop: LoopOp): Outlined | undefined => this.#program.turns.of(asked, loop);
    const { growth } = this.#program.options;
    const watched = (loop: LoopOp & Op): readonly CarriedMemory[] =>
      growth?.arrays === true
        ? findCarriedMemory(functions.get(key)!, loop, { ...facts, places: findPlaces(functions.get(key)!) })
        : [];
    const recording = analyseRecording(functions.get(key)!, facts, {
      timing,
      recordEverything,
      isCheckpointed: (loop) => turnsOf(loop) !== undefined,
      watched,
    });
    return {
      fn: recording.fn,
      aux: facts.aux,
      memory: facts.memory,
      activity: facts.activity,
      recording,
      missing: findMissing(functions.get(key)!, recording),
      appends: (store: Op) => facts.effects.writesOf(store).some((write) => write.resizes),
      mayLeaveGap: findGaps(functions.get(key)!),
      isRepeated: this.#program.turns.has(key),
      isResized: (param: ValueId) => {
        const id = facts.memory.classOf(param);
        if (id === undefined) return false;
        const reached = new Set(facts.memory.reachableFrom(id).flatMap((inner) => facts.memory.aliasesOf(inner)));
        return facts.effects.summary.writes.some((write) => write.resizes && reached.has(write.memoryClass));
      },
      halves: (call: CallOp, m: Mask) => this.#halves(call.callee.key, m),
      checkpointed: (loop: LoopOp): CheckpointedLoop | undefined => {
        const turns = turnsOf(loop);
        return turns && this.#checkpointed(functions.get(key)!, loop, turns, facts, timing);
      },
      tapeBudget: this.#program.options.tapeBudget,
      placeOf: this.#program.options.placeOf,
      growth: growth && { placeOf: growth.placeOf, memoryOf: watched },
    };
  }

  #checkpointed(
    fn: IrFunction,
    loop: LoopOp,
    turns: Outlined,
    facts: { readonly memory: Memory; readonly effects: Effects; readonly activity: Activity },
    timing: Timing,
  ): CheckpointedLoop {
    const { key } = turns.fn;
    const own = {
      memory: this.#program.reversible.memory.get(key)!,
      effects: this.#program.reversible.effects.get(key)!,
    };
    return describeTurns(fn, loop, turns, facts, own, timing, (mask) => this.#halves(key, mask));
  }

  #halves(key: FunctionKey, mask: Mask): HalvesShape {
    const shape = this.#halvesShape(key, mask);
    const { variant } = shape.forward;
    const id = `${key} forward ${variant}`;
    if (this.#companions.has(id)) return shape;
    const placeholder = this.#program.reversible.functions.get(key)!;
    this.#companions.set(id, { key, role: 'forward', variant, fn: placeholder }); // a recursive function asks for itself
    const input = this.#reversalInput(key, mask, 'callee', true);
    const { forward, reverse, crossing } = transformHalves(input);
    this.#reversals.push({ companion: 'halves', variant, input, crossing });
    this.#companions.set(id, { key, role: 'forward', variant, fn: this.#finish('forward', forward) });
    this.#companions.set(`${key} reverse ${variant}`, {
      key,
      role: 'reverse',
      variant,
      fn: this.#finish('reverse', reverse),
    });
    return shape;
  }

  #halvesShape(key: FunctionKey, mask: Mask): HalvesShape {
    const fn = this.#program.reversible.functions.get(key)!;
    const activity = this.#program.reversible.activity.of(key, mask, { exitContents: true });
    const memory = this.#program.reversible.memory.get(key)!;
    const variant = variantOf(fn, mask, this.#fullMask(key));
    const returned = new Set(returnedParams(fn, mask));
    const result = fn.results[0];
    return {
      forward: { key, companion: 'forward', variant },
      reverse: { key, companion: 'reverse', variant },
      shadows: fn.params.map((param) => activity.hasShadow(param.value)),
      returned: fn.params.map((param) => returned.has(param)),
      resultShadow:
        result !== undefined &&
        hasTangent(result) &&
        memory.resultClass !== undefined &&
        activity.shadowed(memory.resultClass),
      resultScalar: result !== undefined && isScalar(result),
    };
  }

  /* --------------------------------------------------------------- companions */

  #add(key: FunctionKey, role: CompanionRole, variant: string, make: () => IrFunction): void {
    const id = `${key} ${role} ${variant}`;
    if (this.#companions.has(id)) return;
    this.#companions.set(id, { key, role, variant, fn: this.#program.primals.functions.get(key)! }); // a recursive function asks for itself
    this.#companions.set(id, { key, role, variant, fn: this.#finish(role, make()) });
  }

  #finish(role: CompanionRole, fn: IrFunction): IrFunction {
    return this.#program.stage(role, this.#program.simplify(this.#program.stage(`${role} (raw)`, fn)));
  }
}

/** Tells companions for several masks apart; '' for that of all parameters, on entry of which what modules keep is a constant. */
function variantOf(fn: IrFunction, mask: Mask, full: Mask): string {
  const named = (test: (param: Param, i: number) => boolean): string =>
    fn.params
      .filter(test)
      .map(({ value }, i) => {
        const name = fn.values.get(value)!.name ?? `p${i}`;
        return name.charAt(0).toUpperCase() + name.slice(1);
      })
      .join('');
  const isState = ({ state }: Param): boolean => state !== undefined;
  const isWhole = fn.params.every((param, i) => isState(param) || mask[i] === full[i]);
  const own = isWhole ? '' : `Of${named((param, i) => !isState(param) && mask[i] === '1')}`;
  if (!fn.params.some((param, i) => isState(param) && mask[i] === '1')) return own;
  const isAll = fn.params.every((param, i) => !isState(param) || mask[i] === '1');
  return `${own}With${isAll ? 'State' : named((param, i) => isState(param) && mask[i] === '1')}`;
}
