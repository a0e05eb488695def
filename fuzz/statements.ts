/** Statements of the generated programs: every loop is bounded, and every kind of control flow and mutation has its turn. */
import { array, call, condition, index, literal, number, place } from './expressions.js';
import type { Surroundings, Type, Writer } from './writer.js';

export function statements(w: Writer, at: Surroundings, count: number): void {
  for (let k = 0; k < count && !w.exhausted; k++) statement(w, at);
}

const bounded = (w: Writer, depth: number): string =>
  `${w.one(['Math.sin', 'Math.tanh', '0.5 * Math.cos'])}(${number(w, depth)})`;

type Maker = (w: Writer, at: Surroundings) => boolean | void;

/** Each writes one statement, or returns false when it cannot stand here. */
const makers: readonly Maker[] = [
  assign,
  assign,
  assign,
  (w) => {
    const expression = w.chance(2) ? number(w, 2) : bounded(w, 2);
    const variable = w.name('x');
    w.line(`let ${variable} = ${expression};`);
    w.declare(variable, { kind: 'number' }, true);
  },
  branch,
  branch,
  countedLoop,
  countedLoop,
  conditionalLoop,
  overArray,
  leave,
  leave,
  newArray,
  newArray,
  alias,
  alias,
  swap,
  rebind,
  rebind,
  pushAndPop,
  choose,
  closure,
  closure,
  localObject,
  wholeArray,
  (w) => {
    const text = call(w, 1, 'void');
    if (text === undefined) return false;
    w.line(`${text};`);
    return true;
  },
];

function statement(w: Writer, at: Surroundings): void {
  const make = w.one(makers);
  if (make(w, at) === false) assign(w);
}

function assign(w: Writer): void {
  const target = place(w, 1, true);
  if (target === undefined) {
    w.line(`${number(w, 1)};`);
    return;
  }
  switch (w.pick(5)) {
    case 0:
      w.line(`${target} = ${bounded(w, 2)};`);
      return;
    case 1:
      w.line(`${target} += ${bounded(w, 2)};`);
      return;
    case 2:
      w.line(`${target} -= ${bounded(w, 1)};`);
      return;
    case 3:
      w.line(`${target} *= ${bounded(w, 1)};`);
      return;
    default:
      w.line(`${target} = ${number(w, 2)} * 0.5;`);
  }
}

const deeper = (at: Surroundings, times = 1): Surroundings => ({
  ...at,
  depth: at.depth - 1,
  times: at.times * times,
});

function branch(w: Writer, at: Surroundings): boolean | void {
  if (at.depth <= 0) return false;
  const inner = deeper(at);
  const body = (): void => statements(w, inner, 1 + w.pick(3));
  w.block(`if (${condition(w, 2)}) {`, body, w.chance(2) ? '} else {' : '}');
  if (w.lines.at(-1)!.endsWith('} else {')) {
    const open = w.lines.pop()!.trim();
    w.block(open, body);
  }
}

/** A label that a quarter of the loops have. */
const labelled = (w: Writer): { label: string | undefined; text: string } => {
  const label = w.chance(4) ? w.name('L') : undefined;
  return { label, text: label === undefined ? '' : `${label}: ` };
};

const insideLoop = (at: Surroundings, label: string | undefined, times: number): Surroundings => ({
  ...deeper(at, times),
  loops: [...at.loops, { label }],
});

function countedLoop(w: Writer, at: Surroundings): boolean | void {
  if (at.depth <= 0 || at.times > 16) return false;
  const bound = 1 + w.pick(4);
  const variable = w.name('i');
  const { label, text } = labelled(w);
  const limit = w.chance(4) ? `Math.min(${bound}, n)` : String(bound);
  const head = w.one([
    `for (let ${variable} = 0; ${variable} < ${limit}; ${variable}++) {`,
    `for (let ${variable} = ${bound} - 1; ${variable} >= 0; ${variable}--) {`,
    `for (let ${variable} = 0; ${variable} < ${limit}; ${variable} += 2) {`,
    `for (let ${variable} = 1; ${variable} <= ${limit}; ++${variable}) {`,
  ]);
  w.block(text + head, () => {
    w.declare(variable, { kind: 'index', below: bound + 1 });
    statements(w, insideLoop(at, label, bound), 1 + w.pick(4));
  });
}

