/** The whole compiler after the front end, on one page: from primals to companions, all of it IR. */

import { ActivityAnalysis, type Activity, type Mask } from './analyse/activity.js';
import { type CarriedMemory, findCarriedMemory } from './analyse/carried-memory.js';
import { refuse } from './diagnostics/report.js';
import { analyseEffects, type Effects } from './analyse/effects.js';
import { findGaps } from './analyse/gaps.js';
import { analyseMemory, type ClassId, type Memory } from './analyse/memory.js';
import { findMissing } from './analyse/missing.js';
import { findPlaces } from './analyse/places.js';
import { analyseRecording } from './analyse/recording.js';
import type { Aux } from './analyse/reversed.js';
import type { Timing } from './analyse/stability.js';
import { findObstacle, type Obstacle } from './analyse/replayable.js';
import { analyseRelinked, type Relinked } from './analyse/relinked.js';
import { hasTangent, isReference, isScalar, keepsStorage } from './ir/type-facts.js';
import type { CallOp, Callee, FunctionKey, IrFunction, LoopOp, Op, Param, Refusal, ValueId } from './ir/types.js';
import { verify } from './ir/verify.js';
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
import { structureExits } from './transform/exits.js';
import type { PlaceOf } from './transform/locate.js';
import { hoistNames } from './transform/hoist-names.js';
import { INLINE_LIMITS, inlineCalls } from './transform/inline.js';
import { isOffered, offerLoops } from './transform/offer-loops.js';
import type { Outlined } from './transform/outline.js';
import { prepareReversal } from './transform/prepare.js';
import { simplify } from './transform/simplify.js';
import { spliceCalls } from './transform/splice-calls.js';
import { splitArrays } from './transform/split-arrays.js';
import { splitObjects } from './transform/split-objects.js';
import { settleHoles } from './transform/settle-holes.js';
import { type Asked, checkpointedLoops, describeSolution, describeTurns, TurnFunctions } from './transform/turns.js';
import { type SolvedLoop, type TangentShape, transformTangent } from './transform/tangent/index.js';
import { type Unrolled, unrollLoops, type UnrollNote } from './transform/unroll.js';

export type PipelineOptions = {
  readonly optimise: boolean;
  readonly recordEverything: boolean;
  /** Whether loops are checkpointed where the program says so. */
  readonly checkpoints: boolean;
  /** In bytes: loops that say nothing themselves keep to it, too. */
  readonly tapeBudget?: number | undefined;
  /** For debugging: companions say where numbers stop being finite. */
  readonly placeOf?: PlaceOf | undefined;
  /** Companions tell how the adjoints that loops carry grow: numbers, and `arrays` as well. */
  readonly growth?: { readonly placeOf: PlaceOf; readonly arrays: boolean } | undefined;
};
export type Observe = (stage: string, fn: IrFunction) => void;

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

export type Unrolling = Pick<Unrolled, 'notes' | 'refusals'>;

type Facts = {
  readonly functions: ReadonlyMap<FunctionKey, IrFunction>;
  readonly memory: ReadonlyMap<FunctionKey, Memory>;
  readonly effects: ReadonlyMap<FunctionKey, Effects>;
  readonly activity: ActivityAnalysis;
  readonly relinked: Relinked;
};

export class Pipeline {
  readonly #options: PipelineOptions;
  readonly #observe: Observe;
  /** As the user wrote them, simplified: what forward mode transforms. */
  #primals: Facts;
  /** With structured exits: what reverse mode transforms. */
  #reversible: Facts;
  /** The same before preparation. */
  readonly #structured = new Map<FunctionKey, IrFunction>();
  readonly #turns = new TurnFunctions();
  readonly #aux = new Map<FunctionKey, Aux>();
  readonly #companions = new Map<string, CompanionFunction>();
  readonly #unrolling = new Map<FunctionKey, Unrolling>();
  readonly #reversals: Reversal[] = [];
  /** The functions that the program asks for derivatives of. */
  #asked: ReadonlySet<FunctionKey> = new Set();
  /** What is done to arrays with holes and cannot be. */
  readonly #ofHoles: ReadonlyMap<FunctionKey, readonly Refusal[]>;

