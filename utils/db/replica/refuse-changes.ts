import type { Dexie } from 'dexie'
import { AT_CHANGES, isTracked } from './tracked-tables.ts'

/**
 * Refuses changes to synced rows. So is a library where nobody tracks: what only reads has no code for it, and what
 * writes and forgot it fails at once, instead of making changes that never arrive elsewhere.
 */
export function refuseChanges(db: Dexie): void {
  db.use({
    ...AT_CHANGES,
    create: (core) => ({
      ...core,
      table: (name) => {
        const table = core.table(name)
        if (!isTracked(name)) return table
        return {
          ...table,
          mutate: (request) => {
            // Whoever is first brings the database to its newest version.
            if ((request.trans as IDBTransaction).mode === 'versionchange')
              return table.mutate(request)
            throw new Error(`${name} changed where changes are not tracked`)
          },
        }
      },
    }),
  })
}
