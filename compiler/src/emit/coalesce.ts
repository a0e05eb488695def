/**
 * Decides which values share one JavaScript variable, so that `h = Math.tanh(w * h + b)` comes out as a person writes it.
 * A loop's parameter, its first and next values and the loop's result share one where no two of them are alive at once with
 * different values; likewise the result of an `if` or block and what it yields.
 */

import type { ApplyOp, IrFunction, IrType, Op, Region, ValueId } from '../ir/types.js';
import { opsOf } from '../ir/walk.js';
import { analyseInterference, type Interference } from './liveness.js';
import { commonRegion, type Structure } from './structure.js';
import type { Variable } from './syntax.js';
import { typeText } from '../ir/type-text.js';

export type Shared = {
  readonly variable: Variable;
  readonly members: readonly ValueId[];
  readonly type: IrType;
  /** The region in which the variable is declared. */
  readonly home: Region;
};

export type Coalescing = {
  /** For every value whose variable may be assigned in several places. */
  readonly shared: ReadonlyMap<ValueId, Shared>;
  readonly refreshes: Interference['refreshes'];
};

/**
 * Two values that would best share a variable; the second becomes the first somewhere. `always`: a loop's parameter and result,
 * which never interfere, and of which the second is what the variable of the first holds in the end.
 */
type Affinity = { readonly to: ValueId; readonly from: ValueId; readonly rank: number; readonly always: boolean };

export function coalesce(structure: Structure, captured: ReadonlySet<ValueId>): Coalescing {
  const { fn, needed } = structure;
  const affinities = collectAffinities(structure);
  const candidates = new Set<ValueId>();
  for (const { to, from } of affinities) {
    candidates.add(to);
    if (!structure.constants.has(from)) candidates.add(from);
  }
  for (const value of variableValues(structure)) candidates.add(value);
  const { neighbours, refreshes } = analyseInterference(structure, candidates);

  const params = parameterTypes(fn);
  const groups = new Groups(structure, neighbours, captured, params);
  for (const { to, from, always } of affinities) {
    if (needed.has(to) && candidates.has(from)) groups.unite(to, from, always);
  }

  const shared = new Map<ValueId, Shared>();
  const variables = new Set(variableValues(structure));
  for (const members of groups.all()) {
    if (members.length === 1 && !variables.has(members[0]!)) continue;
    const home = members
      .map((value) => structure.regionOf.get(value)!)
      .reduce((a, b) => commonRegion(structure.places, a, b));
    const type = fn.values.get(members[0]!)!.type;
    const entry: Shared = { variable: variableFor(structure, members, type, params), members, type, home };
    for (const member of members) shared.set(member, entry);
  }
  return { shared, refreshes };
}

function variableFor(
  { fn }: Structure,
  members: readonly ValueId[],
  type: IrType,
  params: ReadonlyMap<ValueId, string>,
): Variable {
  const parameter = members.find((value) => params.has(value));
  const named = parameter ?? members.find((value) => fn.values.get(value)!.name !== undefined);
  const wish = named === undefined ? undefined : fn.values.get(named)!.name;
  return { wish: wish ?? 't', parameter: parameter !== undefined, type: typeText(type) };
}

/** What a function or closure is given, with the types in its header. */
function parameterTypes(fn: IrFunction): ReadonlyMap<ValueId, string> {
  const closures = [...opsOf(fn.body)].filter((op) => op.kind === 'closure');
  return new Map(
    [fn, ...closures].flatMap(({ params }) => params.map((param) => [param.value, param.typeText] as const)),
  );
}

/** Values that control flow assigns: they have a variable even if they share it with nobody. */
function* variableValues({ places, kept, needed }: Structure): Generator<ValueId> {
  for (const region of places.keys()) {
    for (const op of region.ops) {
      if (!kept.has(op)) continue;
      if (op.kind === 'loop') yield* op.params.filter((param) => needed.has(param));
      if (op.kind === 'if' || op.kind === 'loop' || op.kind === 'block')
        yield* op.results.filter((result) => needed.has(result));
      if (op.kind === 'opaque') yield* op.variables.map((variable) => variable.result);
    }
  }
}

