/** The build plan: which functions are to be differentiated, and what their pragmas say. */

import type ts from 'typescript';
import { type Diagnostic, diagnose } from '../diagnostics/report.js';
import type { FunctionKey, LoopDirectives, Origin } from '../ir/types.js';
import type { Ts } from './context.js';
import { originOf } from './context.js';
import { loopOf, readCallDirectives, readDirectives } from './loop-pragmas.js';
import { mayHavePragmas, ownersOf, pragmasIn, type PragmaText } from './pragmas.js';
import { isProjectFile } from './packages.js';
import { functionOfConst, moduleFunction, type ModuleFunction, skipOuter } from './resolve.js';
import { type OperatorSite, sitesIn } from './sites.js';

export type Plan = {
  /** In the order of the source files. */
  readonly roots: readonly Root[];
  /** The calls of `grad` and the like that name a function of the project. */
  readonly sites: readonly OperatorSite[];
  readonly constants: ReadonlySet<ts.Node>;
  /** Statements marked as constants. */
  readonly held: ReadonlySet<ts.Node>;
  /** What pragmas say of loops. */
  readonly directives: ReadonlyMap<ts.Node, LoopDirectives>;
  readonly diagnostics: readonly Diagnostic[];
  readonly consulted: readonly string[];
};

/** What `@differentiable` says. */
export type Pragma = {
  readonly wrt: readonly string[] | undefined;
  readonly mode: 'forward' | 'reverse' | 'both';
  readonly origin: Origin;
};

/** A function of the user, as what is made of it needs to know it. */
export type SourceFunction = {
  readonly key: FunctionKey;
  readonly name: string;
  readonly fileName: string;
  /** End offset of the top-level statement behind which companions stand. */
  readonly anchor: number;
  readonly origin: Origin;
  readonly exported: boolean;
  readonly isDefaultExport: boolean;
  readonly annotated: boolean;
  readonly pragma: Pragma | undefined;
  /** A local function made a function of its own: the module has no function of this name that could be called. */
  readonly lifted: boolean;
  /** For an instance of a generic function: the name of that. */
  readonly generic?: string;
};

export type Root = { readonly fn: ModuleFunction; readonly annotated: boolean; readonly pragma: Pragma | undefined };

type Names = { readonly ts: Ts; readonly checker: ts.TypeChecker; readonly program: ts.Program };

export function planRoots(names: Names): Plan {
  const roots = new Map<FunctionKey, Root>();
  const constants = new Set<ts.Node>();
  const held = new Set<ts.Node>();
  const directives = new Map<ts.Node, LoopDirectives>();
  const diagnostics: Diagnostic[] = [];
  const sites: OperatorSite[] = [];
  const files = names.program.getSourceFiles().filter((file) => isProjectFile(names.program, file));
  for (const file of files) {
    if (!mayHavePragmas(file)) continue;
    const found = readPragmas(names, file);
    found.roots.forEach((root) => roots.set(root.fn.key, root));
    found.constants.forEach((node) => constants.add(node));
    found.held.forEach((node) => held.add(node));
    found.directives.forEach((said, node) => directives.set(node, said));
    diagnostics.push(...found.diagnostics);
  }
  for (const file of files) {
    if (!file.text.includes('@adc/runtime')) continue;
    const found = sitesIn(names, file);
    sites.push(...found.sites);
    diagnostics.push(...found.diagnostics);
    for (const fn of found.functions)
      if (!roots.has(fn.key)) roots.set(fn.key, { fn, annotated: false, pragma: undefined });
  }
  const order = new Map(files.map((file, index) => [file.fileName, index]));
  const place = ({ fn }: Root): number => order.get(fn.node.getSourceFile().fileName) ?? 0;
  const sorted = [...roots.values()].sort((a, b) => place(a) - place(b) || a.fn.node.pos - b.fn.node.pos);
  const consulted = files.map((file) => file.fileName);
  return { roots: sorted, sites, constants, held, directives, diagnostics, consulted };
}

/* ------------------------------------------------------------------ pragmas */

