/** Compiles sources that live in memory, and compares what their IR computes with what they compute themselves. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { interpreter } from '../ir/interpret.js';
import type { IrFunction } from '../ir/types.js';
import { verify } from '../ir/verify.js';
import { type LoweredProgram, lowerProgram } from './index.js';

const libraries = path.dirname(ts.getDefaultLibFilePath({}));
const parsed = new Map<string, ts.SourceFile | undefined>();

const runtime = `
export declare function grad<F>(f: F, options?: unknown): F;
export declare function valueAndGrad<F>(f: F, options?: unknown): F;
export declare function stopGradient<T>(value: T): T;
`;

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  noEmit: true,
  types: [],
};

export type Sources = Readonly<Record<string, string>>;

export function programOf(sources: Sources, extra: ts.CompilerOptions = {}): ts.Program {
  const files = new Map(Object.entries(sources).map(([name, text]) => [`/project/${name}`, text]));
  files.set('/project/package.json', '{ "type": "module" }');
  files.set(
    '/project/node_modules/@adc/runtime/package.json',
    '{ "name": "@adc/runtime", "types": "index.d.ts", "type": "module" }',
  );
  files.set('/project/node_modules/@adc/runtime/index.d.ts', runtime);
  const textOf = (name: string): string | undefined => {
    const own = files.get(name);
    if (own !== undefined || !name.startsWith(libraries)) return own;
    try {
      return readFileSync(name, 'utf8');
    } catch {
      return undefined;
    }
  };
  const host: ts.CompilerHost = {
    fileExists: (name) => textOf(name) !== undefined,
    readFile: textOf,
    getSourceFile: (name, languageVersion) => {
      const isLibrary = name.startsWith(libraries);
      if (isLibrary && parsed.has(name)) return parsed.get(name);
      const text = textOf(name);
      const file = text === undefined ? undefined : ts.createSourceFile(name, text, languageVersion, true);
      if (isLibrary) parsed.set(name, file);
      return file;
    },
    getDefaultLibFileName: (given) => path.join(libraries, ts.getDefaultLibFileName(given)),
    getDefaultLibLocation: () => libraries,
    getCurrentDirectory: () => '/project',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    writeFile: () => undefined,
    directoryExists: (name) => name === '/project' || [...files.keys()].some((file) => file.startsWith(`${name}/`)),
  };
  const rootNames = [...files.keys()].filter((name) => /\.[cm]?[jt]s$/.test(name) && !name.includes('node_modules'));
  return ts.createProgram({ rootNames, options: { ...options, ...extra }, host });
}

export function lowered(sources: Sources | string, extra: ts.CompilerOptions = {}): LoweredProgram {
  const program = programOf(typeof sources === 'string' ? { 'main.ts': sources } : sources, extra);
  const result = lowerProgram({ ts, program });
  for (const { ir } of result.functions.values()) verify(ir, 'lower');
  return result;
}

/** Complains about the sources as TypeScript does, so that a test's own mistake does not look like ours. */
export function typeErrors(sources: Sources | string, extra: ts.CompilerOptions = {}): readonly string[] {
  const program = programOf(typeof sources === 'string' ? { 'main.ts': sources } : sources, extra);
  return ts.getPreEmitDiagnostics(program).map((each) => ts.flattenDiagnosticMessageText(each.messageText, '\n'));
}

/** The function `f` of main.ts. */
export function lowerOne(source: string, name = 'f'): IrFunction {
  const result = lowered(source);
  const found = result.functions.get(`/project/main.ts#${name}`);
  if (found === undefined) throw new Error(`not lowered: ${result.diagnostics.map((each) => each.message).join('\n')}`);
  return found.ir;
}

type Module = { readonly exports: Record<string, unknown>; readonly evaluate: (text: string) => unknown };

