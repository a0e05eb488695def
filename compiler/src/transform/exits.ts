/**
 * Gives control flow the shape that can be run backwards.
 *
 * Before: exits (`break`, `continue`, `return`) stand anywhere.
 * After: a function returns at its end only; blocks are gone; an `if` completes normally, or it stands directly in a loop body
 * and has one arm that ends that turn of that loop (a *direct exit*); arms that throw may stand anywhere, since nothing behind a
 * throw is ever reversed. What used to leave several constructs at once carries a code and the values of its target:
 * the code in the flag style of structured programming (Böhm and Jacopini 1966), the rest nested into the arm that goes on.
 */

import { RegionBuilder, FunctionBuilder } from '../ir/builder.js';
import { directExit, leaves } from '../ir/exits.js';
import { present } from '../ir/type-facts.js';
import type { BlockOp, IfOp, IrFunction, IrType, LoopOp, Op, Region, Terminator, ValueId } from '../ir/types.js';
import { carriedBy, cloneRegion, labelCount } from '../ir/walk.js';

/** Where an exit goes: a loop's next turn, out of a loop or block, or out of the function. */
type Exit = Extract<Terminator, { kind: 'break' | 'continue' | 'return' }>;
/** Operations in place of one; `end` when control never gets past them. */
type Made = { readonly ops: readonly Op[]; readonly end?: Terminator };
type Target = {
  readonly id: string;
  readonly end: (values: readonly ValueId[]) => Exit;
  readonly types: readonly IrType[];
};

export function structureExits(fn: IrFunction): IrFunction {
  const builder = new FunctionBuilder({ values: fn.values, labels: labelCount(fn.body) });
  const pass = new ExitPass(builder, fn);
  const body = pass.functionBody(fn.body);
  return { ...fn, body: renamed(body, pass.replaced), values: builder.values };
}

const NOTHING: Region = { params: [], ops: [], end: { kind: 'yield', values: [] } };
const thrown = (end: Terminator): Region => ({ params: [], ops: [], end });

class ExitPass {
  readonly #builder: FunctionBuilder;
  readonly #fn: IrFunction;
  /** Results of an `if` whose other arm left: the values that the remaining arm yielded. */
  readonly replaced = new Map<ValueId, ValueId>();

  constructor(builder: FunctionBuilder, fn: IrFunction) {
    this.#builder = builder;
    this.#fn = fn;
  }

