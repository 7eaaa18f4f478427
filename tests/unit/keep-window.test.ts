import { beforeEach, describe, expect, it, vi } from 'vitest'
import { keepPage } from '../../utils/capture/keep-page.ts'
import { keepTabs, keepWindow } from '../../utils/capture/keep-window.ts'
import { db } from '../../utils/db/database.ts'
import { trashLinks } from '../../utils/db/link-acts.ts'
import { saveCapture } from '../../utils/db/save-capture.ts'
import { hasAllSites } from '../../utils/platform/permissions.ts'
import { activeTab, allTabs, type TabInfo, windowTabs } from '../../utils/platform/tabs.ts'
import { newCapture } from '../support/rows.ts'

vi.mock('../../utils/capture/keep-page.ts')
vi.mock('../../utils/capture/link-queue.ts', () => ({ queueLinks: async () => 'none' }))
vi.mock('../../utils/i18n/t.ts')
vi.mock('../../utils/platform/action.ts')
vi.mock('../../utils/platform/permissions.ts')
vi.mock('../../utils/platform/tabs.ts')

const tab = (id: number, url: string): TabInfo => ({
  id,
  windowId: 1,
  url,
  title: '',
  active: id === 1,
  status: 'complete',
  asleep: false,
  favIconUrl: '',
})

beforeEach(async () => {
  await db.delete()
  await db.open()
  vi.mocked(hasAllSites).mockResolvedValue(true)
  vi.mocked(keepPage).mockReset().mockResolvedValue({ linkId: 1, actId: 'a', snapshot: 's' })
})

describe('keeping a window', () => {
  it('keeps each page once and passes by what is none', async () => {
    vi.mocked(windowTabs).mockResolvedValue([
      tab(1, 'https://a.example/'),
      tab(2, 'https://a.example/#part'),
      tab(3, 'chrome://settings/'),
    ])
    expect(await keepWindow(1)).toEqual({ kept: 1, queued: 0, skipped: 2 })
    expect(vi.mocked(keepPage).mock.calls).toEqual([[{ tabId: 1, trigger: 'menu' }]])
  })

  it('keeps none twice that was kept a moment ago, unless it is in the trash', async () => {
    vi.mocked(windowTabs).mockResolvedValue([tab(1, 'https://example.com/')])
    const { linkId } = await saveCapture(await newCapture('now', { capturedAt: Date.now() }))
    expect(await keepWindow(1)).toMatchObject({ kept: 1 })
    expect(keepPage).not.toHaveBeenCalled()
    await trashLinks([linkId])
    expect(await keepWindow(1)).toMatchObject({ kept: 1 })
    expect(keepPage).toHaveBeenCalledTimes(1)
  })
})

describe('keeping tabs that were chosen', () => {
  it('keeps these alone with tags, sleeping ones as links', async () => {
    vi.mocked(allTabs).mockResolvedValue([
      tab(1, 'https://a.example/'),
      tab(2, 'https://b.example/'),
      { ...tab(3, 'https://c.example/'), asleep: true, title: 'C' },
    ])
    vi.mocked(activeTab).mockResolvedValue(undefined)
    const chosen = [
      { tabId: 2, url: 'https://b.example/', title: 'B' },
      { tabId: 3, url: 'https://c.example/', title: 'C' },
    ]
    expect(await keepTabs(chosen, ['t'])).toEqual({ kept: 1, queued: 1, skipped: 0 })
    expect(vi.mocked(keepPage).mock.calls).toEqual([[{ tabId: 2, trigger: 'menu', tags: ['t'] }]])
    const [tag] = await db.tags.toArray()
    expect(await db.links.toArray()).toMatchObject([{ title: 'C', tags: [tag?.id] }])
  })

  it('adds as links what was closed or shows another page by now', async () => {
    vi.mocked(allTabs).mockResolvedValue([tab(2, 'https://elsewhere.example/')])
    vi.mocked(activeTab).mockResolvedValue(undefined)
    const chosen = [
      { tabId: 1, url: 'https://closed.example/', title: 'Closed' },
      { tabId: 2, url: 'https://b.example/', title: 'B' },
    ]
    expect(await keepTabs(chosen, [])).toEqual({ kept: 0, queued: 2, skipped: 0 })
    expect(keepPage).not.toHaveBeenCalled()
    expect(await db.links.toArray()).toMatchObject([{ title: 'Closed' }, { title: 'B' }])
  })

  it('needs to see their addresses', async () => {
    vi.mocked(hasAllSites).mockResolvedValue(false)
    await expect(
      keepTabs([{ tabId: 1, url: 'https://a.example/', title: '' }], []),
    ).rejects.toThrow('no-permission')
  })
})
