import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import type { GeneratedPart } from '../compile-result.js';
import {
  decodeMappings,
  emitted,
  memoryProgram,
  partBehind,
  resultOf,
  type Memory,
} from './memory-program.test-support.js';
import { withCompanions } from './with-companions.js';

const loss = `/** A header. */

// @differentiable
export function loss(w: number): number {
  return w * w; // squared
}

export const after = loss(3); // trails
// the end
`;
const adjointCode = `/** Adjoint of \`loss\`. */
export function lossAdjoint(w: number, lossBar: number): [value: number, gradients: [wBar: number]] {
  const value = w * w;
  // twice w
  return [value, [scale(2 * w) * lossBar]];
}`;
const helper = 'export function scale(x: number): number { return x; }\nexport type T = 1;\n';
const importCode = "import { scale } from './helper.js';";

const parts = ({ program }: Memory, file = '/loss.ts'): readonly GeneratedPart[] => [
  partBehind(program, file, 'function loss', adjointCode, [
    ['const value', 'return w'],
    ['return', 'w * w; //'],
  ]),
  partBehind(program, file, undefined, importCode),
];

function build(files: Readonly<Record<string, string>>, options: ts.CompilerOptions = {}, keep = false): ts.Program {
  const memory = memoryProgram(files, options);
  const result = resultOf({ '/loss.ts': parts(memory) });
  return withCompanions(ts, memory.program, memory.host, result, { keepGeneratedDiagnostics: keep });
}

const errorsOf = (program: ts.Program): readonly string[] =>
  ts
    .getPreEmitDiagnostics(program)
    .map((d) => `${d.file?.fileName}: ${ts.flattenDiagnosticMessageText(d.messageText, '\n')}`);

