/** Expressions of the generated programs: moderate in size for moderate operands. */
import { ofInstance } from './classes.js';
import { bits, converted, guarded, kindOfNumber } from './conversions.js';
import { includes, query } from './array-queries.js';
import { ofFunctions } from './function-lists.js';
import { holds, ofContainer } from './iterators.js';
import { ofList } from './list-classes.js';
import { ofOptional } from './objects.js';
import { typeFits, type Callable, type Kind, type Variable, type Writer } from './writer.js';

const literals = ['0.5', '1.25', '0.3', '-0.7', '2', '0.1', '-1.5', '0.9'];

export const bounded = (w: Writer, depth: number): string =>
  `${w.one(['Math.sin', 'Math.tanh', '0.5 * Math.cos'])}(${number(w, depth)})`;

export const literal = (w: Writer): string => w.one(literals);

/** An index that is below `length`, a number that is known when the program is written. */
export function index(w: Writer, length: number, depth = 1): string {
  const steps = w.variables('index');
  switch (w.pick(7)) {
    case 6:
      if (length < 2 || w.chance(2)) return `(${depth > 0 ? bits(w, 0) : 7} >>> 0) % ${length}`;
      return steps.length > 0 ? `${w.one(steps).name} & 1` : `+(${condition(w, depth - 1)})`;
    case 1:
    case 2:
    case 3: {
      if (steps.length === 0) break;
      const { name, type } = w.one(steps);
      const below = type.kind === 'index' ? type.below : 1;
      if (w.chance(4)) return `(${name} + 1) % ${length}`;
      return below <= length ? name : `${name} % ${length}`;
    }
    case 4:
      if (depth > 0) return `${condition(w, depth - 1)} ? ${w.pick(length)} : ${w.pick(length)}`;
      break;
  }
  return String(w.pick(length));
}

/** An element, a field or a variable: what can be assigned to as well. */
export function place(w: Writer, depth: number, assignable: boolean): string | undefined {
  const candidates = [
    ...w.variables('numbers', 'floats', 'singles', 'rows', 'object', 'pair', 'either', 'list'),
    ...w.variables('number').filter((each) => each.assignable || !assignable),
    ...w.variables('number').filter((each) => each.assignable),
  ];
  const filled = candidates.filter(({ type }) => !('length' in type) || type.length > 0);
  return filled.length === 0 ? undefined : placeOf(w, w.one(filled), depth);
}

function placeOf(w: Writer, { name, type }: Variable, depth: number): string {
  switch (type.kind) {
    case 'numbers':
    case 'floats':
    case 'singles':
    case 'either':
    case 'list':
      return `${name}[${index(w, type.length, depth)}]!`;
    case 'pair':
      return `${name}[${w.pick(2)}]`;
    case 'rows':
      return `${name}[${index(w, type.length, depth)}]![${index(w, type.width, depth)}]!`;
    case 'object':
      if (type.shape === 'array' && w.chance(2)) return `${name}.v[${index(w, 2, depth)}]!`;
      if (type.shape === 'floats' && w.chance(2)) return `${name}.w[${index(w, 2, depth)}]!`;
      if (type.shape === 'nested' && w.chance(2)) return `${name}.inner.${w.one(['p', 'q'])}`;
      return `${name}.${w.one(['p', 'q'])}`;
    default:
      return name;
  }
}

export function condition(w: Writer, depth: number): string {
  const d = depth - 1;
  switch (w.pick(depth > 0 ? 16 : 2)) {
    case 14: {
      const asked = holds(w);
      if (asked === undefined) break;
      return asked;
    }
    case 15: {
      const asked = includes(w);
      if (asked === undefined) break;
      return asked;
    }
    case 11:
    case 12:
      return kindOfNumber(w, d);
    case 13: {
      const [x, y] = [place(w, 0, false), place(w, 0, false)];
      if (x === undefined || y === undefined) break;
      return `${x} ${w.one(['==', '!='])} ${y}`;
    }
    case 6: {
      const flags = w.variables('boolean');
      if (flags.length > 0) return w.one(flags).name;
      break;
    }
    case 7: {
      const arrays = w.variables('numbers', 'floats');
      if (arrays.length === 0) break;
      const t = w.name('t');
      return `${w.one(arrays).name}.${w.one(['some', 'every'])}((${t}) => ${t} > ${number(w, 0)})`;
    }
    case 8:
      return `Math.floor(${number(w, d)} * 2) ${w.one(['===', '!=='])} ${w.pick(2)}`;
    case 1: {
      const steps = w.variables('index');
      if (steps.length > 0) return `${w.one(steps).name} % 2 === ${w.pick(2)}`;
      break;
    }
    case 2:
      return `${number(w, d)} < ${number(w, d)}`;
    case 3:
      return `(${condition(w, d)} && ${condition(w, d)})`;
    case 4:
      return `(${condition(w, d)} || ${condition(w, d)})`;
    case 5:
      return `!(${condition(w, d)})`;
  }
  return `${number(w, depth > 0 ? 0 : -1)} ${w.one(['>', '<', '>=', '<='])} ${w.one(['0.2', '-0.1', '0.6', '0', '1.1'])}`;
}

