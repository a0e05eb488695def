/** Emitted code does what its IR says: random programs, run both ways. SEED and PROGRAMS say which and how many. */

import { expect, test } from 'vitest';
import { printFunction } from '../ir/print.js';
import { verify } from '../ir/verify.js';
import { randomFrom, randomProgram } from './random-program.test-support.js';
import { emitProgram, runEmitted, runInterpreted } from './random-run.test-support.js';

const FIRST = Number(process.env['SEED'] ?? 1);
const COUNT = Number(process.env['PROGRAMS'] ?? 1000);
const PARTS = 8;
const inputs = [
  [1, 2, 3],
  [-0.5, 4, 0],
  [3, -2, 1],
];

test.each(Array.from({ length: PARTS }, (_, part) => part))('random programs, part %i', (part) => {
  for (let seed = FIRST + part; seed < FIRST + COUNT; seed += PARTS) {
    const fn = randomProgram(randomFrom(seed));
    verify(fn, `seed ${seed}`);
    let code = '';
    try {
      code = emitProgram(fn);
      for (const input of inputs) expect(runEmitted(code, input)).toEqual(runInterpreted(fn, input));
    } catch (error) {
      throw new Error(`seed ${seed}\n${printFunction(fn)}\n\n${code}`, { cause: error });
    }
  }
});
