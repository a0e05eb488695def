/**
 * Writes the types of variables that the type checker does not infer as is due: where it would go round in a circle, and where a constant
 * is one literal or another, which it takes for the constant's type, so that a comparison with a third is called a mistake; and where it
 * would compute a text.
 */

import { circularIn } from './circular-types.js';
import { isLiteral } from './literals.js';
import type { Expression, Statement, StatementOf, Variable } from './syntax.js';
import { assignedIn, contentsOf, mapBodies, mapFunctions, partsOf } from './syntax.js';
import { longInTexts } from './texts-in-types.js';

export function writeTypes(body: readonly Statement[]): readonly Statement[] {
  const assigned = new Set(assignedIn(body));
  const compared = new Set(comparedIn(body));
  const circular = circularIn(
    body,
    ({ annotate, value, variable }) => !annotate && !needsType(value!, variable, !assigned.has(variable)),
  );
  const long = longInTexts(body);
  const declaration = (statement: StatementOf<'declare'>): StatementOf<'declare'> => {
    const { value, variable } = statement;
    const narrow = value !== undefined && choosesLiterals(value) && compared.has(variable);
    return circular.has(variable) || long.has(variable) || narrow ? { ...statement, annotate: true } : statement;
  };
  const within = (statements: readonly Statement[]): readonly Statement[] =>
    statements.map((outer) => {
      const statement = mapBodies(mapFunctions(outer, within), within);
      if (statement.kind === 'declare') return declaration(statement);
      if (statement.kind !== 'loop' || statement.initial?.kind !== 'declare') return statement;
      return { ...statement, initial: declaration(statement.initial) };
    });
  return within(body);
}

/** `c ? 1 : 0`, which a constant would have as its type. */
const choosesLiterals = (value: Expression): boolean =>
  value.kind === 'conditional' &&
  [value.then, value.else].every((arm) => arm.kind === 'literal' || arm.kind === 'prefix' || choosesLiterals(arm));

/** Variables that are compared with a literal. */
function* comparedIn(statements: readonly Statement[]): Generator<Variable> {
  for (const statement of statements) {
    const { expressions, bodies } = contentsOf(statement);
    for (const expression of expressions) yield* comparedBy(expression);
    for (const body of bodies) yield* comparedIn(body);
  }
}

function* comparedBy(expression: Expression): Generator<Variable> {
  if (expression.kind === 'infix' && /^[=!]==?$/.test(expression.operator))
    for (const side of [expression.left, expression.right]) if (side.kind === 'name') yield side.variable;
  if (expression.kind === 'arrow') yield* comparedIn(expression.body);
  for (const part of partsOf(expression)) yield* comparedBy(part);
}

/** Whether the checker takes a literal for something narrower than what will be stored in it: a new float array, a list in place of a tuple. */
function isNarrower(value: Expression, type: string): boolean {
  switch (value.kind) {
    case 'name':
      return /^Float(?:32|64)Array\b/.test(value.variable.type);
    case 'new':
      return /^Float(?:32|64)Array$/.test(value.callee);
    case 'call':
      // The shadow of what is missing is missing.
      if (value.args.length === 1 && value.args[0]!.kind === 'literal') return isNarrower(value.args[0]!, type);
      return typeof value.callee === 'string' && /^Float(?:32|64)Array\.of$/.test(value.callee);
    case 'array':
      return namesTuple(type) || value.elements.some((element) => isNarrower(element.value, type));
    case 'literal':
      return (value.text === 'undefined' || value.text === 'null') && type.includes('|');
    case 'object':
      return value.fields.some((field) => isNarrower(field.value, type));
    default:
      return false;
  }
}

/** Whether there is a tuple in a type, or is one. */
const namesTuple = (type: string): boolean => /(?:^|[^\w$\]])\[[^\]]/.test(type);

/** Whether a literal has a list among its elements or fields. */
const holdsList = (value: Expression): boolean =>
  value.kind === 'array'
    ? value.elements.some((element) => element.value.kind === 'array' || holdsList(element.value))
    : value.kind === 'object' && value.fields.some((field) => field.value.kind === 'array' || holdsList(field.value));

/** Whether a literal has a function in it whose parameters have the types that the variable's gives them: `{ k: (x) => x }`. */
function holdsBareFunction(literal: Expression): boolean {
  if (literal.kind === 'array') return literal.elements.some(({ value }) => isBare(value) || holdsBareFunction(value));
  if (literal.kind === 'object') return literal.fields.some(({ value }) => isBare(value) || holdsBareFunction(value));
  return (
    literal.kind === 'template' &&
    typeof literal.parts[0] === 'string' &&
    /^[{[]/.test(literal.parts[0]) &&
    literal.parts.some((part) => typeof part === 'string' && new RegExp(String.raw`(?:^|[^\w$])${BARE}`).test(part))
  );
}

/** Parameters without types, and the arrow. */
const BARE = String.raw`(?:[\w$]+|\([\w$]+(?:, ?[\w$]+)*\)) =>`;

/** Whether an expression is a function whose parameters have no types. */
const isBare = (value: Expression): boolean =>
  value.kind === 'template' && typeof value.parts[0] === 'string' && new RegExp(`^${BARE}`).test(value.parts[0]);

/** Whether the type of a new variable is written, given what is assigned first. */
export function needsType(value: Expression, variable: Variable, constant: boolean): boolean {
  if (value.kind === 'present') return needsType(value.operand, variable, constant);
  if (holdsBareFunction(value)) return true;
  if (value.kind === 'array')
    return (
      value.elements.length === 0 ||
      !/(?:\[\]|>)$/.test(variable.type) ||
      /Float(?:32|64)Array/.test(variable.type) ||
      (namesTuple(variable.type) && holdsList(value))
    );
  if (isLiteral(value, 'undefined') || isLiteral(value, 'null')) return true;
  if (!constant && value.kind !== 'member' && /^Float(?:32|64)Array(?: \| Float32Array)?$/.test(variable.type))
    return true;
  if (/\bunknown\b/.test(variable.type)) return false;
  if (value.kind === 'object' && isNarrower(value, variable.type)) return true;
  if (!constant && value.kind === 'name' && value.variable.type !== variable.type) return true;
  return (
    !constant &&
    (/\b(?:undefined|null)\b/.test(variable.type) || (value.kind === 'object' && variable.type.startsWith('{')))
  );
}
