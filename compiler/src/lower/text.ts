/** Source text that is kept as it stands, with holes where it names variables of the function. */

import type ts from 'typescript';
import type { ClassRef, TemplatePart, ValueId } from '../ir/types.js';
import { forEachAssigned, isReassigned, symbolOf } from './assigned.js';
import {
  type Callable,
  hiddenVariable,
  type Lowering,
  lookUp,
  report,
  selfOf,
  valueOf,
  type Variable,
} from './context.js';
import { isImmediate } from './effects.js';
import { lowerExpression } from './expressions.js';
import { nameOutsideNamespace } from './namespaces.js';
import { isProjectFile } from './packages.js';
import { isGlobal, mathMember, resolveCallable, unaliased } from './resolve.js';
import { isOuter, walkTree } from './walk.js';

export type Text = {
  readonly template: readonly TemplatePart[];
  readonly args: readonly ValueId[];
  /** Variables that the text assigns, in the order of their `variable` holes. */
  readonly assigned: readonly Variable[];
};

type Piece = { readonly start: number; readonly end: number; readonly parts: readonly Part[] };
/** The name of what another module exports stands for itself. */
type Part = string | Variable | Exported;
type Exported = { readonly class: ClassRef };

/** The text of a node. Problems that make it impossible are reported. */
export function textOf(cx: Lowering, node: ts.Node): Text {
  const assigned = new Set<Variable>();
  const parts = partsOf(cx, node, assigned, []);
  const variables = [...assigned];
  const args: ValueId[] = [];
  const holes = new Map<Variable, number>();
  const template: TemplatePart[] = [];
  for (const part of parts) {
    const last = template.at(-1);
    if (typeof part === 'string') {
      if (typeof last === 'string') template[template.length - 1] = last + part;
      else if (part !== '') template.push(part);
      continue;
    }
    if ('class' in part) {
      template.push(part);
      continue;
    }
    const variable = variables.indexOf(part);
    if (variable >= 0) {
      template.push({ variable });
      continue;
    }
    let hole = holes.get(part);
    if (hole === undefined) {
      hole = args.length;
      holes.set(part, hole);
      args.push(valueOf(cx, part, node));
    }
    template.push({ arg: hole });
  }
  return { template, args, assigned: variables };
}

/** Whether the text assigns variables of the function, or needs a local function spelt out. */
export function isSelfContained(cx: Lowering, node: ts.Node): boolean {
  const { ts } = cx;
  let contained = true;
  forEachAssigned(ts, node, (name, declares) => {
    const symbol = symbolOf(cx, name);
    if (!declares && symbol !== undefined && lookUp(cx.scope, symbol) !== undefined) contained = false;
  });
  walkTree(node, (at) => {
    if (ts.isIdentifier(at) && isReference(ts, at)) {
      const symbol = symbolOf(cx, at);
      const fn = symbol && lookUp(cx.scope, symbol)?.fn;
      if (fn !== undefined && fn.kind !== 'math' && fn.kind !== 'module') contained = false;
    }
  });
  return contained;
}

