/** Constructs that the generator must go on writing, as they are seen in a program's syntax and in the names that it gives. */
import ts from 'typescript';

const keptTypes: Readonly<Record<string, string>> = {
  number: 'variable',
  boolean: 'flag',
  'number[]': 'array',
  '[number, number]': 'tuple',
  'number[][]': 'rows',
  Float64Array: 'typed array',
  Float32Array: 'array of single precision',
};
const keptAs = (type: string): string => keptTypes[type] ?? (type.startsWith('{') ? 'object' : 'instance');

const lists = { fs: 'functions in an array', tb: 'functions under keys', ls: 'objects with functions' } as const;
const listOf = (name: string): string | undefined => lists[/^(fs|tb|ls)\d+$/.exec(name)?.[1] as keyof typeof lists];

const places = ['f', 'a helper', 'a method', 'a function inside'] as const;
const ways = ['for (;;)', 'for-of', 'forEach'] as const;

/** Methods that pass over holes, or keep them. */
const passing = ['map', 'forEach', 'reduce', 'reduceRight', 'filter', 'some', 'every', 'flatMap', 'concat', 'slice'];

/** What a run of some length must contain. */
export const wantedConstructs: readonly string[] = [
  ...[...Object.values(keptTypes), 'object', 'instance'].map((kind) => `the module keeps: ${kind}`),
  ...places.flatMap((place) => [`kept is written: in ${place}`, `kept is read: in ${place}`]),
  'kept is written: in a loop',
  'kept is written: in a try block',
  ...Object.values(lists).flatMap((list) => [
    list,
    `${list}: of the module`,
    `${list}: called in a loop`,
    `${list}: called out of loops`,
  ]),
  ...['fs', 'ls'].flatMap((list) => ways.map((way) => `${lists[list as 'fs']}: ${way}`)),
  ...['for-in', 'for-of keys'].map((way) => `${lists.tb}: ${way}`),
  `${lists.ls}: taken apart`,
  `${lists.fs}: parameter`,
  `${lists.ls}: parameter`,
  'listed function: with statements',
  'listed function: with a loop or an early return',
  ...['field', 'method', 'static method', 'of another object'].map((what) => `private name: ${what}`),
  'class expression',
  'class expression: with a name of its own',
  'class expression: in a function',
  'this in an object literal',
  'this in an object literal: with a loop',
  'this in an object literal: with an early return',
  'this in an object literal: another method',
  ...['array', 'typed array', 'object', 'instance'].map((kind) => `number or ${kind}`),
  ...['typeof', 'instanceof', 'Array.isArray'].map((how) => `number or reference: asked by ${how}`),
  'number or reference: in a method',
  ...['typeof', 'presence', '?.', '?? or ||', 'null'].map((how) => `callback that may be left out: asked by ${how}`),
  ...['left out', 'undefined', 'null', 'given'].map((how) => `callback that may be left out: ${how}`),
  'literal that is written behind its end',
  'literal that is appended to by its length',
  'array with holes: in a loop',
  ...passing.map((method) => `array with holes: ${method}`),
];

type Context = { readonly place: (typeof places)[number] | undefined; readonly loops: number; readonly tries: number };

