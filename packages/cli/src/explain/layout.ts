/** How an explanation of the compiler is laid out. */
import type { Bytes, Explanation, LoopExplanation, Mode, Reversal, Stored, UnrolledLoop } from '@adc/compiler';
import { count } from '../report.js';
import { bytesText, itemSizeText, listed, quoted, whatText, whyText } from './phrases.js';

export type LayoutOptions = {
  /** Shown in place of an absolute file name. */
  readonly nameOf: (file: string) => string;
  readonly colour: boolean;
};

type Paint = { readonly bold: (text: string) => string; readonly warning: (text: string) => string };

/**
 * @param group ways to reverse one function that store the same.
 * @param told what has been told of the function before: of loops that are as there, nothing is said again.
 */
export function formatExplanation(
  group: readonly Explanation[],
  told: Explanation | undefined,
  { nameOf, colour }: LayoutOptions,
): string {
  const [first] = group as readonly [Explanation];
  const sgr =
    (code: number) =>
    (text: string): string =>
      colour ? `\u001b[${code}m${text}\u001b[0m` : text;
  const paint = { bold: sgr(1), warning: sgr(33) };
  const { name, file, line, active, variables, once } = first;
  const copied = group.flatMap((each) => each.copied);
  const loops = first.loops.filter((loop, i) => JSON.stringify(loop) !== JSON.stringify(told?.loops[i]));
  const facts = [
    `${paint.bold(name)} (${nameOf(file)}:${line}), reversed by ${listed(group.map(companionName))}`,
    '',
    active.length === 0
      ? '  No variable carries a derivative.'
      : `  carries a derivative: ${listed(active.map(quoted))}`,
    ...(copied.length > 0
      ? [`  copied by ${name}Pullback, since the caller may change it meanwhile: ${listed(copied.map(quoted))}`]
      : []),
    ...(variables.length > 0
      ? [`  stays in variables: ${[...new Set(variables.map((each) => whatText(each)))].join('; ')}`]
      : []),
    ...onceLines(once, first.companion === 'halves', first.loops),
    ...(first.loops.length === 0 ? ['  no loops'] : []),
    ...(told === undefined ? first.unrolled.filter(isWorthTelling).map((each) => `  ${unrolledText(each)}`) : []),
    ...(told !== undefined && loops.length < first.loops.length
      ? [`  loops: as for ${companionName(told)}${loops.length === 0 ? '' : ', except'}`]
      : []),
  ];
  const below = loops.map((loop) => ['', ...loopLines(loop, nameOf, paint).map((each) => `  ${each}`.trimEnd())]);
  return `${[...facts, ...below.flat()].join('\n')}\n`;
}

function companionName({ name, companion, withRespectTo }: Explanation): string {
  if (companion !== 'halves') return `${name}${companion === 'adjoint' ? 'Adjoint' : 'Pullback'}`;
  const of = withRespectTo.length === 0 ? '' : ` with respect to ${listed(withRespectTo.map(quoted))}`;
  return `its halves, for callers${of}`;
}

function onceLines(once: Stored, isHalves: boolean, loops: readonly LoopExplanation[]): readonly string[] {
  if (once.items.length === 0 && once.calls.length === 0) {
    return isHalves ? ['  stored for each call, outside loops: nothing'] : ['  stored outside loops: nothing'];
  }
  const title = isHalves ? 'stored for each call, outside loops' : 'stored outside loops';
  return storedLines(title, once, loops).map((line) => `  ${line}`);
}

