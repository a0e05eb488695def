import * as inner from './inner.js';

export const outer = (x: number): number => inner.inner(x * inner.factor) + 1;
