/** Iterators of the generated programs, and the maps, sets and records that they go over. */
import { bounded, literal, number } from './expressions.js';
import { insideLoop, labelled } from './loops.js';
import { statements } from './statements.js';
import type { Surroundings, Variable, Writer } from './writer.js';

/** A whole number on which nothing that is differentiated has a part. */
function key(w: Writer): string {
  const steps = w.variables('index').filter(({ name }) => name !== 'n');
  return steps.length > 0 && w.chance(2) ? `${w.one(steps).name} % 5` : String(w.pick(5));
}

/** The name of a field of a record. */
const field = (w: Writer): string => `\`k\${${key(w)}}\``;

/** A new map, set or record, or one that is changed. */
export function container(w: Writer, at: Surroundings): void {
  const known = w.variables('map', 'set', 'record');
  if (known.length > 0 && !w.chance(3)) {
    change(w, at, w.one(known));
    return;
  }
  const variable = w.name('m');
  const kind = w.one(['map', 'set', 'record'] as const);
  const keys = Array.from({ length: w.pick(4) }, (_, k) => (k + w.pick(2)) % 5);
  const others = w.variables(kind);
  const other = others.length > 0 && w.chance(3) ? w.one(others).name : undefined;
  if (kind === 'record') {
    const fields = keys.map((each) => (w.chance(3) ? `[${field(w)}]: ${number(w, 1)}` : `k${each}: ${number(w, 1)}`));
    // One name cannot stand in a literal twice.
    const named = fields.map((each) => each.split(':')[0]!.replace(/^\[`k\$\{(\d)\}`\]$/, 'k$1'));
    const once = fields.filter((_, k) => named.indexOf(named[k]!) === k);
    if (other !== undefined) once.splice(w.pick(once.length + 1), 0, `...${other}`);
    w.line(`const ${variable}: Record<string, number> = { ${once.join(', ')} };`);
  } else {
    const items = keys.map((each) => (kind === 'map' ? `[${each}, ${number(w, 1)}]` : String(each)));
    const types = kind === 'map' ? '<number, number>' : '<number>';
    const from = w.one([`[${items.join(', ')}]`, kind === 'map' ? (other ?? '') : '']);
    w.line(`const ${variable} = new ${kind === 'map' ? 'Map' : 'Set'}${types}(${from});`);
  }
  w.declare(variable, { kind });
}

function change(w: Writer, at: Surroundings, { name, type }: Variable): void {
  if (type.kind === 'set') {
    w.line(`${name}.${at.pushes && w.chance(3) ? 'delete' : 'add'}(${key(w)});`);
    return;
  }
  const [isMap, place] = [type.kind === 'map', type.kind === 'map' ? key(w) : field(w)];
  const old = isMap ? `${name}.get(${place})` : `${name}[${place}]`;
  const set = (value: string): string => (isMap ? `${name}.set(${place}, ${value});` : `${old} = ${value};`);
  if (at.pushes && w.chance(4)) {
    w.line(
      isMap ? w.one([`${name}.delete(${place});`, `${name}.delete(${place});`, `${name}.clear();`]) : `delete ${old};`,
    );
    return;
  }
  const by = number(w, 1);
  w.line(
    set(
      w.one([
        bounded(w, 2),
        `0.5 * (${old} ?? ${number(w, 0)}) + ${by}`,
        `Math.sin((${old} ?? ${literal(w)}) * ${by})`,
        literal(w),
      ]),
    ),
  );
}

/** A number that a map, set or record has to say. */
export function ofContainer(w: Writer): string | undefined {
  const known = w.variables('map', 'set', 'record');
  if (known.length === 0) return undefined;
  const { name, type } = w.one(known);
  if (type.kind === 'map' && !w.chance(3)) {
    const at = key(w);
    return w.one([
      `(${name}.get(${at}) ?? ${number(w, 0)})`,
      `(${name}.has(${at}) ? ${name}.get(${at})! : ${literal(w)})`,
      `[...${name}.values()].reduce((sum, each) => 0.5 * sum + each, ${literal(w)})`,
    ]);
  }
  if (type.kind === 'record')
    return w.one([
      `(${name}[${field(w)}] ?? ${number(w, 0)})`,
      `(${name}[${field(w)}] || ${literal(w)})`,
      `Object.values(${name}).reduce((sum, each) => 0.5 * sum + each, ${literal(w)})`,
      `0.2 * Object.keys(${name}).length`,
    ]);
  return `0.2 * ${name}.size`;
}

