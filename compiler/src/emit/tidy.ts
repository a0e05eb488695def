/**
 * Makes statements read like code that a person wrote: `for` headers, early exits without `else`, `continue` for a block at the end
 * of a loop, no labels or jumps that lead where control goes anyway. The meaning stays the same.
 */

import type { Label } from '../ir/types.js';
import { recogniseCounted } from './counted.js';
import { mergeDeclarations, mergeSteps, mergeTuples } from './join.js';
import { negate } from './logic.js';
import { hoistCommon } from './same.js';
import type { ArrowExpression, Expression, Statement, StatementOf } from './syntax.js';
import { jumps, mapParts, mentionedIn, partsOf } from './syntax.js';
import { isPure, removeUnused } from './unused.js';

type Exit = StatementOf<'break'> | StatementOf<'continue'>;
/** The exits that lead to where control goes when it falls out of a list of statements. */
type Exits = readonly Pick<Exit, 'kind' | 'label'>[];

export function tidyFunction(body: readonly Statement[]): readonly Statement[] {
  const tidied = removeUnused(tidy(body, []));
  const last = tidied.at(-1);
  return last?.kind === 'return' && last.value === undefined ? tidied.slice(0, -1) : tidied;
}

function tidy(statements: readonly Statement[], exits: Exits): readonly Statement[] {
  const counted = recogniseCounted(statements.map(tidyExpressions));
  const flat: Statement[] = [];
  for (const [index, statement] of counted.entries()) {
    flat.push(...tidyStatement(statement, index === counted.length - 1 ? exits : []));
    if (!falls(flat)) break;
  }
  const last = flat.at(-1);
  if (last !== undefined && exits.some((exit) => exit.kind === last.kind && exit.label === (last as Exit).label))
    flat.pop();
  return hoistCommon(mergeSteps(mergeTuples(mergeDeclarations(leaveEarly(flat, exits)))));
}

/** `if (c) { …; continue; } break;` at the end of a loop reads better as `if (!c) break; …`. */
function leaveEarly(statements: readonly Statement[], exits: Exits): readonly Statement[] {
  const [choice, exit] = statements.slice(-2);
  if (choice?.kind !== 'if' || choice.else.length > 0 || (exit?.kind !== 'break' && exit?.kind !== 'return'))
    return statements;
  const last = choice.then.at(-1);
  if (last === undefined || !exits.some(({ kind, label }) => last.kind === kind && last.label === label))
    return statements;
  return [
    ...statements.slice(0, -2),
    { ...choice, test: negate(choice.test), then: [exit] },
    ...choice.then.slice(0, -1),
  ];
}

function tidyStatement(statement: Statement, exits: Exits): readonly Statement[] {
  switch (statement.kind) {
    case 'if':
      return tidyIf({ ...statement, then: tidy(statement.then, exits), else: tidy(statement.else, exits) });
    case 'loop':
      return [tidyLoop({ ...statement, body: tidy(statement.body, [{ kind: 'continue', label: statement.label }]) })];
    case 'block': {
      const own = { kind: 'break', label: statement.label } as const;
      const body = tidy(statement.body, [...exits, own]);
      if (!jumps(body, 'break', statement.label)) return body;
      const [exit] = exits;
      return exit === undefined ? [{ ...statement, body }] : redirect(body, statement.label, exit);
    }
    default:
      return [statement];
  }
}

function tidyIf(statement: StatementOf<'if'>): readonly Statement[] {
  const { test, then, else: otherwise, origin } = statement;
  if (then.length === 0 && otherwise.length === 0) {
    return isPure(test) ? [] : [{ kind: 'expression', value: test, writes: [], origin }];
  }
  if (otherwise.length === 0) return [statement];
  if (then.length === 0 || (!falls(otherwise) && falls(then))) {
    return [{ ...statement, test: negate(test), then: otherwise, else: [] }, ...then];
  }
  return falls(then) ? [statement] : [{ ...statement, else: [] }, ...otherwise];
}

/** `while (true) { … if (c) break; }` is `do { … } while (!c)` when nothing jumps to the next turn and `c` can be seen outside. */
function tidyLoop(loop: StatementOf<'loop'>): Statement {
  const last = loop.body.at(-1);
  if (loop.test !== undefined || last?.kind !== 'if' || last.else.length > 0 || last.then.length !== 1) return loop;
  const [exit] = last.then;
  if (exit?.kind !== 'break' || exit.label !== loop.label) return loop;
  const body = loop.body.slice(0, -1);
  if (body.length === 0 || jumps(body, 'continue', loop.label)) return loop;
  const inside = new Set(body.flatMap((statement) => declaredBy(statement)));
  for (const variable of mentionedIn([{ ...last, then: [] }])) if (inside.has(variable)) return loop;
  // now the end of the body is where `continue` leads, which it was not before
  return {
    ...loop,
    form: 'until',
    test: negate(last.test),
    body: tidy(body, [{ kind: 'continue', label: loop.label }]),
  };
}

function declaredBy(statement: Statement): StatementOf<'declare'>['variable'][] {
  if (statement.kind === 'declare') return [statement.variable];
  return statement.kind === 'destructure' ? statement.variables.filter((variable) => variable !== undefined) : [];
}

/** Whether control can come out at the end. */
export function falls(statements: readonly Statement[]): boolean {
  const last = statements.at(-1);
  switch (last?.kind) {
    case 'break':
    case 'continue':
    case 'return':
    case 'throw':
      return false;
    case 'if':
      return falls(last.then) || falls(last.else);
    case 'loop':
      return last.test !== undefined || jumps(last.body, 'break', last.label);
    case 'block':
      return falls(last.body) || jumps(last.body, 'break', last.label);
    default:
      return true;
  }
}

function redirect(statements: readonly Statement[], label: Label, to: Exits[number]): readonly Statement[] {
  const into = (body: readonly Statement[]): readonly Statement[] => redirect(body, label, to);
  return statements.map((statement) => {
    switch (statement.kind) {
      case 'break':
        return statement.label === label ? { ...to, origin: statement.origin } : statement;
      case 'if':
        return { ...statement, then: into(statement.then), else: into(statement.else) };
      case 'loop':
      case 'block':
        return { ...statement, body: into(statement.body) };
      default:
        return statement;
    }
  });
}

/** Functions nested in expressions have statements of their own. */
function tidyExpressions(statement: Statement): Statement {
  switch (statement.kind) {
    case 'declare':
    case 'return':
      return statement.value === undefined ? statement : { ...statement, value: tidyExpression(statement.value) };
    case 'destructure':
    case 'assign':
    case 'expression':
    case 'throw':
    case 'store':
      return { ...statement, value: tidyExpression(statement.value) };
    default:
      return statement;
  }
}

function tidyExpression(expression: Expression): Expression {
  if (expression.kind === 'arrow')
    return { ...expression, body: tidyFunction(expression.body) } satisfies ArrowExpression;
  return containsArrow(expression) ? mapParts(expression, tidyExpression) : expression;
}

function containsArrow(expression: Expression): boolean {
  return expression.kind === 'arrow' || partsOf(expression).some(containsArrow);
}
