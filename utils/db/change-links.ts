import { LinkshotError } from '../model/error.ts'
import type { Link } from '../model/link.ts'
import type { Recorder } from './act.ts'
import { db } from './database.ts'

/** As many rows as are read and written at once. */
const PAGE = 500

/**
 * Changes links inside an act. A link for which `change` returns the row it was given stays untouched.
 * @throws LinkshotError 'not-found' where one is not there
 */
export async function changeLinks(
  recorder: Recorder,
  linkIds: number[],
  change: (link: Link) => Link,
): Promise<void> {
  const updatedAt = Date.now()
  const ids = [...new Set(linkIds)]
  for (let from = 0; from < ids.length; from += PAGE) {
    const olds = (await db.links.bulkGet(ids.slice(from, from + PAGE))).map(present)
    const pairs = olds
      .map((old) => ({ old, row: change(old) }))
      .filter(({ old, row }) => old !== row)
    await recorder.putAll(
      'links',
      pairs.map(({ row }) => ({ ...row, updatedAt })),
      pairs.map(({ old }) => old),
    )
  }
}

/** @throws LinkshotError 'not-found' */
export function present(link: Link | undefined): Link {
  if (!link) throw new LinkshotError('not-found')
  return link
}
