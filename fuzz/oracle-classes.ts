/** Classes of the oracle's programs: what `new`, `super` and members of instances mean. */
import type { AnyNode, Class, Expression, Function as FunctionNode } from 'acorn';
import { Scope } from './oracle-scope.js';
import type { Fields, Fn, Value } from './oracle-values.js';

/** A class; its static members are its own properties. */
export class ClassValue {
  [name: string]: unknown;
  constructor(
    /** Where instances look for methods and accessors. */
    readonly prototype: object,
    /** Makes an instance, of this class or of one that extends it. */
    readonly construct: (args: readonly Value[], prototype: object) => Fields,
  ) {}
}

/** What classes extend that are lists. */
const arrays = new ClassValue(Array.prototype, (args, prototype) => {
  const made: Value[] =
    args.length === 1 && typeof args[0] === 'number' ? new Array<Value>(args[0]) : ([...args] as Value[]);
  return Object.setPrototypeOf(made, prototype) as Fields;
});

export type Evaluator = {
  readonly evaluate: (node: Expression, scope: Scope) => Value;
  readonly closure: (node: FunctionNode, scope: Scope) => Fn;
};

export function makeClass(node: Class, outer: Scope, { evaluate, closure }: Evaluator): ClassValue {
  const extended = node.superClass;
  const parent = !extended
    ? undefined
    : extended.type === 'Identifier' && extended.name === 'Array' && !outer.has('Array')
      ? arrays
      : (evaluate(extended, outer) as unknown as ClassValue);
  const prototype = Object.create(parent?.prototype ?? Object.prototype) as object;
  const scope = new Scope(outer);
  scope.declare('super', (parent?.prototype ?? {}) as Fields);
  const name = (key: AnyNode): string => {
    if (key.type === 'Identifier') return key.name;
    if (key.type === 'PrivateIdentifier') return `#${key.name}`;
    throw new Error('the oracle does not know computed members');
  };
  const within = (self: Value): Scope => {
    const inner = new Scope(scope);
    inner.declare('this', self);
    return inner;
  };
  const fields = node.body.body.flatMap((member) =>
    member.type === 'PropertyDefinition' && !member.static ? [member] : [],
  );
  const initialise = (self: Fields): void => {
    for (const { key, value } of fields)
      Object.defineProperty(self, name(key), {
        value: value ? evaluate(value, within(self)) : undefined,
        writable: true,
        enumerable: !name(key).startsWith('#'),
        configurable: true,
      });
  };
  const methods = node.body.body.flatMap((member) => (member.type === 'MethodDefinition' ? [member] : []));
  const own = methods.find(({ kind }) => kind === 'constructor');
  const construct = (args: readonly Value[], of: object): Fields => {
    const body = new Scope(scope);
    if (parent === undefined) {
      const self = Object.create(of) as Fields;
      initialise(self);
      if (own) closure(own.value, scope).apply(self, [...args]);
      return self;
    }
    let self: Fields | undefined;
    const callSuper: Fn = (...given) => {
      self = parent.construct(given, of);
      body.find('this').value = self;
      initialise(self);
      return undefined;
    };
    body.declare('this', undefined);
    body.declare('super()', callSuper);
    if (own) closure({ ...own.value, type: 'ArrowFunctionExpression' } as unknown as FunctionNode, body)(...args);
    else callSuper(...args);
    return self!;
  };
  const made = new ClassValue(prototype, construct);
  for (const { key, kind, value, static: isStatic } of methods) {
    if (kind === 'constructor') continue;
    const fn = closure(value, scope);
    const member = kind === 'get' ? { get: fn } : kind === 'set' ? { set: fn } : { value: fn };
    Object.defineProperty(isStatic ? made : prototype, name(key), { ...member, configurable: true });
  }
  for (const member of node.body.body) {
    if (member.type === 'StaticBlock')
      closure(
        {
          type: 'FunctionExpression',
          params: [],
          body: { ...member, type: 'BlockStatement' },
        } as unknown as FunctionNode,
        scope,
      ).apply(made as unknown as Fields, []);
    if (member.type === 'PropertyDefinition' && member.static)
      made[name(member.key)] = member.value ? evaluate(member.value, within(made as unknown as Fields)) : undefined;
  }
  return made;
}

export const isInstance = (value: Value, of: Value): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.prototype.isPrototypeOf.call((of as unknown as ClassValue).prototype, value);
