/** Functions of the module that the generated programs call. */
import { familyOf } from './classes.js';
import { number } from './expressions.js';
import { result, statements } from './statements.js';
import { askKind, askPresence, optionalCallback, other } from './asked-parameters.js';
import { typeText, type Callable, type Surroundings, type Taken, type Type, type Writer } from './writer.js';

const kinds = [
  'plain',
  'writes',
  'recursive',
  'makes',
  'recursiveWrites',
  'mutual',
  'defaults',
  'callsBack',
  'changesObject',
  'takesInstance',
  'either',
  'rest',
  'takesMap',
  'numberOr',
  'numberOr',
  'mayCallBack',
  'mayCallBack',
  'takesFunctions',
] as const;
type Kind = (typeof kinds)[number];
type Param = { readonly name: string; readonly type: Taken; readonly initial?: string; readonly optional?: true };

const scalar: Type = { kind: 'number' };
const count: Type = { kind: 'index', below: 4 };

/** Writes one or two functions and makes them known; the recursive kinds end when their count is used up. */
export function helper(w: Writer): string {
  const kind = w.one(kinds);
  const numbers: Type = { kind: w.one(['numbers', 'floats', 'singles', 'numbers', 'floats'] as const), length: 2 };
  const param = (prefix: string, type: Param['type']): Param => ({ name: w.name(prefix), type });
  const signature: Record<Kind, () => readonly Param[]> = {
    plain: () => [param('s', scalar)],
    writes: () => [param('v', numbers), param('s', scalar), ...(w.chance(3) ? [param('u', numbers)] : [])],
    recursive: () => [param('s', scalar), param('d', count)],
    makes: () => [param('v', { kind: 'numbers', length: 2 }), param('s', scalar)],
    recursiveWrites: () => [param('v', numbers), param('s', scalar), param('d', count)],
    mutual: () => [param('s', scalar), param('d', count)],
    defaults: () => {
      const s = w.name('s');
      return [
        { name: s, type: scalar },
        { name: w.name('s'), type: scalar, initial: w.one(['0.4', `${s} * 0.7`, `Math.sin(${s})`]) },
      ];
    },
    either: () => [param('v', { kind: 'either', length: 2 }), param('s', scalar)],
    takesMap: () => [param('m', { kind: w.one(['map', 'record'] as const) }), param('s', scalar)],
    numberOr: () => [param('by', { kind: 'numberOr', other: other(w) }), param('s', scalar)],
    mayCallBack: () => [param('s', scalar), ...Array.from({ length: 1 + w.pick(2) }, (): Param => optionalCallback(w))],
    takesFunctions: () => [listed(w), param('s', scalar)],
    rest: () => [param('s', scalar)],
    callsBack: () => [param('g', { kind: 'callback' }), param('s', scalar)],
    changesObject: () => [
      param('o', { kind: 'object', shape: w.one(['plain', 'array'] as const) }),
      param('s', scalar),
    ],
    takesInstance: () => {
      const [root] = w.classes;
      return [
        ...(root === undefined ? [] : [param('u', { kind: 'instance', of: familyOf(w, w.one(w.classes)) })]),
        param('s', scalar),
      ];
    },
  };
  const params = signature[kind]();
  const name = w.name('h');
  const returns = kind === 'makes' ? 'numbers' : kind === 'writes' ? w.one(['void', 'number'] as const) : 'number';
  const others = kind === 'rest' ? w.name('rest') : undefined;
  const callable: Callable = {
    name,
    ...(others !== undefined && { rest: true }),
    params: params.map(({ type }) => type),
    optional: params.filter(({ initial, optional }) => initial !== undefined || optional).length,
    result: returns,
    cost: 20,
  };
  let code = '';
  w.recursed = kind === 'recursive' || kind === 'recursiveWrites' || kind === 'mutual';
  if (kind === 'mutual') {
    const other: Callable = { ...callable, name: w.name('h') };
    code = written(w, kind, callable, params, other) + written(w, kind, other, params, callable);
  } else {
    code = written(w, kind, callable, params, callable, others);
  }
  w.callables.push(w.recursed ? { ...callable, recursive: true } : callable);
  return code;
}

function listed(w: Writer): Param {
  const kind = w.one(['functions', 'layers'] as const);
  return { name: w.name(kind === 'functions' ? 'fs' : 'ls'), type: { kind, length: 2, recursive: false } };
}

function takenText(type: Taken): string {
  if (type.kind === 'numberOr') return `number | ${typeText(type.other)}`;
  if (type.kind !== 'callback') return typeText(type);
  return type.absent?.includes('null') ? '((t: number) => number) | null' : '(t: number) => number';
}

/** @param next the function that a recursive one calls: itself, or its partner. */
function written(
  w: Writer,
  kind: Kind,
  own: Callable,
  params: readonly Param[],
  next: Callable,
  others?: string,
): string {
  const recursive = kind === 'recursive' || kind === 'recursiveWrites' || kind === 'mutual';
  const returns = own.result === 'numbers' ? 'number[]' : own.result;
  const outer = [w.lines, w.scopes, w.callables] as const;
  w.lines = [];
  w.scopes = [[]];
  w.callables = recursive ? [] : [...outer[2]];
  for (const { name, type } of params) {
    if (type.kind === 'numberOr' || (type.kind === 'callback' && type.absent !== undefined)) continue;
    if (type.kind === 'callback') w.callables.push({ name, params: [scalar], optional: 0, result: 'number', cost: 10 });
    else w.declare(name, type, type.kind === 'number');
  }
  if (others !== undefined) w.declare(others, { kind: 'numbers', length: 0 });
  const at: Surroundings = {
    loops: [],
    blocks: [],
    result: own.result,
    returns,
    depth: 2,
    times: 4,
    pushes: false,
  };
  if (recursive) {
    const depth = params.at(-1)!.name;
    w.line(`if (${depth} <= 0) return ${number(w, 1)};`);
    statements(w, at, w.pick(3));
    const array = kind === 'recursiveWrites' ? `${params[0]!.name}, ` : '';
    const inner = w.name('r');
    w.line(`${w.one(['const', 'let'])} ${inner} = ${next.name}(${array}${number(w, 1)}, ${depth} - 1);`);
    w.declare(inner, scalar);
  }
  if (kind === 'numberOr' || kind === 'mayCallBack') w.arrows++;
  for (const { name, type } of params) {
    if (type.kind === 'numberOr') askKind(w, at, name, type.other);
    if (type.kind === 'callback' && type.absent !== undefined) askPresence(w, at, name);
  }
  statements(w, at, 1 + w.pick(3));
  if (kind === 'numberOr' || kind === 'mayCallBack') w.arrows--;
  if (own.result !== 'void') w.line(`return ${result(w, at)};`);
  const list = params.map(
    ({ name, type, initial, optional }) =>
      `${name}${optional && initial === undefined ? '?' : ''}: ${takenText(type)}${initial === undefined ? '' : ` = ${initial}`}`,
  );
  if (others !== undefined) list.push(`...${others}: number[]`);
  const body = w.lines.join('\n');
  [w.lines, w.scopes, w.callables] = outer;
  return `function ${own.name}(${list.join(', ')}): ${returns} {\n${body}\n}\n\n`;
}
