/** What came of a run, and the explanations of survivors. */
import { short, type Mutant } from './mutants.js';
import type { Outcome } from './protocol.js';

export type Judged = { readonly mutant: Mutant; readonly outcome: Outcome };

/** Explained mutants by key: the lines of the fenced lists, under the heading of their reason. */
export function explanationsIn(list: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let heading = '';
  let fenced = false;
  for (const line of list.split('\n')) {
    if (line.startsWith('```')) fenced = !fenced;
    else if (fenced) found.set(line.trim(), heading);
    else if (line.startsWith('#')) heading = line.replace(/^#+ /, '');
  }
  return found;
}

/** What a run says of a survivor. */
const evidence: readonly (readonly [string, (outcome: Outcome) => boolean])[] = [
  ['reached by no check', ({ status }) => status === 'not reached'],
  ['reached, and the condition was always so', ({ ran }) => ran === 0],
  ['the same output in all checks', ({ differs }) => differs.length === 0],
  ['other output, with right derivatives', () => true],
];
const evidenceOf = ({ outcome }: Judged): string => evidence.find(([, holds]) => holds(outcome))![0];

export function summary(
  judged: readonly Judged[],
  all: readonly Mutant[],
  list: string,
): { readonly text: string; readonly unexplained: string } {
  const reasons = explanationsIn(list);
  const of = (test: (each: Judged) => boolean): readonly Judged[] => judged.filter(test);
  const killed = of(({ outcome }) => outcome.status === 'killed');
  const endless = of(({ outcome }) => outcome.status === 'timed out');
  const alive = of(({ outcome }) => outcome.status === 'survived' || outcome.status === 'not reached');
  const explained = alive.filter(({ mutant }) => reasons.has(mutant.key));
  const open = alive.filter(({ mutant }) => !reasons.has(mutant.key));
  const keys = new Set(all.map(({ key }) => key));
  const stale = [...reasons.keys()].filter((key) => !keys.has(key));
  const wrong = [...killed, ...endless].filter(({ mutant }) => reasons.has(mutant.key));
  const share = (count: number, total: number): string => `${((100 * count) / Math.max(1, total)).toFixed(1)} %`;
  const dead = killed.length + endless.length;
  const rows = [
    ...tally(judged, ({ mutant }) => mutant.file.replace(/^compiler\/src\//, '').replace(/\/[^/]*$/, '')),
    ...tally(judged, ({ mutant }) => mutant.mutator),
  ];
  const text = [
    '',
    ...rows,
    '',
    `killed                     ${killed.length}`,
    `timed out                  ${endless.length}`,
    `survived, explained        ${explained.length}`,
    `survived, not explained    ${open.length}, of which`,
    ...evidence.map(([what]) => `  ${what.padEnd(48)} ${open.filter((each) => evidenceOf(each) === what).length}`),
    ...[...new Set(explained.map(({ mutant }) => reasons.get(mutant.key)!))].map(
      (reason) => `  ${explained.filter(({ mutant }) => reasons.get(mutant.key) === reason).length} ${reason}`,
    ),
    `score                      ${share(dead, judged.length)} killed or timed out; ${share(dead, judged.length - explained.length)} of those not explained`,
    ...(wrong.length > 0
      ? [`explained, but killed: ${wrong.length}`, ...wrong.map(({ mutant }) => `  ${mutant.key}`)]
      : []),
    ...(stale.length > 0 ? [`explained, but not among the mutants: ${stale.length}`] : []),
    'The list of those not explained: mutation/dist/unexplained.md',
  ].join('\n');
  const unexplained = open
    .sort((x, y) =>
      x.mutant.file === y.mutant.file ? x.mutant.line - y.mutant.line : x.mutant.file < y.mutant.file ? -1 : 1,
    )
    .map(({ mutant, outcome }) => {
      const where = outcome.differs.slice(0, 3).join(', ');
      const what = `${evidenceOf({ mutant, outcome })}${where && ` (${outcome.differs.length} of ${outcome.ran}: ${where})`}`;
      return `${mutant.key}\n    line ${mutant.line}: ${short(mutant.original, 160)} → ${short(mutant.replacement, 100)}: ${what}\n`;
    })
    .join('');
  return { text, unexplained };
}

/** How many of each kind were killed. */
function tally(judged: readonly Judged[], kindOf: (each: Judged) => string): readonly string[] {
  const kinds = [...new Set(judged.map(kindOf))].sort();
  return kinds.map((kind) => {
    const mine = judged.filter((each) => kindOf(each) === kind);
    const alive = mine.filter(
      ({ outcome }) => outcome.status === 'survived' || outcome.status === 'not reached',
    ).length;
    return `${kind.padEnd(24)} ${String(mine.length).padStart(5)} mutants, ${String(alive).padStart(4)} not killed`;
  });
}
