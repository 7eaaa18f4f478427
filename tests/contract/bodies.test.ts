import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { StandIn } from '../../supabase/local/stand-in.mjs'
import { gzip, sha256 } from '../../utils/shared/bytes.ts'
import { downloadBody } from '../../utils/sync/bodies/download-body.ts'
import { missingBodies } from '../../utils/sync/bodies/missing-bodies.ts'
import { removeBodies } from '../../utils/sync/bodies/remove-bodies.ts'
import { uploadBody } from '../../utils/sync/bodies/upload-body.ts'
import { CHUNK_BYTES, type UploadParts } from '../../utils/sync/bodies/upload-resumably.ts'
import { supabaseServer } from '../../utils/sync/supabase-server.ts'
import { BACK, type Client, makeClient } from './client.ts'
import { noise, plain } from './noise.ts'
import { startOnNewDatabase } from './start-stand-in.ts'
import { IS_STAND_IN } from './target.ts'

describe.runIf(IS_STAND_IN)('bodies', () => {
  let standIn: StandIn
  let client: Client
  let begun: Map<string, string>
  beforeAll(async () => {
    standIn = await startOnNewDatabase({ redirectUrls: [BACK] })
    client = await makeClient(standIn)
    await client.signIn('ann')
  })
  afterAll(() => standIn.close())
  beforeEach(() => {
    begun = new Map()
    client.network.asked.length = 0
  })
  afterEach(() => {
    standIn.faults.clear()
    standIn.settings.fileLimit = 50 * 1024 * 1024
  })

  const parts = (): UploadParts => ({
    withSession: client.sessions.withSession,
    network: client.network,
    begun: {
      get: async (name) => begun.get(name),
      put: async (name, id) => void begun.set(name, id),
      remove: async (name) => void begun.delete(name),
    },
  })
  /** Which of these the server lacks, by its own word. */
  const missing = (hashes: string[], who = client) =>
    missingBodies(supabaseServer(who.sessions, who.network), hashes)
  const download = (hash: string) => downloadBody(parts(), hash)
  const names = async () => {
    const { rows } = await standIn.pool.query('select name, metadata from storage.objects')
    return rows as { name: string; metadata: { mimetype: string } }[]
  }
  it('come back as they were, packed or not', async () => {
    const bytes = noise(5000)
    const small = await plain(bytes)
    await uploadBody(parts(), small)
    expect(await download(small.hash)).toEqual({ ...small, bytes: 5000, stored: 5000 })
    const text = new TextEncoder().encode('kept '.repeat(1000))
    const packed = await gzip(text)
    const hash = await sha256(text)
    await uploadBody(parts(), { hash, encoding: 'gzip', body: packed })
    expect(await download(hash)).toEqual({
      hash,
      encoding: 'gzip',
      body: packed,
      bytes: text.length,
      stored: packed.byteLength,
    })
  })

  it('are stored under their hash, and never under a type that a browser shows', async () => {
    const { userId } = await client.sessions.session()
    for (const { name, metadata } of await names()) {
      expect(name).toMatch(new RegExp(`^${userId}/([0-9a-f]{2})/\\1[0-9a-f]{62}$`))
      expect(metadata.mimetype).toMatch(/^application\/(?:gzip|octet-stream)$/)
    }
  })

  it('that are there already are no error', async () => {
    const body = await plain(noise(100))
    await uploadBody(parts(), body)
    await expect(uploadBody(parts(), body)).resolves.toBeUndefined()
    const large = await plain(noise(CHUNK_BYTES + 1))
    await uploadBody(parts(), large)
    client.network.asked.length = 0
    await uploadBody(parts(), large)
    expect(client.network.asked).toEqual(['/storage/v1/upload/resumable'])
  })

  it('that the server lacks are found out', async () => {
    const [one, two] = [await plain(noise(10)), await plain(noise(10))]
    await uploadBody(parts(), one)
    expect(await missing([one.hash, two.hash])).toEqual([two.hash])
    // More than one question takes.
    const many = Array.from({ length: 1100 }, (_, at) => at.toString(16).padStart(64, '0'))
    expect(await missing([one.hash, ...many])).toEqual(many)
  })

  it('are named by the server, and removed by their names', async () => {
    const carl = await makeClient(standIn)
    await carl.signIn('carl')
    const body = await plain(noise(10))
    await uploadBody({ ...parts(), withSession: carl.sessions.withSession }, body)
    const told = await supabaseServer(carl.sessions, carl.network).bodies('')
    const bodies = 'bodies' in told ? told.bodies : []
    expect(bodies).toEqual([expect.stringMatching(new RegExp(`/${body.hash}$`))])
    await removeBodies(client.sessions.withSession, bodies)
    expect(await missing([body.hash], carl)).toEqual([])
    await removeBodies(carl.sessions.withSession, bodies)
    expect(await missing([body.hash], carl)).toEqual([body.hash])
  })

  it('that are not there are none', async () => {
    expect(await download('a'.repeat(64))).toBeUndefined()
  })

  it('of other users are none', async () => {
    const body = await plain(noise(100))
    await uploadBody(parts(), body)
    const other = await makeClient(standIn)
    await other.signIn('bob')
    const got = downloadBody(
      { withSession: other.sessions.withSession, network: other.network },
      body.hash,
    )
    expect(await got).toBeUndefined()
  })

  it('above 6 MB go in chunks, and go on after a break where the server is', async () => {
    const body = await plain(noise(3 * CHUNK_BYTES - 5))
    standIn.faults.add({ path: /resumable\//, method: 'PATCH', skip: 1, cut: 'after' })
    await uploadBody(parts(), body)
    expect((await download(body.hash))?.stored).toBe(3 * CHUNK_BYTES - 5)
    // The chunk whose answer was lost is not sent twice: three, and one question how far it is.
    expect(client.network.count(/resumable\//)).toBe(3 + 2)
    expect(begun.size).toBe(0)
  })

  it('go on after the worker was killed', async () => {
    const body = await plain(noise(2 * CHUNK_BYTES))
    standIn.faults.add({ path: /resumable\//, method: 'PATCH', skip: 1, cut: 'before', times: 3 })
    await expect(uploadBody(parts(), body)).rejects.toMatchObject({ reason: 'unreachable' })
    expect(begun.size).toBe(1)
    standIn.faults.clear()
    client.network.asked.length = 0
    await uploadBody(parts(), body)
    expect(client.network.count(/resumable/)).toBe(2)
    expect((await download(body.hash))?.stored).toBe(2 * CHUNK_BYTES)
  })

  it('begin anew where the server has forgotten them', async () => {
    const body = await plain(noise(CHUNK_BYTES + 10))
    const { userId } = await client.sessions.session()
    begun.set(`${userId}/${body.hash.slice(0, 2)}/${body.hash}`, 'Ym9kaWVzCngKeQ')
    await uploadBody(parts(), body)
    expect((await download(body.hash))?.stored).toBe(CHUNK_BYTES + 10)
  })

  it('whose last answer was lost are there', async () => {
    const body = await plain(noise(CHUNK_BYTES + 10))
    standIn.faults.add({ path: /resumable\//, method: 'PATCH', skip: 1, cut: 'after' })
    await uploadBody(parts(), body)
    expect((await download(body.hash))?.stored).toBe(CHUNK_BYTES + 10)
  })

  it('that another browser uploads at the same time are there once', async () => {
    const body = await plain(noise(CHUNK_BYTES + 10))
    const other = {
      ...parts(),
      begun: { get: async () => undefined, put: async () => {}, remove: async () => {} },
    }
    await Promise.all([uploadBody(parts(), body), uploadBody(other, body)])
    expect((await names()).filter(({ name }) => name.endsWith(body.hash))).toHaveLength(1)
  })

  it('above the limit of a file go in parts, which are one body again', async () => {
    standIn.settings.fileLimit = 100_000
    const body = await plain(noise(250_000))
    await uploadBody(parts(), body, 90_000)
    const own = (await names()).map(({ name }) => name).filter((name) => name.includes(body.hash))
    expect(own.map((name) => name.slice(-3)).sort()).toEqual(
      ['.p0', '.p1', '.p2', body.hash.slice(-3)].sort(),
    )
    expect(await download(body.hash)).toEqual({ ...body, bytes: 250_000, stored: 250_000 })
  })

  it('in parts do not exist before the last part does', async () => {
    const body = await plain(noise(250_000))
    standIn.faults.add({ path: /\.p2$/, cut: 'before' })
    await expect(uploadBody(parts(), body, 90_000)).rejects.toThrow()
    expect(await missing([body.hash])).toEqual([body.hash])
    expect(await download(body.hash)).toBeUndefined()
    await uploadBody(parts(), body, 90_000)
    expect((await download(body.hash))?.stored).toBe(250_000)
  })

  it.each([
    [
      'too-large',
      { status: 400, body: { statusCode: '413', error: 'Payload too large', message: 'too big' } },
    ],
    [
      'forbidden',
      {
        status: 400,
        body: {
          statusCode: '403',
          error: 'Unauthorized',
          message: 'new row violates row-level security policy',
        },
      },
    ],
    [
      'session-refused',
      {
        status: 400,
        body: {
          statusCode: '403',
          error: 'Unauthorized',
          message: '"exp" claim timestamp check failed',
        },
      },
    ],
    [
      'missing',
      {
        status: 400,
        body: { statusCode: '404', error: 'Bucket not found', message: 'Bucket not found' },
      },
    ],
    ['busy', { status: 429, body: {}, headers: { 'retry-after': '2' } }],
    ['server', { status: 500, body: { statusCode: '500', error: 'Internal', message: 'x' } }],
    ['bad-answer', { status: 418, body: 'teapot' }],
    ['bad-answer', { status: 302, headers: { location: 'http://127.0.0.1:9/' } }],
  ])('that can’t be uploaded fail with %s: %j', async (reason, answer) => {
    standIn.faults.add({ path: /object/, answer, times: 2 })
    await expect(uploadBody(parts(), await plain(noise(10)))).rejects.toMatchObject({ reason })
  })

  it('go with a new token where the first has run out', async () => {
    const message = '"exp" claim timestamp check failed'
    standIn.faults.add({
      path: /object/,
      answer: { status: 400, body: { statusCode: '403', message } },
    })
    const body = await plain(noise(10))
    await uploadBody(parts(), body)
    expect(client.network.count(/token/)).toBe(1)
    expect(await download(body.hash)).toBeDefined()
  })

  it('are looked for with a new token where the first has run out', async () => {
    const body = await plain(noise(10))
    await uploadBody(parts(), body)
    const hidden = {
      status: 400,
      body: { statusCode: '404', error: 'Bucket not found', message: 'Bucket not found' },
    }
    standIn.faults.add({ path: /object/, method: 'GET', answer: hidden })
    expect(await download(body.hash)).toMatchObject({ hash: body.hash })
    standIn.faults.add({ path: /object/, method: 'GET', answer: hidden, times: 2 })
    await expect(download(body.hash)).rejects.toMatchObject({ reason: 'missing' })
  })

  it('are sent to no other address than the project’s', async () => {
    const body = await plain(noise(CHUNK_BYTES + 1))
    const headers = { location: 'http://127.0.0.1:9/storage/v1/upload/resumable/abc' }
    standIn.faults.add({ path: /resumable$/, answer: { status: 201, headers } })
    await uploadBody(parts(), body)
    expect(client.network.count(/resumable\/abc/)).toBe(1)
  })
})
