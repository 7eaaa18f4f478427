import fc from 'fast-check'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { currentColumns, openCatalogue } from '../../../utils/db/catalogue/catalogue.ts'
import { type Columns, patchColumns } from '../../../utils/db/catalogue/columns.ts'
import { countTags } from '../../../utils/db/catalogue/count-tags.ts'
import { readColumns, readHeld } from '../../../utils/db/catalogue/read-columns.ts'
import { selectLinks } from '../../../utils/db/catalogue/select-links.ts'
import { db } from '../../../utils/db/database.ts'
import '../../../utils/db/track-library.ts'
import { LINK_STATES, type Link } from '../../../utils/model/link.ts'
import { linkRow, tagRow, wipe } from '../../support/library-rows.ts'

const TAGS = [tagRow(1, 'A'), tagRow(2, 'B', { parent: 1 }), tagRow(3, 'C'), tagRow(70_000, 'D')]

/** A library as a list of links, for whoever counts by hand. */
const someLinks = fc.uniqueArray(
  fc.record({
    n: fc.integer({ min: 0, max: 40 }),
    state: fc.constantFrom(...LINK_STATES),
    starred: fc.constantFrom(0 as const, 1 as const),
    tags: fc.uniqueArray(fc.constantFrom(...TAGS.map(({ id }) => id))),
  }),
  { selector: ({ n }) => n, maxLength: 20 },
)
type Seed = typeof someLinks extends fc.Arbitrary<(infer T)[]> ? T : never
const linkOf = ({ n, ...fields }: Seed): Link => linkRow(n, fields)

async function store(links: Link[]): Promise<void> {
  await db.transaction('rw', db.tables, async () => {
    await db.links.clear()
    await db.links.bulkPut(links)
  })
}

async function readAll(): Promise<Columns> {
  const columns = await readColumns()
  return { ...columns, held: await readHeld(columns.ids) }
}

/** As plain values, tags of each link sorted. */
const plain = ({ ids, flags, held }: Columns) =>
  [...ids].map((id, n) => [
    id,
    flags[n],
    [...(held?.tags.slice(held.starts[n], held.starts[n + 1]) ?? [])].sort((a, b) => a - b),
  ])

describe('the columns of a library', () => {
  beforeEach(async () => {
    await wipe()
    await db.tags.bulkPut(TAGS)
  })

  it('patched are what they are when read anew', async () => {
    await fc.assert(
      fc.asyncProperty(someLinks, someLinks, async (before, after) => {
        await store(before.map(linkOf))
        const old = await readAll()
        await store(after.map(linkOf))
        const rows = new Map(after.map(linkOf).map((link) => [link.id, link]))
        const changed = [...old.ids, ...rows.keys()]
        expect(plain(patchColumns(old, changed, rows))).toEqual(plain(await readAll()))
      }),
      { numRuns: 40 },
    )
  })

  it('find what a look at every link finds', async () => {
    const groups = fc.uniqueArray(fc.constantFrom(1, 2, 3, 70_000), { maxLength: 2 })
    const scopes = fc.constantFrom('all', 'starred', ...LINK_STATES)
    await fc.assert(
      fc.asyncProperty(someLinks, scopes, groups, groups, async (seeds, scope, all, none) => {
        const links = seeds.map(linkOf)
        await store(links)
        const found = selectLinks(await readAll(), scope, { all: all.map((tag) => [tag]), none })
        const wanted = links
          .filter(({ state }) =>
            scope === 'starred' || scope === 'all' ? state !== 'trash' : state === scope,
          )
          .filter(({ starred }) => scope !== 'starred' || starred === 1)
          .filter(({ tags }) => all.every((tag) => tags.includes(tag)))
          .filter(({ tags }) => !none.some((tag) => tags.includes(tag)))
          .map(({ id }) => id)
        expect([...found]).toEqual(wanted.sort((a, b) => b - a))
      }),
      { numRuns: 60 },
    )
  })

  it('take one tag of a group for enough', async () => {
    await store([
      linkRow(1, { tags: [1] }),
      linkRow(2, { tags: [2, 3] }),
      linkRow(3, { tags: [3] }),
    ])
    const found = (all: number[][], none: number[]) => [
      ...selectLinks(columns, 'inbox', { all, none }),
    ]
    const columns = await readAll()
    const [one, two, three] = [1, 2, 3].map((n) => linkRow(n).id)
    expect(found([[1, 2]], [])).toEqual([two, one])
    expect(found([[1, 2], [3]], [])).toEqual([two])
    expect(found([], [1, 2])).toEqual([three])
  })

  it('count a link once in a branch, and only those that are shown', async () => {
    await store([
      linkRow(1, { tags: [1, 2] }),
      linkRow(2, { tags: [2, 3] }),
      linkRow(3, { tags: [70_000] }),
    ])
    const columns = await readAll()
    expect(countTags(columns, columns.ids, TAGS)).toEqual(
      new Map([
        [1, 2],
        [2, 2],
        [3, 1],
        [70_000, 1],
      ]),
    )
    const shown = Float64Array.of(linkRow(2).id, linkRow(1).id, 5)
    expect(countTags(columns, shown, TAGS).get(70_000)).toBe(0)
    expect(countTags(columns, shown, TAGS).get(1)).toBe(2)
  })

  it('follow every change, also one that comes while they are read', async () => {
    await store([linkRow(1), linkRow(2, { tags: [3] })])
    openCatalogue()
    await db.links.put(linkRow(5, { state: 'archived', tags: [1] }))
    const agree = () =>
      vi.waitFor(async () => {
        const columns = currentColumns()
        expect(columns?.held).toBeDefined()
        expect(columns && plain(columns)).toEqual(plain(await readAll()))
      }, 10_000)
    await agree()
    await db.links.update(linkRow(2).id, { starred: 1, tags: [2, 70_000] })
    await db.links.delete(linkRow(1).id)
    await agree()
    // So many that the database tells of them as one range.
    await db.links.bulkPut(Array.from({ length: 120 }, (_, n) => linkRow(100 + n, { tags: [1] })))
    await agree()
    expect(currentColumns()?.ids.length).toBe(122)
  })
})
