/** A registry for npm that knows packed packages and nothing else: `npm install @adc/…` as it will be, before anything is published. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Packed } from './packages.js';

export type Registry = { readonly url: string; readonly server: Server };

/**
 * Serves packages on this machine only.
 *
 * @param port 0: any that is free
 */
export async function serve(packages: readonly Packed[], port: number): Promise<Registry> {
  const url = (): string => `http://localhost:${(server.address() as AddressInfo).port}/`;
  const server = createServer((request, response) => {
    const asked = decodeURIComponent(request.url ?? '').slice(1);
    const described = packages.find(({ manifest }) => asked === manifest.name);
    const wanted = packages.find((each) => asked === tarballPath(each));
    // The version stays the same while the packages change: npm must not remember.
    response.setHeader('cache-control', 'no-store');
    if (described !== undefined) response.end(JSON.stringify(packument(described, url())));
    else if (wanted !== undefined) response.end(readFileSync(wanted.tarball));
    else response.writeHead(404).end('{}');
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(port, 'localhost', listening);
  });
  return { url: url(), server };
}

/** What a registry knows about a package: https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md */
function packument(packed: Packed, url: string): object {
  const { manifest, integrity } = packed;
  const { name, version } = manifest;
  const dist = { tarball: url + tarballPath(packed), integrity };
  return { name, 'dist-tags': { latest: version }, versions: { [version]: { ...manifest, dist } } };
}

/** Another content is another address, for npm's cache. */
function tarballPath({ manifest, integrity }: Packed): string {
  return `${manifest.name}/-/${integrity.replace(/\W/g, '').slice(0, 24)}.tgz`;
}