type Found = {
  readonly roots: Root[];
  readonly constants: ts.Node[];
  readonly held: ts.Node[];
  readonly directives: Map<ts.Node, LoopDirectives>;
  readonly diagnostics: Diagnostic[];
};

function readPragmas(names: Names, file: ts.SourceFile): Found {
  const found: Found = { roots: [], constants: [], held: [], directives: new Map(), diagnostics: [] };
  const owners = ownersOf(names.ts, file);
  const byOwner = new Map<ts.Node, PragmaText[]>();
  const byLoop = new Map<ts.Node, PragmaText[]>();
  const byFunction = new Map<ts.Node, PragmaText[]>();
  for (const pragma of pragmasIn(names.ts, file)) {
    const owner = owners.get(pragma.comment);
    const loop = owner && loopOf(names.ts, owner);
    if (!isBuilt(pragma)) found.diagnostics.push(diagnose(4005, pragma.origin, { pragma: pragma.name }));
    else if (pragma.name === 'unroll' || pragma.name === 'checkpoint' || pragma.name === 'fixed-point') {
      const fn = owner && pragma.name === 'checkpoint' ? functionOf(names, owner) : undefined;
      if (fn !== undefined) byFunction.set(fn, [...(byFunction.get(fn) ?? []), pragma]);
      else if (loop === undefined) found.diagnostics.push(unattached(pragma));
      else byLoop.set(loop, [...(byLoop.get(loop) ?? []), pragma]);
    } else if (owner === undefined) found.diagnostics.push(unattached(pragma));
    else byOwner.set(owner, [...(byOwner.get(owner) ?? []), pragma]);
  }
  for (const [owner, pragmas] of byOwner) readOwner(names, owner, pragmas, found);
  for (const [loop, pragmas] of byLoop) {
    const said = readDirectives(pragmas, found.diagnostics);
    if (said !== undefined) found.directives.set(loop, said);
  }
  for (const [fn, pragmas] of byFunction) {
    const said = readCallDirectives(pragmas, found.diagnostics);
    if (said !== undefined) found.directives.set(fn, said);
  }
  return found;
}

/** Whether the compiler does what a pragma asks for. */
const isBuilt = ({ name }: PragmaText): boolean => name !== 'tangent-of' && name !== 'adjoint-of';

function unattached({ name, origin }: PragmaText): Diagnostic {
  const places: Partial<Record<PragmaText['name'], string>> = {
    differentiable: 'a function',
    nondifferentiable: 'a function or a statement',
  };
  return diagnose(4006, origin, { pragma: name, where: places[name] ?? 'a loop' });
}

/** All pragmas before one function or statement. */
function readOwner(names: Names, owner: ts.Node, pragmas: readonly PragmaText[], found: Found): void {
  const [first] = pragmas;
  if (first === undefined) return;
  for (const [index, pragma] of pragmas.entries()) {
    if (pragmas.slice(0, index).some((other) => other.name === pragma.name))
      found.diagnostics.push(diagnose(4003, pragma.origin, { what: `@${pragma.name}` }));
    else if (pragma.name !== first.name)
      found.diagnostics.push(
        diagnose(4004, pragma.origin, {
          first: first.name,
          second: pragma.name,
          why: 'a function is either differentiated or a constant.',
        }),
      );
  }
  const target = targetOf(names, owner);
  if (first.name === 'nondifferentiable') {
    const [word] = first.words;
    if (word !== undefined)
      found.diagnostics.push(diagnose(4008, word.origin, { pragma: first.name, option: word.text }));
    if (target.kind === 'function') found.constants.push(target.fn.node);
    else if (target.kind === 'nested') found.constants.push(target.node);
    else if (isWithinFunction(names.ts, owner)) found.held.push(owner);
    else found.diagnostics.push(unattached(first));
    return;
  }
  const pragma = readOptions(first, found.diagnostics);
  switch (target.kind) {
    case 'function':
      checkIndependents(names, target.fn, pragma, first, found.diagnostics);
      found.roots.push({ fn: target.fn, annotated: true, pragma });
      return;
    case 'method':
      found.diagnostics.push(diagnose(1011, originOf(target.node), { name: target.name }));
      return;
    case 'nested':
      found.diagnostics.push(
        diagnose(1028, originOf(target.name ?? target.node), {
          name: target.name?.getText() ?? 'function',
          what: target.what,
        }),
      );
      return;
    case 'unnamed':
      found.diagnostics.push(diagnose(4007, first.origin, {}));
      return;
    case 'none':
      found.diagnostics.push(unattached(first));
  }
}

