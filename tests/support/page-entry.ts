import { captureFrame } from '../../utils/capture/page/capture-frame.ts'
import type { Clock } from '../../utils/capture/page/clock.ts'
import { encodeBlobs } from '../../utils/capture/page/encode-blobs.ts'
import { fetchBody } from '../../utils/capture/page/fetch-body.ts'
import { frameKey } from '../../utils/capture/page/frame-key.ts'
import type { PageHost } from '../../utils/capture/page/page-context.ts'
import { runPageScript } from '../../utils/capture/page/run-page-script.ts'
import { readSelection } from '../../utils/capture/page/selection.ts'
import { createSlices } from '../../utils/capture/page/slices.ts'

import type { CaptureOptions } from '../../utils/model/capture-options.ts'

export { graft } from '../../utils/replay/nesting.ts'

export type TestOptions = CaptureOptions & { selection?: true }

/** Closed roots need an extension's own function, which a bare isolated world lacks. */
function testHost(
  sendMessage: PageHost['sendMessage'],
  { selection, ...options }: TestOptions = {},
): PageHost {
  return {
    sendMessage,
    shadowRootOf: (el) => el.shadowRoot,
    fontBytes: () => undefined,
    listOf: (collection, most) => [...collection].slice(0, most),
    fetch: (input, init) => fetch(input, init),
    options,
    ...(selection ? { readSelection } : {}),
  }
}

/** What the script reads in this frame. */
export async function captureForTest(options?: TestOptions): Promise<unknown> {
  const host = testHost(() => Promise.reject(new Error('nobody listens')), options)
  return encodeBlobs(await captureFrame(window, frameKey(window), 'test', host))
}

/** Runs the whole script; `answers` holds one answer, or a list of them, for each kind of message. */
export function runForTest(answers: Record<string, unknown>): Promise<unknown[]> {
  const sent: unknown[] = []
  const counts = new Map<string, number>()
  return new Promise((resolve) => {
    const answer = async (message: unknown): Promise<unknown> => {
      const { name, data } = message as { name: string; data: unknown }
      sent.push({ name, data: await encodeBlobs(data) })
      const turn = counts.get(name) ?? 0
      counts.set(name, turn + 1)
      const known = answers[name]
      const now = Array.isArray(known) ? known[Math.min(turn, known.length - 1)] : known
      if (now === 'reject') throw new Error('the worker is gone')
      if (now === 'end') resolve(sent)
      const { done } = data as { done?: boolean }
      const told = now ?? { ok: true, value: { snapshot: 's1', more: [] } }
      if (name !== 'page-resources' || !done) return told
      const { value } = told as { value?: { more?: unknown[] } }
      if (value?.more?.length) return told
      resolve(sent)
      return { ok: true, value: { more: [], done: true } }
    }
    void runPageScript(window, testHost(answer)).then((result) => {
      sent.push({ name: 'result', data: result })
      if (result.skipped) resolve(sent)
    })
  })
}

/** How long the script takes for this frame: milliseconds in all, and of its longest task. */
export async function timeForTest(): Promise<unknown> {
  const host = testHost(() => Promise.reject(new Error('nobody listens')))
  const { ms } = await captureFrame(window, frameKey(window), 'test', host)
  return [ms.total, ms.longest].map(Math.round).join('/')
}

/**
 * What the script reads while a function changes the page at every pause, of which there are many; and what it
 * reads when all is quiet again.
 * @param source a function of the number of the pause
 */
export async function captureAmid(source: string, options?: TestOptions): Promise<unknown> {
  const change = new Function('pause', source)
  const host = testHost(() => Promise.reject(new Error('nobody listens')), options)
  let [time, pauses] = [0, 0]
  const restless = (clock: Clock) =>
    createSlices(
      clock,
      () => (time += 7),
      async () => change(pauses++),
    )
  const key = frameKey(window)
  const amid = await captureFrame(window, key, 'test', host, restless)
  const after = await captureFrame(window, key, 'test', host)
  return encodeBlobs({ amid, after, pauses })
}

/** Sizes of bodies as the script fetches them, or why it has none. */
export function fetchForTest(paths: string[], bytes: number): Promise<(number | string)[]> {
  return Promise.all(
    paths.map(async (path) => {
      const wanted = { cid: path, url: new URL(path, location.href).href, kind: 'image' as const }
      const limits = { ms: 5000, bytes }
      const outcome = await fetchBody(wanted, origin, (...args) => fetch(...args), limits)
      return outcome.ok ? outcome.body.size : outcome.reason
    }),
  )
}
