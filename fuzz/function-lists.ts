/** Functions of the generated programs in arrays, under keys, and in objects that stand in an array. */
import { callback, condition, index, literal, number } from './expressions.js';
import { insideLoop, labelled } from './loops.js';
import { statements } from './statements.js';
import { keysOf, typeText, type Callable, type Surroundings, type Type, type Variable, type Writer } from './writer.js';

const kinds = ['functions', 'table', 'layers'] as const;
type Listed = Extract<Type, { kind: (typeof kinds)[number] }>;
const isListed = (type: Type): type is Listed =>
  type.kind === 'functions' || type.kind === 'table' || type.kind === 'layers';

const shared = ['Math.sin', 'Math.tanh', 'Math.cos', 'Math.atan'] as const;

/** A function with statements of its own, which may leave it early. */
function block(w: Writer, at: Surroundings): string {
  const t = w.name('t');
  const inner: Surroundings = {
    ...at,
    depth: Math.min(1, at.depth - 1),
    loops: [],
    blocks: [],
    result: 'number',
    returns: 'number',
    times: at.times * 8,
    pushes: false,
  };
  const head = w.arrows > 0 || w.chance(2) ? `(${t}: number): number => {` : `function (${t}: number): number {`;
  return w.aside(() =>
    w.block(head, () => {
      w.declare(t, { kind: 'number' }, true);
      statements(w, inner, 1 + w.pick(2));
      w.line(`return ${number(w, 1)};`);
    }),
  );
}

const item = (w: Writer, at: Surroundings | undefined): string => {
  const choice = w.pick(5);
  if (choice === 0) return w.one(shared);
  return choice === 1 && at !== undefined && at.depth > 0 ? block(w, at) : callback(w, 1);
};

function written(w: Writer, at: Surroundings | undefined): { readonly text: string; readonly variable: Variable } {
  const before = w.recursed;
  w.recursed = false;
  const [kind, length] = [w.one(kinds), 2 + w.pick(2)];
  const name = w.name({ functions: 'fs', table: 'tb', layers: 'ls' }[kind]);
  const items = Array.from({ length }, () => item(w, at));
  const value = {
    functions: () => `[${items.join(', ')}]`,
    table: () => `{ ${items.map((each, k) => `k${k}: ${each}`).join(', ')} }`,
    layers: () =>
      `[${items.map((each) => `{ by: ${at === undefined ? literal(w) : number(w, 1)}, act: ${each} }`).join(', ')}]`,
  }[kind]();
  const type: Listed = { kind, length, recursive: w.recursed };
  w.recursed ||= before;
  const text = `const ${name}: ${typeText(type)} = ${value};`;
  return { text, variable: { name, type, assignable: false } };
}

export function functionList(w: Writer, at: Surroundings): boolean | void {
  if (at.times > 8) return false;
  const { text, variable } = written(w, at);
  w.line(text);
  w.declare(variable.name, variable.type);
  if (w.chance(2)) overFunctions(w, at);
}

/** One of the module. */
export function moduleFunctions(w: Writer): string {
  const { text, variable } = written(w, undefined);
  w.tables.push(variable);
  return `${text}\n\n`;
}

const known = (w: Writer): readonly Variable[] =>
  w.variables('functions', 'table', 'layers').filter(({ type }) => isListed(type) && !(w.trying > 0 && type.recursive));

const keyText = (w: Writer, type: Listed): string => {
  const keys = keysOf(type).map((key) => `'${key}'`);
  return w.one([
    w.one(keys),
    `${condition(w, 1)} ? ${w.one(keys)} : ${w.one(keys)}`,
    `([${keys.join(', ')}] as const)[${index(w, type.length)}]!`,
  ]);
};

const chosen = (w: Writer, { name, type }: Variable): string => {
  if (!isListed(type)) return 'Math.sin';
  if (type.kind === 'table') return `${name}[${keyText(w, type)}]`;
  return `${name}[${index(w, type.length)}]!${type.kind === 'layers' ? '.act' : ''}`;
};

