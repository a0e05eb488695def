/** `adc init`: sets a project up, after it has shown how. */
import { UsageError } from '@adc/project';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Io } from '../io.js';
import { readSetup, type Way } from '../setup/setup.js';
import { writeAll } from '../write-all.js';
import { makePlan, type FileEdit } from './plan.js';

export type InitRequest = {
  readonly tsconfig: string | undefined;
  /** The way that the user wants; undefined: the one that suits the project. */
  readonly way: Way | undefined;
  /** Nobody has to be asked. */
  readonly yes: boolean;
  readonly dryRun: boolean;
};

/**
 * @returns the exit code.
 * @throws {UsageError} when the project lacks what the way needs, or there is nobody to ask.
 * @throws {OutputError} when the disk refuses.
 */
export async function init({ tsconfig, way, yes, dryRun }: InitRequest, io: Io): Promise<number> {
  const setup = readSetup(io.cwd, tsconfig);
  const plan = makePlan(setup, way);
  io.out(`way in: ${plan.way} (${plan.because})\n`);
  const edits = plan.edits.filter(({ before, after }) => before !== after);
  if (edits.length > 0) io.out(`\n${edits.map((edit) => showDiff(edit, io)).join('\n')}\n`);
  for (const note of plan.notes) io.out(`${note}\n`);

  if (edits.length === 0) io.out('No file has to be changed.\n');
  else if (dryRun) io.out('Nothing was changed (--dry-run).\n');
  else if (yes || (await isAgreed(io))) {
    writeAll(new Map(edits.map((edit) => [edit.fileName, textToWrite(edit)])), setup.folder);
    io.out(`changed ${edits.map(({ fileName }) => shown(fileName, io)).join(' and ')}\n`);
  } else {
    io.out('Nothing was changed.\n');
    return 0;
  }
  if (plan.commands.length > 0)
    io.out(`\nStill to be installed:\n${plan.commands.map((each) => `  ${each}\n`).join('')}`);
  return 0;
}

/** @throws {UsageError} when it is no longer the file that was shown. */
function textToWrite({ fileName, before, after }: FileEdit): string {
  const now = readFileSync(fileName, 'utf8');
  const mark = now.startsWith('\uFEFF') ? '\uFEFF' : '';
  if (now !== mark + before)
    throw new UsageError(`${path.basename(fileName)} has been edited meanwhile. Nothing was changed: try again.`);
  return mark + after;
}

async function isAgreed(io: Io): Promise<boolean> {
  if (io.ask === undefined)
    throw new UsageError('Nothing was changed: there is no terminal to ask on. Say --yes to agree beforehand.');
  const answer = await io.ask('Change this? [Y/n] ');
  return answer !== undefined && /^\s*(?:y(?:es)?)?\s*$/i.test(answer);
}

function showDiff({ fileName, before, after }: FileEdit, io: Io): string {
  const name = shown(fileName, io);
  const lines = createTwoFilesPatch(name, name, before, after, '', '', { headerOptions: FILE_HEADERS_ONLY }).split(
    '\n',
  );
  return lines.map((line) => (io.colour ? coloured(line) : line)).join('\n');
}

function coloured(line: string): string {
  const colour = line.startsWith('+') ? 32 : line.startsWith('-') ? 31 : line.startsWith('@@') ? 36 : undefined;
  return colour === undefined ? line : `\u001b[${colour}m${line}\u001b[39m`;
}

function shown(fileName: string, io: Io): string {
  return path.relative(io.cwd, fileName);
}
