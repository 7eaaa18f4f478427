import { beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from './support/database.ts'
import { at, deletion, item, wholeLink } from './support/items.ts'
import { errorOf, request, type Session } from './support/session.ts'

let database: Database
beforeAll(async () => {
  database = await openDatabase()
})

/** As if nothing had been said of the account's records for that long. */
async function age({ id }: Session, days: number): Promise<void> {
  for (const table of ['links', 'tags', 'snapshots', 'settings'])
    await database.rows(
      `update ${table} set updated_at = updated_at - $2 * interval '1 day' where user_id = $1`,
      [id, days],
    )
}

async function purge(): Promise<void> {
  await request(await database.connect('postgres'), { role: 'service_role' }, 'select sync_purge()')
}

const idsOf = async (session: Session) => (await session.pullAll()).map(({ uid }) => uid)

describe('sync_pull', () => {
  it('goes on page by page, in the order of numbers, also of records that changed on the way', async () => {
    const session = await database.newAccount()
    const links = Array.from({ length: 7 }, (_, n) => wholeLink(n))
    await session.push(links)
    const first = await session.pull(0, 3)
    expect([first.items.map(({ seq }) => seq), first.upTo, first.more]).toEqual([
      [1, 2, 3],
      3,
      true,
    ])
    await session.push([
      item('link', { title: 'new' }, 50, links[0]?.uid),
      item('tag', { name: 'a' }),
    ])
    const second = await session.pull(first.upTo, 500)
    expect(second.items.map(({ kind, seq }) => `${kind} ${seq}`)).toEqual([
      'link 4',
      'link 5',
      'link 6',
      'link 7',
      'link 8',
      'tag 9',
    ])
    expect(second).toMatchObject({ upTo: 9, more: false })
    expect(await session.pull(9)).toMatchObject({ items: [], upTo: 9, more: false })
  })

  it('ends a page at about 512 kB, but never before its first record', async () => {
    const session = await database.newAccount()
    const data = { text: 'x'.repeat(300_000) }
    for (const n of [1, 2, 3])
      await session.push([item('snapshot', { link: crypto.randomUUID(), data }, n)])
    const page = await session.pull(0)
    expect([page.items.length, page.more]).toEqual([1, true])
    expect(await session.pullAll()).toHaveLength(3)
  })

  it('says to begin again where the epoch is another, or not known', async () => {
    const session = await database.newAccount()
    await session.push([wholeLink()])
    for (const epoch of ['', crypto.randomUUID()])
      for (const after of [0, 1])
        expect(await session.pull(after, 500, 0, epoch)).toMatchObject({
          reset: true,
          items: [],
          upTo: 0,
          epoch: session.epoch,
          purged: 0,
        })
    expect((await session.pull(0)).items).toHaveLength(1)
    expect(errorOf(await session.pull(-1))).toBe('bad-request')
  })
})

describe('sync_fetch', () => {
  it('gives whole records by uid, and none for what is no uid', async () => {
    const session = await database.newAccount()
    const [link, tag] = [wholeLink(1), item('tag', { name: 'a' })]
    const setting = item('setting', { value: [1] }, 1, 'some-setting')
    await session.push([link, tag, setting])
    const fetch = async (kind: string, uids: string[]) =>
      (await session.fetch(kind, { uids })).items
    expect(await fetch('link', [link.uid, tag.uid, 'x', ''])).toEqual([{ ...link, seq: 1 }])
    expect(await fetch('tag', [tag.uid])).toEqual([{ ...tag, seq: 2 }])
    expect(await fetch('setting', ['some-setting'])).toEqual([{ ...setting, seq: 3 }])
    expect(await fetch('snapshot', [])).toEqual([])
  })

  it('gives versions by their links, page by page in the order of their uids', async () => {
    const session = await database.newAccount()
    const link = wholeLink().uid
    const data = { text: 'x'.repeat(300_000) }
    const versions = [1, 2, 3].map((n) => item('snapshot', { link, data }, n))
    for (const version of versions) await session.push([version])
    await session.push([item('snapshot', { link: crypto.randomUUID() })])
    const found: string[] = []
    for (let more = true; more; ) {
      const page = await session.fetch('snapshot', { links: [link] }, found.at(-1))
      expect(page.items).toHaveLength(1)
      found.push(...page.items.map(({ uid }) => uid))
      more = page.more
    }
    expect(found).toEqual(versions.map(({ uid }) => uid).toSorted())
  })

  it('refuses what is not one question', async () => {
    const session = await database.newAccount()
    const uids = ['x']
    for (const which of [{}, { uids, bucket: 1 }, { links: uids }])
      expect(errorOf(await session.fetch('link', which))).toBe('bad-request')
    expect(errorOf(await session.fetch('photo', { uids }))).toBe('bad-request')
    expect(errorOf(await session.fetch('link', { uids: Array(501).fill('x') }))).toBe('too-many')
    session.epoch = ''
    expect(errorOf(await session.fetch('link', { uids }))).toBe('epoch')
  })
})

describe('limits of an account', () => {
  it('refuse new records and take edits of those there are', async () => {
    const session = await database.newAccount()
    await database.rows('insert into sync_limits (user_id, most_records) values ($1, 2)', [
      session.id,
    ])
    const [a, b, c] = [1, 2, 3].map((n) => wholeLink(n))
    const { results, quota } = await session.push([a, b, c])
    expect(results.map(({ status }) => status)).toEqual(['ok', 'ok', 'rejected'])
    expect(results[2]).toEqual({ status: 'rejected', reason: 'quota', detail: 'records' })
    expect(quota).toMatchObject({ records: 2, mostRecords: 2 })
    const edit = item('link', { title: 'edited' }, 9, a?.uid)
    expect((await session.push([edit])).results).toEqual([{ status: 'ok', seq: 3 }])
  })

  it('are those of all accounts where an account has none, and 0 is no limit', async () => {
    const other = await openDatabase()
    const session = await other.newAccount()
    await other.rows(
      'update sync_limits set most_records = 1, most_bytes = 0 where user_id is null',
    )
    expect((await session.push([wholeLink(1), wholeLink(2)])).quota).toMatchObject({
      records: 1,
      mostRecords: 1,
    })
    await other.rows('update sync_limits set most_records = 0 where user_id is null')
    expect((await session.push([wholeLink(1), wholeLink(2)])).quota).toMatchObject({
      records: 3,
      mostRecords: 0,
    })
    expect(await session.rows('select sync_may_store() as may')).toEqual([{ may: true }])
  })
})

describe('sync_reset', () => {
  it('deletes the records of the caller alone, and begins another epoch', async () => {
    const [session, other] = [await database.newAccount(), await database.newAccount()]
    await other.push([wholeLink(1)])
    const link = { ...wholeLink(1), members: { [crypto.randomUUID()]: [at(1), ''] } }
    await session.push([
      link,
      item('tag', { name: 'a' }),
      item('snapshot', { link: link.uid }),
      item('setting', { value: 1 }, 1, 's'),
    ])
    const name = `${session.id}/ab/${'ab'.repeat(32)}`
    await session.rows(`insert into storage.objects (bucket_id, name) values ('bodies', $1)`, [
      name,
    ])
    const answer = await session.reset()
    expect(answer).toMatchObject({ bodies: [name], more: false })
    expect(answer.epoch).not.toBe(session.epoch)
    expect(errorOf(await session.push([]))).toBe('epoch')
    expect(await session.pull(4)).toMatchObject({ reset: true })
    session.epoch = answer.epoch
    expect(await session.rows('select from link_tags')).toEqual([])
    expect((await session.push([wholeLink(1)])).quota.records).toBe(1)
    expect(await other.pullAll()).toHaveLength(1)
  })
})

describe('records that have been dead for long', () => {
  it('are forgotten after 180 days, and whoever has an older cursor begins again', async () => {
    const session = await database.newAccount()
    const [kept, gone] = [wholeLink(1), wholeLink(2)]
    await session.push([kept, gone])
    await session.push([deletion('link', gone.uid, 50)])
    await age(session, 179)
    await purge()
    expect(await idsOf(session)).toHaveLength(2)
    await age(session, 2)
    await purge()
    expect(await idsOf(session)).toEqual([kept.uid])
    expect(await session.pull(2)).toMatchObject({ reset: true, purged: 3 })
    expect((await session.pull(3)).reset).toBeUndefined()
    expect((await session.pull(0)).quota.records).toBe(1)
  })

  it('make nobody begin again who began since, on whatever page', async () => {
    const session = await database.newAccount()
    const links = Array.from({ length: 6 }, (_, n) => wholeLink(n))
    await session.push(links)
    await session.push([
      { ...item('tag', { name: 'dead' }), uid: links[0]?.uid },
      deletion('tag', links[0]?.uid ?? '', 2),
    ])
    await age(session, 181)
    await purge()
    expect(await session.pull(0, 2)).toMatchObject({ reset: true, purged: 8 })
    const first = await session.pull(0, 2, 8)
    expect((await session.pull(first.upTo, 2, 0)).reset).toBe(true)
    expect((await session.pull(first.upTo, 2, first.purged)).items).toHaveLength(2)
    expect(await session.pullAll(2)).toHaveLength(6)
  })

  it('take the versions of a link with them, also those that were not deleted', async () => {
    const session = await database.newAccount()
    const link = wholeLink(1)
    const versions = [1, 2].map((n) => item('snapshot', { link: link.uid }, n))
    const other = wholeLink(2)
    await session.push([link, other, ...versions, item('snapshot', { link: other.uid })])
    await session.push([
      deletion('link', link.uid, 5),
      deletion('snapshot', versions[0]?.uid ?? '', 5),
    ])
    await age(session, 181)
    await purge()
    expect(await idsOf(session)).toHaveLength(2)
    expect((await session.pull(0)).quota.records).toBe(2)
  })

  it('take versions that come after their link was forgotten with them, as late', async () => {
    const session = await database.newAccount()
    const [gone, dead] = [wholeLink(1), wholeLink(2)]
    await session.push([gone, dead])
    await session.push([deletion('link', gone.uid, 5)])
    await age(session, 181)
    await purge()
    await session.push([deletion('link', dead.uid, 6)])
    const [orphan, early, waiting] = [gone.uid, crypto.randomUUID(), dead.uid].map((link) =>
      item('snapshot', { link }, 7),
    )
    await session.push([orphan, early, waiting])
    await age(session, 179)
    await purge()
    expect(await idsOf(session)).toHaveLength(4)
    // Its link was refused elsewhere for all that time, and came after all.
    const link = { ...wholeLink(3), uid: String(early?.sets[0]?.[1]['link']) }
    await session.push([link])
    await age(session, 2)
    const before = await session.pull(0)
    await purge()
    expect(await idsOf(session)).toEqual(expect.arrayContaining([early?.uid, link.uid]))
    expect(await idsOf(session)).toHaveLength(2)
    expect(await session.pull(3)).toMatchObject({ reset: true, purged: 7 })
    expect(before.quota.records).toBe(5)
    expect((await session.pull(0)).quota.records).toBe(2)
  })

  it('stay while a version may come back with its link', async () => {
    const session = await database.newAccount()
    const link = wholeLink(1)
    const version = item('snapshot', { link: link.uid }, 1)
    await session.push([
      link,
      version,
      deletion('link', link.uid, 5),
      deletion('snapshot', version.uid, 5),
    ])
    await session.push([item('link', { title: 'back' }, 9, link.uid)])
    await age(session, 200)
    await purge()
    expect(await idsOf(session)).toHaveLength(2)
    expect((await session.digest()).snapshot.reduce((all, [count]) => all + count, 0)).toBe(1)
  })

  it('are forgotten by a push that comes along, once a day', async () => {
    const session = await database.newAccount()
    const tag = item('tag', { name: 'dead' })
    await session.push([
      tag,
      deletion('tag', tag.uid, 5),
      { ...wholeLink(), members: { [tag.uid]: [at(1), ''] } },
    ])
    await age(session, 181)
    await session.push([])
    expect(await idsOf(session)).toHaveLength(2)
    await database.rows(
      `update sync_state set purged_at = now() - interval '25 hours' where user_id = $1`,
      [session.id],
    )
    expect((await session.push([])).quota.records).toBe(1)
    expect(await idsOf(session)).toHaveLength(1)
  })
})