describe('withCompanions', () => {
  it('returns the program itself when there is nothing to add', () => {
    const { program, host } = memoryProgram({ '/loss.ts': loss });
    expect(withCompanions(ts, program, host, resultOf({}))).toBe(program);
    expect(withCompanions(ts, program, host, resultOf({ '/loss.ts': [] }))).toBe(program);
  });

  it('emits companions behind their functions, with their comments, and imports at the top', () => {
    const outputs = emitted(build({ '/loss.ts': loss, '/helper.ts': helper }, { declaration: true }));
    expect(outputs['/loss.js']).toBe(`/** A header. */
import { scale } from './helper.js';
// @differentiable
export function loss(w) {
    return w * w; // squared
}
/** Adjoint of \`loss\`. */
export function lossAdjoint(w, lossBar) {
    const value = w * w;
    // twice w
    return [value, [scale(2 * w) * lossBar]];
}
export const after = loss(3); // trails
// the end
`);
    expect(outputs['/loss.d.ts']).toBe(`/** A header. */
export declare function loss(w: number): number;
/** Adjoint of \`loss\`. */
export declare function lossAdjoint(w: number, lossBar: number): [value: number, gradients: [wBar: number]];
export declare const after: number;
`);
    expect(outputs['/helper.js']).toBe('export function scale(x) { return x; }\n');
  });

  it('reads generated imports before they are used in CommonJS', () => {
    const file = `'use strict';\nimport { T } from './helper.js';\n${loss}export const first: T = 1;\n`;
    const registered = (memory: Memory): readonly GeneratedPart[] => [
      ...parts(memory),
      partBehind(memory.program, '/loss.ts', 'function loss', 'scale(lossAdjoint(1, 1)[0]);'),
    ];
    const memory = memoryProgram({ '/loss.ts': file, '/helper.ts': helper }, { module: ts.ModuleKind.CommonJS });
    const outputs = emitted(
      withCompanions(ts, memory.program, memory.host, resultOf({ '/loss.ts': registered(memory) })),
    );
    const text = outputs['/loss.js'] ?? '';
    expect(text).toMatch(/^.use strict.;/);
    expect(text.indexOf('require("./helper.js")')).toBeLessThan(text.indexOf('function loss'));

    const load = (name: string): Record<string, unknown> => {
      const exports = {};
      const run = new Function('exports', 'require', outputs[name] ?? '') as (
        exports: object,
        require: unknown,
      ) => void;
      run(exports, (path: string) => load(path.slice(1)));
      return exports;
    };
    const module = load('/loss.js') as { lossAdjoint(w: number, bar: number): unknown };
    expect(module.lossAdjoint(3, 1)).toEqual([9, [6]]);
  });

  it('lets other files import companions by name', () => {
    const files = {
      '/loss.ts': loss,
      '/helper.ts': helper,
      '/use.ts': "import { lossAdjoint } from './loss.js';\nlossAdjoint(1, 2);\n",
    };
    expect(errorsOf(memoryProgram(files).program)).toHaveLength(1);
    const program = build(files);
    expect(errorsOf(program)).toEqual([]);
    expect(emitted(program)['/use.js']).toBe(files['/use.ts']);
  });

  it('elides a generated import of types, and keeps the rest under verbatimModuleSyntax', () => {
    const memory = memoryProgram(
      { '/loss.ts': loss, '/helper.ts': helper },
      { verbatimModuleSyntax: true, declaration: true },
    );
    const typed = [
      partBehind(
        memory.program,
        '/loss.ts',
        undefined,
        "import type { T } from './helper.js';\nimport { scale } from './helper.js';",
      ),
      partBehind(
        memory.program,
        '/loss.ts',
        'function loss',
        'export function lossTangent(t: T): number { return scale(t); }',
      ),
    ];
    const outputs = emitted(withCompanions(ts, memory.program, memory.host, resultOf({ '/loss.ts': typed })));
    expect(outputs['/loss.js']).toContain("*/\nimport { scale } from './helper.js';\n");
    expect(outputs['/loss.js']).not.toContain('import type');
    expect(outputs['/loss.d.ts']).toMatch(/^\/\*\* A header. \*\/\nimport type { T } from '.\/helper.js';\n/);
  });

  it('keeps the offsets of user diagnostics, and shows those in generated code on request only', () => {
    const files = { '/loss.ts': `${loss}let bad: string = 1;\n` };
    const users = build(files, { noUnusedLocals: true }).getSemanticDiagnostics();
    expect(users.map((d) => [d.code, d.start])).toEqual([
      [2322, files['/loss.ts'].indexOf('bad')],
      [6133, files['/loss.ts'].indexOf('bad')],
    ]);
    const all = build(files, {}, true).getSemanticDiagnostics();
    expect(all.map((d) => d.code)).toEqual([2322, 2307]);
  });

  it('answers questions about files of the old program', () => {
    const memory = memoryProgram({ '/loss.ts': `${loss}let bad: string = 1;\n`, '/helper.ts': helper });
    const program = withCompanions(ts, memory.program, memory.host, resultOf({ '/loss.ts': parts(memory) }));
    const old = memory.program.getSourceFile('/loss.ts');
    expect(program.getSemanticDiagnostics(old)).toHaveLength(1);
    const written: string[] = [];
    program.emit(old, (name, text) => written.push(name, text));
    expect(written[0]).toBe('/loss.js');
    expect(written[1]).toContain('lossAdjoint');
  });

  it('works under a builder program', () => {
    const memory = memoryProgram({ '/loss.ts': `${loss}let bad: string = 1;\n`, '/helper.ts': helper });
    for (const name of ['/loss.ts', '/helper.ts'])
      Object.assign(memory.program.getSourceFile(name) ?? {}, { version: '1' });
    memory.program.getSourceFiles().forEach((file) => Object.assign(file, { version: '1' }));
    const program = withCompanions(ts, memory.program, memory.host, resultOf({ '/loss.ts': parts(memory) }));
    const builder = ts.createSemanticDiagnosticsBuilderProgram(program, { createHash: (text) => text });
    expect(builder.getSemanticDiagnostics().map((d) => d.code)).toEqual([2322]);
  });

  it('gives a file another version when its companions are others', () => {
    const versionWith = (code: string): string | undefined => {
      const { program, host } = memoryProgram({ '/loss.ts': loss });
      Object.assign(program.getSourceFile('/loss.ts') ?? {}, { version: '1' });
      const result = resultOf({ '/loss.ts': [partBehind(program, '/loss.ts', 'function loss', code)] });
      const file = withCompanions(ts, program, host, result).getSourceFile('/loss.ts');
      return (file as { version?: string } | undefined)?.version;
    };
    expect(versionWith('export const a = 1;')).toBe(versionWith('export const a = 1;'));
    expect(versionWith('export const a = 1;')).not.toBe(versionWith('export const a = 2;'));
  });

  it('puts what follows a statement without a semicolon on its own', () => {
    for (const last of [
      'export const last = () => loss',
      'declare function last(): void',
      'type Last = number',
      'loss(2)',
      '//',
    ]) {
      const program = build({ '/loss.ts': `${loss}${last}`, '/helper.ts': helper }, {}, true);
      expect([last, ...errorsOf(program)]).toEqual([last]);
      expect(emitted(program)['/loss.js']).not.toContain('void 0');
    }
  });

  it('keeps declarations of companions whose function is not exported', () => {
    const memory = memoryProgram({ '/loss.ts': 'function f() {}\nexport const a = 1;\n' }, { declaration: true });
    const part = partBehind(memory.program, '/loss.ts', 'function f', 'export function fAdjoint(): void {}');
    const outputs = emitted(withCompanions(ts, memory.program, memory.host, resultOf({ '/loss.ts': [part] })));
    expect(outputs['/loss.d.ts']).toContain('export declare function fAdjoint(): void;');
  });
});

