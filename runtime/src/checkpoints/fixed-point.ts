/**
 * The derivative of what an iteration has converged to, whatever the way there: Christianson, "Reverse accumulation and attractive
 * fixed points" (1994).
 */

import { AdcError } from '../error.js';
import { each, get, isContainer, put } from '../structure.js';
import { closeTape, openTape, type Tape } from '../tape.js';
import { Contents, Links } from './contents.js';
import type { Cells } from './slots.js';

/** What emitted code hands over: an iteration, at its solution. */
export type Solution = {
  /** The adjoint has converged when its changes are smaller, as a fraction of its largest number. */
  readonly tolerance?: number;
  /** What a turn maps to what it hands on, and numbers that it reads. */
  readonly state?: Cells;
  readonly stateBar?: Cells;
  /** The fields of `state` that turns change. */
  readonly carried?: readonly string[];
  readonly counts: { turnNow: number };
  /** Arrays and objects that turns write, and those of their shadows that there are. */
  readonly memory?: readonly unknown[];
  readonly shadows?: readonly unknown[];
  /** Arrays and objects that turns read, and that may have changed by the time of the reverse sweep. */
  readonly constant?: readonly unknown[];
  /** Shadows whose arrays and objects may be others by then, where it is differentiated more than once. */
  readonly linked?: readonly unknown[];
  /** Makes turns up to that number, recording. */
  readonly record: (tape: Tape, to: number) => void;
  /** Reverses what was recorded. */
  readonly reverse: (tape: Tape) => void;
};

const mostTurns = 100_000;
/** How far one more turn may move what should be a solution. */
const mostDrift = 1e-3;

/**
 * Keeps the solution, and gives what differentiates it: the adjoint w of the solution z = φ(z, x) is the sum of (∂φ/∂z)ᵏᵀ applied to
 * that of the result, and what a turn adds to the adjoints of x is summed up on the way. One turn is recorded, and reversed time
 * and again.
 *
 * @throws {AdcError} ADC5013 (when the adjoint is asked for) where the iteration has not converged, or its adjoint does not.
 */
export function fixedPoint(solution: Solution): () => void {
  const { tolerance = 1e-15, state = {}, stateBar = {}, carried = [] } = solution;
  const { counts, memory = [], shadows = [], constant = [], linked = [], record, reverse } = solution;
  const found = new Contents([state, counts, ...memory, ...constant]);
  const links = new Links(linked);
  const numbersNow = (): number[] => [...carried.map((name) => stateBar[name]!), ...numbersIn(shadows)];

  return () => {
    const after = new Contents([...memory, ...constant]);
    found.restore();
    links.restore();
    const tape = openTape();
    const before = [...carried.map((name) => state[name]!), ...numbersIn(memory)];
    record(tape, counts.turnNow + 1);
    checkSolution(before, [...carried.map((name) => state[name]!), ...numbersIn(memory)]);
    const { top, referenceTop } = tape;
    let bars = numbersNow();
    const scale = largest(bars, 0);
    const settled = settling(tolerance, scale, 'adjoint');
    for (let isSettled = false; !isSettled; ) {
      tape.top = top;
      tape.referenceTop = referenceTop;
      reverse(tape);
      const next = numbersNow();
      isSettled = settled(bars, next);
      bars = next;
    }
    // What is left of the adjoint of where the iteration began is nothing.
    const least = Math.max(tolerance, 1e-12) * scale;
    for (const name of carried) {
      if (!(Math.abs(stateBar[name]!) <= 1e-9 * scale))
        throw notConverged('Turns of the loop hand on what they began with');
      stateBar[name] = 0;
    }
    clearBelow(shadows, least);
    closeTape(tape);
    after.restore();
  };
}

