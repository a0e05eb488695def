/** Objects that are spread in programs that are not strict: any of them may be missing, whatever its type says. */

import { describeSame } from './lowering.test-support.js';

const loose = { typed: true, compiler: { strict: false } };

const declarations = `
  type Options = { gain?: number; limit?: number };
  const defaults = { gain: 2 };
  const settled = (given: Options) => Object.assign({}, defaults, given) as Options;
  const merged = (given?: Options): Options => ({ limit: 1, ...defaults, ...given });
`;

const body = (text: string): readonly [string, ...(readonly number[])[]] => [
  `${declarations}\n// @differentiable\nexport function f(x: number, y: number) { ${text} }`,
  [0.5, 3],
  [-2, 0.25],
];

describeSame(
  'an object that is spread',
  {
    'is there': body('return settled({ limit: x }).limit * settled({ gain: y }).gain;'),
    'is not there': body('return settled(undefined).gain * x + merged().limit * y + merged(null).gain;'),
    'is there in some cases': body('return merged(x > 0 ? { gain: x } : undefined).gain * y;'),
    'lacks a field': body('return "limit" in settled({}) ? x : y;'),
    'has a field that is undefined': body('return "limit" in settled({ limit: undefined }) ? x : y;'),
  },
  loose,
);
