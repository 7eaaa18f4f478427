import { db } from './database.ts'
import { trackChanges } from './replica/track-changes.ts'
import { logChanges } from './text-index/log-changes.ts'

// For whoever writes: imported by its entry, since a database that is open already would go on refusing.
trackChanges(db)
logChanges(db)
