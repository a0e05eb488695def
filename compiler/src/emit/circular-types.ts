/**
 * Finds the variables whose type has to be written because the type checker would need it to infer it.
 *
 * The checker gives a variable or place whose declared type is a union (what may be missing, elements, booleans) the type of what
 * was assigned to it last, and at the start of a loop that is also what the turn before assigned. So in
 * `const x = a[0]!; a[0] = 2 * x` the type of `x` depends on that of `a[0]`, and that on `x`.
 */

import { outsideBrackets } from '../ir/type-text.js';
import type { Expression, Statement, StatementOf, Variable } from './syntax.js';
import { assignedIn, contentsOf, functionsIn, partsOf } from './syntax.js';

/**
 * @param isInferred whether the type of a declared variable is the checker's affair so far.
 * @returns variables whose types cut every such circle.
 */
export function circularIn(
  body: readonly Statement[],
  isInferred: (declaration: StatementOf<'declare'>) => boolean,
): ReadonlySet<Variable> {
  const found = new Set<Variable>();
  const assigned = new Set(assignedIn(body));
  const keys = new Map<Variable, string>();
  for (const { variable, value } of declarationsIn(body)) {
    const key = value === undefined || assigned.has(variable) ? undefined : keyOf(value, keys);
    if (key !== undefined) keys.set(variable, key);
  }
  for (const loop of loopsIn(body)) {
    const circles = new Dependences(loop, assigned, keys, (declaration) => {
      return !found.has(declaration.variable) && isInferred(declaration);
    });
    for (let next = circles.next(); next !== undefined; next = circles.next()) {
      found.add(next);
      circles.write(next);
    }
  }
  return found;
}

function* loopsIn(statements: readonly Statement[]): Generator<StatementOf<'loop'>> {
  for (const statement of statements) {
    if (statement.kind === 'loop') yield statement;
    const { expressions, bodies } = contentsOf(statement);
    for (const expression of expressions) for (const inner of functionsIn(expression)) yield* loopsIn(inner);
    for (const inner of bodies) yield* loopsIn(inner);
  }
}

/** In the order in which they stand, those of functions inside included. */
function* declarationsIn(statements: readonly Statement[]): Generator<StatementOf<'declare'>> {
  for (const statement of statements) {
    if (statement.kind === 'declare') yield statement;
    const { expressions, bodies } = contentsOf(statement);
    for (const expression of expressions) for (const inner of functionsIn(expression)) yield* declarationsIn(inner);
    for (const inner of bodies) yield* declarationsIn(inner);
  }
}

/** The key that the checker takes an index for: of a literal, and of what has the type of one literal (`c ? 1 : 1`). */
function keyOf(index: Expression, constants: ReadonlyMap<Variable, string>): string | undefined {
  switch (index.kind) {
    case 'literal':
      return Number.isNaN(Number(index.text)) ? index.text : String(Number(index.text));
    case 'name':
      return constants.get(index.variable);
    case 'prefix': {
      const key = index.operator === '-' || index.operator === '+' ? keyOf(index.operand, constants) : undefined;
      return key === undefined || Number.isNaN(Number(key)) ? undefined : String(Number(`${index.operator}${key}`));
    }
    case 'conditional': {
      const key = keyOf(index.then, constants);
      return key === keyOf(index.else, constants) ? key : undefined;
    }
    default:
      return undefined;
  }
}

function* declaredIn(statements: readonly Statement[]): Generator<Variable> {
  for (const statement of statements) {
    if (statement.kind === 'declare') yield statement.variable;
    if (statement.kind === 'destructure') yield* statement.variables.filter((variable) => variable !== undefined);
    for (const body of contentsOf(statement).bodies) yield* declaredIn(body);
  }
}

/** Which types depend on which in a loop: inferred ones of variables (`=x`), those that assignments give variables (`x`) and places. */
class Dependences {
  readonly #edges = new Map<string, Set<string>>();
  readonly #serials = new Map<Variable, number>();
  readonly #assigned: ReadonlySet<Variable>;
  readonly #keys: ReadonlyMap<Variable, string>;
  readonly #inside: ReadonlySet<Variable>;
  /** Variables with inferred types in the order of their declarations. */
  readonly #inferred = new Map<string, Variable>();

  constructor(
    loop: StatementOf<'loop'>,
    assigned: ReadonlySet<Variable>,
    keys: ReadonlyMap<Variable, string>,
    isInferred: (declaration: StatementOf<'declare'>) => boolean,
  ) {
    this.#assigned = assigned;
    this.#keys = keys;
    this.#inside = new Set(declaredIn([loop]));
    this.#visit([loop], isInferred);
    this.#trim();
  }

