import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Database, openDatabase } from './support/database.ts'
import { wholeAgain, wholeLink } from './support/items.ts'
import { request, signIn } from './support/session.ts'

const WRITERS = 8
const PUSHES = 12
const ITEMS = 4

interface Race {
  /** Records that are stored and that the reader never saw. */
  missed: number
  /** Items that were not taken. */
  refused: number
  /** Whether the reader was told to begin again: it had heard of more than there was. */
  begunAgain: boolean
  pulls: number
}

/** Writers that push at once, each holding its transaction open for a while, and one reader that pulls all the time. */
async function race(database: Database): Promise<Race> {
  const reader = await database.newAccount()
  const claims = { role: 'authenticated', sub: reader.id } as const
  let refused = 0
  const write = async () => {
    const client = await database.connect('authenticator')
    for (let n = 0; n < PUSHES; n++) {
      const items = Array.from({ length: ITEMS }, () => wholeLink(n))
      // The sleep is inside the transaction, after its numbers were given and before its commit.
      const [row] = await request<{ answer: { results?: { status: string }[] } }>(
        client,
        claims,
        `select sync_push(1, $1, 'a1b2c3d4', $2) as answer, pg_sleep(random() * 0.01)`,
        [reader.epoch, JSON.stringify(items)],
      )
      refused += row?.answer.results?.filter(({ status }) => status !== 'ok').length ?? ITEMS
    }
  }
  let writing = true
  const seen = new Set<string>()
  let pulls = 0
  let begunAgain = false
  const read = async () => {
    for (let after = 0, last = false; ; ) {
      const page = await reader.pull(after, 7)
      pulls += 1
      begunAgain = page.reset === true
      if (begunAgain) return
      for (const { uid } of page.items) seen.add(uid)
      after = page.upTo
      if (page.more) continue
      if (last) return
      last = !writing
      await sleep(1)
    }
  }
  const writers = Promise.all(Array.from({ length: WRITERS }, write)).finally(() => {
    writing = false
  })
  await Promise.all([writers, read()])
  const stored = await reader.rows<{ uid: string }>('select uid from links')
  return { missed: stored.filter(({ uid }) => !seen.has(uid)).length, refused, begunAgain, pulls }
}

describe('the order of changes', () => {
  it('is the order of commits: a reader beside eight writers misses nothing', async () => {
    const database = await openDatabase()
    const { pulls, ...wrong } = await race(database)
    expect(wrong).toEqual({ missed: 0, refused: 0, begunAgain: false })
    expect(pulls).toBeGreaterThan(WRITERS * PUSHES * ITEMS * 0.1)
    const numbers = await database.rows<{ seq: string }>('select seq from links order by seq')
    expect(numbers.map(({ seq }) => Number(seq))).toEqual(numbers.map((_, n) => n + 1))
  })

  it('would not be without the lock (the test sees that)', async () => {
    const database = await openDatabase()
    await database.rows(`create or replace function linkshot.lock_state(owner uuid) returns public.sync_state
      language plpgsql as $$ begin return linkshot.open_state(owner); end $$`)
    const { missed, refused, begunAgain } = await race(database)
    expect(missed + refused + Number(begunAgain)).toBeGreaterThan(0)
  })

  it('would not be with numbers of a sequence (the test sees that)', async () => {
    const database = await openDatabase()
    await database.rows('create sequence linkshot.mutant')
    await database.rows('grant usage on linkshot.mutant to postgres')
    await database.rows(`create or replace function linkshot.lock_state(owner uuid) returns public.sync_state
      language plpgsql as $$
      declare state public.sync_state := linkshot.open_state(owner);
      begin
        state.seq := nextval('linkshot.mutant') * 100;
        return state;
      end $$`)
    const { missed, begunAgain } = await race(database)
    expect(missed + Number(begunAgain)).toBeGreaterThan(0)
  })
})

describe('two accounts', () => {
  it('do not wait for each other', async () => {
    const database = await openDatabase()
    const [one, other] = [await database.newAccount(), await database.newAccount()]
    const client = await database.connect('authenticator')
    await client.query('begin')
    onTestFinished(async () => void (await client.query('rollback')))
    await client.query(`select set_config('request.jwt.claims', $1, true)`, [
      JSON.stringify({ sub: one.id, role: 'authenticated' }),
    ])
    await client.query('set local role authenticated')
    const link = JSON.stringify([wholeLink(1)])
    await client.query(`select sync_push(1, $1, 'a1b2c3d4', $2)`, [one.epoch, link])
    expect((await other.push([wholeLink(1)])).seq).toBe(1)
    // A pull does not even wait for its own account's push.
    expect((await one.pull(0)).items).toEqual([])
  })

  it('may begin at once', async () => {
    const database = await openDatabase()
    const id = randomUUID()
    await database.rows('insert into auth.users (id) values ($1)', [id])
    const clients = await Promise.all(
      Array.from({ length: 6 }, () => database.connect('authenticator')),
    )
    const sessions = await Promise.all(clients.map((client) => signIn(client, id)))
    expect(new Set(sessions.map(({ epoch }) => epoch)).size).toBe(1)
    const { uid } = wholeLink()
    const same = wholeAgain(uid, { title: 'same' }, 1)
    const answers = await Promise.all(sessions.map((session) => session.push([same])))
    expect(answers.map(({ seq }) => seq)).toEqual([1, 1, 1, 1, 1, 1])
  })
})
