/**
 * An evaluator of TypeScript over hyper-dual numbers, apart from the compiler in every respect: it strips the types, parses
 * JavaScript and walks the tree. Values are those of running the program, bit for bit.
 */
import { parse, type AnyNode, type Expression, type Function as FunctionNode, type Pattern } from 'acorn';
import { transformSync } from 'esbuild';
import { callMath, Dual, kinks, negative, operators, type Num, valueOf } from './hyper-dual.js';
import { callMethod, callStatic, construct } from './oracle-library.js';
import {
  Floats,
  indexOf,
  isFields,
  isNumber,
  lift,
  lower,
  plain,
  type Fields,
  type Fn,
  type Value,
} from './oracle-values.js';

export class TooLong extends Error {}

/** What the program throws. */
class Thrown extends Error {
  constructor(readonly value: Value) {
    super('thrown');
  }
}

type Exit =
  | { readonly kind: 'break' | 'continue'; readonly label: string | undefined }
  | { readonly kind: 'return'; readonly value: Value };

class Scope {
  readonly names = new Map<string, { value: Value }>();
  constructor(readonly outer?: Scope) {}
  find(name: string): { value: Value } {
    const found = this.names.get(name) ?? this.outer?.find(name);
    if (!found) throw new Error(`the oracle does not know the name ${name}`);
    return found;
  }
  declare(name: string, value: Value): void {
    this.names.set(name, { value });
  }
  has(name: string): boolean {
    return this.names.has(name) || (this.outer?.has(name) ?? false);
  }
}

export type Evaluation = {
  readonly value: Value;
  readonly args: readonly Value[];
  /** Whether it met a place without a derivative. */
  readonly kink: boolean;
  /** The message of the exception that it ended with. */
  readonly thrown: string | undefined;
  /** What the module's `log` holds at the end. */
  readonly log: unknown;
};

/** Evaluates exported functions of `source`, each call in a fresh module. */
export function createOracle(source: string, limit = 100_000) {
  const { code } = transformSync(source, { loader: 'ts', target: 'es2023' });
  const program = parse(code, { ecmaVersion: 2023, sourceType: 'module' });
  return (
    name: string,
    args: readonly unknown[],
    first: readonly unknown[],
    second: readonly unknown[],
  ): Evaluation => {
    const interpreter = new Interpreter(limit);
    const globals = new Scope();
    globals.declare('stopGradient', (x) => (x instanceof Dual ? x.v : x));
    interpreter.statements(program.body, globals);
    const lifted = lift(args, first, second);
    const before = kinks.count;
    let [value, thrown]: [Value, string | undefined] = [undefined, undefined];
    try {
      value = (globals.find(name).value as Fn)(...lifted);
    } catch (error) {
      if (!(error instanceof Thrown)) throw error;
      thrown = String((error.value as Fields)['message']);
    }
    const log = globals.has('log') ? lower(globals.find('log').value, 'v') : undefined;
    return { value, args: lifted, kink: kinks.count > before, thrown, log };
  };
}

class Interpreter {
  private steps = 0;
  constructor(private readonly limit: number) {}

  statements(body: readonly AnyNode[], scope: Scope): Exit | undefined {
    for (const node of body) {
      const inner = node.type === 'ExportNamedDeclaration' ? node.declaration : node;
      if (inner?.type === 'FunctionDeclaration' && inner.id) scope.declare(inner.id.name, this.closure(inner, scope));
    }
    for (const node of body) {
      const exit = this.statement(node, scope);
      if (exit) return exit;
    }
    return undefined;
  }

  private closure(node: FunctionNode, outer: Scope): Fn {
    return (...args) => {
      this.tick();
      const scope = new Scope(outer);
      node.params.forEach((param, i) => {
        if (param.type === 'RestElement') this.bind(param.argument, args.slice(i), scope, true);
        else this.bind(param, args[i], scope, true);
      });
      if (node.body.type !== 'BlockStatement') return this.expression(node.body, scope);
      const exit = this.statements(node.body.body, scope);
      return exit?.kind === 'return' ? exit.value : undefined;
    };
  }

  private tick(): void {
    if (++this.steps > this.limit) throw new TooLong('the program takes too long');
  }

