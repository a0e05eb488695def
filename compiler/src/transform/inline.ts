/**
 * Puts the bodies of small functions in place of their calls, before differentiation: fewer values cross a call, and aliases are
 * seen more sharply. Recursive functions stay, and so does whatever refers to names of another file.
 */

import { FunctionBuilder } from '../ir/builder.js';
import { present } from '../ir/type-facts.js';
import type { CallOp, FunctionKey, IrFunction, Label, Op, Region, ValueId } from '../ir/types.js';
import { cloneRegion, labelCount, opsOf, regionsWithin, withRegions } from '../ir/walk.js';
import { sizeOf } from './simplify.js';

export type InlineLimits = {
  /** The largest callee, in operations. */
  readonly callee: number;
  /** The largest function that inlining may make. */
  readonly caller: number;
};

export const INLINE_LIMITS: InlineLimits = { callee: 60, caller: 2000 };

/** Callees come first, so that what is inlined has had its own calls inlined. */
export function inlineCalls(
  functions: ReadonlyMap<FunctionKey, IrFunction>,
  canName: (from: FunctionKey, callee: FunctionKey) => boolean,
  limits: InlineLimits = INLINE_LIMITS,
): Map<FunctionKey, IrFunction> {
  const recursive = findRecursive(functions);
  const done = new Map<FunctionKey, IrFunction>();
  const visit = (key: FunctionKey): void => {
    if (done.has(key)) return;
    const fn = functions.get(key)!;
    done.set(key, fn);
    for (const callee of calleesOf(fn)) if (functions.has(callee)) visit(callee);
    done.set(
      key,
      inlineInto(
        fn,
        (call) => {
          const callee = done.get(call.callee.key);
          if (callee === undefined || recursive.has(call.callee.key) || call.callee.companion !== 'primal')
            return undefined;
          if (sizeOf(callee.body) > limits.callee || !isMovable(callee, fn, canName)) return undefined;
          return callee;
        },
        limits,
      ),
    );
  };
  for (const key of functions.keys()) visit(key);
  return done;
}

function calleesOf(fn: IrFunction): FunctionKey[] {
  return [...opsOf(fn.body)].flatMap((op) => (op.kind === 'call' ? [op.callee.key] : []));
}

function findRecursive(functions: ReadonlyMap<FunctionKey, IrFunction>): ReadonlySet<FunctionKey> {
  const reaches = (from: FunctionKey): ReadonlySet<FunctionKey> => {
    const seen = new Set<FunctionKey>();
    const stack = [from];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const fn = functions.get(at);
      if (fn === undefined) continue;
      for (const callee of calleesOf(fn)) {
        if (seen.has(callee)) continue;
        seen.add(callee);
        stack.push(callee);
      }
    }
    return seen;
  };
  return new Set([...functions.keys()].filter((key) => reaches(key).has(key)));
}

/** Whether the body means the same in the caller's file. */
function isMovable(
  callee: IrFunction,
  caller: IrFunction,
  canName: (from: FunctionKey, callee: FunctionKey) => boolean,
): boolean {
  const sameFile = callee.origin.file === caller.origin.file;
  const variables = new Set(callee.params.flatMap(({ value, state }) => (state?.isVariable === true ? [value] : [])));
  for (const op of opsOf(callee.body)) {
    if (op.kind === 'opaque' && !sameFile) return false;
    if (op.kind === 'call' && !sameFile && !canName(caller.key, op.callee.key)) return false;
    // Only its own module may assign a variable.
    if (op.kind === 'set' && !sameFile && variables.has(op.object)) return false;
  }
  if (sameFile) return true;
  return [...callee.values.values()].every((info) => {
    const type = present(info.type);
    return type.kind !== 'opaque' && !(type.kind === 'object' && type.text !== undefined);
  });
}

function inlineInto(
  fn: IrFunction,
  bodyOf: (call: CallOp) => IrFunction | undefined,
  limits: InlineLimits,
): IrFunction {
  const builder = new FunctionBuilder({ values: fn.values, labels: labelCount(fn.body) });
  const replaced = new Map<ValueId, ValueId>();
  let size = sizeOf(fn.body);
  const region = (source: Region): Region => ({ ...source, ops: source.ops.flatMap(inlined) });
  const inlined = (op: Op): readonly Op[] => {
    if (op.kind !== 'call') return [withRegions(op, region)];
    const callee = bodyOf(op);
    if (callee === undefined) return [op];
    const grown = size + sizeOf(callee.body);
    if (grown > limits.caller) return [op];
    size = grown;
    return expand(op, callee);
  };
  const expand = (call: CallOp & Op, callee: IrFunction): readonly Op[] => {
    const map = new Map<ValueId, ValueId>(callee.params.map((param, i) => [param.value, call.args[i]!]));
    const labels = new Map<Label, Label>();
    const body = cloneRegion(
      callee.body,
      map,
      (value) => {
        const { type, name } = callee.values.get(value)!;
        return builder.value(type, name);
      },
      labels,
      () => builder.label(),
    );
    const returns = [...regionsWithin(body)].filter((inner) => inner.end.kind === 'return');
    if (returns.length === 1 && body.end.kind === 'return') {
      body.end.values.forEach((value, i) => {
        const result = call.results[i];
        if (result !== undefined) replaced.set(result, value);
      });
      return body.ops;
    }
    const label = builder.label();
    return [
      { kind: 'block', label, results: call.results, body: returnsAsBreaks(body, label, true), origin: call.origin },
    ];
  };
  const body = region(fn.body);
  const resolve = (value: ValueId): ValueId => {
    let at = value;
    for (let next = replaced.get(at); next !== undefined; next = replaced.get(at)) at = next;
    return at;
  };
  const map = new Map([...replaced.keys()].map((value) => [value, resolve(value)]));
  return { ...fn, body: cloneRegion(body, map, (value) => value), values: builder.values };
}

/** `return v` leaves the block instead; at the block's own end it falls out. */
function returnsAsBreaks(region: Region, label: Label, outermost: boolean): Region {
  const within = (op: Op): Op => {
    switch (op.kind) {
      case 'if':
        return { ...op, then: returnsAsBreaks(op.then, label, false), else: returnsAsBreaks(op.else, label, false) };
      case 'loop':
        return { ...op, body: returnsAsBreaks(op.body, label, false) };
      case 'block':
        return { ...op, body: returnsAsBreaks(op.body, label, false) };
      default:
        return op;
    }
  };
  const { end } = region;
  return {
    ...region,
    ops: region.ops.map(within),
    end:
      end.kind !== 'return'
        ? end
        : outermost
          ? { kind: 'yield', values: end.values }
          : { kind: 'break', label, values: end.values },
  };
}
