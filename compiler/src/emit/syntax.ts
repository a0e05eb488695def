/** The small part of TypeScript that is emitted, as data: what the IR becomes before it is text. */

import type { Label, Origin } from '../ir/types.js';

/** A JavaScript variable. Its final name is found when the whole function is known. */
export type Variable = {
  /** The name it would like to have. */
  readonly wish: string;
  /** Whether it is declared by a parameter list. */
  readonly parameter: boolean;
  /** For a declaration without a value, or one whose value has a narrower type. */
  readonly type: string;
};

export type Expression =
  | { readonly kind: 'name'; readonly variable: Variable }
  /** A literal or a global name. */
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'prefix'; readonly operator: string; readonly operand: Expression }
  | InfixExpression
  | { readonly kind: 'conditional'; readonly test: Expression; readonly then: Expression; readonly else: Expression }
  | { readonly kind: 'call'; readonly callee: string | Expression; readonly args: readonly Expression[] }
  | { readonly kind: 'new'; readonly callee: string; readonly args: readonly Expression[] }
  | IndexExpression
  | MemberExpression
  /** `operand!` */
  | { readonly kind: 'present'; readonly operand: Expression }
  | { readonly kind: 'cast'; readonly operand: Expression; readonly type: string }
  | { readonly kind: 'array'; readonly elements: readonly { readonly spread: boolean; readonly value: Expression }[] }
  | { readonly kind: 'object'; readonly fields: readonly { readonly name: string; readonly value: Expression }[] }
  /** The user's text with expressions in its holes; `atom`: it binds as tightly as a name. */
  | { readonly kind: 'template'; readonly parts: readonly (string | Expression)[]; readonly atom: boolean }
  | ArrowExpression
  /** `top++`, `--top` */
  | { readonly kind: 'update'; readonly operator: '++' | '--'; readonly prefix: boolean; readonly variable: Variable };

export type InfixExpression = {
  readonly kind: 'infix';
  readonly operator: string;
  readonly precedence: number;
  readonly associativity: 'left' | 'right';
  readonly left: Expression;
  readonly right: Expression;
  /** `left` and `right` may change places: a sum or product of numbers. */
  readonly commutes: boolean;
};

/** `sure`: the element is there, which the type checker is told by `!`. */
export type IndexExpression = {
  readonly kind: 'index';
  readonly object: Expression;
  readonly index: Expression;
  readonly sure: boolean;
};

/**
 * `quoted`: by brackets, as TypeScript lets code outside of a class name its private fields. `narrows`: an assignment narrows its type,
 * which is a union.
 */
export type MemberExpression = {
  readonly kind: 'member';
  readonly object: Expression;
  readonly field: string;
  readonly quoted?: boolean;
  readonly narrows?: boolean;
};

export type ArrowExpression = {
  readonly kind: 'arrow';
  readonly params: readonly { readonly variable: Variable; readonly type: string }[];
  /** `undefined` where the place itself says what is due. */
  readonly result: string | undefined;
  readonly body: readonly Statement[];
};

export type Statement = { readonly origin: Origin | undefined } & (
  | {
      readonly kind: 'declare';
      readonly variable: Variable;
      readonly value: Expression | undefined;
      readonly annotate: boolean;
    }
  /** `const [a, , b] = value` */
  | { readonly kind: 'destructure'; readonly variables: readonly (Variable | undefined)[]; readonly value: Expression }
  | { readonly kind: 'assign'; readonly variable: Variable; readonly value: Expression }
  /** `target = value` where the target is an element or a field; with `+` as the operator, `target += value`. */
  | { readonly kind: 'store'; readonly target: Expression; readonly operator: string; readonly value: Expression }
  /** `writes`: variables that the user's text assigns. */
  | { readonly kind: 'expression'; readonly value: Expression; readonly writes: readonly Variable[] }
  | IfStatement
  | LoopStatement
  | { readonly kind: 'block'; readonly label: Label; readonly body: readonly Statement[] }
  | { readonly kind: 'break'; readonly label: Label }
  | { readonly kind: 'continue'; readonly label: Label }
  | { readonly kind: 'return'; readonly value: Expression | undefined }
  | { readonly kind: 'throw'; readonly value: Expression }
);

export type StatementOf<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

export type IfStatement = {
  readonly kind: 'if';
  readonly test: Expression;
  readonly then: readonly Statement[];
  readonly else: readonly Statement[];
};

