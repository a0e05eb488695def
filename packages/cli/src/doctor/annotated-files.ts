/** Annotations in files that no tsconfig of the project reads. */
import { isInside } from '@adc/project';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import type { Setup } from '../setup/setup.js';
import type { Finding } from './finding.js';

export type Annotated = {
  /** Files with annotations that are compiled. */
  readonly compiled: readonly string[];
  readonly findings: readonly Finding[];
};

export function judgeAnnotatedFiles(setup: Setup, shown: (file: string) => string): Annotated {
  const skipped = setup.configs.flatMap(({ parsed: { options } }) => [options.outDir, options.declarationDir]);
  const annotated = sourcesBelow(setup.folder, new Set(skipped.filter((each) => each !== undefined))).filter(
    isAnnotated,
  );
  const { configs } = setup;
  if (annotated.length === 0 || configs.length === 0) return { compiled: annotated, findings: [] };
  const reached = new Set(configs.flatMap(({ parsed }) => filesOf(parsed)));
  const outside = annotated.filter((file) => !reached.has(file));
  // Tests and tools often have a tsconfig of their own.
  const others = outside.length === 0 ? new Set<string>() : new Set(siblingConfigs(setup).flatMap(filesOf));
  return {
    compiled: annotated.filter((file) => reached.has(file) || others.has(file)),
    findings: outside
      .filter((file) => !others.has(file))
      .map((file) => ({
        cause: `${shown(file)} has a function marked @differentiable, but no tsconfig reads the file: ${shown(setup.tsconfig!)} neither includes it nor imports it.`,
        remedy: 'Add it to "include", import it from a file that is included, or remove the mark.',
      })),
  };
}

/** Those that are named and those that they import. */
function filesOf({ fileNames, options, projectReferences }: ts.ParsedCommandLine): readonly string[] {
  const files = ts.createProgram({
    rootNames: fileNames,
    options: { ...options, noLib: true, types: [] },
    ...(projectReferences && { projectReferences }),
  });
  return files.getSourceFiles().map(({ fileName }) => path.resolve(fileName));
}

function siblingConfigs({ folder, tsconfig, configs }: Setup): readonly ts.ParsedCommandLine[] {
  const known = new Set([tsconfig, ...configs.map(({ fileName }) => fileName)]);
  return readdirSync(folder)
    .filter((name) => /^tsconfig\..+\.json$/.test(name) && !known.has(path.join(folder, name)))
    .flatMap((name) => {
      const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
      return ts.getParsedCommandLineOfConfigFile(path.join(folder, name), {}, host) ?? [];
    });
}

/** Folders with a tsconfig or a package.json of their own are other projects. */
function sourcesBelow(folder: string, skipped: ReadonlySet<string>): readonly string[] {
  const found: string[] = [];
  const visit = (current: string): void => {
    const entries = readdirSync(current, { withFileTypes: true });
    const isOther = entries.some(({ name }) => name === 'tsconfig.json' || name === 'package.json');
    if (current !== folder && isOther) return;
    for (const entry of entries) {
      const name = path.join(current, entry.name);
      if (entry.isDirectory()) {
        const isHidden = entry.name === 'node_modules' || entry.name.startsWith('.');
        if (!isHidden && ![...skipped].some((each) => isInside(each, name))) visit(name);
      } else if (/\.[cm]?tsx?$/.test(entry.name) && !/\.d\.[cm]?ts$/.test(entry.name)) {
        found.push(name);
      }
    }
  };
  visit(folder);
  return found;
}

function isAnnotated(fileName: string): boolean {
  const text = readFileSync(fileName, 'utf8');
  if (!text.includes('@differentiable')) return false;
  const file = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest);
  const isMarked = (node: ts.Node): boolean =>
    (ts.getLeadingCommentRanges(file.text, node.getFullStart()) ?? []).some(({ pos, end }) =>
      /^(?:\/\/|\/\*\*[\s*]*)\s*@differentiable\b/.test(file.text.slice(pos, end)),
    ) ||
    (ts.forEachChild(node, (child) => isMarked(child) || undefined) ?? false);
  return file.statements.some(isMarked);
}
