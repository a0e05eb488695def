/** Generic classes of the generated programs, with a number, an array or an object in their instances. */
import { array } from './arrays.js';
import { condition, literal, number } from './expressions.js';
import { typeFits, type Type, type Writer } from './writer.js';

/** Writes one, and makes it known. */
export function holderClass(w: Writer): string {
  const name = w.name('H');
  w.holders.push(name);
  const derived = w.chance(2) ? w.name('H') : undefined;
  if (derived) w.holders.push(derived);
  const body = w.one([
    'if (this.count > 2) return old;\n    this.value = by;',
    'for (let i = 0; i < 2; i++) {\n      if (i < this.count) continue;\n      this.value = by;\n    }',
    'this.value = by;',
  ]);
  const more = derived
    ? `\nclass ${derived}<T> extends ${name}<T> {\n  extra = ${literal(w)};\n  override swap(by: T): T {\n    if (this.extra > ${literal(w)}) return super.swap(by);\n    this.extra += 0.5;\n    return by;\n  }\n}\n`
    : '';
  return `class ${name}<T> {
  count = ${w.pick(3)};
  constructor(public value: T) {}
  swap(by: T): T {
    const old = this.value;
    this.count++;
    ${body}
    return old;
  }
  get own(): T {
    return this.value;
  }
  map<U>(f: (value: T, count: number) => U): ${name}<U> {
    return new ${name}(f(this.value, this.count));
  }
}
${more}
`;
}

/** A value of a type that an instance may hold. */
function content(w: Writer, type: Type): string {
  const known = w.variables(type.kind).filter((each) => typeFits(each.type, type));
  if (known.length > 0 && w.chance(2)) return w.one(known).name;
  if (type.kind === 'numbers') return array(w, 'numbers', 2);
  return type.kind === 'object' ? `{ p: ${number(w, 1)}, q: ${number(w, 0)} }` : number(w, 1);
}

const contents: readonly Type[] = [
  { kind: 'number' },
  { kind: 'numbers', length: 2 },
  { kind: 'object', shape: 'plain' },
];

const texts = { number: 'number', numbers: 'number[]', object: '{ p: number; q: number }' } as const;

export function holderStatement(w: Writer): boolean {
  if (w.holders.length === 0) return false;
  const known = w.scopes.flat().filter(({ type }) => type.kind === 'holder');
  const variable = w.name('u');
  const { name, type } = known.length > 0 ? w.one(known) : { name: '', type: undefined };
  if (type?.kind !== 'holder' || w.chance(3)) {
    const held = w.one(contents);
    const of = w.one(w.holders);
    const text = texts[held.kind as keyof typeof texts];
    w.line(`const ${variable} = new ${of}${w.one([`<${text}>`, ''])}(${content(w, held)});`);
    w.declare(variable, { kind: 'holder', held });
    w.declare(`${variable}.value`, held, true);
    return true;
  }
  switch (w.pick(4)) {
    case 0:
      w.line(`let ${variable} = ${name}.swap(${content(w, type.held)});`);
      w.declare(variable, type.held, true);
      return true;
    case 1:
      w.line(`if (${condition(w, 1)}) ${name}.swap(${content(w, type.held)});`);
      return true;
    case 2: {
      const item = { number: 't', numbers: 't[1]!', object: 't.q' }[type.held.kind as keyof typeof texts];
      w.line(`let ${variable} = ${name}.map((t, n) => Math.sin(${item}) * ${number(w, 1)} + n).own;`);
      w.declare(variable, { kind: 'number' }, true);
      return true;
    }
    default:
      w.line(`const ${variable} = ${name}.own;`);
      w.declare(variable, type.held);
      return true;
  }
}
