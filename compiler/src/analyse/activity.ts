/**
 * Which values and memory cells carry a derivative: varied (they depend on an independent) and useful (a dependent depends on
 * them). After Hascoët and Pascual, The Tapenade automatic differentiation tool, TOMS 39(3), 2013.
 *
 * Scalars are followed by SSA value, memory by (class, field) with weak updates. A conservative answer is "active": it costs
 * time, never a derivative.
 */

import { primitives, readsDerivative } from './rules-facts.js';
import { hasTangent, isScalar, present } from '../ir/type-facts.js';
import type {
  ApplyOp,
  CallOp,
  FunctionKey,
  IrFunction,
  IrType,
  Label,
  Op,
  OpaqueOp,
  Origin,
  Refusal,
  Region,
  ValueId,
} from '../ir/types.js';
import { opsOf, operandsOf, resultsOf } from '../ir/walk.js';
import { type ClassId, ELEMENTS, type Memory } from './memory.js';

/** For each parameter, whether a derivative enters through it; written as a string of 0 and 1. */
export type Mask = string;

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
  /** Whether something varied is left outside the function, where later code may find it. */
  readonly keepsVaried: boolean;
  /** Useful values that come from outside: constants, unless something varied was left there. */
  readonly outerReads: readonly Refusal[];
  /** Active values that a piecewise constant operation swallows. */
  readonly lost: readonly { readonly primitive: string; readonly origin: Origin }[];
};

export type ProgramFacts = {
  readonly functions: ReadonlyMap<FunctionKey, IrFunction>;
  readonly memory: ReadonlyMap<FunctionKey, Memory>;
};

/** Analyses functions on demand, once for each mask. */
export class ActivityAnalysis {
  readonly #facts: ProgramFacts;
  readonly #known = new Map<string, Activity & { summary: Summary }>();
  /** What is assumed of a function while it is being analysed: nothing at first, then what was found. */
  readonly #assumed = new Map<string, Summary>();

  constructor(facts: ProgramFacts) {
    this.#facts = facts;
  }

  of(key: FunctionKey, mask: Mask, dependents: Dependents): Activity {
    return this.#analyse(key, mask, dependents);
  }

