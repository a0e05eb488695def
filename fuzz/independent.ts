/** Loops whose turns only add to sums, as losses over data do, and what may stand in the way of reversing them one by one. */
import { bounded, call, condition, literal, number, place } from './expressions.js';
import { statements } from './statements.js';
import type { Surroundings, Writer } from './writer.js';

/** Writes some such loops, and gives what the sums are to be part of: the rest of the result goes in. */
export function independentLoops(w: Writer, at: Surroundings): (rest: string) => string {
  const sums = [w.name('sum'), ...(w.chance(3) ? [w.name('sum')] : [])];
  for (const sum of sums) w.line(`let ${sum} = ${w.chance(3) ? number(w, 1) : '0'};`);
  const scratch = w.chance(3) ? w.name('scratch') : undefined;
  if (scratch !== undefined) w.line(`const ${scratch} = new Float64Array(${2 + w.pick(3)});`);
  const all = (): void => {
    for (let k = 1 + w.pick(3); k > 0; k--) {
      loop(w, at, w.chance(4) ? sums : [w.one(sums)], scratch);
      if (w.chance(4)) statements(w, at, 1 + w.pick(2));
      if (scratch !== undefined && w.chance(6)) w.line(`${w.one(sums)} += ${scratch}[1]!;`);
      if (w.chance(5)) w.line(`${w.one(sums)} *= ${literal(w)};`);
    }
  };
  if (w.chance(4)) w.block(`if (${condition(w, 1)}) {`, all);
  else all();
  const [first, other] = [sums[0]!, sums.at(-1)!];
  return w.one<(rest: string) => string>([
    (rest) => `${rest} + ${first} + 0.5 * ${other}`,
    (rest) => `-(${first} - ${rest}) * 0.5 + ${other}`,
    (rest) => `(${rest} + ${other} + ${first}) / (n + 1)`,
    (rest) => `${first} / (2 + Math.abs(n)) - 0.3 * ${other} + (${rest})`,
    (rest) => `Math.tanh(${first}) + ${other} + (${rest})`,
  ]);
}

function loop(w: Writer, at: Surroundings, sums: readonly string[], scratch: string | undefined): void {
  const arrays = w.variables('numbers', 'floats', 'singles', 'either', 'list');
  const over = arrays.length === 0 ? undefined : w.one(arrays);
  const i = w.name('i');
  const heads = [
    `for (let ${i} = 0; ${i} < n; ${i}++) {`,
    `for (let ${i} = n; ${i} >= 0; ${i} -= ${1 + w.pick(2)}) {`,
    ...(over === undefined ? [] : [`for (let ${i} = 0; ${i} < ${over.name}.length; ${i}++) {`]),
  ];
  const element = over !== undefined && w.chance(3) ? w.name('e') : undefined;
  w.block(element === undefined ? w.one(heads) : `for (const ${element} of ${over!.name}) {`, () => {
    if (element === undefined) w.declare(i, { kind: 'index', below: 1000 });
    else w.declare(element, { kind: 'number' });
    const inner = { ...at, depth: Math.min(at.depth, 2) - 1, times: 4, loops: [{ label: undefined }], pushes: false };
    if (scratch !== undefined && w.chance(2)) fill(w, scratch);
    for (let k = 1 + w.pick(4); k > 0; k--) piece(w, inner, sums, scratch);
  });
}

/** All of an array that turns share gets new contents. */
function fill(w: Writer, scratch: string): void {
  const k = w.name('k');
  if (w.chance(3)) w.line(`${scratch}.fill(${number(w, 1)});`);
  else
    w.block(`for (let ${k} = 0; ${k} < ${scratch}.length; ${k}++) {`, () => {
      w.declare(k, { kind: 'index', below: 1000 });
      w.line(`${scratch}[${k}] = ${bounded(w, 2)};`);
    });
}

function piece(w: Writer, at: Surroundings, sums: readonly string[], scratch: string | undefined): void {
  const sum = w.one(sums);
  const add = (): void => w.line(`${sum} ${w.one(['+=', '-='])} ${bounded(w, 2)};`);
  switch (w.pick(12)) {
    default:
      return add();
    case 2: {
      const x = w.name('x');
      w.line(`const ${x} = ${number(w, 2)};`);
      w.declare(x, { kind: 'number' });
      return;
    }
    case 3: {
      const [x, j] = [w.name('x'), w.name('j')];
      w.line(`let ${x} = ${number(w, 1)};`);
      w.block(`for (let ${j} = 0; ${j} < n; ${j}++) {`, () => {
        w.declare(j, { kind: 'index', below: 5 });
        w.line(`${x} ${w.one(['+=', '=', '*='])} ${bounded(w, 2)};`);
        if (w.chance(3)) add();
      });
      w.declare(x, { kind: 'number' }, true);
      return;
    }
    case 4:
    case 5:
      w.block(`if (${condition(w, 2)}) {`, () => piece(w, at, sums, scratch), '} else {');
      return w.block(w.lines.pop()!.trim(), add);
    case 6:
      return w.line(`if (${condition(w, 1)}) ${w.one(['continue', 'continue', 'break'])};`);
    case 7: {
      const local = w.name('a');
      w.line(`const ${local} = [${number(w, 1)}, ${bounded(w, 1)}];`);
      w.line(`${local}[${w.pick(2)}]! ${w.one(['=', '+='])} ${bounded(w, 1)};`);
      w.declare(local, { kind: 'numbers', length: 2 });
      return;
    }
    case 8:
      if (scratch === undefined) return add();
      return w.line(`${sum} += ${scratch}[0]! * ${scratch}[1]!;`);
    case 9: {
      const given = call(w, 1, 'number');
      return given === undefined ? add() : w.line(`${sum} += 0.2 * ${given};`);
    }
    case 10: {
      // Turns that have to do with each other.
      const target = w.chance(3) ? place(w, 1, true) : undefined;
      return target === undefined ? add() : w.line(`${target} ${w.one(['=', '+='])} ${bounded(w, 1)};`);
    }
    case 11:
      return w.chance(3) ? w.line(`${sum} += 0.1 * ${w.one(sums)};`) : statements(w, at, 1);
  }
}
