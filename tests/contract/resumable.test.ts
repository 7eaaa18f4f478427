import { describe, expect } from 'vitest'
import { bearer, type Init, preflight, send } from './requests.ts'
import { holds, type Signed, useTarget } from './target.ts'

const TUS = { 'tus-resumable': '1.0.0' }
const PATH = '/storage/v1/upload/resumable'
/** Of one part; the hosted service takes no other size but for the last. */
const PART = 6 * 1024 * 1024

function nameOf({ userId }: Signed): string {
  const hash = crypto.randomUUID().replaceAll('-', '').repeat(2)
  return `${userId}/${hash.slice(0, 2)}/${hash}`
}

describe('resumable uploads', () => {
  const target = useTarget()

  const create = (who: Signed, name: string, length: number) => {
    const metadata = { bucketName: 'bodies', objectName: name, contentType: 'application/gzip' }
    const pairs = Object.entries(metadata).map(([key, value]) => `${key} ${btoa(value)}`)
    return send(target(), PATH, {
      method: 'POST',
      headers: {
        ...TUS,
        ...bearer(who),
        'upload-length': String(length),
        'upload-metadata': pairs.join(','),
        'x-upsert': 'false',
      },
    })
  }
  const at = (who: Signed, id: string, init: Init) =>
    send(target(), `${PATH}/${id}`, {
      ...init,
      headers: { ...TUS, ...bearer(who), ...init.headers },
    })
  const patch = (who: Signed, id: string, offset: number, body: Uint8Array<ArrayBuffer>) =>
    at(who, id, {
      method: 'PATCH',
      headers: {
        'upload-offset': String(offset),
        'content-type': 'application/offset+octet-stream',
      },
      body,
    })
  const idOf = (location: string | null) => location?.split('/').at(-1) ?? ''

  holds('take a body in parts and say how far they are', async () => {
    const ann = await target().signIn('ann')
    const name = nameOf(ann)
    const whole = new Uint8Array(PART + 1000).fill(7)
    const made = await create(ann, name, whole.length)
    expect(made.status).toBe(201)
    const id = idOf(made.headers.get('location'))
    const first = await patch(ann, id, 0, whole.slice(0, PART))
    expect([first.status, first.headers.get('upload-offset')]).toEqual([204, String(PART)])
    const asked = await at(ann, id, { method: 'HEAD' })
    expect([asked.status, asked.headers.get('upload-offset')]).toEqual([200, String(PART)])
    expect((await patch(ann, id, PART, whole.slice(PART))).status).toBe(204)
    const { status, headers } = await send(target(), `/storage/v1/object/bodies/${name}`, {
      headers: bearer(ann),
    })
    expect([status, headers.get('content-length'), headers.get('content-type')]).toEqual([
      200,
      String(whole.length),
      'application/gzip',
    ])
  })

  holds('refuse a part at another place', async () => {
    const ann = await target().signIn('ann')
    const id = idOf((await create(ann, nameOf(ann), 100)).headers.get('location'))
    const told = await patch(ann, id, 50, new Uint8Array(50))
    expect(told.status).toBe(409)
    expect(told.text).not.toMatch(/exists/i)
  })

  holds('are refused by 409 for a name that is there', async () => {
    const ann = await target().signIn('ann')
    const name = nameOf(ann)
    const id = idOf((await create(ann, name, 3)).headers.get('location'))
    expect((await patch(ann, id, 0, new Uint8Array(3))).status).toBe(204)
    const again = await create(ann, name, 3)
    expect(again.status).toBe(409)
  })

  holds('say 409 and that it exists where somebody else was faster', async () => {
    const ann = await target().signIn('ann')
    const name = nameOf(ann)
    const slow = idOf((await create(ann, name, 3)).headers.get('location'))
    const quick = idOf((await create(ann, name, 3)).headers.get('location'))
    await patch(ann, quick, 0, new Uint8Array(3))
    const told = await patch(ann, slow, 0, new Uint8Array(3))
    expect(told.status).toBe(409)
    expect(told.text).toMatch(/exists/i)
  })

  holds('are refused in a folder of others', async () => {
    const [ann, bob] = [await target().signIn('ann'), await target().signIn('bob')]
    expect((await create(bob, nameOf(ann), 3)).status).toBe(403)
  })

  holds('are refused beyond the limit of a file, before a byte of it is sent', async () => {
    const ann = await target().signIn('ann')
    expect((await create(ann, nameOf(ann), 6 * 1024 ** 4)).status).toBe(413)
  })

  holds('let other origins send what they need, and read where they are', async () => {
    const asked = [
      'apikey',
      'authorization',
      'tus-resumable',
      'upload-length',
      'upload-metadata',
      'upload-offset',
      'x-upsert',
    ]
    for (const method of ['POST', 'PATCH', 'HEAD']) {
      const { status, headers } = await preflight(target(), `${PATH}/x`, method, asked)
      expect(status).toBeLessThan(300)
      expect(headers.get('access-control-allow-methods')).toContain(method)
      const allowed = headers.get('access-control-allow-headers')?.toLowerCase() ?? ''
      for (const name of asked) expect(allowed === '*' || allowed.includes(name)).toBe(true)
    }
    const ann = await target().signIn('ann')
    const made = await create(ann, nameOf(ann), 3)
    const exposed = made.headers.get('access-control-expose-headers')?.toLowerCase() ?? ''
    expect(exposed).toContain('location')
    expect(exposed).toContain('upload-offset')
  })

  holds('that nobody began are not found', async () => {
    const ann = await target().signIn('ann')
    const forgotten = Buffer.from(`bodies/${nameOf(ann)}/${crypto.randomUUID()}`).toString(
      'base64url',
    )
    const { status } = await at(ann, forgotten, { method: 'HEAD' })
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
  })
})
