/** Expressions of the generated programs: smooth, and moderate in size for moderate operands. */
import type { Variable, Writer } from './writer.js';

const literals = ['0.5', '1.25', '0.3', '-0.7', '2', '0.1', '-1.5', '0.9'];

export const literal = (w: Writer): string => w.one(literals);

/** An index that is below `length`, a number that is known when the program is written. */
export function index(w: Writer, length: number, depth = 1): string {
  const steps = w.variables('index');
  switch (w.pick(6)) {
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
    ...w.variables('numbers', 'floats', 'rows', 'object'),
    ...w.variables('number').filter((each) => each.assignable || !assignable),
    ...w.variables('number').filter((each) => each.assignable),
  ];
  return candidates.length === 0 ? undefined : placeOf(w, w.one(candidates), depth);
}

function placeOf(w: Writer, { name, type }: Variable, depth: number): string {
  switch (type.kind) {
    case 'numbers':
    case 'floats':
      return `${name}[${index(w, type.length, depth)}]!`;
    case 'rows':
      return `${name}[${index(w, type.length, depth)}]![${index(w, type.width, depth)}]!`;
    case 'object':
      if (type.inner && w.chance(2)) return `${name}.v[${index(w, 2, depth)}]!`;
      return `${name}.${w.one(['p', 'q'])}`;
    default:
      return name;
  }
}

export function condition(w: Writer, depth: number): string {
  const d = depth - 1;
  switch (w.pick(depth > 0 ? 8 : 2)) {
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
  switch (w.pick(26)) {
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
  return `Math.tanh(${name}.reduce((${t}: number, ${u}: number) => ${t} * 0.5 + Math.sin(${u} * ${number(w, Math.min(0, depth))}), ${literal(w)}))`;
}

export function call(w: Writer, depth: number, result: 'number' | 'numbers' | 'void'): string | undefined {
  const candidates = w.callables.filter((each) => each.result === result);
  if (candidates.length === 0) return undefined;
  const { name, params } = w.one(candidates);
  const args: string[] = [];
  for (const type of params) {
    if (type.kind === 'number') args.push(number(w, depth));
    else if (type.kind === 'index') args.push(String(w.pick(type.below)));
    else {
      const fitting = w.variables(type.kind);
      if (fitting.length === 0) return undefined;
      args.push(w.one(fitting).name);
    }
  }
  return `${name}(${args.join(', ')})`;
}

/** A fresh array or typed array. */
export function array(w: Writer, kind: 'numbers' | 'floats', length: number): string {
  const items = (): string => Array.from({ length }, () => number(w, 1)).join(', ');
  const sources = w.variables('numbers', 'floats');
  const t = w.name('t');
  switch (w.pick(sources.length > 0 ? 7 : 3)) {
    case 0:
      return kind === 'numbers' ? `[${items()}]` : `Float64Array.of(${items()})`;
    case 1:
      return kind === 'numbers' ? `new Array<number>(${length}).fill(${number(w, 1)})` : `new Float64Array(${length})`;
    case 2:
      return kind === 'numbers'
        ? `Array.from({ length: ${length} }, (_, ${t}) => ${number(w, 1)} * ${t})`
        : `new Float64Array([${items()}])`;
  }
  const same = w.variables(kind).filter(({ type }) => type.kind === kind && type.length >= length);
  if (same.length === 0)
    return kind === 'numbers' ? `[${items()}]` : `new Float64Array(${length}).fill(${number(w, 1)})`;
  const { name } = w.one(same);
  switch (w.pick(4)) {
    case 0:
      return `${name}.slice()`;
    case 1:
      return kind === 'numbers' ? `[...${name}]` : `new Float64Array(${name})`;
    case 2:
      return `${name}.map((${t}) => Math.sin(${t}) * ${number(w, 1)})`;
    default:
      return kind === 'numbers' ? `${name}.concat([${number(w, 1)}])` : `Float64Array.from(${name})`;
  }
}
