/**
 * Reverse mode: from a primal to the companions that compute its value and its gradients.
 *
 * Before: exits structured, reversal prepared, activity and recording known.
 * After: ordinary IR. One pair of sweeps is packed in three ways: one function (adjoint), a forward sweep that returns the
 * reverse sweep as a function (pullback), or two functions that meet on a tape (the halves, for callers that are reversed).
 */

import { TAPE } from '../../ir/type-facts.js';
import type { IrFunction } from '../../ir/types.js';
import { carriedBy } from '../../ir/walk.js';
import { firstWord } from './bits.js';
import { CompanionBuilder } from './companion-builder.js';
import type { Cursors, ReversalInput } from './context.js';
import { ForwardSweep } from './forward.js';
import { TurnsInPlace } from './in-place.js';
import { ReverseSweep } from './reverse.js';
import { Scope } from './scope.js';

export type { CheckpointedLoop, HalvesShape, ReversalInput } from './context.js';
export { type FrameEntry, frameOf } from './context.js';
export { type Crossing, returnedParams, transformHalves } from './halves.js';

/** `fAdjoint(...params, cotangent): [value, gradients]`. Recording must be for joint timing. */
export function transformAdjoint(input: ReversalInput): IrFunction {
  const build = new CompanionBuilder(input);
  const { context, root } = build;
  const usesTape = build.usesTape();
  if (usesTape)
    context.tape = root.emit(TAPE, (result) => ({ kind: 'helper', result, name: 'openTape', args: [] }), 'tape');
  build.makeShadows();
  build.noteEntryStructure();
  const { end: last } = input.fn.body;
  const value = last.kind === 'throw' ? undefined : carriedBy(last)[0];
  const cotangent = build.cotangentParam(value);
  const reverse = new ReverseSweep(context);
  const forward = new ForwardSweep(context, firstCursors(build), new TurnsInPlace(context, reverse, cotangent?.value));
  const end = forward.root(root);
  if (end.kind === 'throw') return build.finish(build.primalParams(), end);
  const scope = new Scope(root, input.recording.segments.root, { cursors: forward.cursors });
  build.seed(value, cotangent?.value, scope);
  reverse.root(scope);
  if (usesTape) root.add({ kind: 'helper', name: 'closeTape', result: undefined, args: [context.tape!] });
  const gradients = build.gradients(scope, 'gradientOf');
  return build.finish(
    [...build.primalParams(), ...(cotangent === undefined ? [] : [cotangent])],
    build.returned(value, gradients, root),
  );
}

/** `fPullback(...params): [value, (cotangent) => gradients]`. Recording must be for later timing. */
export function transformPullback(input: ReversalInput): IrFunction {
  const build = new CompanionBuilder(input);
  const { context, root } = build;
  if (build.usesTape())
    context.tape = root.emit(TAPE, (result) => ({ kind: 'helper', result, name: 'ownTape', args: [] }), 'tape');
  build.makeShadows();
  build.noteEntryStructure();
  build.makeSnapshots();
  const forward = new ForwardSweep(context, firstCursors(build));
  const end = forward.root(root);
  if (end.kind === 'throw') return build.finish(build.primalParams(), end);
  const value = carriedBy(end)[0];
  const cotangent = build.cotangentParam(value);
  const body = root.nested();
  const scope = new Scope(body, input.recording.segments.root, { cursors: { ...forward.cursors } });
  build.seed(value, cotangent?.value, scope);
  new ReverseSweep(context).root(scope);
  // Called again, the pullback finds all structures as the forward sweep left them.
  context.settleStructures(body);
  const gradients = build.gradients(scope, 'take');
  const closure = context.values.value({ kind: 'opaque', text: build.pullbackType(cotangent) }, 'pullback');
  root.add({
    kind: 'closure',
    result: closure,
    params: cotangent === undefined ? [] : [{ value: cotangent.value, typeText: cotangent.typeText }],
    results: [context.typeOf(gradients)],
    body: body.end({ kind: 'return', values: [gradients] }),
  });
  return build.finish(build.primalParams(), build.returned(value, closure, root));
}

/** Where both sweeps begin on a tape of their own, should there be one. */
function firstCursors({ context, root }: CompanionBuilder): Cursors {
  if (context.tape === undefined) return { number: undefined, reference: undefined, bits: undefined };
  return { number: root.constant(0), reference: root.constant(0), bits: firstWord(context, root) };
}
