/** Fields whose name is computed: one of those that the object's type declares, chosen at run time. */

import type ts from 'typescript';
import { hasTangent } from '../ir/type-facts.js';
import type { IrType, ValueId } from '../ir/types.js';
import { add, apply, boolean, constant, emit, type Lowering, refusal } from './context.js';
import { branch, branchValue } from './control.js';
import { guarded, opaquePieces, snippet } from './opaque.js';
import { skipOuter } from './resolve.js';
import { sameType } from './types.js';
import { terminate } from './context.js';

export type NamedField = {
  readonly kind: 'named';
  readonly object: ValueId;
  readonly key: ValueId;
  /** In the order of the comparisons. */
  readonly names: readonly string[];
  /** Whether the type of the name admits no others. */
  readonly complete: boolean;
  readonly type: IrType;
};

const maxNames = 24;

/** The fields that `object[key]` may mean, if these are known, of one type, and hold numbers. */
export function namesOf(
  cx: Lowering,
  node: ts.ElementAccessExpression,
  receiver: IrType,
): Pick<NamedField, 'names' | 'complete' | 'type'> | undefined {
  const { ts } = cx;
  if (receiver.kind !== 'object' || receiver.tuple || receiver.promisesMore === true) return undefined;
  if (receiver.beyond !== undefined || receiver.computed !== undefined) return undefined;
  const argument = skipOuter(ts, node.argumentExpression);
  const isCast = argument !== node.argumentExpression;
  const keyType = cx.types.typeAt(node.argumentExpression);
  const literals = (keyType.isUnion() ? keyType.types : [keyType]).flatMap((each) =>
    each.isStringLiteral() ? [each.value] : [],
  );
  const isUnion = literals.length > 0 && literals.length === (keyType.isUnion() ? keyType.types.length : 1);
  if (!isUnion && !(keyType.flags & (ts.TypeFlags.StringLike | ts.TypeFlags.Instantiable))) return undefined;
  const names = isUnion ? literals : [...receiver.fields.keys()];
  const [first, ...others] = names.map((name) => receiver.fields.get(name));
  if (first === undefined || names.length > maxNames || !hasTangent(first)) return undefined;
  if (!others.every((other) => other !== undefined && sameType(other, first))) return undefined;
  return { names, complete: isUnion && !isCast, type: first };
}

export function readNamed(cx: Lowering, node: ts.Expression, place: NamedField, type: IrType): ValueId {
  const { object } = place;
  const read = (field: string): ValueId => emit(cx, node, type, (result) => ({ kind: 'get', result, object, field }));
  const from = (index: number): ValueId | undefined => {
    const name = place.names[index];
    if (name === undefined) return unknownName(cx, node, place);
    if (place.complete && index === place.names.length - 1) return read(name);
    return branchValue(
      cx,
      node,
      isNamed(cx, node, place, name),
      () => read(name),
      () => from(index + 1),
      type,
    );
  };
  return from(0) as ValueId;
}

export function writeNamed(cx: Lowering, node: ts.Expression, place: NamedField, value: ValueId): void {
  const { object } = place;
  const given = guarded(cx, node, value, place.type);
  const write = (field: string): void => add(cx, node, { kind: 'set', object, field, value: given });
  const from = (index: number): void => {
    const name = place.names[index];
    if (name === undefined) unknownName(cx, node, place);
    else if (place.complete && index === place.names.length - 1) write(name);
    else
      branch(
        cx,
        node,
        isNamed(cx, node, place, name),
        () => write(name),
        () => from(index + 1),
      );
  };
  from(0);
}

function isNamed(cx: Lowering, node: ts.Node, { key }: NamedField, name: string): ValueId {
  return apply(cx, node, 'eq', [key, constant(cx, node, name)], boolean);
}

/** The type does not declare it, so nothing is known of what it holds. */
function unknownName(cx: Lowering, node: ts.Expression, { key }: NamedField): undefined {
  const refused = refusal(1015, node, { text: snippet(node) });
  const error = opaquePieces(
    cx,
    node,
    ['new TypeError(`The type declares no field ${String(', key, ')}.`)'],
    { kind: 'opaque', text: 'TypeError' },
    { kind: 'effects', writesArguments: false },
    refused,
  );
  terminate(cx, { kind: 'throw', value: error });
  return undefined;
}
