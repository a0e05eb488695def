/** Stable text of the IR: values numbered in the order in which they appear, with the names that the user gave them. */

import type {
  AllocInit,
  Callee,
  IrFunction,
  IrType,
  Label,
  LoopDirectives,
  Op,
  Region,
  Terminator,
  ValueId,
} from './types.js';
import { unreachable } from './walk.js';

export function printFunction(fn: IrFunction): string {
  return printLines(fn)
    .map((line) => line.text)
    .join('\n');
}

/** A line of the text and the operation that it begins. */
export type PrintedLine = { readonly text: string; readonly op: Op | undefined };

export function printLines(fn: IrFunction): readonly PrintedLine[] {
  return new IrPrinter(fn).print();
}

export function typeName(type: IrType): string {
  switch (type.kind) {
    case 'array':
      if (type.kinds !== undefined) return `(${type.kinds.text})`;
      if (type.storage !== 'Array') return type.storage;
      return `${typeName(type.element)}[${type.fixedLength ?? ''}]`;
    case 'keyed':
      return `${type.container}<${typeName(type.key)}, ${typeName(type.element)}>`;
    case 'object':
      if (type.text !== undefined) return type.text;
      return type.tuple
        ? `[${[...type.fields.values()].map(typeName).join(', ')}]`
        : `{${[...type.fields.keys()].join(', ')}}`;
    case 'maybe':
      return `${typeName(type.of)}?`;
    case 'opaque':
      return `opaque(${type.text})`;
    default:
      return type.kind;
  }
}

class IrPrinter {
  readonly #fn: IrFunction;
  readonly #values = new Map<ValueId, string>();
  readonly #taken = new Set<string>();
  readonly #labels = new Map<Label, string>();
  readonly #lines: PrintedLine[] = [];
  #numbers = 0;

  constructor(fn: IrFunction) {
    this.#fn = fn;
  }

  print(): readonly PrintedLine[] {
    const { name, params, results, body } = this.#fn;
    const inputs = params.map(
      ({ value, optional, rest }) => `${rest ? '...' : ''}${this.#typed(value)}${optional ? '?' : ''}`,
    );
    this.#line(0, `func ${name}(${inputs.join(', ')}) -> ${results.map(typeName).join(', ') || 'void'}`);
    this.#region(body, 1);
    return this.#lines;
  }

