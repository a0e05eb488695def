/** Objects of the generated programs that are nothing but their members: private names, class expressions, methods with `this`. */
import { condition, literal, number } from './expressions.js';
import { statements } from './statements.js';
import type { Surroundings, Writer } from './writer.js';

const inMethod = (of: 'number' | 'void', depth: number): Surroundings => ({
  loops: [],
  blocks: [],
  result: of,
  returns: of,
  depth,
  times: 8,
  pushes: false,
});

/** A method, with statements of its own; `fields` and `members`, which it may call, stand in it as they are written. */
function method(
  w: Writer,
  head: string,
  fields: readonly string[],
  of: 'number' | 'void',
  close = '}',
  members: readonly string[] = [],
): void {
  const own = w.callables.filter(({ name }) => members.includes(name));
  w.withThis(() =>
    w.block(
      head,
      () => {
        w.callables.push(...own);
        for (const field of fields) w.declare(field, { kind: 'number' }, true);
        const parameter = /\((\w+): number\)/.exec(head)?.[1];
        if (parameter !== undefined) w.declare(parameter, { kind: 'number' }, true);
        statements(w, inMethod(of, w.pick(3)), 1 + w.pick(2));
        if (of === 'number') w.line(`return ${number(w, 1)};`);
        else w.line(`${w.one(fields)} ${w.one(['=', '+=', '-='])} Math.sin(${number(w, 1)});`);
      },
      close,
    ),
  );
}

/** A class with private names, or an expression, or both. */
export function hiddenClass(w: Writer): void {
  const name = w.name('C');
  const [s, o] = [w.name('s'), w.name('o')];
  const form = w.pick(3);
  const inner = form === 2 ? w.name('D') : name;
  const fields = form === 1 ? ['this.a', 'this.b'] : ['this.#a', 'this.#b'];
  const [a, b] = fields.map((field) => field.slice(5)) as [string, string];
  const open = form === 0 ? `class ${name}` : `const ${name} = class${form === 2 ? ` ${inner}` : ''}`;
  w.block(
    `${open} {`,
    () => {
      w.line(`${a}: number;`);
      w.line(`${b} = ${literal(w)};`);
      if (form !== 1 && w.chance(2)) w.line(`static #by(${s}: number): number { return ${s} * ${literal(w)}; }`);
      w.block(`constructor(a: number) {`, () => {
        w.line(`this.${a} = a${w.one(['', ' * 0.5'])};`);
        if (w.chance(2)) w.line(`this.${b} *= a;`);
      });
      const own = form === 1 ? 'own' : '#own';
      method(w, `${own}(${s}: number): number {`, fields, 'number');
      const before = w.callables.length;
      const call = {
        params: [{ kind: 'number' as const }],
        optional: 0,
        result: 'number' as const,
        cost: 10,
        bound: true as const,
      };
      w.callables.push({ ...call, name: `this.${own}` });
      method(w, `step(${s}: number): void {`, fields, 'void', '}', [`this.${own}`]);
      method(w, 'get total(): number {', fields, 'number', '}', [`this.${own}`]);
      if (form !== 1) {
        w.block(`over(${o}: ${inner}): number {`, () => {
          for (const field of [...fields, `${o}.${a}`, `${o}.${b}`]) w.declare(field, { kind: 'number' });
          w.line(`return ${fields[0]} * ${o}.${a} + ${number(w, 2)};`);
        });
      }
      w.callables.length = before;
    },
    form === 0 ? '}' : '};',
  );
  w.classes.push({
    name,
    family: name,
    ...(form !== 0 && { text: `{ readonly total: number; step(by: number): void }` }),
    apart: true,
    fields: [],
    writable: true,
    makes: [],
    asks: form === 1 ? ['total'] : ['total', 'over'],
  });
}

/** An object with methods that change it. */
export function objectWithThis(w: Writer, at: Surroundings): boolean | void {
  if (at.times > 8 || w.trying > 0) return false;
  const name = w.name('z');
  const [s, t] = [w.name('s'), w.name('t')];
  const seen = w.chance(2) ? `, seen: [${number(w, 1)}, ${number(w, 0)}]` : '';
  const own = `total: ${number(w, 1)}, more: ${literal(w)}${seen},`;
  const fields = ['this.total', 'this.more', ...(seen ? ['this.seen[1]!'] : [])];
  const before = [w.recursed, w.callables.length] as const;
  w.recursed = false;
  w.block(
    `const ${name} = {`,
    () => {
      w.line(own);
      method(w, `note(${s}: number): void {`, fields, 'void', '},');
      w.callables.push({
        name: 'this.note',
        params: [{ kind: 'number' }],
        optional: 0,
        result: 'void',
        cost: 10,
        bound: true,
      });
      method(w, `take(${t}: number): number {`, fields, 'number', '},', ['this.note']);
    },
    '};',
  );
  w.callables.length = before[1];
  const recursive = w.recursed;
  w.recursed ||= before[0];
  for (const result of ['void', 'number'] as const)
    w.callables.push({
      name: `${name}.${result === 'void' ? 'note' : 'take'}`,
      params: [{ kind: 'number' }],
      optional: 0,
      result,
      cost: 10,
      recursive,
      bound: true,
    });
  w.declare(`${name}.total`, { kind: 'number' }, true);
  if (seen) w.declare(`${name}.seen`, { kind: 'numbers', length: 2 });
}

/** A class of the function, which reads its variables; and an instance. */
export function localClass(w: Writer, at: Surroundings): boolean | void {
  if (at.times > 8 || w.trying > 0) return false;
  const [name, made, s] = [w.name('D'), w.name('d'), w.name('s')];
  const field = w.one(['value', '#value']);
  const start = w.initialiser(() => number(w, 1));
  const before = w.recursed;
  w.recursed = false;
  w.block(
    `const ${name} = class {`,
    () => {
      w.line(`${field} = ${start};`);
      if (w.chance(2)) w.line(`constructor(by = ${literal(w)}) { this.${field} *= by; }`);
      method(w, `run(${s}: number): number {`, [`this.${field}`], 'number');
    },
    '};',
  );
  const recursive = w.recursed;
  w.recursed ||= before;
  w.line(`const ${made} = new ${name}();`);
  if (w.chance(3)) w.line(`if (${condition(w, 1)}) ${made}.run(${number(w, 1)});`);
  w.callables.push({
    name: `${made}.run`,
    params: [{ kind: 'number' }],
    optional: 0,
    result: 'number',
    cost: 10,
    recursive,
    bound: true,
  });
  if (field === 'value') w.declare(`${made}.value`, { kind: 'number' }, true);
}
