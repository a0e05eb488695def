/**
 * The types of what the checker calls `any`: variables that the program declares without a type and without a value (`let value;`,
 * `const list = [];`), parameters without a type, and what is computed from them. What they are is told by what the program gives them.
 */

import type ts from 'typescript';
import type { IrType } from '../ir/types.js';
import { forEachAssigned, symbolOf } from './assigned.js';
import type { Ts } from './context.js';
import type { Received } from './known-texts.js';
import { isAssignmentOperator, isOuter, walkTree } from './walk.js';

type Tools = {
  readonly ts: Ts;
  readonly checker: ts.TypeChecker;
  /** The type of an expression, with what is inferred here. */
  readonly at: (node: ts.Node) => IrType;
  readonly sameType: (a: IrType, b: IrType) => boolean;
  /** What the parameters receive whose declared types say too little. */
  readonly given: Given;
  /** The type of what a function of the project gives where its parameters receive this. */
  readonly resultOf: (fn: ts.SignatureDeclaration, given: Given) => IrType | undefined;
  /** Whether the variables of the program have no type where the program does not say one. */
  readonly isLoose: boolean;
  /** What a condition gives, as far as what the parameters receive decides about it. */
  readonly isDecided: (condition: ts.Expression, received: Received) => boolean | undefined;
};

export type Given = ReadonlyMap<ts.Symbol, IrType>;

export type Inference = {
  /** The type of an expression of which the checker does not know it; `undefined` where it cannot be told either. */
  readonly infer: (node: ts.Node) => IrType | undefined;
  /** The type of a parameter under a cast: what it receives has that, whatever the cast says. */
  readonly beneath: (node: ts.Node) => IrType | undefined;
  /** Whether types that are found now are assumptions. */
  readonly isAssuming: () => boolean;
  /**
   * What a function gives of which the declared result says too little.
   *
   * @param isGuess whether to leave aside what is not known yet.
   */
  readonly returned: (fn: ts.SignatureDeclaration, isGuess?: boolean) => IrType | undefined;
  /** Whether a parameter is only assigned values of the type that it receives. */
  readonly keeps: (parameter: ts.Symbol) => boolean;
};

