/** What a user ships: the size of the runtime in a bundle, against a limit. */
import { build } from 'esbuild';
import { gzipSync } from 'node:zlib';

const limits = [
  { what: 'runtime, everything', code: "export * from '@adc/runtime';", limit: 12_000 },
  { what: 'runtime, grad only', code: "export { grad } from '@adc/runtime';", limit: 6_000 },
];

for (const { what, code, limit } of limits) {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    conditions: ['@adc/source'],
    write: false,
    logLevel: 'error',
  });
  const bytes = gzipSync(outputFiles[0].contents).length;
  console.log(`${what}: ${bytes} bytes gzipped (limit ${limit})`);
  if (bytes > limit) process.exitCode = 1;
}

// The compiler must run in a browser: this fails on anything that only Node has.
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
