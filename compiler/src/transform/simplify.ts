/**
 * Clean-up before and after differentiation: folding, copies, common subexpressions, choices already decided, dead code.
 * Nothing is moved, and no floating-point operation is reordered: the primal's bits stay what they are. Sources of the same value are
 * merged only where one dominates the other.
 */

import { aliasKey, exactClass, mayHoldIntegers, sameClass } from '../ir/type-facts.js';
import type { ApplyOp, IfOp, ClassRef, IrFunction, LoopOp, Op, Region, Terminator, ValueId } from '../ir/types.js';
import {
  carriedBy,
  cloneRegion,
  regionsWithin,
  resultsOf,
  substitute,
  substituteEnd,
  type Substitution,
  opsOf,
} from '../ir/walk.js';
import { removeDeadCode } from './dead-code.js';
import { type Constant, fold, identity, type Known } from './folding.js';

export function simplify(fn: IrFunction): IrFunction {
  let current = fn;
  for (let round = 0; round < 8; round++) {
    const pass = new Simplifier(current);
    const next = removeDeadCode(pass.function());
    current = next;
    if (!pass.changed) break;
  }
  return current;
}

class Simplifier {
  readonly #fn: IrFunction;
  readonly #replaced = new Map<ValueId, ValueId>();
  readonly #constants = new Map<ValueId, { readonly value: Constant }>();
  readonly #definitions = new Map<ValueId, Op>();
  readonly #known: Known = {
    constant: (value) => this.#constants.get(value),
    definition: (value) => this.#definitions.get(value),
    typeOf: (value) => this.#fn.values.get(value)!.type,
  };
  changed = false;
  /** Grows with every operation that may write memory: a load is known only while it stays the same. */
  #memory = 0;

  constructor(fn: IrFunction) {
    this.#fn = fn;
  }

  function(): IrFunction {
    const body = this.#region(this.#fn.body, new Map());
    return { ...this.#fn, body: cloneRegion(body, this.#resolved(), (value) => value) };
  }

  #resolved(): Map<ValueId, ValueId> {
    return new Map([...this.#replaced.keys()].map((value) => [value, this.#resolve(value)]));
  }

  #resolve(value: ValueId): ValueId {
    let at = value;
    for (let next = this.#replaced.get(at); next !== undefined; next = this.#replaced.get(at)) at = next;
    return at;
  }

  #replace(value: ValueId, by: ValueId): void {
    const target = this.#resolve(by);
    if (target === value) return;
    this.#replaced.set(value, target);
    this.changed = true;
  }

  readonly #by: Substitution = {
    operand: (value) => this.#resolve(value),
    result: (value) => value,
    label: (label) => label,
  };

  /** @param available expressions already computed on the way here, by their text. */
  #region(region: Region, available: ReadonlyMap<string, ValueId>): Region {
    const known = new Map(available);
    const ops: Op[] = [];
    let end: Terminator | undefined;
    for (const op of region.ops) {
      if (end !== undefined) break;
      end = this.#op(
        substitute(op, this.#by, (nested) => nested),
        known,
        ops,
      );
    }
    return { params: region.params, ops, end: end ?? substituteEnd(region.end, this.#by) };
  }

  /** Adds what remains of an operation; a terminator comes back when control certainly leaves here. */
  #op(op: Op, known: Map<string, ValueId>, into: Op[]): Terminator | undefined {
    switch (op.kind) {
      case 'const': {
        const key = `const ${typeof op.value} ${Object.is(op.value, -0) ? '-0' : String(op.value)} ${op.text ?? ''} ${aliasKey(this.#fn.values.get(op.result)!.type)}`;
        this.#constants.set(op.result, { value: op.value });
        const same = known.get(key);
        if (same !== undefined) {
          this.#replace(op.result, same);
          return undefined;
        }
        known.set(key, op.result);
        this.#definitions.set(op.result, op);
        into.push(op);
        return undefined;
      }
      case 'apply':
        this.#apply(op, known, into);
        return undefined;
      case 'helper': {
        const isKnown = op.name === 'holdsIntegers' && !mayHoldIntegers(this.#fn.values.get(op.args[0]!)!.type);
        if (isKnown)
          return this.#op({ kind: 'const', result: op.result!, value: false, origin: op.origin }, known, into);
        const key = `${op.name} ${op.args.join(' ')}`;
        const same = op.name === 'holdsIntegers' ? known.get(key) : undefined;
        if (same !== undefined) {
          this.#replace(op.result!, same);
          return undefined;
        }
        if (op.name === 'holdsIntegers') known.set(key, op.result!);
        if (mayWrite(op)) this.#memory++;
        into.push(op);
        return undefined;
      }
      case 'alloc':
        // The shadow of nothing is nothing.
        if (op.init.form !== 'shadow') this.#definitions.set(op.result, op);
        into.push(op);
        return undefined;
      case 'if': {
        const decided = this.#constants.get(op.test)?.value;
        if (typeof decided === 'boolean') return this.#takeArm(op, decided ? op.then : op.else, known, into);
        const then = this.#region(op.then, known);
        const otherwise = this.#region(op.else, known);
        this.#shareYields(op.results, then, otherwise);
        into.push(this.#withoutConstants({ ...op, then, else: otherwise }, known, into));
        return undefined;
      }
      case 'loop': {
        this.#dropInvariants(op);
        if ([...opsOf(op.body), ...opsOf(op.test)].some(mayWrite)) this.#memory++;
        const test = this.#region(op.test, known);
        const body = this.#region(op.body, known);
        into.push({ ...op, test, body });
        return undefined;
      }
      case 'load':
      case 'get':
      case 'length': {
        const cell =
          op.kind === 'load'
            ? `${op.array} ${op.index} ${op.mayMiss}`
            : op.kind === 'get'
              ? `${op.object} ${op.field}`
              : op.array;
        const key = `${op.kind} ${this.#memory} ${cell}`;
        const same = known.get(key);
        if (same !== undefined && this.#sameType(same, op.result)) {
          this.#replace(op.result, same);
          return undefined;
        }
        known.set(key, op.result);
        into.push(op);
        return undefined;
      }
      case 'opaque': {
        const asked = op.asks;
        if (asked !== undefined) {
          const is = this.#isInstance(op.args[0]!, asked);
          if (is !== undefined) {
            this.changed = true;
            return this.#op({ kind: 'const', result: op.results[0]!, value: is, origin: op.origin }, known, into);
          }
          const key = `asks ${asked.file}#${asked.name} ${op.args[0]!}`;
          const earlier = known.get(key);
          if (earlier !== undefined) {
            this.#replace(op.results[0]!, earlier);
            return undefined;
          }
          known.set(key, op.results[0]!);
        }
        if (mayWrite(op)) this.#memory++;
        into.push(op);
        return undefined;
      }
      case 'closure':
        this.#memory++; // it runs later
        into.push({ ...op, body: this.#region(op.body, known) });
        this.#memory++;
        return undefined;
      case 'block': {
        const body = this.#region(op.body, known);
        const leaves = ({ kind, ...end }: Terminator): boolean =>
          kind === 'break' && 'label' in end && end.label === op.label;
        const ways = [...regionsWithin(body)].filter(({ end }) => leaves(end)).length;
        if (ways > (leaves(body.end) ? 1 : 0)) {
          into.push({ ...op, body });
          return undefined;
        }
        this.changed = true;
        into.push(...body.ops);
        if (body.end.kind !== 'yield' && !leaves(body.end)) return body.end;
        carriedBy(body.end).forEach((value, i) => this.#replace(op.results[i]!, value));
        return undefined;
      }
      default:
        if (mayWrite(op)) this.#memory++;
        into.push(op);
        return undefined;
    }
  }

  #sameType(a: ValueId, b: ValueId): boolean {
    const [x, y] = [this.#fn.values.get(a)!.type, this.#fn.values.get(b)!.type];
    return x === y || (x.kind === y.kind && x.kind !== 'opaque' && aliasKey(x) === aliasKey(y));
  }

  /** Whether a value is an instance of this very class, where its type tells. */
  #isInstance(value: ValueId, asked: ClassRef): boolean | undefined {
    const type = this.#fn.values.get(value)!.type;
    const made = this.#definitions.get(value);
    if (made?.kind === 'alloc' && made.init.form === 'object' && made.init.instance === undefined) return false;
    const named = made?.kind === 'opaque' && made.template.length === 1 ? made.template[0] : undefined;
    if (made?.kind === 'const') return false;
    const exact = typeof named === 'object' && 'class' in named ? named.class : exactClass(type);
    return exact && sameClass(exact, asked);
  }

  #takeArm(
    op: Extract<Op, { kind: 'if' }>,
    arm: Region,
    known: Map<string, ValueId>,
    into: Op[],
  ): Terminator | undefined {
    this.changed = true;
    for (const inner of arm.ops) {
      const end = this.#op(
        substitute(inner, this.#by, (nested) => nested),
        known,
        into,
      );
      if (end !== undefined) return end;
    }
    const end = substituteEnd(arm.end, this.#by);
    if (end.kind !== 'yield') return end;
    end.values.forEach((value, i) => this.#replace(op.results[i]!, value));
    return undefined;
  }

  #shareYields(results: readonly ValueId[], then: Region, otherwise: Region): void {
    if (then.end.kind === 'yield' && otherwise.end.kind === 'yield') {
      const others = otherwise.end.values;
      const inside = new Set([...definedIn(then), ...definedIn(otherwise)]);
      then.end.values.forEach((value, i) => {
        if (value === others[i] && !inside.has(value)) this.#replace(results[i]!, value);
      });
    }
  }

  /** A branch without the results that are one constant on both sides: that stands before it. */
  #withoutConstants(op: IfOp & Op, known: Map<string, ValueId>, into: Op[]): IfOp & Op {
    const [then, otherwise] = [op.then.end, op.else.end];
    if (then.kind !== 'yield' || otherwise.kind !== 'yield') return op;
    const varies = op.results.map((result, i) => {
      const [a, b] = [then, otherwise].map(({ values }) => this.#constants.get(this.#resolve(values[i]!)));
      if (a === undefined || b === undefined || !Object.is(a.value, b.value)) return true;
      if (typeof a.value !== this.#fn.values.get(result)!.type.kind) return true;
      this.#op({ kind: 'const', result, value: a.value, origin: op.origin }, known, into);
      return false;
    });
    if (varies.every(Boolean)) return op;
    this.changed = true;
    const kept = <T>(values: readonly T[]): T[] => values.filter((_, i) => varies[i]);
    return {
      ...op,
      results: kept(op.results),
      then: { ...op.then, end: { ...then, values: kept(then.values) } },
      else: { ...op.else, end: { ...otherwise, values: kept(otherwise.values) } },
    };
  }

  /** A parameter that every turn hands on unchanged is its initial value. */
  #dropInvariants(loop: LoopOp): void {
    const nexts: (readonly ValueId[])[] = [];
    const breaks: (readonly ValueId[])[] = [];
    for (const region of regionsWithin(loop.body)) {
      if (region.end.kind === 'continue' && region.end.label === loop.label) nexts.push(region.end.values);
      if (region.end.kind === 'break' && region.end.label === loop.label) breaks.push(region.end.values);
    }
    loop.params.forEach((param, i) => {
      const initial = loop.initial[i]!;
      const stays = (values: readonly ValueId[]): boolean => {
        const value = this.#resolve(values[i]!);
        return value === param || value === initial;
      };
      // With a break that carries something else the slot stays, and then it is best left as it is.
      if (!nexts.every(stays) || !breaks.every(stays)) return;
      this.#replace(loop.results[i]!, initial);
      this.#replace(param, initial);
    });
  }

  #apply(op: ApplyOp & Op, known: Map<string, ValueId>, into: Op[]): void {
    const same = identity(op, this.#known);
    if (same !== undefined) {
      this.#replace(op.result, same);
      return;
    }
    const folded = fold(op, this.#known);
    if (folded !== undefined) {
      this.#op({ kind: 'const', result: op.result, value: folded.value, origin: op.origin }, known, into);
      this.changed = true;
      return;
    }
    const key = `${op.primitive} ${op.args.join(' ')} ${op.literals?.join(',') ?? ''} ${op.strong ?? ''}`;
    const earlier = known.get(key);
    if (earlier !== undefined) {
      this.#replace(op.result, earlier);
      return;
    }
    known.set(key, op.result);
    this.#definitions.set(op.result, op);
    into.push(op);
  }
}

/** Whether an operation itself may change what a later load finds. */
function mayWrite(op: Op): boolean {
  switch (op.kind) {
    case 'store':
    case 'set':
    case 'call':
    case 'closure':
      return true;
    case 'method':
      return op.name !== 'slice' && op.name !== 'subarray';
    case 'opaque':
      return op.effects === 'effects' || op.writesArguments || op.form === 'statement';
    case 'helper':
      return (
        op.name === 'accumulate' ||
        op.name === 'extend' ||
        op.name === 'clear' ||
        op.name === 'restore' ||
        op.name === 'checkpointed' ||
        op.name === 'fixedPoint' ||
        op.name === 'solveTangent' ||
        op.name === 'reverseTurns' ||
        op.name === 'take' ||
        op.name === 'gradientOf'
      );
    default:
      return false;
  }
}

function definedIn(region: Region): ValueId[] {
  return [...regionsWithin(region)].flatMap((nested) => [...nested.params, ...nested.ops.flatMap(resultsOf)]);
}

/** How many operations a region holds, nested ones included: the measure of code size. */
export function sizeOf(region: Region): number {
  let size = 0;
  for (const nested of regionsWithin(region))
    size += nested.ops.filter((op) => op.kind !== 'const').length + (carriedBy(nested.end).length > 0 ? 1 : 0);
  return size;
}
