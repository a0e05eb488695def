/** Gives every variable its final name: its wish where that is free, else the wish with a number. Nothing hides anything. */

import { mayDeclare, numberedName } from './names.js';
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
  const nameAll = (variables: readonly Variable[], scope: Scope, used?: ReadonlySet<Variable>): void => {
    for (const variable of variables) {
      // a parameter that is there for its place only
      const wish = used === undefined || used.has(variable) ? variable.wish : `_${variable.wish}`;
      names.set(variable, scope.take(wish));
    }
  };
  const visitList = (statements: readonly Statement[], outer: Scope, first: readonly Variable[] = []): void => {
    const scope = new Scope(reserved, outer);
    if (first.length > 0) nameAll(first, scope, new Set([...mentionedIn(statements), ...used]));
    nameAll(statements.flatMap(declaredIn), scope);
    for (const statement of statements) {
      const { expressions, bodies } = contentsOf(statement);
      for (const expression of expressions) visitExpression(expression, scope);
      if (statement.kind === 'loop') {
        const inHeader = statement.initial === undefined ? [] : declaredIn(statement.initial);
        const header = new Scope(reserved, scope);
        nameAll(inHeader, header);
        visitList(statement.body, header);
      } else {
        for (const nested of bodies) visitList(nested, scope);
      }
    }
  };
  const visitExpression = (expression: Expression, scope: Scope): void => {
    if (expression.kind === 'arrow') {
      visitList(
        expression.body,
        scope,
        expression.params.map((param) => param.variable),
      );
    }
    for (const part of partsOf(expression)) visitExpression(part, scope);
  };
  visitList(body, new Scope(reserved, undefined), params);
  return names;
}

/** The names in a block and in those around it. */
class Scope {
  readonly #reserved: ReadonlySet<string>;
  readonly #outer: Scope | undefined;
  readonly #names = new Set<string>();
  /** For each wish the last number given to it: all below are taken. */
  readonly #counts = new Map<string, number>();

  constructor(reserved: ReadonlySet<string>, outer: Scope | undefined) {
    this.#reserved = reserved;
    this.#outer = outer;
  }

  take(wish: string): string {
    const { name, count } = numberedName(wish, (candidate) => !this.#isFree(candidate), this.#countOf(wish));
    this.#names.add(name);
    this.#counts.set(wish, count);
    return name;
  }

  #isFree(name: string): boolean {
    return !this.#reserved.has(name) && mayDeclare(name) && !this.#holds(name);
  }

  #holds(name: string): boolean {
    return this.#names.has(name) || (this.#outer !== undefined && this.#outer.#holds(name));
  }

  #countOf(wish: string): number {
    const own = this.#counts.get(wish);
    return own !== undefined || this.#outer === undefined ? (own ?? 0) : this.#outer.#countOf(wish);
  }
}

function declaredIn(statement: Statement): readonly Variable[] {
  if (statement.kind === 'declare') return [statement.variable];
  return statement.kind === 'destructure' ? statement.variables.filter((variable) => variable !== undefined) : [];
}
