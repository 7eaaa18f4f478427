import { describe, expect } from 'vitest'
import { bearer, meant, postJson, preflight, send } from './requests.ts'
import { holds, type Signed, useTarget } from './target.ts'

const OBJECT = '/storage/v1/object'
const BYTES = { 'content-type': 'application/octet-stream' }

/** A name that the policies let its owner write. */
function nameOf({ userId }: Signed): string {
  const hash = crypto.randomUUID().replaceAll('-', '').repeat(2)
  return `${userId}/${hash.slice(0, 2)}/${hash}`
}

describe('the storage service', () => {
  const target = useTarget()

  const put = (who: Signed, name: string, body: BodyInit = 'hello') =>
    send(target(), `${OBJECT}/bodies/${name}`, {
      method: 'POST',
      headers: { ...BYTES, ...bearer(who) },
      body,
    })
  const get = (who: Signed, name: string, method = 'GET') =>
    send(target(), `${OBJECT}/bodies/${name}`, { method, headers: bearer(who) })

  holds('keeps bytes and their type', async () => {
    const ann = await target().signIn('ann')
    const name = nameOf(ann)
    expect((await put(ann, name)).status).toBe(200)
    const { status, text, headers } = await get(ann, name)
    expect([status, text, headers.get('content-type')]).toEqual([
      200,
      'hello',
      BYTES['content-type'],
    ])
  })

  holds('writes a name once', async () => {
    const ann = await target().signIn('ann')
    const name = nameOf(ann)
    await put(ann, name)
    const again = await put(ann, name, 'other')
    expect([again.status, again.json['statusCode']]).toEqual([400, '409'])
    expect((await get(ann, name)).text).toBe('hello')
  })

  holds('lets nobody change an object', async () => {
    const ann = await target().signIn('ann')
    const name = nameOf(ann)
    await put(ann, name)
    const upsert = await send(target(), `${OBJECT}/bodies/${name}`, {
      method: 'POST',
      headers: { ...BYTES, ...bearer(ann), 'x-upsert': 'true' },
      body: 'other',
    })
    expect(upsert.status).toBeGreaterThanOrEqual(400)
    expect((await get(ann, name)).text).toBe('hello')
  })

  holds('lets nobody write into a folder of others', async () => {
    const [ann, bob] = [await target().signIn('ann'), await target().signIn('bob')]
    const told = await put(bob, nameOf(ann))
    expect(meant(told)).toBe(403)
    expect(told.json['message']).toMatch(/row-level security/i)
  })

  holds('lets nobody read what is of others', async () => {
    const [ann, bob] = [await target().signIn('ann'), await target().signIn('bob')]
    const name = nameOf(ann)
    await put(ann, name)
    expect(meant(await get(bob, name))).toBe(404)
  })

  holds('lets nobody in without a session', async () => {
    const ann = await target().signIn('ann')
    const name = nameOf(ann)
    await put(ann, name)
    const told = await send(target(), `${OBJECT}/bodies/${name}`)
    expect(told.status).toBeGreaterThanOrEqual(400)
    expect(told.text).not.toContain('hello')
  })

  holds('lets other origins ask, and remove', async () => {
    const asked = ['apikey', 'authorization', 'content-type', 'x-upsert']
    for (const method of ['GET', 'POST', 'DELETE']) {
      const { status, headers } = await preflight(target(), `${OBJECT}/bodies/x`, method, asked)
      expect(status).toBeLessThan(300)
      expect(headers.get('access-control-allow-methods')).toMatch(new RegExp(`${method}|\\*`))
      expect(headers.get('access-control-allow-headers')).toMatch(/x-upsert|\*/i)
    }
  })

  holds('says what is not there', async () => {
    const ann = await target().signIn('ann')
    const told = await get(ann, nameOf(ann))
    expect(meant(told)).toBe(404)
    expect(told.json['message']).not.toMatch(/bucket/i)
  })

  holds('says that a bucket is not there', async () => {
    const ann = await target().signIn('ann')
    const told = await send(target(), `${OBJECT}/nothing/${nameOf(ann)}`, {
      method: 'POST',
      headers: { ...BYTES, ...bearer(ann) },
      body: 'hello',
    })
    expect(meant(told)).toBe(404)
    expect(told.json['message']).toMatch(/bucket/i)
  })

  holds('takes nothing with a token that is none', async () => {
    const ann = await target().signIn('ann')
    const told = await put({ ...ann, access: `${ann.access}x` }, nameOf(ann))
    expect([401, 403]).toContain(meant(told))
    expect(told.json['message']).not.toMatch(/row-level security/i)
  })

  holds('gives nothing for a token that is none, and never says that it is not there', async () => {
    const ann = await target().signIn('ann')
    const name = nameOf(ann)
    await put(ann, name)
    const told = await get({ ...ann, access: `${ann.access}x` }, name)
    expect(told.text).not.toContain('hello')
    if (meant(told) === 404) expect(told.json['message']).toMatch(/bucket/i)
    else expect([401, 403]).toContain(meant(told))
  })

  holds('tells the size without the bytes', async () => {
    const ann = await target().signIn('ann')
    const name = nameOf(ann)
    await put(ann, name)
    expect((await get(ann, name, 'HEAD')).status).toBe(200)
  })

  holds('lists what is in a folder', async () => {
    const ann = await target().signIn('ann')
    const name = nameOf(ann)
    await put(ann, name)
    const [, folder = '', hash = ''] = name.split('/')
    const list = { prefix: `${ann.userId}/${folder}`, limit: 100, offset: 0 }
    const { json } = await postJson(target(), `${OBJECT}/list/bodies`, list, bearer(ann))
    expect(json).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: hash, metadata: expect.objectContaining({ size: 5 }) }),
      ]),
    )
  })

  holds('removes what its owner removes, and nothing for others', async () => {
    const [ann, bob] = [await target().signIn('ann'), await target().signIn('bob')]
    const name = nameOf(ann)
    await put(ann, name)
    const remove = (who: Signed) =>
      send(target(), `${OBJECT}/bodies`, {
        method: 'DELETE',
        headers: { 'content-type': 'application/json', ...bearer(who) },
        body: JSON.stringify({ prefixes: [name] }),
      })
    await remove(bob)
    expect((await get(ann, name)).status).toBe(200)
    expect((await remove(ann)).status).toBe(200)
    expect(meant(await get(ann, name))).toBe(404)
  })
})
