import { useMemo, useState } from 'preact/hooks'
import { linksByKeys } from '../../../utils/db/queries.ts'
import { findAddresses } from '../../../utils/links/find-addresses.ts'
import type { ErrorReason } from '../../../utils/model/error.ts'
import type { Link } from '../../../utils/model/link.ts'
import { useLive } from '../../ui/use-live.ts'

/** One line of what is about to be added. */
export interface DraftLine {
  key: string
  /** As it is shown: the address, or what was typed in its place. */
  text: string
  /** Why it can't be added. */
  reason?: ErrorReason
  /** The link that is in the library already. */
  known?: Link
  chosen: boolean
}

export interface AddDraft {
  text: string
  type: (text: string) => void
  lines: DraftLine[]
  /** Addresses that are chosen. */
  urls: string[]
  choose: (key: string, chosen: boolean) => void
}

/** What somebody typed or pasted, and the addresses in it. */
export function useAddDraft(first: string): AddDraft {
  const [text, type] = useState(first)
  const [choices, setChoices] = useState<ReadonlyMap<string, boolean>>(new Map())
  const found = useMemo(() => findAddresses(text), [text])
  const keys = found.flatMap((each) => ('url' in each ? [each.urlKey] : []))
  const known = useLive(() => linksByKeys(keys), [keys.join('\n')])
  const lines = found.map((each): DraftLine => {
    if ('reason' in each) {
      return { key: each.typed, text: each.typed, reason: each.reason, chosen: false }
    }
    const link = known?.get(each.urlKey)
    // What is there already is left out of a long list; alone it is meant.
    const chosen = choices.get(each.urlKey) ?? (!link || found.length === 1)
    return { key: each.urlKey, text: each.url, chosen, ...(link ? { known: link } : {}) }
  })
  return {
    text,
    type,
    lines,
    urls: lines.filter(({ chosen }) => chosen).map((line) => line.text),
    choose: (key, chosen) => setChoices(new Map([...choices, [key, chosen]])),
  }
}
