/** Fresh arrays of the generated programs. */
import { number } from './expressions.js';
import type { Writer } from './writer.js';

/** A fresh array or typed array. */
export function array(w: Writer, kind: 'numbers' | 'floats' | 'singles', length: number): string {
  const Class = kind === 'singles' ? 'Float32Array' : 'Float64Array';
  const items = (): string => Array.from({ length }, () => number(w, 1)).join(', ');
  const sources = w.variables('numbers', 'floats', 'singles');
  const t = w.name('t');
  switch (w.pick(sources.length > 0 ? 7 : 3)) {
    case 0:
      return kind === 'numbers' ? `[${items()}]` : `${Class}.of(${items()})`;
    case 1:
      return kind === 'numbers' ? `new Array<number>(${length}).fill(${number(w, 1)})` : `new ${Class}(${length})`;
    case 2:
      return kind === 'numbers'
        ? `Array.from({ length: ${length} }, (_, ${t}) => ${number(w, 1)} * ${t})`
        : `new ${Class}([${items()}])`;
  }
  const same = w.variables(kind).filter(({ type }) => type.kind === kind && type.length >= length);
  if (same.length === 0) return kind === 'numbers' ? `[${items()}]` : `new ${Class}(${length}).fill(${number(w, 1)})`;
  const { name } = w.one(same);
  switch (w.pick(6)) {
    case 0:
      return `${name}.slice()`;
    case 4:
      return `${name}.slice(0, ${length})`;
    case 5: {
      const [other] = w.variables('numbers', 'floats').filter(({ type }) => 'length' in type && type.length >= length);
      if (!other) return `${name}.slice()`;
      return kind === 'numbers' ? `Array.from(${other.name})` : `new ${Class}(${other.name})`;
    }
    case 1:
      return kind === 'numbers' ? `[...${name}]` : `new ${Class}(${name})`;
    case 2:
      return `${name}.map((${t}) => Math.sin(${t}) * ${number(w, 1)})`;
    default:
      return kind === 'numbers' ? `${name}.concat([${number(w, 1)}])` : `${Class}.from(${name})`;
  }
}
