/** Every fixture that is differentiated: the same companions, the same maps and the same warnings from each way in. */
import { describe } from 'vitest';
import { allAgree } from './agreement.js';
import { differentiated } from './selections.js';

describe('the ways in agree', () => {
  allAgree(differentiated, { module: 'esnext' });
});