export function number(w: Writer, depth: number): string {
  if (depth <= 0 || w.chance(3)) return (w.chance(5) ? undefined : place(w, depth, false)) ?? literal(w);
  const d = depth - 1;
  const e = (): string => number(w, d);
  if (w.callables.length > 0 && w.chance(8)) return call(w, d, 'number') ?? e();
  switch (w.pick(w.classes.length === 0 ? 45 : 49)) {
    case 38:
    case 39:
      return query(w, d) ?? e();
    case 40:
      return ofContainer(w) ?? e();
    case 41:
      return ofList(w) ?? e();
    case 42:
      return ofOptional(w, d) ?? e();
    case 43:
    case 44:
      return ofFunctions(w, d) ?? e();
    case 45:
    case 46:
    case 47:
    case 48:
      return ofInstance(w, d) ?? e();
    case 34:
      return `0.${1 + w.pick(9)} * ${bits(w, d)}`;
    case 35:
    case 36:
      return converted(w, d);
    case 37:
      return guarded(w, d);
    case 25:
      return smooth(w, e());
    case 26:
      return smooth(w, e());
    case 27:
      w.uses.add('note').add('log');
      return `note('${w.name('k')}', ${e()})`;
    case 28:
      w.uses.add('stopGradient');
      return `stopGradient(${e()})`;
    case 29:
      return `Math.${w.one(['floor', 'ceil', 'round', 'trunc', 'sign'])}(${e()} * 1.3)`;
    case 30:
      return `Math.${w.one(['max', 'min'])}(${e()}, ${e()}, ${e()})`;
    case 31: {
      const first = assignment(w, d);
      return first ? `(${first}, ${e()})` : e();
    }
    case 32: {
      const arrays = w.variables('numbers', 'floats', 'rows');
      return arrays.length === 0 ? e() : `0.1 * ${w.one(arrays).name}.length`;
    }
    case 0:
    case 1:
      return `(${e()} + ${e()})`;
    case 2:
      return `(${e()} - ${e()})`;
    case 3:
    case 4:
    case 5:
      return `${e()} * ${e()}`;
    case 6:
    case 7:
      return `Math.${w.one(['sin', 'tanh', 'cos', 'atan', 'asinh'])}(${e()})`;
    case 8: {
      const divisor = e();
      return `${e()} / (1.5 + Math.abs(${divisor}))`;
    }
    case 9:
      return `Math.exp(-Math.abs(${e()}))`;
    case 10:
      return `Math.sqrt(1 + (${e()}) ** 2)`;
    case 11:
      return `Math.log${w.one(['', '1p', '2'])}(1.5 + Math.abs(${e()}))`;
    case 12:
      return `Math.hypot(${e()}, ${e()}, 1.5)`;
    case 13:
      return `Math.atan2(${e()}, 1.5 + Math.abs(${e()}))`;
    case 14:
      return `(${condition(w, d)} ? ${e()} : ${e()})`;
    case 15:
      return `Math.${w.one(['max', 'min'])}(${e()}, ${e()})`;
    case 16:
      return `Math.pow(1.2 + Math.abs(${e()}), Math.sin(${e()}))`;
    case 17:
      return `${e()} % 1.7`;
    case 18:
      return `(${place(w, d, false) ?? `+${literal(w)}`} ${w.one(['||', '&&'])} ${e()})`;
    case 19:
    case 20:
      return call(w, d, 'number') ?? e();
    case 21:
      return assignment(w, d) ?? e();
    case 22:
      return method(w, d) ?? e();
    case 23:
      return `-${e().replace(/^-/, '')}`;
    case 24:
      return `Math.abs(${e()})`;
    default:
      return `0.5 * ${e()}`;
  }
}

