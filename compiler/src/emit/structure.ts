/** What emission needs to know of a function as a whole: its tree of regions, its edges, and which values are used where. */

import type { IrFunction, IrType, Label, Op, OpOf, Region, ValueId } from '../ir/types.js';
import { operandsOf, opsOf, regionsOf, resultsOf } from '../ir/walk.js';
import { opEffects } from './effects.js';
import { countUses, fuseChanges, operandsRead, type Fusion } from './fuse.js';
import { NOWHERE } from './reach.js';

export type Place = { readonly parent: Region | undefined; readonly owner: Op | undefined; readonly depth: number };

export type Use = { readonly region: Region; readonly user: Op | 'end' };

export type Structure = {
  readonly fn: IrFunction;
  readonly places: ReadonlyMap<Region, Place>;
  /** Values that the emitted code must compute. */
  readonly needed: ReadonlySet<ValueId>;
  /** Operations that are emitted: those with an effect, and those with a needed result. */
  readonly kept: ReadonlySet<Op>;
  readonly uses: ReadonlyMap<ValueId, readonly Use[]>;
  readonly constants: ReadonlyMap<ValueId, OpOf<'const'>>;
  readonly targets: ReadonlyMap<Label, LoopOrBlock>;
  /** Elements that were read where there may be none, whatever their type says. */
  readonly doubtful: ReadonlySet<ValueId>;
  /** Elements and fields that are changed in place. */
  readonly fused: Fusion;
  /** The region in which the variable of a value is first assigned (for a loop's parameter: the one that holds the loop). */
  readonly regionOf: ReadonlyMap<ValueId, Region>;
};

export type LoopOrBlock = OpOf<'loop'> | OpOf<'block'>;

/** A value that becomes another one where control goes from region to region. */
type Edge = { readonly from: ValueId; readonly to: ValueId; readonly use: Use };

export function analyseStructure(fn: IrFunction): Structure {
  const places = new Map<Region, Place>();
  const constants = new Map<ValueId, OpOf<'const'>>();
  const targets = new Map<Label, LoopOrBlock>();
  const regionOf = new Map<ValueId, Region>();
  const definedBy = new Map<ValueId, Op>();
  const visit = (region: Region, place: Place): void => {
    places.set(region, place);
    for (const op of region.ops) {
      for (const value of resultsOf(op)) {
        regionOf.set(value, region);
        definedBy.set(value, op);
      }
      if (op.kind === 'const') constants.set(op.result, op);
      if (op.kind === 'loop') for (const value of op.params) regionOf.set(value, region);
      if (op.kind === 'closure') for (const param of op.params) regionOf.set(param.value, op.body);
      if (op.kind === 'loop' || op.kind === 'block') targets.set(op.label, op);
      for (const nested of regionsOf(op)) visit(nested, { parent: region, owner: op, depth: place.depth + 1 });
    }
  };
  visit(fn.body, { parent: undefined, owner: undefined, depth: 0 });
  for (const param of fn.params) regionOf.set(param.value, fn.body);

  const edges = [...places].flatMap(([region, place]) => edgesOf(region, place, targets));
  const { needed, kept } = findNeeded(fn, places, definedBy, edges);
  const fused = fuseChanges(fn, places.keys(), kept, countUses(fn.body));
  const doubtful = new Set([...opsOf(fn.body)].flatMap((op) => (op.kind === 'load' && op.mayMiss ? [op.result] : [])));
  return {
    fn,
    doubtful,
    places,
    needed,
    kept,
    fused,
    uses: findUses(fn.body, places, needed, kept, edges, fused),
    constants,
    targets,
    regionOf,
  };
}

/** The innermost region that contains both. */
export function commonRegion(places: ReadonlyMap<Region, Place>, a: Region, b: Region): Region {
  let [x, y] = [a, b];
  while (x !== y) {
    const [atX, atY] = [places.get(x)!, places.get(y)!];
    if (atX.depth >= atY.depth) x = atX.parent!;
    else y = atY.parent!;
  }
  return x;
}

export function isWithin(places: ReadonlyMap<Region, Place>, region: Region, owner: Op): boolean {
  for (let place = places.get(region); place?.owner !== undefined; place = places.get(place.parent!)) {
    if (place.owner === owner) return true;
  }
  return false;
}