function collectAffinities(structure: Structure): readonly Affinity[] {
  const { places, kept, targets, fn } = structure;
  const found: Affinity[] = [];
  const add = (to: readonly ValueId[], from: readonly ValueId[], group: number, depth: number): void => {
    to.forEach((dest, index) => {
      const source = from[index]!;
      const sameName = fn.values.get(dest)!.name === fn.values.get(source)!.name;
      found.push({ to: dest, from: source, rank: group * 1000 - depth * 2 - (sameName ? 1 : 0), always: group === 0 });
    });
  };
  const visitOp = (op: Op, depth: number): void => {
    if (op.kind === 'loop') {
      add(op.params, op.results, 0, depth);
      add(op.params, op.initial, 4, depth);
    }
    if (isStep(op, structure)) add([op.result], [op.args[0]!], 6, depth);
    if (op.kind === 'opaque') {
      for (const { initial, result } of op.variables) if (initial !== undefined) add([result], [initial], 1, depth);
    }
  };
  for (const [region, { owner, depth }] of places) {
    for (const op of region.ops) if (kept.has(op)) visitOp(op, depth);
    const { end } = region;
    if (end.kind === 'yield' && (owner?.kind === 'if' || owner?.kind === 'block'))
      add(owner.results, end.values, 3, depth);
    if (end.kind === 'break') add(targets.get(end.label)!.results, end.values, 5, depth);
    if (end.kind === 'continue') {
      const target = targets.get(end.label)!;
      if (target.kind === 'loop') add(target.params, end.values, 2, depth);
    }
  }
  return found.sort((a, b) => a.rank - b.rank);
}

/** `top + 1` that is called `top` again. */
function isStep(op: Op, { fn, constants }: Structure): op is Op & ApplyOp {
  if (op.kind !== 'apply' || (op.primitive !== 'add' && op.primitive !== 'sub') || !constants.has(op.args[1]!))
    return false;
  const name = fn.values.get(op.result)!.name;
  return name !== undefined && name === fn.values.get(op.args[0]!)!.name;
}

/** Groups of values that share a variable: union-find over the interference graph. */
class Groups {
  readonly #structure: Structure;
  readonly #captured: ReadonlySet<ValueId>;
  readonly #params: ReadonlyMap<ValueId, string>;
  readonly #leader = new Map<ValueId, ValueId>();
  readonly #members = new Map<ValueId, ValueId[]>();
  readonly #apart = new Map<ValueId, Set<ValueId>>();

  constructor(
    structure: Structure,
    neighbours: ReadonlyMap<ValueId, ReadonlySet<ValueId>>,
    captured: ReadonlySet<ValueId>,
    params: ReadonlyMap<ValueId, string>,
  ) {
    this.#structure = structure;
    this.#captured = captured;
    this.#params = params;
    for (const [value, others] of neighbours) {
      this.#leader.set(value, value);
      this.#members.set(value, [value]);
      this.#apart.set(value, new Set(others));
    }
  }

  all(): readonly (readonly ValueId[])[] {
    return [...this.#members.values()];
  }

  unite(a: ValueId, b: ValueId, always: boolean): void {
    const [x, y] = [this.#leader.get(a)!, this.#leader.get(b)!];
    if (x === y || this.#apart.get(x)!.has(y) || (!always && !this.#fit(x, y, b))) return;
    const [large, small] = this.#members.get(x)!.length >= this.#members.get(y)!.length ? [x, y] : [y, x];
    for (const other of this.#apart.get(small)!) {
      const back = this.#apart.get(other)!;
      back.delete(small);
      back.add(large);
      this.#apart.get(large)!.add(other);
    }
    for (const member of this.#members.get(small)!) this.#leader.set(member, large);
    // the members of the destination come first: their names are the ones to keep
    this.#members.set(large, [...this.#members.get(x)!, ...this.#members.get(y)!]);
    this.#members.delete(small);
    this.#apart.delete(small);
  }

  /** Whether one variable would do for both in type and name. `source` is the value that becomes a member of group `x`. */
  #fit(x: ValueId, y: ValueId, source: ValueId): boolean {
    const { fn, uses } = this.#structure;
    const [these, those] = [this.#members.get(x)!, this.#members.get(y)!];
    const members = [...these, ...those];
    if (members.some((value) => this.#captured.has(value))) return false;
    const texts = members.map((value) => typeText(fn.values.get(value)!.type));
    if (texts.some((text) => text !== texts[0])) return false;
    const names = (values: readonly ValueId[]): readonly string[] =>
      values.flatMap((value) => fn.values.get(value)!.name ?? []);
    const [hisName, herName] = [names(these)[0], names(those)[0]];
    const params = members.filter((value) => this.#params.has(value));
    if (params.length > 0) {
      if (params.length > 1 || hisName !== herName) return false;
      return this.#params.get(params[0]!) === texts[0] && ['number', 'boolean', 'string'].includes(texts[0]!);
    }
    if (hisName === undefined || herName === undefined || hisName === herName) return true;
    return those.length === 1 && (uses.get(source)?.length ?? 0) === 1;
  }
}
