/** The front of the compiler: from TypeScript's syntax tree and types to the IR of every function that derivatives need. */

import type ts from 'typescript';
import { type Diagnostic, diagnose } from '../diagnostics/report.js';
import { isStackOverflow } from '../diagnostics/stack-overflow.js';
import type { FunctionKey, IrFunction, Origin } from '../ir/types.js';
import {
  type Called,
  type FunctionNode,
  type LiftedFunction,
  originOf,
  type Project,
  type StateVariable,
  type Ts,
} from './context.js';
import { type FunctionResult, lowerFunction } from './function.js';
import { type ClassNode, elementOf, isClassFunction, memberFunction } from './classes.js';
import { typesByConstraint } from './generics.js';
import { outsideAt, pruneState, stateVariable } from './module-state.js';
import { deepestIn } from './nesting.js';
import { describe, planRoots, type Root, type SourceFunction } from './plan.js';
import { isProjectFile, type DefinesFields, includePackages, packageFilesOf } from './packages.js';
import { moduleFunction, type ModuleFunction } from './resolve.js';
import type { OperatorSite } from './sites.js';
import { createTypeTable } from './types.js';
import { usedAsValues } from './uses-as-value.js';

export type { OperatorSite, SourceFunction };

export type LoweredFunction = { readonly source: SourceFunction; readonly ir: IrFunction };

export type LoweredProgram = {
  readonly functions: ReadonlyMap<FunctionKey, LoweredFunction>;
  readonly roots: readonly FunctionKey[];
  /** The calls of `grad` and the like on functions that were lowered. */
  readonly sites: readonly OperatorSite[];
  /** Those among the roots that are handed around as values, or exported by an entry. */
  readonly usedAsValues: ReadonlySet<FunctionKey>;
  /** Importing file → imported file → specifier as the user wrote it. */
  readonly specifiers: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly diagnostics: readonly Diagnostic[];
  /** What of a module is named at the place of a refusal, should derivatives be followed through it once it is asked for. */
  readonly stateAt: (origin: Origin) => StateVariable | undefined;
  /** Files whose text decided about the result. */
  readonly consulted: readonly string[];
  /** Sources of packages that hold a function that was lowered, or something that one names. */
  readonly packageFiles: readonly string[];
};

/**
 * @param input.entries files whose exports others see.
 * @param input.state what of modules is followed; see `LoweredProgram.stateAt`.
 */
