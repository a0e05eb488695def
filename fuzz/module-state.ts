/** What the modules of the generated programs keep: work space, and variables. A call finds there what the last one left. */
import { literal, number } from './expressions.js';
import { typeText, type ClassInfo, type Type, type Writer } from './writer.js';

const types: readonly Type[] = [
  { kind: 'number' },
  { kind: 'floats', length: 3 },
  { kind: 'numbers', length: 2 },
  { kind: 'object', shape: 'plain' },
  { kind: 'number' },
  { kind: 'rows', length: 2, width: 2 },
  { kind: 'object', shape: 'array' },
  { kind: 'singles', length: 2 },
  { kind: 'pair' },
  { kind: 'boolean' },
  { kind: 'object', shape: 'nested' },
];

/** Variables that stand in front of everything else. */
export const moduleState = (w: Writer): string =>
  Array.from({ length: 1 + w.pick(3) }, () => declared(w, w.one(types))).join('') + '\n';

/** Instances that stand behind their classes. */
export function moduleInstance(w: Writer): string {
  const fit = w.classes.filter((each) => each.kept);
  if (fit.length === 0) return '';
  const of = w.one(fit);
  return `${declared(w, { kind: 'instance', of })}\n`;
}

function declared(w: Writer, type: Type): string {
  const name = w.name('_m');
  const fresh = freshText(w, type);
  const fixed = type.kind !== 'number' && type.kind !== 'boolean' && w.chance(2);
  w.module.push({ name, type, assignable: !fixed });
  w.kept.reset.push(fixed ? refilled(name, type, fresh) : `${name} = ${fresh};`);
  w.kept.read.push(readText(name, type));
  return `${fixed ? 'const' : 'let'} ${name}: ${typeText(type)} = ${fresh};\n`;
}

const instanceText = (w: Writer, { name, writable }: ClassInfo): string =>
  `new ${name}(${literal(w)}${writable ? '' : `, ${literal(w)}`})`;

function freshText(w: Writer, type: Type): string {
  const list = (length: number): string => `[${Array.from({ length }, () => literal(w)).join(', ')}]`;
  switch (type.kind) {
    case 'floats':
    case 'singles': {
      const Class = type.kind === 'floats' ? 'Float64Array' : 'Float32Array';
      return w.one([`new ${Class}(${type.length})`, `${Class}.from(${list(type.length)})`]);
    }
    case 'numbers':
      return list(type.length);
    case 'pair':
      return list(2);
    case 'rows':
      return `[${list(type.width)}, ${list(type.width)}]`;
    case 'boolean':
      return w.one(['true', 'false']);
    case 'instance':
      return instanceText(w, type.of);
    case 'object': {
      const own = `p: ${literal(w)}, q: ${literal(w)}`;
      const more = type.shape === 'array' ? `, v: ${list(2)}` : `, inner: { p: ${literal(w)}, q: ${literal(w)} }`;
      return `{ ${own}${type.shape === 'plain' ? '' : more} }`;
    }
    default:
      return literal(w);
  }
}

/** How a constant gets the contents again that it began with. */
function refilled(name: string, type: Type, fresh: string): string {
  switch (type.kind) {
    case 'floats':
    case 'singles':
      return `${name}.set(${fresh});`;
    case 'numbers':
    case 'rows':
      return `${name}.splice(0, ${name}.length, ...${fresh});`;
    case 'pair':
      return `[${name}[0], ${name}[1]] = ${fresh};`;
    default:
      return `Object.assign(${name}, ${fresh});`;
  }
}

/** What it holds, apart from it. */
function readText(name: string, type: Type): string {
  switch (type.kind) {
    case 'floats':
    case 'singles':
    case 'numbers':
    case 'pair':
      return `[...${name}]`;
    case 'rows':
      return `${name}.map((row) => [...row])`;
    case 'instance':
      return `[${type.of.fields.map((field) => `${name}.${field}`).join(', ')}]`;
    case 'object': {
      const more = type.shape === 'array' ? `, [...${name}.v]` : `, ${name}.inner.p, ${name}.inner.q`;
      return `[${name}.p, ${name}.q${type.shape === 'plain' ? '' : more}]`;
    }
    default:
      return name;
  }
}

/** What a call may begin with: all of a variable is set before any of it is read. */
export function setFirst(w: Writer): void {
  for (const { name, type } of w.module) {
    if (!w.chance(3)) continue;
    if (type.kind === 'number') w.line(`${name} = ${number(w, 1)};`);
    else if (type.kind === 'floats' || type.kind === 'numbers')
      w.line(
        w.one([
          `${name}.fill(${number(w, 1)});`,
          `for (let i = 0; i < ${name}.length; i++) ${name}[i] = ${number(w, 1)} * (i + 1);`,
        ]),
      );
    else if (type.kind === 'object' && type.shape === 'plain')
      w.line(`Object.assign(${name}, { p: ${number(w, 1)}, q: ${number(w, 0)} });`);
  }
}

/** The functions by which those who compare calls make them begin alike, and look at what they leave. */
export const keepers = ({ kept }: Writer): string =>
  kept.read.length === 0
    ? ''
    : `\nexport const reset = (): void => {\n${kept.reset.map((each) => `  ${each}\n`).join('')}};\nexport const kept = (): unknown => [${kept.read.join(', ')}];\n`;
