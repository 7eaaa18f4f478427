import { describe, expect, it } from 'vitest'
import { db } from '../../utils/db/database.ts'
import { tagLinks } from '../../utils/db/link-acts.ts'
import { deleteTags, mergeTags } from '../../utils/db/tag-acts.ts'
import { undoAct } from '../../utils/db/undo.ts'
import { editRecord } from '../../utils/record/edit-record.ts'
import { syncPass } from '../../utils/sync/sync-pass.ts'
import { sharedLink } from '../support/shared-link.ts'
import { newLink, uid } from '../sync/support/builders.ts'
import { hashText } from '../sync/support/hash.ts'

const URL_THERE = 'https://there.example/'

/** A pass that is stopped before anything follows from what came. */
async function pullOnly(...[library, server]: Parameters<typeof syncPass>): Promise<void> {
  const stop = new AbortController()
  const result = await syncPass(library, server, {
    hash: hashText,
    signal: stop.signal,
    onProgress: ({ step }) => step === 'resolve' && stop.abort(),
  })
  expect(result).toMatchObject({ state: 'stopped' })
}

describe('a tag that comes back by undo', () => {
  it.each(['deleted', 'merged'])(
    'is on links that came from elsewhere while it was %s',
    async (how) => {
      const { library, other, server, sync, link } = await sharedLink('page')
      await tagLinks([link.id], ['topic', 'another'], [])
      await sync(library, other)
      const [topic, another] = await db.tags.toArray()
      if (!topic || !another) throw new Error('no tags')
      await other.transaction(async (each) => {
        const made = newLink(5, { url: URL_THERE, urlKey: URL_THERE })
        await each.putMany([editRecord(made, { add: [topic.uid] }, await each.stamp())])
      })
      await sync(other)

      const { actId } =
        how === 'merged' ? await mergeTags(topic.id, another.id) : await deleteTags([topic.id])
      await pullOnly(library, server)
      await undoAct(actId)

      const tagged = await db.links.where('tags').equals(topic.id).toArray()
      expect(tagged.map((row) => row.uid).toSorted()).toEqual([uid(5), link.uid].toSorted())
      await sync(library, other)
      const [there] = await other.look((each) => each.getMany('link', [uid(5)]))
      expect(Object.keys(there?.record.members ?? {})).toContain(topic.uid)
    },
  )
})