function edgesOf(region: Region, place: Place, targets: ReadonlyMap<Label, LoopOrBlock>): Edge[] {
  const atEnd: Use = { region, user: 'end' };
  const pairs = (from: readonly ValueId[], to: readonly ValueId[], use: Use): Edge[] =>
    to.map((dest, index) => ({ from: from[index]!, to: dest, use }));
  const edges = region.ops.flatMap((op) => {
    if (op.kind !== 'loop') return [];
    return [
      ...pairs(op.initial, op.params, { region, user: op }),
      ...pairs(op.params, op.results, { region: op.test, user: 'end' }),
    ];
  });
  const { end } = region;
  if (end.kind === 'yield' && (place.owner?.kind === 'if' || place.owner?.kind === 'block')) {
    edges.push(...pairs(end.values, place.owner.results, atEnd));
  } else if (end.kind === 'break' || end.kind === 'continue') {
    const target = targets.get(end.label)!;
    edges.push(
      ...pairs(end.values, end.kind === 'continue' && target.kind === 'loop' ? target.params : target.results, atEnd),
    );
  }
  return edges;
}

function findNeeded(
  fn: IrFunction,
  places: ReadonlyMap<Region, Place>,
  definedBy: ReadonlyMap<ValueId, Op>,
  edges: readonly Edge[],
): { needed: Set<ValueId>; kept: Set<Op> } {
  const typeOf = (value: ValueId): IrType => fn.values.get(value)!.type;
  const needed = new Set<ValueId>();
  const kept = new Set<Op>();
  const exits = new Map<Label, Region[]>();
  for (const region of places.keys()) {
    const { end } = region;
    if (end.kind === 'break' || end.kind === 'continue')
      exits.set(end.label, [...(exits.get(end.label) ?? []), region]);
  }
  const sources = new Map<ValueId, ValueId[]>();
  for (const { from, to } of edges) sources.set(to, [...(sources.get(to) ?? []), from]);
  const work: ValueId[] = [];
  const need = (values: readonly ValueId[]): void => {
    for (const value of values) {
      if (needed.has(value)) continue;
      needed.add(value);
      work.push(value);
    }
  };
  const keep = (op: Op): void => {
    if (kept.has(op)) return;
    kept.add(op);
    if (op.kind !== 'loop') need(operandsOf(op));
    if (op.kind === 'loop' && op.test.end.kind === 'yield') need(op.test.end.values);
    if (op.kind === 'closure') findRoots(op.body);
    if (op.kind === 'loop' || op.kind === 'block') exits.get(op.label)?.forEach(keepOwners);
  };
  const keepOwners = (region: Region): void => {
    for (let place = places.get(region)!; place.owner !== undefined; place = places.get(place.parent!)!)
      keep(place.owner);
  };
  const findRoots = (region: Region): void => {
    for (const op of region.ops) {
      const nested = regionsOf(op);
      if (op.kind === 'loop' || (nested.length === 0 && opEffects(op, typeOf).writes.size > 0)) {
        keep(op);
        keepOwners(region);
      }
      if (op.kind !== 'closure') nested.forEach(findRoots);
    }
    const { end } = region;
    if (end.kind === 'return') need(end.values);
    if (end.kind === 'throw') need([end.value]);
    if ((end.kind === 'return' || end.kind === 'throw') && end !== NOWHERE) keepOwners(region);
  };
  findRoots(fn.body);
  for (let value = work.pop(); value !== undefined; value = work.pop()) {
    need(sources.get(value) ?? []);
    const op = definedBy.get(value);
    if (op !== undefined) keep(op);
  }
  return { needed, kept };
}

function findUses(
  body: Region,
  places: ReadonlyMap<Region, Place>,
  needed: ReadonlySet<ValueId>,
  kept: ReadonlySet<Op>,
  edges: readonly Edge[],
  fused: Fusion,
): Map<ValueId, Use[]> {
  const uses = new Map<ValueId, Use[]>();
  const emitted = new Set<Region>();
  const add = (value: ValueId, use: Use): void => {
    const list = uses.get(value);
    if (list === undefined) uses.set(value, [use]);
    else list.push(use);
  };
  const visit = (region: Region): void => {
    emitted.add(region);
    for (const op of region.ops) {
      if (!kept.has(op)) continue;
      if (op.kind !== 'loop') for (const value of operandsRead(op, fused)) add(value, { region, user: op });
      regionsOf(op).forEach(visit);
    }
    const { end } = region;
    const use: Use = { region, user: 'end' };
    const isTest = end.kind === 'yield' && places.get(region)!.owner?.kind === 'loop';
    if (end.kind === 'return' || isTest) for (const value of end.values) add(value, use);
    if (end.kind === 'throw') add(end.value, use);
  };
  visit(body);
  for (const { from, to, use } of edges) if (needed.has(to) && emitted.has(use.region)) add(from, use);
  return uses;
}