function loopLines(loop: LoopExplanation, nameOf: (file: string) => string, paint: Paint): readonly string[] {
  const { head, turns, reversal, grows } = loop;
  const place = `${nameOf(head.origin.file)}:${head.line}`;
  const inner = loop.loops.flatMap((each) => ['', ...loopLines(each, nameOf, paint).map((line) => `  ${line}`)]);
  const title = `${paint.bold(head.text)} (${place})`;
  if (reversal === undefined) {
    return [title, '  no derivative flows through it: it runs once, forward, and stores nothing', ...inner];
  }
  const { mode, stored, recomputed, restored } = reversal;
  const again = [...new Set(recomputed.map(({ text, line }) => `${quoted(text)} (line ${line})`))];
  return [
    title,
    ...(mode.kind === 'call' ? [] : [`  turns: ${turnsText(turns)}`]),
    `  reverse sweep: ${countingText(reversal)}`,
    `  mode: ${modeText(mode)}`,
    ...stateLines(mode).map((line) => `  ${line}`),
    ...storedLines(
      mode.kind === 'record'
        ? 'stored in each turn'
        : mode.kind === 'in-place'
          ? 'stored by a turn until it is reversed'
          : mode.kind === 'fixed-point'
            ? 'recorded by the last turn'
            : mode.kind === 'call'
              ? 'recorded by the call'
              : 'recorded by a turn',
      stored,
      loop.loops,
    ).map((line) => `  ${line}`),
    ...(restored.length > 0
      ? [`  known from what the turn behind has stored: ${restored.map((each) => whatText(each)).join('; ')}`]
      : []),
    ...(again.length > 0 ? [`  computed again: ${again.join(', ')}`] : []),
    ...(grows ? warning(paint) : []),
    ...inner,
  ];
}

function warning({ warning: paint }: Paint): readonly string[] {
  return [
    `  ${paint('warning')}: what is stored grows with the number of turns, and nothing bounds that before the loop ends.`,
    '    Way out: `// @checkpoint` in the line above the loop keeps a few states, within a budget, and makes turns again.',
  ];
}

/** That a loop of very many turns, or of who knows how many, stays a loop is no news. */
const isWorthTelling = ({ turns, outcome }: UnrolledLoop): boolean => outcome !== 'over budget' || turns !== undefined;

function unrolledText({ head, turns, outcome, operations }: UnrolledLoop): string {
  const loop = `the loop at line ${head.line}, ${quoted(head.text)}`;
  if (outcome === 'fully') return `unrolled: ${loop}${turns === undefined ? '' : `, ${count(turns, 'turn')}`}`;
  if (typeof outcome === 'number') return `unrolled: ${loop}, ${count(outcome, 'turn')} at a time`;
  return `not unrolled: ${loop}, which would become ${operations} operations or more`;
}

function turnsText(turns: LoopExplanation['turns']): string {
  switch (turns.kind) {
    case 'constant':
      return `${turns.count}`;
    case 'ahead':
      return 'counted before the loop';
    default:
      return turns.limited ? 'not known before it ends, but limited by its head' : 'not known before it ends';
  }
}

function countingText({ counting, mode }: Reversal): string {
  switch (counting.by) {
    case 'counter':
      return counting.name === undefined
        ? 'goes through the turns backwards'
        : `runs ${quoted(counting.name)} backwards`;
    case 'bounds':
      return 'counts the turns back, whose number follows from the bounds';
    case 'turns':
      return 'counts the turns back, whose number is stored when the loop ends';
    case 'in-place':
      return 'reverses each turn as soon as it has run';
    case 'solution':
      return 'reverses the last turn, again and again, until the derivatives stay the same';
    default:
      if (mode.kind === 'call') return 'makes the call again, and reverses it';
      return mode.kind === 'checkpoint' && mode.plan === 'every'
        ? 'makes some turns at a time again, from the state before them, and reverses them'
        : 'makes turns again, from the nearest state before them, and reverses them';
  }
}

