/**
 * Which values and memory cells carry a derivative: varied (they depend on an independent) and useful (a dependent depends on
 * them). After Hascoët and Pascual, The Tapenade automatic differentiation tool, TOMS 39(3), 2013.
 *
 * Scalars are followed by SSA value, memory by (class, field) with weak updates. A conservative answer is "active": it costs
 * time, never a derivative.
 */

import { refuse } from '../diagnostics/report.js';
import { hasTangent, isScalar, present } from '../ir/type-facts.js';
import type { ApplyOp, CallOp, FunctionKey, Op, OpaqueOp, Origin, Refusal, ValueId } from '../ir/types.js';
import { opsOf, operandsOf, resultsOf } from '../ir/walk.js';
import {
  type Mask,
  type ProgramFacts,
  type Summary,
  type SummaryOf,
  activityState,
  isCallable,
  isFollowed,
} from './activity-state.js';
import { findLeftOutside } from './left-outside.js';
import type { ClassId } from './memory.js';
import { primitives } from './rules-facts.js';
import { spreadUseful } from './useful.js';
import { findValueFlows } from './value-flows.js';
import { spreadVaried } from './varied.js';

export type { Mask, ProgramFacts } from './activity-state.js';

/** What of a function's outcome is differentiated. */
export type Dependents = {
  /** Whether what parameters hold at exit counts as a result: true for callees and for `out`, false for `grad`. */
  readonly exitContents: boolean;
};

export type Activity = {
  readonly mask: Mask;
  /** A scalar that is varied and useful. */
  readonly isActive: (value: ValueId) => boolean;
  readonly isVaried: (value: ValueId) => boolean;
  /** Whether cells of the class under this field are varied and useful. */
  readonly isActiveCell: (memoryClass: ClassId, field: string) => boolean;
  /** Whether references of this value carry a shadow. */
  readonly hasShadow: (value: ValueId) => boolean;
  readonly shadowed: (memoryClass: ClassId) => boolean;
  /** The mask with which a callee has to be differentiated; undefined when nothing flows through the call. */
  readonly callMask: (call: CallOp) => Mask | undefined;
  readonly resultActive: boolean;
  /** Opaque code through which a derivative would have to flow. */
  readonly refusals: readonly Refusal[];
  /** Whether something varied is left outside the function, by itself or by its callees, where later code may find it. */
  readonly keepsVaried: boolean;
  /** Useful values that come from outside: constants, unless something varied was left there. */
  readonly outerReads: readonly Refusal[];
  /** Useful memory that gets known outside, where later code may write something varied into it. */
  readonly outerKeeps: readonly Refusal[];
  /** What of a module a derivative is in. */
  readonly activeState: readonly string[];
  /** What code that is not understood computes, of which the derivative needs the result: it may have read what a module keeps. */
  readonly outerResults: readonly Origin[];
  /** Calls without active arguments of which the derivative would need the result, or what they write. */
  readonly usefulCalls: readonly CallOp[];
  /** Active values that a piecewise constant operation swallows. */
  readonly lost: readonly { readonly primitive: string; readonly origin: Origin }[];
};

/** One function under one mask, and what is known of it so far. */
type Question = {
  readonly key: FunctionKey;
  readonly mask: Mask;
  readonly dependents: Dependents;
  summary: Summary;
  found: Activity | undefined;
  /** Who leaned on the summary. */
  readonly asked: Set<Question>;
};

/** How many questions are answered within one another; those beyond wait their turn, so that the stack does not grow. */
const maxNested = 40;

/**
 * Analyses functions on demand, once for each mask. Functions that call one another are the least fixed point, from below: a question is
 * answered with what is known so far, and whoever asked is analysed again when that grows.
 */
export class ActivityAnalysis {
  readonly #facts: ProgramFacts;
  readonly #questions = new Map<string, Question>();
  readonly #waiting = new Set<Question>();
  #nested = 0;

  constructor(facts: ProgramFacts) {
    this.#facts = facts;
  }

  of(key: FunctionKey, mask: Mask, dependents: Dependents): Activity {
    const question = this.#ask(key, mask, dependents, undefined);
    for (const next of this.#waiting) {
      this.#waiting.delete(next);
      this.#answer(next);
    }
    return question.found!;
  }

