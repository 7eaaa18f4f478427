import { beforeEach, describe, expect, it } from 'vitest'
import { groupByDay, groupBySite, groupByTag } from '../../../utils/db/catalogue/group-links.ts'
import { readColumns, readHeld } from '../../../utils/db/catalogue/read-columns.ts'
import { readSites } from '../../../utils/db/catalogue/read-sites.ts'
import { db } from '../../../utils/db/database.ts'
import '../../../utils/db/track-library.ts'
import type { Link } from '../../../utils/model/link.ts'
import { linkRow, tagRow, wipe } from '../../support/library-rows.ts'

const at = (day: number, hour: number) => new Date(2026, 2, day, hour).getTime()
const idAt = (day: number, hour: number) => at(day, hour) * 1024 + 7

describe('links in groups', () => {
  beforeEach(wipe)

  it('of days begin at midnight, also where the clock is put forward', () => {
    const ids = Float64Array.of(idAt(30, 0), idAt(29, 23), idAt(29, 1), idAt(28, 12))
    const { groups, ids: same } = groupByDay(ids)
    expect([...same]).toEqual([...ids])
    expect([...groups.starts]).toEqual([0, 1, 3, 4])
    expect([...groups.keys]).toEqual([30, 29, 28].map((day) => at(day, 0)))
  })

  it('of days go the other way where the oldest come first, and stay in order inside', () => {
    const ids = Float64Array.of(idAt(3, 9), idAt(1, 8), idAt(3, 2), idAt(1, 20))
    const { groups, ids: placed } = groupByDay(ids, 'oldest')
    expect([...groups.keys]).toEqual([at(1, 0), at(3, 0)])
    expect([...placed]).toEqual([idAt(1, 8), idAt(1, 20), idAt(3, 9), idAt(3, 2)])
  })

  it('of nothing are no groups', () => {
    expect(groupByDay(new Float64Array()).groups.keys).toHaveLength(0)
  })

  async function stored(links: Link[]) {
    await db.links.bulkPut(links)
    const columns = await readColumns()
    return { ...columns, held: await readHeld(columns.ids) }
  }

  it('of sites have their names in order; sites of more links are read alone', async () => {
    const url = (host: string) => ({ url: `https://${host}/` })
    const columns = await stored([
      linkRow(1, url('www.b.example')),
      linkRow(2, url('a.example')),
      linkRow(3, url('b.example')),
      linkRow(4, { url: 'about:blank' }),
    ])
    const sites = await readSites(columns.ids)
    const { groups, ids } = groupBySite(columns.ids, sites, columns)
    expect([...groups.keys].map((key) => sites.names[key])).toEqual(['', 'a.example', 'b.example'])
    expect([...ids]).toEqual([4, 2, 1, 3].map((n) => linkRow(n).id))
    // Another address of a known link would not be noticed: it does not change.
    await db.links.put(linkRow(2, url('elsewhere.example')))
    const more = await stored([linkRow(0, url('c.example'))])
    const { names, numbers } = await readSites(more.ids, sites)
    expect([...numbers].map((number) => names[number])).toEqual([
      'c.example',
      'b.example',
      'a.example',
      'b.example',
      '',
    ])
  })

  it('of tags have each link once, under the first tag of the tree, and those without one last', async () => {
    const tags = [tagRow(1, 'z'), tagRow(2, 'a', { parent: 1 }), tagRow(3, 'b')]
    await db.tags.bulkPut(tags)
    const columns = await stored([
      linkRow(1, { tags: [2, 3] }),
      linkRow(2, { tags: [] }),
      linkRow(3, { tags: [2] }),
      linkRow(4, { tags: [1, 2] }),
    ])
    const { groups, ids } = groupByTag(columns.ids, columns, tags)
    expect([...groups.keys]).toEqual([3, 1, 2, 0])
    expect([...ids]).toEqual([1, 4, 3, 2].map((n) => linkRow(n).id))
  })
})
