import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { startPostgres, withClient } from './postgres.mjs'

/** `node supabase/local/measure.mjs [LINKS]`: what push and pull cost, and how large tables become. */
const LINKS = Number(process.argv[2] ?? 10_000)
const BATCH = 500
const TAGS = Array.from({ length: 200 }, () => randomUUID())
const DEVICE = 'a1b2c3d4'
const START = Date.now() - 1e9

let made = 0
const stampAt = (ms) => `${ms.toString(16).padStart(12, '0')}-0000-${DEVICE}`

/** A link as they usually are: long addresses, a note now and then, three tags. */
function newLink() {
  made += 1
  const url = `https://www.example${made % 500}.com/articles/2026/${made}/some-title-of-a-page-that-is-long?ref=${made}`
  const stamp = stampAt(START + made)
  const fields = {
    url,
    urlKey: url.slice(8),
    keyRules: 3,
    canonical: url,
    title: `A title of a page as they usually are, number ${made} — Example`,
    lang: 'en',
    note: made % 10 ? '' : 'A note of some words, not many.',
    state: 'inbox',
    before: 'inbox',
    starred: made % 7 ? 0 : 1,
    icon: createHash('sha256')
      .update(`${made % 500}`)
      .digest('hex'),
    createdAt: START + made,
    mergedInto: '',
  }
  const members = [0, 31, 62].map((n) => [TAGS[(made * 7 + n) % TAGS.length], [stamp, '']])
  const sets = [[stamp, fields]]
  return { kind: 'link', uid: randomUUID(), sets, members: Object.fromEntries(members) }
}

const edited = (uid, n) => ({
  kind: 'link',
  uid,
  sets: [[stampAt(Date.now() + n), { title: `Another title ${n}`, starred: 1 }]],
})

/** Time a process had, which on a busy machine says more than the clock. Linux only. */
function busyMs(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6
  } catch {
    return performance.now()
  }
}

const median = (times) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0

/** Signs somebody in on this connection; `call` answers what a function does, and how long it worked. */
async function signIn(client) {
  const user = randomUUID()
  await client.query('insert into auth.users (id) values ($1)', [user])
  await client.query('set role authenticated')
  const claims = JSON.stringify({ sub: user, role: 'authenticated' })
  await client.query(`select set_config('request.jwt.claims', $1, false)`, [claims])
  const { rows } = await client.query('select pg_backend_pid() as pid')
  return async (text, ...values) => {
    const before = busyMs(rows[0].pid)
    const result = await client.query(`select ${text} as answer`, values)
    return { ms: busyMs(rows[0].pid) - before, answer: result.rows[0].answer }
  }
}

async function several(times, work) {
  const all = []
  for (let n = 0; n < times; n++) all.push((await work(n)).ms)
  return all
}

function print(name, times) {
  console.log(`${name.padEnd(34)} ${median(times).toFixed(1).padStart(8)} ms`)
}

async function measure(client) {
  const call = await signIn(client)
  const { answer } = await call(`sync_pull(1, '', 0, 1, 0)`)
  const push = (items) =>
    call(`sync_push(1, $1, '${DEVICE}', $2)`, answer.epoch, JSON.stringify(items))
  const pull = (after) => call('sync_pull(1, $1, $2, 500, 0)', answer.epoch, after)
  const uids = []
  const pushes = await several(Math.ceil(LINKS / BATCH), () => {
    const links = Array.from({ length: BATCH }, newLink)
    uids.push(...links.map(({ uid }) => uid))
    return push(links)
  })
  console.log(`${uids.length} links with three tags each`)
  print('push of 500 new links, the last 20', pushes.slice(-20))
  print('push of 500 edits', await several(8, () => push(uids.slice(0, BATCH).map(edited))))
  const known = Array.from({ length: BATCH }, newLink)
  await push(known)
  print('push of 500 known links', await several(8, () => push(known)))
  print('pull of 500', await several(8, (n) => pull(n * BATCH)))
  print('pull of nothing', await several(8, () => pull(1e9)))
  print('all digests', await several(3, () => call('sync_digest(1, $1)', answer.epoch)))
  const fetch = () => call(`sync_fetch(1, $1, 'link', $2)`, answer.epoch, uids.slice(0, BATCH))
  print('fetch of 500', await several(8, fetch))
}

const server = await startPostgres()
try {
  await server.createDatabase('measured')
  await withClient(server.config('measured'), measure)
  const sizes = await withClient(server.config('measured'), (client) =>
    client.query(
      `select relname as name, round(pg_relation_size(oid) / 1e6, 1)::float as mb from pg_class
       where relnamespace = 'public'::regnamespace and pg_relation_size(oid) > 1e5 order by 1`,
    ),
  )
  console.table(sizes.rows)
} finally {
  await server.stop()
}
