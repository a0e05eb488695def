/**
 * Tests that are decided by what a parameter receives: `typeof x === 'number'` for one that may be a number or an array, where it is known
 * which of them it is given. What the other branch does with it would make no sense.
 */

import type ts from 'typescript';
import type { ArrayType, IrType, ValueId } from '../ir/types.js';
import { extendsArray } from './array-classes.js';
import { symbolOf } from './assigned.js';
import { lineage, sameNode } from './classes.js';
import { type Lowering, lookUp, type Scope, typeOf } from './context.js';
import { standingIn } from './families.js';
import { arrayMadeBy } from './made-arrays.js';
import { type Received, textAnswers, textGiven, typeName } from './known-texts.js';
import { isProjectFile } from './packages.js';
import { isGlobal, type Names, resolveFunction, skipOuter, symbolAt } from './resolve.js';

/** What a condition gives; `undefined` where that is left to the run. */
export function knownTest(cx: Lowering, condition: ts.Expression): boolean | undefined {
  const count = argumentsAround(cx, condition)?.length;
  return decided(cx.project, condition, {
    typeOf: (node) => typeGiven(cx, node),
    isFunction: (node) => resolveFunction(cx, node) !== undefined,
    isSame: (left, right) =>
      isOfAnotherKind(cx, left, right) || isOfAnotherKind(cx, right, left)
        ? false
        : (isNewOf(cx, left, right) ?? areOneConstructor(cx, left, right)),
    isTrue: (node) => {
      if (resolveFunction(cx, node) !== undefined) return true;
      const value = valueGiven(cx, node);
      return value !== undefined && cx.flags.has(value) ? cx.flags.get(value) === true : undefined;
    },
    presence: (node) => presenceOf(cx, node),
    ...(count !== undefined && { count }),
  });
}

/** What `arguments` lists where a node stands, in a function whose call is known. */
export function argumentsAround({ ts, scope: around }: Lowering, node: ts.Node): readonly ValueId[] | undefined {
  let fn: ts.Node = node.parent;
  while (!ts.isSourceFile(fn) && (!ts.isFunctionLike(fn) || ts.isArrowFunction(fn))) fn = fn.parent;
  let scope: Scope | undefined = around;
  while (scope !== undefined && scope.given?.fn !== fn) scope = scope.parent;
  return scope?.given?.values;
}

/** How many functions may ask one another. */
const maxAsked = 8;

export function decided(names: Names, condition: ts.Expression, received: Received): boolean | undefined {
  let most = 1;
  // An array of which only the run knows the kind is tried as each kind.
  const asKind = (index: number): Received => ({
    ...received,
    typeOf: (node) => {
      const type = received.typeOf(node);
      if (type?.kind !== 'array' || type.kinds === undefined) return type;
      const kinds = storagesOf(type);
      most = Math.max(most, kinds.length);
      const { element, fixedLength } = type;
      return { kind: 'array', storage: kinds[index % kinds.length] as ArrayType['storage'], element, fixedLength };
    },
  });
  const first = decidedFor(names, condition, asKind(0));
  for (let index = 1; index < most; index += 1)
    if (decidedFor(names, condition, asKind(index)) !== first) return undefined;
  return first;
}

function decidedFor(names: Names, condition: ts.Expression, received: Received): boolean | undefined {
  const { ts } = names;
  const at = skipOuter(ts, condition);
  const not = (known: boolean | undefined): boolean | undefined => (known === undefined ? undefined : !known);
  if (ts.isPrefixUnaryExpression(at) && at.operator === ts.SyntaxKind.ExclamationToken)
    return not(decidedFor(names, at.operand, received));
  if (ts.isCallExpression(at)) return textAnswers(names, at, received) ?? decidedByCall(names, at, received);
  if (ts.isIdentifier(at)) return received.isTrue?.(at);
  if (!ts.isBinaryExpression(at)) return undefined;
  const operator = at.operatorToken.getText();
  if (operator === '&&' || operator === '||') {
    const sides = [at.left, at.right].map((side) => decidedFor(names, side, received));
    const decisive = operator === '||';
    // A right side without effects is all that can be left out.
    if (sides[0] === decisive) return decisive;
    return sides[0] === undefined ? undefined : sides[1];
  }
  if (operator === 'instanceof') return isInstance(names, received.typeOf(at.left), at.right);
  if (!/^[!=]==?$/.test(operator)) return undefined;
  const [left, right] = [skipOuter(ts, at.left), skipOuter(ts, at.right)];
  if (isNothing(names, right)) {
    const presence = received.presence?.(left);
    const wanted = right.kind === ts.SyntaxKind.NullKeyword ? 'null' : 'undefined';
    const isIt = operator.length === 2 ? presence !== 'there' : presence === wanted;
    if (presence !== undefined) return isIt === operator.startsWith('=');
  }
  const isEqual = received.isSame?.(left, right);
  if (operator.length === 3 && isEqual !== undefined) return isEqual === operator.startsWith('=');
  if (received.count !== undefined && isCount(names, left) && ts.isNumericLiteral(right))
    return (received.count === Number(right.text)) === operator.startsWith('=');
  const texts = [textGiven(names, left, received), textGiven(names, right, received)];
  if (texts.includes(undefined)) return undefined;
  return (texts[0] === texts[1]) === operator.startsWith('=');
}

