/** Reads the inputs and golden results of the ADBench problems, where they are at hand, and compares by ADBench's own measure. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { root } from '../runner/fixture.js';

const folder = join(root, '../../shared/adbench');

/** Why the comparison with golden results cannot be made; undefined when it can. */
const missing = existsSync(join(folder, 'golden'))
  ? undefined
  : 'the ADBench data is not there (expected in ../shared/adbench beside the repository)';

export type Golden<T> = T & { readonly name: string; readonly input: string };

/** The golden results of a problem, by name; none when the data is not there. */
export function goldenResults<T>(problem: string): readonly Golden<T>[] {
  if (missing !== undefined) return [];
  return readdirSync(join(folder, 'golden'))
    .filter((file) => file.startsWith(`${problem}_`) || new RegExp(`^${problem}\\d`).test(file))
    .map((file) => ({
      ...(JSON.parse(readFileSync(join(folder, 'golden', file), 'utf8')) as T & { input: string }),
      name: file,
    }));
}

/**
 * Tests against golden results. Those are not part of this repository: without them there is nothing to compare with, and the
 * report names what is missing instead of showing a pass.
 */
export function describeGolden(problem: string, tests: () => void): void {
  if (missing === undefined) describe(problem, tests);
  else test.todo(`${problem}: ${missing}`);
}

/** Hands out the numbers of an input file one after the other. */
export class Numbers {
  private readonly words: readonly string[];
  private next = 0;

  constructor(input: string) {
    this.words = readFileSync(join(folder, input), 'utf8').trim().split(/\s+/);
  }

  one(): number {
    return Number(this.words[this.next++]);
  }

  take(count: number): Float64Array {
    return Float64Array.from({ length: count }, () => this.one());
  }
}

/** The largest |x - y| / max(1, |x| + |y|); NaN where any entry is not a number or the lengths differ. */
export function worstDifference(computed: ArrayLike<number>, golden: ArrayLike<number>): number {
  if (computed.length !== golden.length) return NaN;
  let worst = 0;
  for (let i = 0; i < golden.length; i++) {
    const [x, y] = [computed[i], golden[i]];
    worst = Math.max(worst, Math.abs(x - y) / Math.max(1, Math.abs(x) + Math.abs(y)));
  }
  return worst;
}
