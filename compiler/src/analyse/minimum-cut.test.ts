import { describe, expect, it } from 'vitest';
import { FlowGraph } from './minimum-cut.js';

type Edge = readonly [from: number, to: number, capacity: number];

function cutOf(nodes: number, edges: readonly Edge[]): { cost: number; reached: readonly number[] } {
  const graph = new FlowGraph();
  for (let i = 0; i < nodes; i++) graph.node();
  for (const edge of edges) graph.edge(...edge);
  const { cost, isReached } = graph.cut(0, nodes - 1);
  return { cost, reached: Array.from({ length: nodes }, (_, i) => i).filter(isReached) };
}

/** Tries every set of nodes on the side of the source. */
function cheapest(nodes: number, edges: readonly Edge[]): number {
  let best = Infinity;
  for (let inner = 0; inner < 2 ** (nodes - 2); inner++) {
    best = Math.min(
      best,
      costOf(edges, (node) => node === 0 || (node < nodes - 1 && ((inner >> (node - 1)) & 1) === 1)),
    );
  }
  return best;
}

function costOf(edges: readonly Edge[], isReached: (node: number) => boolean): number {
  return edges.reduce((sum, [from, to, room]) => sum + (isReached(from) && !isReached(to) ? room : 0), 0);
}

function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

describe('minimum cut', () => {
  it('is that of the cheapest of all sets, on random graphs', () => {
    const random = numbers(7);
    const below = (limit: number): number => Math.floor(random.next().value * limit);
    for (let round = 0; round < 400; round++) {
      const nodes = 2 + below(7);
      const edges = Array.from(
        { length: below(20) },
        (): Edge => [below(nodes), below(nodes), below(8) === 0 ? Infinity : below(10)],
      );
      const { cost, reached } = cutOf(nodes, edges);
      expect(cost, JSON.stringify(edges)).toBe(cheapest(nodes, edges));
      if (cost < Infinity) expect(costOf(edges, (node) => reached.includes(node))).toBe(cost);
    }
  });

  it('lies nearest to the source where several are equally cheap', () => {
    expect(
      cutOf(4, [
        [0, 1, 5],
        [1, 2, 5],
        [2, 3, 5],
      ]),
    ).toEqual({ cost: 5, reached: [0] });
  });

  it('goes through graphs as deep as unrolled code is long', () => {
    const nodes = 50_000;
    const edges = Array.from({ length: nodes - 1 }, (_, i): Edge => [i, i + 1, i === 40_000 ? 3 : 4]);
    expect(cutOf(nodes, edges).cost).toBe(3);
  });
});
