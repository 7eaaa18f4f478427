import { describe, expect, it } from 'vitest'
import { buildCapture, encodePage } from '../../utils/capture/build-capture.ts'
import { AT, frameCapture } from '../support/rows.ts'

const facts = {
  uid: 'a',
  url: 'https://example.com/',
  title: 'of the tab',
  trigger: 'popup',
  capturedAt: AT,
  screenshot: undefined,
  pictureMs: 0,
} as const

const built = async (title: string) => buildCapture(await encodePage([titled(title)], true), facts)

const titled = (title: string) => {
  const capture = frameCapture('0')
  return { ...capture, documents: capture.documents.map((document) => ({ ...document, title })) }
}

describe('a title', () => {
  it.each([
    ['  of the page ', 'of the page'],
    ['', 'of the tab'],
  ])('%j is kept as %j', async (title, kept) => {
    expect((await built(title)).snapshot.title).toBe(kept)
  })

  it('of megabytes is cut, no character in halves', async () => {
    const { snapshot } = await built(`x${'😀'.repeat(1_000_000)}`)
    expect(snapshot.title).toHaveLength(1001)
    expect(snapshot.title.isWellFormed()).toBe(true)
    expect(snapshot.frames[0]?.title).toHaveLength(1001)
  })
})
