import { beforeEach, describe, expect, it } from 'vitest'
import { firstLinks } from '../../../utils/db/catalogue/first-links.ts'
import { db } from '../../../utils/db/database.ts'
import '../../../utils/db/track-library.ts'
import { linkRow, wipe } from '../../support/library-rows.ts'

const STATES = ['inbox', 'read', 'archived', 'trash'] as const

const first = async (...wanted: Parameters<typeof firstLinks>) =>
  (await firstLinks(...wanted)).map(({ id }) => id)
const idOf = (n: number) => linkRow(n).id

describe('the first links of a shelf', () => {
  beforeEach(async () => {
    await wipe()
    // Every third link has a star.
    await db.links.bulkPut(
      Array.from({ length: 40 }, (_, n) => linkRow(n, { state: STATES[n % 4] ?? 'inbox' })),
    )
  })

  it('are those its index begins with, without the trash', async () => {
    expect(await first('all', 'newest', 4)).toEqual([38, 37, 36, 34].map(idOf))
    expect(await first('all', 'oldest', 4)).toEqual([0, 1, 2, 4].map(idOf))
    expect(await first('trash', 'newest', 2)).toEqual([39, 35].map(idOf))
    expect(await first('starred', 'newest', 3)).toEqual([36, 33, 30].map(idOf))
    expect(await first('archived', 'oldest', 2)).toEqual([2, 6].map(idOf))
  })

  it('are all where there are fewer, and none in an empty library', async () => {
    expect(await first('inbox', 'newest', 100)).toHaveLength(10)
    await db.links.clear()
    expect(await first('all', 'newest', 10)).toEqual([])
    expect(await first('starred', 'oldest', 10)).toEqual([])
  })
})
