/** Removes `!` where the type checker knows from a test around it that the variable is not missing. */

import type { Expression, Statement, Variable } from './syntax.js';
import { assignedIn, mapParts } from './syntax.js';

type Known = ReadonlySet<Variable>;

export function removeNeedlessAssertions(body: readonly Statement[]): readonly Statement[] {
  return inList(body, new Set());
}

function inList(statements: readonly Statement[], start: Known): readonly Statement[] {
  let known = start;
  return statements.map((statement) => {
    const [result, after] = inStatement(statement, known);
    known = after;
    return result;
  });
}

function inStatement(statement: Statement, known: Known): readonly [Statement, Known] {
  const at = (expression: Expression): Expression => inExpression(expression, known);
  const after = without(known, assignedIn([statement]));
  switch (statement.kind) {
    case 'declare':
      return [statement.value === undefined ? statement : { ...statement, value: at(statement.value) }, after];
    case 'destructure':
    case 'assign':
    case 'expression':
    case 'throw':
      return [{ ...statement, value: at(statement.value) }, after];
    case 'store':
      return [{ ...statement, target: at(statement.target), value: at(statement.value) }, after];
    case 'return':
      return [statement.value === undefined ? statement : { ...statement, value: at(statement.value) }, after];
    case 'if': {
      const then = inList(statement.then, union(known, learned(statement.test, true)));
      const otherwise = inList(statement.else, union(known, learned(statement.test, false)));
      const last = statement.then.at(-1)?.kind;
      const leaves = last === 'break' || last === 'continue' || last === 'return' || last === 'throw';
      const behind =
        leaves && statement.else.length === 0
          ? without(learned(statement.test, false), assignedIn(statement.then))
          : [];
      return [{ ...statement, test: at(statement.test), then, else: otherwise }, union(after, behind)];
    }
    case 'loop': {
      const { test } = statement;
      const tested = test === undefined ? undefined : inExpression(test, after);
      const inside = test === undefined || statement.form === 'until' ? after : union(after, learned(test, true));
      return [{ ...statement, test: tested, body: inList(statement.body, inside) }, after];
    }
    case 'block':
      return [{ ...statement, body: inList(statement.body, known) }, after];
    case 'break':
    case 'continue':
      return [statement, after];
  }
}

function inExpression(expression: Expression, known: Known): Expression {
  switch (expression.kind) {
    case 'present': {
      const { operand } = expression;
      if (operand.kind === 'name' && known.has(operand.variable)) return operand;
      return mapParts(expression, (part) => inExpression(part, known));
    }
    case 'conditional': {
      const { test, then, else: otherwise } = expression;
      return {
        ...expression,
        test: inExpression(test, known),
        then: inExpression(then, union(known, learned(test, true))),
        else: inExpression(otherwise, union(known, learned(test, false))),
      };
    }
    case 'infix': {
      const { operator, left, right } = expression;
      const more = operator === '&&' || operator === '||' ? union(known, learned(left, operator === '&&')) : known;
      return { ...expression, left: inExpression(left, known), right: inExpression(right, more) };
    }
    case 'arrow':
      return { ...expression, body: inList(expression.body, new Set()) };
    default:
      return mapParts(expression, (part) => inExpression(part, known));
  }
}

/** Variables that are there when the test has this outcome. */
function learned(test: Expression, outcome: boolean): Known {
  if (test.kind === 'prefix' && test.operator === '!') return learned(test.operand, !outcome);
  if (test.kind !== 'infix') return new Set();
  const { operator, left, right } = test;
  if (operator === (outcome ? '&&' : '||')) return union(learned(left, outcome), learned(right, outcome));
  const excludes = outcome ? operator === '!==' || operator === '!=' : operator === '===' || operator === '==';
  if (!excludes || left.kind !== 'name' || right.kind !== 'literal') return new Set();
  if (right.text !== 'undefined' && right.text !== 'null') return new Set();
  const other = right.text === 'null' ? 'undefined' : 'null';
  const covers = operator.length === 2 || !new RegExp(`\\b${other}\\b`).test(left.variable.type);
  const written = /\b(?:undefined|null)\b/.test(left.variable.type);
  return covers && written ? new Set([left.variable]) : new Set();
}

const union = (a: Known, b: Iterable<Variable>): Known => new Set([...a, ...b]);

function without(known: Known, variables: Iterable<Variable>): Known {
  const rest = new Set(known);
  for (const variable of variables) rest.delete(variable);
  return rest;
}
