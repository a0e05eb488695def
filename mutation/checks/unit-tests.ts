/**
 * As much of Vitest as the compiler's own tests use, so that they can be loaded beside a compiler with mutants and run one by one.
 * Bundled in the place of `vitest` itself; `expect` is Vitest's own.
 */
import { chai, JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect';
import { format } from 'node:util';
import type { Check } from './check.js';

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);
export const expect = chai.expect;

type Body = (...args: never[]) => unknown;
let found: Check[] = [];
let around: readonly string[] = [];

type Named = (name: string, body?: Body, timeout?: number) => void;
type Table = readonly unknown[];
type WithVariants = Named & {
  each: (table: Table) => Named;
  skipIf: (condition: unknown) => WithVariants;
  runIf: (condition: unknown) => WithVariants;
};

function withVariants(plain: Named): WithVariants {
  const nothing: Named = () => undefined;
  const each =
    (table: Table): Named =>
    (name, body) => {
      for (const row of table) {
        const args = (Array.isArray(row) ? row : [row]) as never[];
        const used = (name.match(/%[sdifjo]/g) ?? []).length;
        plain(format(name, ...args.slice(0, used)), () => body!(...args));
      }
    };
  return Object.assign<Named, Omit<WithVariants, ''>>(plain, {
    each,
    skipIf: (condition: unknown) => (condition ? withVariants(() => undefined) : self()),
    runIf: (condition: unknown) => (condition ? self() : withVariants(nothing)),
  } as never);
  function self(): WithVariants {
    return plain as WithVariants;
  }
}

export const test = withVariants((name, body) => {
  found.push({
    name: [...around, name].join(' › '),
    run: () => {
      const pending = body!();
      return pending instanceof Promise ? pending.then(() => undefined) : undefined;
    },
  });
});
export const it = test;
export const describe = withVariants((name, body) => {
  const outer = around;
  around = [...outer, name];
  body!();
  around = outer;
});
/** What is cleaned up at the end of a process is left to its end. */
export const afterAll = (): void => undefined;

/** The tests that loading a file defines. */
export function testsOf(file: string, load: () => unknown): readonly Check[] {
  found = [];
  around = [file];
  load();
  return found;
}
