/** Expressions of the oracle's programs, and what can be assigned to. */
import type { AnyNode, Class, Expression, Function as FunctionNode, MemberExpression, Pattern } from 'acorn';
import { callMath, type Num } from './hyper-dual.js';
import { type ClassValue, isInstance, makeClass } from './oracle-classes.js';
import { callContainer } from './oracle-containers.js';
import { listOf } from './oracle-iterators.js';
import { callGlobal, callMethod, callStatic, construct, isGlobal, isOfLibrary } from './oracle-library.js';
import { isDecided, isLogical, operate, operateOne, toNumber } from './oracle-operators.js';
import type { Scope } from './oracle-scope.js';
import { Floats, indexOf, isFields, plain, type Fields, type Fn, type Value } from './oracle-values.js';

type Place = { readonly read: () => Value; readonly write: (value: Value) => void };

/** What a chain with an absent link is, up to its end. */
const absent = Object.freeze({}) as Fields;

const hasOwnMethod = (self: Value[] | Floats, name: string): boolean =>
  Array.isArray(self) && name in self && !(name in Array.prototype);

export class Expressions {
  /** @param closure makes a function, whose body consists of statements. */
  constructor(private readonly closure: (node: FunctionNode, scope: Scope) => Fn) {}

  /** Assigns to a pattern; `fresh` declares its names. */
  bind(target: Pattern, value: Value, scope: Scope, fresh: boolean): void {
    switch (target.type) {
      case 'Identifier':
        if (fresh) scope.declare(target.name, value);
        else scope.find(target.name).value = value;
        return;
      case 'MemberExpression':
        this.place(target, scope).write(value);
        return;
      case 'AssignmentPattern':
        this.bind(target.left, value === undefined ? this.evaluate(target.right, scope) : value, scope, fresh);
        return;
      case 'ArrayPattern': {
        const items = listOf(value);
        target.elements.forEach((element, i) => {
          if (element?.type === 'RestElement') this.bind(element.argument, items.slice(i), scope, fresh);
          else if (element) this.bind(element, items[i], scope, fresh);
        });
        return;
      }
      case 'ObjectPattern':
        {
          const taken = new Set<string>();
          for (const property of target.properties) {
            if (property.type === 'RestElement') {
              const rest = Object.entries(value as Fields).filter(([name]) => !taken.has(name));
              this.bind(property.argument, Object.fromEntries(rest), scope, fresh);
              continue;
            }
            const name = this.nameOf(property, scope);
            taken.add(name);
            this.bind(property.value, (value as Fields)[name], scope, fresh);
          }
        }
        return;
      default:
        throw new Error(`the oracle does not know the pattern ${target.type}`);
    }
  }

  private place(target: AnyNode, scope: Scope): Place {
    if (target.type === 'Identifier') {
      const cell = scope.find(target.name);
      return { read: () => cell.value, write: (value) => (cell.value = value) };
    }
    if (target.type !== 'MemberExpression' || target.object.type === 'Super')
      throw new Error(`the oracle cannot assign to ${target.type}`);
    return this.placeIn(this.evaluate(target.object, scope), target, scope);
  }

  private placeIn(object: Value, target: MemberExpression, scope: Scope): Place {
    if (!target.computed) {
      const name = nameOf(target.property);
      return {
        read: () => this.property(object, name),
        write: (value) => ((object as Fields)[name] = name === 'length' ? (plain(value) as Value) : value),
      };
    }
    const key = this.evaluate(target.property as Expression, scope);
    if (typeof key === 'string')
      return { read: () => this.property(object, key), write: (value) => ((object as Fields)[key] = value) };
    const index = indexOf(key);
    if (Array.isArray(object)) return { read: () => object[index], write: (value) => (object[index] = value) };
    if (object instanceof Floats)
      return { read: () => object.get(index), write: (value) => object.set(index, value as Num) };
    throw new Error('the oracle indexes arrays only');
  }

  private property(object: Value, name: string): Value {
    if (Array.isArray(object) || object instanceof Floats) {
      if (name === 'length') return object.length;
      // An instance of a class that extends `Array` has members of its own.
      if (Array.isArray(object) && name in object && !(name in Array.prototype))
        return (object as unknown as Fields)[name];
      throw new Error(`the oracle does not know the property ${name}`);
    }
    if (typeof object === 'string' && name === 'length') return object.length;
    if ((object instanceof Map || object instanceof Set) && name === 'size') return object.size;
    if (isFields(object)) return object[name];
    throw new Error(`the oracle cannot read ${name}`);
  }

