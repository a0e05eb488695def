import { defineConfig } from 'vitest/config';

/** Tests that install packages: apart from the others, since they need what is built, and a registry. */
export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ['*.test.ts'],
    globalSetup: 'set-up.ts',
    pool: 'threads',
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
