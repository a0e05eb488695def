/** Turns a program into another that nobody would write, by a few mechanical edits of its tokens and of its syntax tree. */
import ts from 'typescript';
import type { Random } from '../../test-fixtures/runner/random.js';
import { oddExpressions, oddNames, oddPragmas, oddStatements, oddTypes } from './odd-pieces.js';

type Edit = { readonly start: number; readonly end: number; readonly text: string };
type Mutation = (at: Context) => Edit | readonly Edit[] | undefined;
type Context = {
  readonly text: string;
  readonly file: ts.SourceFile;
  readonly nodes: readonly ts.Node[];
  readonly tokens: readonly Edit[];
  readonly below: (count: number) => number;
  readonly pick: <T>(list: readonly T[]) => T | undefined;
};

/** The same program for the same random numbers. */
export function mutate(source: string, random: Random): string {
  let text = source;
  const below = (count: number): number => Math.floor(random() * count);
  const pick = <T>(list: readonly T[]): T | undefined => list[below(list.length)];
  for (let left = 1 + below(4); left > 0; left--) {
    const file = ts.createSourceFile('/mutated.ts', text, ts.ScriptTarget.ES2023, true);
    const at: Context = { text, file, nodes: nodesOf(file), tokens: tokensOf(text), below, pick };
    const made = pick(mutations)!(at);
    if (made === undefined) continue;
    const edits = ('start' in made ? [made] : made).toSorted((a, b) => b.start - a.start);
    for (const { start, end, text: inserted } of edits) text = text.slice(0, start) + inserted + text.slice(end);
  }
  return text;
}

function nodesOf(file: ts.SourceFile): ts.Node[] {
  const nodes: ts.Node[] = [];
  const waiting: ts.Node[] = [file];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    nodes.push(node);
    node.forEachChild((child) => void waiting.push(child));
  }
  return nodes;
}

function tokensOf(text: string): Edit[] {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2023, true, ts.LanguageVariant.Standard, text);
  const tokens: Edit[] = [];
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken)
    tokens.push({ start: scanner.getTokenStart(), end: scanner.getTokenEnd(), text: scanner.getTokenText() });
  return tokens;
}

const over = (node: ts.Node, text: string): Edit => ({ start: node.getStart(), end: node.end, text });
const before = (node: ts.Node, text: string): Edit => ({ start: node.getStart(), end: node.getStart(), text });
const expressions = ({ nodes }: Context): ts.Node[] => nodes.filter((node) => ts.isExpression(node) && !isName(node));
const statements = ({ nodes }: Context): ts.Node[] => nodes.filter((node) => ts.isStatement(node));
const functions = ({ nodes }: Context): ts.FunctionDeclaration[] => nodes.filter(ts.isFunctionDeclaration);

const isName = (node: ts.Node): boolean =>
  ts.isIdentifier(node) && 'name' in node.parent && (node.parent as { name?: unknown }).name === node;