  private call(node: Expression & { type: 'CallExpression' }, scope: Scope): Value {
    const { callee } = node;
    const args = (): Value[] =>
      node.arguments.flatMap((arg) => {
        if (arg.type !== 'SpreadElement') return [this.evaluate(arg, scope)];
        return listOf(this.evaluate(arg.argument, scope));
      });
    if (callee.type === 'MemberExpression' && callee.object.type !== 'Super' && !callee.computed) {
      const name = nameOf(callee.property);
      const owner = callee.object.type === 'Identifier' && !scope.has(callee.object.name) ? callee.object.name : '';
      if (owner === 'Math') {
        const result = callMath(name, args().map(toNumber));
        if (result === undefined) throw new Error(`the oracle does not know Math.${name}`);
        return result;
      }
      if (owner) return callStatic(owner, name, args());
      const self = this.evaluate(callee.object, scope);
      if (self === undefined && callee.optional) return absent;
      if ((self instanceof Floats || Array.isArray(self)) && !hasOwnMethod(self, name))
        return callMethod(self, name, args());
      if (self instanceof Map || self instanceof Set) return callContainer(self, name, args());
      if (typeof self === 'function' && (name === 'call' || name === 'apply')) {
        const [of, ...given] = args();
        return self.apply(of, name === 'call' ? given : listOf(given[0]));
      }
      return ((self as Fields)[name] as Fn).apply(self, args());
    }
    if (callee.type === 'Super') return (scope.find('super()').value as Fn)(...args());
    if (callee.type === 'MemberExpression' && callee.object.type === 'Super')
      return ((scope.find('super').value as Fields)[nameOf(callee.property)] as Fn).apply(
        scope.find('this').value,
        args(),
      );
    if (callee.type === 'Identifier' && !scope.has(callee.name) && isGlobal(callee.name))
      return callGlobal(callee.name, args());
    if (callee.type === 'MemberExpression' && callee.object.type !== 'Super') {
      const self = this.evaluate(callee.object, scope);
      return (this.placeIn(self, callee, scope).read() as Fn).apply(self, args());
    }
    const called = this.evaluate(callee, scope);
    if (node.optional && (called === undefined || called === null)) return absent;
    return (called as Fn)(...args());
  }

  evaluate(node: Expression, scope: Scope): Value {
    switch (node.type) {
      case 'Literal':
        return node.value as Value;
      case 'Identifier':
        return node.name === 'undefined' ? undefined : node.name === 'NaN' ? NaN : scope.find(node.name).value;
      case 'ThisExpression':
        return scope.find('this').value;
      case 'ParenthesizedExpression':
        return this.evaluate(node.expression, scope);
      case 'ArrayExpression':
        return node.elements.flatMap((element) => {
          if (!element) return [undefined];
          if (element.type !== 'SpreadElement') return [this.evaluate(element, scope)];
          return listOf(this.evaluate(element.argument, scope));
        });
      case 'ObjectExpression': {
        const fields: Fields = {};
        for (const property of node.properties) {
          if (property.type === 'SpreadElement') {
            Object.assign(fields, this.evaluate(property.argument, scope));
            continue;
          }
          const name = this.nameOf(property, scope);
          const value = this.evaluate(property.value, scope);
          if (property.kind === 'init') fields[name] = value;
          else Object.defineProperty(fields, name, { [property.kind]: value, enumerable: true, configurable: true });
        }
        return fields;
      }
      case 'TemplateLiteral':
        return node.quasis
          .map(({ value }, i) => {
            const hole = node.expressions[i];
            return `${value.cooked}${hole ? String(plain(this.evaluate(hole, scope))) : ''}`;
          })
          .join('');
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
        return this.closure(node, scope);
      case 'ConditionalExpression':
        return this.evaluate(plain(this.evaluate(node.test, scope)) ? node.consequent : node.alternate, scope);
      case 'LogicalExpression': {
        const left = this.evaluate(node.left, scope);
        return isDecided(node.operator, left) ? left : this.evaluate(node.right, scope);
      }
      case 'SequenceExpression':
        return node.expressions.map((each) => this.evaluate(each, scope)).at(-1);
      case 'ChainExpression': {
        const value = this.evaluate(node.expression, scope);
        return value === absent ? undefined : value;
      }
      case 'UnaryExpression': {
        if (node.operator === 'delete' && node.argument.type === 'MemberExpression') {
          const { object, property, computed } = node.argument;
          const fields = this.evaluate(object as Expression, scope) as Fields;
          return delete fields[this.nameOf({ key: property, computed }, scope)];
        }
        return operateOne(node.operator, this.evaluate(node.argument, scope));
      }
      case 'UpdateExpression': {
        const place = this.place(node.argument, scope);
        const old = place.read() as Num;
        const fresh = operate(node.operator === '++' ? '+' : '-', old, 1);
        place.write(fresh);
        return node.prefix ? fresh : old;
      }
      case 'AssignmentExpression':
        return this.assignment(node, scope);
      case 'BinaryExpression': {
        if (node.left.type === 'PrivateIdentifier') throw new Error('the oracle does not know private names');
        const left = this.evaluate(node.left, scope);
        if (node.operator === 'instanceof' && node.right.type === 'Identifier' && !scope.has(node.right.name))
          return isOfLibrary(left, node.right.name);
        const right = this.evaluate(node.right, scope);
        if (node.operator === 'in') return String(plain(left)) in (right as object);
        return node.operator === 'instanceof' ? isInstance(left, right) : operate(node.operator, left, right);
      }
      case 'MemberExpression':
        if (node.object.type === 'Identifier' && node.object.name === 'Math' && !scope.has('Math'))
          return ofMath(nameOf(node.property));
        return this.read(node, scope);
      case 'CallExpression':
        return this.call(node, scope);
      case 'ClassExpression':
        return this.classOf(node, scope);
      case 'NewExpression':
        return this.construct(
          node.callee,
          node.arguments.flatMap((arg) =>
            arg.type === 'SpreadElement' ? listOf(this.evaluate(arg.argument, scope)) : [this.evaluate(arg, scope)],
          ),
          scope,
        );
      default:
        throw new Error(`the oracle does not know the expression ${node.type}`);
    }
  }

