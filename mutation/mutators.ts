/**
 * What is broken, one thing at a time: the mutators of Stryker, and some for what this compiler is written in, where a call
 * makes an operation, names a primitive or asks for a value.
 */

/** As much of a syntax node (Babel's) as is looked at here. */
export type Node = { readonly type: string; readonly [key: string]: unknown };
type Path = { readonly node: Node; readonly parent: Node; readonly key: string | number | null };
export type Mutator = { readonly name: string; mutate(path: Path): Iterable<Node> };

/** Not mutated: text is mostly messages; where it is the name of a primitive it is swapped below, and compared it is a condition. */
export const excluded: readonly string[] = ['StringLiteral', 'Regex'];

const swaps = new Map(
  [
    ['add', 'sub'],
    ['mul', 'div'],
    ['neg', 'plus'],
    ['lt', 'le'],
    ['gt', 'ge'],
    ['eq', 'ne'],
    ['and', 'or'],
    ['sin', 'cos'],
    ['sinh', 'cosh'],
    ['min', 'max'],
    ['exp', 'expm1'],
    ['sqrt', 'cbrt'],
    ['abs', 'sqrt'],
  ].flatMap(([x, y]) => [
    [x!, y!],
    [y!, x!],
  ]),
);

const methods = new Set(['add', 'sub', 'mul', 'div', 'lt', 'le', 'gt', 'ge', 'eq']);

const withField = (node: Node, field: string, value: unknown): Node => ({ ...structuredClone(node), [field]: value });

const child = (node: Node, field: string): Node => node[field] as Node;

/** A statement that only calls something does nothing: every accumulation, zeroing, request and recording in turn. */
const callDeletion: Mutator = {
  name: 'CallDeletion',
  *mutate({ node }) {
    if (node.type !== 'ExpressionStatement' || child(node, 'expression').type !== 'CallExpression') return;
    yield { type: 'EmptyStatement' };
  },
};

/** Another primitive: `on.add` for `on.sub`, `'mul'` for `'div'` among the arguments of a call, no `on.neg`. */
const primitiveSwap: Mutator = {
  name: 'PrimitiveSwap',
  *mutate({ node, parent, key }) {
    if (node.type === 'StringLiteral' && parent.type === 'CallExpression' && key !== 'callee') {
      const other = swaps.get(node['value'] as string);
      if (other !== undefined) yield { type: 'StringLiteral', value: other };
      return;
    }
    if (node.type !== 'CallExpression' || child(node, 'callee').type !== 'MemberExpression') return;
    const callee = child(node, 'callee');
    const name = child(callee, 'property')['name'] as string;
    const args = node['arguments'] as readonly Node[];
    if (name === 'neg' && args.length === 1) yield structuredClone(args[0]!);
    if (!methods.has(name) || args.length !== 2) return;
    yield withField(
      node,
      'callee',
      withField(callee, 'property', { type: 'Identifier', name: swaps.get(name) ?? 'lt' }),
    );
  },
};

/** The operands of what does not commute, and the branches of a choice, the other way round. */
const operandSwap: Mutator = {
  name: 'OperandSwap',
  *mutate({ node }) {
    if (node.type === 'ConditionalExpression') {
      const copy = structuredClone(node);
      yield { ...copy, consequent: copy['alternate'], alternate: copy['consequent'] };
      return;
    }
    if (node.type !== 'CallExpression' || child(node, 'callee').type !== 'MemberExpression') return;
    const name = child(child(node, 'callee'), 'property')['name'] as string;
    const args = structuredClone(node['arguments'] as readonly Node[]);
    if ((name === 'sub' || name === 'div') && args.length === 2) yield withField(node, 'arguments', [args[1], args[0]]);
    if (name === 'select' && args.length === 3) yield withField(node, 'arguments', [args[0], args[2], args[1]]);
  },
};

/** One more: constants of rules, indices of arguments and results, limits. */
const numberLiteral: Mutator = {
  name: 'NumberLiteral',
  *mutate({ node }) {
    if (node.type === 'NumericLiteral') yield { type: 'NumericLiteral', value: (node['value'] as number) + 1 };
  },
};

export const ownMutators: readonly Mutator[] = [callDeletion, primitiveSwap, operandSwap, numberLiteral];
