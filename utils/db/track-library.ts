import { db } from './database.ts'
import { trackChanges } from './replica/track-changes.ts'

// For whoever writes: imported by its entry, since a database that is open already would go on refusing.
trackChanges(db)
