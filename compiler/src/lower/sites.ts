/** Calls of `grad` and the like: which function each is given, where that can be told, and what it asks of it. */

import type ts from 'typescript';
import { type Diagnostic, diagnose } from '../diagnostics/report.js';
import type { FunctionKey, Origin } from '../ir/types.js';
import { originOf, type Ts } from './context.js';
import { isVisible as isVisibleAt, localFunction } from './local-functions.js';
import { moduleFunction, type ModuleFunction, runtimeName, skipOuter, symbolAt } from './resolve.js';
import { walkTree } from './walk.js';

type Names = { readonly ts: Ts; readonly checker: ts.TypeChecker; readonly program: ts.Program };

/** A call of an operator of the runtime whose first argument is a function of the project. */
export type OperatorSite = {
  readonly operator: string;
  readonly key: FunctionKey;
  /** The first argument. */
  readonly operand: Origin;
  /** The variables around a local function that its companions receive. */
  readonly captured: readonly string[];
  /** `undefined`: it takes the run to know. */
  readonly out: boolean | undefined;
  /** The parameters that it wants derivatives for; `undefined`: it takes the run to know. */
  readonly wrt: 'all' | readonly number[] | undefined;
};

export type Sites = {
  readonly sites: readonly OperatorSite[];
  readonly functions: readonly ModuleFunction[];
  readonly diagnostics: readonly Diagnostic[];
};

const operators = new Set([
  'grad',
  'valueAndGrad',
  'jvp',
  'vjp',
  'jacobian',
  'hessian',
  'hvp',
  'derivative',
  'derivatives',
  'checkGradient',
]);

/** The operator that a call expression calls. */
export function operatorCalled(names: Names, call: ts.CallExpression): string | undefined {
  const name = runtimeName(names, call.expression);
  return name !== undefined && operators.has(name) ? name : undefined;
}

/** The operator calls of one file. */
export function sitesIn(names: Names, file: ts.SourceFile): Sites {
  const sites: OperatorSite[] = [];
  const functions: ModuleFunction[] = [];
  const diagnostics: Diagnostic[] = [];
  walkTree(file, (node) => {
    if (!names.ts.isCallExpression(node)) return;
    const operator = operatorCalled(names, node);
    const [operand, options] = node.arguments;
    if (operator === undefined || operand === undefined) return;
    const found = functionOf(names, operand);
    if (found === undefined) return;
    if ('code' in found) {
      diagnostics.push(found);
      return;
    }
    functions.push(found);
    const given = operator === 'hvp' || operator === 'derivatives' ? undefined : read(names.ts, options);
    const { out, wrt } = given ?? {};
    const captured = found.captured?.variables.map(({ name }) => name) ?? [];
    sites.push({ operator, key: found.key, operand: originOf(operand), captured, out, wrt });
  });
  return { sites, functions, diagnostics };
}

/** The function that an operand stands for, or why it cannot be differentiated. */
function functionOf(names: Names, operand: ts.Expression): ModuleFunction | Diagnostic | undefined {
  const { ts } = names;
  const at = skipOuter(ts, operand);
  const written = ts.isArrowFunction(at) || ts.isFunctionExpression(at);
  const symbol = written ? undefined : symbolAt(names, at);
  const local = written || symbol !== undefined ? localFunction(names, written ? at : symbol!) : undefined;
  if (local === undefined) return symbol && moduleFunction(names, symbol);
  const { fn, problem } = local;
  const hidden = fn.captured?.variables.find((each) => !isVisibleAt(names, each, operand));
  if (problem === undefined && hidden === undefined && !isScript(operand, fn)) return fn;
  const captured = problem?.getText() ?? hidden?.name ?? fn.captured?.variables[0]?.name ?? '';
  return diagnose(1032, originOf(problem ?? operand), { name: fn.name, captured });
}

/** Calls in JavaScript do not name companions, so nobody could pass what is captured. */
function isScript(operand: ts.Node, { captured }: ModuleFunction): boolean {
  return (
    captured !== undefined && captured.variables.length > 0 && /\.[cm]?jsx?$/.test(operand.getSourceFile().fileName)
  );
}

/** What the options of an operator say, as far as they are literal. */
function read(ts: Ts, options: ts.Expression | undefined): Pick<OperatorSite, 'out' | 'wrt'> {
  if (options === undefined) return { out: false, wrt: 'all' };
  const at = skipOuter(ts, options);
  const isLiteral = ts.isObjectLiteralExpression(at) && at.properties.every((each) => ts.isPropertyAssignment(each));
  if (!isLiteral) return { out: undefined, wrt: undefined };
  const value = (option: string): ts.Expression | undefined =>
    at.properties.flatMap((each) =>
      ts.isPropertyAssignment(each) && ts.isIdentifier(each.name) && each.name.text === option
        ? [skipOuter(ts, each.initializer)]
        : [],
    )[0];
  const wrt = value('wrt');
  return { out: value('out') !== undefined, wrt: wrt === undefined ? 'all' : indices(ts, wrt) };
}

function indices(ts: Ts, node: ts.Expression): readonly number[] | undefined {
  if (ts.isNumericLiteral(node)) return [Number(node.text)];
  if (!ts.isArrayLiteralExpression(node)) return undefined;
  const all = node.elements.map((each) => (ts.isNumericLiteral(each) ? Number(each.text) : NaN));
  return all.some(Number.isNaN) ? undefined : all;
}
