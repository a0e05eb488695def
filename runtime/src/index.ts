/** The runtime of adc: the operators that users call, and what compiled companions import. */

export { grad, jvp, valueAndGrad, vjp } from './operators.js';
export { stopGradient } from './stop-gradient.js';
export { checkGradient, type CheckOptions } from './check-gradient.js';
export type { CheckedEntry, DotProduct, GradientReport, Kink, Undecided } from './gradient-report.js';
export { AdcError } from './error.js';
export type { Gradient, Gradients, Result, Selected, Tangent, Tangents } from './types.js';

export { closeTape, openTape, ownTape, Tape } from './tape.js';
export { shadow, shadows } from './shadow.js';
export { shadowAmong } from './shadow-among.js';
export { clear, gradientOf, take } from './gradient-of.js';
export { holdsIntegers } from './holds-integers.js';
export { orderOf } from './order-of.js';
export { extend } from './extend.js';
export { keepStructure } from './keep-structure.js';
export { accumulate } from './accumulate.js';
export { checkpointed } from './checkpoints/checkpointed.js';
export { fixedPoint, solveTangent } from './checkpoints/fixed-point.js';
export { configure, withTapeBudget, type Settings } from './configure.js';
export { adjointGrowth, furtherGrowth, growthAcross, type GrowthWatch, withAdjointGrowth } from './growth.js';
export { type CarriedGrowth, type GrowthEvent, growthText, type LoopGrowth } from './growth-report.js';
export { locate } from './locate.js';
export { snapshot } from './snapshot.js';
export { unknownClass } from './unknown-class.js';
export { unknownFunction } from './unknown-function.js';
export { isComputed, unknownGetter } from './unknown-getter.js';
export { type Companions, register } from './registry.js';