  private statement(node: AnyNode, scope: Scope, labels: readonly string[] = []): Exit | undefined {
    this.tick();
    switch (node.type) {
      case 'ExportNamedDeclaration':
        return node.declaration ? this.statement(node.declaration, scope) : undefined;
      case 'FunctionDeclaration':
      case 'EmptyStatement':
      case 'ImportDeclaration':
        return undefined;
      case 'ThrowStatement':
        throw new Thrown(this.expression(node.argument, scope));
      case 'ExpressionStatement':
        this.expression(node.expression, scope);
        return undefined;
      case 'VariableDeclaration':
        for (const { id, init } of node.declarations)
          this.bind(id, init ? this.expression(init, scope) : undefined, scope, true);
        return undefined;
      case 'BlockStatement': {
        const exit = this.statements(node.body, new Scope(scope));
        return leaves(exit, labels) ? undefined : exit;
      }
      case 'IfStatement': {
        const arm = plain(this.expression(node.test, scope)) ? node.consequent : node.alternate;
        return arm ? this.statement(arm, scope) : undefined;
      }
      case 'LabeledStatement': {
        const exit = this.statement(node.body, scope, [...labels, node.label.name]);
        return exit?.kind === 'break' && exit.label === node.label.name ? undefined : exit;
      }
      case 'BreakStatement':
        return { kind: 'break', label: node.label?.name };
      case 'ContinueStatement':
        return { kind: 'continue', label: node.label?.name };
      case 'ReturnStatement':
        return { kind: 'return', value: node.argument ? this.expression(node.argument, scope) : undefined };
      case 'WhileStatement':
        return this.loop(labels, {
          test: () => this.expression(node.test, scope),
          body: () => this.statement(node.body, scope),
        });
      case 'DoWhileStatement': {
        let started = false;
        return this.loop(labels, {
          test: () => (started ? this.expression(node.test, scope) : (started = true)),
          body: () => this.statement(node.body, scope),
        });
      }
      case 'ForStatement': {
        let turn = new Scope(scope);
        if (node.init?.type === 'VariableDeclaration') this.statement(node.init, turn);
        else if (node.init) this.expression(node.init, turn);
        return this.loop(labels, {
          test: () => (node.test ? this.expression(node.test, turn) : true),
          body: () => this.statement(node.body, turn),
          // Each turn has bindings of its own, which start with the values of the last.
          next: () => {
            const fresh = new Scope(scope);
            for (const [name, { value }] of turn.names) fresh.declare(name, value);
            turn = fresh;
            if (node.update) this.expression(node.update, turn);
          },
        });
      }
      case 'ForOfStatement': {
        const items = this.expression(node.right, scope);
        if (!Array.isArray(items) && !(items instanceof Floats)) throw new Error('the oracle iterates arrays only');
        let i = 0;
        return this.loop(labels, {
          test: () => i < items.length,
          body: () => {
            const turn = new Scope(scope);
            const item = Array.isArray(items) ? items[i] : items.get(i);
            i++;
            if (node.left.type === 'VariableDeclaration') this.bind(node.left.declarations[0]!.id, item, turn, true);
            else this.bind(node.left, item, turn, false);
            return this.statement(node.body, turn);
          },
        });
      }
      case 'SwitchStatement': {
        const chosen = plain(this.expression(node.discriminant, scope));
        const inner = new Scope(scope);
        const matches = (test: Expression): boolean => plain(this.expression(test, inner)) === chosen;
        let start = node.cases.findIndex(({ test }) => test && matches(test));
        if (start < 0) start = node.cases.findIndex(({ test }) => !test);
        if (start < 0) return undefined;
        const body = node.cases.slice(start).flatMap(({ consequent }) => consequent);
        const exit = this.statements(body, inner);
        return exit?.kind === 'break' && exit.label === undefined ? undefined : exit;
      }
      default:
        throw new Error(`the oracle does not know the statement ${node.type}`);
    }
  }

  private loop(
    labels: readonly string[],
    turn: { test: () => Value; body: () => Exit | undefined; next?: () => void },
  ): Exit | undefined {
    while (plain(turn.test())) {
      this.tick();
      const exit = turn.body();
      if (exit) {
        const mine = exit.kind !== 'return' && (exit.label === undefined || labels.includes(exit.label));
        if (!mine) return exit;
        if (exit.kind === 'break') return undefined;
      }
      turn.next?.();
    }
    return undefined;
  }

