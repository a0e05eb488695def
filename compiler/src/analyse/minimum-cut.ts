/**
 * The cheapest way to separate a source from a sink: Dinic's algorithm (Soviet Math. Doklady 11, 1970), with the minimum cut that
 * lies nearest to the source.
 */

export type Cut = {
  /** What the edges that are cut cost together; infinite where no cut of edges with a limit separates the two. */
  readonly cost: number;
  /** Whether the source still reaches a node. */
  readonly isReached: (node: number) => boolean;
};

export class FlowGraph {
  /** Edges in pairs: an edge, then the way back. */
  readonly #ends: number[] = [];
  readonly #room: number[] = [];
  readonly #edges: number[][] = [];

  node(): number {
    return this.#edges.push([]) - 1;
  }

  /** @param capacity what it costs to cut the edge; exact sums want integers. */
  edge(from: number, to: number, capacity: number): void {
    this.#edges[from]!.push(this.#ends.push(to) - 1);
    this.#room.push(capacity);
    this.#edges[to]!.push(this.#ends.push(from) - 1);
    this.#room.push(0);
  }

  /** Uses the graph up. */
  cut(source: number, sink: number): Cut {
    let cost = 0;
    for (;;) {
      const levels = this.#levels(source);
      if (levels[sink]! < 0 || cost === Infinity) {
        return { cost, isReached: (node) => levels[node]! >= 0 };
      }
      const at = this.#edges.map(() => 0);
      for (let pushed = this.#push(source, sink, levels, at); pushed > 0; ) {
        cost += pushed;
        if (cost === Infinity) break;
        pushed = this.#push(source, sink, levels, at);
      }
    }
  }

  /** How many edges with room each node is away from the source; -1: out of reach. */
  #levels(source: number): readonly number[] {
    const levels = this.#edges.map(() => -1);
    levels[source] = 0;
    const queue = [source];
    for (const node of queue) {
      for (const edge of this.#edges[node]!) {
        const to = this.#ends[edge]!;
        if (this.#room[edge]! <= 0 || levels[to]! >= 0) continue;
        levels[to] = levels[node]! + 1;
        queue.push(to);
      }
    }
    return levels;
  }

  /** Sends what one shortest path takes; paths may be long, so there is no recursion. */
  #push(source: number, sink: number, levels: readonly number[], at: number[]): number {
    const path: number[] = [];
    for (let node = source; ; ) {
      if (node === sink) {
        const amount = path.reduce((least, edge) => Math.min(least, this.#room[edge]!), Infinity);
        for (const edge of path) {
          this.#room[edge]! -= amount;
          this.#room[edge ^ 1]! += amount;
        }
        return amount;
      }
      const edge = this.#edges[node]![at[node]!];
      if (edge === undefined) {
        const back = path.pop();
        if (back === undefined) return 0;
        node = this.#ends[back ^ 1]!;
        at[node]!++;
      } else if (this.#room[edge]! > 0 && levels[this.#ends[edge]!] === levels[node]! + 1) {
        path.push(edge);
        node = this.#ends[edge]!;
      } else at[node]!++;
    }
  }
}
