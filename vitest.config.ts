import { defineConfig } from 'vitest/config';

// `unit` is everything beside the sources; `product` tests the repository itself (rules, packed
// package, browser), which builds, installs and starts programs and so takes longer.
export default defineConfig({
  resolve: { conditions: ['outcry-source'] },
  ssr: { resolve: { conditions: ['outcry-source'], externalConditions: ['outcry-source'] } },
  test: {
    reporters: ['default', ['json', { outputFile: '.cache/test-results.json' }]],
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'core-wasm/**/*.test.ts', 'bench/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'product',
          include: ['scripts/**/*.test.ts', 'examples/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
