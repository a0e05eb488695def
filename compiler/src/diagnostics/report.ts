/** What the compiler says to its user: one diagnostic, made from the catalogue. */

import type { Origin, Refusal } from '../ir/types.js';
import { catalogue, type Code, type DetailsOf, type Entry } from './catalogue.js';

export type Severity = 'error' | 'warning';

export type Diagnostic = {
  readonly code: number;
  readonly severity: Severity;
  readonly origin: Origin | undefined;
  /** The first line. */
  readonly message: string;
  /** What the marked code does. */
  readonly label: string;
  readonly why: string;
  readonly fix: string;
  readonly notes: readonly Note[];
};

export type Note = { readonly origin: Origin; readonly text: string };

export function diagnose<C extends Code>(
  code: C,
  origin: Origin | undefined,
  details: DetailsOf<C>,
  notes: readonly Note[] = [],
): Diagnostic {
  return fromEntry(code, catalogue[code], origin, details, notes);
}

/** A refusal whose details are checked against the holes of its catalogue entry. */
export function refuse<C extends Code>(code: C, origin: Origin, details: DetailsOf<C>): Refusal {
  return { code, details, origin };
}

/** The diagnostic of a refusal, once it is proven that a derivative would have to flow there. */
export function diagnoseRefusal(refusal: Refusal, notes: readonly Note[] = []): Diagnostic {
  const entry = (catalogue as Readonly<Record<number, Entry>>)[refusal.code];
  if (entry === undefined) throw new Error(`no catalogue entry for code ${refusal.code}`);
  return fromEntry(refusal.code, entry, refusal.origin, refusal.details, notes);
}

function fromEntry(
  code: number,
  entry: Entry,
  origin: Origin | undefined,
  details: Readonly<Record<string, string>>,
  notes: readonly Note[],
): Diagnostic {
  const fill = (template: string): string =>
    template.replace(/\{(\w+)\}/g, (hole, name: string) => shortened(details[name] ?? hole));
  return {
    code,
    severity: entry.severity ?? 'error',
    origin,
    message: fill(entry.message),
    label: fill(entry.label),
    why: fill(entry.why),
    fix: fill(entry.fix),
    notes,
  };
}

/** The types of some values take pages to write. */
const longest = 200;

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