export type LoopStatement = {
  readonly kind: 'loop';
  readonly label: Label;
  /** `until`: a `do … while` loop. */
  readonly form: 'while' | 'until' | 'for';
  /** `undefined`: for ever. */
  readonly test: Expression | undefined;
  /** Of a `for` loop. */
  readonly initial: StatementOf<'declare'> | StatementOf<'assign'> | undefined;
  readonly update: StatementOf<'assign'> | undefined;
  readonly body: readonly Statement[];
};

export const nameOf = (variable: Variable): Expression => ({ kind: 'name', variable });
export const literal = (text: string): Expression => ({ kind: 'literal', text });

export function infix(operator: string, left: Expression, right: Expression, commutes = false): InfixExpression {
  const precedence = precedences[operator];
  if (precedence === undefined) throw new Error(`no precedence for ${operator}`);
  return { kind: 'infix', operator, precedence, associativity: 'left', left, right, commutes };
}

const precedences: Readonly<Record<string, number>> = { '-': 11, '+': 11, '>': 9, '<': 9, '!==': 8, '&&': 4, '||': 3 };

/** The expressions directly inside an expression (not the statements of an arrow function). */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'name':
    case 'literal':
    case 'update':
    case 'arrow':
      return [];
    case 'prefix':
    case 'present':
    case 'cast':
      return [expression.operand];
    case 'infix':
      return [expression.left, expression.right];
    case 'conditional':
      return [expression.test, expression.then, expression.else];
    case 'call':
      return typeof expression.callee === 'string' ? expression.args : [expression.callee, ...expression.args];
    case 'new':
      return expression.args;
    case 'index':
      return [expression.object, expression.index];
    case 'member':
      return [expression.object];
    case 'array':
      return expression.elements.map((element) => element.value);
    case 'object':
      return expression.fields.map((field) => field.value);
    case 'template':
      return expression.parts.filter((part) => typeof part !== 'string');
  }
}

/** The same expression with other parts. */
export function mapParts(expression: Expression, map: (part: Expression) => Expression): Expression {
  switch (expression.kind) {
    case 'name':
    case 'literal':
    case 'update':
    case 'arrow':
      return expression;
    case 'prefix':
    case 'present':
    case 'cast':
      return { ...expression, operand: map(expression.operand) };
    case 'infix':
      return { ...expression, left: map(expression.left), right: map(expression.right) };
    case 'conditional':
      return { ...expression, test: map(expression.test), then: map(expression.then), else: map(expression.else) };
    case 'call': {
      const { callee } = expression;
      return {
        ...expression,
        callee: typeof callee === 'string' ? callee : map(callee),
        args: expression.args.map(map),
      };
    }
    case 'new':
      return { ...expression, args: expression.args.map(map) };
    case 'index':
      return { ...expression, object: map(expression.object), index: map(expression.index) };
    case 'member':
      return { ...expression, object: map(expression.object) };
    case 'array':
      return {
        ...expression,
        elements: expression.elements.map((element) => ({ ...element, value: map(element.value) })),
      };
    case 'object':
      return { ...expression, fields: expression.fields.map((field) => ({ ...field, value: map(field.value) })) };
    case 'template':
      return { ...expression, parts: expression.parts.map((part) => (typeof part === 'string' ? part : map(part))) };
  }
}

/** The expressions and statement lists directly inside a statement. */
export function contentsOf(statement: Statement): {
  readonly expressions: readonly Expression[];
  readonly bodies: readonly (readonly Statement[])[];
} {
  switch (statement.kind) {
    case 'declare':
      return { expressions: statement.value === undefined ? [] : [statement.value], bodies: [] };
    case 'destructure':
    case 'assign':
    case 'expression':
    case 'throw':
      return { expressions: [statement.value], bodies: [] };
    case 'store':
      return { expressions: [statement.target, statement.value], bodies: [] };
    case 'if':
      return { expressions: [statement.test], bodies: [statement.then, statement.else] };
    case 'loop': {
      const header = [statement.initial, statement.update].filter((part) => part !== undefined);
      return { expressions: statement.test === undefined ? [] : [statement.test], bodies: [header, statement.body] };
    }
    case 'block':
      return { expressions: [], bodies: [statement.body] };
    case 'return':
      return { expressions: statement.value === undefined ? [] : [statement.value], bodies: [] };
    case 'break':
    case 'continue':
      return { expressions: [], bodies: [] };
  }
}

