/**
 * The tables of `language.md` say what the compiler does with each example in `language/`: it is compiled, and where it is differentiated,
 * its gradients are checked. UPDATE_DOCS=1 writes the tables.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkGradient } from '@adc/runtime';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { compileText } from '../test-fixtures/runner/compile-text.js';

const page = fileURLToPath(new URL('language.md', import.meta.url));
const folder = fileURLToPath(new URL('language/', import.meta.url));
const annotation = '// @differentiable';
const points = [
  [0.7, 1.3],
  [-0.4, 0.9],
  [1.9, -0.6],
] as const;

type Scalar = (x: number, y: number) => number;
type Example = { readonly file: string; readonly name: string; readonly title: string; readonly source: string };

const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
const sources = new Map(
  files.map((file) => {
    const text = readFileSync(folder + file, 'utf8');
    return [file, ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)] as const;
  }),
);

function examplesIn(file: string): readonly Example[] {
  const { text, statements } = sources.get(file)!;
  return statements.flatMap((statement) => {
    const at = text.indexOf(annotation, statement.getFullStart());
    if (!ts.isFunctionDeclaration(statement) || at < 0 || at > statement.getStart()) return [];
    const title = /\/\*\*\s*(.*?)\s*\*\//s.exec(statement.getFullText())?.[1];
    const alone = text.replaceAll(annotation, (found, offset) => (offset === at ? found : ' '.repeat(found.length)));
    return [{ file, name: statement.name!.text, title: title ?? '', source: alone }];
  });
}

/** What becomes of an example: a cell of the table. Throws where a derivative is wrong. */
function outcomeOf({ name, source }: Example): string {
  const { diagnostics, run } = compileText(source);
  const codes = (severity: string): string =>
    [...new Set(diagnostics.filter((each) => each.severity === severity).map(({ code }) => `ADC${code}`))].join(', ');
  if (codes('error') !== '') return `no: ${codes('error')}`;
  const f = run<Record<string, Scalar>>()[name]!;
  for (const [x, y] of points) {
    const report = checkGradient(f)(x, y);
    expect(report.ok, `${name}(${x}, ${y}): ${report.toString()}`).toBe(true);
  }
  return codes('warning') === '' ? 'yes' : `yes, with a warning: ${codes('warning')}`;
}

describe.each(files)('%s', (file) => {
  const examples = examplesIn(file);
  const start = `<!-- ${file} -->\n`;
  const end = `<!-- /${file} -->`;
  const rows = new Map<string, string>();

  test.each(examples.map((example) => [example.title, example] as const))('%s', (_, example) => {
    expect(example.title, example.name).not.toBe('');
    rows.set(example.name, outcomeOf(example));
  });

  test('the table', () => {
    const table = examples.map(
      ({ name, title }) => `| ${title.replaceAll('|', '\\|')} | ${rows.get(name) ?? 'wrong'} | \`${name}\` |`,
    );
    const text = readFileSync(page, 'utf8');
    const [before, rest] = text.split(start) as [string, string];
    const [old, after] = rest.split(end) as [string, string];
    const cells = (line: string): string =>
      line
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim())
        .join('|');
    if (process.env['UPDATE_DOCS'])
      writeFileSync(
        page,
        `${before}${start}\n| what is written | derivative | example |\n| --- | --- | --- |\n${table.join('\n')}\n\n${end}${after}`,
      );
    else expect(old.trim().split('\n').slice(2).map(cells)).toEqual(table.map(cells));
  });
});

describe('nothing is left out', () => {
  const everything = [...sources.values()];
  const text = everything.map((source) => source.text).join('\n');

  test('every statement and expression of TypeScript', () => {
    const seen = new Set<ts.SyntaxKind>();
    const visit = (node: ts.Node): void => {
      seen.add(node.kind);
      ts.forEachChild(node, visit);
    };
    everything.forEach(visit);
    const missing = codeKinds().filter((kind) => !seen.has(kind));
    expect(missing.map((kind) => ts.SyntaxKind[kind])).toEqual([]);
  });

  test.each([
    ['an array', Object.getOwnPropertyNames(Array.prototype)],
    ['Array', Object.getOwnPropertyNames(Array)],
    ['Object', ['assign', 'entries', 'freeze', 'keys', 'values']],
  ])('every method of %s', (_, names) => {
    const boring = ['constructor', 'length', 'name', 'prototype', 'toString', 'toLocaleString', 'fromAsync'];
    const missing = names.filter((name) => !boring.includes(name) && !new RegExp(`\\b${name}\\b`).test(text));
    expect(missing).toEqual([]);
  });
});

/** Statements, expressions and the parts of classes and object literals; not types, not modules, not JSX, not decorators. */
function codeKinds(): readonly ts.SyntaxKind[] {
  const { SyntaxKind } = ts;
  const between = (first: ts.SyntaxKind, last: ts.SyntaxKind): readonly ts.SyntaxKind[] =>
    Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const noCode = new Set([
    SyntaxKind.EmptyStatement, // nothing
    SyntaxKind.SemicolonClassElement,
    SyntaxKind.TypeAssertionExpression, // an older way to write `as`
    SyntaxKind.SyntheticExpression, // made by the compiler only
    SyntaxKind.MissingDeclaration,
    SyntaxKind.WithStatement, // not in modules
    SyntaxKind.OmittedExpression,
    SyntaxKind.ClassDeclaration,
  ]);
  return [
    ...between(SyntaxKind.PropertyDeclaration, SyntaxKind.SetAccessor),
    ...between(SyntaxKind.ObjectBindingPattern, SyntaxKind.SatisfiesExpression),
    ...between(SyntaxKind.TemplateSpan, SyntaxKind.FunctionDeclaration),
    ...between(SyntaxKind.EnumDeclaration, SyntaxKind.CaseBlock),
    ...between(SyntaxKind.CaseClause, SyntaxKind.CatchClause),
    ...between(SyntaxKind.PropertyAssignment, SyntaxKind.SpreadAssignment),
  ].filter((kind) => !noCode.has(kind));
}
