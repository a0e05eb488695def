/** Statements of the oracle's programs. */
import type {
  AnyNode,
  Expression,
  ForInStatement,
  ForOfStatement,
  Function as FunctionNode,
  TryStatement,
} from 'acorn';
import { Expressions } from './oracle-expressions.js';
import { iteratorOf } from './oracle-iterators.js';
import { Scope, Thrown, TooLong, type Exit } from './oracle-scope.js';
import { plain, type Fields, type Fn, type Value } from './oracle-values.js';

export class Interpreter {
  private steps = 0;
  private readonly expressions = new Expressions((node, scope) => this.closure(node, scope));
  /** @param limit how many steps a run may take. */
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
    const run = (self: Value, args: readonly Value[]): Value => {
      this.tick();
      const scope = new Scope(outer);
      if (node.type !== 'ArrowFunctionExpression') scope.declare('this', self);
      node.params.forEach((param, i) => {
        if (param.type === 'RestElement') this.expressions.bind(param.argument, args.slice(i), scope, true);
        else this.expressions.bind(param, args[i], scope, true);
      });
      if (node.body.type !== 'BlockStatement') return this.expressions.evaluate(node.body, scope);
      const exit = this.statements(node.body.body, scope);
      return exit?.kind === 'return' ? exit.value : undefined;
    };
    return function (this: Value, ...args) {
      return run(this, args);
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
      case 'ClassDeclaration':
        if (node.id) scope.declare(node.id.name, this.expressions.classOf(node, scope));
        return undefined;
      case 'FunctionDeclaration':
      case 'EmptyStatement':
      case 'ImportDeclaration':
        return undefined;
      case 'ThrowStatement':
        throw new Thrown(this.expressions.evaluate(node.argument, scope));
      case 'ExpressionStatement':
        this.expressions.evaluate(node.expression, scope);
        return undefined;
      case 'VariableDeclaration':
        for (const { id, init } of node.declarations)
          this.expressions.bind(id, init ? this.expressions.evaluate(init, scope) : undefined, scope, true);
        return undefined;
      case 'BlockStatement': {
        const exit = this.statements(node.body, new Scope(scope));
        return leaves(exit, labels) ? undefined : exit;
      }
      case 'IfStatement': {
        const arm = plain(this.expressions.evaluate(node.test, scope)) ? node.consequent : node.alternate;
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
        return { kind: 'return', value: node.argument ? this.expressions.evaluate(node.argument, scope) : undefined };
      case 'WhileStatement':
        return this.loop(labels, {
          test: () => this.expressions.evaluate(node.test, scope),
          body: () => this.statement(node.body, scope),
        });
      case 'DoWhileStatement': {
        let started = false;
        return this.loop(labels, {
          test: () => (started ? this.expressions.evaluate(node.test, scope) : (started = true)),
          body: () => this.statement(node.body, scope),
        });
      }
      case 'ForStatement': {
        let turn = new Scope(scope);
        if (node.init?.type === 'VariableDeclaration') this.statement(node.init, turn);
        else if (node.init) this.expressions.evaluate(node.init, turn);
        return this.loop(labels, {
          test: () => (node.test ? this.expressions.evaluate(node.test, turn) : true),
          body: () => this.statement(node.body, turn),
          // Each turn has bindings of its own, which start with the values of the last.
          next: () => {
            const fresh = new Scope(scope);
            for (const [name, { value }] of turn.names) fresh.declare(name, value);
            turn = fresh;
            if (node.update) this.expressions.evaluate(node.update, turn);
          },
        });
      }
      case 'ForOfStatement': {
        const items = iteratorOf(this.expressions.evaluate(node.right, scope));
        return this.over(labels, items, node, scope);
      }
      case 'ForInStatement': {
        const names = Object.keys(this.expressions.evaluate(node.right, scope) as Fields);
        return this.over(labels, names[Symbol.iterator](), node, scope);
      }
      case 'TryStatement':
        return this.attempt(node, scope);
      case 'SwitchStatement': {
        const chosen = plain(this.expressions.evaluate(node.discriminant, scope));
        const inner = new Scope(scope);
        const matches = (test: Expression): boolean => plain(this.expressions.evaluate(test, inner)) === chosen;
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

  private over(
    labels: readonly string[],
    items: Iterator<Value>,
    { left, body }: ForOfStatement | ForInStatement,
    scope: Scope,
  ): Exit | undefined {
    let step = items.next();
    return this.loop(labels, {
      test: () => step.done !== true,
      body: () => {
        const turn = new Scope(scope);
        if (left.type === 'VariableDeclaration')
          this.expressions.bind(left.declarations[0]!.id, step.value, turn, true);
        else this.expressions.bind(left, step.value, turn, false);
        return this.statement(body, turn);
      },
      next: () => (step = items.next()),
    });
  }

  private attempt(node: TryStatement, scope: Scope): Exit | undefined {
    const { handler, finalizer } = node;
    const caught = (): Exit | undefined => {
      try {
        return this.statement(node.block, scope);
      } catch (error) {
        if (!handler || !(error instanceof Thrown)) throw error;
        const inner = new Scope(scope);
        if (handler.param) this.expressions.bind(handler.param, error.value, inner, true);
        return this.statement(handler.body, inner);
      }
    };
    if (!finalizer) return caught();
    let exit: Exit | undefined;
    try {
      exit = caught();
    } catch (error) {
      // What leaves the last block takes the place of the exception.
      const other = error instanceof Thrown ? this.statement(finalizer, scope) : undefined;
      if (other) return other;
      throw error;
    }
    return this.statement(finalizer, scope) ?? exit;
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
}

const leaves = (exit: Exit | undefined, labels: readonly string[]): boolean =>
  exit?.kind === 'break' && exit.label !== undefined && labels.includes(exit.label);