type Target =
  | { readonly kind: 'function'; readonly fn: ModuleFunction }
  | { readonly kind: 'method'; readonly node: ts.Node; readonly name: string }
  | { readonly kind: 'nested'; readonly node: ts.Node; readonly name: ts.Node | undefined; readonly what: string }
  | { readonly kind: 'unnamed' }
  | { readonly kind: 'none' };

/** The function that a comment before `owner` speaks of. */
function targetOf(names: Names, owner: ts.Node): Target {
  const { ts, checker } = names;
  if (
    ts.isMethodDeclaration(owner) ||
    ts.isGetAccessor(owner) ||
    ts.isSetAccessor(owner) ||
    ts.isConstructorDeclaration(owner)
  )
    return { kind: 'method', node: owner.name ?? owner, name: owner.name?.getText() ?? 'constructor' };
  if (
    (ts.isPropertyDeclaration(owner) || ts.isPropertyAssignment(owner)) &&
    owner.initializer &&
    isFunction(ts, owner.initializer)
  )
    return { kind: 'method', node: owner.name, name: owner.name.getText() };
  if (ts.isFunctionDeclaration(owner)) {
    if (owner.name === undefined) return { kind: 'unnamed' };
    const symbol = checker.getSymbolAtLocation(owner.name);
    const fn = symbol && moduleFunction(names, symbol);
    if (fn !== undefined) return { kind: 'function', fn };
    return owner.body === undefined ? { kind: 'none' } : nested(names, owner, owner.name);
  }
  if (ts.isExportAssignment(owner)) return isFunction(ts, owner.expression) ? { kind: 'unnamed' } : { kind: 'none' };
  const declaration = ts.isVariableDeclaration(owner)
    ? owner
    : ts.isVariableStatement(owner)
      ? owner.declarationList.declarations.find((each) => each.initializer && isFunction(ts, each.initializer))
      : undefined;
  if (declaration?.initializer === undefined || !isFunction(ts, declaration.initializer)) return { kind: 'none' };
  const bound = functionOfConst(ts, declaration);
  const symbol = checker.getSymbolAtLocation(declaration.name);
  return bound === undefined
    ? nested(names, skipOuter(ts, declaration.initializer), declaration.name)
    : { kind: 'function', fn: { ...bound, symbol } };
}

/** The code of the function that a comment before `owner` speaks of, wherever it stands. */
function functionOf(names: Names, owner: ts.Node): ts.Node | undefined {
  const { ts } = names;
  const target = targetOf(names, owner);
  if (target.kind === 'function') return target.fn.node;
  if (target.kind === 'nested') return target.node;
  if (target.kind === 'none') return undefined;
  const value =
    ts.isPropertyDeclaration(owner) || ts.isPropertyAssignment(owner)
      ? owner.initializer
      : ts.isExportAssignment(owner)
        ? owner.expression
        : undefined;
  return value === undefined ? owner : skipOuter(ts, value);
}

function isFunction(ts: Ts, node: ts.Expression): boolean {
  const at = skipOuter(ts, node);
  return ts.isArrowFunction(at) || ts.isFunctionExpression(at);
}

function nested({ ts }: Names, node: ts.Node, name: ts.Node): Target {
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isModuleDeclaration(at)) return { kind: 'nested', node, name, what: 'a namespace' };
    if (ts.isFunctionLike(at)) return { kind: 'nested', node, name, what: 'a function' };
    if (ts.isBlock(at)) return { kind: 'nested', node, name, what: 'a block' };
  }
  return { kind: 'nested', node, name, what: 'a variable that can change' };
}

