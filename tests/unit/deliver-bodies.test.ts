import { describe, expect, test } from 'vitest'
import { deliverBodies } from '../../utils/capture/page/deliver.ts'
import type { FetchOutcome, FrameCapture, Wanted } from '../../utils/model/frame-capture.ts'

describe('delivery', () => {
  const wanted = (count: number, url = 'https://a.test/') =>
    Array.from(
      { length: count },
      (_, n): Wanted => ({ cid: `r${n}`, url: `${url}${n}`, kind: 'image' }),
    )
  const captureOf = (all: Wanted[]) => ({ own: [], wanted: all }) as unknown as FrameCapture
  const bodyOf =
    (bytes: number): typeof fetch =>
    async () =>
      new Response(new Uint8Array(bytes))
  const deliver = async (
    all: Wanted[],
    fetchPage: typeof fetch,
    stored = Promise.resolve<unknown>({ snapshot: 's' }),
  ) => {
    const sent: { name: string; outcomes: FetchOutcome[] }[] = []
    const send = async (name: string, data: unknown) => {
      const { outcomes, done } = data as { outcomes: FetchOutcome[]; done: boolean }
      sent.push({ name, outcomes })
      return { more: [], done }
    }
    const page = { fetch: fetchPage, origin: 'https://a.test' }
    const done = deliverBodies(captureOf(all), '0', stored, send, page)
    return { done, sent }
  }

  test('fetches and hands over while the capture is being stored, a few bodies at a time', async () => {
    let [running, most, fetched] = [0, 0, 0]
    const slow: typeof fetch = async () => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, 1))
      running--
      fetched++
      return new Response('x')
    }
    const stored = Promise.withResolvers<unknown>()
    const { done, sent } = await deliver(wanted(40), slow, stored.promise)
    while (fetched < 40) await new Promise((resolve) => setTimeout(resolve, 5))
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(sent.every(({ name }) => name === 'page-early')).toBe(true)
    expect(sent.flatMap(({ outcomes }) => outcomes)).toHaveLength(40)
    const early = wanted(40).map(({ cid }) => cid)
    stored.resolve({ snapshot: 's', early, done: true })
    await done
    expect(most).toBe(6)
    expect(sent.every(({ name }) => name === 'page-early')).toBe(true)
  })

  test('leaves pictures of other origins to the MHTML there will be, and nothing else', async () => {
    const asked: string[] = []
    const counted: typeof fetch = async (url) => {
      asked.push(String(url))
      return new Response('x')
    }
    const all: Wanted[] = [
      { cid: 'own', url: 'https://a.test/own.png', kind: 'image' },
      { cid: 'other', url: 'https://b.test/other.png', kind: 'image' },
      { cid: 'font', url: 'https://b.test/font.woff2', kind: 'font' },
    ]
    const outcomes: FetchOutcome[] = []
    const send = async (_: string, data: unknown) => {
      outcomes.push(...(data as { outcomes: FetchOutcome[] }).outcomes)
      return { more: [], done: true }
    }
    const page = { fetch: counted, origin: 'https://a.test', mhtml: true as const }
    await deliverBodies(
      captureOf(all),
      '0',
      new Promise((resolve) =>
        setTimeout(resolve, 50, { snapshot: 's', early: all.map(({ cid }) => cid), done: true }),
      ),
      send,
      page,
    )
    expect(asked).toEqual(['https://a.test/own.png', 'https://b.test/font.woff2'])
    expect(outcomes).toContainEqual({ cid: 'other', ok: false, reason: 'blocked' })
  })

  test('fetches of what was left to the MHTML only what that had not', async () => {
    const asked: string[] = []
    const counted: typeof fetch = async (url) => {
      asked.push(String(url))
      return new Response('x')
    }
    const sent: { name: string; cids: string[]; done: boolean }[] = []
    const send = async (name: string, data: unknown) => {
      const { outcomes, done } = data as { outcomes: FetchOutcome[]; done: boolean }
      sent.push({ name, cids: outcomes.map(({ cid }) => cid), done })
      return { more: [], done }
    }
    const left = ['r0', 'r1']
    const page = { fetch: counted, origin: 'https://a.test', mhtml: true as const, left }
    const answer = new Promise((resolve) =>
      setTimeout(resolve, 100, { snapshot: 's', early: ['r0', 'r2'] }),
    )
    await deliverBodies(captureOf(wanted(3)), '0', answer, send, page)
    expect(asked).toEqual(['https://a.test/2', 'https://a.test/1'])
    expect(sent).toEqual([
      { name: 'page-early', cids: ['r2'], done: false },
      { name: 'page-resources', cids: ['r1'], done: true },
    ])
  })

  test('hands over again what was not stored with the capture', async () => {
    const stored = Promise.withResolvers<unknown>()
    const { done, sent } = await deliver(wanted(3), bodyOf(1), stored.promise)
    await new Promise((resolve) => setTimeout(resolve, 20))
    const before = sent.length
    stored.resolve({ snapshot: 's', early: ['r1'] })
    await done
    const again = sent.slice(before)
    expect(again.map(({ name }) => name)).toEqual(['page-resources'])
    expect(again[0]?.outcomes.map(({ cid }) => cid).sort()).toEqual(['r0', 'r2'])
  })

  test('is not done before the commit where something was not taken', async () => {
    const stored = Promise.withResolvers<unknown>()
    const said: [string, boolean][] = []
    const send = async (name: string, data: unknown) => {
      const { done } = data as { done: boolean }
      said.push([name, done])
      // Its first message came before the capture it belongs to.
      return { more: [], done, taken: said.length > 1 }
    }
    const slow: typeof fetch = async (url) => {
      await new Promise((resolve) => setTimeout(resolve, String(url).endsWith('0') ? 1 : 120))
      return new Response('x')
    }
    const page = { fetch: slow, origin: 'https://a.test' }
    const delivery = deliverBodies(captureOf(wanted(2)), '0', stored.promise, send, page)
    await new Promise((resolve) => setTimeout(resolve, 300))
    stored.resolve({ snapshot: 's', early: ['r1'], done: false })
    await delivery
    expect(said).toEqual([
      ['page-early', false],
      ['page-early', false],
      ['page-resources', true],
    ])
  })

  test('says that it is done until that was heard', async () => {
    const said: boolean[] = []
    const send = async (_: string, data: unknown) => {
      const { done } = data as { done: boolean }
      said.push(done)
      return { more: [], done: said.length > 2 }
    }
    const stored = Promise.resolve({ snapshot: 's' })
    const page = { fetch: bodyOf(1), origin: 'https://a.test' }
    await deliverBodies(captureOf(wanted(1)), '0', stored, send, page)
    expect(said.slice(-2)).toEqual([true, true])
  })

  test('holds no more than some megabytes, and sends no more at once', async () => {
    const stored = Promise.withResolvers<unknown>()
    let fetched = 0
    const large: typeof fetch = async () => {
      fetched++
      return new Response(new Uint8Array(3 * 1024 * 1024))
    }
    const { done, sent } = await deliver(wanted(30), large, stored.promise)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(fetched).toBeLessThanOrEqual(12)
    stored.resolve({ snapshot: 's' })
    await done
    expect(Math.max(...sent.map(({ outcomes }) => outcomes.length))).toBeLessThanOrEqual(2)
    const late = sent.filter(({ name }) => name === 'page-resources')
    expect(late.flatMap(({ outcomes }) => outcomes)).toHaveLength(30)
  })

  test('ends where the capture was given up', async () => {
    let fetched = 0
    const counted: typeof fetch = async () => {
      fetched++
      return new Response('x')
    }
    const { done, sent } = await deliver(wanted(500), counted, Promise.reject(new Error('gone')))
    await expect(done).rejects.toThrow('gone')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect([sent.length, fetched < 50]).toEqual([0, true])
  })

  test('hands over a body larger than one message alone', async () => {
    const { done, sent } = await deliver(wanted(2), bodyOf(9 * 1024 * 1024))
    await done
    expect(sent.map(({ outcomes }) => outcomes.length)).toEqual([1, 1])
  })
})
