/** What `checkGradient` finds, and how it reads. */

/** One number of a derivative, compared with finite differences. */
export interface CheckedEntry {
  /** Where the number stands in the arguments, as `bodies[3].vx`; `(value)` for the value itself. */
  readonly path: string;
  /** The companion that it comes from. */
  readonly from: 'adjoint' | 'pullback' | 'second pullback' | 'tangent';
  readonly computed: number;
  /** What finite differences give, and its estimated error. */
  readonly expected: number;
  readonly uncertainty: number;
  /** The distance between computed and expected. */
  readonly error: number;
}

/** A place where finite differences from the left and from the right do not agree. */
export interface Kink {
  readonly path: string;
  /** The slope to the left; NaN if there is none, as at a jump and at the end of a domain. */
  readonly left: number;
  readonly right: number;
  readonly computed: number;
}

/** A place where finite differences settle nothing: the value or the slope is infinite or NaN, or the function too rough. */
export interface Undecided {
  readonly path: string;
  readonly computed: number;
}

/** ⟨c, J v⟩ by forward and ⟨Jᵀ c, v⟩ by reverse mode, for one random direction v: equal up to rounding. */
export interface DotProduct {
  readonly ok: boolean;
  readonly forward: number;
  readonly reverse: number;
  readonly error: number;
}

export interface GradientReport {
  readonly ok: boolean;
  /** The entry furthest from what is tolerated; `undefined` when nothing could be compared. */
  readonly worst: CheckedEntry | undefined;
  /** Every entry that is wrong. */
  readonly wrong: readonly CheckedEntry[];
  /** How many numbers of the arguments were compared, how many of them only together with others, and how many were not. */
  readonly entries: number;
  readonly grouped: number;
  readonly skipped: number;
  /** `undefined` unless both modes are compiled. */
  readonly dotProduct: DotProduct | undefined;
  readonly kinks: readonly Kink[];
  readonly undecided: readonly Undecided[];
  toString(): string;
}

const shown = 10;

export function formatReport(name: string, report: Omit<GradientReport, 'toString'>): string {
  const { ok, worst, wrong, entries, grouped, skipped, dotProduct, kinks, undecided } = report;
  const outcome = ok ? (entries > 0 ? 'derivatives agree' : 'nothing to compare') : 'WRONG DERIVATIVES';
  const counts = [
    `${entries} compared${grouped > 0 ? ` (${grouped} in groups)` : ''}`,
    ...(undecided.length > 0 ? [`${undecided.length} undecided`] : []),
    ...(skipped > 0 ? [`${skipped} left out`] : []),
  ];
  const entryLines = ok
    ? worst
      ? [`worst: ${formatEntry(worst)}`]
      : []
    : listed(together(wrong), 'wrong', ([entry, from]) => `wrong: ${formatEntry(entry, from)}`);
  return [
    `${name}: ${outcome}, ${counts.join(', ')}`,
    ...[
      ...entryLines,
      ...(dotProduct ? [formatDotProduct(dotProduct)] : []),
      ...listed(kinks, 'kinks', formatKink),
      ...listed(
        undecided,
        'undecided',
        ({ path, computed }) => `undecided: ${path}: finite differences settle nothing; computed ${computed}`,
      ),
    ].map((line) => `  ${line}`),
  ].join('\n');
}

function listed<T>(all: readonly T[], what: string, format: (one: T) => string): string[] {
  const lines = all.slice(0, shown).map(format);
  return all.length > shown ? [...lines, `… ${all.length - shown} more ${what}`] : lines;
}

/** Entries with the companions that agree on them. */
function together(entries: readonly CheckedEntry[]): (readonly [CheckedEntry, readonly string[]])[] {
  const merged = new Map<string, [CheckedEntry, string[]]>();
  for (const entry of entries) {
    const key = `${entry.path} ${entry.computed}`;
    const known = merged.get(key);
    if (known) known[1].push(entry.from);
    else merged.set(key, [entry, [entry.from]]);
  }
  return [...merged.values()];
}

function formatEntry(
  { path, from, computed, expected, uncertainty, error }: CheckedEntry,
  companions: readonly string[] = [from],
): string {
  return `${path} (${companions.join(', ')}): computed ${computed}, expected ${expected} ± ${short(uncertainty, 1)}, apart by ${short(error)}`;
}

function formatDotProduct({ ok, forward, reverse, error }: DotProduct): string {
  return `dot product: forward ${forward}, reverse ${reverse}, apart by ${short(error)}${ok ? '' : ': WRONG'}`;
}

function formatKink({ path, left, right, computed }: Kink): string {
  const slope = (x: number): string => (Number.isNaN(x) ? 'none' : short(x));
  const kind = Number.isNaN(left + right) ? 'jump or edge' : 'kink';
  return `${kind}: ${path} has slope ${slope(left)} to the left, ${slope(right)} to the right; computed ${computed}`;
}

const short = (x: number, digits = 6): string => String(Number(x.toPrecision(digits)));
