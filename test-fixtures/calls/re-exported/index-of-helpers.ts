export * from './helpers.js';
export { twice as double } from './helpers.js';
