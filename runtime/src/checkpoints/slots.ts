/** The states that a loop can be run again from. */

import { Contents } from './contents.js';

/** Numbers under names that emitted code chooses. */
export type Cells = { [name: string]: number };

const initialSlots = 8;

/** A stack of states, each of the turn before which it was. */
export class Slots {
  #turns: number[] = [];
  #scalars: Float64Array;
  #contents: Contents[] = [];
  /** Such as are not in use any more. */
  readonly #spare: Contents[] = [];
  /** Those that other slots hold, too. */
  #shared: ReadonlySet<Contents> = new Set();
  readonly #cells: readonly Cells[];
  readonly #places: readonly (readonly [cells: Cells, name: string])[];
  readonly #memory: readonly unknown[];

  /** @param memory arrays and objects that the loop writes. */
  constructor(cells: readonly Cells[], memory: readonly unknown[]) {
    this.#cells = cells;
    this.#places = cells.flatMap((each) => Object.keys(each).map((name) => [each, name] as const));
    this.#memory = memory;
    this.#scalars = new Float64Array(initialSlots * this.#places.length);
  }

  /** Slots that start out with the same states. */
  copy(): Slots {
    const copy = new Slots(this.#cells, this.#memory);
    copy.#turns = [...this.#turns];
    copy.#scalars = this.#scalars.slice();
    copy.#contents = [...this.#contents];
    copy.#shared = new Set(this.#contents);
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
    return 8 * (this.#places.length + 1) + (this.#contents[0]?.bytes ?? 0);
  }

  /** Keeps the state as it is now, before a turn. */
  push(turn: number): void {
    const width = this.#places.length;
    let at = this.count * width;
    if (at + width > this.#scalars.length) {
      const wider = new Float64Array(2 * this.#scalars.length);
      wider.set(this.#scalars);
      this.#scalars = wider;
    }
    for (const [cells, name] of this.#places) this.#scalars[at++] = cells[name]!;
    this.#turns.push(turn);
    if (this.#memory.length === 0) return;
    const spare = this.#spare.pop();
    spare?.renew();
    this.#contents.push(spare ?? new Contents(this.#memory));
  }

  /** Drops the states from that turn on. */
  dropFrom(turn: number): void {
    while (this.count > 0 && this.last >= turn) {
      this.#turns.pop();
      const unused = this.#contents.pop();
      if (unused !== undefined && !this.#shared.has(unused)) this.#spare.push(unused);
    }
  }

  /** Drops every second state behind the first. */
  thin(): void {
    const kept = this.#turns.flatMap((_, i) => (i % 2 === 0 ? [i] : []));
    const width = this.#places.length;
    kept.forEach((from, to) => this.#scalars.copyWithin(to * width, from * width, (from + 1) * width));
    this.#turns = kept.map((i) => this.#turns[i]!);
    this.#spare.push(...this.#contents.filter((_, i) => i % 2 === 1));
    this.#contents = this.#contents.filter((_, i) => i % 2 === 0);
  }

  /** Makes the last state the present one. */
  load(): void {
    let at = (this.count - 1) * this.#places.length;
    for (const [cells, name] of this.#places) cells[name] = this.#scalars[at++]!;
    this.#contents.at(-1)?.restore();
  }
}
