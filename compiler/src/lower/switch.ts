/** Lowers `switch`: to nested branches, or, where one case runs on into the next, to guarded ones in a row. */

import type ts from 'typescript';
import type { ValueId } from '../ir/types.js';
import { apply, boolean, constant, hiddenVariable, type Lowering, missing, number } from './context.js';
import { branch, branchValue, openBlock } from './control.js';
import { lowerExpression } from './expressions.js';
import { knownCount } from './known-tests.js';
import { enumMember } from './resolve.js';
import { lowerStatement, lowerStatements, within } from './statements.js';

export function lowerSwitch(cx: Lowering, node: ts.SwitchStatement, labels: readonly string[]): void {
  const { ts } = cx;
  const { clauses } = node.caseBlock;
  const subject = lowerExpression(cx, node.expression);
  for (const clause of clauses)
    for (const statement of clause.statements)
      if (ts.isFunctionDeclaration(statement)) lowerStatements(cx, [statement]);
  openBlock(cx, node, (exit) => {
    within(cx, { labels, breakable: true, breakTo: exit, continueTo: undefined }, () => {
      if (
        clauses.every(
          (clause, index) => index === clauses.length - 1 || clause.statements.length === 0 || ends(cx, clause),
        )
      )
        lowerCases(cx, possible(cx, groupsOf(clauses), knownCount(cx, node.expression)), subject);
      else lowerFallingThrough(cx, node, subject);
    });
    return undefined;
  });
}

/** Whether a clause never runs on into the next. */
function ends(cx: Lowering, clause: ts.CaseOrDefaultClause): boolean {
  const { ts } = cx;
  const leaves = (statement: ts.Statement | undefined): boolean => {
    if (statement === undefined) return false;
    if (ts.isBlock(statement)) return leaves(statement.statements.at(-1));
    if (ts.isIfStatement(statement)) return leaves(statement.thenStatement) && leaves(statement.elseStatement);
    return (
      ts.isBreakOrContinueStatement(statement) || ts.isReturnStatement(statement) || ts.isThrowStatement(statement)
    );
  };
  return leaves(clause.statements.at(-1));
}

/** Clauses that share one body: `case 1: case 2: …`. */
type Group = {
  readonly tests: readonly ts.Expression[];
  readonly isDefault: boolean;
  readonly last: ts.CaseOrDefaultClause;
};

function groupsOf(clauses: readonly ts.CaseOrDefaultClause[]): Group[] {
  const groups: Group[] = [];
  let tests: ts.Expression[] = [];
  let isDefault = false;
  clauses.forEach((clause, index) => {
    if ('expression' in clause) tests.push(clause.expression);
    else isDefault = true;
    if (clause.statements.length === 0 && index < clauses.length - 1) return;
    groups.push({ tests, isDefault, last: clause });
    tests = [];
    isDefault = false;
  });
  return groups;
}

/** The cases that there are for a number of arguments that is known. */
function possible({ ts }: Lowering, groups: Group[], count: number | undefined): readonly Group[] {
  if (count === undefined || !groups.every(({ tests }) => tests.every((test) => ts.isNumericLiteral(test))))
    return groups;
  const found = groups.find(({ tests }) => tests.some((test) => Number(test.getText()) === count));
  return (found === undefined ? groups.filter(({ isDefault }) => isDefault) : [found]).map((group) => ({
    ...group,
    tests: [],
    isDefault: true,
  }));
}

function lowerCases(cx: Lowering, groups: readonly Group[], subject: ValueId): void {
  const fallback = groups.find((group) => group.isDefault);
  const next = (index: number): void => {
    const group = groups[index];
    if (group === undefined) {
      if (fallback !== undefined) lowerClause(cx, fallback.last);
      return;
    }
    // What stands before `default` in its group leads to the same place as no match at all, but is asked in its turn.
    const [first, ...others] = group.tests;
    if (first === undefined || (group.isDefault && group.tests.every((test) => isConstant(cx, test)))) {
      next(index + 1);
      return;
    }
    let test = matches(cx, subject, first);
    for (const other of others) test = either(cx, test, subject, other);
    branch(
      cx,
      group.last,
      test,
      () => lowerClause(cx, group.last),
      () => next(index + 1),
    );
  };
  next(0);
}

function matches(cx: Lowering, subject: ValueId, test: ts.Expression): ValueId {
  return apply(cx, test, 'eq', [subject, lowerExpression(cx, test)], boolean);
}

/** The tests are asked in order, and none behind the first that fits. */
function either(cx: Lowering, test: ValueId, subject: ValueId, other: ts.Expression): ValueId {
  if (isConstant(cx, other)) return apply(cx, other, 'or', [test, matches(cx, subject, other)], boolean);
  const value = branchValue(
    cx,
    other,
    test,
    () => constant(cx, other, true),
    () => matches(cx, subject, other),
    boolean,
  );
  return value ?? missing(cx, other, boolean);
}

function isConstant(cx: Lowering, node: ts.Expression): boolean {
  const { ts } = cx;
  return (
    ts.isLiteralExpression(node) ||
    (ts.isPrefixUnaryExpression(node) && ts.isNumericLiteral(node.operand)) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    (ts.isPropertyAccessExpression(node) && enumMember(cx.project, node) !== undefined)
  );
}

/** The statements of a clause; a `break` at its end needs no jump. */
function lowerClause(cx: Lowering, clause: ts.CaseOrDefaultClause): void {
  lowerStatements(cx, withoutBreak(cx, clause.statements));
}

function withoutBreak(cx: Lowering, statements: readonly ts.Statement[]): readonly ts.Statement[] {
  const { ts } = cx;
  const last = statements.at(-1);
  if (last !== undefined && ts.isBreakStatement(last) && last.label === undefined) return statements.slice(0, -1);
  if (statements.length === 1 && last !== undefined && ts.isBlock(last)) {
    const inner = withoutBreak(cx, last.statements);
    return inner.length < last.statements.length ? inner : statements;
  }
  return statements;
}

/** Finds the clause to enter at, then runs every clause from there on until a `break`. */
function lowerFallingThrough(cx: Lowering, node: ts.SwitchStatement, subject: ValueId): void {
  const { ts } = cx;
  const { clauses } = node.caseBlock;
  const fallback = clauses.findIndex((clause) => ts.isDefaultClause(clause));
  const entryOf = (index: number): ValueId => {
    const clause = clauses[index];
    if (clause === undefined) return constant(cx, node, fallback < 0 ? clauses.length : fallback);
    if (ts.isDefaultClause(clause)) return entryOf(index + 1);
    const value = branchValue(
      cx,
      clause,
      matches(cx, subject, clause.expression),
      () => constant(cx, clause, index),
      () => entryOf(index + 1),
      number,
    );
    return value ?? missing(cx, clause, number);
  };
  const entry = hiddenVariable(cx, 'entry', number, entryOf(0));
  clauses.forEach((clause, index) => {
    if (cx.dead) return;
    const start = cx.env.get(entry) as ValueId;
    const reached = apply(cx, clause, 'le', [start, constant(cx, clause, index)], boolean);
    branch(
      cx,
      clause,
      reached,
      () => clause.statements.forEach((statement) => cx.dead || lowerStatement(cx, statement)),
      () => undefined,
    );
  });
  cx.env.delete(entry);
}