  #analyse(key: FunctionKey, mask: Mask, dependents: Dependents): Activity & { summary: Summary } {
    const id = `${key} ${mask} ${dependents.exitContents}`;
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    // Recursion: the least fixed point, from below. What was concluded from an assumption that did not hold is forgotten.
    this.#assumed.set(id, { resultVaried: false, variedCells: [], shadowedClasses: [], usefulParams: [] });
    for (;;) {
      const before = new Set(this.#known.keys());
      let leaned = false;
      const found = analyseFunction(this.#facts, key, mask, dependents, (callee, calleeMask) => {
        const inner = `${callee} ${calleeMask} true`;
        const assumed = this.#known.has(inner) ? undefined : this.#assumed.get(inner);
        if (assumed === undefined) return this.#analyse(callee, calleeMask, { exitContents: true }).summary;
        leaned = true;
        return assumed;
      });
      const stable = JSON.stringify(found.summary) === JSON.stringify(this.#assumed.get(id));
      if (stable || (!leaned && before.size === this.#known.size)) {
        this.#assumed.delete(id);
        this.#known.set(id, found);
        return found;
      }
      for (const later of this.#known.keys()) if (!before.has(later)) this.#known.delete(later);
      this.#assumed.set(id, found.summary);
    }
  }
}

/** What a caller must know of a callee under a mask; classes are the callee's. */
type Summary = {
  readonly resultVaried: boolean;
  readonly variedCells: readonly (readonly [ClassId, string])[];
  readonly shadowedClasses: readonly ClassId[];
  /** For each parameter: whether the scalar, or some cell that can be reached from it, is useful inside. */
  readonly usefulParams: readonly boolean[];
};

class Cells {
  readonly #set = new Set<string>();
  changed = false;
  add(memoryClass: ClassId, field: string): void {
    const key = `${memoryClass} ${field}`;
    if (this.#set.has(key)) return;
    this.#set.add(key);
    this.changed = true;
  }
  has(memoryClass: ClassId, field: string): boolean {
    return this.#set.has(`${memoryClass} ${field}`);
  }
  *[Symbol.iterator](): Generator<[ClassId, string]> {
    for (const key of this.#set) {
      const space = key.indexOf(' ');
      yield [Number(key.slice(0, space)), key.slice(space + 1)];
    }
  }
}

/** Whether a cell of the type can hold something varied: a scalar, or what cannot be followed but may hold numbers. */
function isFollowed(type: IrType): boolean {
  return isScalar(type) || (type.kind === 'opaque' && type.carries === true);
}

/** Fields of a type that hold scalars: where derivatives live. */
function scalarFields(type: IrType): readonly string[] {
  const t = present(type);
  if (t.kind === 'array') return isFollowed(t.element) ? [ELEMENTS] : [];
  if (t.kind === 'object') return [...t.fields].filter(([, field]) => isFollowed(field)).map(([name]) => name);
  return [];
}

function analyseFunction(
  facts: ProgramFacts,
  key: FunctionKey,
  mask: Mask,
  dependents: Dependents,
  summaryOf: (callee: FunctionKey, mask: Mask) => Summary,
): Activity & { summary: Summary } {
  const fn = facts.functions.get(key)!;
  const memory = facts.memory.get(key)!;
  const typeOf = (value: ValueId): IrType => fn.values.get(value)!.type;

  const varied = new Set<ValueId>();
  const useful = new Set<ValueId>();
  const variedCells = new Cells();
  const usefulCells = new Cells();
  const fieldsOfClass = new Map<ClassId, Set<string>>();
  for (const [value, info] of fn.values) {
    const id = memory.classOf(value);
    if (id === undefined) continue;
    let fields = fieldsOfClass.get(id);
    if (fields === undefined) fieldsOfClass.set(id, (fields = new Set()));
    for (const field of scalarFields(info.type)) fields.add(field);
  }
  const cellsWithin = function* (id: ClassId): Generator<[ClassId, string]> {
    for (const reached of memory.reachableFrom(id)) {
      for (const field of fieldsOfClass.get(reached) ?? []) yield [reached, field];
    }
  };

  let changed = false;
  const mark = (set: Set<ValueId>, value: ValueId): void => {
    if (set.has(value)) return;
    set.add(value);
    changed = true;
  };
  const carriesTangent = (value: ValueId): boolean => isScalar(typeOf(value)) || typeOf(value).kind === 'opaque';

  /* ---- who flows into whom through control structure */
  const flows: (readonly [from: ValueId, to: ValueId])[] = [];
  const link = (from: readonly ValueId[], to: readonly ValueId[]): void =>
    from.forEach((value, i) => {
      const target = to[i];
      if (target !== undefined) flows.push([value, target]);
    });
  const returned: ValueId[] = [];
  const breaks = new Map<Label, readonly ValueId[]>();
  const continues = new Map<Label, readonly ValueId[]>();
  const connect = (region: Region, results: readonly ValueId[]): void => {
    for (const op of region.ops) {
      switch (op.kind) {
        case 'if':
          connect(op.then, op.results);
          connect(op.else, op.results);
          break;
        case 'block':
          breaks.set(op.label, op.results);
          connect(op.body, op.results);
          break;
        case 'loop':
          breaks.set(op.label, op.results);
          continues.set(op.label, op.params);
          link(op.initial, op.params);
          link(op.params, op.results);
          connect(op.test, []);
          connect(op.body, []);
          break;
        default:
      }
    }
    const { end } = region;
    if (end.kind === 'yield') link(end.values, results);
    if (end.kind === 'break') link(end.values, breaks.get(end.label)!);
    if (end.kind === 'continue') link(end.values, continues.get(end.label)!);
    if (end.kind === 'return') returned.push(...end.values);
  };
  connect(fn.body, []);
  const ops = [...opsOf(fn.body)];

  const anyVaried = (value: ValueId): boolean => {
    if (varied.has(value)) return true;
    const id = memory.classOf(value);
    if (id === undefined) return false;
    for (const [c, f] of cellsWithin(id)) if (variedCells.has(c, f)) return true;
    return false;
  };
  const anyUseful = (value: ValueId): boolean => {
    if (useful.has(value)) return true;
    const id = memory.classOf(value);
    if (id === undefined) return false;
    for (const [c, f] of cellsWithin(id)) if (usefulCells.has(c, f)) return true;
    return false;
  };
  const storeInto = (container: ValueId, field: string): void => {
    const id = memory.classOf(container);
    if (id !== undefined) for (const alias of memory.aliasesOf(id)) variedCells.add(alias, field);
  };
  const isVariedCell = (container: ValueId, field: string): boolean => {
    const id = memory.classOf(container);
    return id !== undefined && variedCells.has(id, field);
  };
  const isUsefulCell = (container: ValueId, field: string): boolean => {
    const id = memory.classOf(container);
    return id !== undefined && memory.aliasesOf(id).some((alias) => usefulCells.has(alias, field));
  };
  const useCell = (container: ValueId, field: string): void => {
    const id = memory.classOf(container);
    if (id !== undefined) for (const alias of memory.aliasesOf(id)) usefulCells.add(alias, field);
  };
  const allocField = (op: Extract<Op, { kind: 'alloc' }>, i: number): string =>
    present(typeOf(op.result)).kind === 'object' ? String(i) : ELEMENTS;

  const maskOf = (op: CallOp): Mask => {
    const callee = facts.functions.get(op.callee.key);
    return (callee?.params ?? [])
      .map((param, i) => {
        const arg = op.args[i];
        const type = callee!.values.get(param.value)!.type;
        return arg !== undefined && (hasTangent(type) || isFollowed(type)) && anyVaried(arg) ? '1' : '0';
      })
      .join('');
  };

  /** Which arguments matter to what the callee gives back; with every argument varied, so that the answer stays the same. */
  const usefulArgs = (op: CallOp): readonly boolean[] => {
    const callee = facts.functions.get(op.callee.key);
    if (callee === undefined) return [];
    const full = callee.params.map((param) => (hasTangent(callee.values.get(param.value)!.type) ? '1' : '0')).join('');
    return summaryOf(op.callee.key, full).usefulParams;
  };

  /* ---- varied, forwards */
  fn.params.forEach((param, i) => {
    if (mask[i] !== '1') return;
    if (carriesTangent(param.value)) varied.add(param.value);
    const id = memory.classOf(param.value);
    if (id !== undefined) for (const [c, f] of cellsWithin(id)) variedCells.add(c, f);
  });
  const pushVaried = (op: Op): void => {
    switch (op.kind) {
      case 'apply':
        if (op.args.some((arg, i) => varied.has(arg) && readsDerivative(op.primitive, i))) mark(varied, op.result);
        break;
      case 'opaque': {
        if (!op.args.some(anyVaried) && !op.variables.some((v) => v.initial !== undefined && anyVaried(v.initial)))
          break;
        for (const result of resultsOf(op)) {
          if (carriesTangent(result)) mark(varied, result);
          const id = memory.classOf(result);
          if (id !== undefined) for (const [c, f] of cellsWithin(id)) variedCells.add(c, f);
        }
        // What we know nothing of may have kept it: `map.set(key, x)`.
        if (op.effects === 'effects') for (const arg of op.args) if (typeOf(arg).kind === 'opaque') mark(varied, arg);
        break;
      }
      case 'alloc':
        switch (op.init.form) {
          case 'literal':
            op.init.elements.forEach((element, i) => {
              if (varied.has(element)) storeInto(op.result, allocField(op, i));
            });
            break;
          case 'object':
            for (const { name, value } of op.init.fields) if (varied.has(value)) storeInto(op.result, name);
            break;
          case 'filled':
            if (varied.has(op.init.value)) storeInto(op.result, ELEMENTS);
            break;
          case 'copy':
            if (isVariedCell(op.init.of, ELEMENTS)) storeInto(op.result, ELEMENTS);
            break;
          case 'spread':
            for (const part of op.init.parts) {
              if (part.spread ? isVariedCell(part.value, ELEMENTS) : varied.has(part.value))
                storeInto(op.result, ELEMENTS);
            }
            break;
          default:
        }
        break;
      case 'load':
        if (isFollowed(typeOf(op.result)) && isVariedCell(op.array, ELEMENTS)) mark(varied, op.result);
        break;
      case 'get':
        if (isFollowed(typeOf(op.result)) && isVariedCell(op.object, op.field)) mark(varied, op.result);
        break;
      case 'store':
        if (varied.has(op.value)) storeInto(op.array, ELEMENTS);
        break;
      case 'set':
        if (varied.has(op.value)) storeInto(op.object, op.field);
        break;
      case 'method':
        switch (op.name) {
          case 'push':
          case 'fill':
            if (op.args.some((arg) => varied.has(arg))) storeInto(op.array, ELEMENTS);
            break;
          case 'pop':
            if (op.result !== undefined && isScalar(typeOf(op.result)) && isVariedCell(op.array, ELEMENTS)) {
              mark(varied, op.result);
            }
            break;
          case 'slice':
            if (op.result !== undefined && isVariedCell(op.array, ELEMENTS)) storeInto(op.result, ELEMENTS);
            break;
          case 'set':
            if (isVariedCell(op.args[0]!, ELEMENTS)) storeInto(op.array, ELEMENTS);
            break;
          default:
        }
        break;
      case 'call': {
        const calleeMask = maskOf(op);
        if (!calleeMask.includes('1')) break;
        const summary = summaryOf(op.callee.key, calleeMask);
        const map = memory.instantiate(op);
        for (const result of op.results) {
          if (isScalar(typeOf(result)) && summary.resultVaried) mark(varied, result);
        }
        for (const [theirs, field] of summary.variedCells) {
          const ours = map.get(theirs);
          if (ours !== undefined) for (const alias of memory.aliasesOf(ours)) variedCells.add(alias, field);
        }
        break;
      }
      default:
    }
  };
  do {
    changed = false;
    variedCells.changed = false;
    for (const [from, to] of flows) if (varied.has(from) && carriesTangent(to)) mark(varied, to);
    for (const op of ops) pushVaried(op);
  } while (changed || variedCells.changed);

  /* ---- useful, backwards */
  for (const value of returned) {
    if (isScalar(typeOf(value))) useful.add(value);
    const id = memory.classOf(value);
    if (id !== undefined)
      for (const [c, f] of cellsWithin(id)) for (const a of memory.aliasesOf(c)) usefulCells.add(a, f);
  }
  if (dependents.exitContents) {
    for (const param of fn.params) {
      const id = memory.classOf(param.value);
      if (id !== undefined) for (const [c, f] of cellsWithin(id)) usefulCells.add(c, f);
    }
  }
  const pullUseful = (op: Op): void => {
    switch (op.kind) {
      case 'apply':
        if (useful.has(op.result)) op.args.forEach((arg, i) => readsDerivative(op.primitive, i) && mark(useful, arg));
        break;
      case 'opaque':
        if (!resultsOf(op).some(anyUseful)) break;
        for (const arg of operandsOf(op)) {
          if (carriesTangent(arg)) mark(useful, arg);
          const id = memory.classOf(arg);
          if (id !== undefined) for (const [c, f] of cellsWithin(id)) usefulCells.add(c, f);
        }
        break;
      case 'alloc':
        switch (op.init.form) {
          case 'literal':
            op.init.elements.forEach((element, i) => {
              if (isUsefulCell(op.result, allocField(op, i))) mark(useful, element);
            });
            break;
          case 'object':
            for (const { name, value } of op.init.fields) if (isUsefulCell(op.result, name)) mark(useful, value);
            break;
          case 'filled':
            if (isUsefulCell(op.result, ELEMENTS)) mark(useful, op.init.value);
            break;
          case 'copy':
            if (isUsefulCell(op.result, ELEMENTS)) useCell(op.init.of, ELEMENTS);
            break;
          case 'spread':
            if (isUsefulCell(op.result, ELEMENTS)) {
              for (const part of op.init.parts) {
                if (part.spread) useCell(part.value, ELEMENTS);
                else mark(useful, part.value);
              }
            }
            break;
          default:
        }
        break;
      case 'load':
        if (useful.has(op.result)) useCell(op.array, ELEMENTS);
        break;
      case 'get':
        if (useful.has(op.result)) useCell(op.object, op.field);
        break;
      case 'store':
        if (isUsefulCell(op.array, ELEMENTS)) mark(useful, op.value);
        break;
      case 'set':
        if (isUsefulCell(op.object, op.field)) mark(useful, op.value);
        break;
      case 'method':
        switch (op.name) {
          case 'push':
            if (isUsefulCell(op.array, ELEMENTS)) for (const arg of op.args) mark(useful, arg);
            break;
          case 'fill':
            if (isUsefulCell(op.array, ELEMENTS)) mark(useful, op.args[0]!);
            break;
          case 'pop':
            if (op.result !== undefined && useful.has(op.result)) useCell(op.array, ELEMENTS);
            break;
          case 'slice':
            if (op.result !== undefined && isUsefulCell(op.result, ELEMENTS)) useCell(op.array, ELEMENTS);
            break;
          case 'set':
            if (isUsefulCell(op.array, ELEMENTS)) useCell(op.args[0]!, ELEMENTS);
            break;
          default:
        }
        break;
      case 'call':
        if (!op.results.some(anyUseful) && !op.args.some((arg) => memory.classOf(arg) !== undefined && anyUseful(arg)))
          break;
        usefulArgs(op).forEach((needed, i) => {
          const arg = op.args[i];
          if (!needed || arg === undefined) return;
          if (isScalar(typeOf(arg))) mark(useful, arg);
          const id = memory.classOf(arg);
          if (id !== undefined) for (const [c, f] of cellsWithin(id)) usefulCells.add(c, f);
        });
        break;
      default:
    }
  };
  do {
    changed = false;
    usefulCells.changed = false;
    for (const [from, to] of flows) if (useful.has(to) && carriesTangent(from)) mark(useful, from);
    for (let i = ops.length - 1; i >= 0; i--) pullUseful(ops[i]!);
  } while (changed || usefulCells.changed);

  /* ---- shadows */
  const shadowed = new Set<ClassId>();
  for (const [id, fields] of fieldsOfClass) {
    for (const field of fields) {
      if (variedCells.has(id, field) && memory.aliasesOf(id).some((alias) => usefulCells.has(alias, field)))
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
    changed = false;
    for (const [from, to] of flows) if (indexing.has(to)) mark(indexing, from);
    for (const op of ops) {
      if (op.kind === 'load' || op.kind === 'store') mark(indexing, op.index);
      if (op.kind === 'apply' && indexing.has(op.result)) op.args.forEach((arg) => mark(indexing, arg));
    }
  } while (changed);

  const isActive = (value: ValueId): boolean => varied.has(value) && useful.has(value) && isScalar(typeOf(value));
  const refusals: Refusal[] = [];
  const lost: { primitive: string; origin: Origin }[] = [];
  const outerReads: Refusal[] = [];
  let keepsVaried = [...variedCells].some(([id]) => memory.isOuter(id));
  for (const op of ops) {
    if (op.kind === 'opaque') {
      if (op.effects === 'effects' && operandsOf(op).some(anyVaried)) keepsVaried = true;
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
  function mustRefuse(op: OpaqueOp & Op): boolean {
    const inputs = operandsOf(op);
    if (op.writesArguments && inputs.some((arg) => isShadowed(arg))) return true;
    if (!inputs.some(anyVaried)) return false;
    return resultsOf(op).some(
      (result) => isActive(result) || isShadowed(result) || (typeOf(result).kind === 'opaque' && useful.has(result)),
    );
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
  };
  return {
    mask,
    isActive,
    isVaried: (value) => varied.has(value),
    isActiveCell: (id, field) =>
      variedCells.has(id, field) && memory.aliasesOf(id).some((alias) => usefulCells.has(alias, field)),
    hasShadow: isShadowed,
    shadowed: (id) => shadowed.has(id),
    callMask: (call) => callMasks.get(call),
    resultActive: returned.some((value) => isActive(value) || isShadowed(value)),
    refusals,
    keepsVaried,
    outerReads,
    lost,
    summary,
  };
}
