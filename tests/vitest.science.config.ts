/** The long tests: statistical checks of the model against published and exact answers, and the pages in a real browser. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['tests/science/**/*.test.ts', 'tests/browser/**/*.test.ts'],
    globalSetup: ['tests/science/setup.ts'],
    // Left to itself vitest keeps a core free, which of two is half.
    maxWorkers: 2,
    passWithNoTests: true,
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