describe('source maps', () => {
  const exotic = `export async function exotic<T extends object>(this: unknown, { a = 1, ...rest }: { a?: number; b?: number }, ...more: T[]): Promise<number> {
  const [x, [y = 2] = [3]] = [a, [rest.b]];
  let total = 0;
  label: for (const m of more) { if (m === undefined) continue label; else total += m?.toString().length ?? 1; }
  for (let i = 0, n = 3; i < n; i++) { switch (i) { case 0: total **= 2; break; default: total ||= 1; } }
  while (total > 100) { total -= 1; }
  do { total++; } while (total < 0);
  try { await Promise.resolve(); } catch { throw new Error(\`\${total} \${x}\`); } finally { total = -total; }
  const make = () => class Local { static count = 0; #hidden = 1; get hidden() { return this.#hidden; } value = total; };
  const object = { make, [\`k\${y}\`]: 1, ...rest, *items() { yield* [1, 2]; } };
  return object.make().count + (total > 1 ? x : y!) + (more as unknown as number[]).length;
}
export enum Colour { Red, Green = 4 }
export class Exotic<T> { constructor(readonly field: T, private other = 2) {} method(): T { return this.field; } }
export default function () { return 1; }
`;
  const targets = ['es2015', 'es2017', 'es2022', 'esnext'].map((name) => [name] as const);

  it.each(targets)('never point behind the end of the user text, whatever is emitted (%s)', (name) => {
    const target = ts.convertCompilerOptionsFromJson({ target: name }, '').options.target ?? ts.ScriptTarget.ES2022;
    for (const module of [ts.ModuleKind.ESNext, ts.ModuleKind.CommonJS]) {
      const memory = memoryProgram(
        { '/loss.ts': loss, '/helper.ts': helper },
        { target, module, sourceMap: true, declaration: true, declarationMap: true, inlineSources: true },
      );
      const generated = [...parts(memory), partBehind(memory.program, '/loss.ts', 'function loss', exotic)];
      const program = withCompanions(ts, memory.program, memory.host, resultOf({ '/loss.ts': generated }), {
        keepGeneratedDiagnostics: true,
      });
      expect(errorsOf(program)).toEqual([]);
      const outputs = emitted(program);
      const lines = loss.split('\n');
      for (const output of ['/loss.js.map', '/loss.d.ts.map']) {
        const map = JSON.parse(outputs[output] ?? '') as {
          sources: string[];
          sourcesContent?: string[];
          mappings: string;
        };
        expect(map.sources).toEqual(['loss.ts']);
        if (output === '/loss.js.map') expect(map.sourcesContent).toEqual([loss]);
        const outside = decodeMappings(map.mappings).filter(
          ({ sourceLine, sourceColumn }) => sourceColumn > (lines[sourceLine]?.length ?? -1),
        );
        expect(
          outside.map(({ line, column }) => outputs[output.slice(0, -4)]?.split('\n')[line]?.slice(column)),
        ).toEqual([]);
      }
    }
  });

  it('lead from generated code to the user code that it came from', () => {
    const outputs = emitted(build({ '/loss.ts': loss, '/helper.ts': helper }, { sourceMap: true }));
    const { mappings } = JSON.parse(outputs['/loss.js.map'] ?? '') as { mappings: string };
    const lines = (outputs['/loss.js'] ?? '').split('\n');
    const place = (word: string): string | undefined => {
      const line = lines.findIndex((text) => text.includes(word));
      const at = decodeMappings(mappings).findLast(
        (m) => m.line === line && m.column <= (lines[line]?.indexOf(word) ?? 0),
      );
      return at && loss.split('\n')[at.sourceLine]?.slice(at.sourceColumn);
    };
    expect(place('lossAdjoint')).toBe('export function loss(w: number): number {');
    expect(place('const value')).toBe('return w * w; // squared');
    expect(place('scale(2')).toBe('w * w; // squared');
    expect(place('loss(3)')).toBe('loss(3); // trails');
    expect(place('return w')).toBe('return w * w; // squared');
  });

  it('can be inlined', () => {
    const outputs = emitted(
      build({ '/loss.ts': loss, '/helper.ts': helper }, { inlineSourceMap: true, inlineSources: true }),
    );
    const encoded = /base64,(.*)/.exec(outputs['/loss.js'] ?? '')?.[1] ?? '';
    expect(JSON.parse(Buffer.from(encoded, 'base64').toString())).toMatchObject({ sourcesContent: [loss] });
  });
});
