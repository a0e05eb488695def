/** Operators of JavaScript on the oracle's values. Whatever makes integers by the bit has no derivative. */
import { Dual, negative, operators, valueOf, type Num } from './hyper-dual.js';
import { isNumber, plain, type Value } from './oracle-values.js';

export type Logical = '&&' | '||' | '??';

export const isLogical = (operator: string): operator is Logical => ['&&', '||', '??'].includes(operator);

/** Whether the left operand is the result already. */
export function isDecided(operator: Logical, left: Value): boolean {
  const seen = plain(left);
  return operator === '??' ? seen !== undefined && seen !== null : Boolean(seen) === (operator === '||');
}

/** The number that a value becomes; a number stays what it is, with its derivatives. */
export const toNumber = (x: Value): Num => (isNumber(x) ? x : Number(x));

/** What is read past the end of an array counts as a number that is none. */
const isNumeric = (x: Value): boolean => isNumber(x) || x === undefined;

export function operateOne(operator: string, x: Value): Value {
  switch (operator) {
    case '!':
      return !plain(x);
    case '-':
      return negative(toNumber(x));
    case '+':
      return toNumber(x);
    case 'typeof':
      return typeof plain(x);
    case 'void':
      return undefined;
    case '~':
      return ~valueOf(toNumber(x));
    default:
      throw new Error(`the oracle does not know ${operator}`);
  }
}

export function operate(operator: string, left: Value, right: Value): Value {
  const rule = operators[operator];
  if (rule && isNumeric(left) && isNumeric(right)) return rule(toNumber(left), toNumber(right));
  const [a, b] = [plain(left), plain(right)];
  switch (operator) {
    case '==':
      return a == b;
    case '!=':
      return a != b;
    case '===':
      return left instanceof Dual || right instanceof Dual ? a === b : left === right;
    case '!==':
      return left instanceof Dual || right instanceof Dual ? a !== b : left !== right;
  }
  const [x, y] = [valueOf(toNumber(left)), valueOf(toNumber(right))];
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
