/** The options of adc: those of the tsconfig, then those of the plugin entry. */
import { checkOptions, type CompileOptions } from '@adc/compiler';
import path from 'node:path';
import type ts from 'typescript';

/** What ts-patch reads of a plugin entry itself. */
const keysOfTsPatch: ReadonlySet<string> = new Set(
  'transform transformProgram name after afterDeclarations type import isEsm tsConfig resolvePathAliases'.split(' '),
);

/** @throws {OptionsError} for options of adc that are wrong. */
export function readOptions(
  typescript: typeof ts,
  program: ts.Program,
  entry: Readonly<Record<string, unknown>>,
): CompileOptions {
  const own = Object.entries(entry).filter(([key]) => !keysOfTsPatch.has(key));
  return {
    ...fromConfig(typescript, program),
    ...checkOptions(Object.fromEntries(own), 'the plugin entry of the tsconfig'),
  };
}

/** `"adc": { … }` of the tsconfig, and of those that it extends. */
function fromConfig(typescript: typeof ts, program: ts.Program): CompileOptions {
  const { configFilePath } = program.getCompilerOptions();
  if (typeof configFilePath !== 'string') return {};
  const extended = new Map<string, ts.ExtendedConfigCacheEntry>();
  // Which files belong to the project is known already.
  const host = { ...typescript.sys, readDirectory: () => [], onUnRecoverableConfigFileDiagnostic: () => undefined };
  const parsed = typescript.getParsedCommandLineOfConfigFile(configFilePath, {}, host, extended);
  const where = `"adc" of ${path.relative(program.getCurrentDirectory(), configFilePath)}`;
  const raws = [...Array.from(extended.values(), ({ extendedConfig }) => extendedConfig?.raw as unknown), parsed?.raw];
  return Object.assign(
    {},
    ...raws.map((raw) => checkOptions((raw as { adc?: unknown } | undefined)?.adc, where)),
  ) as CompileOptions;
}
