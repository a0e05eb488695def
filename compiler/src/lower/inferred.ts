/**
 * The types of variables that the program declares without one and without a value: `let value;`, `const list = [];`. A checker that is
 * not strict calls them `any`; what they are is told by what the program gives them.
 */

import type ts from 'typescript';
import type { IrType } from '../ir/types.js';
import { forEachAssigned, isAssignmentOperator, symbolOf } from './assigned.js';
import type { Ts } from './context.js';
import { isOuter, walkTree } from './walk.js';

type Tools = {
  readonly ts: Ts;
  readonly checker: ts.TypeChecker;
  /** The type of an expression, with what is inferred here. */
  readonly at: (node: ts.Node) => IrType;
  readonly sameType: (a: IrType, b: IrType) => boolean;
};

export type Inference = {
  /** The type of an expression of which the checker does not know it; `undefined` where it cannot be told either. */
  readonly infer: (node: ts.Node) => IrType | undefined;
  /** Whether types that are found now are assumptions. */
  readonly isAssuming: () => boolean;
};

export function createInference({ ts, checker, at, sameType }: Tools): Inference {
  const known = new Map<ts.Symbol, IrType | undefined>();
  const assumed = new Map<ts.Symbol, IrType | undefined>();

  const infer = (node: ts.Node): IrType | undefined => {
    if (ts.isIdentifier(node)) return ofName(node);
    if (ts.isElementAccessExpression(node)) {
      const receiver = at(node.expression);
      return receiver.kind === 'array' && isMade(node.expression) ? receiver.element : undefined;
    }
    if (ts.isPropertyAccessExpression(node)) {
      const receiver = at(node.expression);
      return receiver.kind === 'object' && isMade(node.expression) ? receiver.fields.get(node.name.text) : undefined;
    }
    return undefined;
  };

  /** Whether the checker does not know the type of an expression, either. */
  const isMade = (node: ts.Expression): boolean => {
    const type = checker.getTypeAtLocation(node);
    if (type.flags & ts.TypeFlags.Any) return true;
    const [element] = checker.isArrayType(type) ? checker.getTypeArguments(type as ts.TypeReference) : [];
    return element !== undefined && (element.flags & ts.TypeFlags.Any) !== 0;
  };

  const ofName = (name: ts.Identifier): IrType | undefined => {
    const symbol = symbolOf({ ts, checker }, name);
    const declaration = symbol?.valueDeclaration;
    if (symbol === undefined || declaration === undefined || !ts.isVariableDeclaration(declaration)) return undefined;
    if (known.has(symbol)) return known.get(symbol);
    if (assumed.has(symbol)) return assumed.get(symbol);
    const { initializer, type } = declaration;
    const isBare = initializer === undefined && ts.isVariableStatement(declaration.parent.parent);
    if (type !== undefined || !(isBare || (initializer !== undefined && isEmpty(initializer)))) return undefined;
    const scope = ts.findAncestor(declaration, (each) => ts.isFunctionLike(each));
    const values = scope && valuesOf(symbol, scope);
    if (scope === undefined || values === undefined) return undefined;
    if (initializer !== undefined) values.push(initializer);
    const elements = values.some(isEmpty) ? elementsOf(symbol, scope) : undefined;
    const others = values.filter((value) => !isEmpty(value));
    const find = (): IrType | undefined => {
      const found = [...others.map(at), ...(elements === undefined ? [] : [arrayOf(agreed(elements))])];
      const [first, ...rest] = found.filter((each) => each !== undefined && isKnown(each));
      return first !== undefined && rest.every((other) => sameType(other!, first)) ? first : undefined;
    };
    const isSure = (found: IrType): boolean =>
      others.every((value) => sameType(at(value), found)) &&
      (elements === undefined ||
        (found.kind === 'array' && elements.every((each) => sameType(at(each), found.element))));
    // What is computed from the variable itself is of the type that the rest gives it.
    assumed.set(symbol, undefined);
    const first = find();
    assumed.set(symbol, first);
    const found = first !== undefined && isSure(first) ? first : undefined;
    assumed.delete(symbol);
    if (assumed.size === 0) known.set(symbol, found);
    return found;
  };

  /** `[]` and `new Array(n)`: a list of which the elements come later. */
  const isEmpty = (value: ts.Expression): boolean => {
    let at = value;
    while (isOuter(ts, at)) at = at.expression;
    if (ts.isArrayLiteralExpression(at)) return at.elements.length === 0;
    if (!ts.isNewExpression(at) && !ts.isCallExpression(at)) return false;
    return at.expression.getText() === 'Array' && at.typeArguments === undefined && at.arguments?.length === 1;
  };

  const agreed = (nodes: readonly ts.Expression[]): IrType | undefined => {
    const [first, ...others] = nodes.map(at);
    return first !== undefined && isKnown(first) && others.every((other) => sameType(other, first)) ? first : undefined;
  };

  /** Everything that is assigned to a variable; `undefined` where one value has no expression of its own. */
  const valuesOf = (symbol: ts.Symbol, scope: ts.Node): ts.Expression[] | undefined => {
    const values: ts.Expression[] = [];
    let all = true;
    forEachAssigned(ts, scope, (name, declares) => {
      if (name.text !== symbol.name || symbolOf({ ts, checker }, name) !== symbol) return;
      const { parent } = name;
      // What it is declared with is known.
      if (declares && ts.isVariableDeclaration(parent)) return;
      const isCount = ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent);
      if (!declares && ts.isBinaryExpression(parent) && parent.left === name) values.push(parent.right);
      else if (!isCount) all = false;
    });
    return all ? values : undefined;
  };

  /** Everything that a list receives, as far as it is given by the name of the list. */
  const elementsOf = (symbol: ts.Symbol, scope: ts.Node): readonly ts.Expression[] => {
    const values: ts.Expression[] = [];
    walkTree(scope, (node) => {
      if (!ts.isIdentifier(node) || node.text !== symbol.name || symbolOf({ ts, checker }, node) !== symbol) return;
      let use: ts.Node = node;
      while (isOuter(ts, use.parent)) use = use.parent;
      const { parent } = use;
      const outer = parent.parent;
      if (ts.isPropertyAccessExpression(parent) && ts.isCallExpression(outer) && outer.expression === parent) {
        if (!/^(push|unshift)$/.test(parent.name.text)) return;
        values.push(...outer.arguments);
      } else if (ts.isElementAccessExpression(parent) && ts.isBinaryExpression(outer) && outer.left === parent) {
        if (isAssignmentOperator(ts, outer.operatorToken.kind)) values.push(outer.right);
      }
    });
    return values;
  };

  return { infer, isAssuming: () => assumed.size > 0 };
}

/** Numbers and the like, objects, and lists of them. */
function isKnown(type: IrType): boolean {
  return type.kind === 'array' ? isKnown(type.element) : /^(number|boolean|string|object)$/.test(type.kind);
}

function arrayOf(element: IrType | undefined): IrType | undefined {
  return element && { kind: 'array', storage: 'Array', element, fixedLength: undefined };
}
