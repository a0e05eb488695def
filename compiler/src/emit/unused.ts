/** Variables that nobody reads, left behind where a choice between equal things disappeared. */

import type { Expression, Statement, Variable } from './syntax.js';
import { contentsOf, mapBodies, partsOf, variablesIn } from './syntax.js';

export function removeUnused(body: readonly Statement[]): readonly Statement[] {
  for (;;) {
    const read = new Set<Variable>(readIn(body));
    let removed = false;
    const clean = (statements: readonly Statement[]): readonly Statement[] =>
      statements.flatMap((statement) => {
        if ((statement.kind === 'declare' || statement.kind === 'assign') && !read.has(statement.variable)) {
          if (statement.value === undefined || isPure(statement.value)) {
            removed = true;
            return [];
          }
        }
        return [mapBodies(statement, clean)];
      });
    const cleaned = clean(body);
    if (!removed) return body;
    body = cleaned;
  }
}

function* readIn(statements: readonly Statement[]): Generator<Variable> {
  for (const statement of statements) {
    if (statement.kind === 'expression') yield* statement.writes;
    const { expressions, bodies } = contentsOf(statement);
    for (const expression of expressions) yield* variablesIn(expression);
    for (const body of bodies) yield* readIn(body);
    // a step in a header stands there for the loop's sake
    if (statement.kind === 'loop' && statement.update !== undefined) yield statement.update.variable;
    // what cannot be removed must stay declared
    const kept = statement.kind === 'assign' || statement.kind === 'declare';
    if (kept && statement.value !== undefined && !isPure(statement.value)) yield statement.variable;
  }
}

/** Whether it makes no difference that the expression is never evaluated. */
export function isPure(expression: Expression): boolean {
  switch (expression.kind) {
    case 'call':
      return isMath(expression.callee) && expression.args.every(isPure);
    case 'new':
    case 'template':
    case 'update':
      return false;
    default:
      return partsOf(expression).every(isPure);
  }
}

const isMath = (callee: string | Expression): boolean =>
  typeof callee === 'string' && /^(?:Math|Number)\./.test(callee);
