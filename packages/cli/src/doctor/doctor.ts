/** `adc doctor`: finds what keeps derivatives from being made, or from being found. */
import { OptionsError } from '@adc/compiler';
import { readConfig } from '@adc/project';
import path from 'node:path';
import ts from 'typescript';
import type { Io } from '../io.js';
import { count } from '../report.js';
import { parseJson } from '../setup/json-edit.js';
import { readIfThere } from '../setup/packages.js';
import { installed, readSetup, waysTaken, type Setup } from '../setup/setup.js';
import { judgeAnnotatedFiles } from './annotated-files.js';
import type { Finding } from './finding.js';
import { judgeRuntime } from './runtime-copies.js';
import { judgeToolchain } from './toolchain.js';

/**
 * @returns the exit code: 1 when something is wrong.
 * @throws {UsageError} when a named tsconfig does not exist.
 */
export function doctor(tsconfig: string | undefined, io: Io): number {
  const setup = readSetup(io.cwd, tsconfig);
  const shown = (file: string): string => path.relative(io.cwd, file) || '.';
  const unreadable = judgeFiles(setup, io.cwd, shown);
  const annotated = judgeAnnotatedFiles(setup, shown);
  const findings = [
    ...unreadable,
    ...judgeToolchain(setup, shown),
    ...judgeRuntime(setup, annotated.compiled.length > 0, shown),
    ...annotated.findings,
  ];
  for (const { cause, remedy } of findings) io.out(`${mark(io)} ${cause}\n  way out: ${remedy}\n\n`);
  io.out(
    findings.length === 0
      ? `All is fine: ${describe(setup)}; ${count(annotated.compiled.length, 'file')} with annotated functions.\n`
      : `${count(findings.length, 'problem')} found.\n`,
  );
  return findings.length === 0 ? 0 : 1;
}

/** What cannot be read, or says something wrong. */
function judgeFiles(setup: Setup, cwd: string, shown: (file: string) => string): readonly Finding[] {
  const { manifestFile, tsconfig, configs } = setup;
  const findings: Finding[] = [];
  if (manifestFile !== undefined && parseJson(readIfThere(manifestFile) ?? '')?.type !== 'object')
    findings.push({ cause: `${shown(manifestFile)} is not valid JSON.`, remedy: 'Mend it first.' });
  for (const { fileName, parsed } of configs) {
    for (const { messageText } of parsed.errors) {
      const text = ts.flattenDiagnosticMessageText(messageText, ' ');
      findings.push({ cause: `${shown(fileName)}: ${text}`, remedy: 'Mend the tsconfig first.' });
    }
  }
  try {
    if (tsconfig !== undefined) readConfig({ cwd, paths: [], tsconfig });
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error;
    findings.push({ cause: error.message, remedy: 'Write an option that adc knows, or leave it out.' });
  }
  return findings;
}

function describe(setup: Setup): string {
  const versions = ['typescript', 'ts-patch', '@adc/runtime'].flatMap((name) => {
    const found = installed(setup, name);
    return found === undefined ? [] : [`${name === 'typescript' ? 'TypeScript' : name} ${found.version}`];
  });
  const ways = [...waysTaken(setup)];
  return [`companions are made by ${ways.join(' and ')}`, ...versions].join(', ');
}

function mark(io: Io): string {
  return io.colour ? '\u001b[31m✗\u001b[39m' : '✗';
}
