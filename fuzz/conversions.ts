/** Numbers that become integers, bits, single precision or answers of yes and no, and back. */
import { condition, number, place } from './expressions.js';
import type { Writer } from './writer.js';

/** Whole numbers of a few bits, whatever the argument. */
export function bits(w: Writer, depth: number): string {
  const e = (): string => number(w, depth);
  const steps = w.variables('index');
  const step = (): string => (steps.length > 0 ? w.one(steps).name : String(w.pick(4)));
  switch (w.pick(14)) {
    case 0:
      return `((${e()} * 3) | 0)`;
    case 1:
      return `(Math.floor(${e()} * 4) & ${w.one(['3', '1', step()])})`;
    case 2:
      return `((${e()} * 9) >> 1)`;
    case 3:
      return `(((${e()} * 4) >>> 0) % 5)`;
    case 4:
      return `~(${e()} * 2)`;
    case 5:
      return `(${step()} ^ ${w.one(['1', '2', `(${e()} * 2)`])})`;
    case 6:
      return `(1 << (${step()} & 3))`;
    case 7:
      return `~~(${e()} * 2.5)`;
    case 8:
      return `Math.imul(${e()} * 3, ${w.one(['5', step()])})`;
    case 9:
      return `Math.clz32(${e()} * 1000)`;
    case 10:
      return `((${e()} * 3) << 1)`;
    case 11:
      return `((${e()} * 4) >>> 28)`;
    case 12:
      return `(${step()} >> 1)`;
    default:
      return `(${step()} | ${w.pick(3)})`;
  }
}

/** The same number, or nearly: a derivative goes through. */
export function converted(w: Writer, depth: number): string {
  const x = number(w, depth);
  switch (w.pick(5)) {
    case 0:
      return `Math.fround(${x})`;
    case 1:
      return `+(${x})`;
    case 2:
      return `Number(${x})`;
    case 3:
      return `Math.fround(${x} * ${number(w, 0)})`;
    default:
      return `(${w.one(['+', 'Number'])}(${condition(w, depth)}) * ${x})`;
  }
}

/** A value that may be NaN or infinite, but where it is so another is taken. */
export function guarded(w: Writer, depth: number): string {
  const x = place(w, 0, false) ?? number(w, 0);
  const [risky, sane] = w.one([
    [`Math.sqrt(${x})`, '!Number.isNaN'],
    [`Math.log(${x})`, 'Number.isFinite'],
    [`Math.asin(${x})`, '!isNaN'],
    [`(1 / ${x})`, 'isFinite'],
  ] as const);
  return `(${sane}(${risky}) ? ${w.one(['', 'Math.tanh'])}(${risky}) : ${number(w, depth)})`;
}

/** Questions about the kind of a number. */
export function kindOfNumber(w: Writer, depth: number): string {
  const x = (): string => number(w, depth);
  switch (w.pick(8)) {
    case 0:
      return `Number.isNaN(Math.sqrt(${x()}))`;
    case 1:
      return `isNaN(Math.log(${x()}))`;
    case 2:
      return `isFinite(1 / Math.round(${x()}))`;
    case 3:
      return `Number.isFinite(1 / Math.trunc(${x()} * 2))`;
    case 4:
      return `Number.isInteger(${w.one([x(), `Math.floor(${x()}) / 2`])})`;
    case 5:
      return `Number.isSafeInteger(${w.one([x(), `Math.ceil(${x()}) * 0.5`])})`;
    case 6:
      return `Object.is(Math.sign(${x()}), Math.round(${x()}))`;
    default:
      return `(${bits(w, depth)} ${w.one(['==', '!='])} ${bits(w, depth)})`;
  }
}
