import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '../../utils/db/database.ts'
import { editLinks, tagLinks } from '../../utils/db/link-acts.ts'
import { rejectedContents } from '../../utils/db/rejected-contents.ts'
import { REJECTED } from '../../utils/db/replica/record-row.ts'
import { startTracking } from '../../utils/db/replica/start-tracking.ts'
import { syncView } from '../../utils/db/sync-queries.ts'
import { link } from '../support/stored-tags.ts'

beforeEach(async () => {
  await db.delete()
  await db.open()
  await startTracking('a1b2c3d4')
})

/** As a push that was refused leaves it. */
const refuse = (uid: string, reason: string) =>
  db.records
    .where('id')
    .equals(`link:${uid}`)
    .modify((row) => {
      if (!row.unsent) return
      row.pending = REJECTED
      row.unsent = { ...row.unsent, rejected: reason }
    })

describe('what the server refused', () => {
  it('is handed out with all it says here', async () => {
    const id = await link('a', [])
    await editLinks([id], { note: 'read it twice' })
    await tagLinks([id], ['tea'], [])
    const uid = (await db.links.get(id))?.uid ?? ''
    await refuse(uid, 'too-large')
    const [tag] = await db.tags.toArray()
    expect(await rejectedContents()).toEqual([
      expect.objectContaining({
        id: `link:${uid}`,
        kind: 'link',
        reason: 'too-large',
        values: expect.objectContaining({ note: 'read it twice' }),
        members: [tag?.uid],
      }),
    ])
    expect(await syncView()).toMatchObject({ rejected: 1 })
  })

  it('is nothing where all was taken', async () => {
    await link('a', [])
    expect(await rejectedContents()).toEqual([])
  })
})
