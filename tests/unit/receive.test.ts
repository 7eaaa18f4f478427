import { describe, expect, it, vi } from 'vitest'
import { answer, type Handlers, maySend } from '../../utils/messaging/receive.ts'
import type { Envelope } from '../../utils/messaging/send.ts'
import { LinkshotError } from '../../utils/model/error.ts'
import { isOurs, type MessageSender } from '../../utils/platform/runtime.ts'

const ROOT = 'chrome-extension://abcdefghijklmnop/'
const web: MessageSender = { tabId: 3, frameId: 0, ours: false }
const popup: MessageSender = { tabId: -1, frameId: 0, ours: true }
const libraryTab: MessageSender = { tabId: 4, frameId: 0, ours: true }

describe('a sender', () => {
  it.each([
    ['a page of ours', { url: `${ROOT}popup.html`, origin: ROOT.slice(0, -1) }, true],
    ['a page of ours where origins are not told', { url: `${ROOT}library.html#/all` }, true],
    ['a page of the web', { url: 'https://example.com/', origin: 'https://example.com' }, false],
    ['a page that lies about its address', { url: ROOT, origin: 'https://example.com' }, false],
    ['a sandboxed document of ours', { url: `${ROOT}viewer.html`, origin: 'null' }, false],
    ['another extension', { url: 'chrome-extension://abcdefghijklmnopq/x.html' }, false],
    ['a page that names us in its address', { url: `https://example.com/${ROOT}` }, false],
    ['a sender without address', {}, false],
  ])('%s', (_, sender, ours) => {
    expect(isOurs(sender, ROOT)).toBe(ours)
  })
})

describe('a message', () => {
  const NAMES = ['keep-tab', 'delete-links', 'set-setting', 'undo', 'permissions-changed'] as const

  it.each(NAMES)('%s is taken from our own pages only', (name) => {
    expect([popup, libraryTab, web].map((sender) => maySend(name, sender))).toEqual([
      true,
      true,
      false,
    ])
  })

  it.each(['page-frame', 'page-resources', 'page-early'] as const)(
    '%s is taken from pages in tabs only',
    (name) => {
      const nowhere = { tabId: -1, frameId: -1, ours: false }
      expect([web, popup, libraryTab, nowhere].map((sender) => maySend(name, sender))).toEqual([
        true,
        false,
        false,
        false,
      ])
    },
  )
})

describe('an answer', () => {
  const deleteLinks = vi.fn(async () => ({ actId: 'x' }))
  const handlers = { 'delete-links': deleteLinks } as unknown as Handlers
  const message: Envelope = { to: 'linkshot', name: 'delete-links', data: { linkIds: [1] } }

  it('to a page that forges a message is a refusal, and nothing was done', async () => {
    const reply = await answer(handlers, message, web)
    expect(reply).toEqual({ ok: false, reason: 'no-permission', detail: 'delete-links' })
    expect(deleteLinks).not.toHaveBeenCalled()
  })

  it('carries the value, or the reason of the failure', async () => {
    expect(await answer(handlers, message, popup)).toEqual({ ok: true, value: { actId: 'x' } })
    deleteLinks.mockRejectedValueOnce(new LinkshotError('not-found', '7'))
    const failed = { ok: false, reason: 'not-found', detail: '7' }
    expect(await answer(handlers, message, popup)).toEqual(failed)
  })
})