/** Every variable that an expression names, those in nested functions included. */
export function* variablesIn(expression: Expression): Generator<Variable> {
  if (expression.kind === 'name' || expression.kind === 'update') yield expression.variable;
  if (expression.kind === 'arrow') yield* mentionedIn(expression.body);
  for (const part of partsOf(expression)) yield* variablesIn(part);
}

/** Every variable that statements read, assign or declare. */
export function* mentionedIn(statements: readonly Statement[]): Generator<Variable> {
  for (const statement of statements) {
    if (statement.kind === 'declare' || statement.kind === 'assign') yield statement.variable;
    if (statement.kind === 'destructure')
      for (const variable of statement.variables) if (variable !== undefined) yield variable;
    if (statement.kind === 'expression') yield* statement.writes;
    const { expressions, bodies } = contentsOf(statement);
    for (const expression of expressions) yield* variablesIn(expression);
    for (const body of bodies) yield* mentionedIn(body);
  }
}

export function mentions(statements: readonly Statement[], variable: Variable): boolean {
  for (const found of mentionedIn(statements)) if (found === variable) return true;
  return false;
}

/** Every variable that statements assign (declarations are no assignments), nested functions left out: they assign only their own. */
export function* assignedIn(statements: readonly Statement[]): Generator<Variable> {
  for (const statement of statements) {
    if (statement.kind === 'assign') yield statement.variable;
    if (statement.kind === 'expression') yield* statement.writes;
    const { expressions, bodies } = contentsOf(statement);
    for (const expression of expressions) yield* updatedIn(expression);
    for (const body of bodies) yield* assignedIn(body);
  }
}

function* updatedIn(expression: Expression): Generator<Variable> {
  if (expression.kind === 'update') yield expression.variable;
  if (expression.kind === 'arrow') yield* assignedIn(expression.body);
  for (const part of partsOf(expression)) yield* updatedIn(part);
}

/** Every variable that is declared by a statement, with a value. */
export function* variablesDeclared(statements: readonly Statement[]): Generator<Variable> {
  for (const statement of statements) {
    if (statement.kind === 'declare' && statement.value !== undefined) yield statement.variable;
    if (statement.kind === 'destructure')
      for (const variable of statement.variables) if (variable !== undefined) yield variable;
    for (const body of contentsOf(statement).bodies) yield* variablesDeclared(body);
  }
}

/** The same statement over other nested lists; headers of loops and nested functions stay. */
export function mapBodies(statement: Statement, map: (body: readonly Statement[]) => readonly Statement[]): Statement {
  switch (statement.kind) {
    case 'if':
      return { ...statement, then: map(statement.then), else: map(statement.else) };
    case 'loop':
    case 'block':
      return { ...statement, body: map(statement.body) };
    default:
      return statement;
  }
}

/** Every list of statements in functions that are written inside an expression. */
export function* functionsIn(expression: Expression): Generator<readonly Statement[]> {
  if (expression.kind === 'arrow') yield expression.body;
  for (const part of partsOf(expression)) yield* functionsIn(part);
}

/** The same statement over other bodies of the functions that its own expressions write. */
export function mapFunctions(
  statement: Statement,
  map: (body: readonly Statement[]) => readonly Statement[],
): Statement {
  const { expressions } = contentsOf(statement);
  if (!expressions.some((expression) => !functionsIn(expression).next().done)) return statement;
  const at = (expression: Expression): Expression =>
    expression.kind === 'arrow' ? { ...expression, body: map(expression.body) } : mapParts(expression, at);
  switch (statement.kind) {
    case 'declare':
    case 'return':
      return statement.value === undefined ? statement : { ...statement, value: at(statement.value) };
    case 'destructure':
    case 'assign':
    case 'expression':
    case 'throw':
      return { ...statement, value: at(statement.value) };
    case 'store':
      return { ...statement, target: at(statement.target), value: at(statement.value) };
    case 'if':
      return { ...statement, test: at(statement.test) };
    case 'loop':
      return statement.test === undefined ? statement : { ...statement, test: at(statement.test) };
    default:
      return statement;
  }
}

/** Whether statements leave that loop or block, or go on to its next turn. */
export function jumps(statements: readonly Statement[], kind: 'break' | 'continue', label: Label): boolean {
  return statements.some(
    (statement) =>
      (statement.kind === kind && statement.label === label) ||
      contentsOf(statement).bodies.some((body) => jumps(body, kind, label)),
  );
}
