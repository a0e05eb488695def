/** The states that a loop can be run again from. */

import { Contents } from './contents.js';

const initialSlots = 8;

/** A stack of states, each of the turn before which it was. */
export class Slots {
  #turns: number[] = [];
  #scalars: Float64Array;
  #contents: (Contents | undefined)[] = [];
  readonly #state: Float64Array;
  readonly #counts: Float64Array;
  readonly #memory: readonly unknown[];

  /** @param memory arrays and objects that the loop writes. */
  constructor(state: Float64Array, counts: Float64Array, memory: readonly unknown[]) {
    this.#state = state;
    this.#counts = counts;
    this.#memory = memory;
    this.#scalars = new Float64Array(initialSlots * this.#width);
  }

  /** Slots that start out with the same states. */
  copy(): Slots {
    const copy = new Slots(this.#state, this.#counts, this.#memory);
    copy.#turns = [...this.#turns];
    copy.#scalars = this.#scalars.slice();
    copy.#contents = [...this.#contents];
    return copy;
  }

  get count(): number {
    return this.#turns.length;
  }

  /** The turn of the last state. */
  get last(): number {
    return this.#turns.at(-1)!;
  }

  /** About how many bytes a state takes. */
  get bytesOfState(): number {
    return 8 * (this.#width + 1) + (this.#contents[0]?.bytes ?? 0);
  }

  /** Keeps the state as it is now, before a turn. */
  push(turn: number): void {
    const at = this.count * this.#width;
    if (at + this.#width > this.#scalars.length) {
      const wider = new Float64Array(2 * this.#scalars.length);
      wider.set(this.#scalars);
      this.#scalars = wider;
    }
    this.#scalars.set(this.#state, at);
    this.#scalars.set(this.#counts, at + this.#state.length);
    this.#turns.push(turn);
    this.#contents.push(this.#memory.length === 0 ? undefined : new Contents(this.#memory));
  }

  /** Drops the states from that turn on. */
  dropFrom(turn: number): void {
    while (this.count > 0 && this.last >= turn) {
      this.#turns.pop();
      this.#contents.pop();
    }
  }

  /** Drops every second state behind the first. */
  thin(): void {
    const kept = this.#turns.flatMap((_, i) => (i % 2 === 0 ? [i] : []));
    kept.forEach((from, to) => this.#scalars.copyWithin(to * this.#width, from * this.#width, (from + 1) * this.#width));
    this.#turns = kept.map((i) => this.#turns[i]!);
    this.#contents = kept.map((i) => this.#contents[i]);
  }

  /** Makes the last state the present one. */
  load(): void {
    const at = (this.count - 1) * this.#width;
    const between = at + this.#state.length;
    this.#state.set(this.#scalars.subarray(at, between));
    this.#counts.set(this.#scalars.subarray(between, at + this.#width));
    this.#contents.at(-1)?.restore();
  }

  get #width(): number {
    return this.#state.length + this.#counts.length;
  }
}