function isNothing(names: Names, node: ts.Expression): boolean {
  return node.kind === names.ts.SyntaxKind.NullKeyword || isGlobal(names, node, 'undefined');
}

/** How many arguments there are, where an expression asks for that in a function whose call is known. */
export function knownCount(cx: Lowering, node: ts.Expression): number | undefined {
  return isCount(cx.project, skipOuter(cx.ts, node)) ? argumentsAround(cx, node)?.length : undefined;
}

/** What is known of whether a variable, or a function that is handed around, is there. */
export function presenceOf(cx: Lowering, node: ts.Expression): 'undefined' | 'null' | 'there' | undefined {
  if (resolveFunction(cx, node) !== undefined) return 'there';
  const value = valueGiven(cx, skipOuter(cx.ts, node));
  if (value === undefined || !cx.flags.has(value)) return undefined;
  const known = cx.flags.get(value);
  return known === undefined ? 'undefined' : known === null ? 'null' : 'there';
}

/** `arguments.length` */
function isCount({ ts }: Names, node: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== 'length') return false;
  return ts.isIdentifier(node.expression) && node.expression.text === 'arguments';
}

/** `Array.isArray(x)`, and functions that tell the type of what they are given: `isVector(x): x is number[]`. */
function decidedByCall(names: Names, node: ts.CallExpression, received: Received): boolean | undefined {
  const { ts, checker } = names;
  const typeGiven = received.typeOf;
  const callee = skipOuter(ts, node.expression);
  const [first] = node.arguments;
  if (ts.isPropertyAccessExpression(callee) && first !== undefined) {
    const { expression, name } = callee;
    if (name.text === 'isArray' && isGlobal(names, expression, 'Array')) return isArray(typeGiven(first));
    if (name.text === 'isView' && isGlobal(names, expression, 'ArrayBuffer')) return isView(typeGiven(first));
  }
  const asked = askedFunction(names, callee);
  if (asked !== 'library') return asked && decidedWithin(names, node, asked, received);
  const signature = checker.getResolvedSignature(node);
  const told = signature && checker.getTypePredicateOfSignature(signature);
  if (told?.kind !== ts.TypePredicateKind.Identifier || told.type === undefined) return undefined;
  const argument = node.arguments[told.parameterIndex];
  const type = argument && typeGiven(argument);
  if (type?.kind !== 'array' && type?.kind !== 'number') return undefined;
  const members = told.type.isUnion() ? told.type.types : [told.type];
  const isBinary = (member: ts.Type): boolean =>
    /^((Big)?(Ui|I)nt|Float)\d+\w*Array$/.test(member.getSymbol()?.name ?? '');
  const areLists = members.every((member) => checker.isArrayLikeType(member) || isBinary(member));
  const areNumbers = members.every((member) => (member.flags & ts.TypeFlags.NumberLike) !== 0);
  if (type.kind === 'number') return areNumbers ? true : areLists ? false : undefined;
  if (!areLists) return areNumbers ? false : undefined;
  const isOne = members.some((member) =>
    type.storage === 'Array' ? checker.isArrayType(member) : member.getSymbol()?.name === type.storage,
  );
  return isOne ? true : undefined;
}

