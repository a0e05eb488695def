/** Makes random programs with every kind of control flow, small enough to run and large enough to be wrong. */

import { FunctionBuilder, RegionBuilder } from '../ir/builder.js';
import { BOOLEAN, NUMBER, TAPE } from '../ir/type-facts.js';
import type { IrFunction, IrType, Label, Region, Terminator, ValueId } from '../ir/types.js';

export type Random = () => number;

/** A small generator of even quality (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const LIST: IrType = { kind: 'array', storage: 'Array', element: NUMBER, fixedLength: undefined };
const PAIR: IrType = {
  kind: 'object',
  fields: new Map([
    ['p', NUMBER],
    ['q', NUMBER],
  ]),
  tuple: false,
  text: '{ p: number; q: number }',
};
const FUNCTION: IrType = { kind: 'opaque', text: '(x: number) => number' };
export const LIST_LENGTH = 4;
const origin = { file: 'random.ts', start: 0, end: 0 };

/** What can be seen and left from a place in the program. */
type Scope = {
  readonly numbers: readonly ValueId[];
  readonly booleans: readonly ValueId[];
  readonly targets: readonly Target[];
  /** How many values a `return` carries. */
  readonly returns: number;
  readonly depth: number;
};
/** `counter`: of a loop, which must go up in every turn. */
type Target = {
  readonly label: Label;
  readonly count: number;
  readonly counter: { readonly position: number; readonly value: ValueId } | undefined;
};