export function createInference(tools: Tools): Inference {
  const { ts, checker, at, sameType, given, resultOf, isLoose, isDecided } = tools;
  const known = new Map<ts.Symbol, IrType | undefined>();
  const assumed = new Map<ts.Symbol | ts.Node, IrType | undefined>();
  /** Whether what is not known yet is left aside. */
  let guesses = false;

  const infer = (node: ts.Node): IrType | undefined => {
    if (ts.isParameter(node)) return infer(node.name);
    if (ts.isIdentifier(node)) return ofName(node);
    if (isOuter(ts, node)) return generalised(at(node.expression));
    if (ts.isElementAccessExpression(node)) {
      const receiver = at(node.expression);
      return receiver.kind === 'array' && (given.size > 0 || isMade(node.expression)) ? receiver.element : undefined;
    }
    if (ts.isConditionalExpression(node)) {
      const known = isDecided(node.condition, { typeOf: typeGiven });
      if (known !== undefined) return generalised(at(known ? node.whenTrue : node.whenFalse));
      return common([node.whenTrue, node.whenFalse]);
    }
    if (ts.isPropertyAccessExpression(node)) {
      const receiver = at(node.expression);
      const field = receiver.kind === 'object' ? receiver.fields.get(node.name.text) : undefined;
      return field && generalised(field);
    }
    if (ts.isBinaryExpression(node)) return ofOperation(node);
    if (ts.isArrayLiteralExpression(node)) return arrayOf(common(node.elements));
    return ts.isCallExpression(node) ? ofCall(node) : undefined;
  };

  const typeGiven = (node: ts.Expression): IrType | undefined => {
    let name = node;
    while (isOuter(ts, name)) name = name.expression;
    const symbol = ts.isIdentifier(name) ? symbolOf(tools, name) : undefined;
    const type = symbol && given.get(symbol);
    return type === emptyList ? undefined : type;
  };

  const ofOperation = ({ left, operatorToken, right }: ts.BinaryExpression): IrType | undefined => {
    const { SyntaxKind } = ts;
    switch (operatorToken.kind) {
      case SyntaxKind.BarBarToken:
      case SyntaxKind.AmpersandAmpersandToken:
      case SyntaxKind.QuestionQuestionToken:
        return common([left, right]);
      case SyntaxKind.PlusToken: {
        const found = common([left, right]);
        return found?.kind === 'number' ? found : undefined;
      }
      case SyntaxKind.EqualsToken:
        return generalised(at(right));
      default:
        return undefined;
    }
  };

  const ofCall = (node: ts.CallExpression): IrType | undefined => {
    const callee = typeGiven(node.expression);
    if (callee?.kind === 'opaque') return callee.gives;
    const declaration = checker.getResolvedSignature(node)?.declaration;
    if (declaration === undefined || ts.isJSDocSignature(declaration)) return undefined;
    const received = receivedBy({ ts, checker }, declaration.parameters, node.arguments, (argument) =>
      isEmpty(argument) ? emptyList : at(argument),
    );
    return resultOf(declaration, received);
  };

  const returned = (fn: ts.SignatureDeclaration, isGuess = false): IrType | undefined => {
    if (assumed.has(fn)) return assumed.get(fn);
    const { body } = fn as ts.FunctionLikeDeclaration;
    if (body === undefined) return undefined;
    const values: ts.Expression[] = [];
    const seen = { isAbsent: false, isNull: false };
    if (!ts.isBlock(body)) values.push(body);
    else if (runsThrough(body, values, seen)) seen.isAbsent = true;
    // What the function gives by calling itself is what it gives otherwise.
    assumed.set(fn, undefined);
    guesses = isGuess;
    const first = isGuess ? undefined : values.flatMap((value) => generalised(at(value)) ?? [])[0];
    assumed.set(fn, first);
    const found = common(values);
    guesses = false;
    assumed.delete(fn);
    if (found === undefined || found.kind === 'maybe' || !(seen.isAbsent || seen.isNull)) return found;
    return { kind: 'maybe', of: found, ...(seen.isNull && { nothing: seen.isAbsent ? 'either' : 'null' }) };
  };

  /** Collects what a statement may return, as far as it is not known that it does not get there; says whether it may end otherwise. */
  const runsThrough = (
    statement: ts.Statement,
    values: ts.Expression[],
    seen: { isAbsent: boolean; isNull: boolean },
  ): boolean => {
    if (ts.isBlock(statement)) return statement.statements.every((each) => runsThrough(each, values, seen));
    if (ts.isThrowStatement(statement)) return false;
    if (ts.isIfStatement(statement)) {
      const { expression, thenStatement, elseStatement } = statement;
      const test = isDecided(expression, { typeOf: typeGiven });
      const runs = (each: ts.Statement | undefined): boolean => each === undefined || runsThrough(each, values, seen);
      if (test !== undefined) return runs(test ? thenStatement : elseStatement);
      const [first, second] = [runs(thenStatement), runs(elseStatement)];
      return first || second;
    }
    walkTree(statement, (node) => {
      if (ts.isReturnStatement(node)) {
        if (node.expression?.kind === ts.SyntaxKind.NullKeyword) seen.isNull = true;
        else if (node.expression === undefined || isUndefined(node.expression)) seen.isAbsent = true;
        else values.push(node.expression);
      }
      return !ts.isFunctionLike(node);
    });
    return !ts.isReturnStatement(statement);
  };

  const isUndefined = (node: ts.Expression): boolean => ts.isIdentifier(node) && node.text === 'undefined';

  /** The type that expressions have in common. */
  const common = (nodes: readonly ts.Expression[]): IrType | undefined => {
    const all = nodes.map((node) => generalised(at(node)));
    const [first, ...others] = guesses ? all.filter((type) => type !== undefined) : all;
    return first !== undefined && others.every((other) => other && sameType(other, first)) ? first : undefined;
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
    const received = symbol && given.get(symbol);
    if (received === emptyList) return ofFilled(symbol!);
    if (received !== undefined)
      return ts.isParameter(name.parent) || keeps(symbol!) ? thereWith(name, received) : undefined;
    const declaration = symbol?.valueDeclaration;
    if (symbol === undefined || declaration === undefined) return undefined;
    if (ts.isBindingElement(declaration)) return ofPart(symbol, declaration);
    if (!ts.isVariableDeclaration(declaration)) return undefined;
    if (ts.isForOfStatement(declaration.parent.parent)) return ofTurn(symbol, declaration.parent.parent);
    if (known.has(symbol)) return thereWith(name, known.get(symbol));
    if (assumed.has(symbol)) return thereWith(name, assumed.get(symbol));
    const { initializer, type } = declaration;
    const isBare = initializer === undefined && ts.isVariableStatement(declaration.parent.parent);
    const isLate = isBare || (initializer !== undefined && isEmpty(initializer));
    if (type !== undefined || (isLate ? !isLoose : initializer === undefined)) return undefined;
    const scope = ts.findAncestor(declaration, (each) => ts.isFunctionLike(each));
    const values = scope && valuesOf(symbol, scope);
    if (scope === undefined || values === undefined) return undefined;
    if (initializer !== undefined) values.push(initializer);
    const elements = values.some(isEmpty) ? elementsOf(symbol, scope) : undefined;
    const others = values.filter((value) => !isEmpty(value));
    const isFixed = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
    const isSettled = (each: IrType): boolean => (isFixed ? generalised(each) !== undefined : isKnown(each));
    const find = (): IrType | undefined => {
      const found = [...others.map(at), ...(elements === undefined ? [] : [arrayOf(agreed(elements))])];
      const [first, ...rest] = found.filter((each) => each !== undefined && isSettled(each));
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
    return thereWith(name, found);
  };

  /** `const [x, y] = list`, `const { x } = point` */
  const ofPart = (
    symbol: ts.Symbol,
    { parent, name, propertyName, initializer, dotDotDotToken }: ts.BindingElement,
  ) => {
    const whole = parent.parent;
    if (!ts.isVariableDeclaration(whole) || whole.initializer === undefined) return undefined;
    if (initializer !== undefined || dotDotDotToken !== undefined || !isConstant(symbol)) return undefined;
    const type = at(whole.initializer);
    if (ts.isArrayBindingPattern(parent)) return type.kind === 'array' ? generalised(type.element) : undefined;
    const field = propertyName ?? name;
    const found = type.kind === 'object' && ts.isIdentifier(field) ? type.fields.get(field.text) : undefined;
    return found && generalised(found);
  };

  /** `for (const each of list)` */
  const ofTurn = (symbol: ts.Symbol, { expression }: ts.ForOfStatement): IrType | undefined => {
    const type = at(expression);
    return type.kind === 'array' && isConstant(symbol) ? generalised(type.element) : undefined;
  };

  const isConstant = (symbol: ts.Symbol): boolean => {
    const scope = ts.findAncestor(symbol.valueDeclaration, (each) => ts.isFunctionLike(each));
    return scope !== undefined && valuesOf(symbol, scope)?.length === 0;
  };

  /** Where something is read of what may not be there, it is there. */
  const thereWith = (node: ts.Expression, type: IrType | undefined): IrType | undefined => {
    const { parent } = node;
    const isRead = ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent);
    return type?.kind === 'maybe' && isRead && parent.expression === node && !parent.questionDotToken ? type.of : type;
  };

  /** A list that a function receives without elements is what the function makes of it. */
  const ofFilled = (parameter: ts.Symbol): IrType | undefined => {
    if (known.has(parameter)) return known.get(parameter);
    if (assumed.has(parameter)) return assumed.get(parameter);
    const scope = parameter.valueDeclaration?.parent;
    if (scope === undefined) return undefined;
    assumed.set(parameter, undefined);
    const found = arrayOf(agreed(elementsOf(parameter, scope)));
    assumed.delete(parameter);
    if (assumed.size === 0) known.set(parameter, found);
    return found;
  };

  const isEmpty = (value: ts.Expression): boolean => isEmptyList(ts, value);

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
      else if (!isCount && parent !== symbol.valueDeclaration) all = false;
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

  const keeping = new Map<ts.Symbol, boolean>();
  const keeps = (parameter: ts.Symbol): boolean => {
    const known = keeping.get(parameter);
    if (known !== undefined) return known;
    // What is computed from the parameter itself is of its type if all else is.
    keeping.set(parameter, true);
    const type = given.get(parameter);
    const scope = parameter.valueDeclaration?.parent;
    const values = scope && valuesOf(parameter, scope);
    const found = type !== undefined && values !== undefined && values.every((value) => isSameAs(at(value), type));
    if (assumed.size === 0) keeping.set(parameter, found);
    else keeping.delete(parameter);
    return found;
  };

  const isSameAs = (type: IrType, other: IrType): boolean => {
    const own = generalised(type);
    return own !== undefined && sameType(own, other);
  };

  const beneath = (node: ts.Node): IrType | undefined =>
    given.size > 0 && isOuter(ts, node) ? typeGiven(node) : undefined;

  return { infer, beneath, returned, keeps, isAssuming: () => assumed.size > 0 };
}

