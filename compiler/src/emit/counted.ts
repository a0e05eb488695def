/** Finds loops that count, and gives them the header of a `for` loop. */

import type { Label } from '../ir/types.js';
import type { Expression, Statement, StatementOf, Variable } from './syntax.js';
import { assignedIn, contentsOf, jumps, mentions, partsOf, variablesIn } from './syntax.js';

/** Replaces every counted loop of a list, and takes its first assignment from among the statements in front of it. */
export function recogniseCounted(statements: readonly Statement[]): readonly Statement[] {
  const result: Statement[] = [];
  for (const [index, statement] of statements.entries()) {
    const found = statement.kind === 'loop' ? countedForm(statement, result, statements.slice(index + 1)) : undefined;
    if (found === undefined) {
      result.push(statement);
      continue;
    }
    if (found.initial !== undefined) result.splice(result.indexOf(found.initial), 1);
    result.push(found);
  }
  return result;
}

function countedForm(
  loop: StatementOf<'loop'>,
  before: readonly Statement[],
  after: readonly Statement[],
): StatementOf<'loop'> | undefined {
  if (loop.form !== 'while' || loop.test === undefined) return undefined;
  const last = loop.body.at(-1);
  const body = last?.kind === 'continue' && last.label === loop.label ? loop.body.slice(0, -1) : loop.body;
  if (jumps(body, 'continue', loop.label)) return undefined;
  const tested = new Set(variablesIn(loop.test));
  const behind: Statement[] = [];
  for (let at = body.length - 1; at >= 0; at--) {
    const update = body[at]!;
    if (isStep(update) && tested.has(update.variable) && !mentions(behind, update.variable)) {
      const rest = [...body.slice(0, at), ...behind];
      if ([...assignedIn(rest)].includes(update.variable)) return undefined;
      const initial = findInitial(update.variable, before);
      if (initial === undefined) return undefined;
      const inHeader = initial.kind === 'assign' || !mentions(after, update.variable);
      return { ...loop, form: 'for', initial: inHeader ? initial : undefined, update, body: rest };
    }
    if (leaves(update, new Set())) return undefined;
    behind.unshift(update);
  }
  return undefined;
}

/** Whether control may go from a statement to somewhere else than the next one. */
function leaves(statement: Statement, inside: ReadonlySet<Label>): boolean {
  switch (statement.kind) {
    case 'return':
    case 'throw':
      return true;
    case 'break':
    case 'continue':
      return !inside.has(statement.label);
    case 'loop':
    case 'block':
      return statement.body.some((inner) => leaves(inner, new Set(inside).add(statement.label)));
    default:
      return contentsOf(statement).bodies.some((body) => body.some((inner) => leaves(inner, inside)));
  }
}

/** `i = i + 2`, `i = i - 1` */
function isStep(statement: Statement): statement is StatementOf<'assign'> {
  if (statement.kind !== 'assign' || statement.value.kind !== 'infix') return false;
  const { operator, left, right } = statement.value;
  return (
    (operator === '+' || operator === '-') &&
    left.kind === 'name' &&
    left.variable === statement.variable &&
    right.kind === 'literal'
  );
}

/** The counter's first value, if it can be computed as late as in the header. */
function findInitial(
  counter: Variable,
  before: readonly Statement[],
): StatementOf<'declare'> | StatementOf<'assign'> | undefined {
  for (let at = before.length - 1; at >= 0; at--) {
    const statement = before[at]!;
    if (statement.kind !== 'declare' && statement.kind !== 'assign') return undefined;
    if (statement.variable === counter) {
      if (statement.value === undefined) return undefined;
      const between = before.slice(at + 1);
      const calm = between.length === 0 || (isPlain(statement.value) && between.every((other) => isCalm(other)));
      return calm && !overlap(statement.value, between) ? statement : undefined;
    }
    if (mentions([statement], counter)) return undefined;
  }
  return undefined;
}

function overlap(value: Expression, statements: readonly Statement[]): boolean {
  const assigned = new Set(assignedIn(statements));
  return [...variablesIn(value)].some((variable) => assigned.has(variable));
}

const isCalm = (statement: Statement): boolean =>
  (statement.kind === 'declare' || statement.kind === 'assign') &&
  (statement.value === undefined || isPlain(statement.value));

/** Reads names and memory and computes: no calls but those of `Math`. */
function isPlain(expression: Expression): boolean {
  switch (expression.kind) {
    case 'name':
    case 'literal':
      return true;
    case 'call':
      return (
        typeof expression.callee === 'string' && expression.callee.startsWith('Math.') && expression.args.every(isPlain)
      );
    case 'prefix':
    case 'present':
    case 'infix':
    case 'conditional':
    case 'index':
    case 'member':
      return partsOf(expression).every(isPlain);
    default:
      return false;
  }
}