/** A number that functions of a list give. */
export function ofFunctions(w: Writer, depth: number): string | undefined {
  const lists = known(w);
  if (lists.length === 0) return undefined;
  const list = w.one(lists);
  if (isListed(list.type) && list.type.recursive) w.recursed = true;
  const { name, type } = list;
  const [s, t] = [w.name('s'), w.name('t')];
  const apply = `${chosen(w, list)}(${number(w, depth)})`;
  if (type.kind === 'layers' && w.chance(3)) return `${name}[${index(w, type.length)}]!.by`;
  if (type.kind === 'functions' && w.chance(3))
    return w.one([
      `Math.tanh(${name}.reduce((${s}, ${t}) => 0.5 * ${s} + ${t}(${number(w, 0)}), ${literal(w)}))`,
      `Math.tanh(${name}.map((${t}) => ${t}(${number(w, 0)}))[${index(w, type.length)}]!)`,
      `(${name}.some((${t}) => ${t}(${number(w, 0)}) > 0.4) ? ${number(w, 0)} : ${literal(w)})`,
    ]);
  return w.chance(3) ? `Math.sin(${chosen(w, list)}(${apply}))` : `Math.tanh(${apply})`;
}

const step = (name: string, recursive: boolean): Callable => ({
  name,
  params: [{ kind: 'number' }],
  optional: 0,
  result: 'number',
  cost: 10,
  recursive,
});

/** A loop over one, with everything that may stand in a loop. */
export function overFunctions(w: Writer, at: Surroundings): boolean | void {
  const lists = known(w);
  if (at.depth <= 0 || at.times > 8 || lists.length === 0) return false;
  const { name, type } = w.one(lists);
  if (!isListed(type)) return false;
  const { label, text } = labelled(w);
  const inner = { ...insideLoop(at, label, 3), pushes: false };
  const [i, f, by] = [w.name('i'), w.name('y'), w.name('x')];
  const run = (head: string, declare: () => void, close = '}', where = inner): void =>
    w.block(
      head,
      () => {
        declare();
        const last = w.callables.at(-1)!;
        statements(w, where, 1 + w.pick(3));
        const target = w.variables('number').filter((each) => each.assignable);
        if (target.length > 0) w.line(`${w.one(target).name} += Math.sin(${last.name}(${number(w, 1)}));`);
      },
      close,
    );
  const callable = (called: string): void => void w.callables.push(step(called, type.recursive));
  const each = (item: string) => (): void => {
    callable(type.kind === 'layers' ? `${item}.act` : item);
    if (type.kind === 'layers') w.declare(`${item}.by`, { kind: 'number' });
  };
  if (type.kind === 'table') {
    const keys = keysOf(type).map((key) => `'${key}'`);
    if (w.chance(2))
      run(`${text}for (const ${i} in ${name}) {`, () => callable(`${name}[${i} as ${keys.join(' | ')}]`));
    else
      run(`${text}for (const ${i} of [${[...keys, w.one(keys)].join(', ')}] as const) {`, () =>
        callable(`${name}[${i}]`),
      );
    return;
  }
  const counted = (): void => {
    w.declare(i, { kind: 'index', below: 1000 });
    each(`${name}[${i}]!`)();
  };
  switch (w.pick(5)) {
    case 0:
      run(`${text}for (let ${i} = 0; ${i} < ${name}.length; ${i}++) {`, counted);
      return;
    case 1:
      run(`${text}for (let ${i} = ${name}.length - 1; ${i} >= 0; ${i} -= ${1 + w.pick(2)}) {`, counted);
      return;
    case 2:
      if (type.kind !== 'layers') break;
      run(`${text}for (const { by: ${by}, act: ${f} } of ${name}) {`, () => {
        w.declare(by, { kind: 'number' });
        callable(f);
      });
      return;
    case 3:
      run(`${name}.forEach((${f}) => {`, each(f), '});', { ...inner, loops: [], blocks: [], returns: '' });
      return;
  }
  run(`${text}for (const ${f} of ${name}) {`, each(f));
}