/** The function that is called for its answer; of one whose code is not at hand, what its type tells is all there is. */
function askedFunction(names: Names, callee: ts.Expression): ts.FunctionLikeDeclaration | 'library' | undefined {
  const { ts } = names;
  const declarations = symbolAt(names, callee)?.declarations ?? [];
  if (declarations.length === 0) return undefined;
  if (declarations.every((declaration) => declaration.getSourceFile().isDeclarationFile)) return 'library';
  for (const declaration of declarations) {
    if (ts.isFunctionDeclaration(declaration) && declaration.body !== undefined) return declaration;
    if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) continue;
    if ((ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) === 0) continue;
    const made = skipOuter(ts, declaration.initializer);
    if (ts.isArrowFunction(made) || ts.isFunctionExpression(made)) return made;
  }
  return undefined;
}

/**
 * What a function answers that only asks for the types of what it is given: `const isList = (x: unknown) => Array.isArray(x);`. One that asks for
 * more, or does more, is called, whatever its type predicate tells.
 */
function decidedWithin(
  names: Names,
  node: ts.CallExpression,
  asked: ts.FunctionLikeDeclaration,
  { typeOf: typeGiven, asked: before = [] }: Received,
): boolean | undefined {
  const { ts } = names;
  if (before.includes(asked) || before.length >= maxAsked || asked.body === undefined) return undefined;
  if (!node.arguments.every((argument) => isPlain(ts, argument))) return undefined;
  const parameters = asked.parameters.map(({ name }) => ts.isIdentifier(name) && symbolOf(names, name));
  const typeOf = (at: ts.Expression): IrType | undefined => {
    const inner = skipOuter(ts, at);
    const index = ts.isIdentifier(inner) ? parameters.indexOf(symbolOf(names, inner) ?? false) : -1;
    const argument = node.arguments[index];
    return argument && typeGiven(argument);
  };
  const texts = new Map<ts.Symbol, string>();
  const received: Received = { typeOf, texts, asked: [...before, asked] };
  const { body } = asked;
  if (!ts.isBlock(body)) return decidedFor(names, body, received);
  for (const statement of body.statements) {
    if (ts.isReturnStatement(statement))
      return statement.expression && decidedFor(names, statement.expression, received);
    if (!ts.isVariableStatement(statement) || (statement.declarationList.flags & ts.NodeFlags.Const) === 0)
      return undefined;
    for (const { name, initializer } of statement.declarationList.declarations) {
      const symbol = ts.isIdentifier(name) ? symbolOf(names, name) : undefined;
      const text = initializer && textGiven(names, initializer, received);
      if (symbol === undefined || text === undefined) return undefined;
      texts.set(symbol, text);
    }
  }
  return undefined;
}

/** Whether nothing happens when an argument is evaluated. */
function isPlain(ts: Names['ts'], argument: ts.Expression): boolean {
  const at = skipOuter(ts, argument);
  return ts.isIdentifier(at) || ts.isLiteralExpression(at) || at.kind === ts.SyntaxKind.ThisKeyword;
}

function isInstance(names: Names, type: IrType | undefined, of: ts.Expression): boolean | undefined {
  const declaration = symbolAt(names, of)?.valueDeclaration;
  if (
    declaration !== undefined &&
    names.ts.isClassDeclaration(declaration) &&
    isProjectFile(names.program, declaration.getSourceFile())
  )
    return isInstanceOfClass(names, type, declaration);
  if (type?.kind !== 'array' && type?.kind !== 'number') return undefined;
  const [library] = ['Array', 'DataView', 'Float64Array', 'Float32Array', 'Map', 'Set', 'Date'].filter((name) =>
    isGlobal(names, of, name),
  );
  return library === undefined ? undefined : type.kind === 'array' && type.storage === library;
}

/** Whether a value is an instance of a class of the project. What is of a class is an instance of those that it extends. */
function isInstanceOfClass(names: Names, type: IrType | undefined, of: ts.ClassDeclaration): boolean | undefined {
  if (asksItself(names.ts, of)) return undefined;
  switch (type?.kind) {
    case 'number':
    case 'boolean':
    case 'string':
      return false;
    case 'array':
      return extendsArray(names, of) ? undefined : false;
    case 'object': {
      const isOne = type.line?.some((each) => sameNode(names, of, each)) === true;
      if (type.exact !== undefined) return isOne;
      // What fits a class without being made by it, or by one that extends it, is no instance.
      const isSure = standingIn(names, of).every((each) => lineage(names, each).includes(of));
      return isOne && isSure ? true : undefined;
    }
    default:
      return undefined;
  }
}

