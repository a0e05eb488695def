/** Operands, results and nested regions of every operation: listed here once, for every pass. */

import type { Label, Op, Region, Terminator, ValueId } from './types.js';

export function unreachable(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}

/** Values that an operation reads itself (not those that its nested regions read). */
export function operandsOf(op: Op): readonly ValueId[] {
  switch (op.kind) {
    case 'const':
    case 'block':
    case 'closure':
      return [];
    case 'apply':
      return op.args;
    case 'opaque':
      return [...op.args, ...op.variables.flatMap((v) => (v.initial === undefined ? [] : [v.initial]))];
    case 'alloc':
      switch (op.init.form) {
        case 'literal':
          return op.init.elements;
        case 'spread':
          return op.init.parts.map((part) => part.value);
        case 'sized':
          return [op.init.length];
        case 'filled':
          return [op.init.length, op.init.value];
        case 'copy':
        case 'shadow':
          return [op.init.of];
        case 'object':
          return [...op.init.fields.map((field) => field.value), ...(op.init.instance?.args ?? [])];
        default:
          return unreachable(op.init);
      }
    case 'load':
      return [op.array, op.index];
    case 'store':
      return [op.array, op.index, op.value];
    case 'length':
      return [op.array];
    case 'get':
      return [op.object];
    case 'set':
      return [op.object, op.value];
    case 'method':
      return [op.array, ...op.args];
    case 'call':
    case 'helper':
      return op.args;
    case 'if':
      return [op.test];
    case 'loop':
      return op.initial;
    case 'tapeStore':
      return [op.tape, op.cursor, op.value];
    case 'tapeLoad':
    case 'tapeSetTop':
      return [op.tape, op.cursor];
    case 'tapeReserve':
      return [op.tape, op.cursor, op.count];
    case 'tapeTop':
      return [op.tape];
    default:
      return unreachable(op);
  }
}

/** Values that an operation defines in the region that holds it. */
export function resultsOf(op: Op): readonly ValueId[] {
  switch (op.kind) {
    case 'const':
    case 'apply':
    case 'alloc':
    case 'load':
    case 'length':
    case 'get':
    case 'tapeLoad':
    case 'tapeTop':
    case 'closure':
      return [op.result];
    case 'method':
    case 'helper':
      return op.result === undefined ? [] : [op.result];
    case 'opaque':
      return [...op.results, ...op.variables.map((v) => v.result)];
    case 'call':
    case 'if':
    case 'loop':
    case 'block':
      return op.results;
    case 'store':
    case 'set':
    case 'tapeStore':
    case 'tapeReserve':
    case 'tapeSetTop':
      return [];
    default:
      return unreachable(op);
  }
}

export function regionsOf(op: Op): readonly Region[] {
  switch (op.kind) {
    case 'if':
      return [op.then, op.else];
    case 'loop':
      return [op.test, op.body];
    case 'block':
    case 'closure':
      return [op.body];
    default:
      return [];
  }
}

/** The operation with other regions nested in it; the very operation where it has none. */
export function withRegions<O extends Op>(op: O, change: (region: Region) => Region): O;
export function withRegions(op: Op, change: (region: Region) => Region): Op {
  switch (op.kind) {
    case 'if':
      return { ...op, then: change(op.then), else: change(op.else) };
    case 'loop':
      return { ...op, test: change(op.test), body: change(op.body) };
    case 'block':
    case 'closure':
      return { ...op, body: change(op.body) };
    default:
      return op;
  }
}

/** Values that a terminator carries. */
export function carriedBy(end: Terminator): readonly ValueId[] {
  return end.kind === 'throw' ? [end.value] : end.values;
}

/** Every operation of a region, nested ones included, in program order (an operation before what it contains). */
export function* opsOf(region: Region): Generator<Op> {
  // With a stack of its own: nested generators would cost their depth at every step.
  const waiting: Op[] = region.ops.toReversed();
  for (let op = waiting.pop(); op !== undefined; op = waiting.pop()) {
    yield op;
    const nested = regionsOf(op);
    for (let r = nested.length - 1; r >= 0; r--) {
      const { ops } = nested[r]!;
      for (let i = ops.length - 1; i >= 0; i--) waiting.push(ops[i]!);
    }
  }
}

/** A region and all regions nested in it, each before those inside. */
export function* regionsWithin(region: Region): Generator<Region> {
  const waiting = [region];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    yield at;
    for (let i = at.ops.length - 1; i >= 0; i--) waiting.push(...regionsOf(at.ops[i]!).toReversed());
  }
}

/** Whether control can reach the end of the region and go on behind it. */
export function fallsThrough(region: Region): boolean {
  return region.end.kind === 'yield';
}

/** One more than the largest label in use. */
export function labelCount(region: Region): number {
  let count = 0;
  for (const op of opsOf(region)) if (op.kind === 'loop' || op.kind === 'block') count = Math.max(count, op.label + 1);
  return count;
}

/** What to put in place of the values and labels of an operation or terminator. */
export type Substitution = {
  readonly operand: (value: ValueId) => ValueId;
  readonly result: (value: ValueId) => ValueId;
  readonly label: (label: Label) => Label;
};

