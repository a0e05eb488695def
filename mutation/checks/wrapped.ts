/** The stages as the pipeline imports them: bundled in the place of the modules that they come from. */
import type { IrFunction } from '../../compiler/src/ir/types.js';
import { verify as verifyForm } from '../../compiler/src/ir/verify.js';
import { lowerProgram as lower } from '../../compiler/src/lower/index.js';
import { Modules as RealModules } from '../../compiler/src/modules/index.js';
import { analyseEffects as effects } from '../../compiler/src/analyse/effects.js';
import { analyseMemory as memory } from '../../compiler/src/analyse/memory.js';
import { structureExits as structure } from '../../compiler/src/transform/exits.js';
import { INLINE_LIMITS, inlineCalls as inline } from '../../compiler/src/transform/inline.js';
import { prepareReversal as prepare } from '../../compiler/src/transform/prepare.js';
import { simplify as simplifyForm } from '../../compiler/src/transform/simplify.js';
import { note, through } from './stages.js';

export { INLINE_LIMITS };

type Forms = ReadonlyMap<unknown, IrFunction>;

export const lowerProgram: typeof lower = (input) => through('lower', [input.program], () => lower(input));

export const verify: typeof verifyForm = (fn, stage) => {
  verifyForm(fn, stage);
  note(fn, stage);
};

export const simplify: typeof simplifyForm = (fn) => through('simplify', [fn], () => simplifyForm(fn));

export const inlineCalls: typeof inline = (functions, canName, limits) =>
  through('inline', [...functions.values()], () => inline(functions, canName, limits));

export const structureExits: typeof structure = (fn) => through('exits', [fn], () => structure(fn));

export const prepareReversal: typeof prepare = (fn) => through('prepare', [fn], () => prepare(fn));

export const analyseMemory: typeof memory = (functions) =>
  through('memory', [...(functions as Forms).values()], () => memory(functions));

export const analyseEffects: typeof effects = (functions, facts) =>
  through('effects', [...(functions as Forms).values(), ...facts.values()], () => effects(functions, facts));

export class Modules {
  readonly #args: ConstructorParameters<typeof RealModules>;
  constructor(...args: ConstructorParameters<typeof RealModules>) {
    this.#args = args;
  }
  files(requests: Parameters<RealModules['files']>[0]): ReturnType<RealModules['files']> {
    const [lowered, { companions, halvesOf, primals }, registration] = this.#args;
    const facts = JSON.stringify([
      registration,
      companions.map(({ key, role, variant }) => [key, role, variant]),
      requests.map(({ key }) => halvesOf(key)),
      requests,
    ]);
    const inputs = [lowered, facts, ...companions.map(({ fn }) => fn), ...primals.values()];
    return through('emit', inputs, () => new RealModules(...this.#args).files(requests));
  }
}
