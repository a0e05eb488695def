/** Runs IR as it stands, slowly and plainly: the reference against which lowering is tested. */

import { primitiveNamed, type Scalar } from '../rules/primitives.js';
import type {
  AllocInit,
  ArrayType,
  IrFunction,
  IrType,
  Label,
  MethodOp,
  Op,
  OpOf,
  Region,
  Terminator,
  ValueId,
} from './types.js';
import { unreachable } from './walk.js';

export type Interpreter = {
  /** Calls a function by its key. */
  readonly call: (key: string, args: readonly unknown[]) => readonly unknown[];
};

/** Gives the value of a function expression in the scope of a module. */
export type Evaluate = (source: string, file: string) => (...args: readonly unknown[]) => unknown;

export function interpreter(functions: ReadonlyMap<string, IrFunction>, evaluate: Evaluate): Interpreter {
  const texts = new Map<Op, (...args: readonly unknown[]) => unknown>();
  const machine: Machine = {
    call: (key, args) => {
      const fn = functions.get(key);
      if (fn === undefined) throw new Error(`no function ${key}`);
      return runFunction(machine, fn, args);
    },
    textOf: (op) => {
      let text = texts.get(op);
      if (text === undefined) texts.set(op, (text = evaluate(sourceOf(op), op.origin?.file ?? '')));
      return text;
    },
  };
  return machine;
}

type Machine = Interpreter & {
  readonly textOf: (op: OpOf<'opaque'>) => (...args: readonly unknown[]) => unknown;
};

type Frame = { readonly machine: Machine; readonly fn: IrFunction; readonly values: Map<ValueId, unknown> };

/** How a region was left, with the values that it carries. */
type Completion =
  | { readonly kind: 'yield' | 'return'; readonly values: readonly unknown[] }
  | { readonly kind: 'break' | 'continue'; readonly label: Label; readonly values: readonly unknown[] };

function runFunction(machine: Machine, fn: IrFunction, args: readonly unknown[]): readonly unknown[] {
  const frame: Frame = { machine, fn, values: new Map() };
  fn.params.forEach((param, index) => {
    frame.values.set(param.value, param.rest ? args[index] : args[index]);
  });
  const completion = runRegion(frame, fn.body);
  if (completion.kind !== 'return') throw new Error(`${fn.name} ended by ${completion.kind}`);
  return completion.values;
}

function runRegion(frame: Frame, region: Region): Completion {
  for (const op of region.ops) {
    const left = runOp(frame, op);
    if (left !== undefined) return left;
  }
  return complete(frame, region.end);
}

function complete(frame: Frame, end: Terminator): Completion {
  switch (end.kind) {
    case 'throw':
      throw read(frame, end.value);
    case 'yield':
    case 'return':
      return { kind: end.kind, values: end.values.map((value) => read(frame, value)) };
    default:
      return { kind: end.kind, label: end.label, values: end.values.map((value) => read(frame, value)) };
  }
}

function read(frame: Frame, value: ValueId): unknown {
  if (!frame.values.has(value)) throw new Error(`%${value} is read before it is defined`);
  return frame.values.get(value);
}

function bind(frame: Frame, results: readonly ValueId[], values: readonly unknown[]): void {
  if (results.length !== values.length) throw new Error(`${values.length} values for ${results.length} results`);
  results.forEach((result, index) => frame.values.set(result, values[index]));
}

