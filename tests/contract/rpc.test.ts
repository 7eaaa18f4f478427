import { describe, expect } from 'vitest'
import { PROTOCOL } from '../../utils/sync/protocol.ts'
import { bearer, postJson, preflight, send } from './requests.ts'
import { holds, useTarget } from './target.ts'

const PULL = '/rest/v1/rpc/sync_pull'
const ARGS = { protocol: PROTOCOL, epoch: '', after: 0, most: 10, purged: 0 }

describe('functions of the database', () => {
  const target = useTarget()

  holds('answer JSON by named arguments', async () => {
    const ann = await target().signIn('ann')
    const { status, headers, json } = await postJson(target(), PULL, ARGS, bearer(ann))
    expect(status).toBe(200)
    expect(headers.get('content-type')).toMatch(/^application\/json/)
    // Who does not know the epoch yet is told to begin.
    expect(json).toMatchObject({ protocol: PROTOCOL, now: expect.any(Number), reset: true })
  })

  holds('take arrays and objects as they are', async () => {
    const ann = await target().signIn('ann')
    const { epoch } = (await postJson(target(), PULL, ARGS, bearer(ann))).json
    const args = { protocol: PROTOCOL, epoch, device: 'a1b2c3d4', items: [{ kind: 'nothing' }] }
    const { json } = await postJson(target(), '/rest/v1/rpc/sync_push', args, bearer(ann))
    expect(json['results']).toEqual([expect.objectContaining({ status: 'rejected' })])
  })

  holds('are refused without a session', async () => {
    const { status, json } = await postJson(target(), PULL, ARGS)
    expect(status).toBe(401)
    expect(json['code']).toBe('42501')
  })

  holds('are refused without a key', async () => {
    const response = await fetch(`${target().url}${PULL}`, { method: 'POST' })
    expect(response.status).toBe(401)
  })

  holds('are refused with a token of somebody else’s making', async () => {
    const ann = await target().signIn('ann')
    const forged = `${ann.access.slice(0, -8)}AAAAAAAA`
    const { status, json } = await postJson(target(), PULL, ARGS, bearer({ access: forged }))
    expect(status).toBe(401)
    expect(json['code']).toMatch(/^PGRST30/)
  })

  holds('that do not exist are not found', async () => {
    const ann = await target().signIn('ann')
    const { status, json } = await postJson(
      target(),
      '/rest/v1/rpc/sync_nothing',
      ARGS,
      bearer(ann),
    )
    expect(status).toBe(404)
    expect(json['code']).toBe('PGRST202')
  })

  holds('are not found by arguments they don’t have', async () => {
    const ann = await target().signIn('ann')
    const args = { ...ARGS, colour: 'red' }
    expect((await postJson(target(), PULL, args, bearer(ann))).json['code']).toBe('PGRST202')
  })

  holds('are not found without an argument they need, session or not', async () => {
    const { status, json } = await postJson(target(), PULL, { protocol: PROTOCOL })
    expect(status).toBe(404)
    expect(json['code']).toBe('PGRST202')
  })

  holds('want JSON', async () => {
    const ann = await target().signIn('ann')
    const { status, json } = await send(target(), PULL, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...bearer(ann) },
      body: '{"protocol":',
    })
    expect(status).toBe(400)
    expect(json['code']).toBe('PGRST102')
  })

  holds('refuse a value of another type', async () => {
    const ann = await target().signIn('ann')
    const args = { ...ARGS, protocol: 'one' }
    const { status, json } = await postJson(target(), PULL, args, bearer(ann))
    expect(status).toBe(400)
    expect(json['code']).toBe('22P02')
  })

  holds('let other origins call them', async () => {
    const asked = ['apikey', 'authorization', 'content-type']
    const { status, headers } = await preflight(target(), PULL, 'POST', asked)
    expect(status).toBeLessThan(300)
    expect(headers.get('access-control-allow-origin')).toBeTruthy()
    expect(headers.get('access-control-allow-headers')).toMatch(/authorization|\*/i)
  })
})