function partsOf(cx: Lowering, node: ts.Node, assigned: Set<Variable>, expanding: readonly ts.Node[]): Part[] {
  const { ts } = cx;
  const file = node.getSourceFile();
  const pieces: Piece[] = [];
  const written = new Set<ts.Node>();
  forEachAssigned(ts, node, (name) => written.add(name));

  const visit = (at: ts.Node, within: readonly ts.Node[]): void => {
    if (ts.isIdentifier(at)) {
      const piece = reference(at, within);
      if (piece !== undefined) pieces.push(piece);
      return;
    }
    const field = ts.isPropertyAccessExpression(at) ? fieldTakenApart(cx, at) : undefined;
    if (field !== undefined && !isTarget(ts, at) && !within.some((each) => !isImmediate(cx, each))) {
      pieces.push({ start: at.getStart(file), end: at.end, parts: [field] });
      return;
    }
    if (ts.isPrivateIdentifier(at)) report(cx, 1020, at, { text: at.text, what: 'known within its class only' });
    if (ts.isPropertyAccessExpression(at) && isPrivate(cx, at)) {
      const dot = at.expression.end;
      pieces.push({ start: dot, end: at.name.end, parts: [`['${at.name.text}']`] });
      visit(at.expression, within);
      return;
    }
    const own = !within.some((fn) => !ts.isArrowFunction(fn));
    const self = own && at.kind === ts.SyntaxKind.ThisKeyword ? selfOf(cx.scope) : undefined;
    if (self?.kind === 'object') pieces.push({ start: at.getStart(file), end: at.end, parts: [self.variable] });
    else if (own && (at.kind === ts.SyntaxKind.ThisKeyword || at.kind === ts.SyntaxKind.SuperKeyword))
      report(cx, 1006, at, { text: at.getText() });
    if (own && (ts.isAwaitExpression(at) || ts.isYieldExpression(at)))
      report(cx, 1020, at, { text: at.getText(), what: 'a pause of the function' });
    // The values of fields are computed whenever an object is made.
    const inner = ts.isFunctionLike(at) || ts.isPropertyDeclaration(at) ? [...within, at] : within;
    at.forEachChild((child) => visit(child, inner));
  };

  const reference = (name: ts.Identifier, within: readonly ts.Node[]): Piece | undefined => {
    if (!isReference(ts, name) && name !== node) return undefined;
    const symbol = symbolOf(cx, name);
    if (symbol === undefined) return undefined;
    if (
      name.text === 'arguments' &&
      symbol.declarations === undefined &&
      !within.some((fn) => !ts.isArrowFunction(fn))
    ) {
      report(cx, 1020, name, { text: 'arguments', what: 'the list of all arguments' });
      return undefined;
    }
    if (name.text === 'eval' && isCalled(ts, name) && isGlobal(cx.project, name, 'eval')) {
      report(cx, 1020, name, { text: 'eval', what: 'code that sees the variables by their names' });
      return undefined;
    }
    const declarations = symbol.declarations ?? [];
    const place = { start: name.getStart(file), end: name.end };
    const bound = boundType(cx, symbol);
    if (bound !== undefined) return { ...place, parts: [`(${cx.types.textOf(bound)})`] };
    if (declarations.some((at) => at.getSourceFile() === file && at.pos >= node.pos && at.end <= node.end))
      return undefined;
    const prefix = ts.isShorthandPropertyAssignment(name.parent) && name.parent.name === name ? `${name.text}: ` : '';
    const variable = lookUp(cx.scope, symbol);
    if (variable?.fn !== undefined) {
      const text = functionText(cx, variable.fn, name, assigned, expanding);
      return text && { ...place, parts: [prefix, ...text] };
    }
    if (variable === undefined) {
      const math = mathMember(cx.project, name);
      if (math !== undefined) return { ...place, parts: [prefix, `Math.${math}`] };
      const exported = written.has(name) ? undefined : exportedValue(cx, name, symbol);
      if (exported !== undefined) return { ...place, parts: [prefix, { class: exported }] };
      const outside = nameOutsideNamespace(cx.project, symbol);
      if (outside !== undefined) {
        if (outside.text === undefined || name.getSourceFile() !== cx.home) report(cx, 1002, name, { name: name.text });
        return { ...place, parts: [prefix, outside.text ?? ''] };
      }
      checkOutside(cx, name, symbol);
      return undefined;
    }
    const fn = within.find((candidate) => !isImmediate(cx, candidate));
    if (variable.state?.state.isVariable === true) {
      // As text it would be assigned, or read later, unseen.
      if (written.has(name) || fn !== undefined) report(cx, 1017, name, { name: name.text });
      const read = hiddenVariable(cx, name.text, cx.types.at(name), lowerExpression(cx, name));
      return { ...place, parts: [prefix, read] };
    }
    if (fn !== undefined && (written.has(name) || isReassigned(cx, symbol)))
      report(cx, 1008, fn, { name: variable.name });
    else if (written.has(name)) assigned.add(variable);
    const only = written.has(name) ? undefined : literalsOf(cx, name);
    return { ...place, parts: [prefix, variable, ...(only === undefined ? [] : [` as ${only}`])] };
  };

  visit(node, []);
  pieces.sort((a, b) => a.start - b.start);
  const parts: Part[] = [];
  let at = node.getStart(file);
  for (const piece of pieces) {
    parts.push(file.text.slice(at, piece.start), ...piece.parts);
    at = piece.end;
  }
  parts.push(file.text.slice(at, node.end));
  return parts;
}

