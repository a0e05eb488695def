/** Runs a random program, emitted and interpreted, and notes everything that can be seen of it. */

import { transformSync } from 'esbuild';
import type { Callee, IrFunction } from '../ir/types.js';
import { emitFunction } from './index.js';
import { LIST_LENGTH } from './random-program.test-support.js';
import { runIr } from './run-ir.test-support.js';

type Trace = (x: number) => number;
/** A tape that is always too small, and whose cells move whenever they can. */
class SmallTape {
  numbers = new Float64Array(1);
  references: unknown[] = [];
  top = 0;
  referenceTop = 0;

  grow(cells: number): Float64Array {
    const numbers = new Float64Array(Math.max(cells, this.numbers.length));
    numbers.set(this.numbers);
    this.numbers.fill(NaN);
    return (this.numbers = numbers);
  }
}

type Program = (...args: unknown[]) => unknown;
type Seen = {
  readonly value: unknown;
  readonly list: readonly number[];
  readonly trace: readonly unknown[];
  readonly rest: unknown;
};

const pairOf =
  (trace: Trace) =>
  (x: number): [number, number] => [trace(x), x - 1];
const move = (tape: SmallTape, x: number): number => {
  tape.grow(tape.numbers.length + 1);
  tape.numbers[0]! += 1;
  return x + 0.25;
};

export function emitProgram(fn: IrFunction): string {
  const resolve = (callee: Callee): string =>
    callee.companion === 'forward' ? 'move' : callee.variant === 'pair' ? 'tracePair' : 'trace';
  return emitFunction({ fn, name: 'program', exported: false, doc: undefined }, resolve, new Set()).code;
}

export function runEmitted(code: string, input: readonly number[]): Seen {
  const { code: js } = transformSync(code, { loader: 'ts' });
  const make = new Function('trace', 'tracePair', 'move', `${js}; return program;`);
  return observed((args, trace) => (make(trace, pairOf(trace), move) as Program)(...input, ...args));
}

export function runInterpreted(fn: IrFunction, input: readonly number[]): Seen {
  return observed((args, trace) =>
    runIr(fn, [...input, ...args], {
      call: (callee, values) => {
        if (callee.companion === 'forward') return move(values[0] as SmallTape, values[1] as number);
        return (callee.variant === 'pair' ? pairOf(trace) : trace)(values[0] as number);
      },
      globals: {},
    }),
  );
}

function observed(run: (args: readonly unknown[], trace: Trace) => unknown): Seen {
  const list = Array.from({ length: LIST_LENGTH }, (_, index) => index - 1);
  const pair = { p: 1, q: -1 };
  const tape = new SmallTape();
  const seen: unknown[] = [];
  const value = run([list, pair, tape], (x) => {
    seen.push(x, ...list, pair.p, pair.q, tape.top);
    list[0] = (list[0]! + 1) % 7;
    pair.q = (pair.q + x) % 5;
    return (x % 3) + 0.5;
  });
  return { value, list, trace: seen, rest: { pair, top: tape.top, cells: [...tape.numbers].slice(0, 1) } };
}
