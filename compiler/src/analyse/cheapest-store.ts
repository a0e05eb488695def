/** Which values to store, so that all that are needed can be had: a minimum cut between what cannot be computed again and what is needed. */

import { FlowGraph } from './minimum-cut.js';

export type Source = {
  /** The values that it is computed from, should it be computed again; undefined: it cannot be. */
  readonly from: readonly number[] | undefined;
  /** What storing it costs; Infinity: it cannot be stored. Integers keep sums exact. */
  readonly price: number;
  /** What computing it once more costs. */
  readonly work: number;
};

export type Store = {
  readonly cost: number;
  readonly stored: ReadonlySet<number>;
};

/** @param sourceOf what is known of a value; undefined: it is at hand, for free. */
export function cheapestStore(needed: Iterable<number>, sourceOf: (value: number) => Source | undefined): Store {
  const graph = new FlowGraph();
  const [source, sink] = [graph.node(), graph.node()];
  // Missing stands before `before`, at hand behind `behind`: whoever cuts the edge in the middle stores the value, whoever cuts
  // that from the source computes it.
  const nodes = new Map<number, { readonly before: number; readonly behind: number }>();
  const waiting: number[] = [];
  const behind = (value: number): number | undefined => {
    const known = nodes.get(value);
    if (known !== undefined) return known.behind;
    if (sourceOf(value) === undefined) return undefined;
    const made = { before: graph.node(), behind: graph.node() };
    nodes.set(value, made);
    waiting.push(value);
    return made.behind;
  };
  for (const value of needed) {
    const node = behind(value);
    if (node !== undefined) graph.edge(node, sink, Infinity);
  }
  for (const value of waiting) {
    const { from, price, work } = sourceOf(value)!;
    const node = nodes.get(value)!;
    graph.edge(source, node.before, from === undefined ? Infinity : work);
    graph.edge(node.before, node.behind, price);
    for (const each of from ?? []) {
      const other = behind(each);
      if (other !== undefined) graph.edge(other, node.before, Infinity);
    }
  }
  const { cost, isReached } = graph.cut(source, sink);
  const stored = [...nodes].filter(([, node]) => isReached(node.before) && !isReached(node.behind));
  return { cost, stored: new Set(stored.map(([value]) => value)) };
}