  #ask(key: FunctionKey, mask: Mask, dependents: Dependents, by: Question | undefined): Question {
    const id = `${key} ${mask} ${dependents.exitContents}`;
    let question = this.#questions.get(id);
    if (question === undefined) {
      const summary = {
        resultVaried: false,
        variedCells: [],
        shadowedClasses: [],
        usefulParams: [],
        keepsVaried: false,
        variedOutside: [],
      };
      question = { key, mask, dependents, summary, found: undefined, asked: new Set() };
      this.#questions.set(id, question);
      if (this.#nested < maxNested) this.#answer(question);
      else this.#waiting.add(question);
    }
    if (by !== undefined) question.asked.add(by);
    return question;
  }

  #answer(question: Question): void {
    this.#nested++;
    const { key, mask, dependents } = question;
    const { activity, summary } = analyseFunction(
      this.#facts,
      key,
      mask,
      dependents,
      (callee, calleeMask) => this.#ask(callee, calleeMask, { exitContents: true }, question).summary,
    );
    this.#nested--;
    question.found = activity;
    if (sizeOf(summary) <= sizeOf(question.summary)) return;
    question.summary = summary;
    question.asked.forEach((other) => this.#waiting.add(other));
  }
}

/** The values that an operation puts into memory or hands to another function of the program. */
function keptBy(op: Op): readonly ValueId[] {
  switch (op.kind) {
    case 'store':
    case 'set':
      return [op.value];
    case 'call':
      return op.args;
    case 'method':
      return op.name === 'push' || op.name === 'fill' ? op.args : [];
    case 'alloc':
      switch (op.init.form) {
        case 'literal':
          return op.init.elements;
        case 'object':
          return op.init.fields.map(({ value }) => value);
        case 'spread':
          return op.init.parts.map(({ value }) => value);
        case 'filled':
          return [op.init.value];
        default:
          return [];
      }
    default:
      return [];
  }
}

/** Summaries only grow, so that their size tells whether one has changed. */
function sizeOf(summary: Summary): number {
  const { resultVaried, variedCells, shadowedClasses, usefulParams, keepsVaried, variedOutside } = summary;
  const flags = [resultVaried, keepsVaried, ...usefulParams];
  return variedCells.length + shadowedClasses.length + variedOutside.length + flags.filter(Boolean).length;
}