export function holds(w: Writer): string | undefined {
  const known = w.variables('map', 'set', 'record');
  if (known.length === 0) return undefined;
  const { name, type } = w.one(known);
  return type.kind === 'record' ? `(${field(w)} in ${name})` : `${name}.has(${key(w)})`;
}

/** `for…of` over what is no plain array, and `for…in`. */
export function overIterator(w: Writer, at: Surroundings): boolean | void {
  if (at.depth <= 0 || at.times > 8) return false;
  const { label, text } = labelled(w);
  const inner = { ...insideLoop(at, label, 4), pushes: false };
  const [i, e] = [w.name('i'), w.name('e')];
  const run = (head: string, declare: () => void): void =>
    w.block(`${text}for (${head}) {`, () => {
      declare();
      statements(w, inner, 1 + w.pick(3));
    });
  const known = w.variables('numbers', 'floats', 'singles', 'either', 'list', 'map', 'set', 'record', 'object');
  if (known.length === 0 || w.chance(6)) {
    run(`const ${e} of '${w.one(['abc', 'ba', 'aab'])}'`, () => w.declare(`(${e} === 'a')`, { kind: 'boolean' }));
    return;
  }
  const { name, type } = w.one(known);
  const index = (): string => w.declare(i, { kind: 'index', below: 1000 });
  const over = w.pick(5);
  switch (type.kind) {
    case 'record':
      if (over < 2) run(`const ${e} of Object.values(${name})`, () => w.declare(e, { kind: 'number' }));
      else if (over === 2) run(`const ${e} in ${name}`, () => w.declare(`${name}[${e}]!`, { kind: 'number' }, true));
      else run(`const [${i}, ${e}] of Object.entries(${name})`, () => w.declare(e, { kind: 'number' }));
      return;
    case 'map':
      if (over === 4) {
        const back = w.chance(2) ? `, ${i}` : '';
        w.block(
          `${name}.forEach((${e}${back}) => {`,
          () => {
            w.declare(e, { kind: 'number' });
            if (back) index();
            statements(
              w,
              {
                ...at,
                loops: [],
                blocks: [],
                result: 'void',
                returns: 'void',
                depth: 1,
                times: at.times * 4,
                pushes: false,
              },
              1 + w.pick(2),
            );
          },
          '});',
        );
        return;
      }
      if (over === 0) run(`const ${i} of ${name}.keys()`, index);
      else if (over === 1) run(`const ${e} of ${name}.values()`, () => w.declare(e, { kind: 'number' }));
      else
        run(`const [${i}, ${e}] of ${name}${w.one(['', '.entries()'])}`, () => {
          index();
          w.declare(e, { kind: 'number' });
        });
      return;
    case 'set':
      run(`const ${i} of ${name}${w.one(['', '.values()'])}`, index);
      return;
    case 'object': {
      const all = type.shape === 'plain' && w.chance(2);
      const field = all ? `${name}[${e} as 'p' | 'q']` : `${name}[${e}]`;
      run(`const ${e} ${all ? `in ${name}` : `of ['q', 'p'] as const`}`, () =>
        w.declare(field, { kind: 'number' }, true),
      );
      return;
    }
    default:
      if (over === 0) run(`const ${i} of ${name}.keys()`, index);
      else if (over === 1) run(`const ${e} of ${name}.values()`, () => w.declare(e, { kind: 'number' }));
      else
        run(`${w.one(['const', 'let'])} [${i}, ${e}] of ${name}.entries()`, () => {
          index();
          w.declare(e, { kind: 'number' });
        });
  }
}
