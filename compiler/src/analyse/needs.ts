/** What the reversal of each operation reads of the forward sweep, in the order of the program. */

import { isReference } from '../ir/type-facts.js';
import type { ApplyOp, IrFunction, LoopOp, Op, Region, ValueId } from '../ir/types.js';
import { directExit } from '../ir/exits.js';
import type { Activity } from './activity.js';
import type { CarriedMemory } from './carried-memory.js';
import type { Places } from './places.js';
import type { Aux } from './reversed.js';
import { readsOf } from './rules-facts.js';
import type { Needed } from './sources.js';

export type Need =
  | { readonly kind: 'value'; readonly needed: Needed; readonly reader: Op }
  /** The number of the loop's turns. */
  | { readonly kind: 'turns'; readonly loop: LoopOp & Op };

export function findNeeds(
  fn: IrFunction,
  facts: {
    readonly activity: Activity;
    readonly aux: Aux;
    readonly places: Places;
    readonly isReversed: (op: Op) => boolean;
    /** Whether each turn is reversed as soon as it has run. */
    readonly isIndependent: (loop: LoopOp) => boolean;
    readonly isCheckpointed: (loop: LoopOp) => boolean;
    readonly watched: (loop: LoopOp & Op) => readonly CarriedMemory[];
  },
): readonly Need[] {
  const { activity, aux, places, isReversed } = facts;
  const found: Need[] = [];
  let reader!: Op;
  const typeOf = (value: ValueId) => fn.values.get(value)!.type;
  const need = (value: ValueId, ofShadow: boolean): void =>
    void found.push({ kind: 'value', needed: { value, shadow: ofShadow }, reader });
  const primal = (value: ValueId): void => need(value, false);
  const shadow = (value: ValueId): void => need(value, true);

  const readsOfApply = (op: ApplyOp): ReturnType<typeof readsOf> => {
    const literals = new Set(op.literals);
    return readsOf(op.primitive, op.args.map(activity.isActive), op.args.length, {
      literal: (i) => literals.has(i),
      literalValue: (i) => constantOf(op.args[i]!),
    });
  };
  const needsOfApply = (op: ApplyOp): void => {
    const reads = readsOfApply(op);
    for (const i of [...reads.args].sort((a, b) => a - b)) primal(op.args[i]!);
    if (reads.out) primal(op.result);
  };
  const constantOf = (value: ValueId): number | undefined => {
    const op = places.definition(value);
    return op?.kind === 'const' && typeof op.value === 'number' ? op.value : undefined;
  };
  const needsOf = (op: Op): void => {
    switch (op.kind) {
      case 'apply':
        needsOfApply(op);
        break;
      case 'load':
        shadow(op.array);
        primal(op.index);
        break;
      case 'get':
        shadow(op.object);
        break;
      case 'store':
        shadow(op.array);
        primal(op.index);
        if (aux.has(op)) shadow(aux.get(op)![0]!);
        break;
      case 'set':
        shadow(op.object);
        if (aux.has(op)) shadow(aux.get(op)![0]!);
        break;
      case 'alloc':
        shadow(op.result);
        if (op.init.form === 'copy' && activity.hasShadow(op.init.of)) shadow(op.init.of);
        break;
      case 'method': {
        shadow(op.array);
        if (op.name === 'set') {
          if (activity.hasShadow(op.args[0]!)) shadow(op.args[0]!);
          if (op.args[1] !== undefined) primal(op.args[1]);
        } else if (op.name === 'slice') {
          if (op.result !== undefined) shadow(op.result);
        }
        for (const value of aux.get(op) ?? []) primal(value);
        break;
      }
      case 'helper':
        if (op.name === 'accumulate') op.args.forEach(shadow);
        else if (op.name === 'shadows') shadow(op.result!);
        break;
      case 'call':
      case 'opaque':
        if (op.kind === 'call' && activity.callMask(op) !== undefined) break;
        for (const result of op.results) if (isReference(typeOf(result)) && activity.hasShadow(result)) shadow(result);
        break;
      case 'if': {
        const arm = directExit(op);
        const thrown = op.then.end.kind === 'throw' || op.else.end.kind === 'throw';
        if (arm === undefined ? !thrown : op[arm].end.kind === 'continue') primal(op.test);
        for (const region of [op.then, op.else]) if (region.end.kind !== 'throw') needsWithin(region);
        break;
      }
      case 'loop':
        if (facts.isCheckpointed(op)) break;
        if (!facts.isIndependent(op)) {
          found.push({ kind: 'turns', loop: op });
          for (const { behind, before } of facts.watched(op)) {
            shadow(behind);
            shadow(before);
          }
        }
        needsWithin(op.body);
        break;
      default:
    }
  };
  const needsWithin = (region: Region): void => {
    for (const op of region.ops) {
      if (!isReversed(op) && directExit(op) === undefined) continue;
      reader = op;
      needsOf(op);
    }
  };
  needsWithin(fn.body);
  return found;
}
