/**
 * The turns of a loop as a function of their own, which a runtime schedule can run and reverse a few at a time.
 *
 * Before: structured exits. The function takes two objects, of what the loop carries with a derivative and without; what the loop
 * reads besides, as it is; and the number of the turn to stop before. The names of their fields are such that hardly any other
 * object has them: what may be one object is followed less sharply.
 */

import type { LoopFacts } from '../analyse/loops.js';
import type { Places } from '../analyse/places.js';
import { FunctionBuilder, RegionBuilder } from '../ir/builder.js';
import { directExit } from '../ir/exits.js';
import { BOOLEAN, NUMBER, present } from '../ir/type-facts.js';
import { typeText } from '../ir/type-text.js';
import type {
  FunctionKey,
  IrFunction,
  IrType,
  LoopOp,
  ObjectType,
  Op,
  Param,
  Region,
  Terminator,
  ValueId,
} from '../ir/types.js';
import { carriedBy, labelCount, operandsOf, opsOf, regionsWithin, resultsOf } from '../ir/walk.js';

/**
 * What a field holds: what the loop carries in a slot, or a value from outside whose adjoint grows turn by turn; where that may be
 * missing, a field of `counts` says whether it is there.
 */
export type Cell = { readonly field: string } & (
  | { readonly kind: 'carried'; readonly index: number }
  | { readonly kind: 'outer'; readonly value: ValueId; readonly there?: string }
);

export type Outlined = {
  readonly fn: IrFunction;
  /** What has an adjoint. */
  readonly state: readonly Cell[];
  /** Slots with numbers and truth values without a derivative. `counts` has the number of turns besides, in the field `TURN`. */
  readonly counts: readonly (Cell & { readonly kind: 'carried' })[];
  /** Whether the loop may end by a `break`; `counts` then has the field `DONE`. */
  readonly ends: boolean;
  /** What else is passed, in this order: values from outside. */
  readonly given: readonly ValueId[];
};

/** The field of `counts` with the number of turns that have been made. */
export const TURN = 'turnNow';
/** The field of `counts` that is 1 when the loop has been left by a `break`. */
export const DONE = 'doneNow';

/** The type of an object of numbers with these fields. */
export function cellsType(fields: readonly string[]): ObjectType {
  return { kind: 'object', fields: new Map(fields.map((field) => [field, NUMBER])), tuple: false, text: undefined };
}

/** Whether the number of turns can be told before the loop, without running anything of it but the arithmetic of its bound. */
export function isCountedAhead(loop: LoopOp, counted: LoopFacts['counted'], places: Places): boolean {
  const isAhead = (value: ValueId): boolean => {
    const op = places.definition(value);
    if (op === undefined || !loop.test.ops.includes(op) || op.kind === 'const' || op.kind === 'length') return true;
    return op.kind === 'apply' && op.args.every(isAhead);
  };
  return counted !== undefined && Math.abs(counted.induction.step) === 1 && isAhead(counted.bound);
}

/**
 * @param facts.isCounted whether the caller knows the number of turns: the loop's own test is then left out.
 * @param facts.ends whether the loop may end by a `break`.
 * @param facts.isActive whether a value has an adjoint.
 * @param facts.isInteger whether a number is certainly one.
 */
