import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { ask, jsonOf, NETWORK, retryAtOf } from '../../utils/auth/ask.ts'
import { type StrangeServer, startStrangeServer } from '../support/strange-server.ts'

const open: StrangeServer[] = []
afterEach(() => {
  for (const server of open.splice(0)) server.close()
})
const serve = async (answer: (response: ServerResponse) => void) => {
  const server = await startStrangeServer(answer)
  open.push(server)
  return server
}

describe('asking a server that nobody knows', () => {
  it('brings status, headers and bytes', async () => {
    const { url } = await serve((response) => response.writeHead(201, { 'x-a': 'b' }).end('hello'))
    const { status, headers, bytes } = await ask(url, { mostBytes: 10 })
    expect([status, headers.get('x-a'), new TextDecoder().decode(bytes)]).toEqual([
      201,
      'b',
      'hello',
    ])
  })

  it('follows it nowhere', async () => {
    const elsewhere = await serve((response) => response.end('{}'))
    for (const status of [301, 302, 303, 307, 308]) {
      const { url } = await serve((response) =>
        response.writeHead(status, { location: elsewhere.url }).end(),
      )
      await expect(ask(url, { mostBytes: 10 })).rejects.toMatchObject({ reason: 'bad-answer' })
    }
    expect(elsewhere.asked).toEqual([])
  })

  it('does not wait for ever for an answer to begin', async () => {
    const { url } = await serve(() => undefined)
    const asked = ask(url, { mostBytes: 10, answerMs: 50 })
    await expect(asked).rejects.toMatchObject({ reason: 'timeout' })
  })

  it('does not wait for ever for an answer to go on', async () => {
    const { url } = await serve((response) => response.writeHead(200).write('a'))
    const asked = ask(url, { mostBytes: 10, idleMs: 50 })
    await expect(asked).rejects.toMatchObject({ reason: 'timeout' })
  })

  it('waits as long as something comes', async () => {
    const { url } = await serve((response) => {
      response.writeHead(200)
      let sent = 0
      const timer = setInterval(() => {
        response.write('a')
        if (++sent === 8) response.end(() => clearInterval(timer))
      }, 40)
    })
    const { bytes } = await ask(url, { mostBytes: 10, answerMs: 200, idleMs: 200 })
    expect(bytes.length).toBe(8)
  })

  it('reads no more than could be right, told or not', async () => {
    const told = await serve((response) =>
      response.writeHead(200, { 'content-length': '11' }).end('a'.repeat(11)),
    )
    await expect(ask(told.url, { mostBytes: 10 })).rejects.toMatchObject({ reason: 'bad-answer' })
    let written = 0
    const endless = await serve((response) => {
      response.writeHead(200)
      const more = () => {
        if (!response.destroyed) response.write('a'.repeat(10_000), () => setTimeout(more))
        written += 10_000
      }
      more()
    })
    await expect(ask(endless.url, { mostBytes: 20_000 })).rejects.toMatchObject({
      reason: 'bad-answer',
    })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(written).toBeLessThan(5_000_000)
  })

  it('tells a broken connection from none at all', async () => {
    const { url } = await serve((response) => response.destroy())
    await expect(ask(url, { mostBytes: 10 })).rejects.toMatchObject({ reason: 'unreachable' })
    const offline = { ...NETWORK, isOnline: () => false }
    await expect(ask(url, { mostBytes: 10 }, offline)).rejects.toMatchObject({ reason: 'offline' })
    await expect(ask('http://127.0.0.1:9', { mostBytes: 10 })).rejects.toMatchObject({
      reason: 'unreachable',
    })
  })

  it('stops when it is told to, with that reason', async () => {
    const { url } = await serve(() => undefined)
    const stop = new AbortController()
    const asked = ask(url, { mostBytes: 10, signal: stop.signal })
    stop.abort(new Error('enough'))
    await expect(asked).rejects.toThrow('enough')
    await expect(ask(url, { mostBytes: 10, signal: stop.signal })).rejects.toThrow('enough')
  })
})

describe('what an answer says', () => {
  const answered = (type: string, text: string) =>
    jsonOf({
      headers: new Headers({ 'content-type': type }),
      bytes: new TextEncoder().encode(text),
    })

  it.each([
    ['application/json', '{"a":1}', { a: 1 }],
    ['application/json; charset=utf-8', '[]', []],
    ['application/problem+json', '1', 1],
    ['text/html', '{"a":1}', undefined],
    ['application/json', '<html>', undefined],
    ['application/json', '{"a":', undefined],
    ['', '{}', undefined],
  ])('of type %j, %j, is %j', (type, text, value) => {
    expect(answered(type, text)).toEqual(value)
  })

  it.each([
    ['7', 8000],
    ['0', 0],
    ['99999999999', 0],
    ['Thu, 01 Jan 1970 00:00:11 GMT', 11_000],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['soon', 0],
    ['', 0],
  ])('to come back after %j is %i', (text, at) => {
    expect(retryAtOf(new Headers({ 'retry-after': text }), 1000)).toBe(at)
  })
})
