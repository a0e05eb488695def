/** Emitted code does what its IR says: random programs, run both ways. */

import { transformSync } from 'esbuild';
import { expect, test } from 'vitest';
import { printFunction } from '../ir/print.js';
import type { Callee, IrFunction } from '../ir/types.js';
import { verify } from '../ir/verify.js';
import { emitFunction } from './index.js';
import { LIST_LENGTH, randomFrom, randomProgram } from './random-program.test-support.js';
import { runIr } from './run-ir.test-support.js';

const FIRST = Number(process.env['SEED'] ?? 1);
const COUNT = Number(process.env['PROGRAMS'] ?? 400);

type Run = { readonly value: unknown; readonly list: readonly number[]; readonly trace: readonly unknown[] };

function observed(run: (list: number[], trace: (x: number) => number) => unknown): Run {
  const list = Array.from({ length: LIST_LENGTH }, (_, index) => index - 1);
  const seen: unknown[] = [];
  const value = run(list, (x) => {
    seen.push(x, ...list);
    list[0] = (list[0]! + 1) % 7;
    return (x % 3) + 0.5;
  });
  return { value, list, trace: seen };
}

const pairOf = (trace: (x: number) => number) => (x: number): [number, number] => [trace(x), x - 1];

function compile(code: string): (...args: unknown[]) => unknown {
  const { code: js } = transformSync(code, { loader: 'ts' });
  return new Function('trace', 'tracePair', `${js}; return program;`) as (...args: unknown[]) => unknown;
}

function emit(fn: IrFunction): string {
  const resolve = (callee: Callee): string => (callee.variant === 'pair' ? 'tracePair' : 'trace');
  return emitFunction({ fn, name: 'program', exported: false, doc: undefined }, resolve, new Set()).code;
}

test.each(Array.from({ length: 8 }, (_, chunk) => chunk))('random programs, part %i', (chunk) => {
  for (let at = chunk; at < COUNT; at += 8) {
    const seed = FIRST + at;
    const fn = randomProgram(randomFrom(seed));
    verify(fn, `seed ${seed}`);
    let code = '';
    try {
      code = emit(fn);
      const program = compile(code);
      for (const input of [
        [1, 2, 3],
        [-0.5, 4, 0],
        [3, -2, 1],
      ]) {
        const expected = observed((list, trace) =>
          runIr(fn, [...input, list], {
            call: (callee, args) => (callee.variant === 'pair' ? pairOf(trace) : trace)(args[0] as number),
            globals: {},
          }),
        );
        const actual = observed((list, trace) => (program(trace, pairOf(trace)) as (...args: unknown[]) => unknown)(...input, list));
        expect(actual).toEqual(expected);
      }
    } catch (error) {
      console.error(`seed ${seed}\n${printFunction(fn)}\n\n${code}`);
      throw error;
    }
  }
});