function conditionalLoop(w: Writer, at: Surroundings): boolean | void {
  if (at.depth <= 0 || at.times > 16) return false;
  const bound = 2 + w.pick(3);
  const variable = w.name('k');
  const { label, text } = labelled(w);
  const more = w.chance(2) ? ` && ${condition(w, 1)}` : '';
  const body = (late: boolean) => (): void => {
    w.declare(variable, { kind: 'index', below: bound + 1 });
    if (!late) w.line(`${variable}++;`);
    // With its step at the end, a loop must not go on early.
    const inner = insideLoop(at, label, bound);
    statements(w, late ? { ...inner, loops: [] } : inner, 1 + w.pick(3));
    if (late) w.line(`${variable} += 1;`);
  };
  w.line(`let ${variable} = 0;`);
  switch (w.pick(3)) {
    case 0:
      w.block(`${text}while (${variable} < ${bound}${more}) {`, body(w.chance(2)));
      return;
    case 1:
      w.block(`${text}do {`, body(false), `} while (${variable} < ${bound}${more});`);
      return;
    default:
      w.block(`${text}while (true) {`, () => {
        w.line(`if (${variable} >= ${bound}) break;`);
        body(false)();
      });
  }
}

function overArray(w: Writer, at: Surroundings): boolean | void {
  const arrays = w.variables('numbers', 'floats', 'rows');
  if (at.depth <= 0 || at.times > 8 || arrays.length === 0) return false;
  const { name, type } = w.one(arrays);
  const inner = { ...insideLoop(at, undefined, 4), pushes: false };
  const item = w.name('e');
  const itemType: Type = type.kind === 'rows' ? { kind: 'numbers', length: type.width } : { kind: 'number' };
  switch (type.kind === 'rows' ? 0 : w.pick(3)) {
    case 0:
      w.block(`for (const ${item} of ${name}) {`, () => {
        w.declare(item, itemType);
        statements(w, inner, 1 + w.pick(3));
      });
      return;
    case 1: {
      const i = w.name('i');
      w.block(`for (let ${i} = 0; ${i} < ${name}.length; ${i}++) {`, () => {
        const element = place(w, 0, true);
        w.line(`${name}[${i}]! ${w.one(['=', '+=', '*='])} ${bounded(w, 2)};`);
        if (element) w.line(`${element} += 0.3 * ${name}[${i}]!;`);
        w.declare(i, { kind: 'index', below: 1000 });
        statements(w, inner, w.pick(3));
      });
      return;
    }
    default: {
      const i = w.name('j');
      w.block(
        `${name}.forEach((${item}, ${i}) => {`,
        () => {
          w.declare(item, itemType);
          w.declare(i, { kind: 'index', below: 1000 });
          statements(w, { ...inner, loops: [], returns: '' }, 1 + w.pick(2));
        },
        '});',
      );
    }
  }
}

function leave(w: Writer, at: Surroundings): boolean | void {
  const ways: string[] = [];
  const loop = at.loops.at(-1);
  if (loop) ways.push('break;', 'continue;', 'break;');
  for (const { label } of at.loops) if (label !== undefined) ways.push(`break ${label};`, `continue ${label};`);
  if (at.returns !== '') ways.push('return');
  if (ways.length === 0) return false;
  const way = w.one(ways);
  const test = condition(w, 2);
  w.line(`if (${test}) ${way === 'return' ? `return ${result(w, at)};` : way}`.replace('return ;', 'return;'));
}

/** An expression in which the latest variables all have their part, so that little of a program is idle. */
export function digest(w: Writer): string {
  const latest = w.scopes
    .flat()
    .filter(({ type }) => type.kind !== 'index')
    .slice(-(3 + w.pick(3)));
  const terms = latest.map(({ name, type }, k) => {
    switch (type.kind) {
      case 'numbers':
      case 'floats':
        return `Math.sin(${name}[${k % 2}]! + 0.6 * ${name}[${name}.length - 1]!)`;
      case 'rows':
        return `Math.cos(${name}[1]![${k % 2}]! * ${name}[0]![1]!)`;
      case 'object':
        return `${name}.p * ${type.inner ? `${name}.v[1]!` : `${name}.q`}`;
      default:
        return name;
    }
  });
  return terms.length === 0 ? '0' : terms.join(' + 0.7 * ');
}

