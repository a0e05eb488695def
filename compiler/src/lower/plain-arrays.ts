/** Plain arrays as opposed to instances of classes that extend `Array`, which may be given for them. */

import type ts from 'typescript';
import { typeText } from '../ir/type-text.js';
import type { Storage, ValueId } from '../ir/types.js';
import { arrayBeneath } from './array-classes.js';
import { lineage } from './classes.js';
import { boolean, type Lowering, refusal, typeOf } from './context.js';
import { branch } from './control.js';
import { throwUnknown } from './dispatch.js';
import { classesIn } from './families.js';
import { imports } from './imports.js';
import { opaquePieces, type Piece } from './opaque.js';

/** Stops the companion where what is said to be a plain array is an instance of a class after all, and a method would have that make its result. */
export function expectPlain(cx: Lowering, node: ts.Node, array: ValueId, name: string): void {
  const pieces = instancesOf(cx, array).flatMap((base, i): Piece[] => [
    i > 0 ? ' && ' : '',
    ...plainPieces(array, base),
  ]);
  if (pieces.length === 0) return;
  const pure = { kind: 'pure', writesArguments: false } as const;
  const isPlain = opaquePieces(cx, node, pieces, boolean, pure, refusal(1016, node, { name }));
  branch(
    cx,
    node,
    isPlain,
    () => undefined,
    () => throwUnknown(cx, node, array, JSON.stringify(`${typeText(typeOf(cx, array))}.${name}`)),
  );
}

/** Asks whether an array, should it be of one kind, is an instance of no class. */
function plainPieces(array: ValueId, base: Storage): readonly Piece[] {
  const prototype = ['Object.getPrototypeOf(', array, ')'];
  return base === 'Array'
    ? ['(Array.isArray(', ...prototype, ') || !Array.isArray(', array, '))']
    : ['(', ...prototype, ` === ${base}.prototype || !(`, array, ` instanceof ${base}))`];
}

/** Kinds of arrays of which a value may be an instance of a class whose constructor decides what `map` and `filter` give. */
function instancesOf(cx: Lowering, array: ValueId): readonly Storage[] {
  const { ts, project, home } = cx;
  const made = cx.region.ops.findLast((op) => (op.kind === 'alloc' || op.kind === 'method') && op.result === array);
  const type = typeOf(cx, array);
  if (made?.kind === 'alloc' || made?.kind === 'method' || type.kind !== 'array') return [];
  const found = new Set<Storage>();
  for (const { node } of classesIn(project)) {
    const base = arrayBeneath(project, node);
    if (base === undefined || (type.kinds === undefined && base !== type.storage)) continue;
    const file = node.getSourceFile();
    const isNear = file === home || imports(project, file, home) || imports(project, home, file);
    if (isNear && lineage(project, node).some((each) => each.members.some(ts.isConstructorDeclaration)))
      found.add(base);
  }
  return [...found];
}
