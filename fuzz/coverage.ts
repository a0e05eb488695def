/** Which constructs the generated programs contain, so that holes can be seen: of the language, and of the IR that they become. */
import ts from 'typescript';
import type { AllocInit, IrFunction, MethodName, Op, OpKind, Terminator } from '../compiler/src/ir/types.js';
import { opsOf, regionsWithin } from '../compiler/src/ir/walk.js';
import { constructsOf, wantedConstructs } from './constructs.js';
import { primitives } from '../compiler/src/rules/primitives.js';

/** How many programs contain each construct. */
export type Coverage = { programs: number; readonly language: Map<string, number>; readonly ir: Map<string, number> };

export const noCoverage = (): Coverage => ({ programs: 0, language: new Map(), ir: new Map() });

export function addCoverage(to: Coverage, from: Coverage): void {
  to.programs += from.programs;
  for (const lane of ['language', 'ir'] as const)
    for (const [what, count] of from[lane]) to[lane].set(what, (to[lane].get(what) ?? 0) + count);
}

const count = (map: Map<string, number>, kinds: ReadonlySet<string>): void => {
  for (const kind of kinds) map.set(kind, (map.get(kind) ?? 0) + 1);
};

/** Constructs of the language in one program. */
export function coverSource(coverage: Coverage, source: string): void {
  const file = ts.createSourceFile('/p.ts', source, ts.ScriptTarget.ES2023, true);
  const found = new Set<string>(constructsOf(file));
  const visit = (node: ts.Node, loops: number): void => {
    const inside = ts.isIterationStatement(node, false) ? loops + 1 : loops;
    if (inside > loops) found.add(`${kindOf(node)}${loops > 0 ? ` in ${Math.min(loops, 2)} loops` : ''}`);
    else if (ts.isStatement(node)) found.add(`${kindOf(node)}${exitFrom(node, loops)}`);
    if (ts.isBinaryExpression(node)) found.add(`operator ${node.operatorToken.getText(file)}`);
    if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node))
      found.add(`operator ${ts.tokenToString(node.operator)}`);
    if (ts.isConditionalExpression(node)) found.add('operator ?:');
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const owner = node.expression.expression.getText(file);
      found.add(`${/^[A-Z]/.test(owner) ? owner : ''}.${node.expression.name.text}()`);
    }
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && globals.includes(node.expression.text))
      found.add(`${node.expression.text}()`);
    if (ts.isNewExpression(node)) found.add(`new ${node.expression.getText(file)}`);
    if (ts.isParameter(node) && (node.initializer || node.questionToken))
      found.add(`${node.initializer ? 'default' : 'optional'} parameter${isTarget(node.parent) ? ' of f' : ''}`);
    if (isTarget(node) && node.type?.kind === ts.SyntaxKind.VoidKeyword) found.add('result in a parameter of f');
    if (ts.isArrayLiteralExpression(node) && ts.isBinaryExpression(node.parent) && node.parent.left === node)
      found.add('destructuring assignment');
    if (ts.isArrayBindingPattern(node) || ts.isObjectBindingPattern(node)) found.add(kindOf(node));
    if (ts.isArrowFunction(node)) found.add(`arrow function${ts.isBlock(node.body) ? ' with a block' : ''}`);
    ts.forEachChild(node, (child) => visit(child, ts.isFunctionLike(node) ? 0 : inside));
  };
  visit(file, 0);
  coverage.programs++;
  count(coverage.language, found);
}

const globals = ['isNaN', 'isFinite', 'Number'];

/** The function that is differentiated. */
const isTarget = (node: ts.Node): node is ts.FunctionDeclaration =>
  ts.isFunctionDeclaration(node) && node.name?.text === 'f';

const kindOf = (node: ts.Node): string => ts.SyntaxKind[node.kind];

function exitFrom(node: ts.Statement, loops: number): string {
  if (ts.isBreakOrContinueStatement(node)) return node.label ? ' with a label' : '';
  if (ts.isReturnStatement(node) || ts.isThrowStatement(node)) return loops > 0 ? ' in a loop' : '';
  return '';
}

type Plain = Exclude<OpKind, `tape${string}` | 'helper' | 'closure' | 'alloc' | 'apply' | 'method'>;
/** Typed as complete, so that a new kind cannot be forgotten. */
const kinds: Record<Plain, true> = {
  const: true,
  opaque: true,
  load: true,
  store: true,
  length: true,
  get: true,
  set: true,
  call: true,
  if: true,
  loop: true,
  block: true,
};
const methods: Record<MethodName, true> = {
  push: true,
  pop: true,
  fill: true,
  slice: true,
  subarray: true,
  set: true,
  setLength: true,
  reverse: true,
  copyWithin: true,
  delete: true,
  clear: true,
};
const allocations: Record<Exclude<AllocInit['form'], 'shadow'>, true> = {
  literal: true,
  spread: true,
  sized: true,
  filled: true,
  copy: true,
  object: true,
};
const ends: Record<Terminator['kind'], true> = { yield: true, continue: true, break: true, return: true, throw: true };

const nameOf = (op: Op): string => {
  switch (op.kind) {
    case 'apply':
      return `apply ${op.primitive}`;
    case 'method':
    case 'helper':
      return `${op.kind} ${op.name}`;
    case 'alloc':
      return `alloc ${op.init.form}`;
    default:
      return op.kind;
  }
};

/** Watches the compiler: the operations of functions as they were lowered. */
export function coverIr(coverage: Coverage): { observe: (stage: string, fn: IrFunction) => void; done: () => void } {
  const byFile = new Map<string, Set<string>>();
  return {
    observe: (stage, fn) => {
      if (stage !== 'lower') return;
      const { file } = fn.origin;
      let found = byFile.get(file);
      if (!found) byFile.set(file, (found = new Set()));
      for (const op of opsOf(fn.body)) found.add(nameOf(op));
      for (const region of regionsWithin(fn.body)) found.add(`end: ${region.end.kind}`);
    },
    done: () => {
      for (const found of byFile.values()) count(coverage.ir, found);
    },
  };
}

/** Constructs of the language that must be there, and were in no program. */
export const missing = ({ language }: Coverage): readonly string[] =>
  wantedConstructs.filter((what) => !language.has(what));

/** Operations that no program became. */
export function holes({ ir }: Coverage): readonly string[] {
  const named = (prefix: string, of: object): string[] => Object.keys(of).map((name) => prefix + name);
  const wanted = [
    ...named('', kinds),
    ...named('apply ', primitives),
    ...named('method ', methods),
    ...named('alloc ', allocations),
    ...named('end: ', ends),
  ];
  return wanted.filter((what) => !ir.has(what));
}
