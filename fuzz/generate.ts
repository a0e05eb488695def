/** Whole programs: helpers, one differentiable function, and points to call it at. */
import * as fc from 'fast-check';
import { seeded } from '../test-fixtures/runner/random.js';
import { number } from './expressions.js';
import { digest, result, statements } from './statements.js';
import { typeText, Writer, type Callable, type Surroundings, type Type } from './writer.js';

export type Generated = {
  readonly source: string;
  /** Argument lists; the last parameter is the count `n`. */
  readonly points: readonly (readonly unknown[])[];
};

/** Choices that steer the writer: fewer and smaller ones make a simpler program. */
export const choices = (length: number): fc.Arbitrary<number[]> =>
  fc.array(fc.nat(5039), { minLength: length, maxLength: length });

const parameterTypes: readonly Type[] = [
  { kind: 'number' },
  { kind: 'numbers', length: 3 },
  { kind: 'floats', length: 3 },
  { kind: 'number' },
  { kind: 'rows', length: 2, width: 2 },
  { kind: 'object', inner: false },
  { kind: 'object', inner: true },
  { kind: 'floats', length: 4 },
];

export function generate(from: readonly number[]): Generated {
  const w = new Writer(from);
  const seed = w.pick(5039);
  const helpers = Array.from({ length: w.pick(3) }, () => helper(w)).join('');
  const types = Array.from({ length: 1 + w.pick(4) }, () => w.one(parameterTypes));
  const params = types.map((type) => ({ name: w.declare(w.name('p'), type, w.chance(2)), type }));
  w.declare('n', { kind: 'index', below: 5 });
  const returns = w.one(['number', 'number', 'numbers'] as const);
  const at: Surroundings = {
    loops: [],
    result: returns,
    returns: returns === 'number' ? 'number' : 'number[]',
    depth: 3,
    times: 1,
    pushes: true,
  };
  w.lines = [];
  statements(w, at, 3 + w.pick(10));
  const parts = w.pick(4);
  if (parts === 3) w.line(`return ${result(w, at)};`);
  else if (returns === 'number') w.line(`return ${digest(w)};`);
  else w.line(`return [${digest(w)}, ${number(w, 1)}];`);
  const list = [...params.map(({ name, type }) => `${name}: ${typeText(type)}`), 'n: number'].join(', ');
  const source = `${helpers}// @differentiable\nexport function f(${list}): ${at.returns} {\n${w.lines.join('\n')}\n}\n`;
  return { source, points: [0, 1].map((k) => point(types, 2 * seed + k, w.chance(3))) };
}

/** A function of the module; the recursive kind ends when its count is used up. */
function helper(w: Writer): string {
  const kind = w.one(['plain', 'writes', 'recursive', 'makes', 'recursiveWrites'] as const);
  const name = w.name('h');
  const [v, s, d] = [w.name('v'), w.name('s'), w.name('d')];
  const numbers: Type = { kind: w.one(['numbers', 'floats'] as const), length: 2 };
  const scalar: Type = { kind: 'number' };
  const count: Type = { kind: 'index', below: 4 };
  const signature: Record<typeof kind, readonly (readonly [string, Type])[]> = {
    plain: [[s, scalar]],
    writes: [
      [v, numbers],
      [s, scalar],
    ],
    recursive: [
      [s, scalar],
      [d, count],
    ],
    makes: [
      [v, { kind: 'numbers', length: 2 }],
      [s, scalar],
    ],
    recursiveWrites: [
      [v, numbers],
      [s, scalar],
      [d, count],
    ],
  };
  const params = signature[kind];
  const returns = kind === 'makes' ? 'numbers' : kind === 'writes' ? w.one(['void', 'number'] as const) : 'number';
  const text = returns === 'numbers' ? 'number[]' : returns;
  const outer = [w.lines, w.scopes, w.callables] as const;
  w.lines = [];
  w.scopes = [[]];
  w.callables = kind.startsWith('recursive') ? [] : [...outer[2]];
  for (const [param, type] of params) w.declare(param, type, type.kind === 'number');
  const at: Surroundings = { loops: [], result: returns, returns: text, depth: 2, times: 4, pushes: false };
  if (kind.startsWith('recursive')) {
    w.line(`if (${d} <= 0) return ${number(w, 1)};`);
    statements(w, at, w.pick(3));
    const array = kind === 'recursiveWrites' ? `${v}, ` : '';
    const inner = w.name('r');
    w.line(`${w.one(['const', 'let'])} ${inner} = ${name}(${array}${number(w, 1)}, ${d} - 1);`);
    w.declare(inner, scalar);
  }
  statements(w, at, 1 + w.pick(3));
  if (returns !== 'void') w.line(`return ${result(w, at)};`);
  const list = params.map(([param, type]) => `${param}: ${typeText(type)}`).join(', ');
  const code = `function ${name}(${list}): ${text} {\n${w.lines.join('\n').replace(/Math\.min\((\d), n\)/g, '$1')}\n}\n\n`;
  [w.lines, w.scopes, w.callables] = outer;
  const callable: Callable = { name, params: params.map(([, type]) => type), result: returns, cost: 20 };
  w.callables.push(callable);
  return code;
}

function point(types: readonly Type[], seed: number, aliased: boolean): readonly unknown[] {
  const random = seeded(seed);
  const draw = (): number => Math.round((random() * 3 - 1.5) * 1000) / 1000 + 0.0001234;
  const list = (length: number): number[] => Array.from({ length }, draw);
  const make = (type: Type): unknown => {
    switch (type.kind) {
      case 'number':
        return draw();
      case 'index':
        return Math.floor(random() * type.below);
      case 'numbers':
        return list(type.length);
      case 'floats':
        return Float64Array.from(list(type.length));
      case 'rows':
        return Array.from({ length: type.length }, () => list(type.width));
      case 'object':
        return { p: draw(), q: draw(), ...(type.inner && { v: list(2) }) };
    }
  };
  const args = types.map(make);
  // The same object twice among the arguments, where the types allow it.
  if (aliased)
    types.forEach((type, i) => {
      const first = types.findIndex((other) => other === type);
      if (first < i) args[i] = args[first];
    });
  return [...args, Math.floor(random() * 5)];
}