/** Whether a class says itself what its instances are. */
function asksItself(ts: Names['ts'], of: ts.ClassDeclaration): boolean {
  return of.members.some((each) => each.name !== undefined && ts.isComputedPropertyName(each.name));
}

/** What an array may be at run time. */
function storagesOf({ storage, kinds }: ArrayType): readonly string[] {
  if (kinds === undefined) return [storage];
  return [
    'Float64Array',
    'Float32Array',
    ...(kinds.list ? ['Array'] : []),
    ...(kinds.integers ? ['Int8Array', 'Uint8Array', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array'] : []),
  ];
}

/** The value that a variable has at the cursor. */
export function valueGiven(cx: Lowering, node: ts.Expression): ValueId | undefined {
  const symbol = cx.ts.isIdentifier(node) ? symbolOf(cx, node) : undefined;
  const variable = symbol && lookUp(cx.scope, symbol);
  return variable?.state === undefined ? variable && cx.env.get(variable) : undefined;
}

/** The type of the value that a variable has at the cursor. */
function typeGiven(cx: Lowering, node: ts.Expression): IrType | undefined {
  const at = skipOuter(cx.ts, node);
  const value = valueGiven(cx, at);
  if (value === undefined) return undefined;
  const type = typeOf(cx, value);
  const declared = cx.checker.getTypeOfSymbol(symbolOf(cx, at as ts.Identifier)!);
  // Where the declaration says the same, the program asks for what its caller may have done wrong.
  const isSaid = (declared.flags & cx.ts.TypeFlags.TypeParameter) === 0 && cx.types.of(declared).kind === type.kind;
  return isSaid ? undefined : type;
}

function isView(type: IrType | undefined): boolean | undefined {
  const known = isArray(type);
  return known === undefined ? undefined : type?.kind === 'array' && !known;
}

function isArray(type: IrType | undefined): boolean | undefined {
  if (type?.kind === 'array') return type.kinds === undefined ? type.storage === 'Array' : undefined;
  return type?.kind === 'object' ? type.tuple : type?.kind === 'number' ? false : undefined;
}

/** Whether a value can never be a literal: by the type that it is declared with, whatever the comparison is told to overlook. */
function isOfAnotherKind(cx: Lowering, node: ts.Expression, literal: ts.Expression): boolean {
  const { ts } = cx;
  const kind = ts.isStringLiteralLike(literal)
    ? 'string'
    : ts.isNumericLiteral(literal)
      ? 'number'
      : literal.kind === ts.SyntaxKind.TrueKeyword || literal.kind === ts.SyntaxKind.FalseKeyword
        ? 'boolean'
        : undefined;
  const declaration = ts.isIdentifier(node) ? symbolOf(cx, node)?.valueDeclaration : undefined;
  const isUntyped = declaration !== undefined && ts.isParameter(declaration) && declaration.type === undefined;
  const value = kind === undefined || isUntyped ? undefined : valueGiven(cx, node);
  const name = value === undefined ? undefined : typeName(typeOf(cx, value));
  return name !== undefined && name !== kind;
}

/** `C === Float64Array`, where `C` is a parameter whose type says which kind of array it makes. */
function areOneConstructor(cx: Lowering, left: ts.Expression, right: ts.Expression): boolean | undefined {
  const [one, other] = [arrayMadeBy(cx, left), arrayMadeBy(cx, right)];
  return one === undefined || other === undefined ? undefined : one === other;
}

/** `new.target === C` in a constructor: whether the object at hand is made by `new C`. */
function isNewOf(cx: Lowering, node: ts.Expression, other: ts.Expression): boolean | undefined {
  const { ts } = cx;
  const made = cx.making?.line.at(-1);
  if (made === undefined || !ts.isMetaProperty(node) || node.keywordToken !== ts.SyntaxKind.NewKeyword)
    return undefined;
  const within = ts.findAncestor(node, (each) => ts.isFunctionLike(each) && !ts.isArrowFunction(each));
  const of = ts.isIdentifier(other) ? symbolAt(cx.project, other)?.valueDeclaration : undefined;
  if (within === undefined || !ts.isConstructorDeclaration(within) || of === undefined) return undefined;
  return ts.isClassDeclaration(of) ? of === made : undefined;
}
