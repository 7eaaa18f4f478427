import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StandIn } from '../../supabase/local/stand-in.mjs'
import { gzip, sha256 } from '../../utils/shared/bytes.ts'
import { downloadBody } from '../../utils/sync/bodies/download-body.ts'
import { BACK, type Client, makeClient } from './client.ts'
import { noise } from './noise.ts'
import { startOnNewDatabase } from './start-stand-in.ts'
import { IS_STAND_IN } from './target.ts'

describe.runIf(IS_STAND_IN)('bodies that are not what they are called', () => {
  let standIn: StandIn
  let client: Client
  beforeAll(async () => {
    standIn = await startOnNewDatabase({ redirectUrls: [BACK] })
    client = await makeClient(standIn)
    await client.signIn('ann')
  })
  afterAll(() => standIn.close())

  const download = (hash: string) =>
    downloadBody({ withSession: client.sessions.withSession, network: client.network }, hash)
  /** Puts other bytes in the place of a body, as whoever holds the server could. */
  const forge = async (hash: string, bytes: Uint8Array<ArrayBuffer>, type = 'application/gzip') => {
    const { token, userId } = await client.sessions.session()
    await fetch(`${standIn.url}/storage/v1/object/bodies/${userId}/${hash.slice(0, 2)}/${hash}`, {
      method: 'POST',
      headers: {
        apikey: standIn.keys.publishable,
        authorization: `Bearer ${token}`,
        'content-type': type,
      },
      body: bytes,
    })
  }

  it('are refused', async () => {
    const hash = await sha256(noise(10))
    await forge(hash, noise(10))
    await expect(download(hash)).rejects.toMatchObject({ reason: 'bad-answer' })
  })

  it('are refused when packed, too, or damaged', async () => {
    const hash = await sha256(noise(10))
    await forge(hash, new Uint8Array(await gzip(noise(10))))
    await expect(download(hash)).rejects.toMatchObject({ reason: 'bad-answer' })
    const whole = new TextEncoder().encode('kept '.repeat(100))
    const name = await sha256(whole)
    await forge(name, new Uint8Array(await gzip(whole)).slice(0, -9))
    await expect(download(name)).rejects.toMatchObject({ reason: 'bad-answer' })
  })

  it('are unpacked no further than bodies are long', async () => {
    const zeros = new Uint8Array(80 * 1024 * 1024)
    const hash = await sha256(zeros)
    await forge(hash, new Uint8Array(await gzip(zeros)))
    await expect(download(hash)).rejects.toMatchObject({ reason: 'bad-answer' })
  })

  it.each(['{}', '{"parts":[]}', '{"parts":[-1]}', '{"parts":[1e12]}', '{"parts":"x"}', 'no'])(
    'are refused as a list of parts: %s',
    async (text) => {
      const hash = await sha256(noise(10))
      await forge(hash, new TextEncoder().encode(text), 'application/vnd.linkshot.parts+json')
      await expect(download(hash)).rejects.toMatchObject({ reason: 'bad-answer' })
    },
  )
})
