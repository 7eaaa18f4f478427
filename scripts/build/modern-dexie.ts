/** What `dexie` resolves to by itself is made for browsers without classes, and 2 kB larger in every context. */
export const MODERN_DEXIE = { find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }
