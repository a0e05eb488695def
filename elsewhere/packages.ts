/** The packages of the workspace, packed as they would be published. */
import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

export type Manifest = {
  readonly name: string;
  readonly version: string;
  readonly type?: string;
  readonly license?: string;
  readonly engines?: { readonly node?: string };
  readonly exports: { readonly [subpath: string]: unknown };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
};

export type Packed = {
  readonly tarball: string;
  /** The folder with the unpacked package. */
  readonly folder: string;
  /** As npm will read it: without what holds in the workspace only. */
  readonly manifest: Manifest;
  /** Of the tarball, as in `dist.integrity` of a registry. */
  readonly integrity: string;
  /** The names of all files, from the root of the package. */
  readonly files: readonly string[];
};

const run = promisify(execFile);

/** The folders of packages that are published. */
const published = ['./runtime', './compiler', './packages/*'];

/**
 * Packs what has been built.
 *
 * @param repository the root of the workspace
 * @param destination an absolute path: the folder for the tarballs
 */
export async function packAll(repository: string, destination: string): Promise<readonly Packed[]> {
  const filters = published.flatMap((folder) => ['--filter', folder]);
  const pack = ['-y', 'pnpm@12.21.0', '-r', ...filters, 'pack', '--pack-destination', destination, '--json'];
  const { stdout } = await run('npx', pack, { cwd: repository, maxBuffer: 64 << 20 });
  type Listed = { filename: string; integrity: string; files: readonly { readonly path: string }[] };
  return Promise.all(
    (JSON.parse(stdout) as readonly Listed[]).map(async ({ filename, integrity, files }) => {
      const tarball = path.resolve(destination, filename);
      const folder = `${tarball}.unpacked`;
      await mkdir(folder);
      await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
      const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as Manifest;
      return { tarball, folder, manifest, integrity, files: files.map((file) => file.path) };
    }),
  );
}
