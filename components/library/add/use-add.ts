import { useState } from 'preact/hooks'
import { t, tn } from '../../../utils/i18n/t.ts'
import type { AddedLine } from '../../../utils/messaging/protocol.ts'
import { send } from '../../../utils/messaging/send.ts'
import { type ErrorReason, toLinkshotError } from '../../../utils/model/error.ts'
import { showToast } from '../../ui/toast-store.ts'
import type { PickItem } from './pick/pick-item.ts'

/** How chosen links are added. */
export interface AddChoices {
  /** Paths of tags for all. */
  tags: string[]
  /** Whether each keeps the tags it was found with. */
  ownTags: boolean
  /** Whether the pages are kept, too. */
  capture: boolean
}

/** Adds links that were chosen. */
export function useAdd(done: (lines: AddedLine[]) => void) {
  const [busy, setBusy] = useState(false)
  const [reason, setReason] = useState<ErrorReason>()
  const run = async (items: PickItem[], { tags, ownTags, capture }: AddChoices) => {
    setBusy(true)
    try {
      const { actId, lines } = await send('add-links', {
        urls: items.map(({ url }) => url),
        titles: items.map(({ title }) => title),
        ...(ownTags ? { ownTags: items.map((item) => item.tags) } : {}),
        tags,
        capture,
      })
      sayAdded(actId, lines)
      done(lines)
    } catch (error) {
      setReason(toLinkshotError(error).reason)
    }
    setBusy(false)
  }
  const add = (items: PickItem[], choices: AddChoices) => {
    if (!busy && items.length > 0) void run(items, choices)
  }
  return { add, busy, reason, setReason }
}

function sayAdded(actId: string, lines: AddedLine[]): void {
  const fresh = lines.filter((line) => 'linkId' in line && !line.already).length
  if (fresh > 0) showToast(tn('library.added', fresh), { actId })
  else if (lines.some((line) => 'linkId' in line)) showToast(t('library.already'))
}
