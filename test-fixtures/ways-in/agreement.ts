/** What all ways in must agree on, as tests over a project. */
import { beforeAll, expect, it } from 'vitest';
import { bareText, differingFiles, differingNames, mapOf } from './compare.js';
import { fixtureProject, folderOf, type FixtureProject, type Setup, type Source } from './fixture-project.js';
import { throughCli, throughEsbuild, throughTransformer, type Outcome } from './ways.js';

const patience = 600_000;

/** The command and the transformer write the same, and say the same. */
export function commandAndTransformerAgree(sources: readonly Source[], setup: Setup): () => Outcome {
  let [command, transformer]: Outcome[] = [];
  beforeAll(async () => {
    const project = fixtureProject(sources, setup);
    command = await throughCli(project, 'js');
    transformer = throughTransformer(project);
  }, patience);

  it('JavaScript, declarations and source maps are the same, byte for byte', () => {
    expect(command!.outputs.size).toBeGreaterThanOrEqual(3 * sources.length);
    expect(differingFiles(command!.outputs, transformer!.outputs)).toEqual([]);
  });
  it('the command and the transformer say the same', () => expect(saidBy(transformer!)).toEqual(saidBy(command!)));
  return () => command!;
}

/** All three ways, and both languages of the command. */
export function allAgree(sources: readonly Source[], setup: Setup): () => Outcome {
  const command = commandAndTransformerAgree(sources, setup);
  let [typeScript, plugin]: Outcome[] = [];
  let project: FixtureProject;
  beforeAll(async () => {
    project = fixtureProject(sources, setup);
    typeScript = await throughCli(project, 'ts');
    plugin = await throughEsbuild(project);
  }, patience);

  it('the plugin hands over what the command writes as TypeScript', () => {
    const texts = new Map([...plugin!.outputs].map(([name, text]) => [name, bareText(text)]));
    expect(texts.size).toBe(project.files.length);
    expect(differingFiles(texts, typeScript!.outputs)).toEqual([]);
  });
  it('every fixture gets companions', () => {
    const without = sources.map((source) => `${folderOf(source)}/input.ts`).filter((input) => !hasMap(plugin!, input));
    expect(without).toEqual([]);
  });
  it('every name comes from the same place by the maps of the plugin and of the command', () => {
    const { outputs } = command();
    const differing = [...plugin!.outputs].flatMap(([name, text]) => {
      const map = mapOf(text);
      // What becomes of a namespace or an enumeration, names among it, is the target's to say.
      if (map === undefined || /^(export )?(enum|namespace) /m.test(text)) return [];
      const script = name.replace(/ts$/, 'js');
      const javaScript = { text: outputs.get(script)!, map: outputs.get(`${script}.map`)! };
      return differingNames({ text: bareText(text), map }, javaScript).map((difference) => `${name}: ${difference}`);
    });
    expect(differing).toEqual([]);
  });
  it('the plugin says what the command says', () => {
    expect(saidBy(typeScript!)).toEqual(saidBy(command()));
    expect(saidBy(plugin!)).toEqual(saidBy(command()));
  });
  return () => plugin!;
}

const hasMap = ({ outputs }: Outcome, name: string): boolean => mapOf(outputs.get(name) ?? '') !== undefined;

const saidBy = ({ said, rest }: Outcome): object => ({ said, rest });
