import { useMemo, useRef, useState } from 'preact/hooks'
import { linksByIds } from '../../utils/db/queries.ts'
import type { Link } from '../../utils/model/link.ts'
import { deleteForGood, keepAgain, moveTo, restore, setStarred, trash } from './link-acts.ts'

/** What keys and buttons do with links. */
export interface TargetActs {
  inbox: (ids: number[]) => void
  read: (ids: number[]) => void
  archive: (ids: number[]) => void
  star: (ids: number[]) => void
  keepAgain: (ids: number[]) => void
  restore: (ids: number[]) => void
  /** Into the trash; what is there is deleted for good. */
  remove: (ids: number[]) => void
}

/** Longer than this the screen says that it is at work. */
const BLINK_MS = 250

/** The acts, each once at a time, and whether one takes long. */
export function useTargetActs(): { acts: TargetActs; busy: boolean } {
  const [busy, setBusy] = useState(false)
  const running = useRef(0)
  const acts = useMemo(() => {
    const run = async (act: Promise<unknown>) => {
      running.current++
      const timer = setTimeout(() => setBusy(true), BLINK_MS)
      await act
      clearTimeout(timer)
      if (--running.current === 0) setBusy(false)
    }
    const doing = (act: (ids: number[], links: Link[]) => Promise<unknown>) => (ids: number[]) => {
      if (ids.length > 0) void run(readLinks(ids).then((links) => act(ids, links)))
    }
    return {
      inbox: doing((ids) => moveTo(ids, 'inbox')),
      read: doing((ids, links) => moveTo(ids, all(links, 'read') ? 'inbox' : 'read')),
      archive: doing((ids, links) => moveTo(ids, all(links, 'archived') ? 'inbox' : 'archived')),
      star: doing((ids, links) =>
        setStarred(ids, links.every(({ starred }) => starred === 1) ? 0 : 1),
      ),
      keepAgain: doing(keepAgain),
      restore: doing(restore),
      remove: doing((ids, links) => (all(links, 'trash') ? deleteForGood(ids) : trash(ids))),
    }
  }, [])
  return { acts, busy }
}

const all = (links: Link[], state: Link['state']): boolean =>
  links.length > 0 && links.every((link) => link.state === state)

const readLinks = async (ids: number[]): Promise<Link[]> =>
  (await linksByIds(ids)).filter((link) => link !== undefined)
