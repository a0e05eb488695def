/** The compiler must run in a browser: this fails on anything that only Node has. */
import { build } from 'esbuild';

await build({
  stdin: { contents: "export * from '@adc/compiler';", resolveDir: import.meta.dirname },
  bundle: true,
  platform: 'browser',
  format: 'esm',
  conditions: ['@adc/source'],
  external: ['typescript'],
  write: false,
  logLevel: 'error',
});
