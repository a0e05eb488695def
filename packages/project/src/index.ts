/** What every host that reads a project from disk shares: tsconfig, options, the project's files. */
export { isFolder, readConfig, type Config, type ConfigRequest } from './config.js';
export { isInside, ownFiles } from './own-files.js';
export { UsageError } from './usage-error.js';
