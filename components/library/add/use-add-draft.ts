import { useMemo, useState } from 'preact/hooks'
import { findAddresses } from '../../../utils/links/find-addresses.ts'
import { foundLink } from '../../../utils/links/found-link.ts'
import type { PickItem } from './pick/pick-item.ts'
import { type Pick, usePick } from './pick/use-pick.ts'

export interface AddDraft {
  text: string
  type: (text: string) => void
  /** The addresses in it, and what was meant as one. */
  pick: Pick
}

/** What somebody typed or pasted, and the addresses in it. */
export function useAddDraft(first: string): AddDraft {
  const [text, type] = useState(first)
  const items = useMemo(() => itemsIn(text), [text])
  return { text, type, pick: usePick(items) }
}

const itemsIn = (text: string): PickItem[] =>
  findAddresses(text).map((found) =>
    'reason' in found
      ? { ...foundLink(found.typed), key: found.typed, reason: found.reason }
      : { ...foundLink(found.url), key: found.urlKey },
  )