/** What emitted code hands over in forward mode: an iteration, at its solution. */
export type TangentOfSolution = Pick<Solution, 'tolerance' | 'state' | 'carried' | 'counts' | 'memory' | 'shadows'> & {
  /** The tangents of `state`; at first those with which the iteration began. */
  readonly stateDot?: Cells;
  /** Makes turns up to that number, with tangents. */
  readonly turn: (to: number) => void;
};

/**
 * The tangent of what an iteration has converged to: ż = (∂φ/∂z) ż + (∂φ/∂x) ẋ, by making the tangent of a turn at the solution, time
 * and again (Gilbert, "Automatic differentiation and iterative processes", 1992). Left in `stateDot` and `shadows`.
 *
 * @throws {AdcError} ADC5013 where the iteration has not converged, or its tangent does not.
 */
export function solveTangent(solution: TangentOfSolution): void {
  const {
    tolerance = 1e-15,
    state = {},
    stateDot = {},
    carried = [],
    counts,
    memory = [],
    shadows = [],
    turn,
  } = solution;
  const found = new Contents([state, counts, ...memory]);
  const solved = [...carried.map((name) => state[name]!), ...numbersIn(memory)];
  const numbersNow = (): number[] => [...carried.map((name) => stateDot[name]!), ...numbersIn(shadows)];
  let dots = numbersNow();
  const settled = settling(tolerance, largest(dots, 0), 'tangent');
  for (let isFirst = true; ; isFirst = false) {
    turn(counts.turnNow + 1);
    if (isFirst) checkSolution(solved, [...carried.map((name) => state[name]!), ...numbersIn(memory)]);
    found.restore();
    const next = numbersNow();
    const isSettled = settled(dots, next);
    dots = next;
    if (isSettled) return;
  }
}

/** @throws {AdcError} ADC5013 where one more turn moves what should be a solution. */
function checkSolution(before: readonly number[], moved: readonly number[]): void {
  if (!(difference(before, moved) <= mostDrift * largest(before, 1)))
    throw notConverged('One more turn of the loop changes its result');
}

/** Asks after each turn whether derivatives have stopped changing: by a fraction of their largest number, or to rounding. */
function settling(
  tolerance: number,
  scale: number,
  what: 'adjoint' | 'tangent',
): (before: readonly number[], now: readonly number[]) => boolean {
  let [turns, last, stalled] = [0, Infinity, 0];
  return (before, now) => {
    const change = difference(before, now);
    const size = largest(now, scale);
    if (turns++ > mostTurns || !Number.isFinite(change))
      throw notConverged(`The ${what} of the loop does not converge`);
    if (change <= tolerance * size) return true;
    stalled = change < last ? 0 : stalled + 1;
    last = Math.min(last, change);
    // At the level of rounding changes stop getting smaller.
    return stalled > 10 && change < 1e-12 * size;
  };
}

function notConverged(problem: string): AdcError {
  return new AdcError('ADC5013', `${problem}: it is no fixed point.`, 'Leave out the pragma `@fixed-point`.');
}

function difference(a: readonly number[], b: readonly number[]): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}

function largest(values: readonly number[], least: number): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), least);
}

/** The numbers in some arrays and objects, at any depth. */
function numbersIn(roots: readonly unknown[]): number[] {
  const found: number[] = [];
  walk(roots, (value) => {
    found.push(value);
    return value;
  });
  return found;
}

function clearBelow(roots: readonly unknown[], least: number): void {
  walk(roots, (value) => (Math.abs(value) <= least ? 0 : value));
}

function walk(roots: readonly unknown[], visit: (value: number) => number, seen = new Set<unknown>()): void {
  for (const root of roots) {
    if (seen.has(root)) continue;
    seen.add(root);
    if (ArrayBuffer.isView(root)) {
      const numbers = root as Float64Array;
      for (let i = 0; i < numbers.length; i++) numbers[i] = visit(numbers[i]!);
    } else if (isContainer(root)) {
      each(root, (value, key) => {
        if (typeof value === 'number') put(root, key, visit(value));
        else walk([get(root, key)], visit, seen);
      });
    }
  }
}