/** What the function returns, as an expression. */
export function result(w: Writer, at: Surroundings): string {
  if (at.result === 'void') return '';
  if (at.result === 'number') return number(w, 2);
  const arrays = w.variables('numbers').filter(({ type }) => type.kind === 'numbers' && type.length >= 2);
  return arrays.length > 0 && w.chance(2) ? w.one(arrays).name : array(w, 'numbers', 2);
}

function newArray(w: Writer): void {
  const kind = w.one(['numbers', 'floats', 'rows'] as const);
  const length = 2 + w.pick(2);
  const variable = w.name(kind === 'rows' ? 'm' : kind === 'numbers' ? 'a' : 'f');
  if (kind === 'rows') {
    const row = (): string => {
      const known = w.variables('numbers').filter(({ type }) => type.kind === 'numbers' && type.length >= 2);
      return known.length > 0 && w.chance(2) ? w.one(known).name : array(w, 'numbers', 2);
    };
    w.line(`const ${variable}: number[][] = [${row()}, ${row()}];`);
    w.declare(variable, { kind, length: 2, width: 2 });
    return;
  }
  const fromCall = kind === 'numbers' && w.chance(3) ? call(w, 1, 'numbers') : undefined;
  const value = fromCall ?? array(w, kind, length);
  const fixed = w.chance(2);
  w.line(`${fixed ? 'const' : 'let'} ${variable}${kind === 'floats' ? ': Float64Array' : ''} = ${value};`);
  w.declare(variable, { kind, length: fromCall ? 2 : length }, !fixed);
}

function alias(w: Writer): boolean | void {
  const sources = w.variables('numbers', 'floats', 'rows', 'object');
  if (sources.length === 0) return false;
  const { name, type } = w.one(sources);
  const variable = w.name('b');
  const keyword = w.one(['const', 'let']);
  const declare = (text: string, as: Type): void => {
    w.line(`${keyword} ${variable} = ${text};`);
    w.declare(variable, as, keyword === 'let');
  };
  if (type.kind === 'rows') declare(`${name}[${index(w, type.length)}]!`, { kind: 'numbers', length: type.width });
  else if (type.kind === 'object' && type.inner) declare(`${name}.v`, { kind: 'numbers', length: 2 });
  else if (type.kind === 'floats' && w.chance(2)) {
    const start = w.pick(type.length - 1);
    const cut = w.chance(2) ? `, ${start + 2}` : '';
    if (start + 2 > type.length) return false;
    declare(`${name}.subarray(${start}${cut})`, { kind: 'floats', length: cut ? 2 : type.length - start });
  } else {
    const others = sources.filter((other) => other.type.kind === type.kind && typeFits(other.type, type));
    if (others.length > 1 && w.chance(2)) declare(`${condition(w, 1)} ? ${name} : ${w.one(others).name}`, type);
    else declare(name, type);
  }
}

const typeFits = (from: Type, to: Type): boolean => {
  if (from.kind !== to.kind) return false;
  if ('length' in from && 'length' in to && from.length < to.length) return false;
  if (from.kind === 'rows' && to.kind === 'rows' && from.width < to.width) return false;
  return from.kind !== 'object' || to.kind !== 'object' || from.inner === to.inner;
};

/** Another reference into a variable, perhaps two exchanged. */
function rebind(w: Writer): boolean | void {
  const targets = w.variables('numbers', 'floats', 'rows', 'object').filter((each) => each.assignable);
  if (targets.length === 0) return false;
  const target = w.one(targets);
  const sources = w
    .variables(target.type.kind)
    .filter((each) => each.name !== target.name && typeFits(each.type, target.type));
  if (sources.length === 0) return false;
  const source = w.one(sources);
  if (source.assignable && typeFits(target.type, source.type) && w.chance(2))
    w.line(`[${target.name}, ${source.name}] = [${source.name}, ${target.name}];`);
  else w.line(`${target.name} = ${source.name};`);
}

function swap(w: Writer): boolean | void {
  const [a, b, c] = [place(w, 0, true), place(w, 0, true), place(w, 0, true)];
  if (a === undefined || b === undefined || c === undefined) return false;
  if (w.chance(3)) w.line(`[${a}, ${b}, ${c}] = [${b}, ${c}, ${number(w, 1)}];`);
  else w.line(`[${a}, ${b}] = [${b}, ${a}];`);
}

