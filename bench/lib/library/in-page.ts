import { linkById, linkByKey, linksBelow, tagTreeCounts } from '../../../utils/db/queries.ts'

/** What the library's screens ask the database, for a page that is not one of them. */
Object.assign(globalThis, { asked: { linkById, linkByKey, linksBelow, tagTreeCounts } })
