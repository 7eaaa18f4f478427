import { useEffect, useState } from 'preact/hooks'
import { snapshotByUid } from '../../utils/db/queries.ts'
import type { Notice } from '../../utils/model/snapshot.ts'
import { whenStill } from '../ui/when-still.ts'

const NONE: Notice[] = []

/** Notices never change once stored, and most versions have none: rows that come back need not ask again. */
const known = new Map<string, Notice[]>()
const MOST = 5000

/** Notices of a version. They are read once, where scrolling rests: all of a version is read for them. They are not watched. */
export function useNotices(uid: string): Notice[] {
  const [, setCount] = useState(0)
  useEffect(() => {
    if (uid === '' || known.has(uid)) return
    let gone = false
    const read = async () => {
      const snapshot = await snapshotByUid(uid)
      if (!snapshot) return
      if (known.size >= MOST) known.clear()
      known.set(uid, snapshot.notices.length > 0 ? snapshot.notices : NONE)
      if (!gone && snapshot.notices.length > 0) setCount((count) => count + 1)
    }
    const giveUp = whenStill(() => void read())
    return () => {
      gone = true
      giveUp()
    }
  }, [uid])
  return known.get(uid) ?? NONE
}