/** The texts that a variable may hold, where one is asked for that is among them: its own type in a companion is any text. */
function literalsOf(cx: Lowering, name: ts.Identifier): string | undefined {
  const { ts } = cx;
  const { parent } = name;
  const isAsked =
    (ts.isElementAccessExpression(parent) && parent.argumentExpression === name) ||
    (ts.isCallExpression(parent) && parent.arguments.includes(name));
  if (!isAsked) return undefined;
  const type = cx.types.typeAt(name);
  const members = type.isUnion() ? type.types : [type];
  if (!members.every((member) => member.isStringLiteral())) return undefined;
  return members.map(({ value }) => (/['\\\n]/.test(value) ? JSON.stringify(value) : `'${value}'`)).join(' | ');
}

/** Whether only the code of its class may name a property with a dot: companions stand outside of it. */
export function isPrivate({ ts, checker }: Lowering, access: ts.PropertyAccessExpression): boolean {
  const declarations = checker.getSymbolAtLocation(access.name)?.declarations ?? [];
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return declarations.some((each) => (ts.getCombinedModifierFlags(each) & hidden) !== 0);
}

/** The variable that is a field of an object which is only taken apart. */
export function fieldTakenApart(cx: Lowering, { expression, name }: ts.PropertyAccessExpression): Variable | undefined {
  const { ts } = cx;
  if (expression.kind === ts.SyntaxKind.ThisKeyword) {
    const self = selfOf(cx.scope);
    return self?.kind === 'building' ? self.fieldOf(name.text) : undefined;
  }
  const known = resolveCallable(cx, expression);
  const member = known?.kind === 'record' ? known.members.get(name.text) : undefined;
  return member === undefined || 'kind' in member ? undefined : member;
}

function isTarget(ts: Lowering['ts'], { parent }: ts.Node): boolean {
  return ts.isPostfixUnaryExpression(parent) || ts.isPrefixUnaryExpression(parent) || ts.isBinaryExpression(parent);
}

/** A local function where its value is needed: its own text in parentheses. */
function functionText(
  cx: Lowering,
  fn: Callable,
  name: ts.Identifier,
  assigned: Set<Variable>,
  expanding: readonly ts.Node[],
): Part[] | undefined {
  const inner = (each: Callable): Part[] => functionText(cx, each, name, assigned, expanding) ?? [];
  if (fn.kind === 'choice') return ['(', fn.test, ' ? ', ...inner(fn.then), ' : ', ...inner(fn.otherwise), ')'];
  if (fn.kind === 'pick') {
    // What is a constant there is not compared with another as it stands.
    const ways = fn.ways.flatMap(({ key, of }) => [
      '(',
      fn.key,
      ` as ${typeof key}) === ${JSON.stringify(key)} ? `,
      ...inner(of),
      ' : ',
    ]);
    return ['(', ...ways, 'undefined', ')'];
  }
  if (fn.kind === 'record' || fn.kind === 'list' || fn.kind === 'class') {
    // Its methods would have to belong to one object.
    report(cx, 1019, name, { text: name.text });
    return undefined;
  }
  if (fn.kind === 'math') return [`Math.${fn.name}`];
  if (fn.kind === 'module') {
    if (fn.node.getSourceFile() !== cx.home) report(cx, 1002, name, { name: fn.name });
    return [fn.name];
  }
  if (expanding.includes(fn.node)) {
    // A function expression or declaration may call itself by its own name.
    if (expanding.at(-1) !== fn.node || fn.node.name === undefined) report(cx, 1029, name, { name: name.text });
    return undefined;
  }
  const saved = cx.scope;
  cx.scope = fn.scope;
  const text = partsOf(cx, fn.node, assigned, [...expanding, fn.node]);
  cx.scope = saved;
  // What told the types of its parameters where it was written may not stand around it here.
  const isBare = fn.node.parameters.some(({ type, initializer }) => type === undefined && initializer === undefined);
  return isBare ? ['((', ...text, ') as (...args: any[]) => any)'] : ['(', ...text, ')'];
}

/** Text that names types or classes means the same only in the file where it stands. */
export function checkHome(cx: Lowering, node: ts.Node, name: string): void {
  if (node.getSourceFile() !== cx.home) report(cx, 1002, node, { name });
}

/** What a name in another file stands for, where that is a value which the companion can import as well. */
function exportedValue(cx: Lowering, name: ts.Identifier, symbol: ts.Symbol): ClassRef | undefined {
  const { ts, checker } = cx;
  if (name.getSourceFile() === cx.home) return undefined;
  const original = unaliased(cx.project, symbol);
  const declaration = original.valueDeclaration;
  if (declaration === undefined || !(original.flags & ts.SymbolFlags.Value)) return undefined;
  const file = declaration.getSourceFile();
  const module = isProjectFile(cx.project.program, file) ? checker.getSymbolAtLocation(file) : undefined;
  const exports = module === undefined ? [] : checker.getExportsOfModule(module);
  const exported = exports.find((each) => unaliased(cx.project, each) === original);
  return exported && exported.name !== 'default'
    ? { file: file.fileName, name: original.name, exportedAs: exported.name }
    : undefined;
}

/** Names that are no variables in scope must mean the same behind the function as within. */
function checkOutside(cx: Lowering, name: ts.Identifier, symbol: ts.Symbol): void {
  const { ts } = cx;
  const declaration = symbol.declarations?.[0];
  if (declaration === undefined || declaration.getSourceFile().isDeclarationFile) return;
  for (let at: ts.Node = declaration.parent; !ts.isSourceFile(at); at = at.parent) {
    if (!ts.isFunctionLike(at)) continue;
    const local = declaration;
    if (
      ts.isTypeAliasDeclaration(local) ||
      ts.isInterfaceDeclaration(local) ||
      ts.isClassDeclaration(local) ||
      ts.isEnumDeclaration(local)
    )
      report(cx, 1014, name, { name: name.text, what: 'type' });
    else if (!ts.isTypeParameterDeclaration(local)) report(cx, 1027, name, { name: name.text });
    return;
  }
  if (name.getSourceFile() !== cx.home) report(cx, 1002, name, { name: name.text });
}

function isCalled(ts: typeof import('typescript'), name: ts.Identifier): boolean {
  let at: ts.Node = name;
  while (isOuter(ts, at.parent)) at = at.parent;
  return ts.isCallExpression(at.parent) && at.parent.expression === at && at.parent.questionDotToken === undefined;
}

/** Whether an identifier names a variable or a type, not a property, a label or a declaration. */
export function isReference(ts: typeof import('typescript'), name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent) || ts.isMetaProperty(parent))
    return parent.name !== name;
  if (ts.isQualifiedName(parent)) return parent.left === name;
  if (ts.isBindingElement(parent)) return parent.initializer === name;
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent))
    return parent.initializer === name || parent.type === (name as ts.Node);
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return false;
  if (ts.isPropertySignature(parent) || ts.isMethodSignature(parent) || ts.isPropertyDeclaration(parent))
    return parent.name !== name;
  if (ts.isNamedTupleMember(parent)) return parent.name !== name;
  if (ts.isFunctionLike(parent) || ts.isClassLike(parent) || ts.isEnumMember(parent))
    return (parent.name as ts.Node | undefined) !== name;
  return true;
}

/** What a type parameter stands for at the cursor. */
function boundType({ checker, types: { bindings } }: Lowering, symbol: ts.Symbol): ts.Type | undefined {
  return bindings.size === 0 ? undefined : bindings.get(checker.getDeclaredTypeOfSymbol(symbol));
}