function analyseFunction(
  facts: ProgramFacts,
  key: FunctionKey,
  mask: Mask,
  dependents: Dependents,
  summaryOf: SummaryOf,
): { readonly activity: Activity; readonly summary: Summary } {
  const state = activityState(facts, key);
  const {
    fn,
    memory,
    typeOf,
    varied,
    useful,
    variedCells,
    usefulCells,
    fieldsOfClass,
    oneCell,
    mark,
    classesBehind,
    anyVaried,
    anyUseful,
    maskOf,
  } = state;
  const valueFlows = findValueFlows(fn);
  const { flows, returned } = valueFlows;
  const ops = [...opsOf(fn.body)];
  spreadVaried(state, ops, valueFlows, mask, summaryOf);
  spreadUseful(state, ops, valueFlows, dependents.exitContents, summaryOf);

  /* ---- shadows */
  const shadowed = new Set<ClassId>();
  for (const [id, fields] of fieldsOfClass) {
    for (const field of fields) {
      if (variedCells.has(id, field) && [...oneCell(id, field)].some(([c, f]) => usefulCells.has(c, f)))
        shadowed.add(id);
    }
  }
  const callMasks = new Map<CallOp, Mask>();
  for (const op of ops) {
    if (op.kind !== 'call' || !facts.functions.has(op.callee.key)) continue;
    const calleeMask = maskOf(op);
    if (!calleeMask.includes('1')) continue;
    const outcomes = op.results.some(
      (r) => (varied.has(r) && useful.has(r)) || (memory.classOf(r) !== undefined && anyVaried(r)),
    );
    const writes = op.args.some((arg) => memory.classOf(arg) !== undefined && anyVaried(arg) && anyUseful(arg));
    if (!outcomes && !writes) continue;
    callMasks.set(op, calleeMask);
    const summary = summaryOf(op.callee.key, calleeMask);
    const map = memory.instantiate(op);
    for (const theirs of summary.shadowedClasses) {
      const ours = map.get(theirs);
      if (ours !== undefined) shadowed.add(ours);
    }
  }
  for (let grown = true; grown; ) {
    grown = false;
    for (const id of fieldsOfClass.keys()) {
      if (shadowed.has(id)) continue;
      if (memory.reachableFrom(id).some((reached) => reached !== id && shadowed.has(reached))) {
        shadowed.add(id);
        grown = true;
      }
    }
  }

  /** Values that decide which element is read or written. */
  const indexing = new Set<ValueId>();
  do {
    state.changed = false;
    for (const [from, to] of flows) if (indexing.has(to)) mark(indexing, from);
    for (const op of ops) {
      if (op.kind === 'load' || op.kind === 'store') mark(indexing, op.index);
      if (op.kind === 'apply' && indexing.has(op.result)) op.args.forEach((arg) => mark(indexing, arg));
    }
  } while (state.changed);

  const isActive = (value: ValueId): boolean => varied.has(value) && useful.has(value) && isScalar(typeOf(value));
  const refusals: Refusal[] = [];
  const lost: { primitive: string; origin: Origin }[] = [];
  const outerReads: Refusal[] = [];
  // What opaque code holds on to may be changed by any other that changes something.
  const keepsShadowed = ops.some((op) => op.kind === 'opaque' && op.args.some((arg) => isShadowed(arg) && isKept(arg)));
  const left = findLeftOutside(state, ops, summaryOf);
  const activeState = fn.params.flatMap(({ value, state }) =>
    state !== undefined && isShadowed(value) ? [state.of.name] : [],
  );
  const outerResults = ops.flatMap((op) =>
    op.kind === 'opaque' && op.effects === 'effects' && !isDrawn(op) && op.results.some((result) => useful.has(result))
      ? [op.origin ?? fn.origin]
      : [],
  );
  for (const op of ops) {
    if (op.kind === 'opaque' && op.writesArguments && op.contained !== true && activeState[0] !== undefined)
      refusals.push(refuse(1034, op.origin ?? fn.origin, { name: activeState[0] }));
    if (op.kind === 'opaque' && op.unchanging !== true) {
      if (
        op.results.some(
          (result) =>
            (op.effects === 'reads' && useful.has(result)) ||
            (memory.classOf(result) !== undefined && anyUseful(result)),
        )
      ) {
        outerReads.push(op.refusal);
      }
    }
    if (op.kind === 'opaque' && mustRefuse(op)) refusals.push(op.refusal);
    if (op.kind === 'apply' && loses(op)) lost.push({ primitive: op.primitive, origin: op.origin ?? fn.origin });
  }
  // What a function gives under a type that says nothing of its parts may be read under another where the call was.
  for (const op of ops) {
    const whole = op.kind === 'get' ? op.object : op.kind === 'load' ? op.array : undefined;
    if (whole === undefined || hasTangent(typeOf(whole))) continue;
    if (varied.has(whole) && resultsOf(op).some((result) => isActive(result) || isShadowed(result)))
      refusals.push(refusalOf(whole));
    // It may come from outside, where something varied was left.
    if (resultsOf(op).some((result) => useful.has(result) || anyUseful(result))) noteOuter(whole);
  }
  for (const op of ops) for (const value of keptBy(op)) if (isVariedFunction(value)) refusals.push(refusalOf(value));
  for (const value of returned) if (isVariedFunction(value) || isLostResult(value)) refusals.push(refusalOf(value));
  const isPromised = fn.results.some(hasTangent);
  for (const value of returned) if (isPromised && !hasTangent(typeOf(value))) noteOuter(value);
  // What is read from a parameter of an unknown structure without an operation of its own, after a test of its type, say.
  if (refusals.length === 0) {
    for (const { value } of fn.params) {
      const type = typeOf(value);
      if (type.kind === 'opaque' && type.carries === true && varied.has(value) && useful.has(value))
        refusals.push(refuse(2002, fn.origin, { type: type.text }));
    }
  }
  /** `Math.random()`, `Date.now()` and the like know nothing of the program. */
  function isDrawn({ refusal }: OpaqueOp): boolean {
    return refusal.code === 1024;
  }
  /** What is read outside under a type that says nothing of its parts, be it by one way or another. */
  function noteOuter(value: ValueId): void {
    const made = ops.find((op) => resultsOf(op).includes(value));
    if (made !== undefined && /^(opaque|if|loop|block)$/.test(made.kind) && isFollowed(typeOf(value)))
      outerReads.push(refusalOf(value));
  }
  function mustRefuse(op: OpaqueOp & Op): boolean {
    const inputs = operandsOf(op);
    const reaches = (arg: ValueId): boolean =>
      isShadowed(arg) || [...classesBehind(arg)].some((id) => holdsDerivative(id));
    if (op.writesArguments && (inputs.some(reaches) || keepsShadowed)) return true;
    // What stands outside has one shadow, wherever it is named.
    if (op.refusal.code === 1017 && resultsOf(op).some(isShadowed)) return true;
    if (!inputs.some(anyVaried)) return false;
    if (op.disguises === true) return true;
    return resultsOf(op).some(
      (result) => isActive(result) || isShadowed(result) || (typeOf(result).kind === 'opaque' && anyUseful(result)),
    );
  }
  /** Functions over varied values are followed where they are called, not where they are kept or handed on. */
  function isVariedFunction(value: ValueId): boolean {
    return isCallable(present(typeOf(value))) && varied.has(value);
  }
  /** Under the type of the result, its derivative would be looked for where none is. */
  function isLostResult(value: ValueId): boolean {
    const [result] = fn.results;
    const isKnown = result !== undefined && hasTangent(result);
    return isKnown && !hasTangent(typeOf(value)) && isFollowed(typeOf(value)) && anyVaried(value);
  }
  function refusalOf(value: ValueId): Refusal {
    const made = ops.find((op) => op.kind === 'opaque' && op.results.includes(value));
    const type = present(typeOf(value));
    return made?.kind === 'opaque'
      ? made.refusal
      : refuse(2002, fn.origin, { type: type.kind === 'opaque' ? type.text : '' });
  }
  function holdsDerivative(id: ClassId): boolean {
    return shadowed.has(id) && (fieldsOfClass.get(id)?.size ?? 0) > 0;
  }
  function leadsToUseful(value: ValueId): boolean {
    return [...classesBehind(value)].some((id) =>
      [...(fieldsOfClass.get(id) ?? [])].some((field) =>
        [...oneCell(id, field)].some(([c, f]) => usefulCells.has(c, f)),
      ),
    );
  }
  function isKept(value: ValueId): boolean {
    const id = memory.classOf(value);
    return id !== undefined && memory.isExposed(id);
  }
  function isShadowed(value: ValueId): boolean {
    const id = memory.classOf(value);
    return id !== undefined && shadowed.has(id) && hasTangent(typeOf(value));
  }
  function loses(op: ApplyOp): boolean {
    const rule = primitives[op.primitive];
    return (
      rule?.derivative.kind === 'zero' &&
      rule.derivative.lost &&
      op.args.some((arg) => varied.has(arg) && (useful.has(op.result) || (indexing.has(op.result) && useful.has(arg))))
    );
  }

  const summary: Summary = {
    resultVaried: returned.some((value) => varied.has(value)),
    variedCells: [...variedCells],
    shadowedClasses: [...shadowed],
    usefulParams: fn.params.map((param) => anyUseful(param.value)),
    ...left,
  };
  const activity: Activity = {
    mask,
    isActive,
    isVaried: (value) => varied.has(value),
    isActiveCell: (id, field) =>
      variedCells.has(id, field) && [...oneCell(id, field)].some(([c, f]) => usefulCells.has(c, f)),
    hasShadow: isShadowed,
    shadowed: (id) => shadowed.has(id),
    callMask: (call) => callMasks.get(call),
    resultActive: returned.some((value) => isActive(value) || isShadowed(value)),
    refusals,
    keepsVaried: left.keepsVaried,
    outerReads,
    outerKeeps: ops.flatMap((op) =>
      op.kind === 'opaque' && op.writesArguments && operandsOf(op).some(leadsToUseful) ? [op.refusal] : [],
    ),
    activeState,
    outerResults,
    usefulCalls: ops.filter(
      (op): op is CallOp & Op =>
        op.kind === 'call' &&
        !callMasks.has(op) &&
        (op.results.some(anyUseful) || op.args.some((arg) => memory.classOf(arg) !== undefined && anyUseful(arg))),
    ),
    lost,
  };
  return { activity, summary };
}
