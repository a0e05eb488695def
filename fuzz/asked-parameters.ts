/** Parameters of the generated helpers whose kind is asked for: a number or a reference, a callback that may be left out. */
import { familyOf } from './classes.js';
import { literal, number, place } from './expressions.js';
import { deeper } from './control-flow.js';
import { statements } from './statements.js';
import type { Surroundings, Taken, Type, Writer } from './writer.js';

/** What a parameter may be that is not a number. */
export function other(w: Writer): Type {
  const classes = w.classes.filter((each) => !each.apart && each.family === each.name);
  if (classes.length > 0 && w.chance(2)) return { kind: 'instance', of: familyOf(w, w.one(classes)) };
  return w.one<Type>([
    { kind: 'object', shape: 'plain' },
    { kind: 'numbers', length: 2 },
    { kind: 'floats', length: 2 },
    { kind: 'object', shape: 'array' },
  ]);
}

/** Questions that are true of the reference. */
const questions = (name: string, type: Type): readonly string[] => [
  `typeof ${name} === 'object'`,
  `typeof ${name} !== 'number'`,
  `!(typeof ${name} === 'number')`,
  ...(type.kind === 'instance' ? [`${name} instanceof ${type.of.name}`, `${name} instanceof ${type.of.name}`] : []),
  ...(type.kind === 'numbers' ? [`Array.isArray(${name})`, `${name} instanceof Array`] : []),
  ...(type.kind === 'floats' ? [`${name} instanceof Float64Array`] : []),
];

/** A number in the reference. */
const inside = (name: string, type: Type): string => {
  if (type.kind === 'instance') return `${name}.${type.of.fields[0] ?? 'a'}`;
  return type.kind === 'object' ? `${name}.q` : `${name}[1]!`;
};

/** Asks what `name` is, once or more, and goes on with either. */
export function askKind(w: Writer, at: Surroundings, name: string, type: Type): void {
  w.asked.add(name);
  const inner = deeper(at);
  const arm = (as: Type) => (): void => {
    w.declare(name, as);
    statements(w, inner, 1 + w.pick(2));
  };
  const question = w.one(questions(name, type));
  switch (w.pick(4)) {
    case 0: {
      const variable = w.name('x');
      w.line(
        `let ${variable} = ${question} ? ${inside(name, type)} * ${literal(w)} : ${name}${w.one(['', ' * 0.7', ' + 0.1'])};`,
      );
      w.declare(variable, { kind: 'number' }, true);
      return;
    }
    case 1:
      w.block(`if (${question}) {`, arm(type), '} else {');
      w.lines.pop();
      w.block('} else {', arm({ kind: 'number' }));
      return;
    case 2:
      w.block(`if (typeof ${name} === 'number') {`, () => {
        w.declare(name, { kind: 'number' });
        statements(w, inner, w.pick(2));
        w.line(`return ${number(w, 1)};`);
      });
      w.declare(name, type);
      return;
    default:
      w.block(`if (${question}) {`, arm(type));
  }
}

export const optionalCallback = (w: Writer): { name: string; type: Taken; initial?: string; optional: true } => {
  const orNull = w.chance(2);
  return {
    name: w.name('g'),
    type: { kind: 'callback', absent: orNull ? ['undefined', 'null'] : ['undefined'] },
    ...(orNull && { initial: 'null' }),
    optional: true,
  };
};

/** Asks whether the callback is there. */
export function askPresence(w: Writer, at: Surroundings, name: string): void {
  w.asked.add(name);
  const inner = deeper(at);
  const there = (): void => {
    w.callables.push({ name, params: [{ kind: 'number' }], optional: 0, result: 'number', cost: 10 });
    statements(w, inner, 1 + w.pick(2));
    const target = place(w, 0, true);
    if (target !== undefined) w.line(`${target} = Math.sin(${name}(${number(w, 1)}));`);
  };
  const question = w.one([name, `typeof ${name} === 'function'`, `${name} != null`, `!!${name}`]);
  const variable = w.name('x');
  const define = (text: string): void => {
    w.line(`let ${variable} = ${text};`);
    w.declare(variable, { kind: 'number' }, true);
  };
  switch (w.pick(6)) {
    case 0:
      define(`${question} ? ${name}(${number(w, 1)}) : ${number(w, 0)}`);
      return;
    case 1:
      define(`${name}?.(${number(w, 1)}) ?? ${number(w, 0)}`);
      return;
    case 2: {
      const run = w.name('c');
      w.line(`const ${run} = ${name} ${w.one(['??', '||'])} ((t: number) => t * ${number(w, 0)});`);
      w.callables.push({ name: run, params: [{ kind: 'number' }], optional: 0, result: 'number', cost: 10 });
      return;
    }
    case 3:
      w.line(`if (${w.one([`!${name}`, `typeof ${name} !== 'function'`, `${name} == null`])}) return ${number(w, 1)};`);
      w.callables.push({ name, params: [{ kind: 'number' }], optional: 0, result: 'number', cost: 10 });
      return;
    case 4:
      w.block(`if (${question}) {`, there, '} else {');
      w.lines.pop();
      w.block('} else {', () => statements(w, inner, 1 + w.pick(2)));
      return;
    default:
      w.block(`if (${question}) {`, there);
  }
}