export function randomProgram(random: Random): IrFunction {
  const fn = new FunctionBuilder();
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const chance = (probability: number): boolean => random() < probability;
  const maybeName = (): string | undefined => (chance(0.4) ? pick(['a', 'b', 'x', 's']) : undefined);
  const params = ['a', 'b', 'n'].map((name) => fn.value(NUMBER, name));
  const list = fn.value(LIST, 'list');
  const pair = fn.value(PAIR, 'pair');
  const tape = fn.value(TAPE, 'tape');

  const number = (r: RegionBuilder, scope: Scope): ValueId =>
    chance(0.12) ? r.constant(Math.floor(random() * 5) - 2) : pick(scope.numbers);
  const index = (r: RegionBuilder, scope: Scope): ValueId => {
    if (chance(0.6)) return r.constant(Math.floor(random() * LIST_LENGTH));
    const masked = r.apply('bitAnd', [pick(scope.numbers), r.constant(LIST_LENGTH - 1)]);
    return masked;
  };
  const test = (r: RegionBuilder, scope: Scope): ValueId => {
    if (scope.booleans.length > 0 && chance(0.2)) return pick(scope.booleans);
    return r.apply(pick(['lt', 'ge', 'eq', 'ne']), [number(r, scope), number(r, scope)], BOOLEAN);
  };
  const several = (r: RegionBuilder, scope: Scope, count: number): ValueId[] =>
    Array.from({ length: count }, () => number(r, scope));

  const operation = (r: RegionBuilder, scope: Scope): Scope => {
    const withNumber = (value: ValueId): Scope => ({ ...scope, numbers: [...scope.numbers, value] });
    const kind = random();
    if (kind < 0.42) {
      const primitive = pick(['add', 'sub', 'mul', 'add', 'neg', 'min', 'select']);
      const wrap = (value: ValueId): ValueId =>
        primitive === 'mul' ? r.apply('mod', [value, r.constant(1009)]) : value;
      const args =
        primitive === 'neg'
          ? several(r, scope, 1)
          : primitive === 'select'
            ? [test(r, scope), ...several(r, scope, 2)]
            : several(r, scope, 2);
      return withNumber(wrap(r.apply(primitive, args, NUMBER, maybeName())));
    }
    if (kind < 0.47) return { ...scope, booleans: [...scope.booleans, test(r, scope)] };
    if (kind < 0.55)
      return withNumber(
        r.emit(
          NUMBER,
          (result) => ({ kind: 'load', result, array: list, index: index(r, scope), mayMiss: false }),
          maybeName(),
        ),
      );
    if (kind < 0.6) {
      r.add({ kind: 'store', array: list, index: index(r, scope), value: number(r, scope) });
      return scope;
    }
    if (kind < 0.63) {
      const callee = { key: 'random.ts#trace', companion: 'primal', variant: '' } as const;
      if (chance(0.6))
        return withNumber(
          r.emit(
            NUMBER,
            (result) => ({ kind: 'call', results: [result], callee, args: [number(r, scope)] }),
            maybeName(),
          ),
        );
      const results = [fn.value(NUMBER, maybeName()), fn.value(NUMBER)];
      r.add({ kind: 'call', results, callee: { ...callee, variant: 'pair' }, args: [number(r, scope)] });
      return { ...scope, numbers: [...scope.numbers, ...results] };
    }
    if (kind < 0.66) return opaqueStatement(r, scope);
    if (chance(0.12)) return memory(r, scope);
    if (kind < 0.68) return withNumber(closure(r, scope));
    if (scope.depth >= 4) return scope;
    if (kind < 0.82) return branch(r, scope);
    return kind < 0.94 ? loop(r, scope) : block(r, scope);
  };

  /** Objects and the tape. */
  const memory = (r: RegionBuilder, scope: Scope): Scope => {
    const withNumber = (value: ValueId): Scope => ({ ...scope, numbers: [...scope.numbers, value] });
    const field = pick(['p', 'q']);
    const cursor = (): ValueId => (chance(0.5) ? r.constant(Math.floor(random() * 4)) : index(r, scope));
    // nobody calls a closure of a companion while the companion runs, so none lets the tape grow under its feet
    switch (Math.floor(random() * (scope.returns === 1 ? 4 : 8))) {
      case 0:
        return withNumber(r.emit(NUMBER, (result) => ({ kind: 'get', result, object: pair, field }), maybeName()));
      case 1:
        r.add({ kind: 'set', object: pair, field, value: number(r, scope) });
        return scope;
      case 2: {
        const old = r.emit(NUMBER, (result) => ({ kind: 'get', result, object: pair, field }));
        r.add({ kind: 'set', object: pair, field, value: r.apply(pick(['add', 'sub']), [old, number(r, scope)]) });
        return scope;
      }
      case 3: {
        const at = index(r, scope);
        const old = r.emit(NUMBER, (result) => ({ kind: 'load', result, array: list, index: at, mayMiss: false }));
        const other = chance(0.2) ? withCall(r, scope) : number(r, scope);
        r.add({
          kind: 'store',
          array: list,
          index: at,
          value: r.apply('add', chance(0.5) ? [old, other] : [other, old]),
        });
        return scope;
      }
      case 4: {
        const at = cursor();
        r.add({ kind: 'tapeReserve', tape, lane: 'number', cursor: at, count: r.constant(1) });
        r.add({
          kind: 'tapeStore',
          tape,
          lane: 'number',
          cursor: at,
          value: chance(0.3) ? test(r, scope) : number(r, scope),
        });
        return scope;
      }
      case 5:
        return withNumber(
          r.emit(
            NUMBER,
            (result) => ({ kind: 'tapeLoad', result, tape, lane: 'number', cursor: cursor() }),
            maybeName(),
          ),
        );
      case 6: {
        const callee = { key: 'random.ts#move', companion: 'forward', variant: '' } as const;
        return withNumber(
          r.emit(NUMBER, (result) => ({ kind: 'call', results: [result], callee, args: [tape, number(r, scope)] })),
        );
      }
      default: {
        const top = r.emit(NUMBER, (result) => ({ kind: 'tapeTop', result, tape, lane: 'number' }), 'top');
        const next = r.apply('add', [top, r.constant(1)], NUMBER, 'top');
        r.add({ kind: 'tapeSetTop', tape, lane: 'number', cursor: next });
        return withNumber(top);
      }
    }
  };

  const withCall = (r: RegionBuilder, scope: Scope): ValueId => {
    const callee = { key: 'random.ts#trace', companion: 'primal', variant: '' } as const;
    return r.emit(NUMBER, (result) => ({ kind: 'call', results: [result], callee, args: [number(r, scope)] }));
  };

  const refusal = { code: 1, details: {}, origin };
  const opaqueStatement = (r: RegionBuilder, scope: Scope): Scope => {
    const result = fn.value(NUMBER, maybeName());
    const other = fn.value(NUMBER, maybeName());
    r.add({
      kind: 'opaque',
      form: 'statement',
      results: [],
      template: [
        { variable: 0 },
        ' += ',
        { arg: 0 },
        '; ',
        { variable: 1 },
        ' = ',
        { variable: 0 },
        ' - ',
        { variable: 1 },
        ';',
      ],
      args: [number(r, scope)],
      variables: [
        { initial: number(r, scope), result },
        { initial: number(r, scope), result: other },
      ],
      effects: 'pure',
      writesArguments: false,
      refusal,
    });
    return { ...scope, numbers: [...scope.numbers, result, other] };
  };

  const closure = (r: RegionBuilder, scope: Scope): ValueId => {
    const param = fn.value(NUMBER, 'x');
    const inner = r.nested();
    const within = {
      ...scope,
      numbers: [...scope.numbers, param, param, param],
      targets: [],
      returns: 1,
      depth: scope.depth + 1,
    };
    const sum = inner.apply('add', [param, number(inner, scope)]);
    const seen = operations(inner, { ...within, numbers: [...within.numbers, sum] }, Math.floor(random() * 4));
    const difference = inner.apply('sub', [pick(seen.numbers), pick(scope.numbers)]);
    const made = r.emit(FUNCTION, (result) => ({
      kind: 'closure',
      result,
      params: [{ value: param, typeText: 'number' }],
      results: [NUMBER],
      body: inner.end({ kind: 'return', values: [difference] }),
    }));
    const argument = number(r, scope);
    return r.emit(NUMBER, (result) => ({
      kind: 'opaque',
      form: 'expression',
      results: [result],
      template: [{ arg: 0 }, '(', { arg: 1 }, ')'],
      args: [made, argument],
      variables: [],
      effects: 'effects',
      writesArguments: true,
      refusal,
    }));
  };

  /** A region that ends by falling out, or by some exit. */
  const arm = (r: RegionBuilder, scope: Scope, count: number, exits: number): Region => {
    const inner = r.nested();
    const seen = operations(inner, scope, Math.floor(random() * 4));
    return inner.end(chance(exits) ? exit(inner, seen) : { kind: 'yield', values: several(inner, seen, count) });
  };

  const exit = (r: RegionBuilder, scope: Scope): Terminator => {
    if (scope.targets.length === 0 || chance(0.08)) return { kind: 'return', values: several(r, scope, scope.returns) };
    return leaveTo(r, scope, pick(scope.targets));
  };

  const leaveTo = (r: RegionBuilder, scope: Scope, target: Target): Terminator => {
    const values = several(r, scope, target.count);
    if (target.counter === undefined || chance(0.5)) return { kind: 'break', label: target.label, values };
    values[target.counter.position] = r.apply('add', [target.counter.value, r.constant(1)]);
    return { kind: 'continue', label: target.label, values };
  };

  const branch = (r: RegionBuilder, scope: Scope): Scope => {
    const count = Math.floor(random() * 3);
    const results = Array.from({ length: count }, () => fn.value(NUMBER, maybeName()));
    const deeper = { ...scope, depth: scope.depth + 1 };
    r.add({
      kind: 'if',
      results,
      test: test(r, scope),
      then: arm(r, deeper, count, 0.25),
      else: arm(r, deeper, count, 0.15),
    });
    return { ...scope, numbers: [...scope.numbers, ...results] };
  };

  const block = (r: RegionBuilder, scope: Scope): Scope => {
    const count = Math.floor(random() * 3);
    const results = Array.from({ length: count }, () => fn.value(NUMBER, maybeName()));
    const label = fn.label();
    const target: Target = { label, count, counter: undefined };
    const body = arm(r, { ...scope, depth: scope.depth + 1, targets: [...scope.targets, target, target] }, count, 0.1);
    r.add({ kind: 'block', label, body, results });
    return { ...scope, numbers: [...scope.numbers, ...results] };
  };

  const loop = (r: RegionBuilder, scope: Scope): Scope => {
    const count = 1 + Math.floor(random() * 4);
    const position = Math.floor(random() * count);
    const label = fn.label();
    const loopParams = Array.from({ length: count }, (_, at) =>
      fn.value(NUMBER, at === position && chance(0.5) ? 'i' : maybeName()),
    );
    const results = loopParams.map((param) => fn.value(NUMBER, chance(0.7) ? fn.infoOf(param).name : maybeName()));
    const initial = loopParams.map((_, at) => (at === position ? r.constant(0) : number(r, scope)));
    const counter = { position, value: loopParams[position]! };
    const inside: Scope = { ...scope, numbers: [...scope.numbers, ...loopParams], depth: scope.depth + 1 };

    const testing = r.nested();
    const going = testing.apply('lt', [counter.value, testing.constant(Math.floor(random() * 5))], BOOLEAN);
    const forever = chance(0.15);
    const extra = chance(0.3) ? testing.apply('and', [going, test(testing, inside)], BOOLEAN) : going;

    const body = r.nested();
    const target: Target = { label, count, counter };
    let seen: Scope = { ...inside, targets: [...inside.targets, target] };
    if (forever) {
      const leave = body.nested();
      const stay = body.nested();
      body.add({
        kind: 'if',
        results: [],
        test: body.apply('ge', [counter.value, body.constant(3)], BOOLEAN),
        then: leave.end({ kind: 'break', label, values: several(leave, seen, count) }),
        else: stay.end({ kind: 'yield', values: [] }),
      });
    }
    const early = chance(0.3) ? body.apply('add', [counter.value, body.constant(1)]) : undefined;
    seen = operations(body, seen, 1 + Math.floor(random() * 5));
    const next = several(body, seen, count);
    next[position] = early ?? body.apply('add', [counter.value, body.constant(1)]);
    const testRegion = forever ? r.nested() : testing;
    const tested = forever ? testRegion.constant(true) : extra;
    r.add({
      kind: 'loop',
      label,
      params: loopParams,
      initial,
      test: testRegion.end({ kind: 'yield', values: [tested] }),
      body: body.end(chance(0.05) ? { kind: 'break', label, values: next } : { kind: 'continue', label, values: next }),
      results,
    });
    return { ...scope, numbers: [...scope.numbers, ...results] };
  };

  const operations = (r: RegionBuilder, scope: Scope, count: number): Scope => {
    let seen = scope;
    for (let made = 0; made < count; made++) seen = operation(r, seen);
    return seen;
  };

  const body = new RegionBuilder(fn, origin);
  const scope = operations(
    body,
    { numbers: params, booleans: [], targets: [], returns: 2, depth: 0 },
    3 + Math.floor(random() * 8),
  );
  return {
    key: 'random.ts#program',
    name: 'program',
    params: [
      ...params.map((value) => ({ value, typeText: 'number', optional: false, rest: false })),
      { value: list, typeText: 'number[]', optional: false, rest: false },
      { value: pair, typeText: '{ p: number; q: number }', optional: false, rest: false },
      { value: tape, typeText: 'Tape', optional: false, rest: false },
    ],
    results: [NUMBER, NUMBER],
    body: body.end({ kind: 'return', values: several(body, scope, 2) }),
    values: fn.values,
    origin,
  };
}