function modeText(mode: Mode): string {
  if (mode.kind === 'record') return 'every turn records';
  if (mode.kind === 'in-place') {
    const asked = mode.asked ? '; @checkpoint has nothing to do' : '';
    return `turns are independent of each other, and nothing is kept of them${asked}`;
  }
  if (mode.kind === 'call') return '@checkpoint of the function, nothing is recorded before the call is reversed';
  if (mode.kind === 'fixed-point')
    return '@fixed-point, of all turns nothing is stored: the solution is differentiated';
  switch (mode.plan) {
    case 'revolve':
      return `@checkpoint revolve(${mode.count}), ${count(mode.count ?? 0, 'state')} held at a time`;
    case 'every':
      return `@checkpoint every(${mode.count}), a state before every ${mode.count === 1 ? 'turn' : `${mode.count} turns`}`;
    default: {
      const by = mode.plan === 'offered' ? 'by the option `tapeBudget`' : '@checkpoint';
      return `${by}, every turn records while that is within the budget (\`tapeBudget\`); beyond, states are kept`;
    }
  }
}

function stateLines(mode: Mode): readonly string[] {
  if (mode.kind === 'record' || mode.kind === 'in-place') return [];
  if (mode.kind === 'fixed-point') {
    const kept = [...mode.scalars.map(quoted), ...mode.contents.map((name) => `the contents of ${quoted(name)}`)];
    return [`the solution: ${listed(kept)}`];
  }
  const { bytes, contents, shared } = mode;
  const more = contents.length === 0 ? '' : ` and the contents of ${listed(contents.map(quoted))}`;
  if (mode.kind === 'call') return [`kept: ${bytes} bytes${more}`, ...sharedLines('calls', shared)];
  const own = `${bytes} bytes (${[...mode.scalars.map(quoted), 'the number of the turn'].join(', ')})`;
  return [`a state: ${own}${more}`, ...sharedLines('states', shared)];
}

function sharedLines(by: 'calls' | 'states', shared: readonly string[]): readonly string[] {
  return shared.length === 0 ? [] : [`copied once, for all ${by}: ${listed(shared.map(quoted))}`];
}

function storedLines(
  title: string,
  { items, calls, bytes }: Stored,
  loops: readonly LoopExplanation[],
): readonly string[] {
  const inside = loops.filter(({ reversal, turns }) => isCounted(reversal) && turns.kind !== 'constant');
  const fixed = loops.filter(({ reversal, turns }) => isCounted(reversal) && turns.kind === 'constant');
  if (items.length === 0 && calls.length === 0 && !isSomething(bytes)) return [`${title}: nothing`];
  const lines = listed(inside.map(({ head }) => String(head.line)));
  const behind =
    inside.length === 0
      ? ''
      : `the ${inside.length === 1 ? 'loop at line' : 'loops at lines'} ${lines} ${inside.length === 1 ? 'stores' : 'store'}`;
  return [
    `${title}: ${sizeText(bytes, behind)}`,
    ...items.map(({ what, why, bits, within }) => {
      const when = within === undefined ? '' : `, in a branch at line ${within.line}`;
      const reason = why === undefined ? '' : `: ${whyText(why)}`;
      return `  ${itemSizeText(bits)}  ${whatText(what)}${when}${reason}`;
    }),
    ...calls.map(({ callee, at, bytes: size, within }) => {
      const when = within === undefined ? '' : `, in a branch at line ${within.line}`;
      return `  ${bytesText(size)}  what ${quoted(callee)} stores in ${quoted(at.text)} (line ${at.line})${when}`;
    }),
    ...fixed.map(({ head, turns, reversal }) => {
      const turn = bytesText(reversal!.stored.bytes);
      return `  ${turns.kind === 'constant' ? turns.count : ''} × ${turn}  the turns of the loop at line ${head.line}`;
    }),
  ];
}

const isCounted = (reversal: Reversal | undefined): boolean =>
  reversal?.mode.kind === 'record' && isSomething(reversal.stored.bytes);

const isSomething = ({ most, open, bits }: Bytes): boolean => most > 0 || bits.most > 0 || open;

function sizeText(bytes: Bytes, behind: string): string {
  if (behind === '') return bytesText(bytes);
  return bytes.most === 0 && bytes.bits.most === 0
    ? `what ${behind}`
    : `${bytesText({ ...bytes, open: false })}, and what ${behind}`;
}
