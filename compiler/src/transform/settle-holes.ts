/**
 * Settles what lowering has left open about holes in arrays.
 * Before: simplified primals. After: elements are asked for only where an array may have holes; joins that keep holes are written out.
 */

import { findSparse, type Sparse } from '../analyse/sparse.js';
import { FunctionBuilder, RegionBuilder } from '../ir/builder.js';
import { BOOLEAN, NUMBER, elementOf } from '../ir/type-facts.js';
import type { AllocOp, FunctionKey, IrFunction, Op, OpaqueOp, Refusal, Region, ValueId } from '../ir/types.js';
import { labelCount, opsOf, withRegions } from '../ir/walk.js';
import { countedLoop } from './prepare.js';

export type Settled = {
  readonly functions: ReadonlyMap<FunctionKey, IrFunction>;
  /** What cannot be done to arrays that may have holes. */
  readonly refusals: ReadonlyMap<FunctionKey, readonly Refusal[]>;
};

export function settleHoles(functions: ReadonlyMap<FunctionKey, IrFunction>): Settled {
  const isOpen = [...functions.values()].some((fn) => [...opsOf(fn.body)].some(isUnsettled));
  if (!isOpen) return { functions, refusals: new Map() };
  const sparse = findSparse(functions);
  const refusals = new Map<FunctionKey, Refusal[]>();
  const settled = new Map<FunctionKey, IrFunction>();
  for (const [key, fn] of functions) {
    const found: Refusal[] = [];
    settled.set(key, settle(fn, sparse, found));
    if (found.length > 0) refusals.set(key, found);
  }
  // Where nothing asks for elements, what has become of holes makes no difference.
  const asking = [...functions].flatMap(([key, fn]) => {
    const asks = (op: Op): boolean => op.kind === 'opaque' && op.holes === 'asked' && sparse(key, op.args[0]!);
    return [...opsOf(fn.body)].some(asks) ? [key] : [];
  });
  const near = connected(functions, asking);
  return { functions: settled, refusals: new Map([...refusals].filter(([key]) => near.has(key))) };
}

/** The functions that arrays of some may get to, or come from: by calls, or by what modules keep. */
function connected(
  functions: ReadonlyMap<FunctionKey, IrFunction>,
  from: readonly FunctionKey[],
): ReadonlySet<FunctionKey> {
  const neighbours = new Map<string, Set<string>>();
  const join = (a: string, b: string): void => {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const)
      neighbours.set(one, (neighbours.get(one) ?? new Set()).add(other));
  };
  for (const [key, fn] of functions) {
    if (fn.params.some(({ state }) => state !== undefined)) join(key, 'what modules keep');
    for (const op of opsOf(fn.body)) if (op.kind === 'call') join(key, op.callee.key);
  }
  const found = new Set<string>(from);
  for (const key of found) neighbours.get(key)?.forEach((each) => found.add(each));
  return found;
}

function isUnsettled(op: Op): boolean {
  if (op.kind === 'opaque') return op.holes !== undefined;
  return op.kind === 'alloc' && isMarked(op);
}

function isMarked({ init }: AllocOp): boolean {
  return (init.form === 'copy' && init.fillsHoles === true) || (init.form === 'spread' && init.keepsHoles === true);
}

function settle(fn: IrFunction, sparse: Sparse, refusals: Refusal[]): IrFunction {
  const values = new FunctionBuilder({ values: fn.values, labels: labelCount(fn.body) });
  const region = (of: Region): Region => {
    const into = new RegionBuilder(values);
    for (const op of of.ops) {
      into.origin = op.origin;
      if (op.kind === 'opaque' && op.holes !== undefined) settleText(op, into);
      else if (op.kind === 'alloc' && isMarked(op)) settleAlloc(op, into);
      else into.ops.push(withRegions(op, region));
    }
    return { ...of, ops: into.ops };
  };
  const settleText = (op: OpaqueOp & Op, into: RegionBuilder): void => {
    const { holes, ...plain } = op;
    if (holes === 'made') into.ops.push(plain);
    else if (sparse(fn.key, op.args[0]!)) {
      if (holes === 'asked') into.ops.push(plain);
      else refusals.push(op.refusal);
    } else if (holes === 'asked') into.add({ kind: 'const', result: op.results[0]!, value: true });
  };
  const settleAlloc = (op: AllocOp & Op, into: RegionBuilder): void => {
    const { init } = op;
    if (init.form === 'copy') {
      const keeps = sparse(fn.key, init.of);
      into.ops.push(keeps ? op : { ...op, init: { form: 'copy', of: init.of } });
    } else if (init.form === 'spread') {
      if (init.parts.some(({ spread, value }) => spread && sparse(fn.key, value))) join(op, init.parts, into);
      else into.ops.push({ ...op, init: { form: 'spread', parts: init.parts } });
    }
  };
  return { ...fn, body: region(fn.body), values: values.values };
}

/** `a.concat(b, x)`, where holes stay holes. */
function join(
  op: AllocOp & Op,
  parts: readonly { readonly spread: boolean; readonly value: ValueId }[],
  into: RegionBuilder,
): void {
  const values = into.fn;
  const array = op.result;
  const element = elementOf(values.typeOf(array)) ?? NUMBER;
  const lengthOf = (of: ValueId): ValueId =>
    into.emit(NUMBER, (result) => ({ kind: 'length', result, array: of }), 'length');
  into.add({ kind: 'alloc', result: array, init: { form: 'literal', elements: [] } });
  for (const { spread, value } of parts) {
    if (!spread) {
      into.add({ kind: 'method', result: undefined, name: 'push', array, args: [value] });
      continue;
    }
    const [start, count] = [lengthOf(array), lengthOf(value)];
    const end = into.apply('add', [start, count]);
    into.add({ kind: 'method', result: undefined, name: 'setLength', array, args: [end] });
    countedLoop(
      into,
      values,
      () => count,
      (body, index) => {
        const isThere = body.emit(BOOLEAN, (result) => ({ ...asks(op), results: [result], args: [value, index] }));
        const [then, otherwise] = [body.nested(), body.nested()];
        const to = then.apply('add', [start, index]);
        const item = then.emit(element, (result) => ({ kind: 'load', result, array: value, index, mayMiss: false }));
        then.add({ kind: 'store', array, index: to, value: item });
        body.add({
          kind: 'if',
          results: [],
          test: isThere,
          then: then.end({ kind: 'yield', values: [] }),
          else: otherwise.end({ kind: 'yield', values: [] }),
        });
      },
    );
  }
}

const asks = (op: Op): Omit<OpaqueOp, 'results' | 'args'> => ({
  kind: 'opaque',
  form: 'expression',
  template: [{ arg: 1 }, ' in ', { arg: 0 }],
  variables: [],
  effects: 'reads',
  writesArguments: false,
  refusal: { code: 1016, details: { name: 'in' }, origin: op.origin ?? { file: '', start: 0, end: 0 } },
});
