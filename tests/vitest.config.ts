/** The quick tests: everything but the long statistical battery (tests/science) and the speed runs (tests/bench). */
import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'tests/science/**', 'tests/bench/**'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['engine/**/*.ts', 'scenarios/**/*.ts', 'reports/**/*.ts', 'cli/**/*.ts'],
      reporter: ['text-summary', 'html'],
    },
  },
});