function isWithinFunction(ts: Ts, node: ts.Node): boolean {
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent)
    if (ts.isFunctionLike(at)) return ts.isStatement(node);
  return false;
}

/* ------------------------------------------------------------------ options */

const modes = ['forward', 'reverse', 'both'] as const;

function readOptions(text: PragmaText, diagnostics: Diagnostic[]): Pragma {
  let wrt: string[] | undefined;
  let mode: Pragma['mode'] | undefined;
  for (const { text: word, origin } of text.words) {
    const at = word.indexOf('=');
    const [option, value] = at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)];
    if (option === 'wrt' && at >= 0) {
      if (wrt !== undefined) diagnostics.push(diagnose(4003, origin, { what: 'wrt' }));
      const listed = value.split(',');
      if (listed.some((name) => name === ''))
        diagnostics.push(diagnose(4002, origin, { value, option, known: 'names of parameters, separated by commas' }));
      const repeated = listed.find((name, index) => listed.indexOf(name) !== index);
      if (repeated !== undefined) diagnostics.push(diagnose(4003, origin, { what: repeated }));
      wrt = listed;
    } else if (option === 'mode' && at >= 0) {
      if (mode !== undefined) diagnostics.push(diagnose(4003, origin, { what: 'mode' }));
      mode = modes.find((known) => known === value);
      if (mode === undefined)
        diagnostics.push(diagnose(4002, origin, { value, option, known: '`forward`, `reverse` or `both`' }));
    } else
      diagnostics.push(
        diagnose(4001, origin, { option: word, pragma: 'differentiable', known: '`wrt=…` and `mode=…`' }),
      );
  }
  return { wrt, mode: mode ?? 'both', origin: text.origin };
}

function checkIndependents(
  names: Names,
  fn: ModuleFunction,
  pragma: Pragma,
  text: PragmaText,
  diagnostics: Diagnostic[],
): void {
  const parameters = fn.node.parameters.flatMap(({ name }) => (names.ts.isIdentifier(name) ? [name.text] : []));
  for (const name of pragma.wrt ?? []) {
    if (name === '' || parameters.includes(name)) continue;
    const origin = text.words.find((word) => word.text.startsWith('wrt='))?.origin ?? text.origin;
    const listed = parameters.map((parameter) => `\`${parameter}\``).join(', ');
    diagnostics.push(diagnose(3004, origin, { name, function: fn.name, parameters: listed === '' ? 'none' : listed }));
  }
}

/* ---------------------------------------------------------------- functions */

/** What the rest of the compiler knows of a function's place in the source. */
export function describe(names: Names, fn: ModuleFunction, root: Root | undefined): SourceFunction {
  const { ts, checker } = names;
  const file = fn.node.getSourceFile();
  const module = checker.getSymbolAtLocation(file);
  const exports = module === undefined ? [] : checker.getExportsOfModule(module);
  const own = fn.symbol ?? (fn.node.name && checker.getSymbolAtLocation(fn.node.name));
  const name = fn.owner ?? fn.generic ?? fn.name;
  const under = exports.filter(
    (each) => (each.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(each) : each) === own,
  );
  return {
    key: fn.key,
    name: fn.name,
    fileName: file.fileName,
    anchor: fn.statement.end,
    origin: originOf(nameOf(ts, fn)),
    exported: under.some((each) => each.name === name || each.name === 'default'),
    isDefaultExport: under.some((each) => each.name === 'default') && !under.some((each) => each.name === name),
    annotated: root?.annotated ?? false,
    pragma: root?.pragma,
    lifted: fn.local === true,
    ...(fn.generic !== undefined && { generic: fn.generic }),
  };
}

/** The name of a function, where diagnostics about all of it point. */
function nameOf(ts: Ts, fn: ModuleFunction): ts.Node {
  const { node } = fn;
  if (node.name !== undefined) return node.name;
  for (let at: ts.Node = node; !ts.isSourceFile(at); at = at.parent) if (ts.isVariableDeclaration(at)) return at.name;
  return node;
}
