/** Which fixtures a test is about. */
import { isErrorFixture, isWarningFixture, listFixtures } from '../runner/fixture.js';
import type { Source } from './fixture-project.js';

const fixtures = listFixtures();
const sourcesOf = (chosen: typeof fixtures): readonly Source[] => chosen.map((fixture) => ({ fixture }));

export const refused = sourcesOf(fixtures.filter(isErrorFixture));
export const differentiated = sourcesOf(fixtures.filter((fixture) => !isErrorFixture(fixture)));

/** Some that are differentiated: all with several files or a warning, and an even choice of the others. */
export const some: readonly Source[] = differentiated.filter(
  ({ fixture }, i) => fixture.files.size > 1 || isWarningFixture(fixture) || i % 40 === 0,
);
