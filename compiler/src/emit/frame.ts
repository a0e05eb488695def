/** One JavaScript function being written: its variables, its waiting expressions and the statements so far. */

import type {
  ArrayType,
  Callee,
  ClassRef,
  IrType,
  ObjectType,
  Op,
  Origin,
  Region,
  TapeOp,
  ValueId,
} from '../ir/types.js';
import { opsOf, regionsOf, resultsOf } from '../ir/walk.js';
import type { Coalescing, Shared } from './coalesce.js';
import type { Copy } from './copies.js';
import { sequence } from './copies.js';
import { effectsWithin, noEffects, type Effects } from './effects.js';
import { constantExpression } from './literals.js';
import { Pending, type Entry } from './pending.js';
import type { Structure } from './structure.js';
import type { Expression, Statement, Variable } from './syntax.js';
import { nameOf } from './syntax.js';
import { notAStatement } from './templates.js';
import { typeText } from '../ir/type-text.js';
import { isThere } from './types.js';
import { widthOf } from './width.js';

export type CalleeParameter = {
  /** Whether no argument is written, since the callee names what a module keeps itself. */
  readonly omitted: boolean;
  /** Whether nothing may be missing, by its type. */
  readonly present: boolean;
};

/** What all functions nested in one emitted function have in common. */
export type Emission = {
  readonly structure: Structure;
  readonly coalescing: Coalescing;
  readonly captured: ReadonlySet<ValueId>;
  readonly variables: Map<ValueId, Variable>;
  readonly resolve: (callee: Callee) => string;
  /** The name by which a function of the runtime is visible in the emitted file. */
  readonly helperName: (helper: string) => string;
  /** The name by which a class of the program is visible in the emitted file. */
  readonly className: (of: ClassRef) => string;
  /** The type of the object that a method is called on. */
  readonly selfOf: (callee: Callee) => ArrayType | ObjectType | undefined;
  /** The names of the variables that modules keep, by their cells. */
  readonly cells: ReadonlyMap<ValueId, () => string>;
  /** Those of them that are used. */
  readonly cellNames: Set<string>;
  readonly parametersOf: (callee: Callee) => readonly CalleeParameter[];
  readonly helpers: Set<string>;
  readonly callees: Map<string, Callee>;
};

/** A value that the user named is worth a line of its own from this width on. */
const NAMED_WIDTH = 40;

export class Frame {
  readonly emission: Emission;
  readonly pending: Pending;
  /** What the function returns. */
  readonly results: readonly IrType[];
  region: Region;
  origin: Origin | undefined;
  readonly #declared = new Set<Variable>();
  readonly #cells = new Map<ValueId, Variable>();

  constructor(emission: Emission, region: Region, results: readonly IrType[]) {
    this.emission = emission;
    this.results = results;
    this.region = region;
    this.pending = new Pending(
      (entry) => this.#settle(entry),
      (value) => this.plain(value),
    );
  }

  typeOf(value: ValueId): IrType {
    return this.emission.structure.fn.values.get(value)!.type;
  }

  textOf(type: IrType): string {
    return typeText(type);
  }

  sharedOf(value: ValueId): Shared | undefined {
    return this.emission.coalescing.shared.get(value);
  }

  usesOf(value: ValueId): number {
    return this.emission.structure.uses.get(value)?.length ?? 0;
  }

  /** The variable of a value, which is made when the value first needs one. */
  variableOf(value: ValueId, wish?: string): Variable {
    const shared = this.sharedOf(value);
    if (shared !== undefined) return shared.variable;
    const known = this.emission.variables.get(value);
    if (known !== undefined) return known;
    const info = this.emission.structure.fn.values.get(value)!;
    const variable: Variable = { wish: info.name ?? wish ?? 't', parameter: false, type: this.textOf(info.type) };
    this.emission.variables.set(value, variable);
    return variable;
  }

  plain(value: ValueId): Expression {
    const constant = this.emission.structure.constants.get(value);
    return constant === undefined ? nameOf(this.variableOf(value)) : constantExpression(constant);
  }

