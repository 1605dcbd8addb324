/** The quick tests: everything but the long statistical battery (tests/science), the pages in a browser (tests/browser) and the speed runs (tests/bench). */
import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'tests/science/**', 'tests/browser/**', 'tests/bench/**'],
    // Files of one thread share what they import, which is a third of the time; no test leaves anything behind.
    isolate: false,
    // Left to itself vitest keeps a core free, which of two is half.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    coverage: {
      provider: 'v8',
      include: ['engine/**/*.ts', 'scenarios/**/*.ts', 'reports/**/*.ts', 'cli/**/*.ts'],
      reporter: ['text-summary', 'html'],
    },
  },
});
