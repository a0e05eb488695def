/** Arguments to call generated functions with: structures that may share objects or memory, and places left empty. */
import { seeded } from '../test-fixtures/runner/random.js';
import type { Parameter } from './parameters.js';
import { typeFits, type Type } from './writer.js';

/**
 * @param parameters those in front of the count, and those behind it
 * @param sharing 1: one object stands in several places; 2: typed arrays overlap
 */
export function point(
  [front, behind]: readonly [readonly Parameter[], readonly Parameter[]],
  seed: number,
  sharing: number,
): readonly unknown[] {
  const random = seeded(seed);
  const args = front.map(({ type }) => make(type, random));
  const types = front.map(({ type }) => type);
  if (sharing === 1) share(types, args);
  if (sharing === 2) overlap(args);
  args.push(Math.floor(random() * 5));
  for (const { type } of behind) args.push(random() < 0.5 ? undefined : make(type, random));
  return args;
}

const keys = (random: () => number): readonly number[] => [0, 1, 2, 3, 4].filter(() => random() < 0.5);

function make(type: Type, random: () => number): unknown {
  const draw = (): number => Math.round((random() * 3 - 1.5) * 1000) / 1000 + 0.0001234;
  const list = (length: number): number[] => Array.from({ length }, draw);
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
    case 'either':
      return random() < 0.5 ? list(type.length) : Float64Array.from(list(type.length));
    case 'map':
      return new Map(keys(random).map((each) => [each, draw()]));
    case 'record':
      return Object.fromEntries(keys(random).map((each) => [`k${each}`, draw()]));
    case 'set':
    case 'list':
    case 'holder':
    case 'instance':
    case 'functions':
    case 'table':
    case 'layers':
      throw new Error('the generated functions take no instances and no functions');
    case 'object':
      return {
        p: draw(),
        q: draw(),
        ...(type.shape === 'array' && { v: list(2) }),
        ...(type.shape === 'floats' && { w: Float64Array.from(list(2)) }),
        ...(type.shape === 'optional' && random() < 0.5 && { r: draw() }),
        ...(type.shape === 'nested' && { inner: { p: draw(), q: draw() } }),
      };
  }
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
