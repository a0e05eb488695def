/** Methods of arrays as statements: callbacks that do more than give a value, and lists whose items move. */
import { bounded, condition, index, literal, number, place } from './expressions.js';
import { result, statements } from './statements.js';
import type { Surroundings, Writer } from './writer.js';

const predicates = ['some', 'every', 'find', 'findIndex', 'filter', 'findLast', 'findLastIndex'] as const;

/** A callback with statements of its own, which may leave it early. */
export function calledBack(w: Writer, at: Surroundings): boolean | void {
  const arrays = w.variables('numbers', 'floats', 'either');
  if (at.depth <= 0 || at.times > 8 || arrays.length === 0) return false;
  const { name, type } = w.one(arrays);
  const [t, i, variable] = [w.name('t'), w.name('i'), w.name('y')];
  const inner = (given: 'number' | 'boolean'): Surroundings => ({
    ...at,
    depth: Math.min(1, at.depth - 1),
    loops: [],
    blocks: [],
    result: given,
    returns: given,
    times: at.times * 4,
    pushes: false,
  });
  const body = (given: 'number' | 'boolean') => (): void => {
    w.declare(t, { kind: 'number' }, true);
    w.declare(i, { kind: 'index', below: 1000 });
    statements(w, inner(given), 1 + w.pick(2));
    w.line(`return ${result(w, inner(given))};`);
  };
  // The methods of two kinds of array have no signature in common.
  const form = type.kind === 'either' ? 2 : w.pick(4);
  switch (form) {
    case 0: {
      w.block(`const ${variable} = ${name}.map((${t}, ${i}) => {`, body('number'), '});');
      w.declare(variable, { kind: type.kind === 'numbers' ? 'numbers' : 'floats', length: lengthOf(type) });
      return;
    }
    case 1: {
      const total = w.name('r');
      w.block(
        `let ${variable} = ${name}.reduce((${total}: number, ${t}: number, ${i}: number) => {`,
        () => {
          w.declare(total, { kind: 'number' }, w.chance(2));
          body('number')();
        },
        `}, ${number(w, 1)});`,
      );
      w.line(`${variable} = Math.tanh(${variable});`);
      w.declare(variable, { kind: 'number' }, true);
      return;
    }
    case 2: {
      const method = w.one(['some', 'every'] as const);
      w.block(`let ${variable} = ${name}.${method}((${t}, ${i}) => {`, body('boolean'), '});');
      w.declare(variable, { kind: 'boolean' }, true);
      return;
    }
    default: {
      const method = w.one(predicates);
      w.block(`const ${variable} = ${name}.${method}((${t}, ${i}) => {`, body('boolean'), '});');
      if (method === 'filter') {
        w.declare(variable, { kind: type.kind === 'numbers' ? 'numbers' : 'floats', length: 0 });
      } else if (method === 'find' || method === 'findLast') {
        const found = w.name('x');
        w.line(`let ${found} = ${variable} ?? ${number(w, 1)};`);
        w.declare(found, { kind: 'number' }, true);
      } else if (method === 'some' || method === 'every') w.declare(variable, { kind: 'boolean' });
      else w.declare(`(0.1 * ${variable})`, { kind: 'number' });
    }
  }
}

const lengthOf = (type: { readonly kind: string }): number =>
  'length' in type && typeof type.length === 'number' ? type.length : 0;

/** By size, backwards, or by something else of the numbers. */
export function order(w: Writer): string {
  const [a, b] = [w.name('a'), w.name('b')];
  return w.one([
    `(${a}, ${b}) => ${a} - ${b}`,
    `(${a}, ${b}) => ${b} - ${a}`,
    `(${a}, ${b}) => Math.abs(${a}) - Math.abs(${b})`,
    `(${a}, ${b}) => (${a} < ${b} ? -1 : ${a} > ${b} ? 1 : 0)`,
    `(${a}, ${b}) => Math.sin(${b} * ${literal(w)}) - Math.sin(${a} * 0.3)`.replace(/\* -?[\d.]+\)/, '* 0.3)'),
  ]);
}

/** Items that move, come and go; there are as many in the end, or more. */
export function queue(w: Writer, at: Surroundings): boolean | void {
  const lists = w.variables('numbers');
  const typed = w.variables('floats', 'singles');
  if (typed.length > 0 && w.chance(4)) {
    const { name } = w.one(typed);
    w.line(`${name}.sort(${w.one(['', order(w)])});`);
    return;
  }
  if (lists.length === 0) return false;
  const { name, type } = w.one(lists);
  const [length, variable] = [lengthOf(type), w.name('x')];
  const n = (depth = 1): string => number(w, depth);
  const target = place(w, 0, true);
  const grows = at.pushes && at.times <= 4;
  const into = (text: string): string => (target ? `${target} = 0.5 * ${target} + ${text}` : text);
  switch (w.pick(9)) {
    case 0:
      w.line(`${name}.sort(${order(w)});`);
      return;
    case 1:
      if (length < 1) return false;
      w.line(`${name}.push(${name}.shift()! * ${bounded(w, 1)});`);
      return;
    case 2:
      w.line(`${name}.unshift(${n()});`);
      w.line(`let ${variable} = ${name}.pop()!;`);
      w.declare(variable, { kind: 'number' }, true);
      return;
    case 3:
      if (!grows) return false;
      w.line(`${name}.unshift(${n()}, ${n(0)});`);
      return;
    case 4: {
      if (length < 2) return false;
      w.line(`const [${variable}] = ${name}.splice(${index(w, length)}, 1, ${n()});`);
      w.line(`${into(`${variable}!`)};`);
      return;
    }
    case 5:
      if (!grows || length < 2) return false;
      w.line(`${name}.splice(${w.pick(length)}, ${w.pick(2)}, ${n()}, ${n(0)});`);
      return;
    case 6: {
      if (length < 2) return false;
      const rest = w.name('z');
      w.line(`const [${variable}, ...${rest}] = ${name};`);
      w.declare(rest, { kind: 'numbers', length: length - 1 });
      w.line(`${into(`${variable}!`)};`);
      return;
    }
    case 7: {
      const copy = w.one([
        `${name}.toSorted(${order(w)})`,
        `${name}.toReversed()`,
        `${name}.flatMap((t) => (t > ${n(0)} ? [t, t * ${n(0)}] : [t]))`,
        `${name}.toSpliced(0, 0, ${n()})`,
        ...(length > 0 ? [`${name}.with(${index(w, length)}, ${n()})`] : []),
        `[${name}, [${n(0)}]].flat()`,
        `[${n(0)}, ...${name}, ...${name}.slice(0, 1)]`,
        `Array.from(${name}, (t, i) => t * (i + ${n(0)}))`,
      ]);
      w.line(`const ${variable} = ${copy};`);
      w.declare(variable, { kind: 'numbers', length });
      return;
    }
    default: {
      // A row of its own for each that passes.
      const rows = w.name('m');
      if (length < 2) return false;
      w.line(`const ${rows} = ${name}.map((t, i) => [t * ${n(0)}, ${condition(w, 1)} ? i : t]);`);
      w.declare(rows, { kind: 'rows', length, width: 2 });
    }
  }
}
