/**
 * What the pragmas before a loop say of it: `@unroll [N]`, and `@checkpoint [revolve(N) | every(K) | none]`, `@fixed-point [tol=…]`;
 * and `@checkpoint` before a function.
 */

import type ts from 'typescript';
import { type Diagnostic, diagnose } from '../diagnostics/report.js';
import type { Checkpointing, LoopDirectives } from '../ir/types.js';
import type { Ts } from './context.js';
import type { PragmaText } from './pragmas.js';

/** The loop that a comment before a statement speaks of: the statement, or what its labels name. */
export function loopOf(ts: Ts, owner: ts.Node): ts.IterationStatement | undefined {
  let at = owner;
  while (ts.isLabeledStatement(at)) at = at.statement;
  return ts.isIterationStatement(at, false) ? at : undefined;
}

/** What the pragmas before one loop say together. Of several that are wrong, each is told. */
export function readDirectives(pragmas: readonly PragmaText[], diagnostics: Diagnostic[]): LoopDirectives | undefined {
  let [unroll, checkpoint]: [LoopDirectives['unroll'], LoopDirectives['checkpoint']] = [undefined, undefined];
  for (const [index, pragma] of pragmas.entries()) {
    if (pragmas.slice(0, index).some(({ name }) => name === pragma.name))
      diagnostics.push(diagnose(4003, pragma.origin, { what: `@${pragma.name}` }));
    else if (pragma.name === 'unroll') unroll = readUnroll(pragma, diagnostics);
    else if (checkpoint !== undefined) {
      const first = pragmas[index - 1]!.name === 'unroll' ? pragmas[0]!.name : pragmas[index - 1]!.name;
      const why = 'a loop whose solution is differentiated has no turns that could be stored.';
      diagnostics.push(diagnose(4004, pragma.origin, { first, second: pragma.name, why }));
    } else if (pragma.name === 'checkpoint') checkpoint = readCheckpoint(pragma, diagnostics);
    else checkpoint = readFixedPoint(pragma, diagnostics);
  }
  const last = pragmas.at(-1);
  // What is unrolled is no loop any more, or one whose turns are others.
  if (
    last !== undefined &&
    unroll !== undefined &&
    unroll !== 1 &&
    checkpoint !== undefined &&
    checkpoint.plan !== 'none'
  ) {
    const first =
      last.name === 'unroll' ? (pragmas.find(({ name }) => name !== 'unroll')?.name ?? 'checkpoint') : 'unroll';
    const why = 'of a loop that is unrolled no turns are left that could be computed again.';
    diagnostics.push(diagnose(4004, last.origin, { first, second: last.name, why }));
  }
  if (unroll === undefined && checkpoint === undefined) return undefined;
  return { ...(unroll !== undefined && { unroll }), ...(checkpoint !== undefined && { checkpoint }) };
}

/** What the pragmas before a function say of its calls. */
export function readCallDirectives(
  pragmas: readonly PragmaText[],
  diagnostics: Diagnostic[],
): LoopDirectives | undefined {
  for (const { name, origin } of pragmas.slice(1)) diagnostics.push(diagnose(4003, origin, { what: `@${name}` }));
  const [first] = pragmas;
  const known = 'only `none` before a function: a call is made again as a whole';
  for (const { text, origin } of first?.words ?? []) {
    if (text !== 'none') diagnostics.push(diagnose(4001, origin, { option: text, pragma: 'checkpoint', known }));
  }
  return first?.words.length === 0 ? { checkpoint: { plan: 'call' } } : undefined;
}

function readUnroll(pragma: PragmaText, diagnostics: Diagnostic[]): LoopDirectives['unroll'] {
  const [word, second] = pragma.words;
  if (word === undefined) return 'fully';
  const known = 'a whole number of turns, from 1 on';
  if (second !== undefined)
    diagnostics.push(
      isNumber(second.text)
        ? diagnose(4003, second.origin, { what: 'the number of turns' })
        : diagnose(4001, second.origin, { option: second.text, pragma: pragma.name, known }),
    );
  const turns = countOf(word.text);
  if (turns === undefined)
    diagnostics.push(
      isNumber(word.text)
        ? diagnose(4002, word.origin, { value: word.text, option: '@unroll', known })
        : diagnose(4001, word.origin, { option: word.text, pragma: pragma.name, known }),
    );
  return turns;
}

function readCheckpoint(pragma: PragmaText, diagnostics: Diagnostic[]): Checkpointing | undefined {
  const known = '`revolve(N)`, `every(K)`, with whole numbers from 1 on, or `none`';
  const plans = pragma.words.flatMap((word): { readonly text: string; readonly plan: Checkpointing | undefined }[] => {
    const { text, origin } = word;
    const [, name, argument] = /^(revolve|every|none)(?:\((.*)\))?$/.exec(text) ?? [];
    const count = argument === undefined ? undefined : countOf(argument);
    if (name === undefined) {
      diagnostics.push(diagnose(4001, origin, { option: text, pragma: pragma.name, known }));
      return [];
    }
    if (name === 'none' ? argument !== undefined : count === undefined)
      diagnostics.push(diagnose(4002, origin, { value: text, option: '@checkpoint', known }));
    if (name === 'none') return [{ text, plan: { plan: name } }];
    if (count === undefined) return [{ text, plan: undefined }];
    return [{ text, plan: name === 'revolve' ? { plan: name, slots: count } : { plan: 'every', turns: count } }];
  });
  const [first, second] = plans;
  if (first !== undefined && second !== undefined) {
    const origin = pragma.words.at(-1)!.origin;
    const name = (text: string): string => text.replace(/\(.*/, '');
    const why = 'a loop has one plan.';
    diagnostics.push(
      name(first.text) === name(second.text)
        ? diagnose(4003, origin, { what: name(first.text) })
        : diagnose(4004, origin, { first: `checkpoint ${first.text}`, second: `checkpoint ${second.text}`, why }),
    );
  }
  if (first === undefined) return pragma.words.length === 0 ? { plan: 'auto' } : undefined;
  return first.plan;
}

function readFixedPoint(pragma: PragmaText, diagnostics: Diagnostic[]): Checkpointing {
  const [word, second] = pragma.words;
  const known = '`tol=…`, with a positive number';
  if (second !== undefined)
    diagnostics.push(diagnose(4001, second.origin, { option: second.text, pragma: pragma.name, known }));
  if (word === undefined) return { plan: 'fixed-point', tolerance: undefined };
  const [, value] = /^tol=(.*)$/.exec(word.text) ?? [];
  const tolerance = value === undefined || value === '' ? NaN : Number(value);
  if (value === undefined)
    diagnostics.push(diagnose(4001, word.origin, { option: word.text, pragma: pragma.name, known }));
  else if (!(tolerance > 0 && tolerance < 1))
    diagnostics.push(diagnose(4002, word.origin, { value: word.text, option: 'tol', known }));
  return { plan: 'fixed-point', tolerance };
}

const isNumber = (text: string): boolean => text !== '' && !Number.isNaN(Number(text));

/** A whole number from 1 on, written in digits. */
function countOf(text: string): number | undefined {
  const count = /^\d+$/.test(text) ? Number(text) : 0;
  return count > 0 && Number.isSafeInteger(count) ? count : undefined;
}
