/**
 * Decides tests whose outcome is known where they stand: the type checker narrows a variable behind `t === 1` and calls a
 * comparison with another literal, or a literal as a condition, a mistake.
 */

import type { Label } from '../ir/types.js';
import { literal, type Expression, type Statement, type Variable } from './syntax.js';
import { assignedIn, contentsOf, functionsIn, mapParts } from './syntax.js';

type Literal = number | string | boolean;
/** What variables are sure to hold. */
type Known = ReadonlyMap<Variable, Literal>;

export function decideTests(body: readonly Statement[]): readonly Statement[] {
  const assigned = (statements: readonly Statement[]): number => new Set(assignedIn(statements)).size;
  const decided = new Decider(body).list(body, new Map())[0];
  // A variable that is assigned nowhere any more is one more constant.
  return assigned(decided) < assigned(body) ? decideTests(decided) : decided;
}

class Decider {
  readonly #assigned: ReadonlySet<Variable>;
  /** Values of variables that are never assigned: the checker sees through a condition with a name. */
  readonly #values: ReadonlyMap<Variable, Expression>;
  /** What is known at each exit to a label. */
  readonly #exits = new Map<Label, Known[]>();

  constructor(body: readonly Statement[]) {
    this.#assigned = new Set(assignedIn(body));
    const declared = [...valuesDeclared(body)];
    const once = (variable: Variable): boolean => declared.filter(([other]) => other === variable).length === 1;
    this.#values = new Map(
      declared.filter(
        ([variable, value]) =>
          variable.type === 'boolean' && value.kind !== 'literal' && once(variable) && !this.#assigned.has(variable),
      ),
    );
  }

  /** The statements, and what is known behind them; nothing can be known where control does not come out. */
  list(statements: readonly Statement[], start: Known): readonly [readonly Statement[], Known | undefined] {
    const result: Statement[] = [];
    let known: Known | undefined = start;
    for (const statement of statements) {
      if (known === undefined) break;
      const [decided, after] = this.#statement(statement, known);
      result.push(...decided);
      known = after;
    }
    return [result, known];
  }

  #statement(statement: Statement, known: Known): readonly [readonly Statement[], Known | undefined] {
    const at = (expression: Expression): Expression => this.#expression(expression, known);
    switch (statement.kind) {
      case 'declare': {
        if (statement.value === undefined) return [[statement], known];
        const value = at(statement.value);
        const after = new Map(known);
        after.delete(statement.variable);
        const held = this.#assigned.has(statement.variable) ? undefined : literalOf(value);
        if (held !== undefined) after.set(statement.variable, held);
        return [[{ ...statement, value }], after];
      }
      case 'destructure':
      case 'assign':
      case 'expression':
        return [[{ ...statement, value: at(statement.value) }], without(known, [statement])];
      case 'store':
        return [
          [{ ...statement, target: at(statement.target), value: at(statement.value) }],
          without(known, [statement]),
        ];
      case 'return':
        return [[statement.value === undefined ? statement : { ...statement, value: at(statement.value) }], undefined];
      case 'throw':
        return [[{ ...statement, value: at(statement.value) }], undefined];
      case 'if': {
        const test = this.#test(statement.test, known);
        const outcome = literalOf(test);
        if (outcome !== undefined) return this.list(outcome === false ? statement.else : statement.then, known);
        const [then, behindThen] = this.list(statement.then, this.#learn(known, test, true));
        const [otherwise, behindElse] = this.list(statement.else, this.#learn(known, test, false));
        return [[{ ...statement, test, then, else: otherwise }], common([behindThen, behindElse])];
      }
      case 'loop': {
        const turn = without(known, [statement]);
        const test = statement.test === undefined ? undefined : this.#test(statement.test, turn);
        if (test !== undefined && literalOf(test) === false && statement.form === 'while') return [[], known];
        const tested = statement.form === 'until' || test === undefined ? turn : this.#learn(turn, test, true);
        const [body] = this.list(statement.body, tested);
        const done = test === undefined ? undefined : this.#learn(turn, test, false);
        return [[{ ...statement, test, body }], common([done, ...this.#exitsOf(statement.label)])];
      }
      case 'block': {
        const [body, end] = this.list(statement.body, known);
        return [[{ ...statement, body }], common([end, ...this.#exitsOf(statement.label)])];
      }
      case 'break':
        this.#exits.set(statement.label, [...(this.#exits.get(statement.label) ?? []), known]);
        return [[statement], undefined];
      case 'continue':
        return [[statement], undefined];
    }
  }

  #exitsOf(label: Label): readonly Known[] {
    const exits = this.#exits.get(label) ?? [];
    this.#exits.delete(label);
    return exits;
  }

  /** As an expression whose truth alone matters. */
  #test(test: Expression, known: Known): Expression {
    const decided = this.#expression(test, known);
    const value = literalOf(decided);
    return value === undefined ? decided : truth(Boolean(value));
  }

  #expression(expression: Expression, known: Known): Expression {
    switch (expression.kind) {
      case 'prefix': {
        if (expression.operator !== '!') break;
        const operand = this.#test(expression.operand, known);
        const value = literalOf(operand);
        return value === undefined ? { ...expression, operand } : truth(!value);
      }
      case 'conditional': {
        const test = this.#test(expression.test, known);
        const value = literalOf(test);
        const then = this.#expression(expression.then, this.#learn(known, test, true));
        const otherwise = this.#expression(expression.else, this.#learn(known, test, false));
        if (value !== undefined) return value === false ? otherwise : then;
        return { ...expression, test, then, else: otherwise };
      }
      case 'infix': {
        const { operator } = expression;
        const left = this.#expression(expression.left, known);
        if (operator === '&&' || operator === '||') {
          const right = this.#expression(expression.right, this.#learn(known, left, operator === '&&'));
          const value = literalOf(left);
          if (value === undefined) return { ...expression, left, right };
          return Boolean(value) === (operator === '&&') ? right : left;
        }
        const right = this.#expression(expression.right, known);
        const equal = /^[=!]==?$/.test(operator) ? equality(left, right, known) : undefined;
        return equal === undefined ? { ...expression, left, right } : truth(equal === (operator[0] === '='));
      }
      case 'arrow': {
        const lasting = new Map([...known].filter(([variable]) => !this.#assigned.has(variable)));
        return { ...expression, body: this.list(expression.body, lasting)[0] };
      }
      default:
        break;
    }
    return mapParts(expression, (part) => this.#expression(part, known));
  }

  #learn(known: Known, test: Expression, outcome: boolean): Known {
    const learned = new Map(known);
    const visit = (condition: Expression, holds: boolean, through: boolean): void => {
      const add = (variable: Variable, value: Literal): void => {
        if (!through || !this.#assigned.has(variable)) learned.set(variable, value);
      };
      if (condition.kind === 'prefix' && condition.operator === '!') visit(condition.operand, !holds, through);
      if (condition.kind === 'name') {
        if (condition.variable.type === 'boolean') add(condition.variable, holds);
        const value = this.#values.get(condition.variable);
        if (value !== undefined) visit(value, holds, true);
      }
      if (condition.kind !== 'infix') return;
      const { operator, left, right } = condition;
      if (operator === (holds ? '&&' : '||')) for (const part of [left, right]) visit(part, holds, through);
      if (operator !== (holds ? '===' : '!==')) return;
      for (const [one, other] of [
        [left, right],
        [right, left],
      ] as const) {
        const value = literalOf(other);
        if (one.kind === 'name' && value !== undefined) add(one.variable, value);
      }
    };
    visit(test, outcome, false);
    return learned;
  }
}

function equality(left: Expression, right: Expression, known: Known): boolean | undefined {
  const [a, b] = [left, right].map(
    (side) => literalOf(side) ?? (side.kind === 'name' ? known.get(side.variable) : undefined),
  );
  return a === undefined || b === undefined || typeof a !== typeof b ? undefined : a === b;
}

const truth = (value: boolean): Expression => literal(String(value));

function literalOf(expression: Expression): Literal | undefined {
  if (expression.kind === 'prefix' && expression.operator === '-') {
    const value = literalOf(expression.operand);
    return typeof value === 'number' ? -value : undefined;
  }
  if (expression.kind !== 'literal') return undefined;
  const { text } = expression;
  if (text === 'true' || text === 'false') return text === 'true';
  if (/^-?[\d.]/.test(text)) {
    const value = Number(text.replaceAll('_', ''));
    return Number.isNaN(value) ? undefined : value;
  }
  // Only texts without escapes: two spellings of one text must not be told apart.
  return /^(?:'[^'\\]*'|"[^"\\]*")$/.test(text) ? text.slice(1, -1) : undefined;
}

/** What is known on every way in. */
function common(ways: readonly (Known | undefined)[]): Known | undefined {
  const [first, ...others] = ways.filter((way) => way !== undefined);
  if (first === undefined) return undefined;
  return new Map([...first].filter(([variable, value]) => others.every((way) => way.get(variable) === value)));
}

function without(known: Known, statements: readonly Statement[]): Known {
  const rest = new Map(known);
  for (const variable of assignedIn(statements)) rest.delete(variable);
  return rest;
}

function* valuesDeclared(statements: readonly Statement[]): Generator<readonly [Variable, Expression]> {
  for (const statement of statements) {
    if (statement.kind === 'declare' && statement.value !== undefined) yield [statement.variable, statement.value];
    const { expressions, bodies } = contentsOf(statement);
    for (const body of [...bodies, ...expressions.flatMap((expression) => [...functionsIn(expression)])])
      yield* valuesDeclared(body);
  }
}
