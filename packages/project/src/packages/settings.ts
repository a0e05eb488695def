/** Where an installed package begins, and how its class fields are meant. */
import { isPackageSource } from '@adc/compiler';
import { existsSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** The folder of the installed package in which a file lies. */
export function packageRoot(fileName: string): string | undefined {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(fileName)?.[0];
}

/** The tsconfigs that decide about the sources of packages in a program, those included that would if they existed, with their texts. */
export function packageConfigs(program: ts.Program): ReadonlyMap<string, string | undefined> {
  const files = program.getSourceFiles().filter((file) => isPackageSource(program, file));
  const names = files.flatMap(({ fileName }) => [
    `${packageRoot(fileName)}/tsconfig.json`,
    packageConfig(fileName) ?? [],
  ]);
  return new Map(names.flat().map((name) => [name, ts.sys.readFile(name)]));
}

/** The nearest tsconfig.json between a file of a package and the package's folder: published packages seldom have one. */
function packageConfig(fileName: string): string | undefined {
  const root = packageRoot(fileName);
  if (root === undefined) return undefined;
  for (let folder = path.posix.dirname(fileName); folder.length >= root.length; folder = path.posix.dirname(folder)) {
    const config = `${folder}/tsconfig.json`;
    if (existsSync(config)) return config;
  }
  return undefined;
}

/**
 * Whether the class fields of a package's source are defined (`useDefineForClassFields`): as the tsconfig says that came with it, be it by its
 * `target`. Without one they are not, which is how packages are built that declare fields that a base constructor has set.
 */
export function definesFields(fileName: string): boolean {
  const config = packageConfig(fileName);
  if (config === undefined) return false;
  const host = { ...ts.sys, readDirectory: () => [], onUnRecoverableConfigFileDiagnostic: () => undefined };
  const { useDefineForClassFields, target } = ts.getParsedCommandLineOfConfigFile(config, {}, host)?.options ?? {};
  return useDefineForClassFields ?? (target !== undefined && target >= ts.ScriptTarget.ES2022);
}
