/** Generic functions of the generated programs: each is called for numbers, arrays and objects. */
import { condition, index, literal, number } from './expressions.js';
import { typeText, type Kind, type Type, type Variable, type Writer } from './writer.js';

const forms = ['pick', 'best', 'fold', 'mapped', 'bounded', 'swap', 'total', 'field'] as const;
type Form = (typeof forms)[number];

/** The text of a function; `T` is what calls make of it. */
const texts: Readonly<Record<Form, (name: string, w: Writer) => string>> = {
  pick: (name, w) =>
    `function ${name}<T>(test: boolean, one: T, other: T): T {\n${w.one([
      '  return test ? one : other;',
      '  if (!test) return other;\n  return one;',
      '  let made = other;\n  for (let i = 0; i < 2; i++) { if (i === 1 && test) made = one; }\n  return made;',
    ])}\n}`,
  best: (name, w) =>
    `function ${name}<T>(list: readonly T[], weigh: (item: T) => number, enough = ${literal(w)}): T {
  let best = list[0] as T;
  let most = weigh(best);
${w.one([
  '  for (const item of list) {\n    if (most > enough) break;\n    const weight = weigh(item);\n    if (weight <= most) continue;\n    most = weight;\n    best = item;\n  }',
  '  for (let i = list.length - 1; i > 0; i--) {\n    if (weigh(list[i]!) > enough) return list[i]!;\n    if (weigh(list[i]!) > most) { best = list[i]!; most = weigh(best); }\n  }',
])}
  return best;
}`,
  fold: (name, w) =>
    `function ${name}<T, R>(list: readonly T[], start: R, step: (so: R, item: T, i: number) => R): R {
  let so = start;
${w.one([
  '  for (let i = 0; i < list.length; i++) so = step(so, list[i]!, i);',
  '  let i = 0;\n  while (true) {\n    if (i >= list.length) break;\n    so = step(so, list[i]!, i++);\n    if (i === 2) continue;\n  }',
  '  for (const [i, item] of list.entries()) {\n    if (i === 3) return so;\n    so = step(so, item, i);\n  }',
  '  list.forEach((item, i) => {\n    so = step(so, item, i);\n  });',
])}
  return so;
}`,
  mapped: (name, w) =>
    `function ${name}<A, B>(list: readonly A[], f: (item: A, i: number) => B): B[] {
${w.one([
  '  const made: B[] = [];\n  for (let i = 0; i < list.length; i++) made.push(f(list[i]!, i));\n  return made;',
  '  return list.map((item, i) => f(item, i));',
  '  const made: B[] = [];\n  list.forEach((item, i) => made.push(f(item, i)));\n  return made;',
])}
}`,
  bounded: (name, w) =>
    `function ${name}<T extends { p: number; q: number }>(of: T, s: number): T {
${w.one([
  '  of.p += s * of.q;',
  '  for (let i = 0; i < 3; i++) {\n    if (of.p > 1.5) return of;\n    of.p = Math.sin(of.q + s);\n    of.q *= 0.9;\n  }',
  '  if (of.p < s) return of;\n  of.q = of.p * s;',
])}
  return of;
}`,
  swap: (name, w) =>
    `function ${name}<T>(list: T[], i: number, j: number): T {
${w.one(['  const kept = list[i]!;\n  list[i] = list[j]!;\n  list[j] = kept;', '  [list[i], list[j]] = [list[j]!, list[i]!];'])}
  return list[i]!;
}`,
  total: (name, w) =>
    `function ${name}<T extends ArrayLike<number>>(list: T, s: number): number {
  let sum = 0;
  for (let i = 0; i < list.length; i++) {
    ${w.one(['if (list[i]! > 1.4) break;', 'if (list[i]! < -1.2) continue;', ''])}
    sum = sum * 0.5 + Math.sin(list[i]! * s);
  }
  return sum;
}`,
  field: (name) =>
    `function ${name}<T, K extends keyof T>(of: T, key: K): T[K] {
  return of[key];
}`,
};

/** Writes a generic function and makes it known. */
export function generic(w: Writer): string {
  const form = w.one(forms);
  const name = w.name('g');
  w.generics.push({ name, form });
  return `${texts[form](name, w)}\n\n`;
}

/** A statement that calls one. */
export function useGeneric(w: Writer): boolean {
  if (w.generics.length === 0) return false;
  const { name, form } = w.one(w.generics);
  return uses[form as Form](w, name);
}

const one = (w: Writer, ...kinds: readonly Kind[]): Variable | undefined => {
  const known = w.variables(...kinds).filter(({ type }) => !('length' in type) || type.length >= 2);
  return known.length > 0 ? w.one(known) : undefined;
};

const mates = (w: Writer, { type }: Variable): readonly Variable[] =>
  w
    .variables(type.kind)
    .filter(
      (each) =>
        each.type.kind !== 'object' ||
        (type.kind === 'object' && each.type.shape === type.shape && !('length' in each.type)),
    );

function define(w: Writer, text: string, type: Type): true {
  const variable = w.name('y');
  w.line(`let ${variable} = ${text};`);
  w.declare(variable, type, type.kind !== 'rows');
  return true;
}

/** The smaller promise of two. */
const common = (a: Type, b: Type): Type =>
  'length' in a && 'length' in b ? ({ ...a, length: Math.min(a.length, b.length) } as Type) : a;

