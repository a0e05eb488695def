/** Projects outside the workspace. */
import { cpSync, linkSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject } from 'vitest';
import { type Section, sectionsOf } from './page.js';
import { expected } from './probe/expected.js';
import { run } from './shell.js';

const sections = sectionsOf(new URL('../docs/getting-started.md', import.meta.url));
const made = new Map<string, Promise<string>>();

/**
 * Does what a section of the page says, once: writes its files, runs its commands, and compares what they print.
 *
 * @returns the folder of the project
 */
export function projectOf(title: string): Promise<string> {
  const section = sections.find((each) => each.title === title);
  if (section === undefined) throw new Error(`The page has no section "${title}".`);
  const known = made.get(title) ?? follow(section);
  made.set(title, known);
  return known;
}

async function follow({ title, after, steps }: Section): Promise<string> {
  const folder = emptyProject(steps.flatMap((step) => (step.kind === 'file' ? [step.name] : [])));
  if (after !== undefined) copy(await projectOf(after), folder);
  const started = performance.now();
  let here = folder;
  for (const step of steps) {
    if (step.kind === 'file') write(folder, step.name, step.text);
    else {
      const printed = await run(`${step.script}pwd > '${folder}.pwd'`, here);
      if (step.output !== undefined) expect(withoutTimes(printed)).toBe(withoutTimes(step.output));
      here = readFileSync(`${folder}.pwd`, 'utf8').trim();
    }
  }
  const seconds = (performance.now() - started) / 1000;
  console.log(`"${title}": ${seconds.toFixed(0)} s from an empty folder to its last command`);
  expect(seconds, 'a first gradient takes less than two minutes').toBeLessThan(120);
  return folder;
}

/** An empty folder in which npm knows the packages, as it does in those of `files` that lie in folders of their own. */
function emptyProject(files: readonly string[]): string {
  const folder = mkdtempSync(path.join(inject('scratch'), 'project-'));
  for (const name of ['', ...files.map((file) => file.split('/').slice(0, -1)[0] ?? '')])
    write(folder, path.join(name, '.npmrc'), `@adc:registry=${inject('registry')}\n`);
  return folder;
}

/** A copy that can be changed without harm to others. */
export function copyOf(project: string): string {
  const folder = emptyProject([]);
  copy(project, folder);
  return folder;
}

function copy(from: string, to: string): void {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
}

export function write(folder: string, name: string, text: string): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function withoutTimes(output: string): string {
  return output.replace(/\(\d+\.\d s\)/g, '(… s)');
}

const probe = fileURLToPath(new URL('probe/', import.meta.url));

/** Puts the program of this room, which asks for derivatives of many kinds, among the sources of a project. */
export function addProbe(project: string): void {
  for (const name of ['main.ts', 'model.ts', 'maximum.ts'])
    cpSync(path.join(probe, name), path.join(project, 'src/probe', name));
}

/** Compares what the program of this room printed with the known derivatives. */
export function expectDerivatives(printed: string): void {
  compare(JSON.parse(printed), expected, 'results');
}

/** Compares what the program printed with what it printed first, in any project: on one machine no bit may differ. */
export function expectSameBits(printed: string): void {
  const first = path.join(inject('scratch'), 'results.json');
  const own = `${first}.${process.pid}`;
  writeFileSync(own, printed);
  try {
    linkSync(own, first);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  expect(printed).toBe(readFileSync(first, 'utf8'));
}

function compare(actual: unknown, wanted: unknown, where: string): void {
  if (typeof wanted === 'number') {
    expect(typeof actual, where).toBe('number');
    expect(Math.abs((actual as number) - wanted), where).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(wanted)));
  } else if (typeof wanted === 'object' && wanted !== null) {
    expect(Object.keys(actual as object), where).toEqual(Object.keys(wanted));
    for (const [key, each] of Object.entries(wanted))
      compare((actual as Record<string, unknown>)[key], each, `${where}.${key}`);
  } else expect(actual, where).toEqual(wanted);
}