const mutations: readonly Mutation[] = [
  // Tokens: deleted, doubled, exchanged, cut off.
  ({ tokens, pick }) => {
    const token = pick(tokens);
    return token && { ...token, text: '' };
  },
  ({ tokens, pick }) => {
    const token = pick(tokens);
    return token && { ...token, text: `${token.text} ${token.text}` };
  },
  ({ tokens, pick }) => {
    const [one, other] = [pick(tokens), pick(tokens)];
    if (one === undefined || other === undefined || one === other) return undefined;
    return [
      { ...one, text: other.text },
      { ...other, text: one.text },
    ];
  },
  ({ text, tokens, pick }) => {
    const token = pick(tokens);
    return token && { start: token.start, end: text.length, text: '' };
  },
  // Statements: deleted, doubled, moved, wrapped.
  (at) => {
    const node = at.pick(statements(at));
    return node && over(node, ts.isBlock(node) ? '{}' : '');
  },
  (at) => {
    const node = at.pick(statements(at));
    return node && before(node, `${node.getText()}\n`);
  },
  (at) => {
    const [one, other] = [at.pick(statements(at)), at.pick(statements(at))];
    if (one === undefined || other === undefined || one.pos < other.end === other.pos < one.end) return undefined;
    return [over(one, other.getText()), over(other, one.getText())];
  },
  (at) => {
    const node = at.pick(statements(at));
    const text = at.pick(oddStatements);
    return node && text !== undefined ? before(node, `${text}\n`) : undefined;
  },
  (at) => {
    const node = at.pick(statements(at).filter((each) => !ts.isBlock(each)));
    const [open, close] = at.pick(wrappers)!;
    return node && over(node, `${open}${node.getText()}${close}`);
  },
  // Expressions: replaced by another of the file, by an odd one, or wrapped in one.
  (at) => {
    const [one, other] = [at.pick(expressions(at)), at.pick(expressions(at))];
    return one && other && over(one, `(${other.getText()})`);
  },
  (at) => {
    const [one, other] = [at.pick(expressions(at)), at.pick(expressions(at))];
    return one && other && over(one, other.getText());
  },
  (at) => {
    const node = at.pick(expressions(at));
    return (
      node &&
      over(
        node,
        at.pick(oddExpressions)!.replaceAll('$', () => node.getText()),
      )
    );
  },
  (at) => {
    const node = at.pick(at.nodes.filter(ts.isNumericLiteral));
    return (
      node &&
      over(node, at.pick(['0', '-1', '1e400', 'NaN', '-0', '5e-324', '0x10', '1n', '2.5', '1_000', '.5', '5.'])!)
    );
  },
  (at) => {
    const node = at.pick(at.nodes.filter(ts.isBinaryExpression));
    const operators = [
      '+',
      '-',
      '*',
      '/',
      '%',
      '**',
      '<',
      '>',
      '==',
      '!==',
      '&&',
      '||',
      '??',
      ',',
      '=',
      '+=',
      '**=',
      '??=',
      '|',
      '>>>',
      'in',
      'instanceof',
    ];
    return node && over(node.operatorToken, at.pick(operators)!);
  },
  // Types.
  (at) => {
    const node = at.pick(at.nodes.filter(ts.isTypeNode));
    return (
      node &&
      over(
        node,
        at.pick(oddTypes)!.replaceAll('$', () => node.getText()),
      )
    );
  },
  (at) => {
    const node = at.pick(at.nodes.filter(ts.isParameter));
    const text = node?.getText() ?? '';
    return (
      node &&
      over(
        node,
        at.pick([
          `...${text}`,
          `${text} = 1`,
          `${text}, extra?: number`,
          `{ ${text} }`,
          `readonly ${text}`,
          `this: Date, ${text}`,
        ])!,
      )
    );
  },
  // Functions of another kind.
  (at) => {
    const node = at.pick(functions(at));
    const text = node?.getText() ?? '';
    const inner = text.replace(/^export /, '');
    const member = inner.replace(/^function /, '');
    return (
      node &&
      over(
        node,
        at.pick([
          text.replace('function ', 'async function '),
          text.replace('function ', 'function* '),
          text.replace(/^/, 'declare '),
          text.replace('export ', 'export default '),
          text.replace(/function \w+/, 'function '),
          text.replace(/(function \w+)/, '$1<T extends number>'),
          `class Holder { ${member} }`,
          `class Holder { static ${member} }`,
          `abstract class Holder { abstract ${member} }`,
          `class Holder { get ${member} }`,
          `export namespace space { ${text} }`,
          `const holder = { ${member} };`,
          `{ ${inner} }`,
          `function outer() { ${inner} }`,
          text.replace(/\{/, ';\n{'),
          `${text.slice(0, Math.max(0, text.indexOf('{')))};\n${text}`,
        ])!,
      )
    );
  },
  // Names that clash with generated ones, or shadow global ones.
  ({ nodes, pick }) => {
    const node = pick(nodes.filter(ts.isIdentifier));
    const name = pick(oddNames)!;
    return node && nodes.filter(ts.isIdentifier).flatMap((each) => (each.text === node.text ? [over(each, name)] : []));
  },
  ({ nodes, pick }) => {
    const node = pick(nodes.filter(ts.isIdentifier));
    return node && over(node, pick(oddNames)!);
  },
  // Pragmas.
  ({ text, pick }) => {
    const start = text.indexOf('// @differentiable');
    if (start < 0) return undefined;
    const end = text.indexOf('\n', start);
    return { start, end: end < 0 ? text.length : end, text: pick(oddPragmas)! };
  },
  (at) => {
    const node = at.pick(statements(at));
    return node && before(node, `${at.pick(oddPragmas)!}\n`);
  },
  // Characters.
  ({ text, below, pick }) => {
    const start = below(text.length + 1);
    return {
      start,
      end: start,
      text: pick(['\uFEFF', '\u2028', '\r\n', '\0', '\u00a0', '`', '"', '/*', '*/', '\\', '#', '@', '\ud800', '\t'])!,
    };
  },
  ({ text }) => ({ start: 0, end: text.length, text: text.replace(/\r?\n/g, '\r\n') }),
  ({ text }) => ({ start: 0, end: text.length, text: text.replace(/(?<!\/\/.*)\n/g, ' ') }),
];

const wrappers: readonly (readonly [string, string])[] = [
  ['{ ', ' }'],
  ['try { ', ' } finally {}'],
  ['try { ', ' } catch {}'],
  ['for (;;) { ', ' break; }'],
  ['do { ', ' } while (false);'],
  ['label: { ', ' break label; }'],
  ['label: for (const i of [1, 2]) { ', ' continue label; }'],
  ['switch (1) { default: ', ' }'],
  ['if (true) { ', ' } else { return; }'],
  ['with ({}) { ', ' }'],
  ['(() => { ', ' })();'],
  ['async () => { ', ' };'],
  ['{ using d = null; ', ' }'],
];
