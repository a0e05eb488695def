/** Runs IR directly, one operation after the other: what emitted code is compared with. */

import type { Callee, IrFunction, IrType, Label, Op, OpaqueOp, Region, ValueId } from '../ir/types.js';
import { primitiveNamed, type Scalar } from '../rules/primitives.js';

type Value = any; // eslint-disable-line @typescript-eslint/no-explicit-any -- values of the program under test

type Outcome =
  | { readonly kind: 'yield'; readonly values: readonly Value[] }
  | { readonly kind: 'return'; readonly values: readonly Value[] }
  | { readonly kind: 'break' | 'continue'; readonly label: Label; readonly values: readonly Value[] };

export type World = {
  readonly call: (callee: Callee, args: readonly Value[]) => Value;
  readonly globals: Readonly<Record<string, unknown>>;
};

/** The value of the function: nothing, one value, or several as a tuple. Gives up after many steps. */
export function runIr(fn: IrFunction, args: readonly Value[], world: World): Value {
  let fuel = 200_000;
  const run = (region: Region, outer: ReadonlyMap<ValueId, Value>): Outcome => {
    const env = new Map(outer);
    const at = (value: ValueId): Value => {
      if (!env.has(value)) throw new Error(`value ${value} is not there`);
      return env.get(value);
    };
    for (const op of region.ops) {
      if (--fuel < 0) throw new Error('runs too long');
      const exit = step(op, env, at);
      if (exit !== undefined) return exit;
    }
    const { end } = region;
    if (end.kind === 'throw') throw at(end.value);
    const values = end.values.map(at);
    return end.kind === 'yield' || end.kind === 'return'
      ? { kind: end.kind, values }
      : { kind: end.kind, label: end.label, values };
  };

  const bind = (env: Map<ValueId, Value>, results: readonly ValueId[], values: readonly Value[]): void =>
    results.forEach((result, index) => env.set(result, values[index]));

  const step = (op: Op, env: Map<ValueId, Value>, at: (value: ValueId) => Value): Outcome | undefined => {
    const typeOf = (value: ValueId): IrType => fn.values.get(value)!.type;
    switch (op.kind) {
      case 'const':
        env.set(op.result, op.value);
        return;
      case 'apply':
        env.set(op.result, primitiveNamed(op.primitive).evaluate(...(op.args.map(at) as Scalar[])));
        return;
      case 'opaque':
        bind(env, [...op.results, ...op.variables.map((variable) => variable.result)], runText(op, at, world));
        return;
      case 'load':
        env.set(op.result, at(op.array)[at(op.index)]);
        return;
      case 'store':
        at(op.array)[at(op.index)] = at(op.value);
        return;
      case 'length':
        env.set(op.result, at(op.array).length);
        return;
      case 'get':
        env.set(op.result, at(op.object)[op.field]);
        return;
      case 'set':
        at(op.object)[op.field] = at(op.value);
        return;
      case 'alloc':
        if (op.init.form === 'literal') env.set(op.result, op.init.elements.map(at));
        else if (op.init.form === 'object')
          env.set(op.result, Object.fromEntries(op.init.fields.map(({ name, value }) => [name, at(value)])));
        else if (op.init.form === 'copy') env.set(op.result, at(op.init.of).slice());
        else throw new Error(`alloc ${op.init.form}`);
        return;
      case 'call': {
        const value = world.call(op.callee, op.args.map(at));
        bind(env, op.results, op.results.length === 1 ? [value] : value);
        return;
      }
      case 'if': {
        const out = run(at(op.test) === true ? op.then : op.else, env);
        if (out.kind !== 'yield') return out;
        bind(env, op.results, out.values);
        return;
      }
      case 'block': {
        const out = run(op.body, env);
        if (out.kind !== 'yield' && !(out.kind === 'break' && out.label === op.label)) return out;
        bind(env, op.results, out.values);
        return;
      }
      case 'loop': {
        let values = op.initial.map(at);
        for (;;) {
          const inner = new Map(env);
          bind(inner, op.params, values);
          if (run(op.test, inner).values[0] !== true) break;
          const out = run(op.body, inner);
          if (out.kind === 'yield') throw new Error('a loop body yields');
          if (out.kind === 'return' || out.label !== op.label) return out;
          values = [...out.values];
          if (out.kind === 'break') break;
        }
        bind(env, op.results, values);
        return;
      }
      case 'closure': {
        const captured = new Map(env);
        env.set(op.result, (...inputs: Value[]) => {
          const inner = new Map(captured);
          op.params.forEach(({ value }, index) => inner.set(value, inputs[index]));
          const out = run(op.body, inner);
          return out.values.length === 1 ? out.values[0] : out.values;
        });
        return;
      }
      case 'tapeStore':
        at(op.tape)[op.lane === 'number' ? 'numbers' : 'references'][at(op.cursor)] =
          typeOf(op.value).kind === 'boolean' && op.lane === 'number' ? Number(at(op.value)) : at(op.value);
        return;
      case 'tapeLoad': {
        const cell = at(op.tape)[op.lane === 'number' ? 'numbers' : 'references'][at(op.cursor)];
        env.set(op.result, typeOf(op.result).kind === 'boolean' && op.lane === 'number' ? cell !== 0 : cell);
        return;
      }
      case 'tapeTop':
        env.set(op.result, at(op.tape)[op.lane === 'number' ? 'top' : 'referenceTop']);
        return;
      case 'tapeSetTop':
        at(op.tape)[op.lane === 'number' ? 'top' : 'referenceTop'] = at(op.cursor);
        return;
      case 'tapeReserve':
        at(op.tape).grow(at(op.cursor) + at(op.count));
        return;
      default:
        throw new Error(`cannot run ${op.kind}`);
    }
  };

  const start = new Map<ValueId, Value>();
  fn.params.forEach(({ value }, index) => start.set(value, args[index]));
  const out = run(fn.body, start);
  if (out.kind !== 'return') throw new Error(`a function ends in ${out.kind}`);
  return out.values.length === 0 ? undefined : out.values.length === 1 ? out.values[0] : out.values;
}

function runText(op: OpaqueOp, at: (value: ValueId) => Value, world: World): readonly Value[] {
  const text = op.template
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('arg' in part) return `arg${part.arg}`;
      return 'variable' in part ? `variable${part.variable}` : 'class' in part ? part.class.name : part.helper;
    })
    .join('');
  const inputs: Record<string, unknown> = { ...world.globals };
  op.args.forEach((arg, index) => (inputs[`arg${index}`] = at(arg)));
  const declare = op.variables.map(({ initial }, index) => {
    if (initial !== undefined) inputs[`initial${index}`] = at(initial);
    return `let variable${index} = ${initial === undefined ? 'undefined' : `initial${index}`};`;
  });
  const body =
    op.form === 'expression'
      ? `return [${text}];`
      : `${declare.join(' ')} ${text}; return [${op.variables.map((_, index) => `variable${index}`).join(', ')}];`;
  return new Function(...Object.keys(inputs), body)(...Object.values(inputs)) as readonly Value[];
}
