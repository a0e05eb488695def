/** Constants that are only another name for a constant: what a closure captures, when it needed no copy after all. */

import type { Statement, Variable } from './syntax.js';
import { assignedIn, mapBodies, variablesDeclared } from './syntax.js';

/** The statements without such declarations, and for each removed variable the one to name instead. */
export function removeAliases(
  body: readonly Statement[],
  params: readonly Variable[],
): { readonly body: readonly Statement[]; readonly aliases: ReadonlyMap<Variable, Variable> } {
  const assigned = new Set(assignedIn(body));
  const constants = new Set([...params, ...variablesDeclared(body)].filter((variable) => !assigned.has(variable)));
  const aliases = new Map<Variable, Variable>();
  const clean = (statements: readonly Statement[]): readonly Statement[] =>
    statements.flatMap((statement) => {
      if (statement.kind === 'declare' && statement.value?.kind === 'name') {
        const of = statement.value.variable;
        if (constants.has(statement.variable) && constants.has(of)) {
          aliases.set(statement.variable, aliases.get(of) ?? of);
          return [];
        }
      }
      return [mapBodies(statement, clean)];
    });
  return { body: clean(body), aliases };
}