export function outlineLoop(
  fn: IrFunction,
  loop: LoopOp & Op,
  as: { readonly key: FunctionKey; readonly name: string },
  facts: {
    readonly isCounted: boolean;
    /** The turns are made as if none of them ended the loop: the loop has found what it looks for. */
    readonly isSolved: boolean;
    readonly ends: boolean;
    readonly isActive: (value: ValueId) => boolean;
    readonly isInteger: (value: ValueId) => boolean;
    /** Numbers from outside that may be missing whatever their types say, and are asked for. */
    readonly askedFor: ReadonlySet<ValueId>;
  },
): Outlined {
  const known = new Map(fn.values);
  for (const value of facts.askedFor) {
    const info = known.get(value)!;
    known.set(value, { ...info, type: { kind: 'maybe', of: info.type } });
  }
  const values = new FunctionBuilder({ values: known, labels: labelCount(fn.body) });
  const root = new RegionBuilder(values, loop.origin);
  const typeOf = (value: ValueId): IrType => values.typeOf(value);

  const isSlotActive = (index: number): boolean =>
    facts.isActive(loop.params[index]!) || facts.isActive(loop.results[index]!);
  const slots = loop.params.map((_, index) => index);
  const constants = new Map(
    [...opsOf(fn.body)].flatMap((op) => (op.kind === 'const' ? [[op.result, op] as const] : [])),
  );
  const outside = [...readFromOutside(loop, facts.isCounted || facts.isSolved)];
  const names = new Set([TURN, DONE]);
  const fieldOf = (value: ValueId): string => {
    const regular = `${values.infoOf(value).name ?? 'cell'}Now`;
    let name = regular;
    for (let count = 1; names.has(name); count++) name = `${regular}${count}`;
    names.add(name);
    return name;
  };
  const carried = (index: number): Cell & { kind: 'carried' } => ({
    kind: 'carried',
    index,
    field: fieldOf(loop.params[index]!),
  });
  const state: readonly Cell[] = [
    ...slots.filter(isSlotActive).map(carried),
    ...outside
      .filter((value) => present(typeOf(value)).kind === 'number' && facts.isActive(value))
      .map((value): Cell => {
        const field = fieldOf(value);
        return { kind: 'outer', value, field, ...(typeOf(value).kind === 'maybe' && { there: fieldOf(value) }) };
      }),
  ];
  const missable = state.flatMap((cell) =>
    cell.kind === 'outer' && cell.there !== undefined ? [{ ...cell, there: cell.there }] : [],
  );
  const counts = slots.filter((index) => !isSlotActive(index)).map(carried);
  const outer = new Set(state.flatMap((cell) => (cell.kind === 'outer' ? [cell.value] : [])));
  const given = outside.filter((value) => !constants.has(value) && !outer.has(value));

  const stateType = cellsType(state.map(({ field }) => field));
  const countsType = cellsType([
    TURN,
    ...(facts.ends ? [DONE] : []),
    ...counts.map(({ field }) => field),
    ...missable.map(({ there }) => there),
  ]);
  const [stateObject, countsObject] = [values.value(stateType, 'state'), values.value(countsType, 'counts')];
  const to = values.value(NUMBER, 'to');
  const paramOf = new Map(fn.params.map((param) => [param.value, param]));
  const param = (value: ValueId, text: string): Param => ({ value, typeText: text, optional: false, rest: false });
  const givenParam = (value: ValueId): Param => {
    const known = paramOf.get(value);
    const text = known?.optional === false ? known.typeText : typeText(typeOf(value));
    return { ...param(value, text), ...(known?.state && { state: known.state }) };
  };
  const params = [
    ...(state.length > 0 ? [param(stateObject, typeText(stateType))] : []),
    param(countsObject, typeText(countsType)),
    ...given.map(givenParam),
    param(to, 'number'),
  ];

  for (const value of outside) {
    const constant = constants.get(value);
    if (constant !== undefined) root.ops.push(constant);
  }
  const load = (object: ValueId, field: string, result: ValueId): void =>
    root.add({ kind: 'get', result, object, field });
  const initial = loop.params.map((value) => values.value(typeOf(value), values.infoOf(value).name));
  for (const cell of state) {
    if (cell.kind === 'outer' && cell.there !== undefined) continue;
    load(stateObject, cell.field, cell.kind === 'outer' ? cell.value : initial[cell.index]!);
  }
  const isThere = new Map(
    missable.map(({ field, there, value }) => {
      const [number, found] = [values.value(NUMBER), values.value(NUMBER)];
      load(stateObject, field, number);
      load(countsObject, there, found);
      const test = root.apply('ne', [found, root.constant(0)], BOOLEAN);
      either(test, value, number, undefined, root);
      return [value, test] as const;
    }),
  );
  const whole = (field: string, name: string | undefined): ValueId => {
    const found = values.value(NUMBER, name);
    load(countsObject, field, found);
    return root.apply('floor', [found], NUMBER, name);
  };
  const starts = [...initial];
  for (const { index, field } of counts) {
    const value = loop.params[index]!;
    const { name } = values.infoOf(value);
    if (typeOf(value).kind === 'boolean') {
      const found = values.value(NUMBER, name);
      load(countsObject, field, found);
      starts[index] = root.apply('ne', [found, root.constant(0)], BOOLEAN, name);
    } else if (facts.isInteger(value)) starts[index] = whole(field, name);
    else load(countsObject, field, initial[index]!);
  }

  // The number of turns, and whether one of them has ended the loop, are carried along.
  const extra = (name: string): { param: ValueId; result: ValueId } => ({
    param: values.value(NUMBER, name),
    result: values.value(NUMBER, name),
  });
  const [turn, done] = [extra('turn'), extra('done')];
  const extras = facts.ends ? [turn, done] : [turn];
  const starting = [whole(TURN, 'turn'), ...(facts.ends ? [whole(DONE, 'done')] : [])];
  const bound = root.apply('floor', [to], NUMBER, 'to');
  const test = new RegionBuilder(values, loop.origin);
  let more = test.apply('lt', [turn.param, bound], BOOLEAN);
  if (facts.ends) more = test.apply('and', [more, test.apply('eq', [done.param, test.constant(0)], BOOLEAN)], BOOLEAN);
  if (!facts.isCounted && !facts.isSolved) {
    test.ops.push(...loop.test.ops);
    more = test.apply('and', [more, carriedBy(loop.test.end)[0]!], BOOLEAN);
  }
  const next = new RegionBuilder(values, loop.origin);
  const following = next.apply('add', [turn.param, next.constant(1)], NUMBER, 'turn');
  const broken = facts.ends ? next.constant(1) : undefined;
  const endsLoop = (op: Op): boolean => {
    const arm = directExit(op);
    const last = arm !== undefined && op.kind === 'if' ? op[arm].end : undefined;
    return last?.kind === 'break' && last.label === loop.label;
  };
  const region = (source: Region): Region => ({
    ...source,
    ops: source.ops.filter((op) => !(facts.isSolved && endsLoop(op))).map(withEnds),
    end: end(source.end),
  });
  const end = (of: Terminator): Terminator => {
    if ((of.kind !== 'continue' && of.kind !== 'break') || of.label !== loop.label) return of;
    const left = of.kind === 'break' ? broken! : done.param;
    return { ...of, values: [...of.values, following, ...(facts.ends ? [left] : [])] };
  };
  const withEnds = (op: Op): Op => {
    switch (op.kind) {
      case 'if':
        return { ...op, then: region(op.then), else: region(op.else) };
      case 'loop':
      case 'block':
        return { ...op, body: region(op.body) };
      default:
        return op;
    }
  };
  const body = region(loop.body);
  const { directives: _, ...plain } = loop;
  root.ops.push({
    ...plain,
    params: [...loop.params, ...extras.map(({ param: each }) => each)],
    initial: [...starts, ...starting],
    results: [...loop.results, ...extras.map(({ result }) => result)],
    test: test.end({ kind: 'yield', values: [more] }),
    body: { ...body, ops: [...next.ops, ...body.ops] },
  });
  const store = (object: ValueId, field: string, value: ValueId): void =>
    root.add({ kind: 'set', object, field, value });
  for (const cell of state) {
    const test = cell.kind === 'outer' ? isThere.get(cell.value) : undefined;
    if (cell.kind === 'carried') store(stateObject, cell.field, loop.results[cell.index]!);
    else if (test === undefined) store(stateObject, cell.field, cell.value);
    else {
      const number = values.value(NUMBER);
      either(test, number, cell.value, 0, root);
      store(stateObject, cell.field, number);
    }
  }
  store(countsObject, TURN, turn.result);
  if (facts.ends) store(countsObject, DONE, done.result);
  for (const { index, field } of counts) store(countsObject, field, asNumber(loop.results[index]!, root));

  const outlined: IrFunction = {
    key: as.key,
    name: as.name,
    params,
    results: [],
    body: root.end({ kind: 'return', values: [] }),
    values: values.values,
    origin: loop.origin ?? fn.origin,
  };
  return { fn: outlined, state, counts, ends: facts.ends, given };
}

