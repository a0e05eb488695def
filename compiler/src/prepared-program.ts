/**
 * A program on the way to differentiation: calls of small functions put in line, short loops unrolled, small arrays and objects taken
 * apart; with structured exits and prepared where it is to be reversed, and with the turns of checkpointed loops as functions.
 */

import { ActivityAnalysis } from './analyse/activity.js';
import { refuse } from './diagnostics/report.js';
import { analyseEffects, type Effects } from './analyse/effects.js';
import { analyseMemory, type Memory } from './analyse/memory.js';
import { findPlaces } from './analyse/places.js';
import type { Aux } from './analyse/reversed.js';
import { findObstacle, type Obstacle } from './analyse/replayable.js';
import { analyseRelinked, type Relinked } from './analyse/relinked.js';
import type { CallOp, FunctionKey, IrFunction, LoopOp, Op, Refusal } from './ir/types.js';
import { verify } from './ir/verify.js';
import { opsOf } from './ir/walk.js';
import { structureExits } from './transform/exits.js';
import type { PlaceOf } from './transform/locate.js';
import { hoistNames } from './transform/hoist-names.js';
import { INLINE_LIMITS, inlineCalls } from './transform/inline.js';
import { isOffered, offerLoops } from './transform/offer-loops.js';
import { prepareReversal } from './transform/prepare.js';
import { simplify } from './transform/simplify.js';
import { spliceCalls } from './transform/splice-calls.js';
import { splitArrays } from './transform/split-arrays.js';
import { splitObjects } from './transform/split-objects.js';
import { settleHoles } from './transform/settle-holes.js';
import { type Asked, checkpointedLoops, TurnFunctions } from './transform/turns.js';
import { type Unrolled, unrollLoops, type UnrollNote } from './transform/unroll.js';

export type PipelineOptions = {
  readonly optimise: boolean;
  readonly recordEverything: boolean;
  /** Whether loops are checkpointed where the program says so; or only those of which the solution is differentiated. */
  readonly checkpoints: boolean | 'solutions';
  /** In bytes: loops that say nothing themselves keep to it, too. */
  readonly tapeBudget?: number | undefined;
  /** For debugging: companions say where numbers stop being finite. */
  readonly placeOf?: PlaceOf | undefined;
  /** Companions tell how the adjoints that loops carry grow: numbers, and `arrays` as well. */
  readonly growth?: { readonly placeOf: PlaceOf; readonly arrays: boolean } | undefined;
};
export type Observe = (stage: string, fn: IrFunction) => void;

export type Unrolling = Pick<Unrolled, 'notes' | 'refusals'>;

/** Functions, and what is known of them. */
export type Facts = {
  readonly functions: ReadonlyMap<FunctionKey, IrFunction>;
  readonly memory: ReadonlyMap<FunctionKey, Memory>;
  readonly effects: ReadonlyMap<FunctionKey, Effects>;
  readonly activity: ActivityAnalysis;
  readonly relinked: Relinked;
};