/** The sources as modules that run, with a way to evaluate text in the scope of each. */
function modulesOf(sources: Sources): (file: string) => Module {
  const loaded = new Map<string, Module>();
  const load = (file: string): Module => {
    const known = loaded.get(file);
    if (known !== undefined) return known;
    const source = sources[file];
    if (source === undefined) throw new Error(`no module ${file}`);
    const js = ts.transpileModule(source, {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
    }).outputText;
    const require = (specifier: string): unknown =>
      specifier === '@adc/runtime'
        ? { stopGradient: <T>(x: T) => x, grad: <T>(x: T) => x }
        : load(specifier.replace(/^\.\//, '').replace(/\.js$/, '.ts')).exports;
    const exports: Record<string, unknown> = {};

    const run = new Function('exports', 'require', `${js}\n;return (text) => eval(text);`) as (
      ...args: readonly unknown[]
    ) => (text: string) => unknown;
    const evaluate = run(exports, require);
    const module = { exports, evaluate };
    loaded.set(file, module);
    return module;
  };
  return load;
}

/** A module with a function `f`, and lists of arguments to call it with. */
export type Case = readonly [source: string, ...args: readonly (readonly unknown[])[]];

/**
 * For each case: the IR gives the same value, bit for bit, throws the same, and leaves the arguments in the same state as the
 * function itself. All cases are compiled as one program.
 */
export function describeSame(
  title: string,
  cases: Readonly<Record<string, Case>>,
  options: { readonly typed: boolean; readonly compiler?: ts.CompilerOptions } = { typed: true },
): void {
  describe(title, () => {
    const names = Object.keys(cases);
    const sources = Object.fromEntries(names.map((name, index) => [`case${index}.ts`, cases[name]?.[0] ?? '']));
    let program: ts.Program | undefined;
    let result: LoweredProgram | undefined;
    names.forEach((name, index) => {
      it(name, () => {
        program ??= programOf(sources, options.compiler);
        result ??= lowerProgram({ ts, program });
        const file = `case${index}.ts`;
        const errors = ts.getPreEmitDiagnostics(program, program.getSourceFile(`/project/${file}`));
        if (options.typed)
          expect(errors.map((each) => ts.flattenDiagnosticMessageText(each.messageText, '\n'))).toEqual([]);
        expectSameIn(sources, result, file, cases[name]?.slice(1) as readonly (readonly unknown[])[]);
      });
    });
  });
}

/** The same for the function `f` of main.ts in a program of several files. */
export function expectSame(sources: Sources | string, ...args: readonly (readonly unknown[])[]): LoweredProgram {
  const files = typeof sources === 'string' ? { 'main.ts': sources } : sources;
  const result = lowered(files);
  expectSameIn(files, result, 'main.ts', args);
  return result;
}

function expectSameIn(
  sources: Sources,
  result: LoweredProgram,
  file: string,
  args: readonly (readonly unknown[])[],
): void {
  const key = `/project/${file}#f`;
  const wrong = result.diagnostics.filter((each) => each.origin?.file === `/project/${file}`);
  expect(wrong.map((each) => `ADC${each.code} ${each.label} ${each.message} ${each.why}`)).toEqual([]);
  const functions = new Map([...result.functions].map(([each, { ir }]) => [each, ir]));
  const ir = functions.get(key);
  if (ir === undefined) throw new Error(`${key} is not lowered`);
  for (const [each, fn] of functions) if (each.startsWith(`/project/${file}#`)) verify(fn, 'lower');
  for (const list of args) {
    const original = outcome(modulesOf(sources)(file).exports['f'] as (...values: unknown[]) => unknown, list);
    const load = modulesOf(sources);
    const machine = interpreter(functions, (text, from) => {
      const js = ts.transpile(`(${text})`, { target: ts.ScriptTarget.ES2022 });
      return load(path.basename(from)).evaluate(js) as () => unknown;
    });
    const ours = outcome((...values) => machine.call(key, bundleRest(ir, values))[0], list);
    const what = `f(${list.map((each) => describeBits(each)).join(', ')})`;
    expect(describeBits(ours), what).toBe(describeBits(original));
  }
}

function bundleRest(ir: IrFunction, values: readonly unknown[]): readonly unknown[] {
  const rest = ir.params.findIndex((param) => param.rest);
  return rest < 0 ? values : [...values.slice(0, rest), values.slice(rest)];
}

function outcome(f: (...values: unknown[]) => unknown, args: readonly unknown[]): unknown {
  const own = structuredClone(args) as unknown[];
  try {
    const value = f(...own);
    return { value, args: own };
  } catch (error) {
    return { thrown: error instanceof Error ? `${error.name}: ${error.message}` : error, args: own };
  }
}

/** Tells +0 from −0, and holes from undefined. */
function describeBits(value: unknown): string {
  const seen: unknown[] = [];
  const describe = (at: unknown): string => {
    if (typeof at === 'number') return Object.is(at, -0) ? '-0' : String(at);
    if (typeof at !== 'object' || at === null) return `${typeof at} ${String(at)}`;
    const known = seen.indexOf(at);
    if (known >= 0) return `#${known}`;
    seen.push(at);
    const entries = Object.entries(at).map(([key, each]) => `${key}: ${describe(each)}`);
    return `${at.constructor.name}(${'length' in at ? String(at.length) : ''}){${entries.join(', ')}}`;
  };
  return describe(value);
}
