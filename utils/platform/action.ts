import { browser } from './browser.ts'

export type Badge = 'none' | 'busy' | 'kept' | 'failed'

const LOOK = {
  none: { text: '', colour: '#000000' },
  busy: { text: '…', colour: '#6b7280' },
  kept: { text: '✓', colour: '#15803d' },
  failed: { text: '!', colour: '#b91c1c' },
} as const

/** Draws a tab's badge; a tab that is gone is no error. */
export async function setBadge(tabId: number, badge: Badge): Promise<void> {
  const { text, colour } = LOOK[badge]
  try {
    await browser.action.setBadgeBackgroundColor({ tabId, color: colour })
    await browser.action.setBadgeText({ tabId, text })
  } catch {
    return
  }
}

/** How many of how many; the badge has room for about four characters. */
export async function setProgress(tabId: number, done: number, of: number): Promise<void> {
  const text = of < 10 ? `${done}/${of}` : `${of - done}`
  try {
    await browser.action.setBadgeBackgroundColor({ tabId, color: LOOK.busy.colour })
    await browser.action.setBadgeText({ tabId, text })
  } catch {
    return
  }
}

/** What the button says on hover in one tab. */
export async function setTitle(tabId: number, title: string): Promise<void> {
  await browser.action.setTitle({ tabId, title }).catch(() => undefined)
}
