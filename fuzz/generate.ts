/** Whole programs: helpers, one differentiable function, and points to call it at. */
import * as fc from 'fast-check';
import { seeded } from '../test-fixtures/runner/random.js';
import { number } from './expressions.js';
import { digest } from './digest.js';
import { helper } from './helpers.js';
import { result, statements } from './statements.js';
import { typeFits, typeText, Writer, type Surroundings, type Type } from './writer.js';

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
  { kind: 'object', shape: 'plain' },
  { kind: 'object', shape: 'array' },
  { kind: 'floats', length: 4 },
  { kind: 'numbers', length: 3 },
  { kind: 'floats', length: 3 },
  { kind: 'object', shape: 'floats' },
  { kind: 'object', shape: 'nested' },
  { kind: 'singles', length: 3 },
  { kind: 'pair' },
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
    blocks: [],
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
  const source = `${prelude(w)}${helpers}// @differentiable\nexport function f(${list}): ${at.returns} {\n${w.lines.join('\n')}\n}\n`;
  return { source, points: [0, 1].map((k) => point(types, 2 * seed + k, w.pick(3))) };
}

/** What the program uses beside its own functions: effects whose order can be seen, and the runtime. */
const prelude = ({ uses }: Writer): string =>
  (uses.has('stopGradient') ? `import { stopGradient } from '@adc/runtime';\n\n` : '') +
  (uses.has('log') ? 'export const log: string[] = [];\n\n' : '') +
  (uses.has('note')
    ? 'function note(what: string, x: number): number {\n  log.push(`${what} ${x}`);\n  return x;\n}\n\n'
    : '');

function point(types: readonly Type[], seed: number, sharing: number): readonly unknown[] {
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
      case 'singles':
        return Float32Array.from(list(type.length));
      case 'pair':
        return list(2);
      case 'boolean':
        return random() < 0.5;
      case 'object':
        return {
          p: draw(),
          q: draw(),
          ...(type.shape === 'array' && { v: list(2) }),
          ...(type.shape === 'floats' && { w: Float64Array.from(list(2)) }),
          ...(type.shape === 'nested' && { inner: { p: draw(), q: draw() } }),
        };
    }
  };
  const args = types.map(make);
  if (sharing === 1) share(types, args);
  if (sharing === 2) overlap(args);
  return [...args, Math.floor(random() * 5)];
}

/** The same object twice among the arguments and inside them, where the types allow it. */
function share(types: readonly Type[], args: unknown[]): void {
  types.forEach((type, i) => {
    const first = types.findIndex((other) => typeFits(other, type));
    if (first < i) args[i] = args[first];
  });
  const numbers = args.find((arg) => Array.isArray(arg) && arg.length >= 3 && typeof arg[0] === 'number');
  const floats = args.find((arg) => arg instanceof Float64Array);
  for (const arg of args) {
    if (typeof arg !== 'object' || arg === null) continue;
    if (numbers && 'v' in arg) arg.v = numbers;
    if (floats && 'w' in arg) arg.w = floats;
  }
}

/** Typed arrays that are views of one buffer, each beginning an element after the last. */
function overlap(args: unknown[]): void {
  for (const Class of [Float64Array, Float32Array]) {
    const views = args.filter((arg): arg is Float64Array | Float32Array => arg instanceof Class);
    const whole = new Class(16);
    views.forEach((view, k) => whole.set(view, k));
    views.forEach((view, k) => (args[args.indexOf(view)] = whole.subarray(k, k + view.length)));
  }
}