function pushAndPop(w: Writer, at: Surroundings): boolean | void {
  const stacks = w.variables('numbers');
  if (stacks.length === 0 || !at.pushes || at.times > 4) return false;
  const { name } = w.one(stacks);
  w.line(`${name}.push(${number(w, 2)}${w.chance(3) ? `, ${number(w, 1)}` : ''});`);
  if (w.chance(2)) return;
  const target = place(w, 0, true);
  if (w.chance(2) && target) {
    w.line(`${target} = ${target} * 0.5 + Math.sin(${name}[${name}.length - 1]!);`);
    return;
  }
  const variable = w.name('x');
  w.line(`let ${variable} = ${name}.pop()!;`);
  w.declare(variable, { kind: 'number' }, true);
}

function choose(w: Writer, at: Surroundings): boolean | void {
  if (at.depth <= 0) return false;
  const inner = { ...deeper(at), loops: at.loops.length > 0 ? at.loops.slice(0, -1) : [] };
  w.block(`switch (${switchOn(w)}) {`, () => {
    const cases = 2 + w.pick(2);
    for (let k = 0; k < cases; k++) {
      w.block(k === cases - 1 && w.chance(2) ? 'default: {' : `case ${k}: {`, () =>
        statements(w, inner, 1 + w.pick(2)),
      );
      if (w.chance(3) && at.loops.length > 0) w.line('continue;');
      else if (!w.chance(3)) w.line('break;');
    }
  });
}

function switchOn(w: Writer): string {
  const steps = w.variables('index');
  return steps.length > 0 ? `${w.one(steps).name} % 3` : `(${condition(w, 1)} ? 1 : 0) as number`;
}

function closure(w: Writer, at: Surroundings): boolean | void {
  if (at.depth <= 0) return false;
  const name = w.name('c');
  const parameter = w.name('t');
  const returns = w.chance(4) ? 'void' : 'number';
  const declared = w.chance(3);
  const head = declared
    ? `function ${name}(${parameter}: number): ${returns} {`
    : `const ${name} = (${parameter}: number): ${returns} => {`;
  w.block(
    head,
    () => {
      w.declare(parameter, { kind: 'number' }, true);
      const inner: Surroundings = {
        ...at,
        depth: Math.min(1, at.depth - 1),
        loops: [],
        result: returns,
        returns,
        times: at.times * 8,
        pushes: false,
      };
      statements(w, inner, w.pick(3));
      if (returns === 'number') w.line(`return ${number(w, 2)};`);
    },
    declared ? '}' : '};',
  );
  w.callables.push({ name, params: [{ kind: 'number' }], result: returns, cost: 10 });
}

function localObject(w: Writer): void {
  const name = w.name('o');
  const inner = w.chance(2);
  const known = w.variables('numbers').filter(({ type }) => type.kind === 'numbers' && type.length >= 2);
  const v = known.length > 0 && w.chance(2) ? w.one(known).name : `[${number(w, 1)}, ${number(w, 1)}]`;
  w.line(`const ${name} = { p: ${number(w, 1)}, q: ${number(w, 1)}${inner ? `, v: ${v}` : ''} };`);
  w.declare(name, { kind: 'object', inner });
}

function wholeArray(w: Writer): boolean | void {
  const arrays = w.variables('numbers', 'floats');
  if (arrays.length === 0) return false;
  const { name, type } = w.one(arrays);
  switch (w.pick(5)) {
    case 0:
      w.line(`${name}.fill(${bounded(w, 1)});`);
      return;
    case 1:
      w.line(`${name}.reverse();`);
      return;
    case 2: {
      const [p, q] = [w.name('p'), w.name('q')];
      w.line(`const [${p}, ${q}] = ${name};`);
      if (type.kind === 'numbers' || type.kind === 'floats')
        for (const each of [p, q]) w.line(`let ${each}x = ${each}! * ${literal(w)};`);
      for (const each of [p, q]) w.declare(`${each}x`, { kind: 'number' }, true);
      return;
    }
    case 3:
      if (type.kind !== 'floats') return false;
      w.line(`${name}.set([${number(w, 1)}, ${number(w, 1)}]);`);
      return;
    default:
      if (type.kind !== 'floats') return false;
      w.line(`${name}.copyWithin(0, 1);`);
  }
}