/** A function over its whole domain, whatever the argument. */
function smooth(w: Writer, x: string): string {
  return w.one([
    `Math.cbrt(1.1 + Math.abs(${x}))`,
    `Math.log10(1.5 + Math.abs(${x}))`,
    `Math.expm1(Math.tanh(${x}))`,
    `Math.sinh(Math.sin(${x}))`,
    `Math.cosh(Math.sin(${x}))`,
    `Math.acosh(1.5 + Math.abs(${x}))`,
    `Math.asin(0.9 * Math.sin(${x}))`,
    `Math.acos(0.9 * Math.sin(${x}))`,
    `Math.atanh(0.7 * Math.sin(${x}))`,
    `Math.tan(0.6 * Math.sin(${x}))`,
    `Math.log1p(0.5 * Math.tanh(${x}))`,
    `Math.exp(Math.tanh(${x}))`,
    `(1.2 + Math.abs(${x})) ** 1.5`,
    `(${x}) ** 3 / 8`,
    `Math.hypot(${x}, 0.3)`,
  ]);
}

/** An assignment as an expression: the order of evaluation shows. */
function assignment(w: Writer, depth: number): string | undefined {
  const target = place(w, 0, true);
  return target && `(${target} ${w.one(['=', '+=', '-='])} Math.sin(${number(w, depth)}))`;
}

function method(w: Writer, depth: number): string | undefined {
  const arrays = w.variables('numbers', 'floats');
  if (arrays.length === 0) return undefined;
  const { name } = w.one(arrays);
  const [t, u] = [w.name('t'), w.name('u')];
  switch (w.pick(6)) {
    case 0:
      return `0.5 * (${name}.find((${t}) => ${t} > ${number(w, 0)}) ?? ${number(w, Math.min(0, depth))})`;
    case 1:
      return `0.2 * ${name}.findIndex((${t}) => ${t} > ${number(w, 0)})`;
    case 2:
      return `Math.tanh(${name}.reduceRight((${t}, ${u}) => ${t} * 0.5 - ${u} * ${number(w, Math.min(0, depth))}, ${literal(w)}))`;
    default:
      return `Math.tanh(${name}.reduce((${t}: number, ${u}: number) => ${t} * 0.5 + Math.sin(${u} * ${number(w, Math.min(0, depth))}), ${literal(w)}))`;
  }
}

export function call(w: Writer, depth: number, result: 'number' | 'numbers' | 'void'): string | undefined {
  // What a recursive function throws cannot be caught.
  const candidates = w.callables.filter((each) => each.result === result && !(w.trying > 0 && each.recursive));
  return candidates.length === 0 ? undefined : callOf(w, w.one(candidates), depth);
}

export function callOf(
  w: Writer,
  { name, params, optional, rest, recursive }: Callable,
  depth: number,
): string | undefined {
  if (recursive) w.recursed = true;
  const args: string[] = [];
  const given = params.length - (optional > 0 ? w.pick(optional + 1) : 0);
  for (const type of params.slice(0, given)) {
    if (type.kind === 'callback')
      args.push(type.absent !== undefined && w.chance(2) ? w.one(type.absent) : callback(w, depth));
    else if (type.kind === 'numberOr') {
      const fitting = w.variables(type.other.kind).filter((each) => typeFits(each.type, type.other));
      args.push(fitting.length > 0 && w.chance(2) ? w.one(fitting).name : number(w, depth));
    } else if (type.kind === 'number') args.push(number(w, depth));
    else if (type.kind === 'index') args.push(String(w.pick(type.below)));
    else {
      const kinds: readonly Kind[] = type.kind === 'either' ? ['numbers', 'floats', 'either'] : [type.kind];
      const fitting = w.variables(...kinds).filter((each) => typeFits(each.type, type));
      if (fitting.length === 0) return undefined;
      args.push(w.one(fitting).name);
    }
  }
  if (rest) {
    const spread = w.variables('numbers', 'pair');
    if (spread.length > 0 && w.chance(3)) args.push(`...${w.one(spread).name}`);
    for (let k = w.pick(4); k > 0; k--) args.push(number(w, depth));
  }
  return `${name}(${args.join(', ')})`;
}

/** A function from number to number: one with a name, or one that is written where it is passed. */
export function callback(w: Writer, depth: number): string {
  const known = w.callables.filter(
    ({ params, result, bound, recursive }) =>
      result === 'number' &&
      params.length === 1 &&
      params[0]!.kind === 'number' &&
      !(w.trying > 0 && recursive) &&
      !bound,
  );
  if (known.length > 0 && w.chance(2)) {
    const { name, recursive } = w.one(known);
    if (recursive) w.recursed = true;
    return name;
  }
  const t = w.name('t');
  w.scopes.push([]);
  w.declare(t, { kind: 'number' });
  const body = number(w, Math.min(1, depth));
  w.scopes.pop();
  return `(${t}) => Math.sin(${t}) * ${body}`;
}
