import { useMemo, useState } from 'preact/hooks'
import { linksByKeys, similarLinks } from '../../../utils/db/queries.ts'
import { type FoundAddress, findAddresses } from '../../../utils/links/find-addresses.ts'
import { similarKeyOf } from '../../../utils/links/similar-key.ts'
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
  /** A link whose address is like this one. */
  similar?: Link
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
  const alike = useAlike(found)
  const lines = found.map((each): DraftLine => {
    if ('reason' in each) {
      return { key: each.typed, text: each.typed, reason: each.reason, chosen: false }
    }
    const link = known?.get(each.urlKey)
    // What is there already is left out of a long list; alone it is meant.
    const chosen = choices.get(each.urlKey) ?? (!link || found.length === 1)
    const similar = alike.get(each.url)
    return {
      key: each.urlKey,
      text: each.url,
      chosen,
      ...(link ? { known: link } : similar ? { similar } : {}),
    }
  })
  return {
    text,
    type,
    lines,
    urls: lines.filter(({ chosen }) => chosen).map((line) => line.text),
    choose: (key, chosen) => setChoices(new Map([...choices, [key, chosen]])),
  }
}

/** Links whose addresses are like those that were found, by these. */
function useAlike(found: FoundAddress[]): Map<string, Link> {
  const keys = useMemo(() => {
    const urls = found.flatMap((each) => ('url' in each ? [each.url] : []))
    return new Map(urls.map((url) => [url, similarKeyOf(url)]))
  }, [found])
  const links = useLive(() => similarLinks([...new Set(keys.values())]), [keys])
  const byKey = new Map(links?.flatMap((link) => link.similarKeys.map((key) => [key, link])))
  const pairs = [...keys].map(([url, key]) => [url, byKey.get(key)] as const)
  return new Map(pairs.flatMap(([url, link]) => (link ? [[url, link]] : [])))
}
