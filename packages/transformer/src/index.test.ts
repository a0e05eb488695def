import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import transform from './index.js';

describe('the transformer', () => {
  it.each(['7.0.2', '8.1.0-dev', '5.8.3'])('says what to do under TypeScript %s', (version) => {
    const program = ts.createProgram({ rootNames: [], options: {} });
    const run = (): unknown => transform(program, undefined, {}, { ts: { version } as typeof ts });
    expect(run).toThrow(/ADC6001: TypeScript \S+ cannot be used[^]*Fix: install `typescript@6\.0\.3`/);
  });

  it('leaves a program without differentiable functions as it is', () => {
    const program = ts.createProgram({ rootNames: [], options: {} });
    expect(transform(program, undefined, {}, { ts })).toBe(program);
  });

  it('says that nobody else than ts-patch can call it as a transformer of sources', () => {
    const program = ts.createProgram({ rootNames: [], options: {} });
    expect(() => transform(program, {}, { ts })).toThrow(/"transformProgram": true/);
  });
});

describe('options', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'adc-transformer-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const config = path.join(folder, 'tsconfig.json');
  const source = path.join(folder, 'square.ts');
  writeFileSync(source, '// @differentiable\nexport function square(x: number): number {\n  return x * x;\n}\n');

  /** The errors, and what is emitted. */
  function emit(adc: object, base: object, entry: object): readonly [string, string | undefined] {
    writeFileSync(config, JSON.stringify({ extends: './base.json', adc }));
    writeFileSync(path.join(folder, 'base.json'), JSON.stringify({ adc: base }));
    const target = ts.ScriptTarget.ES2022;
    const options = { target, lib: ['lib.es2022.d.ts'], types: [], skipLibCheck: true, configFilePath: config };
    const host = ts.createCompilerHost(options);
    const program = transform(ts.createProgram([source], options, host), host, { transform: 'x', ...entry }, { ts });
    let text: string | undefined;
    const { emitSkipped } = program.emit(undefined, (_, more) => void (text = more));
    const errors = program.getGlobalDiagnostics();
    expect(emitSkipped).toBe(errors.length > 0);
    return [ts.formatDiagnostics(errors, { ...host, getCurrentDirectory: () => folder }), text];
  }

  it('are those of the plugin entry, of the tsconfig, and of those that it extends', () => {
    const registered = (...given: Parameters<typeof emit>): boolean => emit(...given)[1]!.includes('register(');
    expect(registered({}, {}, {})).toBe(true);
    expect(registered({}, { registration: false }, {})).toBe(false);
    expect(registered({ registration: true }, { registration: false }, {})).toBe(true);
    expect(registered({ registration: true }, {}, { registration: false })).toBe(false);
  });

  it('are errors when nobody knows them', () => {
    const [problem, text] = emit({ registation: false }, {}, {});
    expect(problem).toMatch(
      /^error TS904010: ADC4010: [^]*Unknown option "registation" in "adc" of \S*tsconfig\.json \(did you mean "registration"\?\)/,
    );
    expect(text).toBeUndefined();
    expect(emit({}, {}, { optimize: true })[0]).toContain('Unknown option "optimize" in the plugin entry');
  });
});
