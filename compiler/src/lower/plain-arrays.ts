/** Plain arrays as opposed to instances of classes that extend `Array`, which may be given for them. */

import type ts from 'typescript';
import { typeText } from '../ir/type-text.js';
import type { ValueId } from '../ir/types.js';
import { extendsArray } from './array-classes.js';
import { lineage } from './classes.js';
import { boolean, type Lowering, refusal, typeOf } from './context.js';
import { branch } from './control.js';
import { throwUnknown } from './dispatch.js';
import { classesIn } from './families.js';
import { imports } from './imports.js';
import { opaquePieces } from './opaque.js';

/** Stops the companion where what is said to be a plain array is an instance of a class after all, and a method would have that make its result. */
export function expectPlain(cx: Lowering, node: ts.Node, array: ValueId, name: string): void {
  if (!maybeInstance(cx, array)) return;
  const pure = { kind: 'pure', writesArguments: false } as const;
  const pieces = ['Array.isArray(Object.getPrototypeOf(', array, '))'];
  const isPlain = opaquePieces(cx, node, pieces, boolean, pure, refusal(1016, node, { name }));
  branch(
    cx,
    node,
    isPlain,
    () => undefined,
    () => throwUnknown(cx, node, array, JSON.stringify(`${typeText(typeOf(cx, array))}.${name}`)),
  );
}

/** Whether what is said to be a plain array may be an instance of a class whose constructor decides what `map` and `filter` give. */
function maybeInstance(cx: Lowering, array: ValueId): boolean {
  const { ts, project, home } = cx;
  const made = cx.region.ops.findLast((op) => (op.kind === 'alloc' || op.kind === 'method') && op.result === array);
  if (made?.kind === 'alloc' || made?.kind === 'method') return false;
  return classesIn(project).some(({ node }) => {
    const file = node.getSourceFile();
    const isNear = file === home || imports(project, file, home) || imports(project, home, file);
    return (
      isNear &&
      extendsArray(project, node) &&
      lineage(project, node).some((each) => each.members.some(ts.isConstructorDeclaration))
    );
  });
}
