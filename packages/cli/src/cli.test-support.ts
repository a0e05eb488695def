/** Projects in temporary folders, and the command run in them with a compiler that makes simple companions. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';
import { fakeCompile } from './fake-compile.test-support.js';
import type { Io } from './io.js';
import { main } from './main.js';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** Texts by path; undefined leaves a file out that would be there. */
export type Files = Readonly<Record<string, string | undefined>>;

/** The smallest library that TypeScript is content with: all of them take most of a test's time. */
export const smallest = { lib: ['es5'], types: [], module: 'nodenext', target: 'es2022', strict: true };

/** A folder with a package.json and a tsconfig.json, if they are not given. */
export function project(files: Files): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'adc-cli-')));
  folders.push(folder);
  const usual = {
    'package.json': '{ "type": "module" }',
    'tsconfig.json': JSON.stringify({ compilerOptions: smallest }),
  };
  write(folder, { ...usual, ...files });
  return folder;
}

export function write(folder: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    if (text === undefined) continue;
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

export type Run = { readonly code: number; readonly out: string; readonly err: string };

export function run(cwd: string, ...args: readonly string[]): Promise<Run> {
  return runWith(cwd, {}, ...args);
}

/** @param more takes the place of what the process is in most tests: no terminal, nobody to ask. */
export async function runWith(cwd: string, more: Partial<Io>, ...args: readonly string[]): Promise<Run> {
  let [out, err] = ['', ''];
  const io: Io = {
    cwd,
    out: (text) => (out += text),
    err: (text) => (err += text),
    colour: false,
    progress: false,
    ...more,
  };
  return { code: await main(args, io, fakeCompile), out: out.replace(/\(\d+\.\d s\)/, '(time)'), err };
}

export const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();

export const textOf = (...parts: readonly string[]): string => readFileSync(path.join(...parts), 'utf8');

export const square = '// @differentiable\nexport function square(x: number): number {\n  return x * x;\n}\n';
