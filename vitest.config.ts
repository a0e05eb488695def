import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const conditions = ['@adc/source', 'module', 'import', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions: ['@adc/source', 'node', 'import', 'default'] } },
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', 'elsewhere/**'],
    // By itself vitest leaves one processor of two alone.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 60_000,
  },
});
