/** Functions as values: kept in objects, curried, made by functions. */
import { number } from './expressions.js';
import type { Surroundings, Writer } from './writer.js';

/** Writes a body in which a number has a name, in a scope of its own. */
function within(w: Writer, names: readonly string[], make: () => string): string {
  w.scopes.push([]);
  for (const name of names) w.declare(name, { kind: 'number' });
  const text = make();
  w.scopes.pop();
  return text;
}

function known(w: Writer, name: string, make: () => void): void {
  const before = w.recursed;
  w.recursed = false;
  make();
  const recursive = w.recursed;
  w.recursed ||= before;
  w.callables.push({
    name,
    params: [{ kind: 'number' }],
    optional: 0,
    result: 'number',
    cost: 5,
    recursive,
  });
}

export function functionsInObject(w: Writer, at: Surroundings): boolean | void {
  if (at.times > 8) return false;
  const [name, t] = [w.name('z'), w.name('t')];
  const own = `k: ${number(w, 1)}`;
  known(w, `${name}.at`, () => {
    const first = within(w, [t], () => number(w, 2));
    const second = within(w, [t], () => number(w, 1));
    w.line(
      `const ${name} = { ${own}, at: (${t}: number): number => ${first}, by: (${t}: number): number => ${second} };`,
    );
  });
  w.callables.push({ ...w.callables.at(-1)!, name: `${name}.by` });
  if (w.chance(2)) w.declare(`${name}.k`, { kind: 'number' });
}

export function curried(w: Writer, at: Surroundings): boolean | void {
  if (at.times > 8) return false;
  const [name, s, t] = [w.name('c'), w.name('s'), w.name('t')];
  const made = w.name('c');
  known(w, made, () => {
    const body = within(w, [s, t], () => number(w, 2));
    w.line(
      w.one([
        `const ${name} = (${s}: number) => (${t}: number): number => ${body};`,
        `const ${name} = (${s}: number): ((of: number) => number) => { const ${s}x = ${s} * 0.5; return (${t}) => ${s}x + ${body}; };`,
        ...(w.arrows > 0
          ? []
          : [`function ${name}(${s}: number): (of: number) => number { return (${t}) => ${body}; }`]),
      ]),
    );
    w.line(`const ${made} = ${name}(${number(w, 1)});`);
  });
}