/**
 * A type for all arrays that are alike as far as derivatives go: of any length, instances of classes that extend `Array` among them.
 *
 * @returns `undefined` for what cannot be followed.
 */
export function generalised(type: IrType): IrType | undefined {
  switch (type.kind) {
    case 'opaque':
      return type.gives && type;
    case 'void':
      return undefined;
    case 'maybe': {
      const of = generalised(type.of);
      return of && { ...type, of };
    }
    case 'array': {
      const element = generalised(type.element);
      const { storage, kinds } = type;
      return element && { kind: 'array', storage, element, fixedLength: undefined, ...(kinds && { kinds }) };
    }
    default:
      return type;
  }
}

/** What a function receives as a list to fill: `scale([], v, 2)`. */
export const emptyList: IrType = {
  kind: 'array',
  storage: 'Array',
  element: { kind: 'opaque', text: 'never' },
  fixedLength: 0,
};

/** `[]` and `new Array(n)`: a list of which the elements come later. */
export function isEmptyList(ts: Ts, value: ts.Expression): boolean {
  let at = value;
  while (isOuter(ts, at)) at = at.expression;
  if (ts.isArrayLiteralExpression(at)) return at.elements.length === 0;
  if (!ts.isNewExpression(at) && !ts.isCallExpression(at)) return false;
  return at.expression.getText() === 'Array' && at.typeArguments === undefined && at.arguments?.length === 1;
}

