/** Which fixtures a test is about. */
import { isErrorFixture, isWarningFixture, listFixtures } from '../runner/fixture.js';
import type { Source } from './fixture-project.js';

const fixtures = listFixtures();
const sourcesOf = (chosen: typeof fixtures): readonly Source[] => chosen.map((fixture) => ({ fixture }));

export const refused = sourcesOf(fixtures.filter(isErrorFixture));
const differentiated = sourcesOf(fixtures.filter((fixture) => !isErrorFixture(fixture)));

/** All that are differentiated and have several files or a warning, and each nth of the others. */
const choice = (n: number): readonly Source[] =>
  differentiated.filter(({ fixture }, i) => fixture.files.size > 1 || isWarningFixture(fixture) || i % n === 0);

/** With ALL=1 none is left out. */
export const many = process.env['ALL'] ? differentiated : choice(7);
export const some = choice(40);
