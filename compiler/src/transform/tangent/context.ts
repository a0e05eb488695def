/** What forward mode knows on its way: which tangent goes with which value. */

import type { FunctionBuilder, RegionBuilder } from '../../ir/builder.js';
import { isReference, isScalar, mayHoldIntegers, tangentType } from '../../ir/type-facts.js';
import type { CallOp, Callee, IrFunction, LoopOp, Region, ValueId } from '../../ir/types.js';
import { opsOf } from '../../ir/walk.js';
import type { Activity, Mask } from '../../analyse/activity.js';
import type { Memory } from '../../analyse/memory.js';
import { completeShadow, incomplete } from '../completed.js';
import type { PlaceOf } from '../locate.js';
import type { Outlined } from '../outline.js';

export type TangentShape = {
  readonly callee: Callee;
  /** For each parameter: whether a tangent of it follows the parameters. */
  readonly dots: readonly boolean[];
};

/** A loop that has found a fixed point. */
export type SolvedLoop = {
  readonly turns: Outlined;
  readonly shape: TangentShape;
  /** Arrays and objects that the turns write. */
  readonly memory: readonly ValueId[];
  readonly tolerance: number | undefined;
};

export type TangentInput = {
  readonly fn: IrFunction;
  readonly memory: Memory;
  readonly activity: Activity;
  readonly shape: (call: CallOp, mask: Mask) => TangentShape;
  /** Of a loop whose solution is differentiated. */
  readonly solved: (loop: LoopOp) => SolvedLoop | undefined;
  /** Which parameters the signature has a tangent for. */
  readonly dots: readonly boolean[];
  /** Whether the tangent goes to the user, in the storage of the value, and not to a caller that is differentiated itself. */
  readonly outward: boolean;
  /** Tangents of parameters that the function overwrites are copied first: those passed in stay as they are. */
  readonly copied: readonly ValueId[];
  /** Given: the companion says where numbers stop being finite. */
  readonly placeOf: PlaceOf | undefined;
};

/** The tangents of one function's values. */
export class Tangents {
  readonly input: TangentInput;
  readonly values: FunctionBuilder;
  /** Tangents of scalars and shadows of references; a scalar that is absent has tangent zero. */
  readonly known = new Map<ValueId, ValueId>();
  #constants: ReadonlyMap<ValueId, number> | undefined;

  constructor(input: TangentInput, values: FunctionBuilder) {
    this.input = input;
    this.values = values;
  }

  /** Whether a value is followed by its tangent wherever it is handed on. */
  isPaired(value: ValueId): boolean {
    return this.input.activity.isActive(value) || this.hasShadow(value);
  }

  hasShadow(value: ValueId): boolean {
    return isReference(this.values.typeOf(value)) && this.input.activity.hasShadow(value);
  }

  /** The tangent of a scalar, zero when it has none. */
  dot(value: ValueId, into: RegionBuilder): ValueId {
    return this.known.get(value) ?? into.constant(0);
  }

  shadow(value: ValueId, into: RegionBuilder): ValueId {
    const known = this.known.get(value);
    if (known !== undefined) return known;
    // Something inactive beside active things: a shadow of zeros that nobody keeps.
    return into.emit(tangentType(this.values.typeOf(value)), (result) => ({
      kind: 'alloc',
      result,
      init: { form: 'shadow', of: value },
    }));
  }

  handOn(value: ValueId, into: RegionBuilder): ValueId {
    return isScalar(this.values.typeOf(value)) ? this.dot(value, into) : this.shadow(value, into);
  }

  pair(of: ValueId): ValueId {
    const dot = this.dotValue(of);
    this.known.set(of, dot);
    return dot;
  }

  paired(results: readonly ValueId[]): readonly ValueId[] {
    return [...results, ...results.flatMap((result) => (this.isPaired(result) ? [this.pair(result)] : []))];
  }

  /** Takes the tangent of something out of a structure of tangents. */
  pairWith(of: ValueId, take: (result: ValueId) => void, into: RegionBuilder): void {
    if (!mayHoldIntegers(this.values.typeOf(of))) return take(this.pair(of));
    const given = this.givenDot(of);
    take(given);
    completeShadow(given, of, this.pair(of), into);
  }

  /** A tangent that comes from outside, where an array of integers has none. */
  givenDot(of: ValueId): ValueId {
    const dot = this.dotValue(of);
    if (!mayHoldIntegers(this.values.typeOf(of))) return dot;
    const { type, name } = this.values.infoOf(dot);
    return this.values.value(incomplete(type), name);
  }

  dotValue(of: ValueId): ValueId {
    const { type, name } = this.values.infoOf(of);
    return this.values.value(tangentType(type), name === undefined ? undefined : `${name}Dot`);
  }

  /** The number that a value is known to be. */
  constant(value: ValueId): number | undefined {
    this.#constants ??= constantsOf(this.input.fn.body);
    return this.#constants.get(value);
  }
}

function constantsOf(body: Region): ReadonlyMap<ValueId, number> {
  const constants = new Map<ValueId, number>();
  for (const op of opsOf(body)) {
    if (op.kind === 'const' && typeof op.value === 'number') constants.set(op.result, op.value);
  }
  return constants;
}