export function lowerProgram(input: {
  ts: typeof import('typescript');
  program: ts.Program;
  entries?: readonly string[];
  packages?: boolean | DefinesFields;
  state?: readonly StateVariable[];
}): LoweredProgram {
  const { packages = false } = input;
  includePackages(input.program, packages === true ? () => false : packages || undefined);
  try {
    return lower(input.ts, input.program, input.entries ?? [], input.state ?? []);
  } catch (error) {
    if (!isStackOverflow(error)) throw error;
    // Mostly it is the type checker's own recursion that the program exhausts.
    const files = input.program.getSourceFiles().filter((file) => isProjectFile(input.program, file));
    const [deepest] = files.map(deepestIn).sort((a, b) => b.levels - a.levels);
    const origin = deepest && originOf(deepest.node);
    const name = origin?.file.replace(/.*\//, '') ?? 'The program';
    const diagnostics = [diagnose(1031, origin, { name })];
    const consulted = files.map(({ fileName }) => fileName);
    return {
      functions: new Map(),
      roots: [],
      sites: [],
      usedAsValues: new Set(),
      specifiers: new Map(),
      diagnostics,
      consulted,
      stateAt: () => undefined,
      packageFiles: [],
    };
  }
}

function lower(
  ts: Ts,
  program: ts.Program,
  entries: readonly string[],
  state: readonly StateVariable[],
): LoweredProgram {
  const checker = program.getTypeChecker();
  const names = { ts, program, checker };
  const plan = planRoots(names);
  const failed = new Map<FunctionKey, Diagnostic>();
  const project: Project = {
    ...names,
    types: createTypeTable(ts, program),
    failed,
    isConstant: (node) => plan.constants.has(node),
    isHeld: (statement) => plan.held.has(statement),
    directivesOf: (node) => plan.directives.get(node),
    instances: new Map(),
    reassigned: new Map(),
    state,
    outside: new Map(),
  };
  const targets = plan.roots.filter((root) => !plan.constants.has(root.fn.node));
  const diagnostics = [...plan.diagnostics, ...targets.flatMap((root) => unsupported(ts, root))];
  const roots = targets.filter((root) => unsupported(ts, root).length === 0);

  const lowered = lowerAll(project, roots, failed);
  const functions = new Map<FunctionKey, LoweredFunction>();
  const lowerable = new Map([...lowered].flatMap(([key, { result }]) => (result.ir ? [[key, result.ir]] : [])));
  for (const [key, ir] of pruneState(lowerable, state)) functions.set(key, { source: lowered.get(key)!.source, ir });
  for (const { fn } of roots) diagnostics.push(...problemsOf(lowered, fn.key));
  const consulted = new Set([...plan.consulted, ...[...functions.values()].map(({ source }) => source.fileName)]);
  return {
    functions,
    roots: roots.map((root) => root.fn.key).filter((key) => functions.has(key)),
    sites: plan.sites.filter(({ key }) => functions.has(key)),
    usedAsValues: usedAsValues(names, new Set(roots.map(({ fn }) => fn.name)), entries),
    specifiers: specifiersOf(names),
    diagnostics: distinct(diagnostics),
    consulted: [...consulted],
    stateAt: (origin) => {
      const symbol = outsideAt(project.outside, origin);
      return symbol && stateVariable(project, symbol);
    },
    packageFiles: packageFilesOf(
      ts,
      program,
      [...lowered.values()].map(({ node }) => node),
    ),
  };
}

type Entry = {
  readonly node: FunctionNode;
  readonly source: SourceFunction;
  readonly result: FunctionResult;
  /** The recursive local functions of its outermost function. */
  readonly lifted: ReadonlyMap<ts.Node, LiftedFunction>;
};

/** Lowers the roots and all that they call. Functions that fail become opaque to their callers, which are lowered anew. */
function lowerAll(
  project: Project,
  roots: readonly Root[],
  failed: Map<FunctionKey, Diagnostic>,
): ReadonlyMap<FunctionKey, Entry> {
  const known = new Map<FunctionKey, Entry>();
  for (;;) {
    const reached = lowerReachable(project, roots, known);
    const news = [...reached].filter(([key, entry]) => entry.result.problems.length > 0 && !failed.has(key));
    if (news.length === 0) return reached;
    for (const [key, entry] of news) failed.set(key, entry.result.problems[0] as Diagnostic);
    const isNew = (key: FunctionKey): boolean => news.some(([other]) => other === key);
    for (const [key, { result, lifted }] of [...known]) {
      const affected = [...result.calls.keys(), ...[...lifted.values()].map((each) => each.key)].some(isNew);
      if (affected) known.delete(key);
    }
  }
}

function lowerReachable(
  project: Project,
  roots: readonly Root[],
  known: Map<FunctionKey, Entry>,
): ReadonlyMap<FunctionKey, Entry> {
  const reached = new Map<FunctionKey, Entry>();
  const waiting: ModuleFunction[] = roots.map((root) => root.fn);
  for (let fn = waiting.shift(); fn !== undefined; fn = waiting.shift()) {
    if (reached.has(fn.key)) continue;
    const root = roots.find((each) => each.fn.key === fn?.key);
    const source = describe(project, fn, root);
    for (const [key, entry] of lowerFamily(project, fn, source, known)) {
      reached.set(key, entry);
      for (const [callee, called] of entry.result.calls) waiting.push(calledFunction(project, callee, called));
    }
  }
  return reached;
}

/** A function, and the recursive local functions in it. */
function lowerFamily(
  project: Project,
  fn: ModuleFunction,
  source: SourceFunction,
  known: Map<FunctionKey, Entry>,
): ReadonlyMap<FunctionKey, Entry> {
  const family = new Map<FunctionKey, Entry>();
  const lifted = new Map<ts.Node, LiftedFunction>();
  const cached = known.get(fn.key);
  const main = cached ?? {
    node: fn.node,
    source,
    result: lowerFunction(project, { ...fn, types: fn.types ?? typesByConstraint(project, fn.node) }, lifted),
    lifted,
  };
  family.set(fn.key, main);
  known.set(fn.key, main);
  for (const local of main.lifted.values()) {
    const old = known.get(local.key);
    const part = {
      key: local.key,
      name: local.name,
      node: local.node,
      lifted: local,
      root: fn.node,
      rootKey: fn.key,
      types: local.types,
    };
    const entry = old ?? {
      node: local.node,
      source: {
        ...source,
        key: local.key,
        name: local.name,
        exported: false,
        isDefaultExport: false,
        annotated: false,
        pragma: undefined,
        lifted: true,
      },
      result: lowerFunction(project, part, main.lifted as Map<ts.Node, LiftedFunction>),
      lifted: main.lifted,
    };
    family.set(local.key, entry);
    known.set(local.key, entry);
  }
  return family;
}

function calledFunction(project: Project, key: FunctionKey, { node, name, types }: Called): ModuleFunction {
  const fn = functionAt(project, key, node);
  return types === undefined ? fn : { ...fn, key, name, types, generic: fn.name };
}

function functionAt(project: Project, key: FunctionKey, node: FunctionNode): ModuleFunction {
  const { ts, checker } = project;
  if (isClassFunction(ts, node)) return memberFunction(project, node, elementOf(ts, node)!.parent as ClassNode);
  let declaration: ts.Node = node;
  while (!ts.isSourceFile(declaration.parent) && !ts.isVariableDeclaration(declaration))
    declaration = declaration.parent;
  const name = ts.isVariableDeclaration(declaration) ? declaration.name : (node.name as ts.Node | undefined);
  const symbol = name && checker.getSymbolAtLocation(name);
  const found = symbol && moduleFunction(project, symbol);
  if (found !== undefined) return found;
  let statement: ts.Node = node;
  while (!ts.isSourceFile(statement.parent)) statement = statement.parent;
  return { key, name: key.slice(key.indexOf('#') + 1), node, statement: statement as ts.Statement, symbol };
}

function unsupported(ts: Ts, { fn }: Root): readonly Diagnostic[] {
  const origin = originOf(fn.node.name ?? fn.node);
  if (fn.node.asteriskToken !== undefined) return [diagnose(1005, origin, { name: fn.name })];
  const isAsync =
    ts.canHaveModifiers(fn.node) &&
    ts.getModifiers(fn.node)?.some((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword) === true;
  return isAsync ? [diagnose(1004, origin, { name: fn.name })] : [];
}

/** The problems of a root, its recursive local functions included. */
function problemsOf(lowered: ReadonlyMap<FunctionKey, Entry>, key: FunctionKey): readonly Diagnostic[] {
  const entry = lowered.get(key);
  if (entry === undefined) return [];
  const locals = [...entry.lifted.values()].flatMap((local) => lowered.get(local.key)?.result.problems ?? []);
  // What is wrong with a local function explains why it cannot be called.
  return locals.length > 0 ? locals : entry.result.problems;
}

function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, origin, message }) => {
    const key = `${code} ${origin?.file} ${origin?.start} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** How each file of the project names the modules that it imports. */
function specifiersOf({
  ts,
  program,
  checker,
}: Pick<Project, 'ts' | 'program' | 'checker'>): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const specifiers = new Map<string, ReadonlyMap<string, string>>();
  for (const file of program.getSourceFiles()) {
    if (!isProjectFile(program, file)) continue;
    const imported = new Map<string, string>();
    for (const statement of file.statements) {
      if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
      const { moduleSpecifier } = statement;
      if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) continue;
      const module = checker.getSymbolAtLocation(moduleSpecifier)?.valueDeclaration;
      if (module !== undefined && ts.isSourceFile(module) && !imported.has(module.fileName))
        imported.set(module.fileName, moduleSpecifier.text);
    }
    specifiers.set(file.fileName, imported);
  }
  return specifiers;
}
