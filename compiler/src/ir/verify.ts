/** Checks that IR is well formed: a failure is a mistake of the pass that made it, never of the user. */

import { printLines } from './print.js';
import type { IrFunction, IrType, Label, LoopOp, Op, BlockOp, Region, ValueId } from './types.js';
import { carriedBy, operandsOf, resultsOf } from './walk.js';

export class IrError extends Error {
  readonly code = 'ADC9001';
}

/** Throws an error that names the stage and shows the lines around the operation at fault. */
export function verify(fn: IrFunction, stage: string): void {
  new Verifier(fn, stage).run();
}

/** What an exit may target, and how many values it must carry there. */
type Labelled = LoopOp | BlockOp;

class Verifier {
  readonly #fn: IrFunction;
  readonly #stage: string;
  readonly #defined = new Set<ValueId>();
  readonly #labelsSeen = new Set<Label>();
  readonly #scope = new Set<ValueId>();
  /** What has come into scope, in order: leaving a region takes it out again. */
  readonly #entered: ValueId[] = [];
  #targets: readonly Labelled[] = [];
  #results: readonly IrType[];

  constructor(fn: IrFunction, stage: string) {
    this.#fn = fn;
    this.#stage = stage;
    this.#results = fn.results;
  }

  run(): void {
    const { params, body } = this.#fn;
    for (const param of params) this.#define(param.value, undefined);
    if (body.params.length > 0) this.#fail('the body of a function has no parameters of its own', undefined);
    this.#region(body, undefined, (end) => end === 'return' || end === 'throw', []);
  }