/** The same operation over other values; nested regions are copied by `region`. */
export function substitute(op: Op, by: Substitution, region: (nested: Region) => Region): Op {
  const use = by.operand;
  const all = (values: readonly ValueId[]): readonly ValueId[] => values.map(use);
  switch (op.kind) {
    case 'const':
      return { ...op, result: by.result(op.result) };
    case 'apply': {
      const args = all(op.args);
      return { ...op, args, result: by.result(op.result) };
    }
    case 'opaque': {
      const args = all(op.args);
      const initials = op.variables.map((v) => (v.initial === undefined ? undefined : use(v.initial)));
      return {
        ...op,
        args,
        results: op.results.map(by.result),
        variables: op.variables.map((v, i) => ({ initial: initials[i], result: by.result(v.result) })),
      };
    }
    case 'alloc': {
      const init = substituteInit(op.init, use);
      return { ...op, init, result: by.result(op.result) };
    }
    case 'load': {
      const [array, index] = [use(op.array), use(op.index)];
      return { ...op, array, index, result: by.result(op.result) };
    }
    case 'store':
      return { ...op, array: use(op.array), index: use(op.index), value: use(op.value) };
    case 'length': {
      const array = use(op.array);
      return { ...op, array, result: by.result(op.result) };
    }
    case 'get': {
      const object = use(op.object);
      return { ...op, object, result: by.result(op.result) };
    }
    case 'set':
      return { ...op, object: use(op.object), value: use(op.value) };
    case 'method': {
      const [array, args] = [use(op.array), all(op.args)];
      return { ...op, array, args, result: op.result === undefined ? undefined : by.result(op.result) };
    }
    case 'call': {
      const args = all(op.args);
      return { ...op, args, results: op.results.map(by.result) };
    }
    case 'helper': {
      const args = all(op.args);
      return { ...op, args, result: op.result === undefined ? undefined : by.result(op.result) };
    }
    case 'if': {
      const test = use(op.test);
      const [then, otherwise] = [region(op.then), region(op.else)];
      return { ...op, test, then, else: otherwise, results: op.results.map(by.result) };
    }
    case 'loop': {
      const initial = all(op.initial);
      const label = by.label(op.label);
      const params = op.params.map(by.result);
      const [test, body] = [region(op.test), region(op.body)];
      return { ...op, label, initial, params, test, body, results: op.results.map(by.result) };
    }
    case 'block': {
      const label = by.label(op.label);
      const body = region(op.body);
      return { ...op, label, body, results: op.results.map(by.result) };
    }
    case 'closure': {
      const params = op.params.map((param) => ({ ...param, value: by.result(param.value) }));
      const body = region(op.body);
      return { ...op, params, body, result: by.result(op.result) };
    }
    case 'tapeStore':
      return { ...op, tape: use(op.tape), cursor: use(op.cursor), value: use(op.value) };
    case 'tapeLoad': {
      const [tape, cursor] = [use(op.tape), use(op.cursor)];
      return { ...op, tape, cursor, result: by.result(op.result) };
    }
    case 'tapeReserve':
      return { ...op, tape: use(op.tape), cursor: use(op.cursor), count: use(op.count) };
    case 'tapeTop': {
      const tape = use(op.tape);
      return { ...op, tape, result: by.result(op.result) };
    }
    case 'tapeSetTop':
      return { ...op, tape: use(op.tape), cursor: use(op.cursor) };
    default:
      return unreachable(op);
  }
}

type Init = Extract<Op, { kind: 'alloc' }>['init'];

function substituteInit(init: Init, use: (value: ValueId) => ValueId): Init {
  switch (init.form) {
    case 'literal':
      return { ...init, elements: init.elements.map(use) };
    case 'spread':
      return { ...init, parts: init.parts.map((part) => ({ ...part, value: use(part.value) })) };
    case 'sized':
      return { ...init, length: use(init.length) };
    case 'filled':
      return { ...init, length: use(init.length), value: use(init.value) };
    case 'copy':
    case 'shadow':
      return { ...init, of: use(init.of) };
    case 'object':
      return {
        ...init,
        fields: init.fields.map((field) => ({ ...field, value: use(field.value) })),
        ...(init.instance && { instance: { ...init.instance, args: init.instance.args?.map(use) } }),
      };
    default:
      return unreachable(init);
  }
}

export function substituteEnd(end: Terminator, by: Substitution): Terminator {
  switch (end.kind) {
    case 'throw':
      return { ...end, value: by.operand(end.value) };
    case 'break':
    case 'continue':
      return { ...end, label: by.label(end.label), values: end.values.map(by.operand) };
    default:
      return { ...end, values: end.values.map(by.operand) };
  }
}

/** A copy of a region in which values are looked up in, and added to, `map`. Unmapped operands stay as they are. */
export function cloneRegion(
  region: Region,
  map: Map<ValueId, ValueId>,
  fresh: (value: ValueId) => ValueId,
  labels: Map<Label, Label> = new Map(),
  freshLabel: (label: Label) => Label = (label) => label,
): Region {
  const by: Substitution = {
    operand: (value) => map.get(value) ?? value,
    result: (value) => {
      const copy = fresh(value);
      map.set(value, copy);
      return copy;
    },
    label: (label) => {
      let copy = labels.get(label);
      if (copy === undefined) labels.set(label, (copy = freshLabel(label)));
      return copy;
    },
  };
  const copy = (nested: Region): Region => ({
    params: nested.params.map(by.result),
    ops: nested.ops.map((op) => substitute(op, by, copy)),
    end: substituteEnd(nested.end, by),
  });
  return copy(region);
}
