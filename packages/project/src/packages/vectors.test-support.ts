/** A package that is installed with its TypeScript sources, written as such packages are; its build must never be loaded. */

/** Of `vectors`, and of `scaling`, on which it depends. */
export const vectors: Readonly<Record<string, string>> = {
  'node_modules/vectors/package.json': '{ "name": "vectors", "main": "dist/index.js", "sideEffects": false }',
  'node_modules/vectors/dist/index.js': "throw new Error('the build of the package was loaded');\n",
  // Re-exports of types that do not say so, folders, names without extensions.
  'node_modules/vectors/src/index.ts': `import { Settings } from './settings';
export { Vector } from './vector';
export { Settings } from './settings';
export * from './measures';
export function scaled(v: number, settings: Settings): number {
  return v * settings.factor;
}
`,
  'node_modules/vectors/src/settings.ts': 'export interface Settings {\n  factor: number;\n}\n',
  'node_modules/vectors/src/unused.ts': "throw new Error('nobody imports this');\nexport {};\n",
  'node_modules/vectors/src/point.ts': `export class Point {
  x: number;
  y = 0;
  constructor(x: number) {
    this.x = x;
  }
}
`,
  // Declares what the base constructor has set: defined, not set, it would be undefined again.
  'node_modules/vectors/src/vector.ts': `import { Point } from './point';
import { twice } from 'scaling';
export class Vector extends Point {
  x: number;
  constructor(x: number, y: number) {
    super(x);
    this.y = y;
  }
  dot(other: Vector): number {
    return this.x * other.x + this.y * other.y;
  }
  doubled(): Vector {
    return new Vector(twice(this.x), twice(this.y));
  }
}
`,
  'node_modules/vectors/src/measures/index.ts': `import { Vector } from '../vector';
import names from './names.json' with { type: 'json' };
export const name = (): string => names.length;
export function length(v: Vector): number {
  if (v.x < 0) throw new RangeError(name());
  return Math.sqrt(v.dot(v));
}
`,
  'node_modules/vectors/src/measures/names.json': '{ "length": "the length" }\n',
  'node_modules/scaling/package.json': '{ "name": "scaling", "main": "dist/index.js" }',
  'node_modules/scaling/dist/index.js': "throw new Error('the build of the package was loaded');\n",
  'node_modules/scaling/source/main.ts': 'export const twice = (x: number): number => 2 * x;\n',
};

export const paths = {
  vectors: ['./node_modules/vectors/src/index.ts'],
  scaling: ['./node_modules/scaling/source/main.ts'],
};

/** Uses it, and prints what comes of that. */
export const user: Readonly<Record<string, string>> = {
  'src/energy.ts': `import { length, scaled, Vector, type Settings } from 'vectors';

// @differentiable
export function energy(x: number, y: number, settings: Settings): number {
  const v = new Vector(x, y).doubled();
  return scaled(length(v) * v.x, settings);
}

export const isVector = (value: object): boolean => value instanceof Vector;
`,
  'src/main.ts': `import { checkGradient, grad } from '@adc/runtime';
import { length, Vector } from 'vectors';
import { energy, isVector } from './energy.js';

declare const console: { log(text: string): void };
const settings = { factor: 3 };
const gradient = grad(energy)(3, 4, settings);
let stack: string | undefined;
try {
  grad(length)(new Vector(-1, 0));
} catch (error) {
  stack = (error as Error).stack;
}
console.log(
  JSON.stringify({
    value: energy(3, 4, settings),
    gradient,
    checked: checkGradient(energy)(3, 4, settings).ok,
    length: grad(length)(new Vector(0, 2)),
    isVector: isVector(new Vector(1, 2).doubled()),
    stack,
  }),
);
`,
};

/** Of 12 x √(x² + y²) factor / 3 at (3, 4, 3). */
export const expected = {
  value: 180,
  gradient: [60 + 36 * 0.6, 36 * 0.8, { factor: 60 }],
  checked: true,
  length: { x: 0, y: 1 },
  isVector: true,
};
