/** The rooms of the compiler and which of them may know which: imports point one way. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const compiler = fileURLToPath(new URL('.', import.meta.url));
const runtime = fileURLToPath(new URL('../../runtime/src/', import.meta.url));

/** Each room may import what is listed, and itself. Files beside the rooms (the pipeline, the index) may import all rooms. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  rules: [],
  ir: ['rules'],
  diagnostics: ['ir'],
  analyse: ['ir', 'rules', 'diagnostics'],
  transform: ['analyse', 'ir', 'rules', 'diagnostics'],
  lower: ['ir', 'rules', 'diagnostics'],
  emit: ['ir', 'rules', 'diagnostics'],
  program: ['ir', 'diagnostics', 'compile-result.ts', 'explain'],
  explain: ['transform', 'analyse', 'ir', 'rules'],
  'compile-result.ts': ['ir', 'diagnostics', 'explain'],
};
const knowTypeScript = ['lower', 'emit', 'diagnostics', 'program', 'compile-result.ts', 'modules', 'index.ts'];

type Import = { readonly from: string; readonly room: string; readonly to: string; readonly typeOnly: boolean };

const imports = importsOf(compiler);

describe('the compiler', () => {
  it('has imports that point one way', () => {
    const against = imports.filter(({ from, room, to }) => {
      if (!to.startsWith('.')) return false;
      const target = roomOf(
        path.relative(compiler, path.resolve(compiler, path.dirname(from), to.replace(/\.js$/, '.ts'))),
      );
      return room !== target && mayImport[room]?.includes(target) === false;
    });
    expect(against.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it('has no circles that lead through two rooms', () => {
    const needed = imports.filter(({ to, typeOnly }) => to.startsWith('.') && !typeOnly);
    const done = new Set<string>();
    const circles: (readonly string[])[] = [];
    const visit = (file: string, trail: readonly string[]): void => {
      if (trail.includes(file)) circles.push(trail.slice(trail.indexOf(file)));
      if (done.has(file) || trail.includes(file)) return;
      for (const { from, to } of needed) if (from === file) visit(targetOf(file, to), [...trail, file]);
      done.add(file);
    };
    for (const { from } of needed) visit(from, []);
    const rooms = (circle: readonly string[]): number => new Set(circle.map(roomOf)).size;
    expect(circles.filter((circle) => rooms(circle) > 1)).toEqual([]);
  });

  it('knows TypeScript in few rooms, and only its types', () => {
    const wrong = imports.filter(
      ({ room, to, typeOnly }) => to === 'typescript' && !(typeOnly && knowTypeScript.includes(room)),
    );
    expect(wrong.map(({ from }) => from)).toEqual([]);
  });

  it('imports nothing of Node, and few packages', () => {
    const allowed = ['typescript', '@jridgewell/gen-mapping', '@jridgewell/sourcemap-codec', 'fastest-levenshtein'];
    const packages = new Set(imports.map(({ to }) => to).filter((to) => !to.startsWith('.')));
    expect([...packages].filter((name) => !allowed.includes(name))).toEqual([]);
  });
});

describe('the runtime', () => {
  it('imports nothing but itself', () => {
    const outside = importsOf(runtime).filter(({ to }) => !to.startsWith('.'));
    expect(outside.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });
});

function importsOf(folder: string): readonly Import[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !/\.test(?:-d|-support)?\.ts$/.test(file),
  );
  return files.flatMap((from) => {
    const source = ts.createSourceFile(from, readFileSync(path.join(folder, from), 'utf8'), ts.ScriptTarget.Latest);
    return source.statements.flatMap((statement) => {
      if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
      if (statement.moduleSpecifier === undefined || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
      const typeOnly = ts.isImportDeclaration(statement)
        ? statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
        : statement.isTypeOnly;
      return [{ from, room: roomOf(from), to: statement.moduleSpecifier.text, typeOnly }];
    });
  });
}

function targetOf(from: string, to: string): string {
  return path.join(path.dirname(from), to.replace(/\.js$/, '.ts'));
}

/** The first folder, or the file itself when it stands beside the rooms. */
function roomOf(file: string): string {
  return file.split(path.sep)[0] ?? file;
}
