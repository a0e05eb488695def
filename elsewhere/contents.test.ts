/** What is in the packages, before anybody installs them. */
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { readFileSync } from 'node:fs';
import { describe, expect, inject, test } from 'vitest';
import { run } from './shell.js';

const packages = inject('packages');

test('these packages are published', () => {
  expect(packages.map(({ manifest }) => manifest.name).sort()).toEqual([
    '@adc/cli',
    '@adc/compiler',
    '@adc/esbuild',
    '@adc/project',
    '@adc/runtime',
    '@adc/transformer',
  ]);
});

describe.each(packages.map((packed) => ({ name: packed.manifest.name, ...packed })))('$name', (packed) => {
  const { tarball, folder, manifest, files } = packed;
  const textOf = (name: string): string => readFileSync(path.join(folder, name), 'utf8');

  test('says what it is and where it runs', () => {
    expect(manifest.license).toBe('MIT');
    expect(manifest.engines?.node).toBe('>=20');
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']));
  });

  test('holds nothing of the workspace', () => {
    expect(JSON.stringify(manifest)).not.toMatch(/@adc\/source|workspace:/);
    expect(files.filter((name) => /\.(test|test-d|test-support)\.|tsbuildinfo|node_modules/.test(name))).toEqual([]);
  });

  test('its modules have declarations and source maps, and these have their sources in the package', () => {
    const shipped = new Set(files);
    for (const name of files.filter((each) => /dist\/.*\.[cm]?js$/.test(each)))
      expect.soft(shipped).toContain(`${name}.map`);
    for (const name of files.filter((each) => each.endsWith('.map'))) {
      const map = JSON.parse(textOf(name)) as { sources: readonly string[]; sourcesContent?: readonly string[] };
      for (const [i, source] of map.sources.entries()) {
        if (map.sourcesContent?.[i] !== undefined) continue;
        expect.soft(shipped).toContain(path.posix.join(path.posix.dirname(name), source));
      }
    }
  });

  test('publint finds nothing', async () => {
    const { messages, pkg } = await publint({ pack: { tarball: arrayBufferOf(tarball) }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  test('its types are those of its modules', async () => {
    const attw = fileURLToPath(new URL('../node_modules/.bin/attw', import.meta.url));
    const offersCommonJs = JSON.stringify(manifest.exports).includes('"require"');
    await run(
      `${attw} ${tarball} --no-color --no-emoji ${offersCommonJs ? '' : '--profile esm-only'}`,
      inject('scratch'),
    );
  });
});

function arrayBufferOf(file: string): ArrayBuffer {
  return new Uint8Array(readFileSync(file)).buffer;
}