  /** @param yields types of the values that a `yield` must carry. */
  #region(
    region: Region,
    owner: Op | undefined,
    mayEnd: (kind: string) => boolean,
    yields: readonly (IrType | undefined)[],
  ): void {
    const outer = this.#entered.length;
    for (const param of region.params) this.#define(param, owner);
    let last = owner;
    for (const op of region.ops) {
      this.#op(op);
      last = op;
    }
    const { end } = region;
    if (!mayEnd(end.kind)) this.#fail(`a region may not end in ${end.kind} here`, last);
    for (const value of carriedBy(end)) this.#use(value, last);
    if (end.kind === 'yield') this.#carry(end.values, yields, 'yield', last);
    if (end.kind === 'return') this.#carry(end.values, this.#returned(end.values), 'return', last);
    if (end.kind === 'break' || end.kind === 'continue') {
      const target = this.#targets.find((one) => one.label === end.label);
      if (target === undefined) this.#fail(`${end.kind} names a label that is not around it`, last);
      if (end.kind === 'continue' && target.kind !== 'loop') this.#fail('continue names a block', last);
      const dests = end.kind === 'continue' && target.kind === 'loop' ? target.params : target.results;
      this.#carry(end.values, this.#types(dests), end.kind, last);
    }
    this.#leave(outer);
  }

  #op(op: Op): void {
    for (const value of operandsOf(op)) this.#use(value, op);
    this.#arities(op);
    const exits = (kind: string): boolean => kind !== 'yield';
    const anyEnd = (): boolean => true;
    switch (op.kind) {
      case 'if':
        this.#noParams(op, op.then, op.else);
        for (const arm of [op.then, op.else]) this.#region(arm, op, anyEnd, this.#types(op.results));
        break;
      case 'block':
        this.#noParams(op, op.body);
        this.#within(op, () => this.#region(op.body, op, anyEnd, this.#types(op.results)));
        break;
      case 'loop':
        this.#loop(op, exits);
        break;
      case 'closure': {
        const outer = { targets: this.#targets, results: this.#results, entered: this.#entered.length };
        [this.#targets, this.#results] = [[], op.results];
        for (const param of op.params) this.#define(param.value, op);
        this.#region(op.body, op, (kind) => kind === 'return' || kind === 'throw', []);
        [this.#targets, this.#results] = [outer.targets, outer.results];
        this.#leave(outer.entered);
        break;
      }
      default:
    }
    for (const value of resultsOf(op)) this.#define(value, op);
  }

  #loop(op: Op & LoopOp, exits: (kind: string) => boolean): void {
    this.#noParams(op, op.test, op.body);
    if (op.params.length !== op.initial.length)
      this.#fail(`a loop with ${op.params.length} parameters has ${op.initial.length} initial values`, op);
    if (op.params.length !== op.results.length)
      this.#fail(`a loop with ${op.params.length} parameters has ${op.results.length} results`, op);
    this.#fit(op.initial, this.#types(op.params), 'initial value', op);
    this.#fit(op.params, this.#types(op.results), 'parameter', op);
    const outer = this.#entered.length;
    for (const param of op.params) this.#define(param, op);
    this.#region(op.test, op, (kind) => kind === 'yield', [{ kind: 'boolean' }]);
    this.#within(op, () => this.#region(op.body, op, exits, []));
    this.#leave(outer);
  }

  #within(target: Op & Labelled, inside: () => void): void {
    if (this.#labelsSeen.has(target.label)) this.#fail('a label is used twice', target);
    this.#labelsSeen.add(target.label);
    const outer = this.#targets;
    this.#targets = [...outer, target];
    inside();
    this.#targets = outer;
  }

  #noParams(op: Op, ...regions: readonly Region[]): void {
    if (regions.some((region) => region.params.length > 0))
      this.#fail(`a region of ${op.kind} has parameters of its own`, op);
  }

  #arities(op: Op): void {
    switch (op.kind) {
      case 'if':
        if (this.#typeOf(op.test).kind !== 'boolean') this.#fail('the test of an if is not a boolean', op);
        break;
      case 'opaque':
        if (op.form === 'expression' && (op.results.length > 1 || op.variables.length > 0)) {
          this.#fail('an opaque expression has one result and no variables', op);
        }
        if (op.form === 'statement' && op.results.length > 0)
          this.#fail('an opaque statement has no results besides its variables', op);
        for (const part of op.template) {
          if (typeof part === 'string' || 'class' in part || 'helper' in part) continue;
          const known = 'arg' in part ? part.arg < op.args.length : part.variable < op.variables.length;
          if (!known) this.#fail('a hole names nothing', op);
        }
        break;
      case 'apply': {
        const kind = this.#typeOf(op.result).kind;
        const wanted = truths.has(op.primitive) ? 'boolean' : ofAnyType.has(op.primitive) ? kind : 'number';
        if (kind !== wanted && kind !== 'maybe' && kind !== 'opaque') {
          this.#fail(`${op.primitive} gives a ${wanted}, not a ${kind}`, op);
        }
        if (op.primitive === 'select' && op.args.length !== 3) this.#fail('select takes three values', op);
        break;
      }
      case 'tapeStore':
      case 'tapeLoad':
      case 'tapeReserve':
      case 'tapeTop':
      case 'tapeSetTop':
        if (this.#typeOf(op.tape).kind !== 'tape') this.#fail('not a tape', op);
        break;
      default:
    }
  }

  #returned(values: readonly ValueId[]): readonly (IrType | undefined)[] {
    const isVoid = this.#results.every((type) => type.kind === 'void');
    return isVoid && values.length === 0 ? [] : this.#results;
  }

  #carry(values: readonly ValueId[], types: readonly (IrType | undefined)[], what: string, op: Op | undefined): void {
    if (values.length !== types.length)
      this.#fail(`${what} carries ${values.length} values where ${types.length} are due`, op);
    this.#fit(values, types, `value of ${what}`, op);
  }

  #fit(values: readonly ValueId[], types: readonly (IrType | undefined)[], what: string, op: Op | undefined): void {
    values.forEach((value, index) => {
      const [from, to] = [this.#typeOf(value), types[index]];
      if (to !== undefined && !fits(from, to))
        this.#fail(`${what} ${index} is a ${from.kind} where a ${to.kind} is due`, op);
    });
  }

  #types(values: readonly ValueId[]): readonly IrType[] {
    return values.map((value) => this.#typeOf(value));
  }

  #typeOf(value: ValueId): IrType {
    const info = this.#fn.values.get(value);
    if (info === undefined) this.#fail(`value ${value} has no type`, undefined);
    return info.type;
  }

  #define(value: ValueId, op: Op | undefined): void {
    if (this.#defined.has(value)) this.#fail(`value ${value}${this.#nameOf(value)} is defined twice`, op);
    this.#typeOf(value);
    this.#defined.add(value);
    this.#scope.add(value);
    this.#entered.push(value);
  }

  #leave(outer: number): void {
    for (const value of this.#entered.splice(outer)) this.#scope.delete(value);
  }

  #use(value: ValueId, op: Op | undefined): void {
    if (this.#scope.has(value)) return;
    const problem = this.#defined.has(value) ? 'is out of scope' : 'is used before it is defined';
    this.#fail(`value ${value}${this.#nameOf(value)} ${problem}`, op);
  }

  #nameOf(value: ValueId): string {
    const name = this.#fn.values.get(value)?.name;
    return name === undefined ? '' : ` (${name})`;
  }

  #fail(problem: string, op: Op | undefined): never {
    const lines = printLines(this.#fn);
    const at = Math.max(
      0,
      lines.findIndex((line) => op !== undefined && line.op === op),
    );
    const shown = lines
      .slice(Math.max(0, at - 5), at + 6)
      .map((line) => `${op !== undefined && line.op === op ? '>' : ' '} ${line.text}`);
    throw new IrError(
      `ADC9001: after ${this.#stage}, ${this.#fn.name} is not well formed: ${problem}\n\n${shown.join('\n')}\n`,
    );
  }
}

const truths: ReadonlySet<string> = new Set(
  'lt le gt ge eq ne looseEq looseNe not and or isNaN isFinite numberIsNaN numberIsFinite numberIsInteger'.split(' '),
);

/** `add` also joins strings. */
const ofAnyType: ReadonlySet<string> = new Set(['select', 'add', 'stopGradient']);

/** Basic sanity: kinds agree, where `maybe` and `opaque` may hold anything. */
function fits(from: IrType, to: IrType): boolean {
  if (from.kind === 'array' && to.kind === 'array')
    return from.storage === to.storage || from.kinds !== undefined || to.kinds !== undefined;
  // A derivative that is looked for under a key is not found in a field.
  if (from.kind === 'keyed' && to.kind === 'keyed') return from.container === to.container;
  const kinds = [from.kind, to.kind];
  if (kinds.includes('keyed') && kinds.includes('object')) return false;
  if (from.kind === to.kind) return true;
  return [from.kind, to.kind].some(
    (kind) => kind === 'maybe' || kind === 'opaque' || kind === 'void' || kind === 'object',
  );
}
