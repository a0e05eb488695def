import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { holdLock, LockError } from './lock.js';
import { OutputError, writeAll } from './write-all.js';

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return { ...fs, renameSync: vi.fn(fs.renameSync), writeFileSync: vi.fn(fs.writeFileSync) };
});

const folders: string[] = [];
afterEach(() => {
  vi.resetAllMocks();
  folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true }));
});

function folderOf(files: Readonly<Record<string, string>> = {}): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'adc-write-')));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

/** Everything below a folder: files with their text, folders with undefined. */
const contents = (folder: string): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .sort()
      .map((name) => [
        name,
        statSync(path.join(folder, name)).isFile() ? readFileSync(path.join(folder, name), 'utf8') : undefined,
      ]),
  );

const write = (folder: string, files: Readonly<Record<string, string>>): void =>
  writeAll(new Map(Object.entries(files).map(([name, text]) => [path.join(folder, name), text])), folder);

const failure = (run: () => void): unknown => {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
};

const systemError = (code: string, name: string): Error =>
  Object.assign(new Error(code), { code, syscall: 'rename', path: name });

describe('writeAll', () => {
  it('makes folders, replaces files and leaves nothing else behind', () => {
    const folder = folderOf({ 'a.js': 'old' });
    write(folder, { 'a.js': 'new', 'deep/er/b.js': 'b' });
    expect(contents(folder)).toEqual({ 'a.js': 'new', deep: undefined, 'deep/er': undefined, 'deep/er/b.js': 'b' });
  });

  it('leaves a file alone that has its text already, and keeps modes and links', () => {
    const folder = folderOf({ 'same.js': 'same', 'run.js': 'old', 'real/target.js': 'old' });
    symlinkSync('real/target.js', path.join(folder, 'link.js'));
    utimesSync(path.join(folder, 'same.js'), 1, 1);
    chmodSync(path.join(folder, 'run.js'), 0o755);
    write(folder, { 'same.js': 'same', 'run.js': 'new', 'link.js': 'new' });
    expect(statSync(path.join(folder, 'same.js')).mtimeMs).toBe(1000);
    expect(statSync(path.join(folder, 'run.js')).mode & 0o777).toBe(0o755);
    expect(contents(folder)).toMatchObject({ 'real/target.js': 'new', 'link.js': 'new' });
  });

  it('takes everything back when a rename fails half way', () => {
    const before = { 'a.js': 'old a', 'c.js': 'old c' };
    const folder = folderOf(before);
    const rename = vi.mocked(renameSync).getMockImplementation()!;
    vi.mocked(renameSync).mockImplementation((from, to) => {
      if (String(to).endsWith('c.js') && String(from).endsWith('.new.tmp')) throw systemError('EPERM', String(to));
      rename(from, to);
    });
    const error = failure(() => write(folder, { 'a.js': 'new a', 'sub/b.js': 'new b', 'c.js': 'new c' }));
    expect(error).toBeInstanceOf(OutputError);
    expect(error).toMatchObject({
      message: expect.stringMatching(/c\.js: permission denied\. Nothing was written\.$/),
    });
    expect(contents(folder)).toEqual(before);
  });

  it('writes nothing when a folder stands where a file must be, or a file where a folder must be', () => {
    const folder = folderOf({ 'a.js': 'old', 'b.js/readme': 'here', sub: 'a file' });
    const before = contents(folder);
    expect(failure(() => write(folder, { 'a.js': 'new', 'b.js': 'new' }))).toMatchObject({
      name: 'OutputError',
      message: expect.stringContaining('b.js: a folder stands where a file must be.'),
    });
    expect(failure(() => write(folder, { 'a.js': 'new', 'sub/c.js': 'new' }))).toMatchObject({
      name: 'OutputError',
      message: expect.stringMatching(/sub.*: a file stands where a folder must be\./),
    });
    expect(contents(folder)).toEqual(before);
  });

  it('says that the disk is full', () => {
    const folder = folderOf();
    vi.mocked(writeFileSync).mockImplementation(() => {
      throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'write' });
    });
    expect(failure(() => write(path.join(folder, 'dist'), { 'a.js': 'a' }))).toMatchObject({
      name: 'OutputError',
      message: expect.stringContaining('a.js: the disk is full. Nothing was written.'),
    });
    expect(contents(folder)).toEqual({});
  });

  // The superuser may write everywhere.
  it.skipIf(process.getuid?.() === 0)('writes nothing into a read-only folder', () => {
    const folder = folderOf({ 'a.js': 'old' });
    chmodSync(folder, 0o555);
    expect(failure(() => write(folder, { 'a.js': 'new' }))).toMatchObject({
      name: 'OutputError',
      message: expect.stringContaining('permission denied'),
    });
    chmodSync(folder, 0o755);
    expect(contents(folder)).toEqual({ 'a.js': 'old' });
  });

  it('begins again when the output folder is removed while it writes', () => {
    const folder = folderOf();
    const dist = path.join(folder, 'dist');
    const rename = vi.mocked(renameSync).getMockImplementation()!;
    vi.mocked(renameSync).mockImplementationOnce((from, to) => {
      rmSync(dist, { recursive: true });
      rename(from, to);
    });
    write(dist, { 'a.js': 'a', 'sub/b.js': 'b' });
    expect(contents(dist)).toEqual({ 'a.js': 'a', sub: undefined, 'sub/b.js': 'b' });
  });
});

describe('holdLock', () => {
  it('waits for another process, but not for ever', async () => {
    const lock = path.join(folderOf(), 'lock');
    const script = `const fs = require('fs'); fs.mkdirSync(process.argv[1]); console.log('held');
      setTimeout(() => { fs.writeFileSync(process.argv[1] + '.order', 'first'); fs.rmdirSync(process.argv[1]); }, 400);`;
    const other = spawn(process.execPath, ['-e', script, lock]);
    await new Promise((resolve) => other.stdout.once('data', resolve));
    expect(failure(() => holdLock(lock, () => undefined, { patience: 10, staleAfter: 10_000 }))).toBeInstanceOf(
      LockError,
    );
    let earlier = '';
    holdLock(lock, () => (earlier = readFileSync(`${lock}.order`, 'utf8')));
    expect(earlier).toBe('first');
    expect(existsSync(lock)).toBe(false);
  });

  it('takes over from a process that was killed', () => {
    const lock = path.join(folderOf(), 'lock');
    mkdirSync(lock);
    utimesSync(lock, 1, 1);
    let ran = false;
    holdLock(lock, () => (ran = true));
    expect(ran).toBe(true);
  });

  it('stays the holder of a lock that is refreshed', () => {
    const lock = path.join(folderOf(), 'lock');
    holdLock(
      lock,
      (refresh) => {
        utimesSync(lock, 1, 1);
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30);
        refresh();
        expect(Date.now() - statSync(lock).mtimeMs).toBeLessThan(10_000);
      },
      { patience: 100, staleAfter: 100 },
    );
  });
});