  /** The value of an expression where it may be missing as far as its type says, and is known to be there. */
  present(value: ValueId, expression: Expression): Expression {
    const { doubtful, constants } = this.emission.structure;
    const constant = constants.get(value);
    const missing = constant !== undefined && (constant.value === undefined || constant.value === null);
    const doubted = missing || this.typeOf(value).kind === 'maybe' || doubtful.has(value);
    if (!doubted || expression.kind === 'present') return expression;
    return { kind: 'present', operand: expression };
  }

  /** A value has been computed: it waits for its only use, or gets a name. `wish`: a name for want of a better one. */
  define(value: ValueId, expression: Expression, effects: Effects, wish?: string): void {
    const shared = this.sharedOf(value);
    const entry = { value, expression, effects, origin: this.origin };
    if (shared !== undefined) {
      if (this.#isYielded(value)) this.pending.wait({ ...entry, assigns: shared.variable });
      else this.assign(shared.variable, expression, effects, shared.home);
      return;
    }
    if (this.usesOf(value) === 0) {
      if (effects.writes.size > 0)
        this.write({ kind: 'expression', value: notAStatement(expression), writes: [] }, effects);
    } else if (this.#mayWait(value, expression, effects)) {
      this.pending.wait({ ...entry, assigns: undefined });
    } else {
      this.declare(this.variableOf(value, wish), expression, effects);
    }
  }

  /** As `define`, for a value whose variable turned out to be assigned here only. */
  defineAlone(value: ValueId, expression: Expression, effects: Effects): void {
    const variable = this.variableOf(value);
    if (this.usesOf(value) === 1 && this.#mayWait(value, expression, effects)) {
      this.pending.wait({ value, expression, effects, origin: this.origin, assigns: undefined });
    } else {
      this.#declared.add(variable);
      this.declare(variable, expression, effects);
    }
  }

  declare(variable: Variable, value: Expression | undefined, effects: Effects = noEffects): void {
    this.write({ kind: 'declare', variable, value, annotate: value === undefined }, effects);
  }

  /** Declares the variable if this is its place and time, else assigns it. */
  assign(variable: Variable, value: Expression, effects: Effects, home: Region | undefined): void {
    if (home === this.region && !variable.parameter && !this.#declared.has(variable)) {
      this.#declared.add(variable);
      this.declare(variable, value, effects);
    } else {
      this.write({ kind: 'assign', variable, value }, effects, [variable]);
    }
  }

  /** Declares, in front of a statement that assigns them, the variables that belong here. */
  predeclare(assigned: Iterable<Variable>): void {
    for (const variable of assigned) {
      if (this.#homeOf(variable) !== this.region || variable.parameter || this.#declared.has(variable)) continue;
      this.#declared.add(variable);
      this.declare(variable, undefined);
    }
  }

  isDeclared(variable: Variable): boolean {
    return variable.parameter || this.#declared.has(variable);
  }

  write(statement: NewStatement, effects: Effects = noEffects, assigned: Iterable<Variable> = []): void {
    this.pending.write({ ...statement, origin: this.origin } as Statement, effects, assigned);
  }

  /** What the values become where control goes on: the copies, not yet in order. */
  copies(
    dests: readonly ValueId[],
    values: readonly ValueId[],
  ): { readonly copies: readonly Copy[]; readonly effects: Effects } {
    const wanted = dests.flatMap((dest, index) =>
      this.emission.structure.needed.has(dest) ? [{ dest, value: values[index]! }] : [],
    );
    const { expressions, effects } = this.pending.take(
      wanted.map(({ value }) => value),
      { lazy: () => wanted.length > 1, width: 80 * wanted.length },
    );
    const copies = wanted.map(({ dest, value }, index) => ({
      variable: this.variableOf(dest),
      expression: isThere(this.typeOf(dest)) ? this.present(value, expressions[index]!) : expressions[index]!,
    }));
    return { copies, effects };
  }

  writeCopies({ copies, effects }: { readonly copies: readonly Copy[]; readonly effects: Effects }): void {
    for (const step of sequence(copies, temporaryFor)) {
      if (step.fresh) this.declare(step.variable, step.expression, effects);
      else this.assign(step.variable, step.expression, effects, this.#homeOf(step.variable));
    }
  }

  /** Variables that the user's text goes on with get their first values. */
  writeInitials(results: readonly ValueId[], initials: readonly ValueId[]): void {
    const { expressions, effects } = this.pending.take(initials, { lazy: () => initials.length > 1 });
    this.writeCopies({
      copies: results.map((result, index) => ({ variable: this.variableOf(result), expression: expressions[index]! })),
      effects,
    });
  }

  /** Several results at once: constants, unless one of them belongs to a variable that is assigned elsewhere. */
  writeResults(
    wanted: readonly ValueId[],
    variables: readonly (Variable | undefined)[],
    value: Expression,
    effects: Effects,
  ): void {
    const isNew = (result: ValueId): boolean => {
      const shared = this.sharedOf(result);
      return shared === undefined || (shared.home === this.region && !this.isDeclared(shared.variable));
    };
    if (wanted.every(isNew)) {
      for (const variable of variables) if (variable !== undefined) this.#declared.add(variable);
      this.write({ kind: 'destructure', variables, value }, effects);
      return;
    }
    const results: Variable = { wish: 'results', parameter: false, type: 'unknown' };
    this.declare(results, value, effects);
    variables.forEach((variable, index) => {
      if (variable === undefined) return;
      const element: Expression = { kind: 'member', object: nameOf(results), field: String(index) };
      const home = this.#homeOf(variable);
      if (home === undefined) this.declare(variable, element);
      else this.assign(variable, element, noEffects, home);
    });
  }

  /** As `define`, but the value does not wait. */
  defineNow(value: ValueId, expression: Expression, effects: Effects): void {
    const shared = this.sharedOf(value);
    if (shared !== undefined) this.assign(shared.variable, expression, effects, shared.home);
    else this.declare(this.variableOf(value), expression, effects);
  }

  /** Writes what must come before an operation with nested regions, so that these can then be walked. */
  settle(op: Op): void {
    const assigned = new Set<Variable>();
    for (const one of [op, ...regionsOf(op).flatMap((region) => [...opsOf(region)])]) {
      for (const value of [...resultsOf(one), ...(one.kind === 'loop' ? one.params : [])]) {
        const shared = this.sharedOf(value);
        if (shared !== undefined) assigned.add(shared.variable);
      }
    }
    const effects = effectsWithin(op, (value) => this.typeOf(value));
    this.pending.settle(effects, assigned, (value) => this.#isUsedIn(value, regionsOf(op)));
  }

  #isUsedIn(value: ValueId, regions: readonly Region[]): boolean {
    const { places, uses } = this.emission.structure;
    let at: Region | undefined = uses.get(value)?.[0]?.region;
    while (at !== undefined && !regions.includes(at)) at = places.get(at)!.parent;
    return at !== undefined;
  }

  /** Statements of a nested region. Waiting values that only it uses can be used there. */
  nested(region: Region, inside: () => void): Statement[] {
    const outer = { region: this.region, origin: this.origin };
    const owner = this.emission.structure.places.get(region)!.owner!;
    this.region = region;
    const statements = this.pending.nested((value) => owner.kind !== 'loop' && this.#isUsedIn(value, [region]), inside);
    ({ region: this.region, origin: this.origin } = outer);
    return statements;
  }

  /** The local variable that holds the numeric cells of a tape. */
  cellsOf(tape: ValueId): Variable {
    return this.#cells.get(tape)!;
  }

  /** Reads the cells of a tape into a local variable, if this function uses them. */
  openCells(tape: ValueId, used: ReadonlySet<ValueId>): void {
    if (!used.has(tape)) return;
    const variable: Variable = { wish: 'cells', parameter: false, type: 'Float64Array' };
    this.#cells.set(tape, variable);
    this.declare(variable, this.cellsNow(tape));
  }

  hasCells(tape: ValueId): boolean {
    return this.#cells.has(tape);
  }

  cellsNow(tape: ValueId): Expression {
    return { kind: 'member', object: nameOf(this.variableOf(tape)), field: 'numbers' };
  }

  #settle(entry: Entry): void {
    const { origin } = entry;
    const value = entry.expression;
    if (entry.assigns !== undefined) {
      const variable = entry.assigns;
      const fresh = this.#homeOf(variable) === this.region && !this.isDeclared(variable);
      if (fresh) this.#declared.add(variable);
      this.pending.statements.push(
        fresh
          ? { kind: 'declare', variable, value, annotate: false, origin }
          : { kind: 'assign', variable, value, origin },
      );
      return;
    }
    const variable = this.variableOf(entry.value);
    this.#declared.add(variable);
    this.pending.statements.push({ kind: 'declare', variable, value, annotate: false, origin });
  }

  #homeOf(variable: Variable): Region | undefined {
    return homesOf(this.emission.coalescing).get(variable);
  }

  /** Whether the value is what this arm of an `if` yields, and nothing else. */
  #isYielded(value: ValueId): boolean {
    const uses = this.emission.structure.uses.get(value) ?? [];
    const { owner } = this.emission.structure.places.get(this.region)!;
    return uses.length === 1 && uses[0]!.user === 'end' && uses[0]!.region === this.region && owner?.kind === 'if';
  }

  #mayWait(value: ValueId, expression: Expression, effects: Effects): boolean {
    const { structure, captured } = this.emission;
    const uses = structure.uses.get(value)!;
    if (uses.length !== 1 || captured.has(value) || this.typeOf(value).kind === 'tape') return false;
    const named = structure.fn.values.get(value)!.name !== undefined;
    const isList = expression.kind === 'arrow' || expression.kind === 'array';
    if (named && widthOf(expression) > NAMED_WIDTH && !isList) return false;
    for (let at = uses[0]!.region; at !== this.region; ) {
      const { owner, parent } = structure.places.get(at)!;
      if (owner === undefined || owner.kind === 'loop' || owner.kind === 'closure') return false;
      if (effects.writes.size > 0 || (owner.kind === 'if' && effects.reads.size > 0)) return false;
      at = parent!;
    }
    return true;
  }
}

