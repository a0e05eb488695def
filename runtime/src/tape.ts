/** Where forward sweeps leave what reverse sweeps read: a growable buffer of numbers and one of references. */

import { AdcError } from './error.js';

const initialCells = 64;
const pooledTapes = 8;
const pool: Tape[] = [];

/** Emitted code addresses the cells itself; `top` and `referenceTop` only hand its cursors over at calls. */
export class Tape {
  numbers: Float64Array = new Float64Array(initialCells);
  references: unknown[] = [];
  top = 0;
  referenceTop = 0;
  /** The shadows of what modules keep, where a function that writes into a parameter has some. */
  declare kept?: readonly unknown[];

  /** Makes room for at least that many cells; their contents are kept. */
  grow(cells: number): Float64Array {
    const { numbers } = this;
    const wider = allocate(Math.max(cells, 2 * numbers.length), cells);
    wider.set(numbers);
    return (this.numbers = wider);
  }
}

function allocate(wanted: number, needed: number): Float64Array<ArrayBuffer> {
  try {
    return new Float64Array(wanted);
  } catch {
    if (wanted > needed) return allocate(needed, needed);
    throw new AdcError('ADC5008', `No memory for a tape of ${needed} numbers.`, 'Take fewer steps.');
  }
}

/** A tape from the pool. One that an exception kept from coming back is simply left to the garbage collector. */
export function openTape(): Tape {
  return pool.pop() ?? new Tape();
}

/** Gives a tape back; it keeps nothing alive. */
export function closeTape(tape: Tape): void {
  tape.references.length = tape.referenceTop = tape.top = 0;
  if (pool.length < pooledTapes) pool.push(tape);
}

/** A tape that belongs to one pullback and is never pooled. */
export function ownTape(): Tape {
  return new Tape();
}