export function constructsOf(file: ts.SourceFile): ReadonlySet<string> {
  const found = new Set<string>();
  const kept = new Set<string>();
  /** Parameters that are a number or a reference, or a callback that may be left out. */
  const either = new Set<string>();
  const optional = new Set<string>();
  /** Functions with such callbacks: how many arguments stand in front of each. */
  const calledBack = new Map<string, readonly number[]>();
  const text = (node: ts.Node): string => node.getText(file);

  const declaration = (node: ts.VariableDeclaration, of: Context): void => {
    const name = text(node.name);
    const outside = of.place === undefined;
    if (outside && /^_m\d+$/.test(name) && node.type) {
      kept.add(name);
      found.add(`the module keeps: ${keptAs(text(node.type))}`);
    }
    const list = listOf(name);
    if (list === undefined) return;
    found.add(list);
    if (outside) found.add(`${list}: of the module`);
    const visit = (inner: ts.Node): void => {
      if ((ts.isArrowFunction(inner) || ts.isFunctionExpression(inner)) && ts.isBlock(inner.body)) {
        found.add('listed function: with statements');
        if (leavesEarly(inner.body) || hasLoop(inner.body))
          found.add('listed function: with a loop or an early return');
      }
      ts.forEachChild(inner, visit);
    };
    if (node.initializer) visit(node.initializer);
  };

  const parameter = (node: ts.ParameterDeclaration, index: number): void => {
    const [name, type] = [text(node.name), node.type ? text(node.type) : ''];
    const other = /^number \| (.*)$/s.exec(type)?.[1];
    if (other !== undefined) {
      either.add(name);
      found.add(`number or ${keptAs(other)}`);
      if (ts.isMethodDeclaration(node.parent)) found.add('number or reference: in a method');
    }
    if (type.includes('=>') && (node.questionToken || node.initializer)) {
      optional.add(name);
      const { parent } = node;
      if (ts.isFunctionDeclaration(parent) && parent.name)
        calledBack.set(parent.name.text, [...(calledBack.get(parent.name.text) ?? []), index]);
    }
    const list = listOf(name);
    if (list !== undefined) found.add(`${list}: parameter`);
  };

  const call = (node: ts.CallExpression, of: Context): void => {
    const list = listOf(rootOf(node.expression));
    const isMember = ts.isPropertyAccessExpression(node.expression);
    const method = isMember ? (node.expression as ts.PropertyAccessExpression).name.text : '';
    if (isMember && isHoley(text(node.expression))) found.add(`array with holes: ${method}`);
    if (list !== undefined && method === 'forEach') found.add(`${list}: forEach`);
    else if (list !== undefined && !['map', 'reduce', 'some'].includes(method))
      found.add(`${list}: called ${of.loops > 0 ? 'in a loop' : 'out of loops'}`);
    for (const index of calledBack.get(text(node.expression)) ?? []) {
      const given = node.arguments[index];
      const how = given === undefined ? 'left out' : text(given);
      found.add(`callback that may be left out: ${['left out', 'undefined', 'null'].includes(how) ? how : 'given'}`);
    }
    if (node.questionDotToken && optional.has(text(node.expression)))
      found.add('callback that may be left out: asked by ?.');
    if (text(node.expression) === 'Array.isArray' && either.has(text(node.arguments[0]!)))
      found.add('number or reference: asked by Array.isArray');
  };

  const write = (node: ts.Node): void => {
    if (!ts.isElementAccessExpression(node) || !isTarget(node)) return;
    const [name, index] = [text(node.expression), text(node.argumentExpression)];
    if (index === `${name}.length`) found.add('literal that is appended to by its length');
    if (/^(a|holey)\d+$/.test(name) && index === '2') found.add('literal that is written behind its end');
  };

  const question = (node: ts.Node): void => {
    if (ts.isTypeOfExpression(node)) {
      const asked = text(node.expression);
      if (either.has(asked)) found.add('number or reference: asked by typeof');
      if (optional.has(asked)) found.add('callback that may be left out: asked by typeof');
    }
    if (ts.isPrefixUnaryExpression(node) && optional.has(text(node.operand)))
      found.add('callback that may be left out: asked by presence');
    if (!ts.isBinaryExpression(node)) return;
    const [asked, operator] = [text(node.left), text(node.operatorToken)];
    if (operator === 'instanceof' && either.has(asked)) found.add('number or reference: asked by instanceof');
    if (!optional.has(asked)) return;
    if (operator === '??' || operator === '||') found.add('callback that may be left out: asked by ?? or ||');
    if (text(node.right) === 'null') found.add('callback that may be left out: asked by null');
  };

  const loop = (node: ts.Node): void => {
    if (ts.isForOfStatement(node)) {
      const list = listOf(rootOf(node.expression));
      if (list !== undefined) found.add(`${list}: for-of`);
      if (list !== undefined && text(node.initializer).includes('{')) found.add(`${list}: taken apart`);
      if (/^\['k0', .*as const$/.test(text(node.expression))) found.add(`${lists.tb}: for-of keys`);
    }
    if (ts.isForInStatement(node) && listOf(rootOf(node.expression)) !== undefined) found.add(`${lists.tb}: for-in`);
    if (ts.isForStatement(node)) {
      const list = /\b((?:fs|ls)\d+)\.length/.exec(text(node).split('{', 1)[0]!)?.[1];
      if (list !== undefined) found.add(`${listOf(list)}: for (;;)`);
      if (/\bholey\d+\.length/.test(text(node).split('{', 1)[0]!)) found.add('array with holes: in a loop');
    }
  };

  const privateName = (node: ts.PrivateIdentifier): void => {
    const { parent } = node;
    if (ts.isPropertyDeclaration(parent)) found.add('private name: field');
    if (ts.isMethodDeclaration(parent))
      found.add(`private name: ${ts.getModifiers(parent)?.length ? 'static method' : 'method'}`);
    if (ts.isPropertyAccessExpression(parent) && ts.isIdentifier(parent.expression))
      found.add('private name: of another object');
  };

  const inLiteral = (node: ts.MethodDeclaration): void => {
    const body = text(node);
    if (!ts.isObjectLiteralExpression(node.parent) || !node.body || !body.includes('this.')) return;
    found.add('this in an object literal');
    if (hasLoop(node.body)) found.add('this in an object literal: with a loop');
    if (leavesEarly(node.body)) found.add('this in an object literal: with an early return');
    if (/this\.note\(/.test(body)) found.add('this in an object literal: another method');
  };

  const visit = (node: ts.Node, of: Context): void => {
    if (ts.isVariableDeclaration(node)) declaration(node, of);
    if (ts.isParameter(node)) parameter(node, node.parent.parameters.indexOf(node));
    if (ts.isCallExpression(node)) call(node, of);
    write(node);
    if (ts.isIterationStatement(node, false)) loop(node);
    if (ts.isPrivateIdentifier(node)) privateName(node);
    if (ts.isMethodDeclaration(node)) inLiteral(node);
    if (ts.isClassExpression(node)) {
      found.add('class expression');
      if (node.name) found.add('class expression: with a name of its own');
      if (of.place !== undefined) found.add('class expression: in a function');
    }
    question(node);
    if (ts.isIdentifier(node) && kept.has(node.text) && of.place !== undefined) {
      const isWritten = isTarget(node);
      found.add(`kept is ${isWritten ? 'written' : 'read'}: in ${of.place}`);
      if (isWritten && of.loops > 0) found.add('kept is written: in a loop');
      if (isWritten && of.tries > 0) found.add('kept is written: in a try block');
    }
    ts.forEachChild(node, (child) => visit(child, within(node, child, of)));
  };
  visit(file, { place: undefined, loops: 0, tries: 0 });
  return found;
}

function within(node: ts.Node, child: ts.Node, of: Context): Context {
  if (ts.isFunctionLike(node))
    return { place: of.place === undefined ? placeOf(node) : inside(node), loops: 0, tries: 0 };
  const loops = of.loops + (ts.isIterationStatement(node, false) ? 1 : 0);
  return { ...of, loops, tries: of.tries + (ts.isTryStatement(node) && child === node.tryBlock ? 1 : 0) };
}

const inside = (node: ts.Node): Context['place'] =>
  ts.isMethodDeclaration(node) || ts.isAccessor(node) ? 'a method' : 'a function inside';

/** Undefined for those that nobody differentiates. */
function placeOf(node: ts.Node): Context['place'] {
  if (ts.isFunctionDeclaration(node)) return node.name?.text === 'f' ? 'f' : 'a helper';
  return ts.isClassElement(node) ? 'a method' : undefined;
}

/** Whether an expression begins with one of the names that the generator gives to arrays that may have holes. */
const isHoley = (expression: string): boolean => /^holey\d+\b/.test(expression);

/** The variable that an expression begins with. */
function rootOf(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return node.text;
  if (
    ts.isNonNullExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isPropertyAccessExpression(node)
  )
    return rootOf(node.expression);
  return '';
}

/** Whether what stands there, or a place in it, is assigned. */
function isTarget(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent))
    return parent.left === node && /^([-+*/%&|^]|<<|>>>?|\*\*|&&|\|\||\?\?)?=$/.test(parent.operatorToken.getText());
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent))
    return parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken;
  const isOwner =
    (ts.isElementAccessExpression(parent) || ts.isPropertyAccessExpression(parent)) && parent.expression === node;
  return (isOwner || ts.isNonNullExpression(parent)) && isTarget(parent);
}

const someNode = (root: ts.Node, test: (node: ts.Node) => boolean): boolean =>
  test(root) || (ts.forEachChild(root, (child) => someNode(child, test)) ?? false);
const hasLoop = (body: ts.Block): boolean => someNode(body, (node) => ts.isIterationStatement(node, false));
const leavesEarly = (body: ts.Block): boolean =>
  someNode(body, (node) => ts.isReturnStatement(node) && node.parent !== body);
