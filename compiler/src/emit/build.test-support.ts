/** Small functions in IR for tests, and ways to see and run what is emitted for them. */

import { transformSync } from 'esbuild';
import { FunctionBuilder, RegionBuilder } from '../ir/builder.js';
import { BOOLEAN, NUMBER } from '../ir/type-facts.js';
import type { Callee, IrFunction, IrType, Label, Terminator, ValueId } from '../ir/types.js';
import { verify } from '../ir/verify.js';
import { emitFunction, type EmitFunction, type Emitted } from './index.js';

export const ORIGIN = { file: 'test.ts', start: 0, end: 0 };
export const VECTOR: IrType = { kind: 'array', storage: 'Float64Array', element: NUMBER, fixedLength: undefined };
export const LIST: IrType = { kind: 'array', storage: 'Array', element: NUMBER, fixedLength: undefined };

export type Parameter =
  | string
  | {
      readonly name: string;
      readonly type: IrType;
      readonly text: string;
      readonly optional?: boolean;
      readonly rest?: boolean;
    };

/** A function whose body is filled by `fill`, which gives the terminator or the returned values. */
export function functionOf(
  parameters: readonly Parameter[],
  fill: (r: RegionBuilder, ...params: ValueId[]) => readonly ValueId[] | Terminator,
  results?: readonly IrType[],
): IrFunction {
  const builder = new FunctionBuilder();
  const params = parameters.map((parameter) => {
    const {
      name,
      type,
      text,
      optional = false,
      rest = false,
    } = typeof parameter === 'string' ? { name: parameter, type: NUMBER, text: 'number' } : parameter;
    return { value: builder.value(type, name), typeText: text, optional, rest };
  });
  const body = new RegionBuilder(builder, ORIGIN);
  const end = fill(body, ...params.map((param) => param.value));
  const terminator: Terminator = 'kind' in end ? end : { kind: 'return', values: end };
  const values = terminator.kind === 'return' ? terminator.values : [];
  const fn: IrFunction = {
    key: 'test.ts#f',
    name: 'f',
    params,
    results: results ?? values.map((value) => builder.typeOf(value)),
    body: body.end(terminator),
    values: builder.values,
    origin: ORIGIN,
  };
  verify(fn, 'test');
  return fn;
}

export type Carried = { readonly name?: string; readonly type?: IrType; readonly initial: ValueId };

/** A loop over the carried values; `test` gives its condition, `body` the next values or some other end. */
export function loopOf(
  r: RegionBuilder,
  carried: readonly Carried[],
  test: (r: RegionBuilder, ...params: ValueId[]) => ValueId,
  body: (r: RegionBuilder, label: Label, ...params: ValueId[]) => readonly ValueId[] | Terminator,
): readonly ValueId[] {
  const label = r.fn.label();
  const params = carried.map(({ name, type = NUMBER }) => r.fn.value(type, name));
  const results = carried.map(({ name, type = NUMBER }) => r.fn.value(type, name));
  const testing = r.nested();
  const going = testing.end({ kind: 'yield', values: [test(testing, ...params)] });
  const inside = r.nested();
  const end = body(inside, label, ...params);
  const turn = inside.end('kind' in end ? end : { kind: 'continue', label, values: end });
  r.add({
    kind: 'loop',
    label,
    params,
    initial: carried.map(({ initial }) => initial),
    test: going,
    body: turn,
    results,
  });
  return results;
}

/** An `if` with as many results as names; an arm gives what it yields, or its end. */
export function ifOf(
  r: RegionBuilder,
  test: ValueId,
  names: readonly (string | undefined)[],
  then: (r: RegionBuilder) => readonly ValueId[] | Terminator,
  otherwise: (r: RegionBuilder) => readonly ValueId[] | Terminator,
  type: IrType = NUMBER,
): readonly ValueId[] {
  const results = names.map((name) => r.fn.value(type, name));
  const arm = (fill: typeof then) => {
    const region = r.nested();
    const end = fill(region);
    return region.end('kind' in end ? end : { kind: 'yield', values: end });
  };
  r.add({ kind: 'if', results, test, then: arm(then), else: arm(otherwise) });
  return results;
}

export const compare = (r: RegionBuilder, primitive: string, a: ValueId, b: ValueId): ValueId =>
  r.apply(primitive, [a, b], BOOLEAN);
export const load = (r: RegionBuilder, array: ValueId, index: ValueId, name?: string): ValueId =>
  r.emit(NUMBER, (result) => ({ kind: 'load', result, array, index, mayMiss: false }), name);
export const store = (r: RegionBuilder, array: ValueId, index: ValueId, value: ValueId): void =>
  r.add({ kind: 'store', array, index, value });
export const lengthOf = (r: RegionBuilder, array: ValueId): ValueId =>
  r.emit(NUMBER, (result) => ({ kind: 'length', result, array }));

const nameOfCallee = ({ key, companion }: Callee): string =>
  key.slice(key.indexOf('#') + 1) + (companion === 'primal' ? '' : companion);

export function emit(fn: IrFunction, request: Partial<EmitFunction> = {}, reserved: readonly string[] = []): Emitted {
  return emitFunction({ fn, name: 'f', exported: false, doc: undefined, ...request }, nameOfCallee, new Set(reserved));
}

/** The lines between the braces, without their common indentation. */
export function bodyOf(fn: IrFunction): string {
  const lines = emit(fn).code.split('\n');
  return lines
    .slice(lines.findIndex((line) => line.endsWith('{')) + 1, -1)
    .map((line) => line.slice(2))
    .join('\n');
}

/** The emitted function itself; `scope` holds what it calls. */
export function compiled(
  fn: IrFunction,
  scope: Readonly<Record<string, unknown>> = {},
): (...args: unknown[]) => unknown {
  const { code } = transformSync(emit(fn).code, { loader: 'ts' });
  return new Function(...Object.keys(scope), `${code}; return f;`)(...Object.values(scope)) as (
    ...args: unknown[]
  ) => unknown;
}
