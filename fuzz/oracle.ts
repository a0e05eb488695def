/**
 * An evaluator of TypeScript over hyper-dual numbers, apart from the compiler in every respect: it strips the types, parses
 * JavaScript and walks the tree. Values are those of running the program, bit for bit.
 */
import { parse } from 'acorn';
import { transformSync } from 'esbuild';
import { Dual, kinks } from './hyper-dual.js';
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
};

/** Evaluates exported functions of `source`, each call in a fresh module. */
export function createOracle(source: string, limit = 100_000) {
  const { code } = transformSync(source, { loader: 'ts', target: 'es2023' });
  const program = parse(code, { ecmaVersion: 2023, sourceType: 'module' });
  return (
    name: string,
    args: readonly unknown[],
    first: readonly unknown[],
    second: readonly unknown[],
  ): Evaluation => {
    const interpreter = new Interpreter(limit);
    const globals = new Scope();
    globals.declare('stopGradient', (x) => (x instanceof Dual ? x.v : x));
    interpreter.statements(program.body, globals);
    const lifted = lift(args, first, second);
    const before = kinks.count;
    let [value, thrown]: [Value, string | undefined] = [undefined, undefined];
    try {
      value = (globals.find(name).value as Fn)(...lifted);
    } catch (error) {
      if (!(error instanceof Thrown)) throw error;
      thrown = String((error.value as Fields)['message']);
    }
    const log = globals.has('log') ? lower(globals.find('log').value, 'v') : undefined;
    return { value, args: lifted, kink: kinks.count > before, thrown, log };
  };
}
