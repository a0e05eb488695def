/** Stages of the compiler that are told apart: which of them a mutant is reached in. */
export const stages = ['rest', 'lower', 'inline', 'simplify', 'exits', 'prepare', 'memory', 'effects', 'emit'] as const;
export type Stage = (typeof stages)[number];
