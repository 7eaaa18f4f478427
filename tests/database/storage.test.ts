import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from './support/database.ts'
import type { Session } from './support/session.ts'

const HASH = 'ab'.repeat(32)
const OTHER = 'cd'.repeat(32)

let database: Database
beforeAll(async () => {
  database = await openDatabase()
})

const DENIED = '42501'
const add = (session: Session, name: string, bucket = 'bodies', size = 1000) =>
  session
    .rows(
      `insert into storage.objects (bucket_id, name, owner_id, metadata) values ($1, $2, $3, $4)`,
      [bucket, name, session.id, { size }],
    )
    .then(
      () => 'ok',
      (error: { code: string }) => error.code,
    )
async function remove(session: Session, name: string): Promise<unknown[]> {
  // As the storage service says it.
  await session.rows(`select set_config('storage.allow_delete_query', 'true', false)`)
  return await session.rows('delete from storage.objects where name = $1 returning name', [name])
}

describe('the bucket of bodies', () => {
  it('is private', async () => {
    expect(await database.rows(`select public from storage.buckets where id = 'bodies'`)).toEqual([
      { public: false },
    ])
  })

  it('takes bodies and parts of them in the folder of their owner', async () => {
    const session = await database.newAccount()
    expect(await add(session, `${session.id}/ab/${HASH}`)).toBe('ok')
    expect(await add(session, `${session.id}/ab/${HASH}.p0`)).toBe('ok')
    expect(await add(session, `${session.id}/ab/${HASH}.p12`)).toBe('ok')
    expect(await session.rows('select name from storage.objects')).toHaveLength(3)
  })

  it('takes nothing else', async () => {
    const session = await database.newAccount()
    const stranger = await database.newAccount()
    const { id } = session
    const names = [
      `${stranger.id}/ab/${HASH}`,
      `${id}/cd/${HASH}`,
      `${id}/ab/${HASH.toUpperCase()}`,
      `${id}/ab/${HASH}.html`,
      `${id}/ab/${HASH}.p`,
      `${id}/ab/${HASH}/x`,
      `${id}/../${stranger.id}/ab/${HASH}`,
      `/${id}/ab/${HASH}`,
      `${id}/ab/${HASH}\n`,
      `${id}/${HASH}`,
      `ab/${HASH}`,
      '',
    ]
    for (const name of names) expect([name, await add(session, name)]).toEqual([name, DENIED])
    await database.rows(
      `insert into storage.buckets (id, name) values ('other', 'other') on conflict do nothing`,
    )
    expect(await add(session, `${id}/ab/${HASH}`, 'other')).toBe(DENIED)
  })

  it('shows and gives up bodies to their owner alone', async () => {
    const owner = await database.newAccount()
    const stranger = await database.newAccount()
    const name = `${owner.id}/ab/${HASH}`
    await add(owner, name)
    expect(await stranger.rows('select name from storage.objects')).toEqual([])
    expect(await remove(stranger, name)).toEqual([])
    expect(await remove(owner, name)).toEqual([{ name }])
  })

  it('lets nobody change a body', async () => {
    const owner = await database.newAccount()
    await add(owner, `${owner.id}/ab/${HASH}`)
    expect(await owner.rows(`update storage.objects set metadata = '{}' returning name`)).toEqual(
      [],
    )
    expect(await add(owner, `${owner.id}/ab/${HASH}`)).toBe('23505')
  })
})

describe('sync_missing', () => {
  it('names what the folder of the caller lacks', async () => {
    const owner = await database.newAccount()
    const other = await database.newAccount()
    await add(owner, `${owner.id}/ab/${HASH}`)
    await add(other, `${other.id}/cd/${OTHER}`)
    expect((await owner.missing([HASH, OTHER, OTHER])).missing).toEqual([OTHER])
    expect((await owner.missing([`${HASH}.p0`, "'; --", ''])).missing).toHaveLength(3)
    expect(await owner.missing(Array(1001).fill(HASH))).toMatchObject({ error: 'too-many' })
    const bad = await owner.missing(null as unknown as string[])
    expect(bad).toMatchObject({ error: 'bad-request' })
  })

  it('counts bytes, and no more are taken than the account may have', async () => {
    const owner = await database.newAccount()
    await database.rows('insert into sync_limits (user_id, most_bytes) values ($1, 2500)', [
      owner.id,
    ])
    const name = (n: number) => `${owner.id}/ab/ab${n.toString(16).padStart(62, '0')}`
    for (const n of [1, 2, 3]) expect(await add(owner, name(n))).toBe('ok')
    await database.rows(`update sync_state set bytes_at = '-infinity' where user_id = $1`, [
      owner.id,
    ])
    expect((await owner.missing([])).quota).toMatchObject({ bytes: 3000, mostBytes: 2500 })
    expect(await add(owner, name(4))).toBe(DENIED)
    expect(await owner.rows('select sync_may_store()')).toEqual([{ sync_may_store: false }])
  })
})

describe('sync_bodies', () => {
  it('lists the objects of the caller page by page', async () => {
    const owner = await database.newAccount()
    await add(await database.newAccount(), `${randomUUID()}/ab/${HASH}`)
    await database.rows(
      `insert into storage.objects (bucket_id, name)
       select 'bodies', $1 || '/' || left(h, 2) || '/' || h
       from (select encode(sha256(n::text::bytea), 'hex') as h from generate_series(1, 1500) as n) as hashes`,
      [owner.id],
    )
    const first = await owner.bodies()
    const second = await owner.bodies(first.bodies.at(-1))
    expect([first.bodies.length, first.more, second.bodies.length, second.more]).toEqual([
      1000,
      true,
      500,
      false,
    ])
    expect(new Set([...first.bodies, ...second.bodies]).size).toBe(1500)
  })
})
