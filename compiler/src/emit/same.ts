/** Statements that two ways through the code have in common. */

import type { Expression, Statement, StatementOf, Variable } from './syntax.js';
import { assignedIn, contentsOf, partsOf, variablesIn } from './syntax.js';

/**
 * `if (c) { A; break; } A;` becomes `A; if (c) break;` where `A` ends the list and does not change `c`.
 * What a loop does at the end of every turn, the last included, then stands there once.
 */
export function hoistCommon(statements: readonly Statement[]): readonly Statement[] {
  for (let at = statements.length - 2; at >= 0; at--) {
    const choice = statements[at]!;
    if (choice.kind !== 'if' || choice.else.length > 0 || choice.then.length < 2) continue;
    const exit = choice.then.at(-1)!;
    if (exit.kind !== 'break' && exit.kind !== 'continue') continue;
    const [leaving, staying] = [choice.then.slice(0, -1), statements.slice(at + 1)];
    if (!sameAll(leaving, staying) || !isUnchanged(choice, staying)) continue;
    return [...statements.slice(0, at), ...staying, { ...choice, then: [exit] }];
  }
  return statements;
}

/** The test computes with variables alone, and the statements assign none of them. */
function isUnchanged({ test }: StatementOf<'if'>, by: readonly Statement[]): boolean {
  const assigned = new Set(assignedIn(by));
  return isArithmetic(test) && ![...variablesIn(test)].some((variable) => assigned.has(variable));
}

function isArithmetic(expression: Expression): boolean {
  const plain = ['name', 'literal', 'prefix', 'infix', 'conditional'].includes(expression.kind);
  return plain && partsOf(expression).every(isArithmetic);
}

function sameAll(a: readonly Statement[], b: readonly Statement[]): boolean {
  return a.length === b.length && a.every((statement, index) => same(statement, b[index]!));
}

/** Declarations are never the same: each has its own variable. */
function same(a: Statement, b: Statement): boolean {
  if (a.kind !== b.kind || a.kind === 'declare' || a.kind === 'destructure' || a.kind === 'loop' || a.kind === 'block')
    return false;
  const [partsA, partsB] = [contentsOf(a), contentsOf(b)];
  if (partsA.expressions.length !== partsB.expressions.length) return false;
  if (
    !sameOwn(ownOf(a), ownOf(b)) ||
    !partsA.expressions.every((part, index) => sameExpression(part, partsB.expressions[index]!))
  )
    return false;
  return partsA.bodies.every((body, index) => sameAll(body, partsB.bodies[index]!));
}

type Own = readonly (string | number | boolean | undefined | Variable)[];

function ownOf(statement: Statement): Own {
  switch (statement.kind) {
    case 'assign':
      return [statement.variable];
    case 'store':
      return [statement.operator];
    case 'expression':
      return statement.writes;
    case 'break':
    case 'continue':
      return [statement.label];
    default:
      return [];
  }
}

function sameExpression(a: Expression, b: Expression): boolean {
  if (a.kind !== b.kind || a.kind === 'arrow') return false;
  const [partsA, partsB] = [partsOf(a), partsOf(b)];
  if (partsA.length !== partsB.length || !sameOwn(ownOfExpression(a), ownOfExpression(b))) return false;
  return partsA.every((part, index) => sameExpression(part, partsB[index]!));
}

function ownOfExpression(expression: Expression): Own {
  switch (expression.kind) {
    case 'name':
      return [expression.variable];
    case 'literal':
      return [expression.text];
    case 'prefix':
    case 'infix':
      return [expression.operator];
    case 'call':
    case 'new':
      return [typeof expression.callee === 'string' ? expression.callee : ''];
    case 'index':
      return [expression.sure];
    case 'member':
      return [expression.field];
    case 'cast':
      return [expression.type];
    case 'array':
      return expression.elements.map((element) => element.spread);
    case 'object':
      return expression.fields.map((field) => field.name);
    case 'template':
      return expression.parts.map((part) => (typeof part === 'string' ? part : ''));
    case 'update':
      return [expression.operator, expression.prefix, expression.variable];
    default:
      return [];
  }
}

function sameOwn(a: Own, b: Own): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}
