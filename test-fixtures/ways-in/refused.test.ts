/** The ways in say the same of what cannot be differentiated, and write nothing. */
import { describe, expect, it } from 'vitest';
import { fixtureProject, folderOf, withCrlf, type Source } from './fixture-project.js';
import { saidUnder, type Said } from './said.js';
import { refused } from './selections.js';
import { throughCli, throughEsbuild, throughTransformer } from './ways.js';

const patience = 300_000;

describe('refused', () => {
  it(
    'with the same words, whatever the line breaks',
    async () => {
      const inCrlf = refused.map((source): Source => ({ ...source, under: 'crlf', rewrite: withCrlf }));
      // What is refused early hides what would be refused later: the fixtures that nothing was said of are asked again without the others.
      for (let left = [...refused, ...inCrlf]; left.length > 0; ) {
        const project = fixtureProject(left, { module: 'esnext' });
        const ways = [await throughCli(project, 'js'), throughTransformer(project), await throughEsbuild(project)];
        const { said } = ways[0]!;
        for (const way of ways) expect(way).toEqual({ said, rest: '', outputs: new Map() });
        expect(saidUnder('crlf/', said)).toEqual(saidUnder('src/', said));
        const silent = left.filter((source) => !said.some((each) => isAbout(source, each)));
        expect(silent.length, silent.map(folderOf).join('\n')).toBeLessThan(left.length);
        left = silent;
      }
    },
    patience,
  );
});

const isAbout = (source: Source, { place }: Said): boolean => place?.startsWith(`${folderOf(source)}/`) === true;
