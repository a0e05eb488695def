import { expect, test } from 'vitest';
import { AdcError, closeTape, openTape, ownTape, Tape } from './index.js';

test('a tape grows by doubling at least, and keeps its contents', () => {
  const tape = ownTape();
  const before = tape.numbers.length;
  tape.numbers[before - 1] = 7;
  const cells = tape.grow(before + 1);
  expect(cells).toBe(tape.numbers);
  expect(cells.length).toBe(2 * before);
  expect(cells[before - 1]).toBe(7);
  expect(tape.grow(10 * before).length).toBe(10 * before);
});

test('nested opens get different tapes, and a closed one is used again', () => {
  const outer = openTape();
  const inner = openTape();
  expect(inner).not.toBe(outer);
  closeTape(inner);
  expect(openTape()).toBe(inner);
  closeTape(inner);
  closeTape(outer);
  expect(openTape()).toBe(outer);
  closeTape(outer);
});

test('a closed tape keeps nothing alive and starts at its beginning', () => {
  const tape = openTape();
  tape.references[3] = {};
  tape.top = 5;
  tape.referenceTop = 4;
  closeTape(tape);
  expect(tape.references).toEqual([]);
  const again = openTape();
  expect([again.top, again.referenceTop]).toEqual([0, 0]);
  closeTape(again);
});

test('a tape that an exception drops is replaced by another', () => {
  const run = (fail: boolean): Tape => {
    const tape = openTape();
    tape.top = 9;
    if (fail) throw new RangeError('user');
    closeTape(tape);
    return tape;
  };
  const usual = run(false);
  expect(() => run(true)).toThrow(RangeError);
  const next = run(false);
  expect(next).not.toBe(usual);
  expect(next.top).toBe(0);
  expect(openTape()).toBe(next);
});

test('a pullback has a tape of its own', () => {
  const own = ownTape();
  const pooled = openTape();
  closeTape(pooled);
  expect(own).not.toBe(pooled);
  expect(ownTape()).not.toBe(own);
});

test('a tape that does not fit into memory is an error with a remedy', () => {
  const tape = ownTape();
  expect(() => tape.grow(2 ** 52)).toThrow(AdcError);
  expect(tape.numbers.length).toBeGreaterThan(0);
});