export class PreparedProgram {
  readonly options: PipelineOptions;
  readonly #observe: Observe;
  #primals: Facts;
  #reversible: Facts;
  /** The same before preparation. */
  readonly #structured = new Map<FunctionKey, IrFunction>();
  /** Functions that the turns of loops have been made into. */
  readonly turns = new TurnFunctions();
  readonly #aux = new Map<FunctionKey, Aux>();
  readonly #unrolling = new Map<FunctionKey, Unrolling>();
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
    this.options = options;
    this.#observe = observe;
    const open = mapValues(lowered, (fn) => this.simplify(this.stage('lower', fn)));
    const holes = settleHoles(open);
    const simplified = mapValues(holes.functions, (fn) => (fn === open.get(fn.key) ? fn : this.simplify(fn)));
    this.#ofHoles = refusalsOfCalled(holes.functions, holes.refusals);
    const inlined = options.optimise ? inlineCalls(simplified, canName, INLINE_LIMITS) : simplified;
    const straight = (fn: IrFunction): IrFunction => (options.optimise ? this.#straighten(this.simplify(fn)) : fn);
    const primals = mapValues(inlined, (fn) => {
      const primal = straight(spliceCalls(fn));
      return this.stage('primal', [...opsOf(primal.body)].some(isSolved) ? hoistNames(primal) : primal);
    });
    const reversible = mapValues(inlined, (fn, key) => {
      const straightened = spliceCalls(fn) === fn ? primals.get(key)! : straight(fn);
      const kept = options.tapeBudget === undefined ? straightened : offerLoops(straightened);
      return this.#prepared(
        this.stage('structured', this.simplify(this.stage('exits', structureExits(hoistNames(kept))))),
      );
    });
    this.#primals = analyse(primals);
    this.#reversible = analyse(reversible);
  }

  /** As the user wrote them, simplified: what forward mode transforms. */
  get primals(): Facts {
    return this.#primals;
  }

  /** With structured exits: what reverse mode transforms. */
  get reversible(): Facts {
    return this.#reversible;
  }

  auxOf(key: FunctionKey): Aux {
    return this.#aux.get(key)!;
  }

  /** @param keys the functions that the program asks for derivatives of. */
  ask(keys: readonly FunctionKey[]): void {
    this.#asked = new Set(keys);
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

  /** What keeps a loop of a function from being made again. */
  #obstacleOf(fn: IrFunction): (loop: LoopOp & Op) => Obstacle | undefined {
    const { functions, memory, effects } = this.#reversible;
    const { key } = fn;
    const own = { memory: memory.get(key)!, effects: effects.get(key)!, places: findPlaces(fn) };
    const facts = { functions, ...own, of: { memory, effects } };
    return (loop) => findObstacle(fn, loop, facts);
  }

  /**
   * What keeps loops of a function from being made again that pragmas speak of.
   *
   * @param tangentOnly whether nothing is reversed: then only solutions are differentiated otherwise than turn by turn.
   */
  obstacles(key: FunctionKey, tangentOnly: boolean): readonly Refusal[] {
    if (!this.options.checkpoints) return [];
    const fn = this.#reversible.functions.get(key)!;
    const obstacleOf = this.#obstacleOf(fn);
    const isOnly = tangentOnly || this.options.checkpoints === 'solutions';
    return checkpointedLoops(fn, (loop) => !isOffered(loop) && (!isOnly || isSolved(loop))).flatMap((loop) => {
      const obstacle = obstacleOf(loop);
      if (obstacle === undefined) return [];
      const isCall = loop.directives?.checkpoint?.plan === 'call';
      const made = isCall ? { what: 'call', again: 'the call' } : { what: 'loop', again: 'the turns of the loop' };
      return [refuse(4020, obstacle.origin ?? fn.origin, { ...made, why: obstacle.why })];
    });
  }

  /** Makes functions of the turns of checkpointed loops. */
  outlineLoops(asked: Asked, tangentOnly = false): void {
    if (!this.options.checkpoints) return;
    const { key, mask, exitContents } = asked;
    const { functions, activity } = this.#reversible;
    const fn = functions.get(key)!;
    const obstacleOf = this.#obstacleOf(fn);
    const isTaken = (loop: LoopOp & Op): boolean => {
      if (tangentOnly || this.options.checkpoints === 'solutions') return isSolved(loop);
      return !isOffered(loop) || (this.#asked.has(key) && obstacleOf(loop) === undefined);
    };
    const made = this.turns
      .make(asked, fn, this.#structured.get(key)!, () => activity.of(key, mask, { exitContents }), isTaken, functions)
      .map((each) => this.stage('turns', this.simplify(each)));
    if (made.length === 0) return;
    const plain = made.map((each) => [each.key, this.simplify(spliceCalls(each))] as const);
    const primals = new Map([...this.#primals.functions, ...plain]);
    this.#primals = analyse(primals);
    const prepared = made.map((each) => [each.key, this.#prepared(each)] as const);
    this.#reversible = analyse(new Map([...functions, ...prepared]));
  }

  /* ------------------------------------------------------------------- stages */

  #prepared(structured: IrFunction): IrFunction {
    this.#structured.set(structured.key, structured);
    const prepared = prepareReversal(structured);
    this.#aux.set(structured.key, prepared.aux);
    return this.stage('prepared', prepared.fn);
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
      const flat = unrolled.changed ? this.simplify(unrolled.fn) : unrolled.fn;
      const split = splitObjects(splitArrays(flat));
      notes.push(...unrolled.notes.filter(({ outcome }) => outcome !== 'over budget'));
      if (split === current) {
        notes.push(...unrolled.notes.filter(({ outcome }) => outcome === 'over budget'));
        this.#unrolling.set(fn.key, { notes, refusals: unrolled.refusals });
        return current;
      }
      current = this.simplify(split);
    }
  }

  simplify(fn: IrFunction): IrFunction {
    return this.options.optimise ? simplify(fn) : fn;
  }

  /** Every intermediate form is verified, then shown to whoever is watching. */
  stage(name: string, fn: IrFunction): IrFunction {
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
export function isSolved(op: LoopOp | Op): boolean {
  return op.kind === 'loop' && op.directives?.checkpoint?.plan === 'fixed-point';
}

export function callsIn(fn: IrFunction): { op: CallOp }[] {
  return [...opsOf(fn.body)].flatMap((op) => (op.kind === 'call' ? [{ op }] : []));
}

function mapValues<K, V, W>(map: ReadonlyMap<K, V>, f: (value: V, key: K) => W): Map<K, W> {
  return new Map([...map].map(([key, value]) => [key, f(value, key)]));
}
