import { defineConfig } from 'vitest/config';

const conditions = ['@adc/source', 'module', 'import', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions: ['@adc/source', 'node', 'import', 'default'] } },
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', 'elsewhere/**'],
    testTimeout: 60_000,
  },
});