/** Gives a completion when the operation is left by an exit that leads further out. */
function runOp(frame: Frame, op: Op): Completion | undefined {
  const use = (value: ValueId): never => read(frame, value) as never;
  const set = (result: ValueId, value: unknown): undefined => {
    frame.values.set(result, value);
    return undefined;
  };
  switch (op.kind) {
    case 'const':
      return set(op.result, op.value);
    case 'apply':
      return set(op.result, primitiveNamed(op.primitive).evaluate(...op.args.map((arg) => use(arg) as Scalar)));
    case 'opaque':
      return runOpaque(frame, op);
    case 'alloc':
      return set(op.result, allocate(frame, op.init, typeOf(frame, op.result)));
    case 'load':
      return set(op.result, cellsOf(use(op.array)).get(use(op.index)));
    case 'store':
      cellsOf(use(op.array)).set(use(op.index), use(op.value));
      return undefined;
    case 'length': {
      const of: unknown = use(op.array);
      return set(op.result, of instanceof Map ? of.size : (of as unknown[]).length);
    }
    case 'get':
      return set(op.result, (use(op.object) as Record<string, unknown>)[op.field]);
    case 'set':
      (use(op.object) as Record<string, unknown>)[op.field] = use(op.value);
      return undefined;
    case 'method':
      return runMethod(frame, op);
    case 'call':
      bind(
        frame,
        op.results,
        frame.machine.call(
          op.callee.key,
          op.args.map((arg) => use(arg)),
        ),
      );
      return undefined;
    case 'if': {
      const test: unknown = use(op.test);
      if (typeof test !== 'boolean') throw new Error('a test must be a boolean');
      return after(frame, op.results, runRegion(frame, test ? op.then : op.else));
    }
    case 'block': {
      const left = runRegion(frame, op.body);
      const ours = left.kind === 'break' && left.label === op.label;
      return after(frame, op.results, ours ? { kind: 'yield', values: left.values } : left);
    }
    case 'loop':
      return runLoop(frame, op);
    case 'helper':
      if (op.name === 'holdsIntegers') return set(op.result!, holdsIntegers(use(op.args[0]!)));
      if (op.name === 'orderOf') return set(op.result!, orderOf(use(op.args[0]!), op.args[1] && use(op.args[1])));
      if (op.name === 'keysOf') {
        const of: object = use(op.args[0]!);
        return set(op.result!, of instanceof Map ? of.keys() : Object.keys(of));
      }
      throw new Error(`${op.name} is no operation of a primal`);
    case 'tapeStore':
    case 'tapeLoad':
    case 'tapeReserve':
    case 'tapeTop':
    case 'tapeSetTop':
    case 'closure':
      throw new Error(`${op.kind} is no operation of a primal`);
    default:
      return unreachable(op);
  }
}

function after(frame: Frame, results: readonly ValueId[], completion: Completion): Completion | undefined {
  if (completion.kind !== 'yield') return completion;
  bind(frame, results, completion.values);
  return undefined;
}

function runLoop(frame: Frame, op: OpOf<'loop'>): Completion | undefined {
  let state = op.initial.map((value) => read(frame, value));
  for (;;) {
    bind(frame, op.params, state);
    const tested = runRegion(frame, op.test);
    if (tested.kind !== 'yield' || typeof tested.values[0] !== 'boolean')
      throw new Error('a test must yield a boolean');
    if (!tested.values[0]) {
      bind(frame, op.results, state);
      return undefined;
    }
    const left = runRegion(frame, op.body);
    if ((left.kind !== 'break' && left.kind !== 'continue') || left.label !== op.label) {
      if (left.kind === 'yield') throw new Error('the body of a loop must end in an exit');
      return left;
    }
    if (left.kind === 'break') {
      bind(frame, op.results, left.values);
      return undefined;
    }
    state = [...left.values];
  }
}

/* ------------------------------------------------------------------- memory */

function typeOf(frame: Frame, value: ValueId): IrType {
  const info = frame.fn.values.get(value);
  if (info === undefined) throw new Error(`%${value} has no type`);
  return info.type;
}

/** The cells of an array, a record or a `Map`. */
function cellsOf(of: unknown): Pick<Map<unknown, unknown>, 'get' | 'set'> {
  if (of instanceof Map) return of;
  const cells = of as Record<PropertyKey, unknown>;
  return {
    get: (key) => cells[key as PropertyKey],
    set(key, value) {
      cells[key as PropertyKey] = value;
      return this as Map<unknown, unknown>;
    },
  };
}

const storages = { Array, Float64Array, Float32Array };

