/** Functions that TypeScript refuses are not compiled: what their types say does not hold. */

import type ts from 'typescript';
import { type Diagnostic, diagnose } from '../diagnostics/report.js';
import { originOf, type Ts } from './context.js';

/** Comparisons and tests whose outcome TypeScript knows. */
const decided = new Set([2367, 2678, 2774, 2801, 2839, 2845, 2869, 2870, 2871, 2872, 2873]);

/** Complaints that leave the types as they are; besides those about outcomes: unused names, unreachable code, cases that fall through. */
const isHarmless = (code: number): boolean =>
  decided.has(code) || (code >= 6100 && code < 6300) || (code >= 7027 && code <= 7030);

/** TypeScript's complaints about a function; the first of each place. */
export function typeErrors(ts: Ts, program: ts.Program, fn: ts.Node, name: string): readonly Diagnostic[] {
  const file = fn.getSourceFile();
  const syntax = program.getSyntacticDiagnostics(file);
  // After a syntax error nobody knows what belongs to the function.
  const inside = ({ start = 0, category, code }: ts.Diagnostic): boolean =>
    category === ts.DiagnosticCategory.Error && !isHarmless(code) && fn.pos <= start && start <= fn.end;
  const found = syntax.length > 0 ? syntax : program.getSemanticDiagnostics(file).filter(inside);
  return found.slice(0, 3).map(({ start, length, code, messageText }) => {
    const origin = start === undefined ? originOf(fn) : { file: file.fileName, start, end: start + (length ?? 0) };
    const [text = ''] = ts.flattenDiagnosticMessageText(messageText, '\n').split('\n');
    return diagnose(2004, origin, { name, problem: `TS${code}: ${text}` });
  });
}
