/** Copies of typed array views that overlap where the originals overlap. */

import { type Container, put } from './structure.js';

/** A stretch of one buffer covered by views that overlap. */
export interface Segment {
  start: number;
  end: number;
  readonly buffer: ArrayBufferLike;
  /** The only element type in it; `undefined` if there are several. */
  element: unknown;
  /** Where its copies are. */
  copy?: ArrayBuffer;
}

/** Where the copy of a view belongs. */
export type Place<V> = readonly [view: V, into: Container, key: unknown];

/** How to copy a view that shares memory with no other, a segment, and a view of a segment. */
export interface ViewCopier<V, C> {
  readonly alone: (view: V) => C;
  readonly segment: (segment: Segment, view: V) => ArrayBuffer;
  readonly within: (view: V, segment: Segment, buffer: ArrayBuffer) => C;
}

/** Puts a copy of each view into its place; one view has one copy. */
export function placeViews<V extends ArrayBufferView, C>(places: readonly Place<V>[], copier: ViewCopier<V, C>): void {
  const copies = new Map<V, C | undefined>();
  for (const [view] of places) copies.set(view, undefined);
  const segments = copies.size > 1 ? segmentsOf(copies.keys()) : undefined;
  for (const [view, into, key] of places) {
    let copy = copies.get(view);
    if (!copy) {
      const segment = segments?.get(view);
      copy = segment
        ? copier.within(view, segment, (segment.copy ??= copier.segment(segment, view)))
        : copier.alone(view);
      copies.set(view, copy);
    }
    put(into, key, copy);
  }
}

/** The segment of each view, or `undefined` when no two views share a buffer. */
function segmentsOf<V extends ArrayBufferView>(views: Iterable<V>): Map<V, Segment> | undefined {
  const sorted = [...views].sort((a, b) => a.byteOffset - b.byteOffset);
  const open = new Map<ArrayBufferLike, Segment>();
  const segments = new Map<V, Segment>();
  let shared = false;
  for (const view of sorted) {
    const { byteOffset: start, buffer, constructor: element } = view;
    const end = start + view.byteLength;
    let segment = open.get(buffer);
    shared ||= segment !== undefined;
    if (segment && start < segment.end) {
      segment.end = Math.max(segment.end, end);
      if (segment.element !== element) segment.element = undefined;
    } else {
      segment = { start, end, buffer, element };
      open.set(buffer, segment);
    }
    segments.set(view, segment);
  }
  return shared ? segments : undefined;
}
