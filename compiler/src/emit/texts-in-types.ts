/**
 * Finds constants whose types have to be written because a text with holes names them: the type checker computes what such a text is from
 * the values of the constants, goes through all that these are computed from, and through what is used twice twice. It takes what
 * has a written type for unknown.
 */

import type { Expression, Statement, Variable } from './syntax.js';
import { assignedIn, contentsOf, functionsIn, partsOf } from './syntax.js';

/** So many steps are not noticed. */
const most = 64;

export function longInTexts(body: readonly Statement[]): ReadonlySet<Variable> {
  const assigned = new Set(assignedIn(body));
  const found = new Set<Variable>();
  const steps = new Map<Variable, number>();
  const stepsOf = (expression: Expression): number =>
    expression.kind === 'name'
      ? 1 + (steps.get(expression.variable) ?? 0)
      : partsOf(expression).reduce((sum, part) => sum + stepsOf(part), 0);
  const write = (expression: Expression): void => {
    if (expression.kind === 'name' && (steps.get(expression.variable) ?? 0) > most) {
      found.add(expression.variable);
      steps.set(expression.variable, 0);
    }
    partsOf(expression).forEach(write);
  };
  const look = (expression: Expression): void => {
    if (
      expression.kind === 'template' &&
      expression.parts.some((part) => typeof part === 'string' && /\$\{/.test(part))
    )
      write(expression);
    partsOf(expression).forEach(look);
    for (const inner of functionsIn(expression)) visit(inner);
  };
  const visit = (statements: readonly Statement[]): void => {
    for (const statement of statements) {
      const { expressions, bodies } = contentsOf(statement);
      expressions.forEach(look);
      bodies.forEach(visit);
      if (statement.kind !== 'declare' || statement.value === undefined || statement.annotate) continue;
      if (!assigned.has(statement.variable)) steps.set(statement.variable, Math.min(stepsOf(statement.value), 1e9));
    }
  };
  visit(body);
  return found;
}
