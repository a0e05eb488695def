/**
 * Writes the types of variables that the type checker cannot infer: it narrows an element that a loop assigns, so the type of
 * `const x = a[0]!` may depend on what the turn before assigned to `a[0]`, and that on `x`.
 */

import type { Expression, Statement, Variable } from './syntax.js';
import { assignedIn, contentsOf, mapBodies, mapFunctions, partsOf } from './syntax.js';

export function annotateCircular(body: readonly Statement[]): readonly Statement[] {
  const assigned = new Set(assignedIn(body));
  const serials = new Map<Variable, number>();
  const serialOf = (variable: Variable): number => {
    const known = serials.get(variable) ?? serials.size;
    serials.set(variable, known);
    return known;
  };

  /** The same text for places that the checker takes for one; `undefined` for those that it does not follow. */
  const placeOf = (expression: Expression, inside: ReadonlySet<Variable>): string | undefined => {
    switch (expression.kind) {
      case 'name':
        return inside.has(expression.variable) ? undefined : `%${serialOf(expression.variable)}`;
      case 'present':
        return placeOf(expression.operand, inside);
      case 'member': {
        const object = placeOf(expression.object, inside);
        return object && `${object}.${expression.field}`;
      }
      case 'index': {
        const { index } = expression;
        const object = placeOf(expression.object, inside);
        const constant = index.kind === 'literal' || (index.kind === 'name' && !assigned.has(index.variable));
        const key = index.kind === 'literal' ? index.text : constant ? placeOf(index, inside) : undefined;
        return object && key && `${object}[${key}]`;
      }
      default:
        return undefined;
    }
  };
  const reads = (expression: Expression, places: ReadonlySet<string>): boolean => {
    const place = expression.kind === 'index' ? placeOf(expression, new Set()) : undefined;
    return (place !== undefined && places.has(place)) || partsOf(expression).some((part) => reads(part, places));
  };
  const within = (statements: readonly Statement[], places: ReadonlySet<string>): readonly Statement[] =>
    statements.map((outer) => {
      const statement = mapFunctions(outer, (inner) => within(inner, new Set()));
      if (statement.kind === 'declare')
        return statement.value !== undefined && reads(statement.value, places) && isWritten(statement.variable)
          ? { ...statement, annotate: true }
          : statement;
      if (statement.kind !== 'loop') return mapBodies(statement, (inner) => within(inner, places));
      const inside = new Set(declaredIn(statement.body));
      const stored = [...storesIn(statement.body)].map((target) => placeOf(target, inside));
      const more = new Set([...places, ...stored.filter((place) => place !== undefined)]);
      return { ...statement, body: within(statement.body, more) };
    });
  return within(body, new Set());
}

const isWritten = ({ type }: Variable): boolean => !/\bunknown\b/.test(type);

function* storesIn(statements: readonly Statement[]): Generator<Expression> {
  for (const statement of statements) {
    if (statement.kind === 'store') yield statement.target;
    for (const body of contentsOf(statement).bodies) yield* storesIn(body);
  }
}

function* declaredIn(statements: readonly Statement[]): Generator<Variable> {
  for (const statement of statements) {
    if (statement.kind === 'declare') yield statement.variable;
    if (statement.kind === 'destructure') yield* statement.variables.filter((variable) => variable !== undefined);
    for (const body of contentsOf(statement).bodies) yield* declaredIn(body);
  }
}
