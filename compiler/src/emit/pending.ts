/**
 * Expressions that wait for their only use, and the statements written so far.
 * An expression waits as long as nothing comes between that could change its value or be changed by it; then it is given a name.
 */

import type { Origin, ValueId } from '../ir/types.js';
import { conflict, noEffects, unite, type Effects } from './effects.js';
import type { Expression, Statement, Variable } from './syntax.js';
import { variablesIn } from './syntax.js';
import { widthOf } from './width.js';

export type Entry = {
  readonly value: ValueId;
  readonly expression: Expression;
  readonly effects: Effects;
  readonly origin: Origin | undefined;
  /** Assigned when the expression is given a name after all; `undefined`: a constant is declared. */
  readonly assigns: Variable | undefined;
  readonly reads: ReadonlySet<Variable>;
};

export type Taken = { readonly expressions: readonly Expression[]; readonly effects: Effects };

export type TakeOptions = {
  /** Operands that may not be evaluated, or not at this moment: nothing with effects goes there. */
  readonly lazy?: (index: number) => boolean;
  /** Operands that must be a name or literal. */
  readonly atoms?: (index: number) => boolean;
  /** Room for the expressions together. */
  readonly width?: number;
};

const ROOM = 80;

export class Pending {
  statements: Statement[] = [];
  #entries: Entry[] = [];
  readonly #settle: (entry: Entry) => void;
  readonly #plain: (value: ValueId) => Expression;

  /**
   * @param settle writes the statement that gives an entry its name.
   * @param plain the name or literal of a value that does not wait.
   */
  constructor(settle: (entry: Entry) => void, plain: (value: ValueId) => Expression) {
    this.#settle = settle;
    this.#plain = plain;
  }

  wait(entry: Omit<Entry, 'reads'>): void {
    this.#entries.push({ ...entry, reads: new Set(variablesIn(entry.expression)) });
  }

  /** The operands of an operation, evaluated from left to right at this moment. */
  take(values: readonly ValueId[], options: TakeOptions = {}): Taken {
    for (let offender = this.#offender(values, options); offender !== undefined; ) {
      this.#name(offender);
      offender = this.#offender(values, options);
    }
    const effects: Effects[] = [];
    const expressions = values.map((value) => {
      const entry = this.#find(value);
      if (entry === undefined) return this.#plain(value);
      effects.push(entry.effects);
      this.#entries = this.#entries.filter((other) => other !== entry);
      return entry.expression;
    });
    return { expressions, effects: unite(effects) };
  }

  /**
   * Names what the effects and assignments to come would disturb. Only then may the entries for which `exempt` holds be used
   * among these: what must come before them is written.
   */
  settle(effects: Effects, assigned: ReadonlySet<Variable>, exempt: (value: ValueId) => boolean): void {
    for (const entry of [...this.#entries]) {
      if (exempt(entry.value)) continue;
      if (conflict(entry.effects, effects) || meets(entry.reads, assigned)) this.#name(entry);
    }
  }

  /** Writes a statement, before it whatever it would disturb. */
  write(statement: Statement, effects: Effects = noEffects, assigned: Iterable<Variable> = []): void {
    this.#disturb(effects, new Set(assigned), this.#entries.length);
    this.statements.push(statement);
  }

  /** Runs `inside` with the entries for which `visible` holds and an empty list of statements, which it returns. */
  nested(visible: (value: ValueId) => boolean, inside: () => void): Statement[] {
    const [statements, entries] = [this.statements, this.#entries];
    this.statements = [];
    this.#entries = entries.filter((entry) => visible(entry.value));
    inside();
    const written = this.statements;
    this.statements = statements;
    this.#entries = entries.filter((entry) => !visible(entry.value));
    return written;
  }

  #find(value: ValueId): Entry | undefined {
    return this.#entries.find((entry) => entry.value === value);
  }

  /** An entry that stands in the way of using these values together. */
  #offender(values: readonly ValueId[], { lazy, atoms, width = ROOM }: TakeOptions): Entry | undefined {
    const taken = values.map((value) => this.#find(value));
    const present = taken.filter((entry) => entry !== undefined);
    if (present.length === 0) return undefined;
    for (const [index, entry] of taken.entries()) {
      if (entry === undefined) continue;
      if (atoms?.(index) === true && entry.expression.kind !== 'name' && entry.expression.kind !== 'literal')
        return entry;
      if (lazy?.(index) === true && entry.effects.writes.size > 0) return entry;
      const position = this.#entries.indexOf(entry);
      for (const later of this.#entries.slice(position + 1)) {
        if (!inConflict(entry, later)) continue;
        const use = taken.indexOf(later);
        if (use === -1 || use < index) return entry;
      }
    }
    const widths = present.map((entry) => widthOf(entry.expression));
    if (widths.reduce((sum, one) => sum + one, 0) <= width) return undefined;
    const widest = Math.max(...widths);
    return widest > 12 && (present.length > 1 || widest > width) ? present[widths.indexOf(widest)] : undefined;
  }

  #name(entry: Entry): void {
    const position = this.#entries.indexOf(entry);
    if (position === -1) return;
    const assigned = new Set(entry.assigns === undefined ? [] : [entry.assigns]);
    this.#disturb(entry.effects, assigned, position);
    this.#entries = this.#entries.filter((other) => other !== entry);
    this.#settle(entry);
  }

  #disturb(effects: Effects, assigned: ReadonlySet<Variable>, end: number): void {
    for (const entry of this.#entries.slice(0, end)) {
      if (conflict(entry.effects, effects) || meets(entry.reads, assigned)) this.#name(entry);
    }
  }
}

function inConflict(a: Entry, b: Entry): boolean {
  if (conflict(a.effects, b.effects)) return true;
  return (b.assigns !== undefined && a.reads.has(b.assigns)) || (a.assigns !== undefined && b.reads.has(a.assigns));
}

function meets(a: ReadonlySet<Variable>, b: ReadonlySet<Variable>): boolean {
  for (const variable of b) if (a.has(variable)) return true;
  return false;
}
