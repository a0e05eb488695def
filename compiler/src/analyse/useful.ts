/** Useful: what a dependent depends on, followed backwards until nothing is added. */

import { hasTangent, isScalar } from '../ir/type-facts.js';
import type { CallOp, Op } from '../ir/types.js';
import { operandsOf, resultsOf } from '../ir/walk.js';
import { type ActivityState, isFollowed, type SummaryOf } from './activity-state.js';
import { addedClasses } from './class-fields.js';
import { ELEMENTS } from './memory.js';
import { readsDerivative } from './rules-facts.js';
import type { ValueFlows } from './value-flows.js';

/** @param exitContents whether what parameters hold at exit is a dependent, too */
export function spreadUseful(
  state: ActivityState,
  ops: readonly Op[],
  { flows, returned }: ValueFlows,
  exitContents: boolean,
  summaryOf: SummaryOf,
): void {
  const {
    fn,
    memory,
    typeOf,
    useful,
    usefulCells,
    fieldsOfClass,
    cellsWithin,
    oneCell,
    mark,
    carriesTangent,
    anyUseful,
    isUsefulCell,
    useCell,
    allocField,
    facts,
  } = state;
  /** Which arguments matter to what the callee gives back; with every argument varied, so that the answer stays the same. */
  const usefulArgs = (op: CallOp): readonly boolean[] => {
    const callee = facts.functions.get(op.callee.key);
    if (callee === undefined) return [];
    const full = callee.params.map((param) => (hasTangent(callee.values.get(param.value)!.type) ? '1' : '0')).join('');
    return summaryOf(op.callee.key, full).usefulParams;
  };

  for (const value of returned) {
    // Of type `any`, say, but returned as a number.
    const result = fn.results[0];
    if (isScalar(typeOf(value)) || (isFollowed(typeOf(value)) && result !== undefined && hasTangent(result)))
      useful.add(value);
    const id = memory.classOf(value);
    if (id !== undefined)
      for (const [c, f] of cellsWithin(id)) for (const [one, at] of oneCell(c, f)) usefulCells.add(one, at);
  }
  if (exitContents) {
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
      case 'helper':
        if (op.name !== 'accumulate') break;
        for (const [to, from] of addedClasses(memory, op.args[0]!, op.args[1]!)) {
          for (const field of fieldsOfClass.get(to) ?? []) {
            if (![...oneCell(to, field)].some(([c, f]) => usefulCells.has(c, f))) continue;
            for (const [c, f] of oneCell(from, field)) usefulCells.add(c, f);
          }
        }
        break;
      case 'call':
        if (!op.results.some(anyUseful) && !op.args.some((arg) => memory.classOf(arg) !== undefined && anyUseful(arg)))
          break;
        usefulArgs(op).forEach((needed, i) => {
          const arg = op.args[i];
          if (!needed || arg === undefined) return;
          if (isFollowed(typeOf(arg))) mark(useful, arg);
          const id = memory.classOf(arg);
          if (id !== undefined) for (const [c, f] of cellsWithin(id)) usefulCells.add(c, f);
        });
        break;
      default:
    }
  };
  do {
    state.changed = false;
    usefulCells.changed = false;
    for (const [from, to] of flows) if (useful.has(to) && carriesTangent(from)) mark(useful, from);
    for (let i = ops.length - 1; i >= 0; i--) pullUseful(ops[i]!);
  } while (state.changed || usefulCells.changed);
}
