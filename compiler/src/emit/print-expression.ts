/** Expressions as text, with as few parentheses as their meaning allows and no fewer than a reader needs. */

import type { Expression, InfixExpression, Statement, Variable } from './syntax.js';
import { propertyName } from '../ir/type-text.js';

export type ExpressionPrinter = {
  readonly nameOf: (variable: Variable) => string;
  /** The statements of an arrow function, one level deeper. */
  readonly block: (body: readonly Statement[]) => string;
};

const ANY = 1;
const TERNARY = 2;
const CAST = 9;
const PREFIX = 14;
const UPDATE = 15;
const MEMBER = 16;
const ATOM = 17;

/** A function whose only expression is this short needs no braces. */
const SHORT = 60;
/** One that is called for what it does. */
const LONG = 90;

/** @param least the precedence that the place demands. */
export function printExpression(expression: Expression, by: ExpressionPrinter, least = ANY): string {
  const text = print(expression, by);
  return precedenceOf(expression) < least ? `(${text})` : text;
}

export function calleeText(callee: string | Expression, by: ExpressionPrinter): string {
  return typeof callee === 'string' ? callee : printExpression(callee, by, MEMBER);
}

function print(expression: Expression, by: ExpressionPrinter): string {
  const at = (part: Expression, least: number): string => printExpression(part, by, least);
  const list = (parts: readonly Expression[]): string => parts.map((part) => at(part, ANY)).join(', ');
  switch (expression.kind) {
    case 'name':
      return by.nameOf(expression.variable);
    case 'literal':
      return expression.text;
    case 'prefix': {
      const operand = at(expression.operand, PREFIX);
      const clash = operand.startsWith(expression.operator) && expression.operator !== '!';
      return clash ? `${expression.operator}(${operand})` : `${expression.operator}${operand}`;
    }
    case 'infix':
      return printInfix(expression, by);
    case 'conditional':
      return `${at(expression.test, TERNARY + 1)} ? ${at(expression.then, TERNARY + 1)} : ${at(expression.else, TERNARY)}`;
    case 'call':
      return `${calleeText(expression.callee, by)}(${list(expression.args)})`;
    case 'new':
      return `new ${expression.callee}(${list(expression.args)})`;
    case 'index':
      return `${at(expression.object, MEMBER)}[${at(expression.index, ANY)}]${expression.sure ? '!' : ''}`;
    case 'member': {
      const object = at(expression.object, MEMBER);
      if (/^\d+$/.test(expression.field)) return `${object}[${expression.field}]`;
      if (expression.quoted === true) return `${object}['${expression.field}']`;
      const name = expression.field.startsWith('#') ? expression.field : propertyName(expression.field);
      return name === expression.field ? `${object}.${name}` : `${object}[${name}]`;
    }
    case 'present':
      return `${at(expression.operand, MEMBER)}!`;
    case 'cast':
      return `${at(expression.operand, CAST)} as ${expression.type}`;
    case 'array':
      return `[${expression.elements.map(({ spread, value }) => (spread ? `...${at(value, ANY)}` : at(value, ANY))).join(', ')}]`;
    case 'object': {
      const fields = expression.fields.map(({ name, value }) => {
        const text = at(value, ANY);
        return text === name ? name : `${propertyName(name)}: ${text}`;
      });
      return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
    }
    case 'template':
      return expression.parts
        .map((part, index, parts) => {
          if (typeof part === 'string') return part;
          const [before, after] = [parts[index - 1] ?? '', parts[index + 1] ?? ''];
          return at(part, isEnclosed(before, after) ? TERNARY : MEMBER);
        })
        .join('');
    case 'arrow': {
      const params = expression.params.map(({ variable, type }) => `${by.nameOf(variable)}: ${type}`);
      const result = expression.result === undefined ? '' : `: ${expression.result}`;
      const head = `(${params.join(', ')})${result} => `;
      const [only] = expression.body;
      const isExpression = only?.kind === 'return' || (only?.kind === 'expression' && only.writes.length === 0);
      const value = expression.body.length === 1 && isExpression ? only.value : undefined;
      const text = value === undefined || value.kind === 'object' ? undefined : at(value, TERNARY);
      return (
        head +
        (text === undefined || text.length > (only!.kind === 'return' ? SHORT : LONG)
          ? by.block(expression.body)
          : text)
      );
    }
    case 'update': {
      const name = by.nameOf(expression.variable);
      return expression.prefix ? `${expression.operator}${name}` : `${name}${expression.operator}`;
    }
  }
}

/** Whether a hole is a whole argument or element. */
function isEnclosed(before: string | Expression, after: string | Expression): boolean {
  return (
    typeof before === 'string' && typeof after === 'string' && /[([,]\s*$/.test(before) && /^\s*[)\],]/.test(after)
  );
}

function printInfix(
  { operator, precedence, associativity, left, right }: InfixExpression,
  by: ExpressionPrinter,
): string {
  const logical = operator === '&&' || operator === '||';
  const [leftLeast, rightLeast] =
    associativity === 'left' ? [precedence, logical ? precedence : precedence + 1] : [UPDATE, precedence];
  const side = (part: Expression, least: number): string =>
    printExpression(part, by, part.kind === 'infix' && needsClarity(operator, part.operator) ? ATOM : least);
  return `${side(left, leftLeast)} ${operator} ${side(right, rightLeast)}`;
}

/** Mixtures whose precedence few readers know by heart. */
function needsClarity(outer: string, inner: string): boolean {
  if (outer === inner && (arithmetic.has(outer) || outer === '&&' || outer === '||')) return false;
  if (outer === '||' || outer === '&&') return inner === '&&' || inner === '||' || inner === '??';
  if (equality.has(outer)) return equality.has(inner) || relational.has(inner);
  if (bitwise.has(outer)) return true;
  return (
    (outer === '*' || outer === '/' || outer === '%') && (inner === '%' || (outer === '%' && arithmetic.has(inner)))
  );
}

const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '/', '**']);
const equality: ReadonlySet<string> = new Set(['===', '!==', '==', '!=']);
const relational: ReadonlySet<string> = new Set(['<', '<=', '>', '>=']);
const bitwise: ReadonlySet<string> = new Set(['&', '|', '^', '<<', '>>', '>>>']);

function precedenceOf(expression: Expression): number {
  switch (expression.kind) {
    case 'infix':
      return expression.precedence;
    case 'prefix':
      return PREFIX;
    case 'conditional':
      return TERNARY;
    case 'cast':
      return CAST;
    case 'arrow':
      return ANY;
    case 'template':
      return expression.atom ? MEMBER : ANY;
    case 'update':
      return UPDATE;
    case 'call':
    case 'new':
    case 'index':
    case 'member':
    case 'present':
      return MEMBER;
    default:
      return ATOM;
  }
}