  private read(node: Expression & { type: 'MemberExpression' }, scope: Scope): Value {
    if (node.object.type === 'Super') {
      const member = nameOf(node.property);
      return Reflect.get(scope.find('super').value as Fields, member, scope.find('this').value) as Value;
    }
    // What stands behind a link that is absent is not evaluated.
    if (node.object.type === 'MemberExpression' || node.object.type === 'CallExpression' || node.optional) {
      const object = this.evaluate(node.object, scope);
      if (object === absent || (node.optional && (object === undefined || object === null))) return absent;
      if (!node.computed) return this.property(object, nameOf(node.property));
      return this.placeIn(object, node, scope).read();
    }
    return this.place(node, scope).read();
  }

  private nameOf({ key, computed }: { key: AnyNode; computed: boolean }, scope: Scope): string {
    return computed ? String(plain(this.evaluate(key as Expression, scope))) : nameOf(key);
  }

  private construct(callee: Expression, args: readonly Value[], scope: Scope): Value {
    if (callee.type === 'Identifier' && !scope.has(callee.name)) return construct(callee.name, args);
    const made = this.evaluate(callee, scope) as unknown as ClassValue;
    return made.construct(args, made.prototype);
  }

  classOf(node: Class, scope: Scope): Value {
    return makeClass(node, scope, {
      evaluate: (inner, within) => this.evaluate(inner, within),
      closure: this.closure,
    }) as unknown as Value;
  }

  private assignment(node: Expression & { type: 'AssignmentExpression' }, scope: Scope): Value {
    const { left, operator } = node;
    if (left.type === 'ArrayPattern' || left.type === 'ObjectPattern') {
      const value = this.evaluate(node.right, scope);
      this.bind(left, value, scope, false);
      return value;
    }
    const place = this.place(left, scope);
    if (operator === '=') {
      const value = this.evaluate(node.right, scope);
      place.write(value);
      return value;
    }
    const old = place.read();
    const base = operator.slice(0, -1);
    if (isLogical(base) && isDecided(base, old)) return old;
    const right = this.evaluate(node.right, scope);
    const value = isLogical(base) ? right : operate(base, old, right);
    place.write(value);
    return value;
  }
}

/** A constant of `Math`, or a function that is handed on. */
function ofMath(name: string): Value {
  const found = (Math as unknown as Record<string, number | (() => number)>)[name];
  return typeof found === 'function' ? (...args): Value => callMath(name, args.map(toNumber)) : found;
}

function nameOf(node: AnyNode): string {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'PrivateIdentifier') return `#${node.name}`;
  if (node.type === 'Literal') return String(node.value);
  throw new Error(`the oracle does not know the name ${node.type}`);
}
