/** Packs once for all tests of this room, and serves the packages while they run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { type Packed, packAll } from './packages.js';
import { serve } from './registry.js';

declare module 'vitest' {
  interface ProvidedContext {
    packages: readonly Packed[];
    registry: string;
    /** An empty folder outside the workspace, which is removed at the end. */
    scratch: string;
  }
}

export default async function setUp(project: TestProject): Promise<() => void> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'adc-elsewhere-'));
  const packages = await packAll(fileURLToPath(new URL('..', import.meta.url)), path.join(scratch, 'packed'));
  const { url, server } = await serve(packages, 0);
  project.provide('packages', packages);
  project.provide('registry', url);
  project.provide('scratch', scratch);
  return () => {
    server.close();
    server.closeAllConnections();
    rmSync(scratch, { recursive: true });
  };
}
