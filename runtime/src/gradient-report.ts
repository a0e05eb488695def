/** What `checkGradient` finds, and how it reads. */

/** One number of a derivative, compared with finite differences. */
export interface CheckedEntry {
  /** Where the number stands in the arguments, as `bodies[3].vx`; `(value)` for the value itself. */
  readonly path: string;
  /** The companion that it comes from. */
  readonly from: 'adjoint' | 'pullback' | 'second pullback' | 'tangent';
  readonly computed: number;
  readonly expected: number;
  /** The distance between the two. */
  readonly error: number;
}

/** A place where finite differences from the left and from the right do not agree, or settle nothing. */
export interface Kink {
  readonly path: string;
  /** The slope to the left; NaN if there is none. */
  readonly left: number;
  readonly right: number;
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
  /** How many numbers of the arguments were compared, and how many more there are. */
  readonly entries: number;
  readonly skipped: number;
  /** `undefined` unless both modes are compiled. */
  readonly dotProduct: DotProduct | undefined;
  readonly kinks: readonly Kink[];
  toString(): string;
}

const shown = 10;

export function formatReport(name: string, report: Omit<GradientReport, 'toString'>): string {
  const { ok, worst, wrong, entries, skipped, dotProduct, kinks } = report;
  const listed = ok ? [worst] : wrong;
  const lines = [
    `${name}: ${ok ? (entries > 0 ? 'derivatives agree' : 'nothing to compare') : 'WRONG DERIVATIVES'}, ` +
      `${entries} compared${skipped > 0 ? `, ${skipped} left out` : ''}`,
    ...listed.slice(0, shown).flatMap((entry) => (entry ? [`  ${ok ? 'worst' : 'wrong'}: ${formatEntry(entry)}`] : [])),
    ...rest(listed.length, 'wrong'),
  ];
  if (dotProduct) {
    const { forward, reverse, error } = dotProduct;
    lines.push(
      `  dot product: forward ${forward}, reverse ${reverse}, apart by ${short(error)}${dotProduct.ok ? '' : ': WRONG'}`,
    );
  }
  for (const { path, left, right, computed } of kinks.slice(0, shown)) {
    lines.push(
      `  kink: ${path} has slope ${short(left)} to the left, ${short(right)} to the right; computed ${computed}`,
    );
  }
  return [...lines, ...rest(kinks.length, 'kinks')].join('\n');
}

function formatEntry({ path, from, computed, expected, error }: CheckedEntry): string {
  return `${path} (${from}): computed ${computed}, expected ${expected}, apart by ${short(error)}`;
}

const rest = (count: number, what: string): string[] => (count > shown ? [`  … ${count - shown} more ${what}`] : []);
const short = (x: number): string => String(Number(x.toPrecision(6)));
