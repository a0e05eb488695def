/** What is on disk decides, however little of it is looked at again. */
import { mkdirSync, mkdtempSync, rmSync, unlinkSync, utimesSync, writeFileSync, type Stats } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveProgram } from './live-program.js';

/** Set: every file has this time, as on a file system with a slow clock. */
let frozen: number | undefined;
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const statSync = (name: string, options: object): Stats | undefined => {
    const stat = fs.statSync(name, options) as Stats | undefined;
    return stat && frozen !== undefined ? Object.assign(stat, { mtimeMs: frozen, ctimeMs: frozen }) : stat;
  };
  return { ...fs, statSync };
});

const folder = mkdtempSync(path.join(tmpdir(), 'adc-live-program-'));
afterAll(() => rmSync(folder, { recursive: true }));

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  strict: true,
  types: [],
  lib: ['lib.es5.d.ts'],
  skipLibCheck: true,
};
const inFolder = (name: string): string => path.join(folder, name);
const write = (name: string, text: string): void => {
  mkdirSync(path.dirname(inFolder(name)), { recursive: true });
  writeFileSync(inFolder(name), text);
};
/** As long ago as sources usually are. */
const age = (name: string): void => utimesSync(inFolder(name), 1e9, 1e9);

let live: LiveProgram;
const update = (more: ts.CompilerOptions = {}, rootNames = [inFolder('main.ts')]): ts.Program =>
  live.update({ rootNames, options: { ...options, ...more } }).program;
const errors = (program: ts.Program): readonly number[] => ts.getPreEmitDiagnostics(program).map(({ code }) => code);

beforeEach(() => {
  frozen = undefined;
  rmSync(folder, { recursive: true });
  live = new LiveProgram(folder);
  write('package.json', '{ "type": "module" }');
  write('main.ts', "import type { P } from './p.js';\nexport const x: P = 1;\n");
  write('p.ts', 'export type P = number;\n');
});

describe('a live program', () => {
  it('is the same object when nothing has changed, also where files are young', () => {
    const first = update();
    expect(errors(first)).toEqual([]);
    expect(update()).toBe(first);
    age('main.ts');
    age('p.ts');
    expect(update()).toBe(first);
  });

  it('parses again what was edited, and nothing else', () => {
    const first = update();
    write('p.ts', 'export type P = string;\n');
    const second = update();
    expect(errors(second)).toEqual([2322]);
    expect(second.getSourceFile(inFolder('main.ts'))).toBe(first.getSourceFile(inFolder('main.ts')));
    expect(second.getSourceFile(inFolder('p.ts'))?.text).toContain('string');
  });

  it('sees an edit of the same length within one tick of the clock', () => {
    frozen = Date.now();
    update();
    write('p.ts', 'export type P = string;\n');
    expect(errors(update())).toEqual([2322]);
  });

  it('sees an edit of an old file whose time of change was set back', () => {
    age('p.ts');
    update();
    write('p.ts', 'export type P = string;\n');
    age('p.ts');
    expect(errors(update())).toEqual([2322]);
  });

  it('knows what is missing, and resolves it when it appears', () => {
    unlinkSync(inFolder('p.ts'));
    expect(errors(update())).toEqual([2307]);
    expect(live.missing).toContain(inFolder('p.ts'));
    write('p.ts', 'export type P = number;\n');
    expect(errors(update())).toEqual([]);
    expect(live.missing).not.toContain(inFolder('p.ts'));
  });

  it('forgets a file that was deleted', () => {
    update();
    unlinkSync(inFolder('p.ts'));
    expect(errors(update())).toEqual([2307]);
  });

  it('prefers a file that appears in front of the one that was found', () => {
    unlinkSync(inFolder('p.ts'));
    write('p.d.ts', 'export type P = number;\n');
    expect(errors(update())).toEqual([]);
    write('p.ts', 'export type P = string;\n');
    expect(errors(update())).toEqual([2322]);
  });

  it('reads package.json again', () => {
    expect(errors(update({ verbatimModuleSyntax: true }))).toEqual([]);
    write('package.json', '{ "type": "commonjs" }');
    expect(errors(update({ verbatimModuleSyntax: true }))).toEqual([1287]);
  });

  it('follows other options and other roots', () => {
    write('other.ts', 'export function f(x) { return x; }\n');
    expect(errors(update())).toEqual([]);
    const both = [inFolder('main.ts'), inFolder('other.ts')];
    expect(errors(update({}, both))).toEqual([7006]);
    expect(errors(update({ strict: false }, both))).toEqual([]);
    expect(errors(update({}, both))).toEqual([7006]);
  });
});
