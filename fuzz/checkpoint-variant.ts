/** Programs with `// @checkpoint` before some of their loops and functions: their derivatives are to have the very bits of those without. */
import { compile, type CompileResult } from '@adc/compiler';
import ts from 'typescript';
import { assemble } from '../compiler/src/program/assemble.js';
import { createProgram, userOptions } from '../test-fixtures/runner/program.js';
import { seeded, seedOf } from '../test-fixtures/runner/random.js';

const plans = ['', '', 'revolve(1)', 'revolve(2)', 'revolve(3)', 'every(1)', 'every(2)', 'every(3)'];
const loop = /^\s*(?:\w+: )?(?:for|while|do)\b/;
const fn = /^\s*(?:export )?(?:function\b|const \w+ = (?:function\b|\([^=]*\)(?:: [^=]*)? =>))/;
/** A loop or call that cannot be made again. */
const REFUSED = 4020;

/** One program with its companions, with checkpoints and without: its loops stay loops in both, and calls what they are. */
export type Pair = { readonly with: string; readonly without: string };

/** The programs in which a loop could be checkpointed. */
export function checkpointed(files: ReadonlyMap<string, string>): ReadonlyMap<string, Pair> {
  const random = seeded(seedOf([...files.values()].join('\n')));
  if (random() < 0.3) return withinBudget(files, random() < 0.5 ? 1 : 400);
  const marked = new Map([...files].flatMap(([name, text]) => mark(name, text, 3)));
  while (marked.size > 0) {
    const program = createProgram(marked, userOptions);
    const result = compile({ ts, program });
    const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
    if (errors.length === 0) {
      return pairs(marked, result, compile({ ts, program, options: { checkpoints: false } }));
    }
    const refused = new Set(errors.map(({ origin }) => origin?.file));
    const other = errors.find(({ code, origin }) => code !== REFUSED || !marked.has(origin?.file ?? ''));
    if (other) throw new Error(`with @checkpoint: ADC${other.code} ${other.message} ${other.why}`);
    for (const name of refused) {
      const before = marked.get(name!)!;
      marked.delete(name!);
      // Once more with a single pragma.
      if (before.split('@checkpoint').length > 2)
        for (const [, text] of mark(name!, files.get(name!)!, 1)) marked.set(name!, text);
    }
  }
  return new Map();
}

/** Without pragmas, all loops keep to a budget that can be made again. */
function withinBudget(files: ReadonlyMap<string, string>, tapeBudget: number): ReadonlyMap<string, Pair> {
  const program = createProgram(files, userOptions);
  return pairs(files, compile({ ts, program, options: { tapeBudget } }), compile({ ts, program }));
}

function pairs(
  files: ReadonlyMap<string, string>,
  checkpoints: CompileResult,
  plain: CompileResult,
): ReadonlyMap<string, Pair> {
  const textsOf = ({ files: compiled }: CompileResult): ReadonlyMap<string, string> =>
    new Map(compiled.map((file) => [file.fileName, assemble(files.get(file.fileName)!, file)]));
  const without = textsOf(plain);
  return new Map([...textsOf(checkpoints)].map(([name, text]) => [name, { with: text, without: without.get(name)! }]));
}

/** The program with so many pragmas at most; nothing, should it have neither loops nor other functions. */
function mark(name: string, text: string, most: number): [string, string][] {
  const random = seeded(seedOf(`${text} ${most}`));
  const pick = (below: number): number => Math.floor(random() * below);
  const lines = text.split('\n');
  const begin = lines.findIndex((line) => line.includes('@differentiable'));
  const places = lines.flatMap((line, i) => {
    const above = lines[i - 1] ?? '';
    if (loop.test(line)) return i > begin && !/@unroll|:\s*$/.test(above) ? [i] : [];
    return fn.test(line) && !/@\w+/.test(above) ? [i] : [];
  });
  const chosen = new Set<number>();
  for (let i = 0; i < most && places.length > 0; i++) chosen.add(places[pick(places.length)]!);
  if (chosen.size === 0) return [];
  const pragma = (line: string): string => {
    const indent = /^\s*/.exec(line)![0];
    return `${indent}// @checkpoint ${loop.test(line) ? plans[pick(plans.length)] : ''}`;
  };
  const marked = lines.flatMap((line, i) => (chosen.has(i) ? [pragma(line), line] : [line]));
  return [[name, marked.join('\n')]];
}