  constructor(
    lowered: ReadonlyMap<FunctionKey, IrFunction>,
    canName: (from: FunctionKey, callee: FunctionKey) => boolean,
    options: PipelineOptions,
    observe: Observe,
  ) {
    this.#options = options;
    this.#observe = observe;
    const open = mapValues(lowered, (fn) => this.#simplify(this.#stage('lower', fn)));
    const holes = settleHoles(open);
    const simplified = mapValues(holes.functions, (fn) => (fn === open.get(fn.key) ? fn : this.#simplify(fn)));
    this.#ofHoles = refusalsOfCalled(holes.functions, holes.refusals);
    const inlined = options.optimise ? inlineCalls(simplified, canName, INLINE_LIMITS) : simplified;
    const straight = (fn: IrFunction): IrFunction => (options.optimise ? this.#straighten(this.#simplify(fn)) : fn);
    const primals = mapValues(inlined, (fn) => {
      const primal = straight(spliceCalls(fn));
      return this.#stage('primal', [...opsOf(primal.body)].some(isSolved) ? hoistNames(primal) : primal);
    });
    const reversible = mapValues(inlined, (fn, key) => {
      const straightened = spliceCalls(fn) === fn ? primals.get(key)! : straight(fn);
      const kept = options.tapeBudget === undefined ? straightened : offerLoops(straightened);
      return this.#prepared(
        this.#stage('structured', this.#simplify(this.#stage('exits', structureExits(hoistNames(kept))))),
      );
    });
    this.#primals = analyse(primals);
    this.#reversible = analyse(reversible);
  }

  #prepared(structured: IrFunction): IrFunction {
    this.#structured.set(structured.key, structured);
    const prepared = prepareReversal(structured);
    this.#aux.set(structured.key, prepared.aux);
    return this.#stage('prepared', prepared.fn);
  }

  /**
   * Loops of few turns become straight-line code, and then small arrays and objects their elements and fields, by which other loops may come to
   * be countable in their turn.
   */
  #straighten(fn: IrFunction): IrFunction {
    let current = fn;
    const notes: UnrollNote[] = [];
    for (let grown = 0; ; ) {
      const unrolled = unrollLoops(current, grown);
      grown = unrolled.grown;
      const flat = unrolled.changed ? this.#simplify(unrolled.fn) : unrolled.fn;
      const split = splitObjects(splitArrays(flat));
      notes.push(...unrolled.notes.filter(({ outcome }) => outcome !== 'over budget'));
      if (split === current) {
        notes.push(...unrolled.notes.filter(({ outcome }) => outcome === 'over budget'));
        this.#unrolling.set(fn.key, { notes, refusals: unrolled.refusals });
        return current;
      }
      current = this.#simplify(split);
    }
  }

  /** What a function, or what it calls, does to arrays that may have holes, and treats these like elements. */
  ofHoles(key: FunctionKey): readonly Refusal[] {
    return this.#ofHoles.get(key) ?? [];
  }

  /** What became of the loops of a function whose turns are counted, and the pragmas that cannot be followed in it or what it calls. */
  unrolling(key: FunctionKey): Unrolling {
    const seen = new Set<FunctionKey>();
    const waiting = [key];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      const fn = this.#primals.functions.get(at);
      if (fn === undefined || seen.has(at)) continue;
      seen.add(at);
      waiting.push(...callsIn(fn).map(({ op }) => op.callee.key));
    }
    const refusals = [...seen].flatMap((each) => this.#unrolling.get(each)?.refusals ?? []);
    return { notes: this.#unrolling.get(key)?.notes ?? [], refusals };
  }

  /** What a derivative of the function would have to flow through, and where it gets lost. */
  check(request: Request): Pick<Activity, 'refusals' | 'lost'>[] {
    const { activity } = this.#primals;
    const seen = new Set<string>();
    const found: Activity[] = [];
    const visit = (key: FunctionKey, mask: Mask, exitContents: boolean): void => {
      if (seen.has(`${key} ${mask} ${exitContents}`)) return;
      seen.add(`${key} ${mask} ${exitContents}`);
      const of = activity.of(key, mask, { exitContents });
      found.push(of);
      found.push({ ...of, refusals: this.#obstacles(key, !request.adjoint && !request.pullback), lost: [] });
      for (const { op } of callsIn(this.#primals.functions.get(key)!)) {
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
        const fn = this.#primals.functions.get(callee.key);
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
    this.#asked = new Set(requests.map(({ key }) => key));
    for (const request of requests) {
      if (request.tangent) this.#publicTangent(request);
      if (request.adjoint || request.pullback) this.#publicAdjoints(request);
    }
    return {
      companions: [...this.#companions.values()],
      activityOf: (key, mask) => this.#reversible.activity.of(key, mask, { exitContents: false }),
      reversals: this.#reversals,
      halvesOf: (key) => this.#halvesShape(key, this.#fullMask(key)),
      primals: this.#primals.functions,
      turns: this.#turns.origins,
    };
  }

  /** All parameters whose type has a tangent; what a module keeps is a constant on entry. */
  #fullMask(key: FunctionKey): Mask {
    const fn = this.#primals.functions.get(key)!;
    return fn.params
      .map(({ value, state }) => (state === undefined && hasTangent(fn.values.get(value)!.type) ? '1' : '0'))
      .join('');
  }

  #writesParameters(key: FunctionKey): boolean {
    const fn = this.#primals.functions.get(key)!;
    const memory = this.#primals.memory.get(key)!;
    const given = new Set(
      fn.params.flatMap(({ value, state }) => {
        const id = state === undefined ? memory.classOf(value) : undefined;
        return id === undefined ? [] : memory.reachableFrom(id);
      }),
    );
    return this.#primals.effects.get(key)!.summary.writes.some(({ memoryClass }) => given.has(memoryClass));
  }

  /** Whether what a parameter holds at exit may be asked for. */
  #outParams(key: FunctionKey): boolean {
    return this.#writesParameters(key);
  }

  #isVoid(key: FunctionKey): boolean {
    const { results } = this.#primals.functions.get(key)!;
    return results.length === 0 || results[0]!.kind === 'void';
  }

  /* ------------------------------------------------------------------ forward */

  #publicTangent({ key }: Pick<Request, 'key'>): void {
    const mask = this.#fullMask(key);
    if (this.#writesParameters(key)) this.#tangentInPlace(key, mask);
    if (this.#isVoid(key)) return;
    const solved = this.#solvedIn({ key, mask, exitContents: false });
    const activity = this.#primals.activity.of(key, mask, { exitContents: false });
    const fn = this.#primals.functions.get(key)!;
    const memory = this.#primals.memory.get(key)!;
    const written = new Set(
      this.#primals.effects.get(key)!.summary.writes.flatMap((write) => memory.aliasesOf(write.memoryClass)),
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
        placeOf: this.#options.placeOf,
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
    const activity = this.#primals.activity.of(key, mask, { exitContents: true });
    this.#add(key, 'tangentInPlace', shape.callee.variant, () =>
      transformTangent({
        fn: this.#primals.functions.get(key)!,
        memory: this.#primals.memory.get(key)!,
        activity,
        shape: (call, m) => this.#tangentShape(call.callee.key, m),
        solved: solved(activity),
        dots: shape.dots,
        outward: false,
        copied: [],
        placeOf: this.#options.placeOf,
      }),
    );
    return shape.callee;
  }

  /** Makes functions of the turns of loops whose solutions are differentiated. */
  #solvedIn(asked: Asked): (activity: Activity) => (loop: LoopOp) => SolvedLoop | undefined {
    const fn = this.#primals.functions.get(asked.key)!;
    if (![...opsOf(fn.body)].some(isSolved)) return () => () => undefined;
    this.#outlineLoops(asked, true);
    return (activity) => (loop) => {
      const turns = isSolved(loop) ? this.#turns.of(asked, loop) : undefined;
      if (turns === undefined) return undefined;
      const { key } = turns.fn;
      const own = { memory: this.#reversible.memory.get(key)!, effects: this.#reversible.effects.get(key)! };
      return describeSolution(fn, loop, turns, activity, own, (mask) => this.#tangentShape(key, mask));
    };
  }

  #tangentShape(key: FunctionKey, mask: Mask): TangentShape {
    this.#tangentInPlace(key, mask);
    return this.#tangentShapeOf(key, mask);
  }

  #tangentShapeOf(key: FunctionKey, mask: Mask): TangentShape {
    const fn = this.#primals.functions.get(key)!;
    const activity = this.#primals.activity.of(key, mask, { exitContents: true });
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
    this.#outlineLoops(asked);
    const { functions, memory, effects, activity: analysis, relinked } = this.#reversible;
    const facts = {
      memory: memory.get(key)!,
      effects: effects.get(key)!,
      activity: analysis.of(key, mask, { exitContents }),
      aux: this.#aux.get(key)!,
      isRelinked: (id: ClassId) => relinked(key, id),
    };
    const recordEverything = this.#options.recordEverything || !this.#options.optimise;
    const turnsOf = (loop: LoopOp): Outlined | undefined => this.#turns.of(asked, loop);
    const { growth } = this.#options;
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
      fn: functions.get(key)!,
      aux: facts.aux,
      memory: facts.memory,
      activity: facts.activity,
      recording,
      missing: findMissing(functions.get(key)!, recording),
      appends: (store: Op) => facts.effects.writesOf(store).some((write) => write.resizes),
      mayLeaveGap: findGaps(functions.get(key)!),
      isRepeated: this.#turns.has(key),
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
      tapeBudget: this.#options.tapeBudget,
      placeOf: this.#options.placeOf,
      growth: growth && { placeOf: growth.placeOf, memoryOf: watched },
    };
  }

  /** What keeps a loop of a function from being made again. */
  #obstacleOf(fn: IrFunction): (loop: LoopOp & Op) => Obstacle | undefined {
    const { functions, memory, effects } = this.#reversible;
    const { key } = fn;
    const facts = { functions, memory: memory.get(key)!, effects: effects.get(key)!, places: findPlaces(fn) };
    return (loop) => findObstacle(fn, loop, facts);
  }

  /**
   * What keeps loops of a function from being made again that pragmas speak of.
   *
   * @param tangentOnly whether nothing is reversed: then only solutions are differentiated otherwise than turn by turn.
   */
  #obstacles(key: FunctionKey, tangentOnly: boolean): readonly Refusal[] {
    if (!this.#options.checkpoints) return [];
    const fn = this.#reversible.functions.get(key)!;
    const obstacleOf = this.#obstacleOf(fn);
    return checkpointedLoops(fn, (loop) => !isOffered(loop) && (!tangentOnly || isSolved(loop))).flatMap((loop) => {
      const obstacle = obstacleOf(loop);
      if (obstacle === undefined) return [];
      const isCall = loop.directives?.checkpoint?.plan === 'call';
      const made = isCall ? { what: 'call', again: 'the call' } : { what: 'loop', again: 'the turns of the loop' };
      return [refuse(4020, obstacle.origin ?? fn.origin, { ...made, why: obstacle.why })];
    });
  }

  /** Makes functions of the turns of checkpointed loops. */
  #outlineLoops(asked: Asked, tangentOnly = false): void {
    if (!this.#options.checkpoints) return;
    const { key, mask, exitContents } = asked;
    const { functions, activity } = this.#reversible;
    const fn = functions.get(key)!;
    const obstacleOf = this.#obstacleOf(fn);
    const isTaken = (loop: LoopOp & Op): boolean => {
      if (tangentOnly) return isSolved(loop);
      return !isOffered(loop) || (this.#asked.has(key) && obstacleOf(loop) === undefined);
    };
    const made = this.#turns
      .make(asked, fn, this.#structured.get(key)!, () => activity.of(key, mask, { exitContents }), isTaken)
      .map((each) => this.#stage('turns', this.#simplify(each)));
    if (made.length === 0) return;
    const plain = made.map((each) => [each.key, this.#simplify(spliceCalls(each))] as const);
    const primals = new Map([...this.#primals.functions, ...plain]);
    this.#primals = tangentOnly ? analyse(primals) : { ...this.#primals, functions: primals };
    const prepared = made.map((each) => [each.key, this.#prepared(each)] as const);
    this.#reversible = analyse(new Map([...functions, ...prepared]));
  }

  #checkpointed(
    fn: IrFunction,
    loop: LoopOp,
    turns: Outlined,
    facts: { readonly memory: Memory; readonly effects: Effects; readonly activity: Activity },
    timing: Timing,
  ): CheckpointedLoop {
    const { key } = turns.fn;
    const own = { memory: this.#reversible.memory.get(key)!, effects: this.#reversible.effects.get(key)! };
    return describeTurns(fn, loop, turns, facts, own, timing, (mask) => this.#halves(key, mask));
  }

  #halves(key: FunctionKey, mask: Mask): HalvesShape {
    const shape = this.#halvesShape(key, mask);
    const { variant } = shape.forward;
    const id = `${key} forward ${variant}`;
    if (this.#companions.has(id)) return shape;
    const placeholder = this.#reversible.functions.get(key)!;
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
    const fn = this.#reversible.functions.get(key)!;
    const activity = this.#reversible.activity.of(key, mask, { exitContents: true });
    const memory = this.#reversible.memory.get(key)!;
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

  /* ------------------------------------------------------------------- stages */

  #add(key: FunctionKey, role: CompanionRole, variant: string, make: () => IrFunction): void {
    const id = `${key} ${role} ${variant}`;
    if (this.#companions.has(id)) return;
    this.#companions.set(id, { key, role, variant, fn: this.#primals.functions.get(key)! }); // a recursive function asks for itself
    this.#companions.set(id, { key, role, variant, fn: this.#finish(role, make()) });
  }

  #finish(role: CompanionRole, fn: IrFunction): IrFunction {
    return this.#stage(role, this.#simplify(this.#stage(`${role} (raw)`, fn)));
  }

  #simplify(fn: IrFunction): IrFunction {
    return this.#options.optimise ? simplify(fn) : fn;
  }

  /** Every intermediate form is verified, then shown to whoever is watching. */
  #stage(name: string, fn: IrFunction): IrFunction {
    verify(fn, name);
    this.#observe(name, fn);
    return fn;
  }
}

function analyse(functions: ReadonlyMap<FunctionKey, IrFunction>): Facts {
  const memory = analyseMemory(functions);
  const effects = analyseEffects(functions, memory);
  return {
    functions,
    memory,
    effects,
    relinked: analyseRelinked(functions, memory, effects),
    activity: new ActivityAnalysis({ functions, memory }),
  };
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

/** Refusals of functions, with those of all that they call. */
function refusalsOfCalled(
  functions: ReadonlyMap<FunctionKey, IrFunction>,
  own: ReadonlyMap<FunctionKey, readonly Refusal[]>,
): ReadonlyMap<FunctionKey, readonly Refusal[]> {
  const all = new Map([...own].map(([key, refusals]) => [key, new Set(refusals)]));
  for (let changed = own.size > 0; changed; ) {
    changed = false;
    for (const [key, fn] of functions) {
      for (const { op } of callsIn(fn)) {
        for (const refusal of all.get(op.callee.key) ?? []) {
          const mine = all.get(key) ?? new Set();
          if (mine.has(refusal)) continue;
          all.set(key, mine.add(refusal));
          changed = true;
        }
      }
    }
  }
  return mapValues(all, (refusals) => [...refusals]);
}

/** Whether it is a loop whose solution is differentiated. */
function isSolved(op: LoopOp | Op): boolean {
  return op.kind === 'loop' && op.directives?.checkpoint?.plan === 'fixed-point';
}

function callsIn(fn: IrFunction): { op: CallOp }[] {
  return [...opsOf(fn.body)].flatMap((op) => (op.kind === 'call' ? [{ op }] : []));
}

function mapValues<K, V, W>(map: ReadonlyMap<K, V>, f: (value: V, key: K) => W): Map<K, W> {
  return new Map([...map].map(([key, value]) => [key, f(value, key)]));
}
