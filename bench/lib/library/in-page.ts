import { countTags } from '../../../utils/db/catalogue/count-tags.ts'
import { readColumns, readHeld } from '../../../utils/db/catalogue/read-columns.ts'
import { selectLinks } from '../../../utils/db/catalogue/select-links.ts'
import { allTags, linkById, linkByKey, linksBelow } from '../../../utils/db/queries.ts'

/** What the library's screens ask the database and its columns, for a page that is not one of them. */
Object.assign(globalThis, {
  asked: {
    ...{ linkById, linkByKey, linksBelow, allTags },
    ...{ readColumns, readHeld, selectLinks, countTags },
  },
})
