/**
 * Writes the types of variables that the type checker does not infer as is due. It narrows an element, and a variable that may be
 * undefined, where a loop assigns it, so the type of `const x = a[0]!` may depend on what the turn before assigned to `a[0]`, and that on `x`. And it gives a constant that is one literal or another these two as
 * its type, so that a comparison with a third is called a mistake.
 */

import { isLiteral } from './literals.js';
import type { Expression, Statement, Variable } from './syntax.js';
import { assignedIn, contentsOf, mapBodies, mapFunctions, partsOf } from './syntax.js';

export function writeTypes(body: readonly Statement[]): readonly Statement[] {
  const assigned = new Set(assignedIn(body));
  const compared = new Set(comparedIn(body));
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
    const followed = expression.kind === 'index' || expression.kind === 'name';
    const place = followed ? placeOf(expression, new Set()) : undefined;
    return (place !== undefined && places.has(place)) || partsOf(expression).some((part) => reads(part, places));
  };
  const within = (statements: readonly Statement[], places: ReadonlySet<string>): readonly Statement[] =>
    statements.map((outer) => {
      const statement = mapFunctions(outer, (inner) => within(inner, new Set()));
      if (statement.kind === 'declare') {
        const { value, variable } = statement;
        const circular = value !== undefined && reads(value, places) && isWritten(variable);
        const narrow = value !== undefined && choosesLiterals(value) && compared.has(variable);
        return circular || narrow ? { ...statement, annotate: true } : statement;
      }
      if (statement.kind !== 'loop') return mapBodies(statement, (inner) => within(inner, places));
      const inside = new Set(declaredIn(statement.body));
      const stored = [...storesIn(statement.body)].map((target) => placeOf(target, inside));
      const narrowed = [...assignedIn(statement.body)]
        .filter((variable) => !inside.has(variable) && /\b(?:undefined|null)\b/.test(variable.type))
        .map((variable) => `%${serialOf(variable)}`);
      const more = new Set([...places, ...narrowed, ...stored.filter((place) => place !== undefined)]);
      return { ...statement, body: within(statement.body, more) };
    });
  return within(body, new Set());
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

/** Whether the checker takes a literal for something narrower than what will be stored in it: a new float array, a list in place of a tuple. */
function isNarrower(value: Expression, type: string): boolean {
  switch (value.kind) {
    case 'name':
      return /^Float(?:32|64)Array\b/.test(value.variable.type);
    case 'new':
      return /^Float(?:32|64)Array$/.test(value.callee);
    case 'call':
      return typeof value.callee === 'string' && /^Float(?:32|64)Array\.of$/.test(value.callee);
    case 'array':
      return /(?:^|[^\w$\]])\[[^\]]/.test(type) || value.elements.some((element) => isNarrower(element.value, type));
    case 'object':
      return value.fields.some((field) => isNarrower(field.value, type));
    default:
      return false;
  }
}

/** Whether the type of a new variable is written, given what is assigned first. */
export function needsType(value: Expression, variable: Variable, constant: boolean): boolean {
  if (value.kind === 'present') return needsType(value.operand, variable, constant);
  if (value.kind === 'array')
    return (
      value.elements.length === 0 || !/(?:\[\]|>)$/.test(variable.type) || /Float(?:32|64)Array/.test(variable.type)
    );
  if (isLiteral(value, 'undefined') || isLiteral(value, 'null')) return true;
  if (!constant && value.kind !== 'member' && /^Float(?:32|64)Array(?: \| Float32Array)?$/.test(variable.type))
    return true;
  if (/\bunknown\b/.test(variable.type)) return false;
  if (value.kind === 'object' && isNarrower(value, variable.type)) return true;
  return (
    !constant &&
    (/\b(?:undefined|null)\b/.test(variable.type) || (value.kind === 'object' && variable.type.startsWith('{')))
  );
}