  functionBody(body: Region): Region {
    const flat = this.#region(body);
    if (!flat.ops.some((op) => directExit(op) !== undefined)) return flat;
    const { ops, yields } = this.#nest(flat.ops, flat.end, this.#fn.results, (end, into) =>
      end.kind === 'return' ? end.values : this.#dummies(this.#fn.results, into),
    );
    return { params: [], ops, end: { kind: 'return', values: yields } };
  }

  /** Makes every operation of a region completing, up to direct exits of the region itself. */
  #region(region: Region): Region {
    const ops: Op[] = [];
    for (const op of region.ops) {
      const made = this.#op(op);
      ops.push(...made.ops);
      if (made.end !== undefined) return { params: region.params, ops, end: made.end };
    }
    return { params: region.params, ops, end: region.end };
  }

  #op(op: Op): Made {
    switch (op.kind) {
      case 'if':
        return this.#if(op);
      case 'block':
        return this.#block(op);
      case 'loop':
        return this.#loop(op);
      default:
        return { ops: [op] };
    }
  }

  #if(op: IfOp & Op): Made {
    const then = this.#region(op.then);
    const otherwise = this.#region(op.else);
    const [thenLeaves, elseLeaves] = [leaves(then), leaves(otherwise)];
    const thenDirect = then.ops.some((o) => directExit(o) !== undefined);
    const elseDirect = otherwise.ops.some((o) => directExit(o) !== undefined);
    if (thenLeaves && !thenDirect) return this.#splice({ ...op, then, else: otherwise }, 'then', otherwise);
    if (elseLeaves && !elseDirect) return this.#splice({ ...op, then, else: otherwise }, 'else', then);
    if (!thenDirect && !elseDirect && !thenLeaves && !elseLeaves) return { ops: [{ ...op, then, else: otherwise }] };
    return this.#coded(op, [then, otherwise], (arms, results) => ({ ...op, then: arms[0]!, else: arms[1]!, results }));
  }

  /** `if (c) exit; <the other arm>`: the other arm moves out, its yields stand for the results. */
  #splice(op: IfOp & Op, exiting: 'then' | 'else', other: Region): Made {
    const guard: Op =
      exiting === 'then' ? { ...op, else: NOTHING, results: [] } : { ...op, then: NOTHING, results: [] };
    const ops = [guard, ...other.ops];
    if (other.end.kind !== 'yield') return { ops, end: other.end };
    other.end.values.forEach((value, i) => this.replaced.set(op.results[i]!, value));
    return { ops };
  }

  #block(op: BlockOp & Op): Made {
    const body = this.#region(op.body);
    const target: Target = {
      id: `break ${op.label}`,
      end: (values) => ({ kind: 'break', label: op.label, values }),
      types: op.results.map((r) => this.#builder.typeOf(r)),
    };
    const others = this.#targetsOf([body]).filter((t) => t.id !== target.id);
    if (others.length === 0) {
      const { ops, yields } = this.#nest(body.ops, body.end, target.types, (end, into) =>
        end.kind === 'throw' ? this.#dummies(target.types, into) : end.values,
      );
      yields.forEach((value, i) => this.replaced.set(op.results[i]!, value));
      return { ops };
    }
    const { ops, yields, code, carried } = this.#nestCoded(body, target.types, others, target.id);
    yields.forEach((value, i) => this.replaced.set(op.results[i]!, value));
    return { ops: [...ops, ...this.#dispatch(others, code, carried, op.origin)] };
  }

  /** Exits beyond the loop become breaks with a code; behind the loop the code is looked at. */
  #loop(op: LoopOp & Op): Made {
    const body = this.#region(op.body);
    const mine = new Set([`break ${op.label}`, `continue ${op.label}`]);
    const others = this.#targetsOf([body]).filter((t) => !mine.has(t.id));
    if (others.length === 0) return { ops: [{ ...op, body }] };

    const before = new RegionBuilder(this.#builder, op.origin);
    const carriedTypes = others.flatMap((t) => t.types);
    const codeInitial = before.constant(0);
    const initial = [codeInitial, ...carriedTypes.map((type) => this.#dummy(type, before))];
    const extra = (name?: string): ValueId[] => [
      this.#builder.value({ kind: 'number' }, name),
      ...carriedTypes.map((type) => this.#builder.value(type)),
    ];
    const params = extra('exit');
    const results = extra('exit');
    const loopResults = op.results;

    const rewriteEnd = (end: Terminator, into: Op[]): Terminator => {
      if (end.kind === 'throw' || end.kind === 'yield') return end;
      const id = exitId(end);
      if (mine.has(id)) {
        // A turn that goes on, or the loop's own break: no code. The carried values stay what they are.
        return { ...end, values: [...end.values, ...params] } as Terminator;
      }
      const at = others.findIndex((t) => t.id === id);
      const builder = new RegionBuilder(this.#builder, op.origin);
      const code = builder.constant(at + 1);
      const own = loopResults.map((r) => this.#dummy(this.#builder.typeOf(r), builder));
      const carried = others.flatMap((t, i) =>
        i === at ? end.values : t.types.map((type) => this.#dummy(type, builder)),
      );
      into.push(...builder.ops);
      return { kind: 'break', label: op.label, values: [...own, code, ...carried] };
    };
    const ops = body.ops.map((inner) => {
      const arm = directExit(inner);
      if (arm === undefined || inner.kind !== 'if') return inner;
      const region = inner[arm];
      const armOps = [...region.ops];
      const end = rewriteEnd(region.end, armOps);
      return { ...inner, [arm]: { ...region, ops: armOps, end } };
    });
    const tail = [...ops];
    const end = rewriteEnd(body.end, tail);
    const test = op.test;
    const loop: Op = {
      ...op,
      params: [...op.params, ...params],
      initial: [...op.initial, ...initial],
      results: [...op.results, ...results],
      test,
      body: { ...body, ops: tail, end },
    };
    return { ops: [...before.ops, loop, ...this.#dispatch(others, results[0]!, results.slice(1), op.origin)] };
  }

  /** Arms that may or may not leave: they yield a code, and the exits follow behind as direct ones. */
  #coded(
    op: IfOp & Op,
    arms: readonly Region[],
    rebuild: (arms: readonly Region[], results: readonly ValueId[]) => Op,
  ): Made {
    const types = op.results.map((r) => this.#builder.typeOf(r));
    const others = this.#targetsOf(arms);
    const flat = arms.map((arm) => {
      const { ops, yields, code, carried } = this.#nestCoded(arm, types, others, 'yield');
      return { params: [], ops, end: { kind: 'yield' as const, values: [...yields, code, ...carried] } };
    });
    const code = this.#builder.value({ kind: 'number' }, 'exit');
    const carried = others.flatMap((t) => t.types.map((type) => this.#builder.value(type)));
    const made = rebuild(flat, [...op.results, code, ...carried]);
    return { ops: [made, ...this.#dispatch(others, code, carried, op.origin)] };
  }

  /** Nests a region whose exits go to several places: every path yields results, a code and the values of all targets. */
  #nestCoded(
    region: Region,
    types: readonly IrType[],
    others: readonly Target[],
    ownId: string,
  ): { ops: readonly Op[]; yields: readonly ValueId[]; code: ValueId; carried: readonly ValueId[] } {
    const carriedTypes = others.flatMap((t) => t.types);
    const all: IrType[] = [...types, { kind: 'number' }, ...carriedTypes];
    const { ops, yields } = this.#nest(region.ops, region.end, all, (end, into) => {
      const at = end.kind === 'throw' || end.kind === 'yield' ? -1 : others.findIndex((t) => t.id === exitId(end));
      const completes = end.kind === 'yield' || (end.kind !== 'throw' && exitId(end) === ownId);
      const own = completes ? carriedBy(end) : this.#dummies(types, into);
      const code = into.constant(at + 1);
      const carried = others.flatMap((t, i) =>
        i === at ? carriedBy(end) : t.types.map((type) => this.#dummy(type, into)),
      );
      return [...own, code, ...carried];
    });
    return {
      ops,
      yields: yields.slice(0, types.length),
      code: yields[types.length]!,
      carried: yields.slice(types.length + 1),
    };
  }

  #dispatch(
    targets: readonly Target[],
    code: ValueId,
    carried: readonly ValueId[],
    origin: Op['origin'],
  ): readonly Op[] {
    const ops: Op[] = [];
    let from = 0;
    targets.forEach((target, i) => {
      const builder = new RegionBuilder(this.#builder, origin);
      const test = builder.apply('eq', [code, builder.constant(i + 1)], { kind: 'boolean' });
      const values = carried.slice(from, from + target.types.length);
      from += target.types.length;
      ops.push(...builder.ops, {
        kind: 'if',
        origin,
        test,
        then: { params: [], ops: [], end: target.end(values) },
        else: NOTHING,
        results: [],
      });
    });
    return ops;
  }

  /**
   * Moves what stands behind each direct exit into the arm that goes on, so that every path ends in one place.
   * `leaf` says what a path that ends in the given way yields; it may add operations for that.
   */
  #nest(
    ops: readonly Op[],
    end: Terminator,
    types: readonly IrType[],
    leaf: (end: Terminator, into: RegionBuilder) => readonly ValueId[],
  ): { ops: readonly Op[]; yields: readonly ValueId[] } {
    const at = ops.findIndex((op) => directExit(op) !== undefined);
    if (at < 0) {
      const into = new RegionBuilder(this.#builder, ops.at(-1)?.origin);
      if (end.kind === 'throw')
        into.add({ kind: 'if', test: into.constant(true), results: [], then: thrown(end), else: NOTHING });
      const yields = leaf(end, into);
      return { ops: [...ops, ...into.ops], yields };
    }
    const op = ops[at] as IfOp & Op;
    const arm = directExit(op)!;
    const exiting = op[arm];
    const into = new RegionBuilder(this.#builder, op.origin);
    const exitYields = leaf(exiting.end, into);
    const exitRegion: Region = {
      params: [],
      ops: [...exiting.ops, ...into.ops],
      end: { kind: 'yield', values: exitYields },
    };
    const rest = this.#nest([...op[arm === 'then' ? 'else' : 'then'].ops, ...ops.slice(at + 1)], end, types, leaf);
    const restRegion: Region = { params: [], ops: rest.ops, end: { kind: 'yield', values: rest.yields } };
    const results = types.map((type, i) => {
      const names = [exitYields[i], rest.yields[i]].map((v) =>
        v === undefined ? undefined : this.#builder.infoOf(v).name,
      );
      return this.#builder.value(type, names[1] ?? names[0]);
    });
    const nested: Op = {
      ...op,
      results,
      then: arm === 'then' ? exitRegion : restRegion,
      else: arm === 'then' ? restRegion : exitRegion,
    };
    return { ops: [...ops.slice(0, at), nested], yields: results };
  }

  #targetsOf(regions: readonly Region[]): Target[] {
    const found = new Map<string, Target>();
    const see = (end: Terminator): void => {
      if (end.kind === 'yield' || end.kind === 'throw') return;
      const id = exitId(end);
      if (found.has(id)) return;
      found.set(id, {
        id,
        end: (values) => ({ ...end, values }),
        types: end.values.map((value) => this.#builder.typeOf(value)),
      });
    };
    for (const region of regions) {
      for (const op of region.ops) {
        const arm = directExit(op);
        if (arm !== undefined && op.kind === 'if') see(op[arm].end);
      }
      see(region.end);
    }
    // A target's values are typed by what it expects, not by what one exit happens to carry.
    return [...found.values()].map((t) => (t.id === 'return' ? { ...t, types: this.#fn.results } : t));
  }

  #dummies(types: readonly IrType[], into: RegionBuilder): readonly ValueId[] {
    return types.map((type) => this.#dummy(type, into));
  }

  /** A value for a path on which nobody looks at it. */
  #dummy(type: IrType, into: RegionBuilder): ValueId {
    switch (present(type).kind) {
      case 'number':
        return into.constant(0);
      case 'boolean':
        return into.constant(false);
      default:
        return into.emit(type, (result) => ({ kind: 'const', result, value: undefined, text: 'undefined!' }));
    }
  }
}

function exitId(end: Exit | Terminator): string {
  return end.kind === 'break' || end.kind === 'continue' ? `${end.kind} ${end.label}` : end.kind;
}

/** Applies a renaming of values, chains resolved. */
function renamed(region: Region, replaced: ReadonlyMap<ValueId, ValueId>): Region {
  const resolve = (value: ValueId): ValueId => {
    let at = value;
    for (let next = replaced.get(at); next !== undefined; next = replaced.get(at)) at = next;
    return at;
  };
  const map = new Map([...replaced.keys()].map((from) => [from, resolve(from)]));
  return cloneRegion(region, map, (value) => value);
}
