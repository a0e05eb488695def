/** What every host that reads a project from disk shares: tsconfig, options, the project's files, and its program. */
export { isFolder, readConfig, type Config, type ConfigRequest } from './config.js';
export { LiveProgram, type HostedProgram, type ProgramRequest } from './live-program.js';
export { isInside, ownFiles } from './own-files.js';
export { UsageError } from './usage-error.js';
export { emittedName, PackageSources, type PackageSetup } from './packages/package-sources.js';
export { definesFields, packageConfigs, packageRoot } from './packages/settings.js';
export { renaming, specifiersIn, type Rename } from './packages/specifiers.js';
