/** What arrays are asked for in expressions. */
import { order } from './array-methods.js';
import { condition, index, literal, number, place } from './expressions.js';
import type { Writer } from './writer.js';

/** A number that an array, or a copy of it, gives. */
export function query(w: Writer, depth: number): string | undefined {
  const arrays = w.variables('numbers', 'floats').filter(({ type }) => 'length' in type && type.length > 0);
  if (arrays.length === 0) return undefined;
  const { name, type } = w.one(arrays);
  const length = 'length' in type ? type.length : 1;
  const n = (): string => number(w, Math.min(0, depth));
  const [t, i] = [w.name('t'), w.name('i')];
  switch (w.pick(12)) {
    case 0:
      return `0.5 * (${name}.findLast((${t}, ${i}) => ${t} < ${n()} && ${i} > 0) ?? ${n()})`;
    case 1:
      return `0.2 * ${name}.findLastIndex((${t}) => ${t} < ${n()})`;
    case 2:
      return `${name}.at(${w.one(['-1', '0', `-${length}`])})!`;
    case 3:
      return `0.3 * ${name}.${w.one(['indexOf', 'lastIndexOf'])}(${place(w, 0, false) ?? n()})`;
    case 4:
      return `${name}.toSorted(${order(w)})[${w.pick(length)}]!`;
    case 5:
      return `${name}.toReversed()[${index(w, length, 0)}]!`;
    case 6:
      return `${name}.with(${w.pick(length)}, ${n()})[${index(w, length, 0)}]!`;
    case 7:
      return `Math.tanh(${name}.map((${t}) => ${t} * ${n()}).filter((${t}) => ${t} > ${n()}).reduce((${t}, ${i}) => ${t} + ${i}, ${literal(w)}))`;
    case 8:
      return `[...${name}].sort(${order(w)})[${w.pick(length)}]!`;
    case 9:
      return `Math.tanh(Array.from(${name}, (${t}, ${i}) => ${t} * ${i}).reduceRight((${t}, ${i}) => ${t} * 0.5 + ${i}))`;
    case 10:
      return `[${n()}, ...${name}].slice(${w.pick(2)})[${w.pick(length)}]!`;
    default: {
      const [k] = [w.pick(2)];
      return `[${n()}, ${condition(w, depth - 1)} ? ${n()} : ${n()}].concat(${type.kind === 'numbers' ? name : `Array.from(${name})`})[${k}]!`;
    }
  }
}

export function includes(w: Writer): string | undefined {
  const arrays = w.variables('numbers', 'floats', 'singles');
  return arrays.length === 0 ? undefined : `${w.one(arrays).name}.includes(${place(w, 0, false) ?? literal(w)})`;
}