  /** Assigns to a pattern; `fresh` declares its names. */
  private bind(target: Pattern, value: Value, scope: Scope, fresh: boolean): void {
    switch (target.type) {
      case 'Identifier':
        if (fresh) scope.declare(target.name, value);
        else scope.find(target.name).value = value;
        return;
      case 'MemberExpression':
        this.place(target, scope).write(value);
        return;
      case 'AssignmentPattern':
        this.bind(target.left, value === undefined ? this.expression(target.right, scope) : value, scope, fresh);
        return;
      case 'ArrayPattern': {
        const items = value instanceof Floats ? value.items() : (value as Value[]);
        target.elements.forEach((element, i) => {
          if (element?.type === 'RestElement') this.bind(element.argument, items.slice(i), scope, fresh);
          else if (element) this.bind(element, items[i], scope, fresh);
        });
        return;
      }
      case 'ObjectPattern':
        for (const property of target.properties) {
          if (property.type === 'RestElement') throw new Error('the oracle does not know rest properties');
          this.bind(property.value, (value as Fields)[nameOf(property.key)], scope, fresh);
        }
        return;
      default:
        throw new Error(`the oracle does not know the pattern ${target.type}`);
    }
  }

  private place(target: AnyNode, scope: Scope): { read: () => Value; write: (value: Value) => void } {
    if (target.type === 'Identifier') {
      const cell = scope.find(target.name);
      return { read: () => cell.value, write: (value) => (cell.value = value) };
    }
    if (target.type !== 'MemberExpression' || target.object.type === 'Super')
      throw new Error(`the oracle cannot assign to ${target.type}`);
    const object = this.expression(target.object, scope);
    if (!target.computed) {
      const name = nameOf(target.property);
      return {
        read: () => this.property(object, name),
        write: (value) => ((object as Fields)[name] = name === 'length' ? (plain(value) as Value) : value),
      };
    }
    const index = indexOf(this.expression(target.property as Expression, scope));
    if (Array.isArray(object)) return { read: () => object[index], write: (value) => (object[index] = value) };
    if (object instanceof Floats)
      return { read: () => object.get(index), write: (value) => object.set(index, value as Num) };
    throw new Error('the oracle indexes arrays only');
  }

  private property(object: Value, name: string): Value {
    if (Array.isArray(object) || object instanceof Floats) {
      if (name === 'length') return object.length;
      throw new Error(`the oracle does not know the property ${name}`);
    }
    if (isFields(object)) return object[name];
    throw new Error(`the oracle cannot read ${name}`);
  }

  private call(node: Expression & { type: 'CallExpression' }, scope: Scope): Value {
    const { callee } = node;
    const args = (): Value[] =>
      node.arguments.flatMap((arg) => {
        if (arg.type !== 'SpreadElement') return [this.expression(arg, scope)];
        const items = this.expression(arg.argument, scope);
        return items instanceof Floats ? items.items() : (items as Value[]);
      });
    if (callee.type === 'MemberExpression' && callee.object.type !== 'Super' && !callee.computed) {
      const name = nameOf(callee.property);
      const owner = callee.object.type === 'Identifier' && !scope.has(callee.object.name) ? callee.object.name : '';
      if (owner === 'Math') {
        const result = callMath(name, args() as Num[]);
        if (result === undefined) throw new Error(`the oracle does not know Math.${name}`);
        return result;
      }
      if (owner) return callStatic(owner, name, args());
      const self = this.expression(callee.object, scope);
      if (Array.isArray(self) || self instanceof Floats) return callMethod(self, name, args());
      return ((self as Fields)[name] as Fn)(...args());
    }
    if (callee.type === 'Super') throw new Error('the oracle does not know super');
    return (this.expression(callee, scope) as Fn)(...args());
  }