type NewStatement = Statement extends infer S ? (S extends Statement ? Omit<S, 'origin'> : never) : never;

/** Tapes whose numeric cells a function uses itself. */
export function tapesUsedIn(region: Region): ReadonlySet<ValueId> {
  const found = new Set<ValueId>();
  const visit = (inner: Region): void => {
    for (const op of inner.ops) {
      if (isCellAccess(op)) found.add(op.tape);
      if (op.kind === 'if') [op.then, op.else].forEach(visit);
      if (op.kind === 'loop') [op.test, op.body].forEach(visit);
      if (op.kind === 'block') visit(op.body);
    }
  };
  visit(region);
  return found;
}

function isCellAccess(op: Op): op is Op & Extract<TapeOp, { kind: 'tapeStore' | 'tapeLoad' | 'tapeReserve' }> {
  return (op.kind === 'tapeStore' || op.kind === 'tapeLoad' || op.kind === 'tapeReserve') && op.lane === 'number';
}

const homes = new WeakMap<Coalescing, ReadonlyMap<Variable, Region>>();

function homesOf(coalescing: Coalescing): ReadonlyMap<Variable, Region> {
  let found = homes.get(coalescing);
  if (found === undefined) {
    found = new Map([...coalescing.shared.values()].map((shared) => [shared.variable, shared.home]));
    homes.set(coalescing, found);
  }
  return found;
}

export function temporaryFor({ variable, expression }: Copy): Variable {
  const wish = expression.kind === 'name' ? expression.variable.wish : variable.wish;
  return { wish, parameter: false, type: variable.type };
}