function allocate(frame: Frame, init: AllocInit, type: IrType): unknown {
  const use = (value: ValueId): unknown => read(frame, value);
  if (init.form === 'object') return Object.fromEntries(init.fields.map((field) => [field.name, use(field.value)]));
  if (init.form === 'shadow') throw new Error('a primal allocates no shadow');
  if (init.form === 'literal' && type.kind === 'object') return init.elements.map(use);
  if (type.kind === 'keyed') return type.container === 'Map' ? new Map() : {};
  if (type.kind !== 'array') throw new Error(`cannot allocate a ${type.kind}`);
  return allocateArray(init, type, use);
}

type ArrayInit = Exclude<AllocInit, { form: 'object' | 'shadow' }>;

function allocateArray(init: ArrayInit, type: ArrayType, use: (value: ValueId) => unknown): unknown {
  if (init.form === 'sized') return new storages[type.storage](use(init.length) as number);
  const elements = elementsOf(init, use);
  return type.storage === 'Array' ? elements : new storages[type.storage](elements as number[]);
}

function elementsOf(init: Exclude<ArrayInit, { form: 'sized' }>, use: (value: ValueId) => unknown): unknown[] {
  switch (init.form) {
    case 'literal':
      return init.elements.map(use);
    case 'spread':
      return init.parts.flatMap((part) => (part.spread ? [...(use(part.value) as unknown[])] : [use(part.value)]));
    case 'filled':
      return Array.from({ length: use(init.length) as number }, () => use(init.value));
    case 'copy':
      return Array.from(use(init.of) as unknown[]);
    default:
      return unreachable(init);
  }
}

function runMethod(frame: Frame, op: MethodOp): undefined {
  const array = read(frame, op.array) as unknown[];
  const args = op.args.map((arg) => read(frame, arg));
  if (op.name === 'delete' && !((array as unknown) instanceof Map))
    delete (array as unknown as Record<PropertyKey, unknown>)[args[0] as PropertyKey];
  else if (op.name === 'setLength') array.length = args[0] as number;
  else {
    const method = (array as unknown as Record<string, (...given: readonly unknown[]) => unknown>)[op.name];
    const result = method?.apply(array, args);
    if (op.result !== undefined) frame.values.set(op.result, result);
  }
  return undefined;
}

/* --------------------------------------------------------------------- text */

function sourceOf(op: OpOf<'opaque'>): string {
  const text = op.template
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('arg' in part) return `hole${part.arg}$`;
      return 'variable' in part ? `variable${part.variable}$` : 'class' in part ? part.class.name : part.helper;
    })
    .join('');
  const holes = op.args.map((_, index) => `hole${index}$`);
  const variables = op.variables.map((_, index) => `variable${index}$`);
  const parameters = [...holes, ...variables].join(', ');
  if (op.form === 'expression') return `(${parameters}) => (${text})`;
  return `(${parameters}) => { ${text}\n return [${variables.join(', ')}]; }`;
}

function runOpaque(frame: Frame, op: OpOf<'opaque'>): undefined {
  const initial = op.variables.map((variable) =>
    variable.initial === undefined ? undefined : read(frame, variable.initial),
  );
  const result = frame.machine.textOf(op)(...op.args.map((arg) => read(frame, arg)), ...initial);
  if (op.form === 'expression') bind(frame, op.results, [result]);
  else
    bind(
      frame,
      op.variables.map((variable) => variable.result),
      result as readonly unknown[],
    );
  return undefined;
}

function orderOf(array: unknown, compare: unknown): number[] {
  // The engine is asked which of two elements comes first.
  const byDefault = (a: number, b: number): number => {
    const [first] = Array.isArray(array) ? [a, b].sort() : Float64Array.of(a, b).sort();
    return Object.is(a, b) ? 0 : Object.is(first, a) ? -1 : 1;
  };
  const by = (compare ?? byDefault) as (a: number, b: number) => number;
  return Array.from(array as number[], (value, index) => ({ value, index }))
    .sort((a, b) => by(a.value, b.value))
    .map(({ index }) => index);
}

function holdsIntegers(array: unknown): boolean {
  return ArrayBuffer.isView(array) && !(array instanceof Float64Array || array instanceof Float32Array);
}
