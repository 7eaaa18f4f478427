import { defineConfig } from 'vitest/config'
import { WxtVitest } from 'wxt/testing/vitest-plugin'
import { MODERN_DEXIE } from './scripts/build/modern-dexie.ts'
import { trimAuth } from './scripts/build/trim-auth.ts'

/** Libraries as a build has them; of the one that signs in, tests would take what is made for Node. */
const MODULES_OF_AUTH = {
  find: /^@supabase\/auth-js$/,
  replacement: '@supabase/auth-js/dist/module/index.js',
}
const AS_BUILT = { resolve: { alias: [MODERN_DEXIE, MODULES_OF_AUTH] } }

export default defineConfig({
  test: {
    projects: [
      {
        ...AS_BUILT,
        plugins: [WxtVitest()],
        test: {
          name: 'unit',

          include: ['tests/*.test.ts', 'tests/unit/**/*.test.ts', 'tests/scripts/**/*.test.ts'],
          setupFiles: ['tests/support/unit-setup.ts'],
          // A busy machine holds one up for seconds.
          testTimeout: 15_000,
        },
      },
      {
        test: {
          name: 'page',
          include: ['tests/page/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts', 'tests/replay/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // One browser at a time: two cores.
          fileParallelism: false,
        },
      },
      // They wait: for time limits, for the clock, for pictures, which are limited to two a second.
      {
        test: {
          name: 'waiting',
          include: ['tests/waiting/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          maxWorkers: 3,
        },
      },
      // Real PostgreSQL: one cluster, a database for each file.
      {
        test: {
          name: 'database',
          include: ['tests/database/**/*.test.ts'],
          globalSetup: ['tests/database/support/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      // The stand-in for Supabase on a real PostgreSQL, or the project that SUPABASE_URL names.
      {
        ...AS_BUILT,
        plugins: [trimAuth],
        test: {
          name: 'contract',
          server: { deps: { inline: [/@supabase/] } },
          include: ['tests/contract/**/*.test.ts'],
          globalSetup: ['tests/contract/global-setup.mjs'],
          setupFiles: ['tests/support/unit-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      // Devices that sync in a simulated world, and what they do it with.
      { test: { name: 'sync', include: ['tests/sync/**/*.test.ts'], testTimeout: 300_000 } },
      // Two, so that each has a time limit of its own.
      {
        test: {
          name: 'fidelity',
          include: ['tests/fidelity/{chromium,mutants}.test.ts'],
          fileParallelism: false,
        },
      },
      { test: { name: 'fidelity-firefox', include: ['tests/fidelity/firefox.test.ts'] } },
    ],
  },
})
