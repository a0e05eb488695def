/** Collects what went wrong with a fixture, so that one run shows all of it. */
import { show } from './leaves.js';

export type Report = {
  fail(message: string): void;
  /** Says where the failures that follow were found. */
  at(point: number, entry: string): Place;
  readonly failures: readonly string[];
};

export type Place = {
  fail(message: string): void;
  /** Reports that `computed` is not what it should be. */
  differs(where: string, computed: unknown, wanted: unknown, remark?: string): void;
};

export function createReport(fixture: string): Report {
  const failures: string[] = [];
  return {
    failures,
    fail: (message) => failures.push(`${fixture}: ${message}`),
    at: (point, entry) => {
      const fail = (message: string): void => {
        failures.push(`${fixture} · point ${point} · ${entry} · ${message}`);
      };
      return {
        fail,
        differs: (where, computed, wanted, remark) =>
          fail(
            `${where}: computed ${show(computed)}, expected ${show(wanted)}${remark === undefined ? '' : ` (${remark})`}`,
          ),
      };
    },
  };
}

const shown = 12;

/** Throws when there are failures, with the first of them as the message. */
export function settle(report: Report): void {
  const { failures } = report;
  if (failures.length === 0) return;
  const more = failures.length > shown ? `\n… and ${failures.length - shown} more` : '';
  throw new Error(`${failures.length} failure(s)\n${failures.slice(0, shown).join('\n')}${more}`);
}
