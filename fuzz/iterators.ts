/** Iterators of the generated programs, and the maps and sets without a derivative that they go over. */
import { literal } from './expressions.js';
import { insideLoop, labelled } from './loops.js';
import { statements } from './statements.js';
import type { Surroundings, Writer } from './writer.js';

/** A whole number on which nothing that is differentiated has a part. */
function key(w: Writer): string {
  const steps = w.variables('index').filter(({ name }) => name !== 'n');
  return steps.length > 0 && w.chance(2) ? `${w.one(steps).name} % 5` : String(w.pick(5));
}

/** A new map or set, or one that is changed. */
export function container(w: Writer, at: Surroundings): void {
  const known = w.variables('map', 'set');
  if (known.length > 0 && w.chance(2)) {
    const { name, type } = w.one(known);
    const changes = type.kind === 'map' ? [`set(${key(w)}, ${literal(w)})`] : [`add(${key(w)})`];
    if (at.pushes) changes.push(`delete(${key(w)})`);
    w.line(`${name}.${w.one(changes)};`);
    return;
  }
  const variable = w.name('m');
  const kind = w.one(['map', 'set'] as const);
  const keys = Array.from({ length: w.pick(4) }, (_, k) => (k + w.pick(2)) % 5);
  const items = keys.map((each) => (kind === 'map' ? `[${each}, ${literal(w)}]` : String(each)));
  const types = kind === 'map' ? '<number, number>' : '<number>';
  w.line(`const ${variable} = new ${kind === 'map' ? 'Map' : 'Set'}${types}(${w.one([`[${items.join(', ')}]`, ''])});`);
  w.declare(variable, { kind });
}

/** A number that a map or set has to say. */
export function ofContainer(w: Writer): string | undefined {
  const known = w.variables('map', 'set');
  if (known.length === 0) return undefined;
  const { name, type } = w.one(known);
  if (type.kind === 'map' && !w.chance(3)) return `(${name}.get(${key(w)}) ?? ${literal(w)})`;
  return `0.2 * ${name}.size`;
}

export function holds(w: Writer): string | undefined {
  const known = w.variables('map', 'set');
  return known.length === 0 ? undefined : `${w.one(known).name}.has(${key(w)})`;
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
  const known = w.variables('numbers', 'floats', 'singles', 'either', 'list', 'map', 'set', 'object');
  if (known.length === 0 || w.chance(6)) {
    run(`const ${e} of '${w.one(['abc', 'ba', 'aab'])}'`, () => w.declare(`(${e} === 'a')`, { kind: 'boolean' }));
    return;
  }
  const { name, type } = w.one(known);
  const index = (): string => w.declare(i, { kind: 'index', below: 1000 });
  const over = w.pick(5);
  switch (type.kind) {
    case 'map':
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