  #line(depth: number, text: string, op?: Op): void {
    this.#lines.push({ text: '  '.repeat(depth) + text, op });
  }

  #value(value: ValueId): string {
    let text = this.#values.get(value);
    if (text !== undefined) return text;
    const name = this.#fn.values.get(value)?.name;
    if (name === undefined) text = `%${++this.#numbers}`;
    else {
      text = `%${name}`;
      for (let count = 1; this.#taken.has(text); count++) text = `%${name}.${count}`;
    }
    this.#taken.add(text);
    this.#values.set(value, text);
    return text;
  }

  #typed(value: ValueId): string {
    const info = this.#fn.values.get(value);
    return `${this.#value(value)}: ${info === undefined ? '?' : typeName(info.type)}`;
  }

  #list(values: readonly ValueId[]): string {
    return values.map((value) => this.#value(value)).join(', ');
  }

  #label(label: Label): string {
    let text = this.#labels.get(label);
    if (text === undefined) this.#labels.set(label, (text = `@${this.#labels.size + 1}`));
    return text;
  }

  #region(region: Region, depth: number): void {
    for (const op of region.ops) this.#op(op, depth);
    this.#line(depth, this.#end(region.end));
  }

  #end(end: Terminator): string {
    const carried = end.kind === 'throw' ? this.#value(end.value) : this.#list(end.values);
    const target = end.kind === 'continue' || end.kind === 'break' ? ` ${this.#label(end.label)}` : '';
    return `${end.kind}${target}${carried === '' ? '' : ` ${carried}`}`;
  }

  /** A part of an operation with a region of its own, such as `then`. */
  #part(name: string, region: Region, depth: number): void {
    this.#line(depth, region.params.length === 0 ? name : `${name} (${this.#list(region.params)})`);
    this.#region(region, depth + 1);
  }

  #op(op: Op, depth: number): void {
    const define = (results: readonly ValueId[], text: string): void =>
      this.#line(
        depth,
        results.length === 0 ? text : `${results.map((result) => this.#typed(result)).join(', ')} = ${text}`,
        op,
      );
    const use = (value: ValueId): string => this.#value(value);
    switch (op.kind) {
      case 'const': {
        const value = Object.is(op.value, -0)
          ? '-0'
          : typeof op.value === 'string'
            ? JSON.stringify(op.value)
            : String(op.value);
        define([op.result], `const ${value}`);
        break;
      }
      case 'apply': {
        const literals =
          op.literals === undefined || op.literals.length === 0 ? '' : ` literal(${op.literals.join(', ')})`;
        define([op.result], `${op.primitive} ${this.#list(op.args)}${literals}`);
        break;
      }
      case 'opaque': {
        const text = op.template.map((part) =>
          typeof part === 'string'
            ? part
            : 'arg' in part
              ? use(op.args[part.arg]!)
              : 'variable' in part
                ? `$${part.variable}`
                : 'class' in part
                  ? part.class.name
                  : part.helper,
        );
        const variables = op.variables.map(
          ({ initial }, index) => `$${index} = ${initial === undefined ? 'unset' : use(initial)}`,
        );
        const notes = [op.effects, ...(op.writesArguments ? ['writes arguments'] : []), ...variables].join(', ');
        const results = [...op.results, ...op.variables.map((variable) => variable.result)];
        define(results, `opaque ${op.form} \`${text.join('').replace(/\s+/g, ' ')}\` (${notes})`);
        break;
      }
      case 'alloc':
        define([op.result], `alloc ${this.#init(op.init)}`);
        break;
      case 'load':
        define([op.result], `load ${use(op.array)}[${use(op.index)}]${op.mayMiss ? ' may miss' : ''}`);
        break;
      case 'store':
        define([], `store ${use(op.array)}[${use(op.index)}] = ${use(op.value)}`);
        break;
      case 'length':
        define([op.result], `length ${use(op.array)}`);
        break;
      case 'get':
        define([op.result], `get ${use(op.object)}.${op.field}`);
        break;
      case 'set':
        define([], `set ${use(op.object)}.${op.field} = ${use(op.value)}`);
        break;
      case 'method':
        define(
          op.result === undefined ? [] : [op.result],
          `method ${use(op.array)}.${op.name}(${this.#list(op.args)})`,
        );
        break;
      case 'call':
        define(op.results, `call ${calleeName(op.callee)}(${this.#list(op.args)})`);
        break;
      case 'helper':
        define(op.result === undefined ? [] : [op.result], `helper ${op.name}(${this.#list(op.args)})`);
        break;
      case 'if':
        define(op.results, `if ${use(op.test)}`);
        this.#part('then', op.then, depth + 1);
        this.#part('else', op.else, depth + 1);
        break;
      case 'loop': {
        const initial = op.initial.map(use);
        const label = this.#label(op.label);
        const params = op.params.map((param, index) => `${use(param)} = ${initial[index] ?? '?'}`);
        define(op.results, `loop ${label} (${params.join(', ')})${directiveText(op.directives)}`);
        this.#part('test', op.test, depth + 1);
        this.#part('body', op.body, depth + 1);
        break;
      }
      case 'block':
        define(op.results, `block ${this.#label(op.label)}`);
        this.#region(op.body, depth + 1);
        break;
      case 'closure':
        define([
          op.result,
        ], `closure (${op.params.map((param) => this.#typed(param.value)).join(', ')}) -> ${op.results.map(typeName).join(', ')}`);
        this.#region(op.body, depth + 1);
        break;
      case 'tapeStore':
        define([], `tape store ${use(op.tape)}.${op.lane}[${use(op.cursor)}] = ${use(op.value)}`);
        break;
      case 'tapeLoad':
        define([op.result], `tape load ${use(op.tape)}.${op.lane}[${use(op.cursor)}]`);
        break;
      case 'tapeReserve':
        define([], `tape reserve ${use(op.tape)}.${op.lane}[${use(op.cursor)}] + ${use(op.count)}`);
        break;
      case 'tapeTop':
        define([op.result], `tape top ${use(op.tape)}.${op.lane}`);
        break;
      case 'tapeSetTop':
        define([], `tape set top ${use(op.tape)}.${op.lane} = ${use(op.cursor)}`);
        break;
      default:
        unreachable(op);
    }
  }

  #init(init: AllocInit): string {
    switch (init.form) {
      case 'literal':
        return `literal [${this.#list(init.elements)}]`;
      case 'spread':
        return `spread [${init.parts.map(({ spread, value }) => `${spread ? '...' : ''}${this.#value(value)}`).join(', ')}]`;
      case 'sized':
        return `sized ${this.#value(init.length)}`;
      case 'filled':
        return `filled ${this.#value(init.length)} with ${this.#value(init.value)}`;
      case 'copy':
      case 'shadow':
        return `${init.form} ${this.#value(init.of)}`;
      case 'object':
        return `object {${init.fields.map(({ name, value }) => `${name}: ${this.#value(value)}`).join(', ')}}`;
      default:
        return unreachable(init);
    }
  }
}

function calleeName({ key, companion, variant }: Callee): string {
  const name = key.slice(key.lastIndexOf('#') + 1);
  return `${name}${companion === 'primal' ? '' : `:${companion}`}${variant === '' ? '' : `:${variant}`}`;
}

function directiveText(directives: LoopDirectives | undefined): string {
  const { unroll, checkpoint } = directives ?? {};
  const plan =
    checkpoint === undefined
      ? ''
      : checkpoint.plan === 'revolve'
        ? `revolve(${checkpoint.slots})`
        : checkpoint.plan === 'every'
          ? `every(${checkpoint.turns})`
          : checkpoint.plan === 'fixed-point' && checkpoint.tolerance !== undefined
            ? `fixed-point ${checkpoint.tolerance}`
            : checkpoint.plan;
  return `${unroll === undefined ? '' : ` unroll(${unroll})`}${plan === '' ? '' : ` checkpoint(${plan})`}`;
}
