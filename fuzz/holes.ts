/** Arrays that are written behind their end, and arrays with holes: elements that were never given a value. */
import { bounded, literal, number } from './expressions.js';
import type { Surroundings, Writer } from './writer.js';

/** A literal that gets longer by its indices until it has no holes, and is walked over by its length. */
export function grown(w: Writer, at: Surroundings): boolean | void {
  if (at.times > 16) return false;
  const [name, i, sum] = [w.name('a'), w.name('i'), w.name('y')];
  const n = (): string => number(w, 1);
  w.line(`const ${name}${w.chance(2) ? `: number[] = [];` : ` = [${n()}];`}`);
  if (w.lines.at(-1)!.endsWith('[];')) w.line(`${name}[0] = ${n()};`);
  switch (w.pick(4)) {
    case 0:
      w.line(`${name}[${name}.length] = ${n()};`);
      w.line(`${name}[${name}.length] = ${bounded(w, 1)};`);
      break;
    case 1:
      w.line(`${name}[2] = ${n()};`);
      w.line(`${name}[1] = ${n()};`);
      break;
    case 2:
      w.line(`for (let ${i} = 1; ${i} < 4; ${i}++) ${name}[${i}] = ${name}[${i} - 1]! * ${bounded(w, 1)};`);
      break;
    default:
      w.line(`for (let ${i} = 3; ${i} > 0; ${i}--) ${name}[${i}] = ${i} * ${n()};`);
  }
  w.line(`let ${sum} = ${literal(w)};`);
  const walk = w.one([
    `for (let ${i} = 0; ${i} < ${name}.length; ${i}++) ${sum} += Math.sin(${name}[${i}]!) * (${i} + 1);`,
    `for (let ${i} = ${name}.length - 1; ${i} >= 0; ${i}--) ${sum} = 0.5 * ${sum} + ${name}[${i}]! * ${literal(w)};`,
    `${name}.forEach((t, ${i}) => (${sum} += t * (${i} + ${literal(w)})));`,
    `for (const t of ${name}) ${sum} = Math.sin(${sum} + t);`,
  ]);
  w.line(walk);
  w.line(`${sum} = Math.tanh(${sum});`);
  w.declare(sum, { kind: 'number' }, true);
  w.declare(name, { kind: 'numbers', length: 2 });
}

/** Methods that pass over holes, and loops that do not. */
export function withHoles(w: Writer, at: Surroundings): boolean | void {
  if (at.times > 16) return false;
  const made = sparse(w);
  const name = copied(w, made);
  const sum = w.name('y');
  const [t, i, r] = [w.name('t'), w.name('i'), w.name('r')];
  const n = (): string => number(w, 1);
  w.line(`let ${sum} = ${n()};`);
  for (let count = 1 + w.pick(2); count > 0; count--) {
    const passed = w.one([
      `${name}.map((${t}, ${i}) => ${t} * ${n()} + ${i})`,
      `${name}.map((${t}) => Math.sin(${t})).map((${t}) => ${t} * ${t})`,
      `${name}.filter((${t}) => ${t} > ${n()})`,
      `${name}.flatMap((${t}) => [${t}, ${t} * ${n()}])`,
      `[[${n()}], ${name}].flat()`,
      `${name}.concat([${n()}])`,
      name,
    ]);
    const start = literal(w);
    w.line(
      w.one([
        `${sum} += ${passed}.reduce((${r}: number, ${t}: number) => 0.5 * ${r} + Math.sin(${t}), ${start});`,
        `${sum} += ${passed}.reduceRight((${r}: number, ${t}: number, ${i}: number) => Math.cos(${r}) * ${t} + ${i}, ${start});`,
        `${sum} += Math.tanh([${start}].concat(${passed}).reduce((${r}, ${t}) => ${r} - Math.sin(${t})));`,
        `${sum} += Math.tanh(${name}.reduce((${r}, ${t}, ${i}) => ${r} * 0.5 + ${t} * ${i}));`,
        `${sum} += Math.tanh(${name}.reduceRight((${r}, ${t}) => ${r} * 0.3 - ${t}));`,
        `${passed}.forEach((${t}, ${i}) => { ${sum} = Math.tanh(${sum} + ${t} * (${i} + 1)); });`,
        `if (${passed}.some((${t}) => !(${t} > ${n()}))) ${sum} *= ${n()};`,
        `if (${passed}.every((${t}) => ${t} < 50)) ${sum} += ${bounded(w, 1)};`,
        `for (const ${t} of ${passed}) ${sum} += ${t} === undefined ? ${literal(w)} : Math.sin(${t});`,
        `for (let ${i} = 0; ${i} < ${name}.length; ${i}++) ${sum} += Math.sin(${name}[${i}] ?? ${n()}) * ${i};`,
        `[...${name}].forEach((${t}) => { ${sum} += ${t} === undefined ? ${n()} : Math.sin(${t}); });`,
        `${sum} += 0.1 * ${name}.findIndex((${t}) => ${t} === undefined) + 0.2 * ${name}.findLastIndex((${t}) => ${t} === undefined);`,
      ]),
    );
  }
  w.line(`${sum} = Math.tanh(${sum});`);
  w.declare(sum, { kind: 'number' }, true);
}

/** An array of which at least one element is there, and perhaps all. */
function sparse(w: Writer): string {
  const name = w.name('holey');
  const n = (): string => number(w, 1);
  switch (w.pick(5)) {
    case 0:
      w.line(`const ${name} = new Array<number>(${3 + w.pick(3)});`);
      w.line(`${name}[1] = ${n()};`);
      if (w.chance(2)) w.line(`${name}[${w.pick(3)}] = ${n()};`);
      break;
    case 1:
      w.line(`const ${name} = [${n()}];`);
      w.line(`${name}[${name}.length + ${w.pick(3)}] = ${n()};`);
      break;
    case 2:
      w.line(`const ${name} = [${n()}, ${n()}];`);
      w.line(`${name}.length = ${w.one(['4', '3', '2'])};`);
      if (w.chance(2)) w.line(`${name}.push(${n()});`);
      break;
    case 3: {
      const i = w.name('i');
      w.line(`const ${name} = new Array<number>(4);`);
      w.line(
        `for (let ${i} = ${w.pick(2)}; ${i} < ${3 + w.pick(2)}; ${i} += ${1 + w.pick(2)}) ${name}[${i}] = ${n()} * ${i};`,
      );
      break;
    }
    default: {
      const [index] = w.variables('index');
      w.line(`const ${name} = [${n()}];`);
      w.line(`${name}[${index ? `Math.min(4, ${index.name})` : 2}] = ${n()};`);
    }
  }
  return name;
}

/** The array itself, or what has its holes. */
function copied(w: Writer, name: string): string {
  const copy = w.name('holey');
  const text = w.one([
    '',
    '',
    `${name}.slice()`,
    `${name}.slice(0, 3).concat(${name})`,
    `[[${number(w, 0)}], ${name}][1]!`,
    `${name}.map((t) => t * ${number(w, 0)})`,
    `{ v: ${name} }.v`,
  ]);
  if (text === '') return name;
  w.line(`const ${copy} = ${text.startsWith('{') ? `(${text.replace('.v', ').v')}` : text};`);
  return copy;
}