  expression(node: Expression, scope: Scope): Value {
    switch (node.type) {
      case 'Literal':
        return node.value as Value;
      case 'Identifier':
        return node.name === 'undefined' ? undefined : node.name === 'NaN' ? NaN : scope.find(node.name).value;
      case 'ParenthesizedExpression':
        return this.expression(node.expression, scope);
      case 'ArrayExpression':
        return node.elements.flatMap((element) => {
          if (!element) return [undefined];
          if (element.type !== 'SpreadElement') return [this.expression(element, scope)];
          const items = this.expression(element.argument, scope);
          return items instanceof Floats ? items.items() : (items as Value[]);
        });
      case 'ObjectExpression': {
        const fields: Fields = {};
        for (const property of node.properties) {
          if (property.type === 'SpreadElement') Object.assign(fields, this.expression(property.argument, scope));
          else fields[nameOf(property.key)] = this.expression(property.value, scope);
        }
        return fields;
      }
      case 'TemplateLiteral':
        return node.quasis
          .map(({ value }, i) => {
            const hole = node.expressions[i];
            return `${value.cooked}${hole ? String(plain(this.expression(hole, scope))) : ''}`;
          })
          .join('');
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
        return this.closure(node, scope);
      case 'ConditionalExpression':
        return this.expression(plain(this.expression(node.test, scope)) ? node.consequent : node.alternate, scope);
      case 'LogicalExpression': {
        const left = this.expression(node.left, scope);
        const seen = plain(left);
        const done = node.operator === '&&' ? !seen : node.operator === '||' ? seen : (seen ?? null) !== null;
        return done ? left : this.expression(node.right, scope);
      }
      case 'SequenceExpression':
        return node.expressions.map((each) => this.expression(each, scope)).at(-1);
      case 'UnaryExpression': {
        const x = this.expression(node.argument, scope);
        if (node.operator === '!') return !plain(x);
        if (node.operator === '-' && isNumber(x)) return negative(x);
        if (node.operator === '+' && isNumber(x)) return x;
        throw new Error(`the oracle does not know ${node.operator}`);
      }
      case 'UpdateExpression': {
        const place = this.place(node.argument, scope);
        const old = place.read() as Num;
        const fresh = operators[node.operator === '++' ? '+' : '-']!(old, 1);
        place.write(fresh);
        return node.prefix ? fresh : old;
      }
      case 'AssignmentExpression':
        return this.assignment(node, scope);
      case 'BinaryExpression': {
        if (node.left.type === 'PrivateIdentifier') throw new Error('the oracle does not know private names');
        const left = this.expression(node.left, scope);
        return operate(node.operator, left, this.expression(node.right, scope));
      }
      case 'MemberExpression':
        if (node.object.type === 'Identifier' && node.object.name === 'Math' && !scope.has('Math'))
          return (Math as unknown as Record<string, number>)[nameOf(node.property)];
        return this.place(node, scope).read();
      case 'CallExpression':
        return this.call(node, scope);
      case 'NewExpression':
        return construct(
          nameOf(node.callee),
          node.arguments.map((arg) => this.expression(arg as Expression, scope)),
        );
      default:
        throw new Error(`the oracle does not know the expression ${node.type}`);
    }
  }

  private assignment(node: Expression & { type: 'AssignmentExpression' }, scope: Scope): Value {
    const { left, operator } = node;
    if (left.type === 'ArrayPattern' || left.type === 'ObjectPattern') {
      const value = this.expression(node.right, scope);
      this.bind(left, value, scope, false);
      return value;
    }
    const place = this.place(left, scope);
    if (operator === '=') {
      const value = this.expression(node.right, scope);
      place.write(value);
      return value;
    }
    const old = place.read();
    const value = operate(operator.slice(0, -1), old, this.expression(node.right, scope));
    place.write(value);
    return value;
  }
}

const leaves = (exit: Exit | undefined, labels: readonly string[]): boolean =>
  exit?.kind === 'break' && exit.label !== undefined && labels.includes(exit.label);

function nameOf(node: AnyNode): string {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'Literal') return String(node.value);
  throw new Error(`the oracle does not know the name ${node.type}`);
}

function operate(operator: string, left: Value, right: Value): Value {
  const rule = operators[operator];
  if (rule && isNumber(left) && isNumber(right)) return rule(left, right);
  const [a, b] = [plain(left), plain(right)];
  switch (operator) {
    case '===':
      return left instanceof Dual || right instanceof Dual ? a === b : left === right;
    case '!==':
      return left instanceof Dual || right instanceof Dual ? a !== b : left !== right;
  }
  const [x, y] = [valueOf(left as Num), valueOf(right as Num)];
  switch (operator) {
    case '<':
      return x < y;
    case '<=':
      return x <= y;
    case '>':
      return x > y;
    case '>=':
      return x >= y;
    case '|':
      return x | y;
    case '&':
      return x & y;
    case '^':
      return x ^ y;
    case '<<':
      return x << y;
    case '>>':
      return x >> y;
    case '>>>':
      return x >>> y;
    default:
      throw new Error(`the oracle does not know ${operator}`);
  }
}
