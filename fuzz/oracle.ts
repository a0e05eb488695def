/**
 * An evaluator of TypeScript over hyper-dual numbers, apart from the compiler in every respect: it strips the types, parses
 * JavaScript and walks the tree. Values are those of running the program, bit for bit.
 */
import { parse } from 'acorn';
import { transformSync } from 'esbuild';
import { Dual, kinks } from './hyper-dual.js';
import { zeros } from '../test-fixtures/runner/leaves.js';
import { Scope, Thrown } from './oracle-scope.js';
import { Interpreter } from './oracle-statements.js';
import { lift, lower, type Fields, type Fn, type Value } from './oracle-values.js';

export type Evaluation = {
  readonly value: Value;
  readonly args: readonly Value[];
  /** Whether it met a place without a derivative. */
  readonly kink: boolean;
  /** The message of the exception that it ended with. */
  readonly thrown: string | undefined;
  /** What the module's `log` holds at the end. */
  readonly log: unknown;
  /** What the module keeps at the end. */
  readonly kept: unknown;
};

/** Evaluates exported functions of `source`, each call in a fresh module; `earlier`: of arguments of a call made there before. */
export function createOracle(source: string, limit = 100_000) {
  const { code } = transformSync(source, { loader: 'ts', target: 'es2023' });
  const program = parse(code, { ecmaVersion: 2023, sourceType: 'module' });
  return (
    name: string,
    args: readonly unknown[],
    first: readonly unknown[],
    second: readonly unknown[],
    earlier?: readonly unknown[],
  ): Evaluation => {
    const interpreter = new Interpreter(limit);
    const globals = new Scope();
    globals.declare('stopGradient', (x) => (x instanceof Dual ? x.v : x));
    interpreter.statements(program.body, globals);
    const run = (given: readonly Value[]): { value: Value; thrown: string | undefined } => {
      try {
        return { value: (globals.find(name).value as Fn)(...given), thrown: undefined };
      } catch (error) {
        if (!(error instanceof Thrown)) throw error;
        return { value: undefined, thrown: String((error.value as Fields)['message']) };
      }
    };
    if (earlier) {
      // What that call leaves behind is constant: its numbers have no derivatives.
      run(lift(earlier, zeros(earlier) as unknown[], zeros(earlier) as unknown[]));
      if (globals.has('log')) (globals.find('log').value as Value[]).length = 0;
    }
    const lifted = lift(args, first, second);
    const before = kinks.count;
    const { value, thrown } = run(lifted);
    const left = (what: string, ask: (found: Value) => Value): unknown =>
      globals.has(what) ? lower(ask(globals.find(what).value), 'v') : undefined;
    return {
      value,
      args: lifted,
      kink: kinks.count > before,
      thrown,
      log: left('log', (log) => log),
      kept: left('kept', (kept) => (kept as Fn)()),
    };
  };
}
