import { useEffect, useState } from 'preact/hooks'
import { snapshotByUid } from '../../utils/db/queries.ts'
import type { Notice } from '../../utils/model/snapshot.ts'

/** Notices of a version. They never change once stored, so they are read once and not watched. */
export function useNotices(uid: string): Notice[] {
  const [known, setKnown] = useState<{ uid: string; notices: Notice[] }>()
  useEffect(() => {
    if (uid === '') return
    let gone = false
    void snapshotByUid(uid).then((snapshot) => {
      if (!gone && snapshot) setKnown({ uid, notices: snapshot.notices })
    })
    return () => {
      gone = true
    }
  }, [uid])
  return known?.uid === uid ? known.notices : []
}
