/** Varied: what depends on an independent, followed forwards until nothing is added. */

import { isScalar, mayBeOneObject } from '../ir/type-facts.js';
import type { Op } from '../ir/types.js';
import { resultsOf } from '../ir/walk.js';
import { type ActivityState, type Mask, type SummaryOf, isCallable, isFollowed } from './activity-state.js';
import { addedClasses } from './class-fields.js';
import { ELEMENTS } from './memory.js';
import { readsDerivative } from './rules-facts.js';
import type { ValueFlows } from './value-flows.js';

/** @param mask the parameters that are independents */
export function spreadVaried(
  state: ActivityState,
  ops: readonly Op[],
  { flows }: ValueFlows,
  mask: Mask,
  summaryOf: SummaryOf,
): void {
  const {
    fn,
    memory,
    typeOf,
    varied,
    variedCells,
    fieldsOfClass,
    cellsWithin,
    oneCell,
    classesBehind,
    mark,
    carriesTangent,
    anyVaried,
    storeInto,
    isVariedCell,
    allocField,
    maskOf,
  } = state;
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
        // Or have put it where the function itself finds it: `(point as any).x = x`.
        if (op.writesArguments)
          for (const arg of op.args)
            for (const id of classesBehind(arg))
              for (const f of fieldsOfClass.get(id) ?? []) for (const [c, at] of oneCell(id, f)) variedCells.add(c, at);
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
        if (isFollowed(typeOf(op.result)) && (varied.has(op.array) || isVariedCell(op.array, ELEMENTS)))
          mark(varied, op.result);
        break;
      case 'get':
        if (isFollowed(typeOf(op.result)) && (varied.has(op.object) || isVariedCell(op.object, op.field)))
          mark(varied, op.result);
        // What a function has captured, or finds in its object, no field tells.
        if (isCallable(typeOf(op.result)) && anyVaried(op.object)) mark(varied, op.result);
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
      case 'helper':
        if (op.name !== 'accumulate') break;
        for (const [to, from] of addedClasses(memory, op.args[0]!, op.args[1]!)) {
          for (const field of fieldsOfClass.get(from) ?? []) {
            if (variedCells.has(from, field)) for (const [c, f] of oneCell(to, field)) variedCells.add(c, f);
          }
        }
        break;
      case 'call': {
        const calleeMask = maskOf(op);
        if (!calleeMask.includes('1')) break;
        const summary = summaryOf(op.callee.key, calleeMask);
        const map = memory.instantiate(op);
        for (const result of op.results) {
          if (!summary.resultVaried) continue;
          if (isScalar(typeOf(result))) mark(varied, result);
          // The callee has it under a type that says nothing of its parts.
          const id = memory.classOf(result);
          if (id !== undefined) for (const [c, f] of cellsWithin(id)) variedCells.add(c, f);
        }
        for (const [theirs, field] of summary.variedCells) {
          const ours = map.get(theirs);
          if (ours !== undefined) for (const [c, f] of oneCell(ours, field)) variedCells.add(c, f);
        }
        for (const key of summary.variedOutside) {
          for (const [id, fields] of fieldsOfClass) {
            const isMet = memory.isExposed(id) && memory.keysOf(id).some((own) => mayBeOneObject(own, key));
            if (isMet) for (const field of fields) variedCells.add(id, field);
          }
        }
        break;
      }
      default:
    }
  };
  do {
    state.changed = false;
    variedCells.changed = false;
    for (const [from, to] of flows) if (varied.has(from) && carriesTangent(to)) mark(varied, to);
    for (const op of ops) pushVaried(op);
  } while (state.changed || variedCells.changed);
}
