/** Gives every variable its final name: its wish where that is free, else the wish with a number. Nothing hides anything. */

import { mayDeclare, uniqueName } from './names.js';
import type { Expression, Statement, Variable } from './syntax.js';
import { contentsOf, mentionedIn, partsOf } from './syntax.js';

export type Names = ReadonlyMap<Variable, string>;

/**
 * @param reserved names that mean something else in or around the function.
 * @param used variables that are named though the body does not show it.
 */
export function nameVariables(
  params: readonly Variable[],
  body: readonly Statement[],
  reserved: ReadonlySet<string>,
  used: Iterable<Variable>,
): Names {
  const names = new Map<Variable, string>();
  const nameAll = (variables: readonly Variable[], scope: Set<string>, used?: ReadonlySet<Variable>): void => {
    for (const variable of variables) {
      // a parameter that is there for its place only
      const wish = used === undefined || used.has(variable) ? variable.wish : `_${variable.wish}`;
      const name = uniqueName(
        wish,
        (candidate) => scope.has(candidate) || reserved.has(candidate) || !mayDeclare(candidate),
      );
      scope.add(name);
      names.set(variable, name);
    }
  };
  const visitList = (
    statements: readonly Statement[],
    outer: ReadonlySet<string>,
    first: readonly Variable[] = [],
  ): void => {
    const scope = new Set(outer);
    if (first.length > 0) nameAll(first, scope, new Set([...mentionedIn(statements), ...used]));
    nameAll(statements.flatMap(declaredIn), scope);
    for (const statement of statements) {
      const { expressions, bodies } = contentsOf(statement);
      for (const expression of expressions) visitExpression(expression, scope);
      if (statement.kind === 'loop') {
        const inHeader = statement.initial === undefined ? [] : declaredIn(statement.initial);
        const header = new Set(scope);
        nameAll(inHeader, header);
        visitList(statement.body, header);
      } else {
        for (const nested of bodies) visitList(nested, scope);
      }
    }
  };
  const visitExpression = (expression: Expression, scope: ReadonlySet<string>): void => {
    if (expression.kind === 'arrow') {
      visitList(
        expression.body,
        scope,
        expression.params.map((param) => param.variable),
      );
    }
    for (const part of partsOf(expression)) visitExpression(part, scope);
  };
  visitList(body, new Set(), params);
  return names;
}

function declaredIn(statement: Statement): readonly Variable[] {
  if (statement.kind === 'declare') return [statement.variable];
  return statement.kind === 'destructure' ? statement.variables.filter((variable) => variable !== undefined) : [];
}