/** A number that an item gives. */
function weightOf(w: Writer, item: string, { kind }: Type): string {
  const factor = number(w, 0);
  if (kind === 'object') return `${item}.p * ${factor}`;
  return kind === 'number' ? `${item} * ${factor}` : `${item}[1]! - ${factor}`;
}

const uses: Readonly<Record<Form, (w: Writer, name: string) => boolean>> = {
  pick(w, name) {
    const first = w.chance(3) ? undefined : one(w, 'numbers', 'floats', 'object', 'pair', 'singles');
    if (!first) {
      return define(w, `${name}(${condition(w, 1)}, ${number(w, 1)}, ${number(w, 1)})`, { kind: 'number' });
    }
    const second = w.one(mates(w, first));
    const explicit = w.chance(3) ? `<${typeText(first.type)}>` : '';
    return define(
      w,
      `${name}${explicit}(${condition(w, 1)}, ${first.name}, ${second.name})`,
      common(first.type, second.type),
    );
  },
  best(w, name) {
    const t = w.name('t');
    const list = one(w, 'numbers');
    if (list && w.chance(2)) {
      return define(w, `${name}(${list.name}, (${t}) => ${weightOf(w, t, { kind: 'number' })})`, { kind: 'number' });
    }
    const first = one(w, 'numbers', 'floats', 'object', 'pair');
    if (!first) return false;
    const second = w.one(mates(w, first));
    const type = common(first.type, second.type);
    if ('length' in type && type.length < 2) return false;
    const weigh = `(${t}) => ${weightOf(w, t, type)}`;
    return define(
      w,
      `${name}([${first.name}, ${second.name}], ${weigh}${w.chance(2) ? `, ${number(w, 1)}` : ''})`,
      type,
    );
  },
  fold(w, name) {
    const list = one(w, 'numbers', 'rows');
    if (!list) return false;
    const [so, t, i] = [w.name('r'), w.name('t'), w.name('i')];
    const item = list.type.kind === 'rows' ? `${t}[1]!` : t;
    switch (w.pick(3)) {
      case 0:
        return define(
          w,
          `Math.tanh(${name}(${list.name}, ${number(w, 0)}, (${so}, ${t}, ${i}) => ${so} * 0.5 + ${item} * ${number(w, 0)} + 0.1 * ${i}))`,
          { kind: 'number' },
        );
      case 1:
        return define(
          w,
          `${name}(${list.name}, { p: ${number(w, 0)}, q: ${literal(w)} }, (${so}, ${t}) => ({ p: Math.sin(${so}.p + ${item}), q: ${so}.q * ${number(w, 0)} }))`,
          { kind: 'object', shape: 'plain' },
        );
      default:
        return define(
          w,
          `${name}(${list.name}, [${number(w, 0)}, ${number(w, 0)}], (${so}, ${t}, ${i}) => {\n    ${so}[${i} % 2]! += Math.sin(${item});\n    return ${w.one([so, `[${so}[1]!, ${so}[0]!]`])};\n  })`,
          { kind: 'numbers', length: 2 },
        );
    }
  },
  mapped(w, name) {
    const list = one(w, 'numbers', 'rows');
    if (!list) return false;
    const [t, i] = [w.name('t'), w.name('i')];
    const item = list.type.kind === 'rows' ? `${t}[0]!` : t;
    const length = 'length' in list.type ? list.type.length : 0;
    if (w.chance(2)) {
      return define(w, `${name}(${list.name}, (${t}, ${i}) => [${item} * ${number(w, 0)}, ${i} * ${number(w, 0)}])`, {
        kind: 'rows',
        length,
        width: 2,
      });
    }
    return define(w, `${name}(${list.name}, (${t}) => Math.sin(${item}) * ${number(w, 1)})`, {
      kind: 'numbers',
      length,
    });
  },
  bounded(w, name) {
    const object = one(w, 'object');
    if (!object) return false;
    if (w.chance(2)) return define(w, `${name}(${object.name}, ${number(w, 1)})`, object.type);
    w.line(`${name}(${object.name}, ${number(w, 1)});`);
    return true;
  },
  swap(w, name) {
    const list = one(w, 'numbers', 'rows');
    if (!list || !('length' in list.type)) return false;
    const { type } = list;
    const text = `${name}(${list.name}, ${index(w, type.length)}, ${index(w, type.length)})`;
    if (type.kind !== 'rows') return define(w, text, { kind: 'number' });
    else return define(w, text, { kind: 'numbers', length: type.width });
  },
  total(w, name) {
    const list = one(w, 'numbers', 'floats', 'singles', 'either', 'list', 'pair');
    if (!list) return false;
    return define(w, `${name}(${list.name}, ${number(w, 1)})`, { kind: 'number' });
  },
  field(w, name) {
    const object = one(w, 'object');
    if (object?.type.kind !== 'object') return false;
    const { shape } = object.type;
    if (shape === 'array' && w.chance(2))
      return define(w, `${name}(${object.name}, 'v')`, { kind: 'numbers', length: 2 });
    else if (shape === 'nested' && w.chance(2))
      return define(w, `${name}(${object.name}, 'inner')`, { kind: 'object', shape: 'plain' });
    else return define(w, `${name}(${object.name}, '${w.one(['p', 'q'])}')`, { kind: 'number' });
  },
};