  /** The first variable whose inferred type depends on itself, if possible one whose type ends the circle when it is written. */
  next(): Variable | undefined {
    let other: Variable | undefined;
    for (const [node, variable] of this.#inferred) {
      if ((other !== undefined && isNarrowed(variable.type)) || !this.#isCircular(node)) continue;
      if (!isNarrowed(variable.type)) return variable;
      other = variable;
    }
    return other;
  }

  /** The variable's type is written now. */
  write(variable: Variable): void {
    const node = this.#inferredType(variable);
    this.#edges.delete(node);
    this.#inferred.delete(node);
    this.#trim();
  }

  #visit(statements: readonly Statement[], isInferred: (declaration: StatementOf<'declare'>) => boolean): void {
    for (const statement of statements) {
      switch (statement.kind) {
        case 'declare': {
          const { variable, value } = statement;
          if (value === undefined) break;
          if (isInferred(statement)) {
            if (isWritable(variable.type)) this.#inferred.set(this.#inferredType(variable), variable);
            this.#depend(this.#inferredType(variable), value);
          }
          if (isNarrowed(variable.type)) this.#depend(this.#assignedType(variable), value);
          break;
        }
        case 'destructure':
          for (const variable of statement.variables)
            if (variable !== undefined) this.#depend(this.#inferredType(variable), statement.value);
          break;
        case 'assign':
          if (isNarrowed(statement.variable.type))
            this.#depend(this.#assignedType(statement.variable), statement.value);
          break;
        case 'store': {
          const place = this.#placeOf(statement.target);
          if (place !== undefined && statement.operator === '') this.#depend(place, statement.value);
          break;
        }
        default:
      }
      const { expressions, bodies } = contentsOf(statement);
      for (const expression of expressions) this.#compare(expression);
      for (const body of bodies) this.#visit(body, isInferred);
    }
  }

  /** What is compared with a value is narrowed to the value's type. */
  #compare(expression: Expression): void {
    if (expression.kind === 'infix' && /^[=!]==?$/.test(expression.operator)) {
      const { left, right } = expression;
      for (const [side, other] of [[left, right] as const, [right, left] as const]) {
        const isVariable = side.kind === 'name' && isNarrowed(side.variable.type);
        const place = isVariable ? this.#assignedType(side.variable) : this.#narrowedPlace(side);
        if (place !== undefined) this.#depend(place, other);
      }
    }
    for (const part of partsOf(expression)) this.#compare(part);
  }

  #depend(node: string, value: Expression): void {
    const edges = this.#edges.get(node) ?? new Set();
    this.#edges.set(node, edges);
    for (const read of this.#reads(value)) edges.add(read);
  }

  *#reads(expression: Expression): Generator<string> {
    if (expression.kind === 'name') {
      yield this.#inferredType(expression.variable);
      if (isNarrowed(expression.variable.type)) yield this.#assignedType(expression.variable);
    }
    const place = this.#narrowedPlace(expression);
    if (place !== undefined) yield place;
    for (const part of partsOf(expression)) yield* this.#reads(part);
  }

  /** An element, or a field whose type is a union. */
  #narrowedPlace(expression: Expression): string | undefined {
    if (expression.kind === 'present') return this.#narrowedPlace(expression.operand);
    const isUnion = expression.kind === 'index' || (expression.kind === 'member' && expression.narrows === true);
    return isUnion ? this.#placeOf(expression) : undefined;
  }

  /** The same text for places that the checker takes for one; `undefined` for those that it does not follow round the loop. */
  #placeOf(expression: Expression): string | undefined {
    switch (expression.kind) {
      case 'name':
        return this.#inside.has(expression.variable) ? undefined : this.#assignedType(expression.variable);
      case 'present':
        return this.#placeOf(expression.operand);
      case 'member': {
        const object = this.#placeOf(expression.object);
        return object && `${object}.${expression.field}`;
      }
      case 'index': {
        const { index } = expression;
        const object = this.#placeOf(expression.object);
        const constant = index.kind === 'name' && !this.#assigned.has(index.variable);
        const key = keyOf(index, this.#keys) ?? (constant ? this.#placeOf(index) : undefined);
        return object && key && `${object}[${key}]`;
      }
      default:
        return undefined;
    }
  }

  #inferredType(variable: Variable): string {
    return `=${this.#assignedType(variable)}`;
  }

  #assignedType(variable: Variable): string {
    const serial = this.#serials.get(variable) ?? this.#serials.size;
    this.#serials.set(variable, serial);
    return `%${serial}`;
  }

  /** Leaves out what no circle goes through: types that depend on nothing, and types on which nothing depends. */
  #trim(): void {
    let size: number;
    do {
      size = this.#edges.size;
      for (const [node, edges] of this.#edges) {
        for (const edge of edges) if (!this.#edges.has(edge)) edges.delete(edge);
        if (edges.size === 0) this.#edges.delete(node);
      }
      const uses = new Map<string, number>();
      for (const edges of this.#edges.values()) for (const edge of edges) uses.set(edge, (uses.get(edge) ?? 0) + 1);
      for (const [node, edges] of [...this.#edges].reverse()) {
        if ((uses.get(node) ?? 0) > 0) continue;
        for (const edge of edges) uses.set(edge, uses.get(edge)! - 1);
        this.#edges.delete(node);
      }
    } while (this.#edges.size < size);
    for (const node of this.#inferred.keys()) if (!this.#edges.has(node)) this.#inferred.delete(node);
  }

  #isCircular(node: string): boolean {
    const seen = new Set<string>();
    const open = [node];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const next of this.#edges.get(at) ?? []) {
        if (next === node) return true;
        if (!seen.has(next)) open.push(next);
        seen.add(next);
      }
    }
    return false;
  }
}

/** Whether an assignment narrows the type: a union, or a name that may stand for one. */
function isNarrowed(type: string): boolean {
  const outside = outsideBrackets(type);
  return /\||\b(?:boolean|undefined|null)\b/.test(outside);
}

const isWritable = (type: string): boolean => !/\bunknown\b/.test(type);