/**
 * What parameters receive from arguments.
 *
 * @param typeOf the type of an argument.
 */
export function receivedBy(
  tools: Pick<Tools, 'ts' | 'checker'>,
  parameters: readonly ts.ParameterDeclaration[],
  args: readonly ts.Expression[],
  typeOf: (argument: ts.Expression, parameter: ts.Symbol) => IrType | undefined,
): Given {
  const { ts } = tools;
  const spread = args.findIndex((argument) => ts.isSpreadElement(argument));
  const own = parameters.filter(({ name }) => !(ts.isIdentifier(name) && name.text === 'this'));
  return new Map(
    own.flatMap(({ name, dotDotDotToken, initializer }, index) => {
      const argument = args[index] ?? initializer;
      const symbol = ts.isIdentifier(name) ? symbolOf(tools, name) : undefined;
      if (argument === undefined || symbol === undefined || dotDotDotToken !== undefined) return [];
      const found = spread >= 0 && index >= spread ? undefined : typeOf(argument, symbol);
      const type = found === emptyList ? found : found && generalised(found);
      // What stands in for `undefined` may be of another type.
      const isOpen = type?.kind === 'maybe' && initializer !== undefined;
      return type === undefined || isOpen ? [] : [[symbol, type] as const];
    }),
  );
}

/** Numbers and the like, objects, and lists of them. */
function isKnown(type: IrType): boolean {
  return type.kind === 'array' ? isKnown(type.element) : /^(number|boolean|string|object)$/.test(type.kind);
}

function arrayOf(element: IrType | undefined): IrType | undefined {
  return element && { kind: 'array', storage: 'Array', element, fixedLength: undefined };
}
