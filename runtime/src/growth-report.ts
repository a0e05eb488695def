/** What is told of the adjoints that a loop carries from turn to turn while it is reversed. */

/** Where something happened to an adjoint first, as the reverse sweep goes: from the last turn to the first. */
export type GrowthEvent = {
  /** The turn, counted from 1, at whose beginning the adjoint was so; one more than there are: behind the last turn. */
  readonly turn: number;
  /** How many turns that run of the loop had. */
  readonly of: number;
};

/** The adjoint of one variable that a loop carries: its absolute value, or the Euclidean norm of all that an array or object holds. */
export type CarriedGrowth = {
  readonly name: string;
  /**
   * By how much the size is multiplied from the end of a turn to its beginning: the geometric mean over all turns between two sizes that are
   * neither zero nor infinite. NaN where there are none.
   */
  readonly perTurn: number;
  /** The size behind the last turn; that of the run that was reversed last. */
  readonly behind: number;
  /** The size before the first turn; that of the run that was reversed last. */
  readonly before: number;
  /** The largest finite size. */
  readonly largest: number;
  /** More than `growthLimit` times as large as the largest adjoint that the loop began with. */
  readonly exploded?: GrowthEvent;
  /** Less than its largest size divided by `growthLimit`, from that turn to the first one. */
  readonly vanished?: GrowthEvent;
  /** Infinite or NaN. */
  readonly notFinite?: GrowthEvent;
};

/** What became of the adjoints that one loop of the source carries. */
export type LoopGrowth = {
  /** The head of the loop with its position: ``model.ts:5:3: `for (let t = 0; t < n; t++)` ``. */
  readonly loop: string;
  /** How often it was reversed. */
  readonly runs: number;
  /** The turns of all runs together. */
  readonly turns: number;
  readonly carried: readonly CarriedGrowth[];
};

/** Whether an adjoint exploded, vanished or stopped being finite. */
export const isTrouble = ({ exploded, vanished, notFinite }: CarriedGrowth): boolean =>
  exploded !== undefined || vanished !== undefined || notFinite !== undefined;

/** A report for people, on a few lines. */
export function growthText({ loop, runs, turns, carried }: LoopGrowth): string {
  const often = runs === 1 ? '' : ` in ${runs} runs`;
  const lines = carried.map((each) => {
    const { name, perTurn, behind, before, exploded, vanished, notFinite } = each;
    const events = [
      exploded && `explodes (${eventText(exploded)})`,
      vanished && `vanishes (${eventText(vanished)})`,
      notFinite && `is not finite (${eventText(notFinite)})`,
    ].filter((event) => event !== undefined);
    const factor = Number.isNaN(perTurn) ? 'no growth to tell' : `× ${digits(perTurn)} per turn`;
    const told = `${factor}, from ${digits(behind)} behind the last turn to ${digits(before)} before the first`;
    return `  the adjoint of \`${name}\`: ${[told, ...events].join('; ')}`;
  });
  return [`${loop}, ${turns} ${turns === 1 ? 'turn' : 'turns'}${often}:`, ...lines].join('\n');
}

const eventText = ({ turn, of }: GrowthEvent): string =>
  turn > of ? `behind the last of ${of} turns` : `before turn ${turn} of ${of}`;

const digits = (size: number): string =>
  size !== 0 && (size < 1e-3 || size >= 1e6) ? size.toExponential(3) : String(Number(size.toPrecision(4)));