/** `const result = test ? value : otherwise;` */
function either(
  test: ValueId,
  result: ValueId,
  value: ValueId,
  otherwise: number | undefined,
  into: RegionBuilder,
): void {
  const [then, other] = [into.nested(), into.nested()];
  into.add({
    kind: 'if',
    test,
    then: then.end({ kind: 'yield', values: [value] }),
    else: other.end({ kind: 'yield', values: [other.constant(otherwise)] }),
    results: [result],
  });
}

/** Of a value from outside that may be missing: the number, or 0, and whether it is there, as a number. */
export function apart(value: ValueId, into: RegionBuilder): { readonly number: ValueId; readonly there: ValueId } {
  const test = into.apply('ne', [value, into.constant(undefined)], BOOLEAN);
  const number = into.fn.value(NUMBER, into.fn.infoOf(value).name);
  either(test, number, value, 0, into);
  return { number, there: asNumber(test, into) };
}

/** A truth value as a number. */
export function asNumber(value: ValueId, into: RegionBuilder): ValueId {
  if (into.fn.typeOf(value).kind !== 'boolean') return value;
  return into.apply('select', [value, into.constant(1), into.constant(0)]);
}

/** What a loop's body, and its test unless that is left out, reads from around the loop. */
function readFromOutside(loop: LoopOp, bodyOnly: boolean): ReadonlySet<ValueId> {
  const own = new Set<ValueId>(loop.params);
  const read = new Set<ValueId>();
  for (const whole of bodyOnly ? [loop.body] : [loop.test, loop.body]) {
    for (const region of regionsWithin(whole)) {
      region.params.forEach((value) => own.add(value));
      carriedBy(region.end).forEach((value) => read.add(value));
    }
    for (const op of opsOf(whole)) {
      resultsOf(op).forEach((value) => own.add(value));
      if (op.kind === 'loop') op.params.forEach((value) => own.add(value));
      operandsOf(op).forEach((value) => read.add(value));
    }
  }
  return new Set([...read].filter((value) => !own.has(value)));
}
