/** Brings together statements that belong together: a variable's declaration and its first value, a cell and the cursor's step. */

import { isAtom, isLiteral } from './literals.js';
import { negate } from './logic.js';
import type { Expression, Statement, StatementOf, Variable } from './syntax.js';
import { mentions, variablesIn } from './syntax.js';

/** A declaration without a value moves to the first assignment, or takes the value that one arm of an `if` would give it. */
export function mergeDeclarations(statements: readonly Statement[]): readonly Statement[] {
  const result = [...statements];
  for (let index = result.length - 1; index >= 0; index--) {
    const declaration = result[index]!;
    if (declaration.kind !== 'declare' || declaration.value !== undefined) continue;
    const { variable } = declaration;
    const next = result.findIndex((statement, at) => at > index && mentions([statement], variable));
    if (next === -1) {
      result.splice(index, 1);
      continue;
    }
    const replacement = withFirstValue(declaration, result[next]!);
    if (replacement === undefined) continue;
    result.splice(next, 1, ...replacement);
    result.splice(index, 1);
  }
  return result;
}

function withFirstValue(declaration: StatementOf<'declare'>, use: Statement): readonly Statement[] | undefined {
  const { variable } = declaration;
  if (use.kind === 'assign' && use.variable === variable) {
    if (uses(use.value, variable)) return undefined;
    return [{ kind: 'declare', variable, value: use.value, annotate: false, origin: use.origin }];
  }
  if (use.kind !== 'if') return undefined;
  const start = (value: Expression): Statement => ({ ...declaration, value, annotate: false });
  const ofElse = onlyValue(use.else, variable);
  if (ofElse !== undefined) return [start(ofElse), { ...use, else: [] }];
  const ofThen = onlyValue(use.then, variable);
  if (ofThen !== undefined && use.else.length > 0)
    return [start(ofThen), { ...use, test: negate(use.test), then: use.else, else: [] }];
  return undefined;
}

/** The value of an arm that does nothing but assign a name or literal to the variable. */
function onlyValue(arm: readonly Statement[], variable: Variable): Expression | undefined {
  const [only] = arm;
  return arm.length === 1 && only?.kind === 'assign' && only.variable === variable && isAtom(only.value)
    ? only.value
    : undefined;
}

/** `t = f(); a = t[0]; b = t[1]` becomes `[a, b] = f()` when that is all that is done with `t`. */
export function mergeTuples(statements: readonly Statement[]): readonly Statement[] {
  const result: Statement[] = [];
  for (let index = 0; index < statements.length; index++) {
    const whole = statements[index]!;
    const variables =
      whole.kind === 'declare' && whole.value?.kind === 'call'
        ? elementsBehind(whole.variable, statements.slice(index + 1))
        : [];
    if (
      whole.kind !== 'declare' ||
      variables.length < 2 ||
      mentions(statements.slice(index + 1 + variables.length), whole.variable)
    ) {
      result.push(whole);
      continue;
    }
    const length = Math.max(...variables.map(({ position }) => position)) + 1;
    const names = Array.from({ length }, (_, at) => variables.find(({ position }) => position === at)?.variable);
    result.push({ kind: 'destructure', variables: names, value: whole.value!, origin: whole.origin });
    index += variables.length;
  }
  return result;
}

/** The declarations that come next as long as each takes another element of the tuple. */
function elementsBehind(
  tuple: Variable,
  statements: readonly Statement[],
): readonly { readonly position: number; readonly variable: Variable }[] {
  const found: { position: number; variable: Variable }[] = [];
  for (const statement of statements) {
    if (statement.kind !== 'declare' || statement.value?.kind !== 'member') break;
    const { object, field } = statement.value;
    const position = Number(field);
    if (object.kind !== 'name' || object.variable !== tuple || !/^\d+$/.test(field)) break;
    if (found.some((other) => other.position === position)) break;
    found.push({ position, variable: statement.variable });
  }
  return found;
}

/** `cells[top] = x; top += 1` becomes `cells[top++] = x`, and `top -= 1; x = cells[top]` becomes `x = cells[--top]`. */
export function mergeSteps(statements: readonly Statement[]): readonly Statement[] {
  const result: Statement[] = [];
  for (const statement of statements) {
    const cursor = steppedBy(statement, '+');
    const last =
      cursor === undefined ? -1 : result.findLastIndex((other) => mentions([other], cursor) || !isStraight(other));
    const stored = last === -1 ? undefined : stepBehind(result[last], statement);
    const loaded = stepBefore(result.at(-1), statement);
    if (stored !== undefined) result[last] = stored;
    else if (loaded !== undefined) result.splice(-1, 1, loaded);
    else result.push(statement);
  }
  return result;
}

const isStraight = ({ kind }: Statement): boolean => kind === 'assign' || kind === 'declare' || kind === 'store';

function stepBehind(store: Statement | undefined, step: Statement): Statement | undefined {
  const cursor = steppedBy(step, '+');
  if (cursor === undefined || store?.kind !== 'store' || store.operator !== '' || store.target.kind !== 'index')
    return undefined;
  const { object, index } = store.target;
  if (index.kind !== 'name' || index.variable !== cursor || uses(object, cursor) || uses(store.value, cursor))
    return undefined;
  return {
    ...store,
    target: { ...store.target, index: { kind: 'update', operator: '++', prefix: false, variable: cursor } },
  };
}

function stepBefore(step: Statement | undefined, load: Statement): Statement | undefined {
  const cursor = step === undefined ? undefined : steppedBy(step, '-');
  if (
    cursor === undefined ||
    (load.kind !== 'declare' && load.kind !== 'assign') ||
    load.value === undefined ||
    load.variable === cursor
  ) {
    return undefined;
  }
  const { value } = load;
  const cell = value.kind === 'infix' ? value.left : value.kind === 'cast' ? value.operand : value;
  if (
    cell.kind !== 'index' ||
    cell.index.kind !== 'name' ||
    cell.index.variable !== cursor ||
    uses(cell.object, cursor)
  )
    return undefined;
  const stepped: Expression = { ...cell, index: { kind: 'update', operator: '--', prefix: true, variable: cursor } };
  if (value.kind === 'infix')
    return isAtom(value.right) && !uses(value.right, cursor)
      ? { ...load, value: { ...value, left: stepped } }
      : undefined;
  return { ...load, value: value.kind === 'cast' ? { ...value, operand: stepped } : stepped };
}

/** The variable that a statement changes by one. */
function steppedBy(statement: Statement, operator: '+' | '-'): Variable | undefined {
  if (statement.kind !== 'assign' || statement.value.kind !== 'infix' || statement.value.operator !== operator)
    return undefined;
  const { left, right } = statement.value;
  return left.kind === 'name' && left.variable === statement.variable && isLiteral(right, '1')
    ? statement.variable
    : undefined;
}

function uses(expression: Expression, variable: Variable): boolean {
  for (const found of variablesIn(expression)) if (found === variable) return true;
  return false;
}
