/** A page of the documentation as projects: its files and commands, section by section. */
import { readFileSync } from 'node:fs';

export type Step =
  | { readonly kind: 'file'; readonly name: string; readonly text: string }
  | { readonly kind: 'commands'; readonly script: string; readonly output: string | undefined };

export type Section = {
  readonly title: string;
  /** The section whose project this one goes on with. */
  readonly after: string | undefined;
  readonly steps: readonly Step[];
};

/** A file is a code block below a line that holds its name; commands are a `sh` block, with their output as `text` behind it. */
const block =
  /(?:^`(?<name>[^`\n]+)`:\n\n)?^```(?<language>\w+)\n(?<text>.*?)^```\n(?:\n```text\n(?<output>.*?)^```\n)?/gms;

/**
 * Reads the sections of second order.
 *
 * @throws {Error} for a code block that is neither a file nor commands: nothing in such a page is just to be looked at.
 */
export function sectionsOf(page: URL): readonly Section[] {
  const [, ...sections] = readFileSync(page, 'utf8').split(/^## /m);
  return sections.map((section) => ({
    title: section.slice(0, section.indexOf('\n')),
    after: /<!-- after: (.*) -->/.exec(section)?.[1],
    steps: Array.from(section.matchAll(block), ({ groups }) => stepOf(groups as BlockGroups)),
  }));
}

type BlockGroups = { name?: string; language: string; text: string; output?: string };

function stepOf({ name, language, text, output }: BlockGroups): Step {
  if (name !== undefined) return { kind: 'file', name, text };
  if (language === 'sh') return { kind: 'commands', script: text, output };
  throw new Error(`What is this block for?\n${text}`);
}
