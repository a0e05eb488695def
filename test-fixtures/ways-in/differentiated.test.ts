/** Many fixtures that are differentiated (ALL=1 takes all): the same companions, the same maps and the same warnings from each way in. */
import { describe } from 'vitest';
import { allAgree } from './agreement.js';
import { many } from './selections.js';

describe('the ways in agree', () => {
  allAgree(many, { module: 'esnext' });
});
